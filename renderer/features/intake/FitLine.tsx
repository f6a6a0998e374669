import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { betterFits } from './grades';
import classes from './Intake.module.css';
import type { Plan, Work } from './work';

interface FitLineProps {
  plan: Plan;
  /** Mappings that were taken instead of those of the enterprise. */
  chosen: Work['scales'];
  onChoose: (scales: Work['scales']) => void;
}

/** Asks in place when another table of thresholds explains the levels of the sheets better than the one in use. */
export function FitLine({ plan, chosen, onChoose }: FitLineProps) {
  const { t } = useTranslation('import');
  const { data } = useApi('risk.scales', {}, { keep: true });
  if (!data) return null;
  const title = (id: string) => data.all.find((scale) => scale.id === id)?.title ?? id;
  const taken = (['lec', 'ls'] as const).flatMap((method) => {
    const id = chosen[method];
    return id === undefined ? [] : [{ method, id }];
  });
  return (
    <>
      {taken.map(({ method, id }) => {
        const { [method]: _given, ...others } = chosen;
        return (
          <Group key={method} gap="xs" className={classes.line}>
            <Text size="sm">{t('fit.chosen', { better: title(id), used: title(data[method]) })}</Text>
            <Button size="compact-xs" variant="default" onClick={() => onChoose(others)}>
              {t('fit.back')}
            </Button>
          </Group>
        );
      })}
      {betterFits(plan, { lec: data.lec, ls: data.ls, ...chosen }).map(({ used, better }) => (
        <Group key={better.id} gap="xs" className={classes.question}>
          <Text size="sm" style={{ flex: 1, minWidth: '20rem' }}>
            {t('fit.text', {
              better: title(better.id),
              agree: better.agree,
              total: better.total,
              used: title(used.id),
              usedAgree: used.agree,
            })}
          </Text>
          {better.method !== 'direct' && (
            <Button size="compact-xs" onClick={() => onChoose({ ...chosen, [better.method]: better.id })}>
              {t('fit.change')}
            </Button>
          )}
        </Group>
      ))}
    </>
  );
}
