import { gradeOf, meanShareOf, scoreFault, totalsOf, type AppraisalGrade, type ItemScore } from '../domain/responsibility/appraise';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';

/** A period with how far it is. */
export type PeriodRow = Row<'appraisalPeriod'> & {
  people: number;
  selfScored: number;
  checked: number;
  signed: number;
  excellent: number;
  qualified: number;
  unqualified: number;
  /** Mean share of the full score of those who are assessed, in tenths of a percent. */
  share: number | null;
};

const within = (alias: string): string => `(@scope IS NULL OR ${alias}.departmentId IN (SELECT value FROM json_each(@scope)))`;
const scoped = (scope: readonly string[] | null) => ({ scope: scope === null ? null : JSON.stringify(scope) });

/** Periods, the newest first; of departments only where the asker is confined to them. */
export const listPeriods = (reader: Reader, scope: readonly string[] | null): PeriodRow[] =>
  reader
    .all<PeriodRow>(
      `SELECT p.*, count(a.id) AS people, count(a.self10) AS selfScored, count(a.check10) AS checked, count(a.signedOn) AS signed,
        ${(['excellent', 'qualified', 'unqualified'] as const).map((grade) => `count(CASE WHEN a.grade = '${grade}' THEN 1 END) AS "${grade}"`).join(', ')},
        avg(CASE WHEN a.full10 > 0 THEN a.check10 * 1.0 / a.full10 END) AS share
      FROM appraisalPeriod p LEFT JOIN appraisal a ON a.periodId = p.id AND ${within('a')}
      GROUP BY p.id ORDER BY p.toOn DESC, p.fromOn DESC, p.id DESC`,
      scoped(scope),
    )
    .map((row) => ({ ...row, share: meanShareOf(row.share) }));

/** One line of a period: a person at a post with the sums. */
export type AppraisalRow = Pick<
  Row<'appraisal'>,
  | 'id'
  | 'revision'
  | 'personId'
  | 'personName'
  | 'departmentId'
  | 'postId'
  | 'department'
  | 'title'
  | 'full10'
  | 'self10'
  | 'check10'
  | 'assessor'
  | 'assessedOn'
  | 'outcome'
  | 'outcomeNote'
  | 'rectification'
  | 'signedOn'
> & { grade: AppraisalGrade | null; items: number; deductions: string };

/** Sheets of a period in the order of departments, posts and names. */
export const listAppraisals = (reader: Reader, periodId: string, scope: readonly string[] | null): AppraisalRow[] =>
  reader.all<AppraisalRow>(
    `SELECT a.id, a.revision, a.personId, a.personName, a.departmentId, a.postId, a.department, a.title, a.full10, a.self10, a.check10, a.grade, a.assessor,
        a.assessedOn, a.outcome, a.outcomeNote, a.rectification, a.signedOn, (SELECT count(*) FROM appraisalItem i WHERE i.appraisalId = a.id) AS items,
        coalesce((SELECT group_concat(i.reason, '；') FROM appraisalItem i WHERE i.appraisalId = a.id AND i.check10 < i.standard10), '') AS deductions
      FROM appraisal a LEFT JOIN department d ON d.id = a.departmentId
      WHERE a.periodId = @periodId AND ${within('a')} ORDER BY d.sort IS NOT NULL, d.sort, a.title, a.personName, a.id`,
    { periodId, ...scoped(scope) },
  );

export const itemsOf = (reader: Reader, appraisalId: string): Row<'appraisalItem'>[] =>
  reader.all<Row<'appraisalItem'>>('SELECT * FROM appraisalItem WHERE appraisalId = ? ORDER BY sort, id', [appraisalId]);

