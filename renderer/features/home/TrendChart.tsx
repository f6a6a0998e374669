import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';

interface TrendChartProps {
  label: string;
  bars: Record<string, string | number>[];
  series: { name: string; label: string; color: string }[];
}

/** Stacked columns; fetched only when a home page has rounds to show. */
export default function TrendChart({ label, bars, series }: TrendChartProps) {
  return (
    <div role="img" aria-label={label} style={{ height: '100%' }}>
      <BarChart
        h="100%"
        data={bars}
        dataKey="period"
        type="stacked"
        series={series.toReversed()}
        gridAxis="x"
        tickLine="none"
        maxBarWidth={56}
        yAxisProps={{ width: 36, allowDecimals: false }}
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
