import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { call, type Data, type Failure, type Reply } from '../../api';
import { Refused } from '../../components/Refused';
import { showChanged, showFailure } from '../../notice';
import { Compare } from './Compare';
import { FolderContents, lookIntoFolder, type Foreign, type Looked } from './FolderDialog';
import { ReadingState, sourceOf, useReading, type CallOptions } from './Reading';
import { useRestoreWords } from './words';

/** On a machine that has no workspace yet, or has lost it: one is made of a backup, an exported file or a copy. */
export default function Arrival() {
  const { t } = useRestoreWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconHistory size={16} />} title={t('arrive.note')} onClick={() => setOpen(true)}>
        {t('arrive.button')}
      </Button>
      {isOpen && <ArrivalDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ArrivalDialog({ onClose }: { onClose: () => void }) {
  const { t } = useRestoreWords();
  const [looked, setLooked] = useState<Looked>();
  const [source, setSource] = useState<Foreign>();
  const [isBusy, setBusy] = useState(false);
  const fromFile = async () => {
    const reply = await call('restore.choose', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data !== null) setSource(sourceOf(reply.data));
  };
  const fromFolder = async () => {
    setBusy(true);
    const found = await lookIntoFolder();
    setBusy(false);
    if (found) setLooked(found);
  };
  return (
    <Modal opened onClose={onClose} title={t('arrive.title')} size="60rem" closeOnClickOutside={false}>
      {source ? (
        <Taking source={source} onBack={() => setSource(undefined)} onClose={onClose} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{t('arrive.intro')}</Text>
          <Group gap="xs">
            <Button onClick={() => void fromFile()} disabled={isBusy}>
              {t('arrive.file')}
            </Button>
            <Button variant="default" onClick={() => void fromFolder()} loading={isBusy}>
              {t('arrive.folder')}
            </Button>
          </Group>
          {looked && <FolderContents looked={looked} onChoose={setSource} />}
        </Stack>
      )}
    </Modal>
  );
}

const read = (source: Foreign, options: CallOptions): Promise<Reply<Data<'restore.previewNew'>>> =>
  call('restore.previewNew', { source }, options);

/** What is in the source, where the workspace would lie, and making it. */
function Taking({ source: wanted, onBack, onClose }: { source: Foreign; onBack: () => void; onClose: () => void }) {
  const { t } = useRestoreWords();
  const reading = useReading(wanted, read);
  const { value: preview, source } = reading;
  const [chosen, setChosen] = useState<string>();
  const [isMaking, setMaking] = useState(false);
  const [step, setStep] = useState<{ done: number | undefined; step: string }>({ done: undefined, step: '' });
  const [refused, setRefused] = useState<Failure>();
  const change = async () => {
    const reply = await call('workspace.chooseFolder', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data !== null) {
      setChosen(`${reply.data.replace(/[\\/]+$/, '')}${preview!.folder.replace(/^.*(?=[\\/])/, '')}`);
      setRefused(undefined);
    }
  };
  const run = async () => {
    setMaking(true);
    setRefused(undefined);
    const reply = await call(
      'restore.runNew',
      { source, folder: chosen ?? null },
      { onProgress: (done, key) => setStep({ done, step: key }) },
    );
    if (!reply.ok) {
      setMaking(false);
      return setRefused(reply.error);
    }
    showChanged({ id: 'restored', changed: 0, message: t('arrive.done', { name: preview!.there.name }), undo: undefined });
    onClose();
  };
  return (
    <Stack gap="sm">
      <ReadingState reading={isMaking ? { ...reading, ...step, value: undefined } : reading} />
      {preview && !isMaking && (
        <>
          <Compare preview={preview} kind={source.kind} isNew />
          {refused && <Refused failure={refused} />}
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('arrive.to', { folder: chosen ?? preview.folder })}
            </Text>
            <Group gap="xs" wrap="nowrap" style={{ flex: 'none' }}>
              {chosen !== undefined && (
                <Button size="compact-sm" variant="subtle" onClick={() => setChosen(undefined)}>
                  {t('arrive.usual')}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => void change()}>
                {t('arrive.change')}
              </Button>
            </Group>
          </Group>
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack} disabled={isMaking}>
          {preview || reading.failure ? t('arrive.back') : t('compare.stop')}
        </Button>
        <Button onClick={() => void run()} disabled={preview === undefined} loading={isMaking}>
          {t('arrive.run')}
        </Button>
      </Group>
    </Stack>
  );
}
