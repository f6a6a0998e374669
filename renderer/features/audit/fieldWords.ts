import { terms } from '../../../db/domain/term';
import { speak, type Translate } from '../../components/speak';

/** Fields whose stored words belong to terms of another name. */
const termOf: Readonly<Record<string, string>> = {
  level: 'riskLevel', keptLevel: 'riskLevel', fromLevel: 'riskLevel', toLevel: 'riskLevel', beforeLevel: 'riskLevel', afterLevel: 'riskLevel', method: 'riskMethod', controlLevel: 'controlLevel',
  employment: 'employment', enteredScale: 'scale',
};
/** Words that several subjects use in a field of the same name: the first that knows the word speaks. */
const several: Readonly<Record<string, readonly (keyof typeof terms)[]>> = {
  status: ['riskStatus', 'roundStatus'], kind: ['riskPointKind', 'departmentKind', 'roundKind'], state: ['roundItemState', 'filingState'],
};
const hundredths = new Set(['score100']);
const tenths = new Set(['l10', 'e10']);
const money = new Set(['revenue', 'assets']);
const yesNo = /^(is|has)[A-Z]|^directMajor$/;

export const fieldName = (t: Translate, field: string): string =>
  speak(t, `audit:column.${field}`, { defaultValue: field in terms.field ? speak(t, `term:field.${field}`) : field });

/** A stored value as people know it; `names` tells the records it points to. */
export function valueText(t: Translate, field: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return speak(t, 'audit:record.empty');
  if (yesNo.test(field)) return speak(t, value === 1 || value === true ? 'audit:record.yes' : 'audit:record.no');
  if (typeof value === 'number') return String(hundredths.has(field) ? value / 100 : tenths.has(field) ? value / 10 : money.has(field) ? value / 1_000_000 : value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/Id$/.test(field)) return names.get(value) ?? speak(t, 'audit:record.other');
  if (field === 'scale') return names.get(value) ?? value;
  const kinds = several[field] ?? (termOf[field] ? [termOf[field] as keyof typeof terms] : []);
  const kind = kinds.find((known) => value in terms[known]);
  if (kind) return speak(t, `term:${kind}.${value}`);
  return value.startsWith('[') || value.startsWith('{') ? listText(t, value, names) : value;
}

/** Lists are stored as JSON text; members of a list of records are called by their name. */
function listText(t: Translate, json: string, names: ReadonlyMap<string, string>): string {
  try {
    const value = JSON.parse(json) as unknown;
    const list = Array.isArray(value) ? value : Object.values(value as object);
    return list.map((entry) => (typeof entry === 'object' && entry !== null ? String((entry as { name?: unknown; entered?: unknown }).name ?? (entry as { entered?: unknown }).entered ?? '') : names.get(String(entry)) ?? String(entry)))
      .filter((entry) => entry !== '').join(speak(t, 'component:list.comma'));
  } catch {
    return json;
  }
}
