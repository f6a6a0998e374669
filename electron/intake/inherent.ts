import { emptyAssessment, gradeOther, type OtherAssessment } from '../../db/domain/risk/assessmentOther';
import type { RiskMethod, Scale } from '../../db/domain/risk/scale';
import { otherAssessments } from '../../db/query/riskAssessment';
import type { Reader } from '../../db/handle';
import { assess, type Assessed, type Scales, type Statement } from './assess';
import { inherentFields, type RiskField } from './fields';
import type { LevelScheme } from './levels';
import type { Note, Problem } from './notes';
import type { IntakeRow } from './rows';

type MainField = keyof typeof inherentFields;
const pairs = Object.entries(inherentFields) as [MainField, RiskField][];
const inherentField = (field: string): string => inherentFields[field as MainField] ?? field;

/** What a sheet states of a risk without its measures. */
export type Inherent = Pick<OtherAssessment, 'method' | 'l' | 'e' | 'c' | 's' | 'level'>;

/** The part of a row that speaks of the risk without measures; undefined where it says nothing. */
export function inherentStatement({ values }: Pick<IntakeRow, 'values'>): Statement | undefined {
  let stated: Statement | undefined;
  for (const [main, field] of pairs) if (values[field] !== undefined) stated = { ...stated, [main]: values[field] };
  return stated;
}

export interface InherentRead {
  /** Undefined where it is too little to be one. */
  assessed?: Assessed;
  notes: Omit<Note, 'column' | 'value'>[];
  problem?: Pick<Problem, 'key' | 'params'> & { field: string };
}

/** Assesses it by the rules of the main one; a level that its own factors do not give is always computed anew. */
export function readInherent(statement: Statement, scales: Scales, scheme: LevelScheme): InherentRead {
  const assessed = assess(statement, scales, scheme);
  if (!('key' in assessed))
    return {
      assessed,
      notes: assessed.notes.map((note) => ({
        ...note,
        key: note.key === 'levelKept' ? 'levelDiffers' : note.key,
        field: inherentField(note.field),
      })),
    };
  if (assessed.key === 'factorImpossible')
    return { notes: [], problem: { key: assessed.key, field: inherentField(assessed.field), params: assessed.params } };
  const missing = assessed.missing.join('、').toUpperCase();
  return { notes: [{ key: 'inherentLeft', field: inherentField(assessed.missing[0] ?? 'level'), params: { missing } }] };
}

export const inherentOf = ({ assessment }: Assessed): Inherent => ({
  l: null,
  e: null,
  c: null,
  s: null,
  level: null,
  ...assessment,
});

/** What becomes of the inherent assessment of a risk: null where it stays as it is. */
export function planInherent(
  { db, scaleOf }: { db: Reader; scaleOf(method: RiskMethod, stored: { scale: string | null } | undefined): Scale | null },
  riskId: string | undefined,
  stated: Inherent | null,
): { inherent: OtherAssessment | null; changes: { field: string; before: string; after: string }[] } {
  if (stated === null) return { inherent: null, changes: [] };
  const stored = riskId === undefined ? undefined : otherAssessments(db, riskId).find(({ role }) => role === 'inherent');
  const kept = stored?.method === stated.method ? stored.scale : null;
  const { graded: before = null, ...old } = stored ?? {};
  const inherent: OtherAssessment = { ...emptyAssessment, ...old, ...stated, scale: kept };
  const after = gradeOther(inherent, scaleOf(stated.method, { scale: kept }));
  const text = (value: string | number | null | undefined): string => String(value ?? '');
  const changes = [
    ...(['l', 'e', 'c', 's'] as const).map((name) => ({
      field: inherentFields[name],
      before: text(stored?.[name]),
      after: text(stated[name]),
    })),
    { field: inherentFields.level, before: text(before?.level), after: text(after?.level) },
  ].filter((change) => change.before !== change.after);
  return { inherent: changes.length === 0 ? null : inherent, changes: riskId === undefined ? [] : changes };
}
