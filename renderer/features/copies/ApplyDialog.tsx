import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { SimpleTable } from '../../components/SimpleTable';
import { useCopyWords, verdicts, type Comparison } from './words';

interface ApplyDialogProps {
  comparison: Comparison;
  counts: Comparison['counts'];
  onClose: () => void;
  onApply: () => void;
}

/** What merging would do, how much of it, and whether it can be taken back. */
export function ApplyDialog({ comparison, counts, onClose, onApply }: ApplyDialogProps) {
  const { t } = useCopyWords();
  const { files, lacking, isFinal } = comparison;
  return (
    <Modal opened onClose={onClose} title={t('apply.title')} size="36rem">
      <Stack gap="sm">
        <SimpleTable
          label={t('apply.title')}
          rows={verdicts.filter((verdict) => counts.verdicts[verdict] > 0)}
          keyOf={(verdict) => verdict}
          columns={[
            { id: 'what', title: t('apply.what'), render: (verdict) => t(`happened.${verdict}`) },
            { id: 'count', title: t('apply.count'), width: '5rem', align: 'end', render: (verdict) => counts.verdicts[verdict] },
            {
              id: 'become',
              title: t('apply.become'),
              width: '12rem',
              render: (verdict) => (verdict === 'conflict' ? t('apply.decided') : t(`proposed.${verdict}`)),
            },
          ]}
        />
        {files > 0 && (
          <Text size="sm">
            {t('apply.files', { count: files })} {lacking > 0 && t('apply.lacking', { count: lacking })}
          </Text>
        )}
        <Text size="sm" c={isFinal ? 'var(--text-attention)' : 'dimmed'}>
          {t(isFinal ? 'apply.final' : 'apply.undoable')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('apply.cancel')}
          </Button>
          <Button onClick={onApply}>{t('apply.run')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
