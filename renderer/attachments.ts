import { createElement, lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showChanged } from './notice';
import { makeThumbnail } from './thumbnail';
import { undo, useApi, useCommand, useTask, type Data, type Input } from './api';

export type Place = Input<'attachment.addFiles'>['place'];
type Attachment = Data<'attachment.list'>[number];

const FileViewer = lazy(() => import('./FileViewer').then(({ FileViewer: component }) => ({ default: component })));

/** The files in front of the page, one of them shown. */
const viewer = (files: readonly Attachment[], at: number, onAt: (at: number | null) => void): ReactNode =>
  createElement(Suspense, { fallback: null }, createElement(FileViewer, { files, at, onAt }));

/** Files of a record for one use, and what can be done with them: the props of `Attachments` but for its label. */
export function useAttachments(place: Place) {
  const { t } = useTranslation('component');
  const { subject, subjectId, use } = place;
  const { data = [] } = useApi('attachment.list', { subject, subjectId }, { subjects: ['attachment'] });
  const title = t('attachments.task');
  const addFiles = useTask('attachment.addFiles', { title });
  const addPicture = useTask('attachment.addPicture', { title });
  const open = useTask('attachment.open', { title: t('attachments.opening') });
  const remove = useCommand('attachment.remove', { done: t('attachments.removed') });
  const [last, setLast] = useState<readonly string[]>([]);
  const say = (reply: Awaited<ReturnType<typeof addFiles.run>>, given: number) => {
    if (!reply.ok) return;
    const { changed } = reply.data;
    if (changed > 0) showChanged({ changed, message: t('attachments.added', { count: changed }), undo: () => void undo() });
    else if (given > 0) showChanged({ changed, message: t('attachments.same'), undo: undefined });
  };
  const failed = (addFiles.failure ?? addPicture.failure)?.findings ?? [];
  const take = (paths: readonly string[], partly: boolean) => {
    setLast(paths);
    void addFiles.run({ place, files: [...paths], partly }).then((reply) => say(reply, paths.length));
  };
  return {
    files: data.filter((file) => file.use === use),
    findings: failed,
    pending: addFiles.running || addPicture.running,
    done: addFiles.running ? addFiles.done : undefined,
    onAdd: (paths: readonly string[]) => take(paths, false),
    onAddRest: last.length > 0 && failed.some(({ rule }) => rule === 'attachmentRest') ? () => take(last, true) : undefined,
    onPicture: (name: string, bytes: ArrayBuffer) => void addPicture.run({ place, name, bytes }).then((reply) => say(reply, 1)),
    onMissing: makeThumbnail,
    viewer,
    onOpen: ({ id }: Attachment) => void open.run({ id }),
    onRemove: ({ id, revision }: Attachment) => void remove.run({ id, revision }),
  };
}
