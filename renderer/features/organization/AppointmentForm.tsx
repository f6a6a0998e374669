import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appointmentRoles, soleRoles, type AppointmentDraft, type AppointmentRole } from '../../../db/domain/organization/appointment';
import { useCommand, type Data } from '../../api';
import { CheckField, DateField, FieldGroup, FieldRow, LongField, PickField, SelectField, TextField } from '../../components/form/fields';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import type { PickerOption } from '../../components/Picker';
import { Evidence } from '../../Evidence';
import { personOptions } from '../../people';
import { useDraftMemory } from '../../preference';
import { EndDialog } from './EndDialog';
import classes from './Organization.module.css';

interface AppointmentFormProps {
  /** Null for a new one. */
  appointment: NonNullable<Data<'appointment.get'>> | null;
  /** What a new one begins with: '', `<role>` or `<role>-<id of its department or person>`. */
  begun: string;
  offices: Data<'appointment.gaps'>;
  departments: readonly PickerOption[];
  today: string;
  onSaved: (id: string | null) => void;
  onDirty: (dirty: boolean) => void;
}

type Values = { [Field in keyof AppointmentDraft]: AppointmentDraft[Field] } & { person: string; succeeds: boolean };

function valuesOf({
  appointment,
  begun,
  offices,
  today,
}: Pick<AppointmentFormProps, 'appointment' | 'begun' | 'offices' | 'today'>): Values {
  if (appointment) {
    const { id: _id, revision: _revision, department: _department, post: _post, ...stated } = appointment;
    return { ...stated, succeeds: false };
  }
  const [role, ...rest] = begun.split('-');
  const about = rest.join('-');
  const gap = offices.gaps.find((open) => open.role === role);
  const person =
    gap?.kind === 'missing'
      ? offices.named.find(({ name }) => name === gap.stated)
      : gap?.kind === 'leaders'
        ? gap.people.find(({ id }) => id === about)
        : undefined;
  return {
    personId: person?.id ?? '',
    person: person?.name ?? '',
    role: appointmentRoles.find((known) => known === role) ?? 'otherLeader',
    departmentId: role === 'departmentHead' && about !== '' ? about : null,
    title: '',
    scope: '',
    documentNumber: '',
    certificate: '',
    certificateNumber: '',
    certificateTo: null,
    notifiedOn: null,
    endNotifiedOn: null,
    validFrom: today,
    validTo: null,
    remark: '',
    succeeds: false,
  };
}

