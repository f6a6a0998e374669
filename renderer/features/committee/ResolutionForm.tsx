import { useForm } from '@mantine/form';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResolutionDraft } from '../../../db/domain/performance/committee';
import { useApi, useCommand } from '../../api';
import { DateField, FieldRow, LongField, PickField, SuggestField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { personOptions } from '../../people';
import { useDraftMemory } from '../../preference';
import type { Meeting } from './meeting';

type Values = { [Field in keyof ResolutionDraft]: ResolutionDraft[Field] };

interface ResolutionFormProps {
  meeting: Meeting;
  /** Null for a new one. */
  stored: Meeting['resolutions'][number] | null;
  onDone: () => void;
  onDirty: (dirty: boolean) => void;
}

/** What is to be done, by whom, by when. */
export function ResolutionForm({ meeting, stored, onDone, onDirty }: ResolutionFormProps) {
  const { t } = useTranslation('committee');
  const create = useCommand('committee.addResolution', { done: t('resolution.created') });
  const update = useCommand('committee.updateResolution', { done: t('resolution.saved') });
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const options = useMemo(() => departments.map(({ id, name }) => ({ value: id, label: name })), [departments]);
  const memory = useDraftMemory<Values>('resolution', stored?.id ?? `new.${meeting.id}`);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      text: stored?.text ?? '',
      agendaKey: stored?.agendaKey ?? '',
      departmentId: stored?.departmentId ?? null,
      ownerId: stored?.ownerId ?? null,
      ownerText: stored?.ownerText ?? '',
      dueOn: stored?.dueOn ?? null,
    },
    validate: { text: (text) => (text.trim() === '' ? t('missing') : null) },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { ownerText } = form.getValues();
  const save = async (draft: Values) => {
    const reply = stored
      ? await update.run({ id: stored.id, revision: stored.revision, draft })
      : await create.run({ meetingId: meeting.id, draft });
    if (!reply.ok) return;
    memory.clear();
    form.resetDirty();
    onDone();
  };
  return (
    <FormPanel
      needs="committee.updateResolution"
      form={form}
      label={t('resolution.record')}
      findings={stored ? update.findings : create.findings}
      pending={create.pending || update.pending}
      onSave={save}
      onCancel={onDone}
      draft={memory}
      isNew={stored === null}
    >
      <LongField name="text" label={t('resolution.text')} placeholder={t('example.resolution')} required max={2000} />
      <SuggestField
        name="agendaKey"
        label={t('resolution.agenda')}
        words={meeting.agenda.map(({ text }) => text.slice(0, 60))}
        maxLength={60}
      />
      <FieldRow>
        <PickField name="departmentId" label={t('resolution.department')} options={options} />
        <PickField
          name="ownerId"
          label={t('resolution.owner')}
          options={personOptions}
          text={ownerText}
          onPicked={(option) => form.setFieldValue('ownerText', option?.label ?? '')}
          onType={(typed) => {
            form.setFieldValue('ownerText', typed);
            if (typed !== ownerText) form.setFieldValue('ownerId', null);
          }}
        />
      </FieldRow>
      <DateField name="dueOn" label={t('resolution.dueOn')} min={meeting.heldOn} />
    </FormPanel>
  );
}
