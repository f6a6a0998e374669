import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, type Input } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { Picker } from '../../components/Picker';
import { personOptions } from '../../people';

interface ReassignDialogProps {
  count: number;
  selection: Input<'committee.reassign'>['selection'];
  onClose: () => void;
  onDone: () => void;
}

/** Asks who is to do what is chosen and not done yet. */
export function ReassignDialog({ count, selection, onClose, onDone }: ReassignDialogProps) {
  const { t } = useTranslation('committee');
  const [owner, setOwner] = useState<{ id: string; name: string } | null>(null);
  const reassign = useCommand('committee.reassign', { done: t('reassign.done'), quiet: true });
  const confirm = async () => {
    if (owner === null) return;
    const reply = await reassign.run({ selection, ownerId: owner.id, ownerText: owner.name });
    if (reply.ok) onDone();
  };
  return (
    <AskDialog
      title={t('reassign.title', { count })}
      text={t('reassign.text')}
      verb={t('reassign.button')}
      pending={reassign.pending}
      failure={reassign.failure}
      disabled={owner === null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Picker
        label={t('resolution.owner')}
        options={personOptions}
        value={owner?.id ?? null}
        text={owner?.name ?? ''}
        required
        onPick={(id, option) => setOwner(id === null || option === null ? null : { id, name: option.label })}
      />
    </AskDialog>
  );
}
