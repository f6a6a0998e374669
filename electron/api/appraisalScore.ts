import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { appraisalOutcomes } from '../../db/domain/responsibility/appraisal';
import { appraisalResult, itemScore, scoreFault } from '../../db/domain/responsibility/appraise';
import type { Reader } from '../../db/handle';
import { faultOf, itemsOf, settleTotals } from '../../db/query/appraisal';
import type { Row } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { liveFound, openPeriodOf, periodOf } from './appraisal';
import { conflict, notFound, refuse } from './failure';
import { asTask, command, type CommandScene } from './procedure';

const revision = z.number().int();

function sheetToChange(db: Writer, appraisalId: string): { sheet: Row<'appraisal'>; period: Row<'appraisalPeriod'> } {
  const sheet = db.find('appraisal', appraisalId);
  if (!sheet) throw notFound('appraisal');
  return { sheet, period: openPeriodOf(db, sheet.periodId) };
}

/** Refuses more than the standard score and a deduction without a reason, beside the line that has it. */
function check(items: readonly Row<'appraisalItem'>[], scores: readonly z.infer<typeof itemScore>[]): void {
  const found = faultOf(items, scores);
  if (!found) return;
  const params = { row: found.at + 1, standard: found.item.standard10 / 10 };
  if (found.fault === 'over') throw refuse('appraisalOver', `items.${found.at}.check10`, params);
  throw refuse('appraisalReason', `items.${found.at}.reason`, params);
}

const itemsSchema = z.array(itemScore).max(200);

/** Scores of a sheet. What other registers say is kept beside a duty at the moment it is assessed. */
export function score(
  scene: CommandScene,
  sheet: Row<'appraisal'>,
  period: Row<'appraisalPeriod'>,
  scores: z.infer<typeof itemsSchema>,
): void {
  const { db } = scene;
  const items = itemsOf(db, sheet.id);
  check(items, scores);
  const known = new Map(items.map((item) => [item.id, item]));
  const changed = scores.filter(({ id: itemId, check10 }) => known.get(itemId)?.check10 !== check10);
  const beside =
    changed.length === 0 ? new Map() : new Map(liveFound(scene, sheet, period).items.map(({ itemId, found }) => [itemId, found]));
  for (const { id: itemId, self10, selfNote, check10, reason } of scores) {
    const item = known.get(itemId);
    if (!item) throw notFound('appraisalItem');
    const isNew = item.check10 !== check10;
    db.update('appraisalItem', itemId, {
      self10,
      ...(selfNote === undefined ? {} : { selfNote }),
      check10,
      reason,
      ...(isNew ? { found: check10 === null ? '[]' : JSON.stringify(beside.get(itemId) ?? []) } : {}),
    });
  }
}

/** Self scores with their notes alone: what a department enters of its own people. What the assessor has given stays. */
export const selfScore = command(
  z.object({ id, revision, items: z.array(itemScore.pick({ id: true, self10: true, selfNote: true })).max(200) }),
  (scene, { id: appraisalId, revision: read, items }) => {
    const { db, today } = scene;
    const { sheet, period } = sheetToChange(db, appraisalId);
    if (sheet.revision !== read) throw conflict('conflict', { subject: 'appraisal' });
    if (sheet.signedOn !== null) throw conflict('appraisalSigned', { name: sheet.personName });
    const stored = new Map(itemsOf(db, appraisalId).map((item) => [item.id, item]));
    score(
      scene,
      sheet,
      period,
      items.map(({ id: itemId, self10, selfNote }) => ({
        id: itemId,
        self10,
        selfNote,
        check10: stored.get(itemId)?.check10 ?? null,
        reason: stored.get(itemId)?.reason ?? '',
      })),
    );
    settleTotals(db, sheet, period, today);
    return { id: appraisalId };
  },
);

/** Both scores, reasons, and what follows from them. */
export const save = command(
  z.object({ id, revision, items: itemsSchema, result: appraisalResult }),
  (scene, { id: appraisalId, revision: read, items, result }) => {
    const { db, today } = scene;
    const { sheet, period } = sheetToChange(db, appraisalId);
    if (sheet.revision !== read) throw conflict('conflict', { subject: 'appraisal' });
    for (const field of ['assessedOn', 'signedOn'] as const) {
      const day = result[field];
      if (day !== null && day > today) throw refuse('dateFuture', field, { date: today });
      if (day !== null && day < period.fromOn) throw refuse('dateOrder', field, { date: period.fromOn });
    }
    if (result.assessorId !== null && !db.find('person', result.assessorId)) throw notFound('person');
    score(scene, sheet, period, items);
    if (result.signedOn !== null && itemsOf(db, appraisalId).some(({ check10 }) => check10 === null))
      throw refuse('appraisalUnscored', 'signedOn');
    settleTotals(db, sheet, period, today, result);
    return { id: appraisalId };
  },
);

const sheets = { periodId: id, ids: z.array(id).min(1).max(20_000) };

/** Sheets of an open period. @throws NOT_FOUND for one of another period */
function* chosen(db: Writer, period: Row<'appraisalPeriod'>, ids: readonly string[]): Generator<Row<'appraisal'>> {
  for (const appraisalId of new Set(ids)) {
    const sheet = db.find('appraisal', appraisalId);
    if (!sheet || sheet.periodId !== period.id) throw notFound('appraisal');
    yield sheet;
  }
}

