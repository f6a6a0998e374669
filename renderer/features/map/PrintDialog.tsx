import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import type { Plan } from './plan';

interface PrintDialogProps {
  opened: boolean;
  plan: Plan;
  onClose: () => void;
}

/** Who prepared and reviewed the picture; then it is printed to a file. */
export function PrintDialog({ opened, plan, onClose }: PrintDialogProps) {
  const { t } = useTranslation('map');
  const print = useTask('map.print', { title: t('print.task') });
  const [preparedBy, setPreparedBy] = useState('');
  const [reviewedBy, setReviewedBy] = useState('');
  const save = async () => {
    const reply = await print.run({ planId: plan.id, preparedBy, reviewedBy, file: '' });
    if (!reply.ok || reply.data.file === null) return;
    showSaved(t('print.saved', { file: reply.data.file }), reply.data.file);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('print.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('print.text')}
        </Text>
        <TextInput
          label={t('print.preparedBy')}
          maxLength={100}
          value={preparedBy}
          onChange={(event) => setPreparedBy(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('print.reviewedBy')}
          maxLength={100}
          value={reviewedBy}
          onChange={(event) => setReviewedBy(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button loading={print.running} onClick={() => void save()}>
            {t('print.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
