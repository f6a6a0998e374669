import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appraisalOutcomes } from '../../../db/domain/responsibility/appraisal';
import { undo, useCommand, type Input } from '../../api';
import { useToday } from '../../choices';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { Picker } from '../../components/Picker';
import { showChanged } from '../../notice';
import { personOptions } from '../../people';

export type BulkKind = 'assessor' | 'outcome' | 'signed';

interface BulkDialogProps {
  kind: BulkKind;
  periodId: string;
  ids: string[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks for what is entered for many people: who assesses, what follows, or the day they signed. */
export function BulkDialog({ kind, periodId, ids, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation(['appraisal', 'term']);
  const today = useToday();
  const [assessor, setAssessor] = useState<{ id: string | null; name: string }>({ id: null, name: '' });
  const [outcome, setOutcome] = useState<(typeof appraisalOutcomes)[number]>('performance');
  const [note, setNote] = useState('');
  const [stated, setOn] = useState<string | null>();
  const signedOn = stated === undefined ? today || null : stated;
  const command = useCommand('appraisal.setMany', { done: false, quiet: true });
  const patch = (): Input<'appraisal.setMany'>['patch'] => {
    switch (kind) {
      case 'assessor':
        return { assessor };
      case 'outcome':
        return { outcome: { kind: outcome, note } };
      case 'signed':
        return { signedOn: signedOn! };
    }
  };
  const confirm = async () => {
    const reply = await command.run({ periodId, ids, patch: patch() });
    if (!reply.ok) return;
    const { done, left } = reply.data.value;
    showChanged({
      changed: reply.data.changed,
      message: left === 0 ? t('bulk.setDone', { count: done }) : t('bulk.setLeft', { done, left }),
      undo: reply.data.step === null ? undefined : () => void undo(),
    });
    onDone();
  };
  const isReady = kind === 'assessor' ? assessor.name.trim() !== '' : kind === 'outcome' || signedOn !== null;
  return (
    <AskDialog
      title={t(`bulk.title.${kind}`, { count: ids.length })}
      text={t(kind === 'assessor' ? 'bulk.all' : 'bulk.onlyChecked')}
      verb={t('save')}
      pending={command.pending}
      failure={command.failure}
      disabled={!isReady}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {kind === 'assessor' && (
        <Picker
          label={t('field.assessor')}
          options={personOptions}
          value={assessor.id}
          text={assessor.name}
          required
          onPick={(id, option) => setAssessor({ id, name: option?.label ?? '' })}
          onType={(name) => setAssessor({ id: null, name })}
        />
      )}
      {kind === 'outcome' && (
        <>
          <NativeSelect
            label={t('field.outcome')}
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value as typeof outcome)}
            data={appraisalOutcomes.map((value) => ({ value, label: t(`term:appraisalOutcome.${value}`) }))}
          />
          <TextInput
            label={t('field.outcomeNote')}
            placeholder={t('field.outcomeExample')}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      {kind === 'signed' && <DayInput label={t('field.signedOn')} value={signedOn} max={today || undefined} onChange={setOn} />}
    </AskDialog>
  );
}
