import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { betterFits, type ChosenScales, type Reading } from './grades';
import classes from './Sheets.module.css';

interface FitLineProps {
  plan: Reading;
  /** All mappings, and those of the enterprise. */
  scales: { all: readonly { id: string; title: string }[]; lec: string; ls: string } | undefined;
  /** Mappings that were taken instead of those of the enterprise. */
  chosen: ChosenScales;
  /** What is chosen counts for these files only. */
  once?: boolean;
  onChoose: (scales: ChosenScales) => void;
}

/** Asks in place when another table of thresholds explains the levels of the sheets better than the one in use. */
export function FitLine({ plan, scales: data, chosen, once = false, onChoose }: FitLineProps) {
  const { t } = useTranslation('import');
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
            <Text size="sm">{t(once ? 'fit.chosenOnce' : 'fit.chosen', { better: title(id), used: title(data[method]) })}</Text>
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
              {t(once ? 'fit.changeOnce' : 'fit.change')}
            </Button>
          )}
        </Group>
      ))}
    </>
  );
}
