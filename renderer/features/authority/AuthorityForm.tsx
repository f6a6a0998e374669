import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  authorityKinds,
  emptyAuthority,
  kindOfName,
  salutationOf,
  subjectsOfKind,
  supervisionSubjects,
  type AuthorityDraft,
  type SupervisionSubject,
} from '../../../db/domain/filing/handover';
import { useApi, useCommand } from '../../api';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import { DateField, FieldGroup, FieldRow, LongField, PickField, SelectField, TagsField, TextField } from '../../components/form/fields';
import { MergeInto } from '../../components/MergeInto';
import { regionOptions } from '../../components/regionOptions';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import classes from './Authority.module.css';
import type { Authority } from './authority';
import { RetireDialog } from './RetireDialog';

interface AuthorityFormProps {
  /** Null for a new one. */
  authority: Authority | null;
  /** Into which it can be merged. */
  others: readonly Authority[];
  today: string;
  onSaved: (id: string) => void;
  onDirty: (dirty: boolean) => void;
}

type Values = { [Field in keyof AuthorityDraft]: AuthorityDraft[Field] };

function valuesOf(authority: Authority | null): Values {
  const source: AuthorityDraft = authority ?? { ...emptyAuthority, subjects: subjectsOfKind(emptyAuthority.kind) };
  return Object.fromEntries(Object.keys(emptyAuthority).map((name) => [name, source[name as keyof AuthorityDraft]])) as Values;
}

/** A body that papers are handed to: entered, changed, retired, merged; never deleted. */
export function AuthorityForm({ authority, others, today, onSaved, onDirty }: AuthorityFormProps) {
  const { t } = useTranslation(['authority', 'term']);
  const [isRetiring, setRetiring] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const create = useCommand('authority.create', { done: t('created') });
  const update = useCommand('authority.update', { done: t('saved') });
  const merge = useCommand('authority.merge', { done: t('merged') });
  const { data: choices } = useApi('enterprise.choices', {}, { subjects: [] });
  const regions = useMemo(() => regionOptions(choices?.regions ?? []), [choices]);
  const draft = useDraftMemory<Values>('authority', authority?.id ?? 'new');
  const form = useForm<Values>({ mode: 'controlled', initialValues: valuesOf(authority) });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { name, kind } = form.getValues();
  const usualKind = kindOfName(name);
  // A new name says what kind of body it is, until a person says otherwise.
  const followsName = authority === null && !form.isDirty('kind') && !form.isDirty('subjects');
  useEffect(() => {
    if (!followsName || name.trim() === '' || usualKind === kind) return;
    form.setFieldValue('kind', usualKind);
    form.setFieldValue('subjects', subjectsOfKind(usualKind));
    form.resetDirty({ ...form.getValues(), name: '' });
    // oxlint-disable-next-line react/exhaustive-deps
  }, [followsName, name, usualKind, kind]);
  const names = useMemo(
    () => new Map(supervisionSubjects.map((subject) => [t(`term:supervisionSubject.${subject}`) as string, subject])),
    [t],
  );

  const onSave = async (values: Values, after: AfterSave) => {
    const stated = { ...values, kind: values.kind ?? 'other', regionCode: values.regionCode ?? '' };
    const reply = authority
      ? await update.run({ id: authority.id, revision: authority.revision, draft: stated })
      : await create.run({ draft: stated });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    if (after !== 'next') return onSaved(authority?.id ?? reply.data.value.id);
    form.setValues(valuesOf(null));
    form.resetDirty();
  };
  return (
    <>
      <FormPanel
        needs="authority.update"
        form={form}
        label={t('record')}
        findings={authority ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={onSave}
        hasNext={authority === null}
        draft={draft}
        isNew={authority === null}
        actions={
          authority ? (
            <>
              {(authority.validTo === null || authority.validTo > today) && (
                <Button variant="subtle" color="gray" px="xs" onClick={() => setRetiring(true)}>
                  {t('retire.button')}
                </Button>
              )}
              {others.length > 0 && (
                <Button variant="subtle" color="gray" px="xs" onClick={() => setMerging(true)}>
                  {t('merge.button')}
                </Button>
              )}
            </>
          ) : undefined
        }
      >
        <TextField name="name" label={t('field.name')} placeholder={t('example.name')} required maxLength={200} />
        <FieldRow>
          <TextField name="shortName" label={t('field.shortName')} maxLength={60} />
          <SelectField
            name="kind"
            label={t('field.kind')}
            choices={authorityKinds.map((value) => ({ value, label: t(`term:authorityKind.${value}`) }))}
          />
        </FieldRow>
        <TagsField
          name="subjects"
          label={t('field.subjects')}
          words={[...names.keys()]}
          shown={(stored) => stored.map((subject) => t(`term:supervisionSubject.${subject as SupervisionSubject}`))}
          stored={(shown) => shown.flatMap((word) => names.get(word) ?? [])}
          clearLabel={t('clearSubjects')}
        />
        <FieldRow>
          <PickField name="regionCode" label={t('field.regionCode')} options={regions} />
          <TextField name="area" label={t('field.area')} placeholder={t('example.area')} maxLength={200} />
        </FieldRow>
        <FieldRow>
          <TextField name="contactName" label={t('field.contactName')} maxLength={60} />
          <TextField name="phone" label={t('field.phone')} type="tel" maxLength={60} />
        </FieldRow>
        <FieldGroup title={t('group.more')}>
          <FieldRow>
            <TextField name="salutation" label={t('field.salutation')} placeholder={salutationOf(name)} maxLength={20} />
            <TextField name="address" label={t('field.address')} maxLength={300} />
          </FieldRow>
          <FieldRow>
            <DateField name="validFrom" label={t('field.validFrom')} />
            <DateField name="validTo" label={t('field.validTo')} />
          </FieldRow>
          <small className={classes.quiet}>{t('validNote')}</small>
          <LongField name="remark" label={t('field.remark')} max={2000} />
        </FieldGroup>
        <Evidence subject="authority" subjectId={authority?.id} />
      </FormPanel>
      {isRetiring && authority && <RetireDialog authority={authority} today={today} onClose={() => setRetiring(false)} />}
      {isMerging && authority && (
        <MergeInto
          title={t('merge.title', { name: authority.name })}
          label={t('merge.keep')}
          explanation={t('merge.text')}
          options={others.map((other) => ({ value: other.id, label: other.name, note: other.area || other.region }))}
          pending={merge.pending}
          onClose={() => setMerging(false)}
          onMerge={(keep) =>
            void merge.run({ keep, others: [authority.id] }).then((reply) => {
              if (!reply.ok) return;
              setMerging(false);
              onSaved(keep);
            })
          }
        />
      )}
    </>
  );
}
