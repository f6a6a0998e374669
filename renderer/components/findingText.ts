import { terms } from '../../db/domain/term';
import type { Finding, FindingParams } from '../../db/domain/rule';
import { speak, type Translate } from './speak';

const kinds = { level: 'riskLevel', from: 'riskLevel', to: 'riskLevel', needed: 'controlLevel', measure: 'measure', field: 'field' } as const;

/** Stored words among the parameters are put into the user's language. */
function spokenParams(t: Translate, params: FindingParams = {}): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => {
    const kind = kinds[name as keyof typeof kinds];
    const isWord = kind !== undefined && typeof value === 'string' && value in terms[kind];
    return [name, isWord ? speak(t, `term:${kind}.${value}`) : value];
  }));
}

/** The sentence of a finding, `rule.<key>`. */
export const findingText = (t: Translate, { key, params, rule }: Finding): string =>
  speak(t, `rule:${key}`, { ...spokenParams(t, params), defaultValue: speak(t, 'component:finding.unknown', { rule }) });
