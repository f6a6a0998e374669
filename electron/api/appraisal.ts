import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { appraisalKinds } from '../../db/domain/responsibility/appraisal';
import {
  appraisalPeriodCode,
  appraisalPeriodDraft,
  appraisalSpan,
  appraisalStateOf,
  gradeOf,
  shareOf,
  usualAppraisalName,
} from '../../db/domain/responsibility/appraise';
import { matchFound, type Found, type FoundMatch } from '../../db/domain/responsibility/found';
import type { Reader } from '../../db/handle';
import { appraisalTrend, itemsOf, listAppraisals, listPeriods } from '../../db/query/appraisal';
import { foundOf, matchedItems } from '../../db/query/appraisalFound';
import { makeAppraisals, planAppraisals, type AppraisalPlan } from '../../db/query/appraisalPlan';
import { departmentNames, withDescendants } from '../../db/query/department';
import { isWithin } from '../../db/query/departmentOf';
import type { Row } from '../../db/tables';
import { conflict, notFound, refuse } from './failure';
import { asTask, command, query, type QueryScene } from './procedure';

const revision = z.number().int();

/** Periods, the newest first, with how far each is. */
export const periods = query(z.object({}), ({ db, scope }) => listPeriods(db, scope));

export function periodOf(db: Reader, periodId: string): Row<'appraisalPeriod'> {
  const row = db.get<Row<'appraisalPeriod'>>('SELECT * FROM appraisalPeriod WHERE id = ?', [periodId]);
  if (!row) throw notFound('appraisalPeriod');
  return row;
}

/** A period that may still be changed. @throws CONFLICT for a closed one */
export function openPeriodOf(db: Reader, periodId: string): Row<'appraisalPeriod'> {
  const row = periodOf(db, periodId);
  if (row.closedOn !== null) throw conflict('appraisalClosed', { name: row.name });
  return row;
}

/**
 * What a plan says to a person: how many, and who is left out and why, at most `limit` names. Of a period that is open already, whoever
 * could be in it and is not counts as left out.
 */
function planView(db: Reader, { assessed, leftOut }: AppraisalPlan, limit: number, isOpen = false) {
  const out = [
    ...(isOpen ? assessed.map((person) => ({ ...person, why: 'possible' as const })) : []),
    ...leftOut.filter(({ why }) => why !== 'there'),
  ];
  return {
    people: assessed.length,
    lists: new Set(assessed.map(({ responsibilityId }) => responsibilityId)).size,
    leftOut: out.length,
    without: out.slice(0, limit).map(({ personId, name, title, why, departmentId, day }) => ({
      personId,
      name,
      title,
      why,
      department: (departmentId && departmentNames(db, day).get(departmentId)) || '',
    })),
  };
}

const span = { fromOn: isoDate, toOn: isoDate, isOfLeaders: z.boolean() };
const evenly = z.boolean().default(false);
const limit = z.number().int().min(0).max(1000).default(200);

/** Who would be assessed in a period, and who would not and why. */
export const preview = query(z.object({ ...span, evenly, limit }), ({ db }, { evenly: isEven, limit: most, ...stated }) =>
  planView(db, planAppraisals(db, stated, isEven, null), most),
);

/** Days and name of the period of a kind that holds a day, as a proposal. */
export const propose = query(
  z.object({ kind: z.enum(appraisalKinds), isOfLeaders: z.boolean(), day: isoDate.optional() }),
  ({ today }, { kind, isOfLeaders, day = today }) => {
    const { fromOn, toOn } = appraisalSpan(kind, day);
    return { fromOn, toOn, name: usualAppraisalName(kind, fromOn, isOfLeaders) };
  },
);

/** Opens a period with a sheet for everybody who has a list in force at its end, in one step. */
export const openPeriod = command(
  z.object({ draft: appraisalPeriodDraft, evenly }),
  ({ db }, { draft, evenly: isEven }) => {
    const twice = db.value<string>('SELECT name FROM appraisalPeriod WHERE fromOn = ? AND toOn = ? AND isOfLeaders = ?', [
      draft.fromOn,
      draft.toOn,
      draft.isOfLeaders ? 1 : 0,
    ]);
    if (twice !== undefined) throw conflict('appraisalTwice', { name: twice });
    const plan = planAppraisals(db, draft, isEven, null);
    if (plan.assessed.length === 0) throw refuse('appraisalNobody', 'toOn');
    const { id: periodId } = db.insert('appraisalPeriod', {
      ...draft,
      isOfLeaders: draft.isOfLeaders ? 1 : 0,
      period: appraisalPeriodCode(draft.kind, draft.fromOn),
    });
    return { periodId, people: makeAppraisals(db, periodId, plan), leftOut: plan.leftOut.length };
  },
  { precaution: ({ db }, { draft, evenly: isEven }) => planAppraisals(db, draft, isEven, null).assessed.length * 8 },
);
/** The same beside the queries: hundreds of people have thousands of duties. */
export const openLarge = asTask('appraisal.open', openPeriod);

const spanOf = ({ fromOn, toOn, isOfLeaders }: Row<'appraisalPeriod'>) => ({ fromOn, toOn, isOfLeaders: isOfLeaders === 1 });

