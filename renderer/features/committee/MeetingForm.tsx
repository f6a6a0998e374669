import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { DateField, FieldGroup, FieldRow, LongField, PickField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { anybodyOptions } from '../../people';
import { useDraftMemory } from '../../preference';
import { AgendaField } from './AgendaField';
import { AttendeesField } from './AttendeesField';
import { valuesOf, type Meeting, type MeetingValues } from './meeting';

interface MeetingFormProps {
  /** Null for a new one. */
  meeting: Meeting | null;
  onSaved: (id: string) => void;
  onDirty: (dirty: boolean) => void;
}

const uses = ['signIn', 'photo', 'scan', 'evidence'] as const;

/** A meeting of the 安委会, before it is held and afterwards. */
export function MeetingForm({ meeting, onSaved, onDirty }: MeetingFormProps) {
  const { t } = useTranslation('committee');
  const create = useCommand('committee.create', { done: t('created') });
  const update = useCommand('committee.update', { done: t('saved') });
  const memory = useDraftMemory<MeetingValues>('committeeMeeting', meeting?.id ?? 'new');
  const form = useForm<MeetingValues>({
    mode: 'controlled',
    initialValues: valuesOf(meeting),
    validate: {
      heldOn: (day) => (day === null ? t('missing') : null),
      name: (name) => (name.trim() === '' ? t('missing') : null),
    },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { heldOn, chairName } = form.getValues();
  const save = async (values: MeetingValues) => {
    if (values.heldOn === null) return;
    const draft = { ...values, heldOn: values.heldOn, agenda: values.agenda.filter(({ text }) => text.trim() !== '') };
    const reply = meeting ? await update.run({ id: meeting.id, revision: meeting.revision, draft }) : await create.run({ draft });
    if (!reply.ok) return;
    memory.clear();
    form.resetDirty();
    onSaved(meeting?.id ?? reply.data.value.id);
  };
  return (
    <FormPanel
      needs="committee.update"
      form={form}
      label={t('record')}
      findings={meeting ? update.findings : create.findings}
      pending={create.pending || update.pending}
      onSave={save}
      draft={memory}
      isNew={meeting === null}
    >
      <TextField name="name" label={t('field.name')} placeholder={t('example.name')} required maxLength={100} />
      <FieldRow>
        <DateField name="heldOn" label={t('field.heldOn')} required />
        <TextField name="place" label={t('field.place')} maxLength={200} />
      </FieldRow>
      <FieldRow>
        <PickField
          name="chairId"
          label={t('field.chair')}
          options={anybodyOptions}
          text={chairName}
          onPicked={(option) => form.setFieldValue('chairName', option?.label ?? '')}
          onType={(typed) => {
            form.setFieldValue('chairName', typed);
            if (typed !== chairName) form.setFieldValue('chairId', null);
          }}
        />
        <TextField name="recorder" label={t('field.recorder')} maxLength={60} />
      </FieldRow>
      <AgendaField name="agenda" label={t('field.agenda')} />
      <AttendeesField name="attendees" label={t('field.attendees')} day={heldOn} />
      <LongField name="minutes" label={t('field.minutes')} placeholder={t('example.minutes')} minRows={4} max={20_000} />
      <LongField name="remark" label={t('field.remark')} max={2000} />
      {meeting && <Files id={meeting.id} />}
    </FormPanel>
  );
}

function Files({ id }: { id: string }) {
  const { t } = useTranslation(['committee', 'term']);
  return (
    <FieldGroup title={t('files')}>
      {uses.map((use) => (
        <FilesFor key={use} id={id} use={use} label={t(`term:attachmentUse.${use}`)} />
      ))}
    </FieldGroup>
  );
}

function FilesFor({ id, use, label }: { id: string; use: (typeof uses)[number]; label: string }) {
  return <Attachments label={label} {...useAttachments({ subject: 'committeeMeeting', subjectId: id, use })} />;
}
