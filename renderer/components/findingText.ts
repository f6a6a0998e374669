import type { Finding, FindingParams } from '../../db/domain/rule';
import { terms } from '../../db/domain/term';
import { speak, type Translate } from './speak';

/** Parameters that are stored words, and the terms they belong to. */
const kinds = {
  level: 'riskLevel',
  from: 'riskLevel',
  to: 'riskLevel',
  needed: 'controlLevel',
  measure: 'measure',
  field: 'field',
} as const;

function spoken(t: Translate, name: string, value: string | number): string | number {
  if (name === 'fields')
    return String(value)
      .split(',')
      .map((field) => spoken(t, 'field', field))
      .join(speak(t, 'component:finding.comma'));
  if (name === 'period') return periodText(t, String(value));
  const kind = kinds[name as keyof typeof kinds];
  return kind !== undefined && value in terms[kind] ? speak(t, `term:${kind}.${value}`) : value;
}

/** `2026Q3` or `2026` in the user's language. */
export function periodText(t: Translate, period: string): string {
  const [year, quarter] = period.split('Q');
  return quarter === undefined
    ? speak(t, 'rule:period.year', { year })
    : speak(t, 'rule:period.quarter', { year, quarter: speak(t, `rule:period.q${quarter}`) });
}

/** The sentence of a finding, `rule.<key>`; stored words among its parameters are put into the user's language. */
export function findingText(t: Translate, { key, params = {}, rule, field = '' }: Finding): string {
  const all: FindingParams = { field, ...params };
  const words = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, spoken(t, name, value)]));
  return speak(t, `rule:${key}`, { ...words, defaultValue: speak(t, 'component:finding.unknown', { rule }) });
}
