import { ActionIcon, Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconExternalLink } from '@tabler/icons-react';
import { useCallback, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useApi, useTask } from './api';
import { Preview, type PreviewFile, type Seen } from './components/preview/Preview';
import { failureText } from './components/failureText';
import { findingText } from './components/findingText';
import { speak } from './components/speak';
import { ownerPath } from './ownerPath';
import { go } from './place';

interface FileViewerProps {
  files: readonly PreviewFile[];
  /** Which of them is shown, counted from 0. */
  at: number;
  onAt: (at: number | null) => void;
}

/** One of several files in front of the page; the arrows go to its neighbours. */
export function FileViewer({ files, at, onAt }: FileViewerProps) {
  const { t } = useTranslation('component');
  const open = useTask('evidence.open', { title: t('attachments.opening') });
  const read = useCallback(
    async ({ sha256 }: PreviewFile, sheet: number): Promise<Seen> => {
      const reply = await call('evidence.read', { sha256, sheet });
      if (reply.ok) return reply.data;
      const { findings = [] } = reply.error;
      return {
        kind: 'failed',
        words: findings.length > 0 ? findings.map((found) => findingText(t, found)).join(' ') : failureText(t, reply.error),
      };
    },
    [t],
  );
  const file = files[at];
  const step = (by: number) => {
    const next = at + by;
    if (next >= 0 && next < files.length) onAt(next);
  };
  const byKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    step(by);
  };
  if (!file) return null;
  return (
    <Modal opened onClose={() => onAt(null)} size="min(76rem, 96vw)" centered title={file.name} onKeyDown={byKey}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap={4}>
          {files.length > 1 && (
            <>
              <ActionIcon variant="default" onClick={() => step(-1)} disabled={at === 0} aria-label={t('preview.former')}>
                <IconChevronLeft size={16} />
              </ActionIcon>
              <ActionIcon variant="default" onClick={() => step(1)} disabled={at === files.length - 1} aria-label={t('preview.next')}>
                <IconChevronRight size={16} />
              </ActionIcon>
              <Text size="sm" c="dimmed" role="status">
                {t('preview.of', { at: at + 1, count: files.length })}
              </Text>
            </>
          )}
        </Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconExternalLink size={14} aria-hidden />}
          loading={open.running}
          onClick={() => void open.run({ sha256: file.sha256 })}
        >
          {t('preview.open')}
        </Button>
      </Group>
      <Preview key={file.sha256} file={file} read={read} />
      <UsedWhere sha256={file.sha256} onGo={() => onAt(null)} />
    </Modal>
  );
}

/** Records that the file belongs to, each with the way to it. */
function UsedWhere({ sha256, onGo }: { sha256: string; onGo: () => void }) {
  const { t } = useTranslation(['component', 'term']);
  const { data } = useApi('evidence.usedBy', { sha256 });
  if (!data) return null;
  const links = [
    ...data.records.map(({ attachmentId, subject, use, title, pageId }) => ({
      key: attachmentId,
      text: t('component:usedWhere.record', {
        subject: speak(t, `failure:subject.${subject}`),
        title,
        use: t(`term:attachmentUse.${use}`),
      }),
      path: ownerPath(subject, pageId),
    })),
    ...data.sent.map(({ id, no }) => ({ key: id, text: t('component:usedWhere.sent', { no }), path: ownerPath('submission', id) })),
  ];
  return (
    <Text size="sm" mt="xs" component="div">
      {links.length === 0 ? t('component:usedWhere.nowhere') : t('component:usedWhere.title', { count: data.records.length })}
      <Group gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {links.map(({ key, text, path }) => (
          <li key={key}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                onGo();
                go(path);
              }}
            >
              {text}
            </Anchor>
          </li>
        ))}
      </Group>
    </Text>
  );
}
