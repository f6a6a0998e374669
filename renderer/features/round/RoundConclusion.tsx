import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { computedFigures, correctionsOf, figureFaults, type EnteredFigures } from '../../../db/domain/round/figure';
import { useCommand } from '../../api';
import { FieldGroup } from '../../components/form/fields';
import { FigureTable } from '../../components/FigureTable';
import { FormPanel } from '../../components/form/FormPanel';
import { useDraftMemory } from '../../preference';
import { DraftedField } from './DraftedField';
import classes from './Round.module.css';
import type { RoundData } from './round';
import { useStored } from './RoundPlan';

type ConclusionValues = { conclusion: string; entered: EnteredFigures; revision: number };

/** The drafted conclusion beside the one a person writes, and the figures with their corrections. */
export function RoundConclusion({ data: { round, figures, drafted } }: { data: RoundData }) {
  const { t } = useTranslation('round');
  const readOnly = round.status === 'closed';
  const counted = useMemo(() => computedFigures(figures, round.baseRoundId === null), [figures, round]);
  const memory = useDraftMemory<ConclusionValues>('roundConclusion', round.id);
  const update = useCommand('round.update', { done: t('saved') });
  const stored = useMemo(
    (): ConclusionValues => ({ conclusion: round.conclusion, entered: round.entered, revision: round.revision }),
    [round],
  );
  const form = useForm<ConclusionValues>({
    mode: 'controlled',
    initialValues: stored,
    validate: {
      entered: (entered) => {
        const [found] = figureFaults(correctionsOf(counted, entered));
        return found ? t(`figure.${found.fault}Wanted`) : null;
      },
    },
  });
  useStored(form, stored);
  const { entered } = form.getValues();
  const save = async (values: ConclusionValues) => {
    const reply = await update.run({
      id: round.id,
      revision: values.revision,
      patch: { conclusion: values.conclusion, entered: values.entered },
    });
    if (reply.ok) form.resetDirty();
  };
  return (
    <FormPanel
      needs="round.update"
      form={form}
      label={t('tab.conclusion')}
      findings={update.findings}
      pending={update.pending}
      onSave={save}
      {...(readOnly ? {} : { draft: memory })}
      readOnly={readOnly}
    >
      <div className={classes.wide}>
        <DraftedField name="conclusion" label={t('conclusion.own')} drafted={drafted} />
        <FieldGroup title={t('figure.title')}>
          <Text size="sm" c="dimmed">
            {t('figure.text')}
          </Text>
          <FigureTable
            label={t('figure.title')}
            counted={counted}
            entered={entered}
            readOnly={readOnly}
            onChange={(next) => form.setFieldValue('entered', next)}
          />
          {form.errors['entered'] && (
            <Text size="sm" c="var(--text-attention)" role="alert">
              {form.errors['entered']}
            </Text>
          )}
        </FieldGroup>
      </div>
    </FormPanel>
  );
}
