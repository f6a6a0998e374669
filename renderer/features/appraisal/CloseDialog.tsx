import { Checkbox, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { useToday } from '../../choices';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import type { Period } from './Periods';

interface DialogProps {
  period: Period;
  onClose: () => void;
}

/** Closes a period; with people who are not assessed only where that is ticked. */
export function CloseDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation('appraisal');
  const today = useToday();
  const [stated, setOn] = useState<string | null>();
  const on = stated === undefined ? today || null : stated;
  const [acceptWaiting, setAccept] = useState(false);
  const command = useCommand('appraisal.close', { done: t('closing.done'), quiet: true });
  const waiting = period.people - period.checked;
  const confirm = async () => {
    if (on === null) return;
    const reply = await command.run({ id: period.id, revision: period.revision, on, acceptWaiting });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('closing.title', { name: period.name })}
      text={t('closing.text')}
      verb={t('closing.button')}
      pending={command.pending}
      failure={command.failure}
      disabled={on === null || (waiting > 0 && !acceptWaiting)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {waiting > 0 && (
        <>
          <Text size="sm" fw={600} role="status">
            {t('closing.waiting', { count: waiting })}
          </Text>
          <Checkbox label={t('closing.accept')} checked={acceptWaiting} onChange={(event) => setAccept(event.currentTarget.checked)} />
        </>
      )}
      <DayInput label={t('closing.on')} value={on} max={today || undefined} onChange={setOn} />
    </AskDialog>
  );
}

/** Opens a closed period again, with the reason that stays on it. */
export function ReopenDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation('appraisal');
  const [reason, setReason] = useState('');
  const command = useCommand('appraisal.reopen', { done: t('reopen.done'), quiet: true });
  const confirm = async () => {
    const reply = await command.run({ id: period.id, revision: period.revision, reason });
    if (reply.ok) onClose();
  };
  return (
    <AskDialog
      title={t('reopen.title', { name: period.name })}
      text={t('reopen.text')}
      verb={t('reopen.button')}
      pending={command.pending}
      failure={command.failure}
      disabled={reason.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Textarea
        label={t('reopen.reason')}
        value={reason}
        required
        autosize
        minRows={2}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </AskDialog>
  );
}
