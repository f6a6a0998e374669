import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { itemScore, type ItemScore } from '../../db/domain/responsibility/appraise';
import type { Reader } from '../../db/handle';
import { settleTotals } from '../../db/query/appraisal';
import { itemsOfPeriod } from '../../db/query/appraisalItems';
import type { Row } from '../../db/tables';
import { sides, type Side } from '../filing/appraisal/fillMark';
import { readFillSheets, type FillFault, type FillLine, type FillRead } from '../intake/appraisalSheet';
import { judgeFilled, refusalOf, type FillConflict, type FillRefusal, type FillTaken } from '../intake/appraisalVerdict';
import { placeKey } from '../intake/returned';
import { openPeriodOf } from './appraisal';
import { score } from './appraisalScore';
import { markOfWorkspace } from './appraisalSheet';
import { conflict, notFound } from './failure';
import { anImport, command, task, type CommandScene } from './procedure';
import { readReturned, sheetExtensions } from './returnedFiles';

/** Lines of a file that do not belong here, by where they belong. */
export interface StrangeLines {
  kind: 'otherWorkspace' | 'otherPeriod';
  /** Of the other period; empty where it is not known here. */
  name: string;
  isClosed: boolean;
  lines: number;
}

/**
 * Reads assessment sheets that came back and, with `apply`, takes them in as one step. Without it nothing is written. What is answered
 * in two ways, or has changed here since it was handed out, is taken only as `decisions` say, by their keys. A department gives its self
 * scores; what it wrote as the assessor's is told and left. No file named asks the user; null when none is chosen.
 */
export const collectSheets = task(
  z.object({
    periodId: id,
    files: z.array(z.string().max(2000)).max(200),
    decisions: z.record(z.string().max(100), z.object({ from: z.string().max(3000).nullable() })).default({}),
    apply: z.boolean(),
  }),
  async (scene, { periodId, files: given, decisions, apply }) => {
    const { db, scope } = scene;
    openPeriodOf(db, periodId);
    const files = given.length > 0 ? given : await scene.shell.chooseFiles('appraisalCollect', sheetExtensions);
    if (files.length === 0) return null;
    const came: FillRead = { lines: [], faults: [] };
    const sheets: { file: string; lines: number; strange: StrangeLines[] }[] = [];
    for await (const { name, read } of readReturned(scene, files, readFillSheets)) {
      const { ours, strange } = sorted(db, periodId, read);
      sheets.push({ file: name, lines: ours.lines.length, strange });
      came.lines.push(...ours.lines);
      came.faults.push(...ours.faults);
    }
    const refused: FillRefusal[] = came.faults.map(({ mark: _mark, ...fault }) => fault);
    const taken: FillTaken[] = [];
    const conflicts: FillConflict[] = [];
    const items = new Map(itemsOfPeriod(db, periodId).map((item) => [item.id, item]));
    let same = 0;
    for (const [itemId, lines] of Map.groupBy(came.lines, ({ mark }) => mark.itemId)) {
      scene.signal.throwIfAborted();
      const item = items.get(itemId);
      for (const side of sides) {
        const answered = lines.filter((line) => line.given[side] !== null);
        if (answered.length === 0) continue;
        const key =
          item === undefined
            ? 'gone'
            : scope === null
              ? undefined
              : item.departmentId === null || !scope.includes(item.departmentId)
                ? 'notYours'
                : side === 'check'
                  ? 'notAssessor'
                  : undefined;
        if (item === undefined || key !== undefined) {
          refused.push(...answered.map((line) => refusalOf(line, side, key!)));
          continue;
        }
        const verdict = judgeFilled(item, side, answered, decisions[`${itemId} ${side}`]);
        if (verdict.taken) taken.push(verdict.taken);
        if (verdict.conflict) conflicts.push(verdict.conflict);
        refused.push(...verdict.refusals);
        same += verdict.same;
      }
    }
    const faulty = new Set(came.faults.map(placeKey));
    const order = new Map(sheets.map(({ file }, at) => [file, at]));
    const result = {
      files: [...files],
      sheets,
      taken,
      conflicts,
      /** Answers that say what stands here already, and lines on which nothing has been filled in. */
      same,
      blank: came.lines.filter((line) => line.given.self === null && line.given.check === null && !faulty.has(placeKey(line))).length,
      people: new Set(taken.map(({ appraisalId }) => appraisalId)).size,
      refused: refused.toSorted(
        (a, b) => order.get(a.file)! - order.get(b.file)! || a.sheet.localeCompare(b.sheet) || a.sheetRow - b.sheetRow,
      ),
    };
    if (!apply || taken.length === 0) return { ...result, step: null };
    const answersOf = (side: Side) =>
      taken
        .filter((one) => one.side === side)
        .map(({ itemId, revision, after: { score10, words } }) => ({ itemId, revision, score10: score10!, words }));
    const [self, check] = [answersOf('self'), answersOf('check')];
    const { step } = (await (check.length === 0
      ? scene.run('appraisal.applySelf', { periodId, self })
      : scene.run('appraisal.applySheets', { periodId, self, check }))) as { step: number | null };
    return { ...result, step };
  },
  { precaution: (_scene, { apply }) => (apply ? anImport : 0) },
);

