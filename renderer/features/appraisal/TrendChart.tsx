import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';

interface TrendChartProps {
  label: string;
  points: readonly { period: string; share: number }[];
}

/** The mean share of the full score from period to period; fetched only when there is one to show. */
export default function TrendChart({ label, points }: TrendChartProps) {
  // Shares lie close together: the axis begins at the ten below the lowest.
  const least = Math.max(0, Math.floor(Math.min(...points.map(({ share }) => share)) / 10) * 10 - 10);
  return (
    <div role="img" aria-label={label} style={{ height: '100%' }}>
      <LineChart
        h="100%"
        data={[...points]}
        dataKey="period"
        series={[{ name: 'share', label, color: 'pine' }]}
        gridAxis="x"
        tickLine="none"
        unit="%"
        curveType="linear"
        yAxisProps={{ width: 56, domain: [least, 100] }}
        lineProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
