import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { verifierFindings } from '../../../db/domain/performance/committee';
import { useCommand } from '../../api';
import { useToday } from '../../choices';
import { DateField, FieldRow, LongField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { useDraftMemory } from '../../preference';
import type { Meeting } from './meeting';

interface Values extends Record<string, unknown> {
  doneOn: string | null;
  doneNote: string;
  verifiedBy: string;
  verifiedOn: string | null;
}

interface FinishFormProps {
  resolution: Meeting['resolutions'][number];
  onDone: () => void;
  onDirty: (dirty: boolean) => void;
}

/** That it is done, how, and who has looked at it; by whom it was done is advised against, not refused. */
export function FinishForm({ resolution, onDone, onDirty }: FinishFormProps) {
  const { t } = useTranslation('committee');
  const today = useToday();
  const finish = useCommand('committee.finishResolution', { done: t('resolution.finished') });
  const memory = useDraftMemory<Values>('resolutionDone', resolution.id);
  const { doneOn, doneNote, verifiedBy, verifiedOn, ownerText } = resolution;
  const form = useForm<Values>({ mode: 'controlled', initialValues: { doneOn, doneNote, verifiedBy, verifiedOn } });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const save = async (stated: Values) => {
    const reply = await finish.run({ id: resolution.id, revision: resolution.revision, ...stated });
    if (!reply.ok) return;
    memory.clear();
    form.resetDirty();
    onDone();
  };
  const limits = today === '' ? {} : { max: today };
  return (
    <FormPanel
      needs="committee.finishResolution"
      form={form}
      label={t('resolution.finish')}
      findings={[...finish.findings, ...verifierFindings({ ownerText, verifiedBy: form.getValues().verifiedBy.trim() })]}
      pending={finish.pending}
      onSave={save}
      onCancel={onDone}
      draft={memory}
    >
      <DateField name="doneOn" label={t('resolution.doneOn')} {...limits} />
      <LongField name="doneNote" label={t('resolution.doneNote')} placeholder={t('example.done')} max={2000} />
      <FieldRow>
        <TextField name="verifiedBy" label={t('resolution.verifiedBy')} maxLength={60} />
        <DateField name="verifiedOn" label={t('resolution.verifiedOn')} {...limits} />
      </FieldRow>
    </FormPanel>
  );
}
