import { Button, Group } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mostOwners, splitOwners } from '../../../db/domain/risk/owner';
import { controlLevels, defaultControlLevel, riskStatuses } from '../../../db/domain/risk/risk';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { FieldGroup, FieldRow, LongField, PickField, SelectField, SuggestField, TextField } from '../../components/form/fields';
import { ChipsField } from '../../components/form/ChipsField';
import { ownerChip, ownerIds, ownersNamed, useDepartments, useOwnerOptions, wordsChip } from './choices';
import { useCommand } from '../../api';
import type { Choices } from '../../choices';
import type { RiskFormState } from './RiskForm';
import type { RiskValues } from './riskValues';
import { revealPhone } from '../../reveal';
import classes from './RiskForm.module.css';

interface ControlFieldsProps {
  form: RiskFormState;
  /** Of the stored risk; undefined for a new one. */
  id: string | undefined;
  /** As it was read. */
  initial: RiskValues;
  choices: Choices;
  level: RiskLevel | null;
}

/** Who controls the risk, how often it is checked, whether it is in force. */
export function ControlFields({ form, id, initial, choices, level }: ControlFieldsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { departmentName } = form.getValues();
  const { options: departments } = useDepartments();
  const findOwner = useOwnerOptions(t('owner.post'));
  const byLevel =
    level === null
      ? undefined
      : t('form.controlLevelBy', { level: t(`term:riskLevel.${level}`), control: t(`term:controlLevel.${defaultControlLevel[level]}`) });
  return (
    <FieldGroup title={t('form.group.control')}>
      <SelectField
        name="controlLevel"
        label={t('term:field.controlLevel')}
        empty={t('form.byLevel')}
        choices={controlLevels.map((value) => ({ value, label: t(`term:controlLevel.${value}`) }))}
        basis={{ law: t('basis.controlLevel.law'), ...(byLevel ? { example: byLevel } : {}) }}
      />
      <PickField
        name="departmentId"
        label={t('term:field.department')}
        options={departments}
        text={departmentName}
        onPicked={(option) => form.setFieldValue('departmentName', option?.label ?? '')}
      />
      <FieldRow>
        <ChipsField
          name="owners"
          label={t('term:field.owner')}
          placeholder={t('owner.placeholder')}
          basis={{ law: t('basis.owner.law'), example: t('basis.owner.example') }}
          options={findOwner}
          chipOf={ownerChip}
          wordsChip={wordsChip}
          split={splitOwners}
          find={ownersNamed}
          max={mostOwners}
          onPicked={({ value, phone }) => {
            const { ownerId } = ownerIds(value);
            if (phone === '' || ownerId === null || form.getValues().phone !== '') return;
            void revealPhone(ownerId, t('revealOwner')).then((shown) => form.setFieldValue('phone', shown));
          }}
        />
        <TextField name="phone" label={t('term:field.phone')} type="tel" maxLength={40} />
      </FieldRow>
      {id !== undefined && <RevealPhone form={form} id={id} initial={initial} />}
      <FieldRow>
        <SuggestField
          name="checkCycle"
          label={t('term:field.checkCycle')}
          basis={{ law: t('basis.checkCycle.law') }}
          words={choices.checkCycles}
          maxLength={60}
        />
        <SelectField
          name="status"
          label={t('term:field.status')}
          choices={riskStatuses.map((value) => ({ value, label: t(`term:riskStatus.${value}`) }))}
        />
      </FieldRow>
      <LongField name="remark" label={t('term:field.remark')} max={4000} minRows={1} />
    </FieldGroup>
  );
}

/** The telephone is shown in part; whoever shows it in full is noted. What is left alone stays as it is on file. */
function RevealPhone({ form, id, initial }: { form: RiskFormState; id: string; initial: RiskValues }) {
  const { t } = useTranslation('risk');
  const reveal = useCommand('risk.reveal', { done: false });
  if (!form.getValues().phone.includes('***')) return null;
  const show = async () => {
    const reply = await reveal.run({ id, reason: t('phone.reason') });
    if (!reply.ok) return;
    const { phone } = reply.data.value;
    // Shown, it is no change.
    form.setInitialValues({ ...initial, phone });
    form.resetDirty({ ...initial, phone });
    form.setFieldValue('phone', phone);
  };
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <small className={classes.quiet}>{t('phone.note')}</small>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        leftSection={<IconEye size={15} aria-hidden />}
        loading={reveal.pending}
        onClick={() => void show()}
      >
        {t('phone.show')}
      </Button>
    </Group>
  );
}