/** Gives everything that has no self score its standard score; what is scored stays. */
export const fillSelf = command(
  z.object(sheets),
  ({ db, today }, { periodId, ids }) => {
    const period = openPeriodOf(db, periodId);
    let filled = 0;
    for (const sheet of chosen(db, period, ids)) {
      if (sheet.self10 !== null || sheet.signedOn !== null) continue;
      for (const item of itemsOf(db, sheet.id)) if (item.self10 === null) db.update('appraisalItem', item.id, { self10: item.standard10 });
      settleTotals(db, sheet, period, today);
      filled += 1;
    }
    return { filled };
  },
  { precaution: (_scene, { ids }) => ids.length * 8 },
);

/** Assesses by the self score what is not assessed yet. What the self score takes off without a reason waits for a person. */
export const fillCheck = command(
  z.object(sheets),
  (scene, { periodId, ids }) => {
    const { db, today } = scene;
    const period = openPeriodOf(db, periodId);
    let filled = 0;
    let left = 0;
    for (const sheet of chosen(db, period, ids)) {
      if (sheet.check10 !== null) continue;
      const ready = itemsOf(db, sheet.id)
        .filter(({ check10, self10 }) => check10 === null && self10 !== null)
        .map(({ id: itemId, self10, reason }) => ({ id: itemId, self10, check10: self10, reason }));
      const byId = new Map(itemsOf(db, sheet.id).map((item) => [item.id, item.standard10]));
      score(
        scene,
        sheet,
        period,
        ready.filter((one) => scoreFault(one, byId.get(one.id)!) === undefined),
      );
      settleTotals(db, sheet, period, today);
      if (db.find('appraisal', sheet.id)!.check10 === null) left += 1;
      else filled += 1;
    }
    return { filled, left };
  },
  { precaution: (_scene, { ids }) => ids.length * 8 },
);
export const fillSelfLarge = asTask('appraisal.fillSelf', fillSelf);
export const fillCheckLarge = asTask('appraisal.fillCheck', fillCheck);

/** States of many at once who assesses, what follows, or that they have signed; signing waits for the assessment. */
export const setMany = command(
  z.object({
    ...sheets,
    patch: z
      .object({
        assessor: z.object({ id: id.nullable(), name: text(60).min(1) }).optional(),
        outcome: z.object({ kind: z.enum(appraisalOutcomes), note: text(500) }).optional(),
        signedOn: isoDate.optional(),
      })
      .refine((patch) => Object.values(patch).some((value) => value !== undefined), { error: 'empty' }),
  }),
  ({ db, today }, { periodId, ids, patch: { assessor, outcome, signedOn } }) => {
    const period = openPeriodOf(db, periodId);
    if (signedOn !== undefined && signedOn > today) throw refuse('dateFuture', 'signedOn', { date: today });
    if (assessor && assessor.id !== null && !db.find('person', assessor.id)) throw notFound('person');
    let done = 0;
    let left = 0;
    for (const sheet of chosen(db, period, ids)) {
      // A result follows from an assessment.
      if ((signedOn !== undefined || outcome !== undefined) && sheet.check10 === null) {
        left += 1;
        continue;
      }
      if (signedOn !== undefined && sheet.assessedOn !== null && signedOn < sheet.assessedOn)
        throw refuse('dateOrder', 'signedOn', { date: sheet.assessedOn });
      db.update('appraisal', sheet.id, {
        ...(assessor ? { assessorId: assessor.id, assessor: assessor.name } : {}),
        ...(outcome ? { outcome: outcome.kind, outcomeNote: outcome.note } : {}),
        ...(signedOn === undefined ? {} : { signedOn }),
      });
      done += 1;
    }
    return { done, left };
  },
  { precaution: (_scene, { ids }) => ids.length },
);

/** Takes people out of an open period. */
export const drop = command(
  z.object(sheets),
  ({ db }, { periodId, ids }) => {
    const period = openPeriodOf(db, periodId);
    let removed = 0;
    for (const sheet of chosen(db, period, ids)) {
      db.removeOf('attachment', 'subjectId', sheet.id);
      db.removeOf('appraisalItem', 'appraisalId', sheet.id);
      db.remove('appraisal', sheet.id);
      removed += 1;
    }
    return { removed };
  },
  { precaution: (_scene, { ids }) => ids.length * 8 },
);

const waitingIn = (db: Reader, periodId: string): number =>
  db.value<number>('SELECT count(*) FROM appraisal WHERE periodId = ? AND check10 IS NULL', [periodId]) ?? 0;

/** Closes a period for good. With people who are not assessed only where that is said: they are counted as not assessed. */
export const close = command(
  z.object({ id, revision, on: isoDate, acceptWaiting: z.boolean().default(false) }),
  ({ db, today }, { id: periodId, revision: read, on, acceptWaiting }) => {
    const period = openPeriodOf(db, periodId);
    if (on > today) throw refuse('dateFuture', 'on', { date: today });
    if (on < period.fromOn) throw refuse('dateOrder', 'on', { date: period.fromOn });
    const waiting = waitingIn(db, periodId);
    if (waiting > 0 && !acceptWaiting) throw refuse('appraisalWaiting', 'acceptWaiting', { count: waiting });
    db.update('appraisalPeriod', periodId, { closedOn: on }, read);
    return { waiting };
  },
);

/** Opens a closed period again, with the reason kept on it. */
export const reopen = command(
  z.object({ id, revision, reason: text(500).min(1) }),
  ({ db, today, session }, { id: periodId, revision: read, reason }) => {
    const period = periodOf(db, periodId);
    if (period.closedOn === null) throw conflict('appraisalOpen', { name: period.name });
    const note = `${today} ${session.name} 重新打开：${reason}`;
    db.update(
      'appraisalPeriod',
      periodId,
      {
        closedOn: null,
        remark: [period.remark, note]
          .filter((words) => words !== '')
          .join('\n')
          .slice(-2000),
      },
      read,
    );
    return { id: periodId };
  },
);
