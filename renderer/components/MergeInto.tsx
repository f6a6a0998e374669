import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from './DayInput';
import { Picker, type PickerProps } from './Picker';

interface MergeIntoProps {
  title: string;
  /** What becomes of it. */
  explanation: string;
  label: string;
  options: PickerProps['options'];
  pending: boolean;
  /** Asks for the day from which they are one: its label, and the day proposed, which is the last one possible. */
  day?: { label: string; today: string };
  onMerge: (keep: string, from: string | null) => void;
  onClose: () => void;
}

/** Asks into which other record one is merged. */
export function MergeInto({ title, explanation, label, options, pending, day, onMerge, onClose }: MergeIntoProps) {
  const { t } = useTranslation('component');
  const [keep, setKeep] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(day?.today ?? null);
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack gap="sm">
        <Picker data-autofocus label={label} options={options} value={keep} onPick={setKeep} />
        {day && <DayInput label={day.label} value={from} onChange={setFrom} max={day.today} clearable={false} required />}
        <Text size="sm" c="dimmed">
          {explanation}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('danger.cancel')}
          </Button>
          <Button loading={pending} disabled={keep === null || (day && from === null)} onClick={() => keep !== null && onMerge(keep, from)}>
            {t('alike.mergeVerb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
