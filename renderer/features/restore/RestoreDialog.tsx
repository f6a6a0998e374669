import { Button, Group, Loader, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call, type Data, type Failure, type Input } from '../../api';
import { Refused } from '../../components/Refused';
import { showChanged, showFailure } from '../../notice';
import { Compare } from './Compare';
import { useRestoreWords } from './words';

export interface Wish {
  source: Input<'restore.run'>['source'];
  /** When it was made; 0 where nobody knows before it is read. */
  at: number;
}

/** Shows an earlier state against the present one and asks whether it is wanted. */
export function RestoreDialog({ wish, onClose, onDone }: { wish: Wish; onClose: () => void; onDone?: () => void }) {
  const { t, instant } = useRestoreWords();
  const [preview, setPreview] = useState<Data<'restore.preview'>>();
  const [failure, setFailure] = useState<Failure>();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const { source, at } = wish;
  useEffect(() => {
    let isWanted = true;
    void call('restore.preview', { source }).then((reply) => {
      if (!isWanted) return;
      if (reply.ok) setPreview(reply.data);
      else setFailure(reply.error);
    });
    return () => {
      isWanted = false;
    };
  }, [source]);

  const run = async () => {
    setPending(true);
    const reply = await restore(source, reason.trim());
    setPending(false);
    if (!reply.ok) return setFailure(reply.error);
    const done =
      source.kind === 'aside'
        ? t('compare.undone')
        : source.kind === 'salvaged'
          ? t('compare.adopted')
          : t('compare.done', { at: instant(preview?.at ?? at) });
    showChanged({
      id: 'restored',
      changed: 0,
      message: done,
      verb: t('compare.back'),
      undo: () =>
        void restore({ kind: 'aside', id: reply.data.aside }, '').then((back) =>
          back.ok ? showChanged({ id: 'restored', changed: 0, message: t('compare.undone'), undo: undefined }) : showFailure(back.error),
        ),
    });
    onClose();
    onDone?.();
  };
  const isPossible = preview !== undefined && preview.relation !== 'foreign' && preview.relation !== 'same';
  return (
    <Modal opened onClose={onClose} title={titleOf()} size="42rem" closeOnClickOutside={!pending} closeOnEscape={!pending}>
      <Stack gap="sm">
        {failure && <Refused failure={failure} />}
        {!failure && !preview && (
          <Group gap="sm" py="lg" justify="center" role="status">
            <Loader size="sm" />
            <Text size="sm">{t('compare.working')}</Text>
          </Group>
        )}
        {!failure && preview && <Compare preview={preview} kind={source.kind} />}
        {!failure && isPossible && (
          <>
            <TextInput
              label={t('compare.reason')}
              description={t('compare.reasonNote')}
              value={reason}
              maxLength={400}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Text size="sm" c="dimmed">
              {t('compare.kept')}
            </Text>
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={pending} data-autofocus>
            {t('compare.cancel')}
          </Button>
          <Button onClick={() => void run()} loading={pending} disabled={!isPossible || failure !== undefined}>
            {source.kind === 'salvaged' ? t('compare.adopt') : t('compare.run')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );

  function titleOf(): string {
    if (source.kind === 'backup') return t('compare.titleBackup', { at: instant(at) });
    if (source.kind === 'aside') return t('compare.titleAside', { at: instant(at) });
    return source.kind === 'file' ? t('compare.titleFile', { file: source.file }) : t('compare.titleSalvaged');
  }
}

const restore = (source: Wish['source'], reason: string) => call('restore.run', { source, reason });
