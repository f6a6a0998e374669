import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { Limits } from './OpenDialog';
import type { Period } from './Periods';

/** Name, limits of the grades and remark of an open period. */
export function EditDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  const { t } = useTranslation('appraisal');
  const [name, setName] = useState(period.name);
  const [remark, setRemark] = useState(period.remark);
  const [excellent, setExcellent] = useState<number | string>(period.excellentFrom / 10);
  const [qualified, setQualified] = useState<number | string>(period.qualifiedFrom / 10);
  const command = useCommand('appraisal.updatePeriod', { done: t('edit.done'), quiet: true });
  const confirm = async () => {
    const { id, revision, kind, fromOn, toOn, isOfLeaders } = period;
    const limits = { excellentFrom: Math.round(Number(excellent) * 10), qualifiedFrom: Math.round(Number(qualified) * 10) };
    const draft = { name, kind: kind as 'month', fromOn, toOn, isOfLeaders: isOfLeaders === 1, ...limits, remark };
    const reply = await command.run({ id, revision, draft });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('edit.button')}
      text={t('edit.text')}
      verb={t('save')}
      pending={command.pending}
      failure={command.failure}
      disabled={name.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextInput label={t('period.name')} value={name} maxLength={100} required onChange={(event) => setName(event.currentTarget.value)} />
      <Limits {...{ excellent, qualified, setExcellent, setQualified }} />
      <Textarea
        label={t('field.remark')}
        value={remark}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </AskDialog>
  );
}
