import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconEye } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { employments, type PersonDraft } from '../../../db/domain/organization/organization';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import { CheckField, DateField, FieldGroup, FieldRow, LongField, PickField, SelectField, TextField } from '../../components/form/fields';
import type { PickerOption } from '../../components/Picker';
import { useCommand } from '../../api';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { LeaveDialog } from './LeaveDialog';
import classes from './Organization.module.css';
import type { Person } from './usePerson';

interface PersonFormProps {
  person: Person | null;
  departments: readonly PickerOption[];
  posts: readonly PickerOption[];
  today: string;
  onSaved: (id: string) => void;
  onDirty: (dirty: boolean) => void;
}

type Values = { [Field in keyof Required<PersonDraft>]: Required<PersonDraft>[Field] } & { from: string };

const valuesOf = (person: Person | null, today: string): Values => ({
  name: person?.name ?? '',
  employeeNo: person?.employeeNo ?? '',
  employer: person?.employer ?? '',
  sex: (person?.sex ?? '') as Values['sex'],
  idNumber: person?.idNumber ?? '',
  phone: person?.phone ?? '',
  education: person?.education ?? '',
  employment: person?.employment ?? 'formal',
  isLeader: person?.isLeader === 1,
  enteredOn: person ? person.enteredOn : today,
  departmentId: person?.departmentId ?? null,
  postId: person?.postId ?? null,
  remark: person?.remark ?? '',
  from: today,
});

/** A person: entered, changed, moved from a day on, left; never deleted. */
export function PersonForm({ person, departments, posts, today, onSaved, onDirty }: PersonFormProps) {
  const { t } = useTranslation(['organization', 'term']);
  const [isLeaving, setLeaving] = useState(false);
  const create = useCommand('person.create', { done: t('person.created') });
  const update = useCommand('person.update', { done: t('person.saved') });
  const reveal = useCommand('person.reveal', { done: false });
  const leave = useCommand('person.leave', { done: t('person.leaveDone'), quiet: true });
  const draft = useDraftMemory<Values>('person', person?.id ?? 'new');
  const form = useForm<Values>({ mode: 'controlled', initialValues: valuesOf(person, today) });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { departmentId, postId, employment, employer } = form.getValues();
  const isMoved =
    person !== null &&
    (departmentId !== person.departmentId ||
      postId !== person.postId ||
      employment !== person.employment ||
      employer.trim() !== person.employer);
  const hasLeft = person !== null && person.leftOn !== null;

  const [isMasked, setMasked] = useState(person !== null && `${person.idNumber}${person.phone}` !== '');
  const showNumbers = async (id: string) => {
    const reply = await reveal.run({ id, fields: ['idNumber', 'phone'], reason: t('person.revealReason') });
    if (!reply.ok) return;
    setMasked(false);
    // What was typed meanwhile stays; what stood there masked is shown, and is no change.
    const numbers = reply.data.value;
    const typed = form.getDirty();
    form.setInitialValues({ ...valuesOf(person, today), ...numbers });
    form.setValues(Object.fromEntries(Object.entries(numbers).filter(([field]) => !typed[field])));
  };

  const onSave = async ({ from, ...values }: Values, after: AfterSave) => {
    const draftValues = { ...values, sex: values.sex ?? '' };
    const reply = person
      ? await update.run({ id: person.id, revision: person.revision, draft: draftValues, from })
      : await create.run({ draft: draftValues });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    if (after !== 'next') return onSaved(person?.id ?? reply.data.value.id);
    form.setValues({
      ...valuesOf(null, today),
      departmentId: values.departmentId,
      postId: values.postId,
      employment: values.employment,
      employer: values.employer,
    });
    form.resetDirty();
  };
  return (
    <>
      <FormPanel
        needs="person.update"
        form={form}
        label={t('person.record')}
        findings={person ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={onSave}
        hasNext={person === null}
        draft={draft}
        isNew={person === null}
        readOnly={hasLeft}
        actions={
          person && !hasLeft ? (
            <Button variant="subtle" color="gray" onClick={() => setLeaving(true)}>
              {t('person.leave')}
            </Button>
          ) : undefined
        }
      >
        {hasLeft && (
          <small className={classes.quiet}>
            {t('person.left')} {person.leftOn}
          </small>
        )}
        <FieldGroup title={t('person.group.work')}>
          <FieldRow>
            <TextField name="name" label={t('term:field.name')} required maxLength={60} />
            <TextField name="employeeNo" label={t('term:field.employeeNo')} maxLength={40} />
          </FieldRow>
          <FieldRow>
            <SelectField
              name="employment"
              label={t('term:field.employment')}
              choices={employments.map((value) => ({ value, label: t(`term:employment.${value}`) }))}
            />
            <TextField name="employer" label={t('term:field.employer')} placeholder={t('person.ownEmployer')} maxLength={200} />
          </FieldRow>
          <FieldRow>
            <PickField name="departmentId" label={t('person.department')} options={departments} />
            <PickField name="postId" label={t('term:field.post')} options={posts} />
          </FieldRow>
          {isMoved && (
            <div>
              <DateField name="from" label={t('person.from')} required />
              <small className={classes.quiet}>{t('person.fromNote')}</small>
            </div>
          )}
          <CheckField
            name="isLeader"
            label={t('person.isLeader')}
            basis={{ law: t('person.leaderBasis.law'), example: t('person.leaderBasis.example') }}
          />
        </FieldGroup>
        <FieldGroup title={t('person.group.basic')}>
          {person && isMasked && (
            <Group gap="xs" justify="space-between" wrap="nowrap">
              <small className={classes.quiet}>{t('person.maskedNote')}</small>
              <Button
                size="compact-sm"
                variant="default"
                flex="none"
                leftSection={<IconEye size={15} aria-hidden />}
                loading={reveal.pending}
                onClick={() => void showNumbers(person.id)}
              >
                {t('person.reveal')}
              </Button>
            </Group>
          )}
          <FieldRow>
            <TextField name="phone" label={t('term:field.phone')} type="tel" maxLength={40} />
            <DateField name="enteredOn" label={t('term:field.enteredOn')} />
          </FieldRow>
          <FieldRow>
            <SelectField
              name="sex"
              label={t('term:field.sex')}
              empty={t('person.sex.none')}
              choices={(['male', 'female'] as const).map((value) => ({ value, label: t(`person.sex.${value}`) }))}
            />
            <TextField name="education" label={t('term:field.education')} maxLength={40} />
          </FieldRow>
          <TextField name="idNumber" label={t('term:field.idNumber')} maxLength={18} />
          <LongField name="remark" label={t('person.remark')} max={2000} />
        </FieldGroup>
        <Evidence subject="person" subjectId={person?.id} />
      </FormPanel>
      {isLeaving && person && (
        <LeaveDialog
          title={t('person.leaveTitle', { name: person.name })}
          text={t('person.leaveText')}
          selection={{ ids: [person.id] }}
          today={today}
          pending={leave.pending}
          failure={leave.failure}
          onLeave={(on, successorId) =>
            void leave.run({ id: person.id, revision: person.revision, on, successorId }).then((reply) => {
              if (reply.ok) {
                setLeaving(false);
                onSaved(person.id);
              }
            })
          }
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}
