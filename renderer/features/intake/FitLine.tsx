import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { usePlace } from '../../place';
import { betterFits } from './grades';
import classes from './Intake.module.css';
import type { Plan } from './work';

/** Tells when another table of thresholds explains the levels of the sheets better than the one in use. */
export function FitLine({ plan }: { plan: Plan }) {
  const { t } = useTranslation('import');
  const { go } = usePlace('/intake');
  const { data } = useApi('risk.scales', {}, { keep: true });
  if (!data) return null;
  const title = (id: string) => data.all.find((scale) => scale.id === id)?.title ?? id;
  return betterFits(plan, data).map(({ used, better }) => (
    <Group key={better.id} gap="xs" className={classes.line}>
      <Text size="sm" style={{ flex: 1, minWidth: '20rem' }}>
        {t('fit.text', { better: title(better.id), agree: better.agree, total: better.total, used: title(used.id), usedAgree: used.agree })}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => go('/setting')}>
        {t('fit.change')}
      </Button>
    </Group>
  ));
}
