import { ActionIcon, Button, Progress, UnstyledButton } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { largestAttachment, mostAttachments } from '../../db/domain/attachment';
import type { Finding } from '../../db/domain/rule';
import classes from './Attachments.module.css';
import { Findings } from './Findings';
import { droppedPaths, isTypedInto } from './fromOutside';
import { previewKind } from './preview/kind';
import { Needs } from './Needs';
import { Thumbnail } from './preview/Thumbnail';

interface AttachedFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Of a picture that can be shown, else empty. */
  mediaType: string;
}

interface AttachmentsProps<File extends AttachedFile> {
  /** What the files are: 扫描件, 照片. */
  label: string;
  files: readonly File[];
  /** Why files were not taken. */
  findings: readonly Finding[];
  pending: boolean;
  /** Part of the files that is taken, 0 to 1, while some are. */
  done?: number | undefined;
  /** Files by their paths; none asks for them. */
  onAdd: (paths: readonly string[]) => void;
  /** Takes those of the last files that can be taken, where some were refused. */
  onAddRest?: (() => void) | undefined;
  /** A pasted picture. */
  onPicture: (name: string, bytes: ArrayBuffer) => void;
  /** Makes the small picture of a file where there is none yet. */
  onMissing: (sha256: string) => Promise<string | null>;
  /** The files in front of the page, one of them shown. */
  viewer: (files: readonly File[], at: number, onAt: (at: number | null) => void) => ReactNode;
  /** With the system's program: what cannot be shown here. */
  onOpen: (file: File) => void;
  onRemove: (file: File) => void;
}

/** Files of a record: chosen, dropped here, or pasted while the pointer or the focus is here; opened by the system, taken away. */
export function Attachments<File extends AttachedFile>({
  label,
  files,
  findings,
  pending,
  done,
  onAdd,
  onAddRest,
  onPicture,
  onMissing,
  viewer,
  onOpen,
  onRemove,
}: AttachmentsProps<File>) {
  const { t } = useTranslation('component');
  const own = useRef<HTMLElement>(null);
  const [shown, setShown] = useState<number | null>(null);
  const nextName = t('attachments.pasted', { count: files.length + 1 });
  const over = useFilesFromOutside(own, onAdd, (picture) => {
    const name = `${nextName}.${picture.type.slice('image/'.length)}`;
    void picture.arrayBuffer().then((bytes) => onPicture(name, bytes));
  });
  return (
    <section ref={own} aria-label={label} className={classes.files} data-over={over || undefined}>
      {files.length > 0 && (
        <ul>
          {files.map((file, at) => (
            <li key={file.id}>
              <UnstyledButton
                className={classes.file}
                onClick={() => (previewKind(file) === 'none' ? onOpen(file) : setShown(at))}
                aria-label={t(previewKind(file) === 'none' ? 'attachments.open' : 'attachments.show', { name: file.name })}
              >
                <Thumbnail sha256={file.sha256} mediaType={file.mediaType} onMissing={onMissing} />
                <span title={file.name}>{file.name}</span>
                <small>{t('attachments.size', { size: Math.max(1, Math.round(file.size / 1024)) })}</small>
              </UnstyledButton>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                onClick={() => onRemove(file)}
                aria-label={t('attachments.remove', { name: file.name })}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Needs needs="attachment.addFiles">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPaperclip size={14} aria-hidden />}
          loading={pending}
          onClick={() => onAdd([])}
        >
          {t('attachments.add', { label })}
        </Button>
      </Needs>
      <small className={classes.hint} title={t('attachments.kinds')}>
        {t('attachments.hint', { megabytes: largestAttachment / 1024 / 1024, count: mostAttachments })}
      </small>
      {done !== undefined && <Progress size="xs" mt={4} value={100 * done} aria-label={t('attachments.task')} />}
      <Findings findings={findings} />
      {shown !== null && viewer(files, Math.min(shown, files.length - 1), setShown)}
      {onAddRest && (
        <Button size="compact-xs" variant="light" onClick={onAddRest}>
          {t('attachments.rest')}
        </Button>
      )}
    </section>
  );
}

/**
 * Files dropped on a part of the page; files and pictures pasted while the pointer or the focus is within it, and not into a field.
 * @returns true while something is held over it
 */
function useFilesFromOutside(
  own: React.RefObject<HTMLElement | null>,
  onFiles: (paths: readonly string[]) => void,
  onPicture: (picture: Blob) => void,
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const part = own.current;
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = () => setOver(false);
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const paths = droppedPaths(event.dataTransfer);
      if (paths.length > 0) onFiles(paths);
    };
    const onPaste = (event: ClipboardEvent) => {
      const isHere = part?.matches(':hover') || part?.contains(document.activeElement);
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (!isHere || pasted.length === 0 || isTypedInto(event.target)) return;
      event.preventDefault();
      const paths = pasted.map((file) => window.anze.pathOf(file)).filter((path) => path !== '');
      const picture = pasted.find(({ type }) => type.startsWith('image/'));
      if (paths.length > 0) onFiles(paths);
      else if (picture) onPicture(picture);
    };
    part?.addEventListener('dragover', onDragOver);
    part?.addEventListener('dragleave', onDragLeave);
    part?.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      part?.removeEventListener('dragover', onDragOver);
      part?.removeEventListener('dragleave', onDragLeave);
      part?.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [own, onFiles, onPicture]);
  return over;
}
