import { terms } from './term';

/** Words of a key in the user's language. */
export type Say = (key: string, params?: Record<string, string | number>) => string;
/** Names of records by id, as far as they are known. */
export interface Names {
  get(id: string): string | undefined;
}

/** Fields whose stored words belong to terms of another name. */
const termOf: Readonly<Record<string, string>> = {
  keptLevel: 'riskLevel',
  fromLevel: 'riskLevel',
  toLevel: 'riskLevel',
  beforeLevel: 'riskLevel',
  afterLevel: 'riskLevel',
  method: 'riskMethod',
  controlLevel: 'controlLevel',
  employment: 'employment',
  enteredScale: 'scale',
  use: 'attachmentUse',
  followKind: 'followKind',
  field: 'roundParticular',
  frequency: 'activityFrequency',
  category: 'equipmentCategory',
  grade: 'appraisalGrade',
  outcome: 'appraisalOutcome',
};
/** Words that several subjects use in a field of the same name: the first that knows the word speaks. */
const several: Readonly<Record<string, readonly (keyof typeof terms)[]>> = {
  status: ['riskStatus', 'roundStatus'],
  kind: ['riskPointKind', 'departmentKind', 'roundKind', 'appraisalKind'],
  state: ['roundItemState', 'filingState'],
  level: ['riskLevel', 'postLevel', 'targetLevel'],
  role: ['assessmentRole', 'appointmentRole'],
};
const hundredths = new Set(['score100']);
const tenths = new Set(['l10', 'e10', 'standard10', 'full10', 'self10', 'check10', 'excellentFrom', 'qualifiedFrom']);
const money = new Set(['revenue', 'assets']);
const yesNo = /^(is|has)[A-Z]|^directMajor$/;

/** A column as people call it, where it is called otherwise in a record of that subject as there; its own name where there is no word. */
export const fieldName = (say: Say, field: string, subject = ''): string =>
  say(`audit:columnOf.${subject}.${field}`, {
    defaultValue: say(`audit:column.${field}`, { defaultValue: field in terms.field ? say(`term:field.${field}`) : field }),
  });

/** A stored value as people know it; `names` tells the records it points to. */
export function valueText(say: Say, field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return say('audit:record.empty');
  if (yesNo.test(field)) return say(value === 1 || value === true ? 'audit:record.yes' : 'audit:record.no');
  if (typeof value === 'number')
    return String(hundredths.has(field) ? value / 100 : tenths.has(field) ? value / 10 : money.has(field) ? value / 1_000_000 : value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field.endsWith('Id')) return names.get(value) ?? say('audit:record.other');
  if (['scale', 'lecScale', 'lsScale', 'directCode'].includes(field)) return names.get(value) ?? value;
  const kinds = several[field] ?? (termOf[field] ? [termOf[field] as keyof typeof terms] : []);
  const kind = kinds.find((known) => value in terms[known]);
  if (kind) return say(`term:${kind}.${value}`);
  return value.startsWith('[') || value.startsWith('{') ? listText(say, value, names) : value;
}

/** Lists are stored as JSON text; members that are records are called by their name, corrected figures by what was entered. */
function listText(say: Say, json: string, names: Names): string {
  try {
    const list = Object.values(JSON.parse(json) as object) as readonly unknown[];
    const words = list.map((entry) => memberText(entry, names)).filter((word) => word !== '');
    return words.join(say('component:list.comma'));
  } catch {
    return json;
  }
}

function memberText(entry: unknown, names: Names): string {
  if (typeof entry === 'string') return names.get(entry) ?? entry;
  if (typeof entry !== 'object' || entry === null) return String(entry as number | boolean | null);
  const { name, entered, text } = entry as { name?: unknown; entered?: unknown; text?: unknown };
  return [name, entered, text].find((word) => typeof word === 'string') ?? '';
}
