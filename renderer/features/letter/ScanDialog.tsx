import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, undo, useTask, type Data } from '../../api';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { Picker, type PickerOption } from '../../components/Picker';
import { SimpleTable } from '../../components/SimpleTable';
import { showChanged } from '../../notice';

type Match = Data<'letter.matchScans'>[number];
type Of = { id: string; label: string } | null;

const labelOf = ({ number, personName, title }: { number: string; personName: string; title: string }): string =>
  [personName, title, number].filter((words) => words !== '').join(' ');

interface ScanDialogProps {
  batchId: string;
  year: number;
  matches: readonly Match[];
  onClose: () => void;
}

/** Whose letter each scan is: what its name tells, and what a person chooses. */
export function ScanDialog({ batchId, year, matches, onClose }: ScanDialogProps) {
  const { t } = useTranslation('letter');
  const today = useToday();
  const [stated, setOn] = useState<string | null>();
  const on = stated === undefined ? today || null : stated;
  const [of, setOf] = useState<Readonly<Record<string, Of>>>(() =>
    Object.fromEntries(matches.map(({ file, letter }) => [file, letter && { id: letter.id, label: labelOf(letter) }])),
  );
  const take = useTask('letter.takeScans', { title: t('scan.task'), quiet: true });
  const scans = matches.flatMap(({ file }) => (of[file] ? [{ letterId: of[file].id, file }] : []));
  const options = async (typed: string): Promise<PickerOption[]> =>
    (await load('letter.list', { batchId, text: typed, limit: 30 })).rows
      .filter(({ state }) => state !== 'voided')
      .map((letter) => ({ value: letter.id, label: labelOf(letter), note: letter.department }));
  const confirm = async () => {
    if (on === null) return;
    const reply = await take.run({ scans, on });
    if (!reply.ok) return;
    const { letters } = reply.data.value;
    showChanged({ changed: letters, message: t('scan.done', { count: letters }), undo: () => void undo() });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('scan.title')} size="xl">
      <Stack gap="sm">
        <Text size="sm">{t('scan.text', { year })}</Text>
        <SimpleTable
          label={t('scan.title')}
          rows={matches}
          keyOf={({ file }) => file}
          columns={[
            { id: 'file', title: t('scan.file'), render: ({ name }) => name },
            {
              id: 'letter',
              title: t('scan.letter'),
              width: '55%',
              render: ({ file, name }) => (
                <Picker
                  size="xs"
                  aria-label={`${t('scan.letter')} ${name}`}
                  placeholder={t('scan.choose')}
                  options={options}
                  value={of[file]?.id ?? null}
                  text={of[file]?.label ?? ''}
                  onPick={(id, option) => setOf({ ...of, [file]: id === null || option === null ? null : { id, label: option.label } })}
                />
              ),
            },
          ]}
        />
        <DayInput label={t('scan.on')} value={on} onChange={setOn} />
        <Findings findings={take.failure?.findings ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={take.running} disabled={on === null || scans.length === 0} onClick={() => void confirm()}>
            {t('scan.verb', { count: scans.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
