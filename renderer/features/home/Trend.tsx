import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import { periodText } from '../../components/periodText';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { Pictured } from '../../picture';
import classes from './Home.module.css';
import type { Summary } from './remark';

const TrendChart = lazy(() => import('./TrendChart'));

type Round = Summary['trend'][number];

/** Levels at the close of the last rounds, as a picture and as its table. */
export function Trend({ trend }: { trend: readonly Round[] }) {
  const { t } = useTranslation(['home', 'term']);
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  if (trend.length === 0)
    return (
      <>
        <h2 className={classes.cardTitle}>{t('trend.title')}</h2>
        <p className={classes.quiet}>{t('trend.none')}</p>
      </>
    );
  const legend = riskLevels.map((level) => ({ label: t(`term:riskLevel.${level}`), color: `var(--level-${level})` }));
  const columns: SimpleColumn<Round>[] = [
    { id: 'period', title: t('trend.period'), render: ({ period }) => periodText(t, period, 'short') },
    ...riskLevels.map((level): SimpleColumn<Round> => ({
      id: level,
      title: t(`term:riskLevel.${level}`),
      align: 'end',
      render: ({ levels }) => levels[level],
    })),
    {
      id: 'total',
      title: t('trend.total'),
      align: 'end',
      render: ({ levels }) => riskLevels.reduce((sum, level) => sum + levels[level], 0),
    },
    { id: 'change', title: t('trend.changes'), render: ({ comparison }) => t('trend.change', { ...comparison }) },
  ];
  return (
    <>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{t('trend.title')}</h2>
        {shown === 'chart' && (
          <div className={classes.legend} aria-hidden>
            {riskLevels.map((level) => (
              <span key={level}>
                <i style={{ background: `var(--level-${level})` }} />
                {t(`term:riskLevel.${level}`)}
              </span>
            ))}
          </div>
        )}
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as 'chart' | 'table')}
          data={[
            { value: 'chart', label: t('trend.chart') },
            { value: 'table', label: t('trend.table') },
          ]}
          aria-label={t('trend.title')}
        />
      </div>
      <div className={classes.trend}>
        {shown === 'table' ? (
          <div className={classes.sheet}>
            <SimpleTable label={t('trend.label')} columns={columns} rows={trend} keyOf={({ period, name }) => `${period} ${name}`} />
          </div>
        ) : (
          <Suspense fallback={null}>
            <div>
              <Pictured title={t('trend.title')} legend={legend} place="corner">
                <TrendChart
                  label={t('trend.label')}
                  bars={trend.map(({ period, levels }) => ({ period: periodText(t, period, 'short'), ...levels }))}
                  series={riskLevels.map((name) => ({ name, label: t(`term:riskLevel.${name}`), color: `var(--level-${name})` }))}
                />
              </Pictured>
            </div>
          </Suspense>
        )}
      </div>
    </>
  );
}