/** What of a file belongs to the period, and where the rest does. */
function sorted(db: Reader, periodId: string, { lines, faults }: FillRead): { ours: FillRead; strange: StrangeLines[] } {
  const workspace = markOfWorkspace(db);
  const strangeOf = (mark: FillLine['mark']): string | null =>
    mark.workspace !== '' && workspace !== '' && mark.workspace !== workspace ? '' : mark.periodId === periodId ? null : mark.periodId;
  const strange = new Map<string, number>();
  const ours = lines.filter(({ mark }) => {
    const where = strangeOf(mark);
    if (where !== null) strange.set(where, (strange.get(where) ?? 0) + 1);
    return where === null;
  });
  return {
    ours: {
      lines: ours,
      faults: faults.filter(({ mark }: FillFault & { mark: FillLine['mark'] | null }) => mark === null || strangeOf(mark) === null),
    },
    strange: [...strange].map(([where, count]) => {
      if (where === '') return { kind: 'otherWorkspace', name: '', isClosed: false, lines: count };
      const period = db.get<Pick<Row<'appraisalPeriod'>, 'name' | 'closedOn'>>('SELECT name, closedOn FROM appraisalPeriod WHERE id = ?', [
        where,
      ]);
      return { kind: 'otherPeriod', name: period?.name ?? '', isClosed: (period?.closedOn ?? null) !== null, lines: count };
    }),
  };
}

const answers = z
  .array(z.object({ itemId: id, revision: z.number().int(), score10: itemScore.shape.self10.unwrap(), words: text(500) }))
  .max(100_000);
type Answers = z.infer<typeof answers>;

/** Writes what sheets say, person by person; what has changed since it was looked at is not written over. */
function take(scene: CommandScene, periodId: string, given: Record<Side, Answers>): { people: number; applied: number } {
  const { db, today } = scene;
  const period = openPeriodOf(db, periodId);
  const items = new Map(itemsOfPeriod(db, periodId).map((item) => [item.id, item]));
  const sheets = new Map<string, Map<string, ItemScore>>();
  for (const side of sides)
    for (const { itemId, revision, score10, words } of given[side]) {
      const item = items.get(itemId);
      if (!item) throw notFound('appraisalItem');
      if (item.revision !== revision) throw conflict('conflict', { subject: 'appraisal' });
      if (item.signedOn !== null) throw conflict('appraisalSigned', { name: item.personName });
      const scores = sheets.get(item.appraisalId) ?? new Map<string, ItemScore>();
      const { id: known, self10, selfNote, check10, reason } = item;
      const before = scores.get(itemId) ?? { id: known, self10, selfNote, check10, reason };
      scores.set(
        itemId,
        side === 'self' ? { ...before, self10: score10, selfNote: words } : { ...before, check10: score10, reason: words },
      );
      sheets.set(item.appraisalId, scores);
    }
  for (const [appraisalId, scores] of sheets) {
    const sheet = db.find('appraisal', appraisalId)!;
    score(scene, sheet, period, [...scores.values()]);
    settleTotals(db, sheet, period, today);
  }
  return { people: sheets.size, applied: given.self.length + given.check.length };
}

/** Self scores of sheets that came back, as one step. */
export const applySelf = command(
  z.object({ periodId: id, self: answers }),
  (scene, { periodId, self }) => take(scene, periodId, { self, check: [] }),
  { precaution: (_scene, { self }) => self.length },
);
/** The same with what the assessor wrote. */
export const applySheets = command(
  z.object({ periodId: id, self: answers, check: answers }),
  (scene, { periodId, ...given }) => take(scene, periodId, given),
  { precaution: (_scene, { self, check }) => self.length + check.length },
);
