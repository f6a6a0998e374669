import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Graded } from '../../../db/domain/risk/assessment';
import { riskLevels, riskMethods, levelOf, lsScore, lsValues, type Scale } from '../../../db/domain/risk/scale';
import { ChoiceField, DateField, FieldGroup } from '../../components/form/fields';
import { LevelMatrix } from '../../components/LevelMatrix';
import type { Choices } from '../../choices';
import { DirectFields } from './DirectFields';
import { FactorField } from './FactorField';
import { Bands } from './Grade';
import type { RiskFormState } from './RiskForm';
import classes from './RiskForm.module.css';

interface AssessmentFieldsProps {
  form: RiskFormState;
  scale: Scale | null;
  graded: Graded | null;
  choices: Choices;
  /** Statutory clause that the stored risk rests on; empty for none. */
  statutoryCode: string;
}

/** Method, factors by their sentences, direct judgement, day of the assessment. */
export function AssessmentFields({ form, scale, graded, choices, statutoryCode }: AssessmentFieldsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { method, l, s, keptLevel } = form.getValues();
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
      <DirectFields form={form} choices={choices} statutoryCode={statutoryCode} />
      <DateField name="assessedOn" label={t('term:field.assessedOn')} max={choices.today} />
    </FieldGroup>
  );
}
