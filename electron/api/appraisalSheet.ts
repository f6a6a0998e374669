import { z } from 'zod';
import { id } from '../../db/domain/field';
import type { Reader } from '../../db/handle';
import { itemsOfPeriod, type FillItem } from '../../db/query/appraisalItems';
import { readEnterprise } from '../../db/query/enterprise';
import { workspaceMark } from '../filing/appraisal/fillMark';
import { composeFillSheet, fillTitle, type FillPerson, type FillSheet } from '../filing/appraisal/fillSheet';
import { noDepartment } from '../filing/roundSheet/compose';
import { ensureFolder, freeName, writeFileSafely } from '../workspace/file';
import { openPeriodOf } from './appraisal';
import { refuse } from './failure';
import { bytesOf } from './paper';
import { task } from './procedure';

/** How marks name the open workspace. */
export const markOfWorkspace = (db: Reader): string => workspaceMark(db.value<string>('SELECT hash FROM audit WHERE seq = 1') ?? '');

/**
 * Assessment sheets to be filled in in a spreadsheet: one file for each department, or all of them in one. `folder` empty asks the user;
 * a file that already lies there is never written over, because it may be one that was filled in.
 */
export const exportSheets = task(
  z.object({
    periodId: id,
    /** Empty for people without a department; NULL for all. */
    departmentIds: z
      .array(z.union([id, z.literal('')]))
      .max(10_000)
      .nullable()
      .default(null),
    together: z.boolean().default(false),
    /** Columns for whoever assesses; never for a department. */
    withCheck: z.boolean().default(false),
    folder: z.string().max(2000),
  }),
  async (scene, { periodId, departmentIds, together, withCheck, folder }) => {
    const { db, scope } = scene;
    const { period, departments } = db.snapshot(() => ({
      period: openPeriodOf(db, periodId),
      departments: byDepartment(
        itemsOfPeriod(db, periodId).filter(
          ({ departmentId }) =>
            (scope === null || (departmentId !== null && scope.includes(departmentId))) &&
            (departmentIds === null || departmentIds.includes(departmentId ?? '')),
        ),
      ),
    }));
    if (departments.length === 0) throw refuse('appraisalNoSheets', 'departmentIds');
    const target = folder === '' ? await scene.shell.chooseFolder('appraisal') : folder;
    if (target === null) return { folder: null, files: [] as { file: string; departments: string[]; people: number }[] };
    ensureFolder(target);
    const { name, uscc } = readEnterprise(db);
    const common = {
      enterprise: name,
      uscc,
      workspace: markOfWorkspace(db),
      period: { ...period, isOfLeaders: period.isOfLeaders === 1 },
      withCheck: withCheck && scope === null,
    };
    const files: { file: string; departments: string[]; people: number }[] = [];
    const parts = together ? [departments] : departments.map((one) => [one]);
    for (const [at, part] of parts.entries()) {
      scene.signal.throwIfAborted();
      scene.progress(at / parts.length, 'render');
      const stem = [fillTitle(common.period), ...(together ? [] : [part[0]!.department || noDepartment])].join(' ');
      const file = freeName(target, stem, 'xlsx');
      writeFileSafely(file, await bytesOf(scene, composeFillSheet({ ...common, departments: part }), 'xlsx'));
      files.push({
        file,
        departments: part.map(({ department }) => department),
        people: part.reduce((sum, { people }) => sum + people.length, 0),
      });
    }
    return { folder: target, files };
  },
);

/** Departments by what they are, not by their names of the time: two people may have been listed under two. */
function byDepartment(items: readonly FillItem[]): FillSheet['departments'] {
  return [...Map.groupBy(items, ({ departmentId }) => departmentId ?? '').values()].map((own) => ({
    department: own[0]!.department,
    people: [...Map.groupBy(own, ({ appraisalId }) => appraisalId).values()].map((lines): FillPerson => ({
      personName: lines[0]!.personName,
      title: lines[0]!.title,
      items: lines,
    })),
  }));
}
