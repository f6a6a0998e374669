import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTakenName } from '../../../db/domain/attachment';
import { load, undo, useCommand, useTask, type Data } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { Findings } from '../../components/Findings';
import { Needs } from '../../components/Needs';
import { Picker, type PickerOption } from '../../components/Picker';
import type { Selection } from '../../components/table/selection';
import { showChanged } from '../../notice';
import { findRecords, placeOf } from './findRecords';

type Kept = Data<'evidence.list'>['rows'][number];
type State = 'unused' | 'orphaned';

interface OrphansProps {
  selection: Selection<{ text?: string | undefined }>;
  count: number;
  state: State;
  /** Afterwards: the list and its figures are others. */
  onDone: () => void;
}

/** What is done with files that no record has: one is attached to a record; those that nothing needs are removed. */
export function Orphans({ selection, count, state, onDone }: OrphansProps) {
  const { t } = useTranslation('evidence');
  const [attached, setAttached] = useState<Kept | null>(null);
  const [removing, setRemoving] = useState<Data<'evidence.orphans'> | null>(null);
  const look = useTask('evidence.orphans', { title: t('orphan.looking') });
  const remove = useTask('evidence.removeOrphans', { title: t('orphan.removing') });
  const attach = async () => setAttached((await onlyOf(selection, state)) ?? null);
  const ask = async () => {
    const reply = await look.run({ selection });
    if (!reply.ok) return;
    if (reply.data.files > 0) setRemoving(reply.data);
    else showChanged({ changed: 0, message: t('orphan.allNeeded', { count: reply.data.needed }), undo: undefined });
  };
  const run = async () => {
    const reply = await remove.run({ selection });
    setRemoving(null);
    if (!reply.ok) return;
    showChanged({ changed: 0, message: t('orphan.removed', { count: reply.data.files }), undo: undefined });
    onDone();
  };
  return (
    <>
      <Needs needs="attachment.add">
        <Button size="compact-sm" variant="default" disabled={count !== 1} onClick={() => void attach()}>
          {t('orphan.attach')}
        </Button>
      </Needs>
      {state === 'orphaned' && (
        <Needs needs="evidence.removeOrphans">
          <Button size="compact-sm" variant="default" loading={look.running} onClick={() => void ask()}>
            {t('orphan.remove')}
          </Button>
        </Needs>
      )}
      <Modal opened={attached !== null} onClose={() => setAttached(null)} title={t('orphan.title')}>
        {attached && (
          <Attaching
            file={attached}
            onClose={() => setAttached(null)}
            onDone={() => {
              setAttached(null);
              onDone();
            }}
          />
        )}
      </Modal>
      <ConfirmDanger
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('orphan.removeTitle')}
        destroys={[t('orphan.removeFiles', { count: removing?.files ?? 0, size: ((removing?.bytes ?? 0) / 2 ** 20).toFixed(1) })]}
        verb={t('orphan.removeVerb')}
        onConfirm={run}
      >
        {t('orphan.removeNote')} {(removing?.needed ?? 0) > 0 && t('orphan.needed', { count: removing!.needed })}
      </ConfirmDanger>
    </>
  );
}

/** The one file that is picked. */
async function onlyOf(selection: OrphansProps['selection'], state: State): Promise<Kept | undefined> {
  const text = 'filter' in selection ? (selection.filter.text ?? '') : '';
  const isIt = ({ sha256 }: Kept): boolean => ('ids' in selection ? selection.ids.includes(sha256) : !selection.except.includes(sha256));
  for (let offset = 0, total = 1; offset < total; offset += 200) {
    const window = await load('evidence.list', { state, text, offset, limit: 200 });
    total = window.total;
    const found = window.rows.find(isIt);
    if (found) return found;
  }
  return undefined;
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
};

/** What it is called in the record, and which record that is. */
function Attaching({ file, onClose, onDone }: { file: Kept; onClose: () => void; onDone: () => void }) {
  const { t, i18n } = useTranslation('evidence');
  const [name, setName] = useState(isTakenName(file.name) ? file.name : file.name + (extensions[file.mediaType] ?? ''));
  const [isAsked, setAsked] = useState(false);
  const [record, setRecord] = useState<PickerOption | null>(null);
  const add = useCommand('attachment.add', { done: false });
  const isNamed = isTakenName(name.trim());
  const attach = async () => {
    setAsked(true);
    if (record === null || !isNamed) return;
    const reply = await add.run({ place: placeOf(record), files: [{ name: name.trim(), sha256: file.sha256 }] });
    if (!reply.ok) return;
    const { changed } = reply.data;
    showChanged({
      changed,
      message: t('orphan.done', { to: record.label }),
      undo: changed > 0 ? () => void undo() : undefined,
    });
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void attach();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('orphan.name')}
          description={t('orphan.nameText')}
          withAsterisk
          maxLength={255}
          value={name}
          onBlur={() => setAsked(true)}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isAsked && !isNamed ? t('orphan.kind') : undefined}
        />
        <div>
          <Text size="sm" fw={500} mb={2}>
            {t('orphan.to')}
          </Text>
          <Picker
            aria-label={t('orphan.to')}
            placeholder={t('photos.toPlaceholder')}
            value={record?.value ?? null}
            text={record?.label ?? ''}
            options={findRecords(i18n.t)}
            onPick={(_value, option) => setRecord(option)}
          />
        </div>
        <Findings findings={add.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('orphan.cancel')}
          </Button>
          <Button type="submit" loading={add.pending} disabled={record === null}>
            {t('photos.attach')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
