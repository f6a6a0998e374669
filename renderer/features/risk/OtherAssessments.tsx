import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { emptyAssessment, gradeOther, type OtherAssessment } from '../../../db/domain/risk/assessmentOther';
import { riskLevels, riskMethods } from '../../../db/domain/risk/scale';
import { ChoiceField, DateField, FieldGroup, LongField, SelectField, TextField } from '../../components/form/fields';
import { LevelBadge } from '../../components/LevelBadge';
import { FactorField } from './FactorField';
import { fullFormula, otherScale, type Scales } from './grading';
import type { RiskFormState } from './RiskForm';

interface OtherAssessmentsProps {
  form: RiskFormState;
  scales: Scales;
  today: string;
}

/** Assessments beside the main one (handbook 9.3): without measures, and one for each recipient with another method. */
export function OtherAssessments({ form, scales, today }: OtherAssessmentsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { assessments, method } = form.getValues();
  const add = (role: OtherAssessment['role']) =>
    form.insertListItem('assessments', { ...emptyAssessment, role, method: method === 'direct' ? 'lec' : method, assessedOn: today });
  return (
    <FieldGroup title={t('other.title')}>
      {assessments.map((stated, at) => (
        // Its place is all that tells one from another while it is typed.
        // oxlint-disable-next-line react/no-array-index-key
        <One key={at} form={form} scales={scales} stated={stated} at={at} today={today} />
      ))}
      <Group gap="xs">
        {!assessments.some(({ role }) => role === 'inherent') && (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add('inherent')}>
            {t('other.addInherent')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add('second')}>
          {t('other.addSecond')}
        </Button>
      </Group>
    </FieldGroup>
  );
}

function One({ form, scales, stated, at, today }: OtherAssessmentsProps & { stated: OtherAssessment; at: number }) {
  const { t } = useTranslation(['risk', 'term']);
  const isSecond = stated.role === 'second';
  const name = <Field extends string>(field: Field) => `assessments.${at}.${field}` as const;
  const scale = otherScale(scales, stated);
  const title = isSecond ? t('other.second') : t('other.inherent');
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'grid', gap: '0.75rem' }} aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Text fw={600} size="sm">
            {title}
          </Text>
          <LevelBadge level={gradeOther(stated, scale)?.level ?? null} />
          <Text size="sm">{fullFormula(stated)}</Text>
        </Group>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => form.removeListItem('assessments', at)}
        >
          {t('other.remove')}
        </Button>
      </Group>
      {isSecond && (
        <TextField
          name={name('recipient')}
          label={t('other.recipient')}
          placeholder={t('other.recipientExample')}
          required
          maxLength={200}
        />
      )}
      <ChoiceField
        name={name('method')}
        label={t('term:field.method')}
        choices={riskMethods.map((value) => ({ value, label: t(`form.method.${value}`) }))}
      />
      {isSecond && scale && (
        <SelectField
          name={name('scale')}
          label={t('term:field.scale')}
          empty={t('other.usualScale')}
          choices={scales.all.filter((entry) => entry.method === stated.method).map(({ id, title: label }) => ({ value: id, label }))}
        />
      )}
      {scale &&
        (['l', 'e', 'c', 's'] as const).map((factor) => {
          const factors = scale.factors[factor];
          return factors && <FactorField key={factor} name={name(factor)} label={t(`form.factor.${factor}`)} factors={factors} />;
        })}
      {stated.method === 'direct' && (
        <>
          <ChoiceField
            name={name('level')}
            label={t('form.directLevel')}
            required
            choices={riskLevels.map((value) => ({ value, label: t(`term:riskLevel.${value}`) }))}
          />
          <LongField name={name('directReason')} label={t('term:field.directReason')} max={1000} />
        </>
      )}
      <DateField name={name('assessedOn')} label={t('term:field.assessedOn')} max={today} />
    </fieldset>
  );
}
