import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
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
    <AskDialog
      title={t('retire.title', { name: authority.name })}
      text={t('retire.text')}
      verb={t('retire.button')}
      isGrave
      pending={retire.pending}
      failure={retire.failure}
      disabled={on === null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <DayInput label={t('retire.on')} value={on} onChange={setOn} clearable={false} required />
    </AskDialog>
  );
}
