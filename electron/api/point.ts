import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { emptySheets, kindsOfSheet, pointSheets, sheetDrafts, type PointSheet, type SheetDraft } from '../../db/domain/point/sheet';
import { window } from '../../db/domain/risk/list';
import { getSheet, listSheets, sheetOf, stepsOfRisks, storedSheet, unlistedPoints, type UnlistedPoint } from '../../db/query/point';
import { pointNamed } from '../../db/query/risk';
import type { NewRow, Patch } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';
import { update as updatePoint } from './riskPoint';

const sheet = z.enum(pointSheets);
const revision = z.number().int();

/** One window of 作业活动清单, 设备设施清单 or 作业场所清单. */
export const list = query(
  window.extend({
    sheet,
    text: z.string().max(100).optional(),
    departmentId: z.array(z.string().max(40)).max(500).optional(),
    marked: z.boolean().optional(),
  }),
  ({ db }, { sheet, ...asked }) => listSheets(db, sheet, asked),
);

export const get = query(z.object({ sheet, id }), ({ db }, { sheet, id }) => {
  const row = getSheet(db, sheet, id);
  if (!row) throw notFound(sheet);
  return row;
});

/** Risk points that could stand in a list and do not yet. */
export const unlisted = query(z.object({ sheet }), ({ db }, { sheet }) => unlistedPoints(db, sheet));

/** An entry of one of the lists, with what else a command is told. */
const entryWith = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('sheet', [
    z.object({ sheet: z.literal('activity'), draft: sheetDrafts.activity, ...shape }),
    z.object({ sheet: z.literal('equipment'), draft: sheetDrafts.equipment, ...shape }),
    z.object({ sheet: z.literal('workplace'), draft: sheetDrafts.workplace, ...shape }),
  ]);

/** A risk point that exists, or the name of a new one. */
const pointChoice = z.union([z.object({ id }), z.object({ name: text(200).min(1), location: text(300).default('') })]);

/** Enters a risk point into a list; a new name makes a new point of the kind of the list. */
export const create = command(entryWith({ point: pointChoice }), ({ db }, { sheet, point, draft }) => {
  const { departmentId } = draft;
  const riskPointId = 'id' in point ? point.id : pointNamed(db, { ...point, kind: kindsOfSheet[sheet][0], departmentId });
  const known = db.find('riskPoint', riskPointId);
  if (!known) throw notFound('riskPoint');
  if (sheetOf(db, sheet, riskPointId)) throw refuse('unique', 'name', { value: known.name });
  return { id: insertSheet(db, sheet, riskPointId, draft), riskPointId };
});

/** Changes an entry, and name, number and location of its risk point, as one step. */
export const update = command(
  entryWith({ id, revision, point: z.object({ revision, name: text(200).min(1), no: text(40), location: text(300) }).optional() }),
  (scene, { sheet, id, revision, draft, point }) => {
    const { db } = scene;
    const row = getSheet(db, sheet, id);
    if (!row) throw notFound(sheet);
    if (point !== undefined) {
      const other = db.value<string>('SELECT id FROM riskPoint WHERE name = ? AND id <> ?', [point.name, row.riskPointId]);
      if (other !== undefined) throw refuse('unique', 'name', { value: point.name });
      const { revision: read, ...patch } = point;
      updatePoint.run(scene, { id: row.riskPointId, revision: read, patch });
    }
    db.update(sheet, id, storedSheet(draft) as Patch<PointSheet>, revision);
    return { id };
  },
);

/** Takes an entry from its list; the risk point and its risks stay. */
export const remove = command(z.object({ sheet, id, revision }), ({ db }, { sheet, id, revision }) => {
  db.removeOf('attachment', 'subjectId', id);
  db.remove(sheet, id, revision);
  return { id };
});

/** Enters all risk points of the kinds of a list that do not stand in it yet, with the steps that their risks name. */
export const fill = command(z.object({ sheet }), ({ db }, { sheet }) => {
  const points = unlistedPoints(db, sheet);
  for (const point of points) insertSheet(db, sheet, point.id, firstDraft(db, sheet, point));
  return { added: points.length };
});

const insertSheet = <S extends PointSheet>(db: Writer, sheet: S, riskPointId: string, draft: SheetDraft<S>): string =>
  db.insert(sheet, { ...storedSheet(draft), riskPointId } as NewRow<S>).id;

/** What is known of a risk point before anybody has filled its sheet. */
function firstDraft(db: Writer, sheet: PointSheet, { id, departmentId, location }: UnlistedPoint): SheetDraft<PointSheet> {
  const steps = sheet === 'workplace' ? [] : stepsOfRisks(db, id);
  switch (sheet) {
    case 'activity':
      return { ...emptySheets.activity, steps: steps.slice(0, 500), place: location.slice(0, 200), departmentId };
    case 'equipment':
      return {
        ...emptySheets.equipment,
        tag: location.slice(0, 200),
        checkItems: steps.slice(0, 500).map((item) => ({ item, standard: '' })),
        departmentId,
      };
    case 'workplace':
      return { ...emptySheets.workplace, departmentId };
  }
}
