import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { employments, type Employment, type PersonSelection } from '../../../db/domain/organization/organization';
import { useCommand } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { Picker, type PickerOption } from '../../components/Picker';

interface MoveDialogProps {
  selection: PersonSelection;
  count: number;
  departments: readonly PickerOption[];
  posts: readonly PickerOption[];
  today: string;
  onDone: () => void;
  onClose: () => void;
}

/** Another department, post, employment or employer for all who are picked, from a day on. */
export function MoveDialog({ selection, count, departments, posts, today, onDone, onClose }: MoveDialogProps) {
  const { t } = useTranslation(['organization', 'term']);
  const move = useCommand('person.moveMany', { done: t('person.moveDone'), quiet: true });
  const [from, setFrom] = useState<string | null>(today);
  const [departmentId, setDepartment] = useState<string | null>(null);
  const [postId, setPost] = useState<string | null>(null);
  const [employment, setEmployment] = useState<Employment | ''>('');
  const [employer, setEmployer] = useState('');
  const patch = {
    ...(departmentId === null ? {} : { departmentId }),
    ...(postId === null ? {} : { postId }),
    ...(employment === '' ? {} : { employment }),
    // Whoever becomes 正式 is employed by the enterprise itself.
    ...(employer.trim() !== '' ? { employer } : employment === 'formal' ? { employer: '' } : {}),
  };
  const isNothing = Object.keys(patch).length === 0;
  const keep = t('person.keep');
  const confirm = async () => {
    if (from === null) return;
    const reply = await move.run({ selection, from, patch });
    if (reply.ok) onDone();
  };
  return (
    <AskDialog
      title={t('person.moveTitle', { count })}
      text={t('person.moveText')}
      verb={t('person.moveVerb')}
      pending={move.pending}
      failure={move.failure}
      disabled={from === null || isNothing}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <DayInput label={t('person.moveFrom')} value={from} onChange={setFrom} clearable={false} required />
      <Picker label={t('person.department')} placeholder={keep} options={departments} value={departmentId} onPick={setDepartment} />
      <Picker label={t('term:field.post')} placeholder={keep} options={posts} value={postId} onPick={setPost} />
      <NativeSelect
        label={t('term:field.employment')}
        value={employment}
        onChange={(event) => setEmployment(event.currentTarget.value as Employment | '')}
        data={[{ value: '', label: keep }, ...employments.map((value) => ({ value, label: t(`term:employment.${value}`) }))]}
      />
      <TextInput
        label={t('term:field.employer')}
        placeholder={keep}
        maxLength={200}
        value={employer}
        onChange={(event) => setEmployer(event.currentTarget.value)}
      />
    </AskDialog>
  );
}