/** An appointment: entered, changed, ended with a last day. */
export function AppointmentForm({ appointment, begun, offices, departments, today, onSaved, onDirty }: AppointmentFormProps) {
  const { t } = useTranslation(['organization', 'term']);
  const [isEnding, setEnding] = useState(false);
  const create = useCommand('appointment.create', { done: t('appointment.created') });
  const update = useCommand('appointment.update', { done: t('appointment.saved') });
  const remove = useCommand('appointment.remove', { done: t('appointment.removed') });
  const end = useCommand('appointment.end', { done: t('appointment.endDone'), quiet: true });
  const draft = useDraftMemory<Values>('appointment', appointment?.id ?? `new-${begun}`);
  const form = useForm<Values>({ mode: 'controlled', initialValues: valuesOf({ appointment, begun, offices, today }) });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { role, person, personId } = form.getValues();
  const former = soleRoles.has(role) ? offices.held.find((held) => held.role === role && held.personId !== personId) : undefined;

  const onSave = async ({ person: _person, succeeds, ...stated }: Values, after: AfterSave) => {
    const reply = appointment
      ? await update.run({ id: appointment.id, revision: appointment.revision, draft: stated, succeeds })
      : await create.run({ draft: stated, succeeds });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    if (after !== 'next') return onSaved(reply.data.value.id);
    form.setValues({ ...valuesOf({ appointment: null, begun: '', offices, today }), role });
    form.resetDirty();
  };
  return (
    <>
      <FormPanel
        needs="appointment.update"
        form={form}
        label={t('appointment.record')}
        findings={appointment ? update.findings : create.findings}
        pending={create.pending || update.pending || remove.pending}
        onSave={onSave}
        hasNext={appointment === null}
        draft={draft}
        isNew={appointment === null}
        actions={
          appointment && (
            <>
              {appointment.validTo === null && (
                <Button variant="subtle" color="gray" px="xs" onClick={() => setEnding(true)}>
                  {t('appointment.end')}
                </Button>
              )}
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                onClick={() =>
                  void remove.run({ id: appointment.id, revision: appointment.revision }).then((reply) => {
                    if (!reply.ok) return;
                    draft.clear();
                    form.resetDirty();
                    onSaved(null);
                  })
                }
              >
                {t('appointment.remove')}
              </Button>
            </>
          )
        }
      >
        <SelectField
          name="role"
          label={t('appointment.role')}
          choices={appointmentRoles.map((value: AppointmentRole) => ({ value, label: t(`term:appointmentRole.${value}`) }))}
        />
        <PickField
          name="personId"
          label={t('appointment.person')}
          required
          options={personOptions}
          text={person}
          onPicked={(option) => form.setFieldValue('person', option?.label ?? '')}
        />
        {former && (
          <CheckField
            name="succeeds"
            label={t('appointment.succeeds', { name: former.name })}
            basis={{ law: t('appointment.succeedsBasis.law'), example: t('appointment.succeedsBasis.example') }}
          />
        )}
        <FieldRow>
          <PickField name="departmentId" label={t('appointment.department')} options={departments} required={role === 'departmentHead'} />
          <TextField name="title" label={t('appointment.title_')} placeholder={t('appointment.titlePlaceholder')} maxLength={100} />
        </FieldRow>
        <LongField name="scope" label={t('appointment.scope')} placeholder={t('appointment.scopePlaceholder')} max={500} />
        <FieldRow>
          <DateField name="validFrom" label={t('appointment.validFrom')} required />
          <DateField name="validTo" label={t('appointment.validTo')} />
        </FieldRow>
        <small className={classes.quiet}>{t('appointment.validToNote')}</small>
        <TextField
          name="documentNumber"
          label={t('appointment.documentNumber')}
          placeholder={t('appointment.documentPlaceholder')}
          maxLength={100}
        />
        <FieldGroup title={t('appointment.group.certificate')}>
          <TextField
            name="certificate"
            label={t('appointment.certificate')}
            placeholder={t('appointment.certificateExample')}
            maxLength={100}
          />
          <FieldRow>
            <TextField name="certificateNumber" label={t('appointment.certificateNumber')} maxLength={100} />
            <DateField name="certificateTo" label={t('appointment.certificateTo')} />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={t('appointment.group.notice')}>
          <FieldRow>
            <DateField name="notifiedOn" label={t('appointment.notifiedOn')} />
            <DateField name="endNotifiedOn" label={t('appointment.endNotifiedOn')} />
          </FieldRow>
        </FieldGroup>
        <LongField name="remark" label={t('appointment.remark')} max={2000} />
        <Evidence subject="appointment" subjectId={appointment?.id} />
      </FormPanel>
      {isEnding && appointment && (
        <EndDialog
          title={t('appointment.endTitle', { name: appointment.person, role: t(`term:appointmentRole.${appointment.role}`) })}
          text={t('appointment.endText')}
          bars={[]}
          dateLabel={t('appointment.endOn')}
          today={today}
          verb={t('appointment.endVerb')}
          pending={end.pending}
          failure={end.failure}
          onEnd={(on) =>
            void end.run({ id: appointment.id, revision: appointment.revision, on }).then((reply) => {
              if (!reply.ok) return;
              setEnding(false);
              onSaved(appointment.id);
            })
          }
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}
