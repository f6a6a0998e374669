import { term } from '../../db/domain/term';
import type { Dossier } from './compose';
import { crossFigures, statedFigures } from './crossTable';
import { statementOf } from './statement';

/** A line of a paper: what it is found by, what it is called, and its fields as the paper prints them. */
interface Line {
  key: string;
  name: string;
  fields: Record<string, string>;
}

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** What a paper says otherwise than an earlier one of its code. */
export interface Difference {
  /** Figures that both or one of them name, by `CrossFigure`. */
  figures: { key: string; before: number | null; after: number | null }[];
  departments: { key: string; before: number | null; after: number | null }[];
  /** Particulars of the paper itself, by the names of its dossier. */
  particulars: FieldChange[];
  added: { key: string; name: string }[];
  gone: { key: string; name: string }[];
  changed: { key: string; name: string; fields: FieldChange[] }[];
}

/** Two dossiers of one code, the earlier first. Texts are those of the papers, hence Chinese. Pure. */
export function difference(before: Dossier, after: Dossier): Difference {
  const [old, now] = [linesOf(before), linesOf(after)].map((lines) => new Map(lines.map((line) => [line.key, line]))) as [
    Map<string, Line>,
    Map<string, Line>,
  ];
  const nameOf = ({ key, name }: Line) => ({ key, name });
  const [stated, states] = [statementOf(before), statementOf(after)];
  const [figuresBefore, figuresAfter] = [stated, states].map((statement) => (statement ? statedFigures(statement) : {})) as [
    Partial<Record<string, number>>,
    Partial<Record<string, number>>,
  ];
  const departments = [...new Set([...Object.keys(stated?.departments ?? {}), ...Object.keys(states?.departments ?? {})])];
  return {
    figures: pairs(crossFigures, figuresBefore, figuresAfter),
    departments: pairs(departments, stated?.departments ?? {}, states?.departments ?? {}),
    particulars: changesOf(particularsOf(before), particularsOf(after)),
    added: [...now.values()].filter(({ key }) => !old.has(key)).map(nameOf),
    gone: [...old.values()].filter(({ key }) => !now.has(key)).map(nameOf),
    changed: [...now.values()].flatMap((line) => {
      const fields = changesOf(old.get(line.key)?.fields ?? line.fields, line.fields);
      return fields.length === 0 ? [] : [{ ...nameOf(line), fields }];
    }),
  };
}

const pairs = (keys: readonly string[], before: Partial<Record<string, number>>, after: Partial<Record<string, number>>) =>
  keys
    .filter((key) => before[key] !== undefined || after[key] !== undefined)
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }));

const changesOf = (before: Record<string, string>, after: Record<string, string>): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }));

/** Fields that follow from others or are no text of the paper. */
const beside = new Set(['id', 'pointId', 'missing', 'outline', 'schema', 'catalogues', 'scales', 'wording', 'riskPointKind']);
const words: Record<string, (value: string) => string> = {
  level: (value) => term('riskLevel', value as 'low'),
  inherentLevel: (value) => term('riskLevel', value as 'low'),
  method: (value) => term('riskMethod', value as 'lec'),
  controlLevel: (value) => term('controlLevel', value as 'post'),
  status: (value) => term('riskStatus', value as 'active'),
};

/** Values in words; lists joined, records flattened (`leaderPhone`), what is open is empty. */
function fieldsOf(record: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([field, value]: [string, unknown]): [string, string][] => {
      const name = prefix === '' ? field : prefix + field.charAt(0).toUpperCase() + field.slice(1);
      if (beside.has(field)) return [];
      if (value === null || value === undefined || value === '') return [[name, '']];
      if (field === 'score100') return [['score', String(Number(value) / 100)]];
      if (Array.isArray(value))
        return [[name, value.map((entry) => (typeof entry === 'object' ? JSON.stringify(entry) : String(entry))).join('、')]];
      if (typeof value === 'object') return Object.entries(fieldsOf(value, name));
      return [[name, words[field]?.(String(value)) ?? String(value)]];
    }),
  );
}

const riskLine = (risk: { id: string; riskNo: string; riskPoint: string; hazardSource: string }): Line => ({
  key: risk.id,
  name: [risk.riskNo, risk.riskPoint, risk.hazardSource].filter((part) => part !== '').join(' '),
  fields: fieldsOf(risk),
});
const named = <T extends object>(lines: readonly T[], nameOf: (line: T) => string, keyOf = nameOf): Line[] =>
  lines.map((line) => ({ key: keyOf(line), name: nameOf(line), fields: fieldsOf(line) }));

function linesOf(dossier: Dossier): Line[] {
  switch (dossier.schema) {
    case 'f07@1':
    case 'f08@1':
      return dossier.risks.map(riskLine);
    case 'f09@1':
    case 'f10@1':
      return dossier.serious.map(riskLine);
    case 'f33@1':
      return named(
        dossier.cards.map(({ texts, ...card }) => ({ ...card, ...texts })),
        ({ name }) => name,
        ({ pointId }) => pointId,
      );
    case 'map@1':
      return named(dossier.zones, ({ name }) => name);
    case 'signoff@1':
      return named(dossier.reviewers, ({ name }) => name);
    case 'f40@1':
      return named(dossier.items, ({ number, title }) => `${number} ${title}`.trim());
    default:
      return [];
  }
}

/** What a person states on the paper: plain words and days, no lists, no ids. */
function particularsOf(dossier: Dossier): Record<string, string> {
  const plain = Object.entries(dossier).filter(
    ([field, value]) => typeof value === 'string' && !beside.has(field) && field !== 'roundId' && field !== 'planId',
  );
  return fieldsOf(Object.fromEntries(plain));
}