/** Sums and grade anew, once scores have changed; self score and assessment are dated when they become whole. */
export function settleTotals(
  db: Writer,
  appraisal: Row<'appraisal'>,
  period: Row<'appraisalPeriod'>,
  today: string,
  patch: Partial<Row<'appraisal'>> = {},
): void {
  const totals = totalsOf(itemsOf(db, appraisal.id));
  const isChecked = totals.check10 !== null;
  db.update('appraisal', appraisal.id, {
    ...patch,
    ...totals,
    grade: gradeOf(totals.check10, totals.full10, period),
    selfOn: totals.self10 === null ? null : (appraisal.selfOn ?? today),
    assessedOn: isChecked ? (patch.assessedOn ?? appraisal.assessedOn ?? today) : null,
    // What is signed is the whole result.
    ...(isChecked ? {} : { signedOn: null }),
  });
}

/** The first score that cannot stand, with its place. */
export function faultOf(
  items: readonly Row<'appraisalItem'>[],
  scores: readonly ItemScore[],
): { at: number; fault: NonNullable<ReturnType<typeof scoreFault>>; item: Row<'appraisalItem'> } | undefined {
  for (const [at, item] of items.entries()) {
    const stated = scores.find(({ id }) => id === item.id);
    const fault = stated && scoreFault(stated, item.standard10);
    if (fault !== undefined) return { at, fault, item };
  }
  return undefined;
}

/** One person or one department over closed and open periods, the oldest first: mean share, and how many in each grade. */
export interface TrendPoint {
  periodId: string;
  name: string;
  period: string;
  kind: string;
  toOn: string;
  isOfLeaders: number;
  people: number;
  checked: number;
  share: number | null;
  excellent: number;
  qualified: number;
  unqualified: number;
}

/** The last periods of a kind of people, at most `limit`. */
export const appraisalTrend = (
  reader: Reader,
  { personId, departmentIds, isOfLeaders }: { personId: string | null; departmentIds: readonly string[] | null; isOfLeaders: boolean },
  scope: readonly string[] | null,
  limit: number,
): TrendPoint[] =>
  reader
    .all<TrendPoint>(
      `SELECT p.id AS periodId, p.name, p.period, p.kind, p.toOn, p.isOfLeaders, count(*) AS people, count(a.check10) AS checked,
          avg(CASE WHEN a.full10 > 0 THEN a.check10 * 1.0 / a.full10 END) AS share,
          ${(['excellent', 'qualified', 'unqualified'] as const).map((grade) => `count(CASE WHEN a.grade = '${grade}' THEN 1 END) AS "${grade}"`).join(', ')}
        FROM appraisalPeriod p JOIN appraisal a ON a.periodId = p.id AND ${within('a')}
        WHERE p.isOfLeaders = @isOfLeaders AND (@personId IS NULL OR a.personId = @personId)
          AND (@departments IS NULL OR a.departmentId IN (SELECT value FROM json_each(@departments)))
        GROUP BY p.id ORDER BY p.toOn DESC, p.id DESC LIMIT @limit`,
      {
        personId,
        isOfLeaders: isOfLeaders ? 1 : 0,
        departments: departmentIds === null ? null : JSON.stringify(departmentIds),
        limit,
        ...scoped(scope),
      },
    )
    .map((row) => ({ ...row, share: meanShareOf(row.share) }))
    .reverse();

/** Open periods whose last day is past, with how many of their people are not assessed: what is due. */
export const overdueAppraisals = (reader: Reader, today: string): { count: number; id: string | null; name: string; waiting: number } => {
  const rows = reader.all<{ id: string; name: string; waiting: number }>(
    `SELECT p.id, p.name, count(a.id) - count(a.check10) AS waiting FROM appraisalPeriod p LEFT JOIN appraisal a ON a.periodId = p.id
      WHERE p.closedOn IS NULL AND p.toOn < ? GROUP BY p.id ORDER BY p.toOn, p.id`,
    [today],
  );
  const [first] = rows;
  return {
    count: rows.length,
    id: first?.id ?? null,
    name: first?.name ?? '',
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
  };
};
