import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import classes from './Performance.module.css';

/** The year before and after; a page looks at one year at a time. */
export function YearPick({ year, onYear }: { year: number; onYear: (year: number) => void }) {
  const { t } = useTranslation('performance');
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" aria-label={t('previous')} onClick={() => onYear(year - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Text size="sm" fw={600}>
        {t('year', { year })}
      </Text>
      <ActionIcon variant="subtle" color="gray" aria-label={t('next')} onClick={() => onYear(year + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}

/** Full inspections of 法定代表人 or 实际控制人 month by month (D05), as a policy only where the region asks for it. */
export function Months({ today }: { today: string }) {
  const { t } = useTranslation('performance');
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const { data } = useApi('inspection.months', { year }, { keep: true, subjects: ['leaderInspection', 'enterprise'] });
  return (
    <>
      <Group px="md" pb={4} justify="space-between">
        <span className={classes.quiet}>{data && t(data.isPolicy ? 'policy' : 'house')}</span>
        <YearPick year={year} onYear={setYear} />
      </Group>
      <div className={classes.months}>
        {data?.months.map(({ month, nos, state }) => {
          const shown = state === 'missing' && !data.isPolicy ? 'later' : state;
          return (
            <div key={month} className={classes.month} data-state={shown} title={nos.join('、')}>
              <div>{t('month', { month: Number(month.slice(5)) })}</div>
              <div>{state === 'missing' && !data.isPolicy ? '—' : t(`state.${state}`)}</div>
            </div>
          );
        })}
      </div>
    </>
  );
}
