import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import type { DepartmentLevels } from './spread';

/** Longer names are cut; the table has them in full. */
const longest = 14;
const shortened = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name);

/** Levels of each department as stacked bars; the table beside it says the same. */
export function DepartmentBars({ rows }: { rows: readonly DepartmentLevels[] }) {
  const { t } = useTranslation(['risk', 'term']);
  const data = rows
    .slice(0, 20)
    .map(({ name, levels }) => ({ name, ...Object.fromEntries(riskLevels.map((level) => [t(`term:riskLevel.${level}`), levels[level]])) }));
  const width = Math.max(72, ...data.map(({ name }) => shortened(name).length * 12 + 20));
  return (
    <BarChart
      h={Math.max(180, data.length * 34 + 60)}
      data={data}
      dataKey="name"
      type="stacked"
      orientation="vertical"
      yAxisProps={{ width, interval: 0, tickFormatter: shortened }}
      xAxisProps={{ allowDecimals: false }}
      withLegend
      legendProps={{ verticalAlign: 'top', height: 32, itemSorter: null }}
      gridAxis="x"
      series={riskLevels.map((level) => ({ name: t(`term:riskLevel.${level}`), color: `var(--level-${level})` }))}
      role="img"
      aria-label={t('overview.byDepartment')}
    />
  );
}
