import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Picker, type PickerProps } from './Picker';

interface MergeIntoProps {
  title: string;
  /** What becomes of it. */
  explanation: string;
  label: string;
  options: PickerProps['options'];
  pending: boolean;
  onMerge: (keep: string) => void;
  onClose: () => void;
}

/** Asks into which other record one is merged. */
export function MergeInto({ title, explanation, label, options, pending, onMerge, onClose }: MergeIntoProps) {
  const { t } = useTranslation('component');
  const [keep, setKeep] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack gap="sm">
        <Picker data-autofocus label={label} options={options} value={keep} onPick={setKeep} />
        <Text size="sm" c="dimmed">
          {explanation}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('danger.cancel')}
          </Button>
          <Button loading={pending} disabled={keep === null} onClick={() => keep !== null && onMerge(keep)}>
            {t('alike.mergeVerb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
