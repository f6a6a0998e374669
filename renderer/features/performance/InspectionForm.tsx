import { Button, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMonthly, type FindingDraft, type InspectionDraft } from '../../../db/domain/performance/inspection';
import { useCommand, type Data } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { CheckField, DateField, FieldGroup, FieldRow, LongField, PickField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { Needs } from '../../components/Needs';
import { anybodyOptions } from '../../people';
import { useDraftMemory } from '../../preference';
import { FindingsField } from './FindingsField';

type Inspection = Data<'inspection.get'>;
type Values = Omit<InspectionDraft, 'on' | 'inspectorId'> & { on: string | null; inspectorId: string | null };

const valuesOf = (inspection: Inspection | null): Values => ({
  on: inspection?.on ?? null,
  inspectorId: inspection?.inspectorId ?? null,
  isFullScope: inspection?.isFullScope === 1,
  scope: inspection?.scope ?? '',
  participants: inspection?.participants ?? '',
  content: inspection?.content ?? '',
  conclusion: inspection?.conclusion ?? '',
  signedOn: inspection?.signedOn ?? null,
  remark: inspection?.remark ?? '',
  findings: (inspection?.list ?? []).map(({ state: _state, ...finding }) => finding),
});

interface InspectionFormProps {
  /** Null for a new one. */
  inspection: Inspection | null;
  today: string;
  onSaved: (id: string | null) => void;
  onDirty: (dirty: boolean) => void;
}

/** An inspection that a leader led, with what it found. In which office the inspector led it is told by the appointments of that day. */
export function InspectionForm({ inspection, today, onSaved, onDirty }: InspectionFormProps) {
  const { t } = useTranslation(['performance', 'term']);
  const [removing, setRemoving] = useState(false);
  const create = useCommand('inspection.create', { done: t('created') });
  const update = useCommand('inspection.update', { done: t('saved') });
  const remove = useCommand('inspection.remove', { done: t('removed') });
  const memory = useDraftMemory<Values>('leaderInspection', inspection?.id ?? 'new');
  /** A line that nobody has written anything into; it is left out. */
  const isBlank = ({ id, ...words }: FindingDraft) =>
    id === undefined && Object.values(words).every((word) => word === null || word.trim() === '');
  const nameless = (findings: readonly FindingDraft[]) => {
    const at = findings.findIndex((finding) => !isBlank(finding) && finding.text.trim() === '');
    return at < 0 ? null : t('finding.missing', { no: at + 1 });
  };
  const missing = (value: string | null) => (value === null ? t('missing') : null);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: valuesOf(inspection),
    validate: { on: missing, inspectorId: missing, findings: nameless },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const save = async ({ on, inspectorId, ...rest }: Values) => {
    if (on === null || inspectorId === null) return;
    const draft = { ...rest, on, inspectorId, findings: rest.findings.filter((finding) => !isBlank(finding)) };
    const reply = inspection ? await update.run({ id: inspection.id, revision: inspection.revision, draft }) : await create.run({ draft });
    if (!reply.ok) return;
    memory.clear();
    form.resetDirty();
    onSaved(inspection?.id ?? reply.data.value.id);
  };
  const limit = today === '' ? {} : { max: today };
  return (
    <>
      <FormPanel
        needs="inspection.update"
        form={form}
        label={t('record')}
        findings={inspection ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={save}
        draft={memory}
        isNew={inspection === null}
        actions={
          inspection ? (
            <Needs needs="inspection.remove">
              <Button variant="subtle" color="gray" px="xs" onClick={() => setRemoving(true)}>
                {t('remove')}
              </Button>
            </Needs>
          ) : undefined
        }
      >
        <FieldRow>
          <DateField name="on" label={t('field.on')} required {...limit} />
          <PickField
            name="inspectorId"
            label={t('field.inspector')}
            options={anybodyOptions}
            text={inspection?.inspectorName ?? ''}
            required
          />
        </FieldRow>
        <CheckField name="isFullScope" label={t('field.isFullScope')} />
        {inspection && (
          <Text size="xs" c="dimmed">
            {inspection.role !== null && t('role', { role: t(`term:appointmentRole.${inspection.role}`) })}{' '}
            {t(isMonthly({ isFullScope: inspection.isFullScope === 1, role: inspection.role }) ? 'monthly' : 'notMonthly')}
          </Text>
        )}
        <TextField name="scope" label={t('field.scope')} maxLength={1000} />
        <TextField name="participants" label={t('field.participants')} maxLength={500} />
        <LongField name="content" label={t('field.content')} max={5000} />
        <FindingsField name="findings" label={t('field.findings')} limit={limit} />
        <LongField name="conclusion" label={t('field.conclusion')} max={2000} />
        <DateField name="signedOn" label={t('field.signedOn')} />
        <LongField name="remark" label={t('field.remark')} max={2000} />
        {inspection && (
          <FieldGroup title={t('files')}>
            {(['scan', 'photo', 'evidence'] as const).map((use) => (
              <Files key={use} subject="leaderInspection" id={inspection.id} use={use} label={t(`term:attachmentUse.${use}`)} />
            ))}
            {inspection.list.map(({ id }, at) => (
              <Files key={id} subject="inspectionFinding" id={id} use="photo" label={t('finding.photos', { no: at + 1 })} />
            ))}
          </FieldGroup>
        )}
      </FormPanel>
      {inspection && (
        <ConfirmDanger
          opened={removing}
          onClose={() => setRemoving(false)}
          title={`${t('remove')} ${inspection.no}`}
          destroys={[]}
          verb={t('remove')}
          onConfirm={async () => {
            const reply = await remove.run({ id: inspection.id, revision: inspection.revision });
            setRemoving(false);
            if (reply.ok) onSaved(null);
          }}
        >
          {t('removeText')}
        </ConfirmDanger>
      )}
    </>
  );
}

interface FilesProps {
  subject: 'leaderInspection' | 'inspectionFinding';
  id: string;
  use: 'scan' | 'photo' | 'evidence';
  label: string;
}
function Files({ subject, id, use, label }: FilesProps) {
  return <Attachments label={label} {...useAttachments({ subject, subjectId: id, use })} />;
}
