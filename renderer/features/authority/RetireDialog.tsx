import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { DayInput } from '../../components/DayInput';
import { failureText } from '../../components/failureText';
import { Findings } from '../../components/Findings';
import type { Authority } from './authority';

interface RetireDialogProps {
  authority: Authority;
  today: string;
  onClose: () => void;
}

/** Asks from which day nothing is handed to it any more. */
export function RetireDialog({ authority, today, onClose }: RetireDialogProps) {
  const { t } = useTranslation('authority');
  const [on, setOn] = useState<string | null>(today);
  const retire = useCommand('authority.retire', { done: t('retire.done'), quiet: true });
  const confirm = async () => {
    if (on === null) return;
    const reply = await retire.run({ id: authority.id, revision: authority.revision, on });
    if (reply.ok) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('retire.title', { name: authority.name })}>
      <Stack gap="sm">
        <Text size="sm">{t('retire.text')}</Text>
        <DayInput label={t('retire.on')} value={on} onChange={setOn} clearable={false} required />
        {retire.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, retire.failure)}
          </Text>
        )}
        <Findings findings={retire.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="wine" loading={retire.pending} disabled={on === null} onClick={() => void confirm()}>
            {t('retire.button')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
