import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Graded } from '../../../db/domain/risk/assessment';
import { riskLevels, riskMethods, levelOf, lsScore, lsValues, type Scale } from '../../../db/domain/risk/scale';
import { CheckField, ChoiceField, DateField, FieldGroup, LongField } from '../../components/form/fields';
import { LevelMatrix } from '../../components/LevelMatrix';
import { FactorField } from './FactorField';
import { Bands } from './Grade';
import type { RiskFormState } from './RiskForm';
import classes from './RiskForm.module.css';

interface AssessmentFieldsProps {
  form: RiskFormState;
  scale: Scale | null;
  graded: Graded | null;
  today: string;
}

/** Method, factors by their sentences, direct judgement, day of the assessment. */
export function AssessmentFields({ form, scale, graded, today }: AssessmentFieldsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { method, l, s, directMajor, keptLevel } = form.getValues();
  return (
    <FieldGroup title={t('form.group.assessment')}>
      <ChoiceField
        name="method"
        label={t('term:field.method')}
        choices={riskMethods.map((value) => ({ value, label: t(`form.method.${value}`) }))}
        basis={{ law: t('basis.method.law') }}
      />
      {scale && (
        <>
          <FactorField name="l" label={t('form.factor.l')} factors={scale.factors.l} />
          {scale.factors.e && <FactorField name="e" label={t('form.factor.e')} factors={scale.factors.e} />}
          {scale.factors.c && <FactorField name="c" label={t('form.factor.c')} factors={scale.factors.c} />}
          {scale.factors.s && <FactorField name="s" label={t('form.factor.s')} factors={scale.factors.s} />}
          {method === 'ls' && (
            <div className={classes.matrix}>
              <LevelMatrix
                label={t('form.matrix')}
                xTitle="S"
                yTitle="L"
                xs={lsValues}
                ys={lsValues.toReversed()}
                levelOf={(x, y) => levelOf(scale, lsScore(y, x))}
                countOf={() => 0}
                chosen={{ x: s, y: l }}
                onChoose={(x, y) => form.setValues({ l: y, s: x })}
              />
            </div>
          )}
          <Bands scale={scale} graded={graded} />
          <Text size="xs" c="dimmed">
            {scale.source}
          </Text>
        </>
      )}
      {method === 'direct' && (
        <ChoiceField
          name="level"
          label={t('form.directLevel')}
          required
          choices={riskLevels.map((value) => ({ value, label: t(`term:riskLevel.${value}`) }))}
        />
      )}
      {keptLevel !== null && (
        <Alert color="violet" p="xs" title={t('kept.title', { level: t(`term:riskLevel.${keptLevel}`) })}>
          <Text size="sm" mb="xs">
            {t('kept.text')}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => form.setFieldValue('keptLevel', null)}>
            {t('kept.take')}
          </Button>
        </Alert>
      )}
      <CheckField name="directMajor" label={t('form.directMajor')} basis={{ law: t('basis.directMajor.law') }} />
      {directMajor && <LongField name="directReason" label={t('term:field.directReason')} required max={1000} />}
      <DateField name="assessedOn" label={t('term:field.assessedOn')} max={today} />
    </FieldGroup>
  );
}
