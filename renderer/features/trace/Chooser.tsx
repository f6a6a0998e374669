import { Group, Select } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { traceSubjects, type TraceSubject } from '../../../db/domain/responsibility/trace';
import { load } from '../../api';
import { Picker, type PickerOption } from '../../components/Picker';

interface ChooserProps {
  subject: TraceSubject;
  id: string | null;
  /** What the record is called, once it is known. */
  text: string;
  onSubject: (subject: TraceSubject) => void;
  onPick: (id: string) => void;
}

/** Chooses the record that is asked about: its kind, then by number or words. */
export function Chooser({ subject, id, text, onSubject, onPick }: ChooserProps) {
  const { t } = useTranslation(['trace', 'term']);
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<readonly PickerOption[]> =>
      (await load('trace.find', { subject, text: typed }, { signal })).map((found) => ({
        value: found.id,
        label: [found.number, found.title].filter((word) => word !== '').join(' '),
        note: found.note,
      })),
    [subject],
  );
  return (
    <Group gap="xs" px="md" pb="xs" wrap="nowrap">
      <Select
        size="sm"
        w="9rem"
        aria-label={t('subject')}
        data={traceSubjects.map((value) => ({ value, label: t(`term:traceSubject.${value}`) }))}
        value={subject}
        allowDeselect={false}
        comboboxProps={{ keepMounted: false }}
        onChange={(picked) => picked !== null && onSubject(picked as TraceSubject)}
      />
      <div style={{ flex: 1, maxWidth: '40rem' }}>
        <Picker
          key={subject}
          aria-label={t('record')}
          placeholder={t('pick', { what: t(`term:traceSubject.${subject}`) })}
          options={find}
          value={id}
          text={text}
          clearable={false}
          onPick={(picked) => picked !== null && onPick(picked)}
        />
      </div>
    </Group>
  );
}
