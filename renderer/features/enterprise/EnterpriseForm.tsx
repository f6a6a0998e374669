import { useForm } from '@mantine/form';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerOption } from '../../components/Picker';
import { FormPanel } from '../../components/form/FormPanel';
import { DateField, FieldGroup, FieldRow, PickField, TextField } from '../../components/form/fields';
import { useCommand, type Data } from '../../api';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import classes from './Enterprise.module.css';
import { FlagFields } from './FlagFields';
import { OwnPapers } from './OwnPapers';
import { Place } from './Place';
import { patchOf, profileOf, usccFinding, type Profile } from './profile';
import { SizeFields } from './SizeFields';

interface EnterpriseFormProps {
  view: Data<'enterprise.get'>;
  regions: readonly PickerOption[];
  sectors: readonly PickerOption[];
}

/** All that is known of the enterprise; anything may be left for later but name, sector, region and start date. */
export function EnterpriseForm({ view, regions, sectors }: EnterpriseFormProps) {
  const { t } = useTranslation('enterprise');
  const stored = useMemo(() => profileOf(view), [view]);
  const form = useForm<Profile>({ mode: 'controlled', initialValues: stored });
  const draft = useDraftMemory<Profile>('enterprise', view.id);
  const update = useCommand('enterprise.update', { done: t('saved') });
  const values = form.getValues();
  const isDirty = form.isDirty();

  // Changed elsewhere (undo): shown at once unless something is being typed.
  useEffect(() => {
    form.setInitialValues(stored);
    if (!isDirty) form.setValues(stored);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stored]);

  const onSave = async (typed: Profile) => {
    // A line without a title is no paper.
    const named = { ...typed, ownPapers: typed.ownPapers.filter(({ title }) => title.trim() !== '') };
    const ownPapers = JSON.stringify(named.ownPapers) === JSON.stringify(stored.ownPapers) ? stored.ownPapers : named.ownPapers;
    const reply = await update.run({ revision: view.revision, patch: patchOf({ ...named, ownPapers }, stored) });
    if (!reply.ok) return;
    form.resetDirty(typed);
    draft.clear();
  };
  const live = usccFinding(values.uscc);
  const findings = [
    ...update.findings.filter(({ field }) => field !== 'uscc'),
    ...(live ? [live] : update.findings.filter(({ field }) => field === 'uscc')),
  ];
  const code = values.uscc.trim();
  const basis = (
    field: 'uscc' | 'legalRep' | 'actualController' | 'principal' | 'industryCode' | 'sector' | 'regionCode' | 'startDate',
  ) => ({ law: t(`basis.${field}.law`), example: t(`basis.${field}.example`) });

  return (
    <FormPanel
      needs="enterprise.update"
      form={form}
      label={t('title')}
      findings={findings}
      pending={update.pending}
      onSave={onSave}
      draft={draft}
    >
      <FieldGroup title={t('group.basic')}>
        <FieldRow>
          <Place field="name">
            <TextField name="name" label={t('field.name')} required maxLength={200} />
          </Place>
          <Place field="shortName">
            <TextField name="shortName" label={t('field.shortName')} maxLength={60} />
          </Place>
        </FieldRow>
        <FieldRow>
          <Place field="uscc">
            <TextField name="uscc" label={t('field.uscc')} basis={basis('uscc')} maxLength={18} />
            {code !== '' && !live && (
              <small className={code.length === 18 ? classes.good : classes.quiet}>
                {code.length === 18 ? t('usccGood') : t('usccTyped', { count: code.length })}
              </small>
            )}
          </Place>
          <Place field="industryCode">
            <TextField name="industryCode" label={t('field.industryCode')} basis={basis('industryCode')} maxLength={10} />
          </Place>
        </FieldRow>
        <FieldRow>
          <Place field="regionCode">
            <PickField
              name="regionCode"
              label={t('field.regionCode')}
              basis={basis('regionCode')}
              options={regions}
              clearable={false}
              required
            />
          </Place>
          <Place field="sector">
            <PickField name="sector" label={t('field.sector')} basis={basis('sector')} options={sectors} clearable={false} required />
          </Place>
        </FieldRow>
        <FieldRow>
          <Place field="address">
            <TextField name="address" label={t('field.address')} maxLength={300} />
          </Place>
          <Place field="phone">
            <TextField name="phone" label={t('field.phone')} type="tel" maxLength={40} />
          </Place>
        </FieldRow>
      </FieldGroup>
      <FieldGroup title={t('group.people')}>
        <FieldRow>
          <Place field="legalRep">
            <TextField name="legalRep" label={t('field.legalRep')} basis={basis('legalRep')} maxLength={60} />
          </Place>
          <Place field="actualController">
            <TextField name="actualController" label={t('field.actualController')} basis={basis('actualController')} maxLength={60} />
          </Place>
          <Place field="principal">
            <TextField name="principal" label={t('field.principal')} basis={basis('principal')} maxLength={60} />
          </Place>
        </FieldRow>
      </FieldGroup>
      <FieldGroup title={t('group.size')}>
        <SizeFields values={values} />
      </FieldGroup>
      <FieldGroup title={t('group.authority')}>
        <FieldRow>
          <Place field="regulator">
            <TextField name="regulator" label={t('field.regulator')} maxLength={200} />
          </Place>
          <Place field="ohRegulator">
            <TextField name="ohRegulator" label={t('field.ohRegulator')} maxLength={200} />
          </Place>
          <Place field="startDate">
            <DateField name="startDate" label={t('field.startDate')} basis={basis('startDate')} required />
          </Place>
        </FieldRow>
        <small className={classes.quiet}>{t('basis.startDate.law')}</small>
        <Place field="documentPattern">
          <TextField name="documentPattern" label={t('field.documentPattern')} placeholder={t('documentPatternExample')} maxLength={60} />
        </Place>
        <small className={classes.quiet}>{t('documentPatternNote')}</small>
      </FieldGroup>
      <FieldGroup title={t('ownPapers.title')}>
        <Place field="ownPapers">
          <OwnPapers form={form} />
        </Place>
      </FieldGroup>
      <FieldGroup title={t('group.flag')}>
        <FlagFields />
      </FieldGroup>
      <Evidence subject="enterprise" subjectId={view.id} />
    </FormPanel>
  );
}
