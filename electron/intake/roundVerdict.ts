import { impossibleFactors } from '../../db/domain/risk/assessment';
import { assessmentOf, gradeRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { lecValues, levelRank, lsValues, type RiskLevel } from '../../db/domain/risk/scale';
import { departmentNames } from '../../db/query/department';
import { draftOf, snapshotOf } from '../../db/query/risk';
import { getRisk } from '../../db/query/riskList';
import { scaleFor, type ChosenScales } from '../../db/query/scale';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { markedParts, markOf, readMark } from '../filing/roundSheet/mark';
import type { Content } from '../workspace/content';
import { placeKey, type SheetPlace } from './returned';
import { mendedTexts, type Answer, type AnswerFault } from './roundSheet';

export interface VerdictScene {
  db: Reader;
  content: Content;
  today: string;
  scales: ChosenScales;
  /** Who and when, where a sheet says neither. */
  fallback: { by: string; on: string; isNamed: boolean };
}

export const answerFields = ['method', 'l', 'e', 'c', 's', 'step', 'hazardSource', 'measures', 'keptLevel', 'status'] as const;
export type AnswerField = (typeof answerFields)[number];
type Patch = Partial<Pick<RiskDraft, AnswerField>>;

/** What somebody decided about a risk on which a sheet and the register differ: whose word stands, and in which fields. */
export interface Decision {
  /** Line of the answer that stands (`placeKey`); null leaves the register as it is. */
  from: string | null;
  /** Fields of it that are taken; all where left out. */
  fields?: AnswerField[] | undefined;
}

type RefusalKey =
  | 'unknownNumber'
  | 'notInRound'
  | 'impossible'
  | 'lowering'
  | 'contradiction'
  | 'cancelReason'
  | 'futureDate'
  | 'measuresSplit'
  | 'addedAlready';
export type AnswerRefusal =
  | AnswerFault
  | (SheetPlace & { department: string; column: string; value: string; key: RefusalKey; params?: Record<string, string> });

/** One answer as it would change its risk; no fields is a confirmation. */
export interface Proposal {
  place: SheetPlace;
  confirmed: boolean;
  by: string;
  on: string;
  isSigned: boolean;
  implementation: string;
  reason: string;
  reviewer: string;
  fields: { field: AnswerField; before: string | number | null; after: string | number | null }[];
  patch: Patch | null;
  from: RiskLevel;
  to: RiskLevel;
}
export interface Named {
  riskId: string;
  riskNo: string;
  hazardSource: string;
  revision: number;
  departmentId: string | null;
  department: string;
}
/** The same risk answered differently in two lines, or changed in the register since it was handed out. */
export interface AnswerConflict extends Named {
  kind: 'twoAnswers' | 'changedSince';
  answers: Proposal[];
  decision: Decision | null;
}
export type Verdict = { settled: (Named & Proposal) | null; conflict: AnswerConflict | null; refusals: AnswerRefusal[] };

/** What becomes of the answers to one risk. */
export function judgeAnswers(scene: VerdictScene, roundId: string, group: readonly Answer[], decision: Decision | undefined): Verdict {
  const first = group[0]!;
  const refused = (key: RefusalKey): Verdict => ({
    settled: null,
    conflict: null,
    refusals: group.map((answer) => refusal(answer, key, '编号', first.riskNo)),
  });
  const row = scene.db.get<Row<'risk'>>('SELECT * FROM risk WHERE riskNo = ?', [first.riskNo]);
  if (!row) return refused('unknownNumber');
  if (scene.db.get('SELECT 1 FROM roundRisk WHERE roundId = ? AND riskId = ?', [roundId, row.id]) === undefined)
    return refused('notInRound');
  const distinct = [...Map.groupBy(group, saidBy).values()].map((same) => same[0]!);
  const proposals: Proposal[] = [];
  const refusals: AnswerRefusal[] = [];
  for (const answer of distinct) {
    const verdict = propose(scene, row, answer);
    if ('key' in verdict)
      refusals.push(...group.filter((other) => saidBy(other) === saidBy(answer)).map((other) => ({ ...verdict, ...placeOf(other) })));
    else proposals.push(verdict);
  }
  if (proposals.length === 0) return { settled: null, conflict: null, refusals };
  const risk = named(scene, row);
  const kind = distinct.length > 1 ? 'twoAnswers' : isOvertaken(scene, row.id, first, proposals[0]!) ? 'changedSince' : null;
  if (kind === null) return { settled: { ...risk, ...proposals[0]! }, conflict: null, refusals };
  const conflict = { ...risk, kind, answers: proposals, decision: decision ?? null } satisfies AnswerConflict;
  const chosen = distinct.find((answer) => placeKey(answer) === decision?.from);
  if (chosen === undefined)
    return { settled: null, conflict: decision?.from === null ? conflict : { ...conflict, decision: null }, refusals };
  const taken = propose(scene, row, chosen, decision?.fields);
  return 'key' in taken
    ? { settled: null, conflict, refusals: [...refusals, taken] }
    : { settled: { ...risk, ...taken }, conflict, refusals };
}

const saidBy = (answer: Answer): string =>
  JSON.stringify([
    answer.confirmed,
    answer.cancelled,
    answer.l,
    answer.e,
    answer.c,
    answer.s,
    answer.implementation,
    mendedTexts(answer).map((part) => [part, answer[part]]),
  ]);

const placeOf = ({ file, sheet, sheetRow, department }: Answer) => ({ file, sheet, sheetRow, department });
const refusal = (answer: Answer, key: RefusalKey, column: string, value: string, params: Record<string, string> = {}): AnswerRefusal => ({
  ...placeOf(answer),
  column,
  value,
  key,
  params,
});

const named = ({ db, today }: VerdictScene, row: Row<'risk'>): Named => ({
  riskId: row.id,
  riskNo: row.riskNo,
  hazardSource: row.hazardSource,
  revision: row.revision,
  departmentId: row.departmentId,
  department: row.departmentId === null ? '' : (departmentNames(db, today).get(row.departmentId) ?? ''),
});

/** The register has moved on in what the answer speaks of since the sheet was handed out. */
function isOvertaken({ db, today }: VerdictScene, riskId: string, answer: Answer, { fields }: Proposal): boolean {
  if (answer.mark === null) return false;
  const now = readMark(markOf(snapshotOf(getRisk(db, today, riskId)!)))!;
  const moved = markedParts.filter((part) => now[part] !== answer.mark![part]);
  return answer.confirmed || answer.cancelled
    ? moved.length > 0
    : fields.some(({ field }) =>
        moved.includes(field === 'step' || field === 'hazardSource' || field === 'measures' ? field : 'assessment'),
      );
}

const factorColumns = '现L/现E/现C/现S';

/** What one answer would change; `only` limits it to some fields. */
function propose(scene: VerdictScene, row: Row<'risk'>, answer: Answer, only?: readonly AnswerField[]): Proposal | AnswerRefusal {
  const draft = draftOf(row);
  const by = answer.by || scene.fallback.by;
  const on = answer.on ?? scene.fallback.on;
  if (on > scene.today) return refusal(answer, 'futureDate', '确认日期', on);
  const isLowerable = answer.reason !== '' && answer.reviewer !== '' && answer.reviewer !== by;
  const stated = [answer.l, answer.e, answer.c, answer.s].filter((value) => value !== null);
  if (answer.cancelled && answer.reason === '') return refusal(answer, 'cancelReason', '变化说明', '');
  const texts = answer.cancelled ? {} : textsOf(draft, answer);
  if (texts === null) return refusal(answer, 'measuresSplit', '现有管控措施', answer.measures);
  const wanted: Patch = answer.cancelled
    ? { status: 'retired' }
    : {
        ...(stated.length === 0 ? {} : factorsOf(draft, answer)),
        ...texts,
        // A kept level falls like any other: with a reason and a second person.
        ...(stated.length > 0 && draft.keptLevel !== null && isLowerable ? { keptLevel: null } : {}),
      };
  const fields = (Object.keys(wanted) as AnswerField[])
    .filter((field) => wanted[field] !== draft[field] && (only === undefined || only.includes(field)))
    .map((field) => ({ field, before: draft[field], after: wanted[field]! as string | number | null }));
  const patch = Object.fromEntries(fields.map(({ field, after }) => [field, after])) as Patch;
  const next: RiskDraft = { ...draft, ...patch };
  const allowed = stated.length > 0 ? factorFault(next) : undefined;
  // By the mapping that the risk was graded by, as the command does.
  const graded = gradeRisk(next, scaleFor(scene.content, next.method, row, scene.scales));
  if (allowed !== undefined || (stated.length > 0 && graded === null))
    return refusal(answer, 'impossible', factorColumns, stated.join('、'), { allowed: allowed ?? '' });
  if (fields.length > 0 && answer.confirmed)
    return refusal(answer, 'contradiction', '确认无变化', stated.length > 0 ? stated.join('、') : String(fields[0]!.after));
  const from = row.level as RiskLevel;
  const to = graded?.level ?? from;
  if (levelRank(to) > levelRank(from) && !isLowerable)
    return refusal(answer, 'lowering', '变化说明、复核人', [answer.reason, answer.reviewer].filter((part) => part !== '').join('、'), {
      from,
      to,
    });
  return {
    place: { file: answer.file, sheet: answer.sheet, sheetRow: answer.sheetRow },
    confirmed: answer.confirmed,
    by,
    on,
    isSigned: answer.by !== '' || answer.on !== null || scene.fallback.isNamed,
    implementation: answer.implementation,
    reason: answer.reason,
    reviewer: answer.reviewer,
    fields,
    patch: fields.length === 0 ? null : patch,
    from,
    to,
  };
}

function factorsOf(draft: RiskDraft, { l, e, c, s }: Answer): Patch {
  const method = s !== null && e === null && c === null ? 'ls' : e !== null || c !== null ? 'lec' : draft.method;
  return { method, l: l ?? draft.l, e: e ?? draft.e, c: c ?? draft.c, s: s ?? draft.s };
}

/** Texts that a department has mended; null where measures are kept by kind, so that one text of all has no place. */
function textsOf(draft: RiskDraft, answer: Answer): Patch | null {
  const mended = mendedTexts(answer);
  const isSplit = [draft.engineering, draft.administrative, draft.training, draft.ppe, draft.emergency].some((text) => text !== '');
  if (mended.includes('measures') && isSplit) return null;
  return Object.fromEntries(mended.map((part) => [part, answer[part]]));
}

/** What the factors lack, in the letters of the sheet; undefined when they are whole. */
export function factorFault(draft: Pick<RiskDraft, 'method' | 'l' | 'e' | 'c' | 's' | 'level'>): string | undefined {
  if (draft.method === 'direct') return 'E、C / S';
  const needed = draft.method === 'ls' ? (['l', 's'] as const) : (['l', 'e', 'c'] as const);
  const missing = needed.filter((name) => draft[name] === null);
  if (missing.length > 0) return `${missing.join('、').toUpperCase()} ?`;
  const stray = impossibleFactors(assessmentOf(draft)!)[0];
  if (stray === undefined) return undefined;
  const values: readonly number[] = draft.method === 'ls' ? lsValues : lecValues[stray as 'l' | 'e' | 'c'];
  return `${stray.toUpperCase()} = ${values.join('、')}`;
}
