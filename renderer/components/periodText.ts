import { speak, type Translate } from './speak';

/** `2026Q3` or `2026` in the user's language; short where room is scarce. */
export function periodText(t: Translate, period: string, length: 'long' | 'short' = 'long'): string {
  const [year, quarter] = period.split('Q');
  if (quarter === undefined) return speak(t, 'component:period.year', { year });
  return speak(t, `component:period.${length === 'short' ? 'shortQuarter' : 'quarter'}`, {
    year,
    quarter: speak(t, `component:period.q${quarter}`),
  });
}
