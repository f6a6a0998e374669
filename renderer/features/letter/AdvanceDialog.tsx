import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, type Input } from '../../api';
import { useToday } from '../../choices';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { showChanged } from '../../notice';
import { undo } from '../../api';

export type Step = 'sent' | 'signed' | 'voided';

interface AdvanceDialogProps {
  step: Step;
  selection: Input<'letter.advance'>['selection'];
  count: number;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for the day, and for the reason where letters are voided. */
export function AdvanceDialog({ step, selection, count, onClose, onDone }: AdvanceDialogProps) {
  const { t } = useTranslation('letter');
  const today = useToday();
  const [stated, setOn] = useState<string | null>();
  const on = stated === undefined ? today || null : stated;
  const [reason, setReason] = useState('');
  const command = useCommand('letter.advance', { done: false, quiet: true });
  const confirm = async () => {
    if (on === null) return;
    const reply = await command.run({ selection, state: step, on, reason });
    if (!reply.ok) return;
    const { done, left } = reply.data.value;
    showChanged({
      changed: done,
      message: left === 0 ? t('advance.done') : t('advance.left', { done, left }),
      undo: () => void undo(),
    });
    onDone();
  };
  return (
    <AskDialog
      title={t(`advance.title.${step}`, { count })}
      text={t('advance.text')}
      verb={t(`advance.${step}`)}
      pending={command.pending}
      failure={command.failure}
      disabled={on === null || (step === 'voided' && reason.trim() === '')}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <DayInput label={t('advance.on')} value={on} onChange={setOn} />
      {step === 'voided' && (
        <TextInput
          label={t('advance.reason')}
          value={reason}
          maxLength={500}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </AskDialog>
  );
}
