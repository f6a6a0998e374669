import { terms } from '../../db/domain/term';
import type { Finding, FindingParams } from '../../db/domain/rule';
import { figureWords } from './figureName';
import { periodText } from './periodText';
import { speak, type Translate } from './speak';

const kinds = {
  level: 'riskLevel',
  from: 'riskLevel',
  to: 'riskLevel',
  needed: 'controlLevel',
  measure: 'measure',
  field: 'field',
  role: 'appointmentRole',
} as const;

/** Stored words among the parameters are put into the user's language. */
function spokenParams(t: Translate, params: FindingParams = {}): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'period') return [name, periodText(t, String(value))];
      if (name === 'figure') return [name, figureWords(t, String(value))];
      if (name === 'fields') return [name, listed(t, 'field', String(value))];
      if (name === 'needs') return [name, listed(t, 'staffingNeed', String(value))];
      if (name === 'parts') return [name, listed(t, 'listPart', String(value))];
      const kind = kinds[name as keyof typeof kinds];
      const isWord = kind !== undefined && typeof value === 'string' && value in terms[kind];
      return [name, isWord ? speak(t, `term:${kind}.${value}`) : value];
    }),
  );
}

/** Words kept as JSON text: `["step","owner"]`. */
const listed = (t: Translate, kind: 'field' | 'staffingNeed' | 'listPart', json: string): string =>
  (JSON.parse(json) as string[]).map((word) => speak(t, `term:${kind}.${word}`)).join(speak(t, 'component:list.comma'));

/** The sentence of a finding, `rule.<key>`; `{{field}}` in it is the field that the finding stands beside. */
export const findingText = (t: Translate, { key, params, rule, field }: Finding): string =>
  speak(t, `rule:${key}`, {
    ...spokenParams(t, { ...(field === undefined ? {} : { field }), ...params }),
    defaultValue: speak(t, 'component:finding.unknown', { rule }),
  });