/** Who is not in an open period, and who could be now: lists approved since, people entered since. */
export const missing = query(z.object({ periodId: id, evenly, limit }), ({ db }, { periodId, evenly: isEven, limit: most }) =>
  planView(db, planAppraisals(db, spanOf(periodOf(db, periodId)), isEven, periodId), most, true),
);

/** Adds those who can be assessed now and are not there yet. */
export const addMissing = command(z.object({ periodId: id, evenly }), ({ db }, { periodId, evenly: isEven }) => {
  const period = openPeriodOf(db, periodId);
  return { people: makeAppraisals(db, periodId, planAppraisals(db, spanOf(period), isEven, periodId)) };
});

/** Name, limits of the grades and remark; grades of who is assessed follow. Days and people stay: they decided which lists hold. */
export const updatePeriod = command(
  z.object({ id, revision, draft: appraisalPeriodDraft }),
  ({ db }, { id: periodId, revision: read, draft: { name, excellentFrom, qualifiedFrom, remark } }) => {
    openPeriodOf(db, periodId);
    const period = db.update('appraisalPeriod', periodId, { name, excellentFrom, qualifiedFrom, remark }, read);
    for (const row of db.all<Row<'appraisal'>>('SELECT * FROM appraisal WHERE periodId = ?', [periodId]))
      db.update('appraisal', row.id, { grade: gradeOf(row.check10, row.full10, period) });
    return { id: periodId };
  },
);

/** Removes an open period with all its sheets. */
export const removePeriod = command(z.object({ id, revision }), ({ db }, { id: periodId, revision: read }) => {
  openPeriodOf(db, periodId);
  const sheets = db.column<string>('SELECT id FROM appraisal WHERE periodId = ?', [periodId]);
  for (const sheet of sheets) {
    db.removeOf('attachment', 'subjectId', sheet);
    db.removeOf('appraisalItem', 'appraisalId', sheet);
  }
  db.removeOf('appraisal', 'periodId', periodId);
  db.removeOf('attachment', 'subjectId', periodId);
  db.remove('appraisalPeriod', periodId, read);
  return { removed: sheets.length };
});

/** A period with its sheets: state, share and place of each among all who are assessed. */
export const list = query(z.object({ periodId: id }), ({ db, scope }, { periodId }) => {
  const period = listPeriods(db, scope).find((row) => row.id === periodId);
  if (!period) throw notFound('appraisalPeriod');
  const rows = listAppraisals(db, periodId, scope).map((row) => ({
    ...row,
    state: appraisalStateOf(row),
    share: shareOf(row.check10, row.full10),
  }));
  const shares = rows.flatMap(({ share }) => share ?? []).sort((a, b) => b - a);
  return {
    period,
    rows: rows.map((row) => ({ ...row, place: row.share === null ? null : shares.indexOf(row.share) + 1 })),
  };
});

/** A sheet that the asker may see. */
function sheetOf({ db, scope }: Pick<QueryScene, 'db' | 'scope'>, appraisalId: string): Row<'appraisal'> {
  const row = db.get<Row<'appraisal'>>('SELECT * FROM appraisal WHERE id = ?', [appraisalId]);
  if (!row || !isWithin(db, scope, 'appraisal', appraisalId)) throw notFound('appraisal');
  return row;
}

/** What other registers tell beside each duty, as it stands today. */
export function liveFound({ db, today }: Pick<QueryScene, 'db' | 'today'>, sheet: Row<'appraisal'>, period: Row<'appraisalPeriod'>) {
  const name = db.value<string>('SELECT name FROM person WHERE id = ?', [sheet.personId]) ?? sheet.personName;
  const found = foundOf(db, { id: sheet.personId, name }, period.fromOn, period.toOn, today);
  return matchFound(matchedItems(db, sheet.id), found, period);
}

/** One sheet: its duties with both scores, what was found beside each, and what follows. */
export const get = query(z.object({ id }), (scene, { id: appraisalId }) => {
  const { db } = scene;
  const sheet = sheetOf(scene, appraisalId);
  const period = periodOf(db, sheet.periodId);
  const live = liveFound(scene, sheet, period);
  const beside = new Map(live.items.map((item) => [item.itemId, item]));
  return {
    ...sheet,
    state: appraisalStateOf(sheet),
    share: shareOf(sheet.check10, sheet.full10),
    period: { ...period, isOfLeaders: period.isOfLeaders === 1 },
    items: itemsOf(db, appraisalId).map(({ found, ...item }) => {
      const frozen = JSON.parse(String(found)) as FoundMatch[];
      const isFrozen = item.check10 !== null;
      const { found: now = [], proposals = [] } = beside.get(item.id) ?? {};
      return { ...item, found: isFrozen ? frozen : now, isFrozen, proposals: isFrozen ? [] : proposals };
    }),
    /** Found, but called for by none of the duties. */
    others: live.others satisfies Found[],
  };
});

/** How a person, a department with all below it, or everybody did from period to period. */
export const trend = query(
  z.object({
    personId: id.nullable().default(null),
    departmentId: id.nullable().default(null),
    isOfLeaders: z.boolean().default(false),
    limit: z.number().int().min(1).max(60).default(12),
  }),
  ({ db, scope }, { personId, departmentId, isOfLeaders, limit: most }) =>
    appraisalTrend(
      db,
      { personId, departmentIds: departmentId === null ? null : withDescendants(db, [departmentId]), isOfLeaders },
      scope,
      most,
    ),
);
