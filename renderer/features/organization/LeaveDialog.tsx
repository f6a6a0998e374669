import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openItemKinds, type PersonSelection } from '../../../db/domain/organization/organization';
import { useApi, type Failure } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { Picker } from '../../components/Picker';
import { personOptions } from '../../people';

interface LeaveDialogProps {
  title: string;
  text: string;
  /** Who leaves. */
  selection: PersonSelection;
  today: string;
  pending: boolean;
  failure: Failure | undefined;
  onLeave: (on: string, successorId: string | null) => void;
  onClose: () => void;
}

/** Asks for the last day of people, and who takes over what they have not finished. */
export function LeaveDialog({ title, text, selection, today, pending, failure, onLeave, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('organization');
  const [on, setOn] = useState<string | null>(today);
  const [successor, setSuccessor] = useState<{ id: string; name: string } | null>(null);
  const { data } = useApi('person.openItems', { selection }, { subjects: ['risk', 'riskOwner', 'inspectionFinding', 'resolution'] });
  const kinds = openItemKinds.flatMap((kind) => {
    const count = data?.counts[kind] ?? 0;
    return count === 0 ? [] : [t(`person.openKind.${kind}`, { count })];
  });
  const needsSuccessor = data !== undefined && data.total > 0;
  return (
    <AskDialog
      title={title}
      text={text}
      verb={t('person.leaveVerb')}
      isGrave
      pending={pending}
      failure={failure}
      disabled={on === null || data === undefined || (needsSuccessor && successor === null)}
      onConfirm={() => on !== null && onLeave(on, needsSuccessor ? (successor?.id ?? null) : null)}
      onClose={onClose}
    >
      <DayInput label={t('person.leaveOn')} value={on} onChange={setOn} clearable={false} required />
      {data && (
        <Text size="sm" c={needsSuccessor ? 'var(--text-notice)' : 'dimmed'}>
          {needsSuccessor ? t('person.openItems', { count: data.total, kinds: kinds.join('、') }) : t('person.noOpenItems')}
        </Text>
      )}
      {needsSuccessor && (
        <Picker
          label={t('person.successor')}
          required
          options={personOptions}
          value={successor?.id ?? null}
          text={successor?.name ?? ''}
          onPick={(id, option) => setSuccessor(id === null || option === null ? null : { id, name: option.label })}
        />
      )}
    </AskDialog>
  );
}
