import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call, type Data, type Failure, type Reply } from '../../api';
import { Needs } from '../../components/Needs';
import { Refused } from '../../components/Refused';
import { showChanged, showFailure } from '../../notice';
import { Compare } from './Compare';
import { ReadingState, useReading, type CallOptions, type Source } from './Reading';
import { useRestoreWords } from './words';

export interface Wish {
  source: Source;
  /** When it was made; 0 where nobody knows before it is read. */
  at: number;
}

const read = (source: Source, options: CallOptions): Promise<Reply<Data<'restore.preview'>>> =>
  call('restore.preview', { source, keeps: true }, options);

/** Shows an earlier state against the present one and asks whether it is wanted. */
export function RestoreDialog({ wish, onClose, onDone }: { wish: Wish; onClose: () => void; onDone?: () => void }) {
  const { t, instant } = useRestoreWords();
  const reading = useReading(wish.source, read);
  const { value: preview, source } = reading;
  const [refused, setRefused] = useState<Failure>();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const [step, setStep] = useState<{ done: number | undefined; step: string }>({ done: undefined, step: '' });
  const { at } = wish;

  const run = async () => {
    setPending(true);
    const reply = await restore(source, reason.trim(), (done, key) => setStep({ done, step: key }));
    setPending(false);
    if (!reply.ok) return setRefused(reply.error);
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
  const isPossible = preview !== undefined && preview.relation !== 'foreign' && preview.relation !== 'same' && refused === undefined;
  return (
    <Modal opened onClose={onClose} title={titleOf()} size="42rem" closeOnClickOutside={!pending} closeOnEscape={!pending}>
      <Stack gap="sm">
        {refused && <Refused failure={refused} />}
        {!refused && <ReadingState reading={pending ? { ...reading, ...step, value: undefined } : reading} />}
        {!refused && !pending && preview && <Compare preview={preview} kind={source.kind} />}
        {isPossible && !pending && (
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
          <Needs needs="restore.run">
            <Button onClick={() => void run()} loading={pending} disabled={!isPossible}>
              {source.kind === 'salvaged' ? t('compare.adopt') : t('compare.run')}
            </Button>
          </Needs>
        </Group>
      </Stack>
    </Modal>
  );

  function titleOf(): string {
    switch (source.kind) {
      case 'backup':
        return t('compare.titleBackup', { at: instant(at) });
      case 'elsewhere':
        return t('compare.titleElsewhere', { at: instant(at), folder: source.folder });
      case 'aside':
        return t('compare.titleAside', { at: instant(at) });
      case 'salvaged':
        return t('compare.titleSalvaged');
      default:
        return t('compare.titleFile', { file: source.file });
    }
  }
}

const restore = (source: Source, reason: string, onProgress: NonNullable<CallOptions['onProgress']> = () => {}) =>
  call('restore.run', { source, reason }, { onProgress });
