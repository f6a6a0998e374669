import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { call, type Data } from '../../api';
import { showFailure } from '../../notice';
import { BackupTable } from './BackupTable';
import type { Wish } from './RestoreDialog';
import { useRestoreWords } from './words';

export type Looked = NonNullable<Data<'restore.look'>>;
export type Foreign = Extract<Wish['source'], { kind: 'elsewhere' | 'archive' | 'file' }>;

/** Asks the user for a folder; undefined when he cancels or it cannot be read. */
export async function lookIntoFolder(): Promise<Looked | undefined> {
  const reply = await call('restore.look', { folder: null });
  if (reply.ok) return reply.data ?? undefined;
  showFailure(reply.error);
  return undefined;
}

/** What a folder holds: backups, perhaps of several workspaces, and the workspace that it is itself. */
export function FolderContents({ looked, onChoose }: { looked: Looked; onChoose: (source: Foreign, at: number) => void }) {
  const { t } = useRestoreWords();
  return (
    <Stack gap="md">
      {looked.shelves.length === 0 && !looked.isWorkspace && <Text size="sm">{t('folder.none', { folder: looked.folder })}</Text>}
      {looked.isWorkspace && (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('folder.workspace')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => onChoose({ kind: 'file', file: looked.folder }, 0)}>
            {t('folder.take')}
          </Button>
        </Group>
      )}
      {looked.shelves.map(({ folder, name, backups }) => (
        <section key={folder}>
          <Title order={3} fz="sm" mb={4}>
            {t('folder.of', { name, folder })}
          </Title>
          <BackupTable list={{ backups, former: [] }} onChoose={(id, at) => onChoose({ kind: 'elsewhere', folder, id }, at)} />
        </section>
      ))}
    </Stack>
  );
}

/** The same as a dialog. */
export function FolderDialog({
  looked,
  onChoose,
  onClose,
}: {
  looked: Looked;
  onChoose: (source: Foreign, at: number) => void;
  onClose: () => void;
}) {
  const { t } = useRestoreWords();
  return (
    <Modal opened onClose={onClose} title={t('folder.title')} size="60rem">
      <Stack gap="sm">
        <FolderContents looked={looked} onChoose={onChoose} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('folder.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
