import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../db/domain/point/analysis';
import { showSaved, useTask } from '../../../api';
import { DayInput } from '../../../components/DayInput';

interface PrintDialogProps {
  opened: boolean;
  onClose: () => void;
  analysis: Analysis;
  pointId: string;
}

const names = ['analyst', 'reviewer', 'approver'] as const;

/** Writes the record of an analysis as it is saved; names and day that stay empty are filled by hand. */
export function PrintDialog({ opened, onClose, analysis, pointId }: PrintDialogProps) {
  const { t } = useTranslation('analysis');
  const print = useTask('analysis.print', { title: t('paper.task') });
  const [signed, setSigned] = useState({ analyst: '', reviewer: '', approver: '' });
  const [analysedOn, setDay] = useState<string | null>(null);
  const [size, setSize] = useState<'A3' | 'A4'>('A3');
  const save = async (format: 'xlsx' | 'pdf') => {
    const reply = await print.run({ analysis, pointIds: [pointId], analysedOn, ...signed, size, format, file: '' });
    if (!reply.ok || reply.data.file === null) return;
    showSaved(t('paper.done', { file: reply.data.file }), reply.data.file);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('paper.title', { analysis })}>
      <Stack gap="sm">
        <DayInput label={t('paper.analysedOn')} value={analysedOn} onChange={setDay} />
        {names.map((name) => (
          <TextInput
            key={name}
            label={t(`paper.${name}`)}
            placeholder={t('paper.blank')}
            maxLength={100}
            value={signed[name]}
            onChange={(event) => setSigned({ ...signed, [name]: event.currentTarget.value })}
          />
        ))}
        <SegmentedControl
          aria-label={t('paper.paper')}
          data={['A3', 'A4']}
          value={size}
          onChange={(next) => setSize(next as 'A3' | 'A4')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" loading={print.running} onClick={() => void save('xlsx')}>
            {t('paper.xlsx')}
          </Button>
          <Button loading={print.running} onClick={() => void save('pdf')}>
            {t('paper.pdf')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
