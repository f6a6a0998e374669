import { z } from 'zod';
import { maskNumbers } from '../../db/domain/personal/mask';
import { order, riskFilter, riskSelection, riskSorts } from '../../db/domain/risk/list';
import { readEnterprise } from '../../db/query/enterprise';
import { inherentRows } from '../../db/query/riskAssessment';
import { eachRisk, listRisks, type RiskListRow } from '../../db/query/riskList';
import { renderXlsx } from '../filing/render/xlsx';
import { composeRiskTable, exportFields, type ExportRow } from '../filing/riskTable/compose';
import { writeFileSafely } from '../workspace/file';
import { task, type TaskScene } from './procedure';

const sort = order(riskSorts);
const known: ReadonlySet<string> = new Set(exportFields);

/**
 * Exports what is seen: these columns in this order, this filter or selection. `file` empty asks the user where. Telephones are masked
 * as in the list; in full with `numbers`, which is noted.
 */
export const exportList = task(
  z.object({
    fields: z.array(z.string().max(40)).min(1).max(60),
    filter: riskFilter.default({}),
    sort,
    selection: riskSelection.optional(),
    numbers: z.boolean().default(false),
    file: z.string().max(2000),
  }),
  async (scene, { fields, filter, sort, selection, numbers, file }) => {
    const target = file === '' ? await scene.shell.chooseSave('save', `安全风险清单 ${scene.today}.xlsx`) : file;
    if (target === null) return { file: null, rows: 0 };
    const rows = withInherent(
      scene,
      selection === undefined ? everyRow(scene, filter, sort) : [...eachRisk(scene.db, scene.today, selection)],
    );
    if (!numbers) for (const row of rows) maskNumbers('risk', row);
    else if (fields.includes('phone')) await noteNumbers(scene, '导出安全风险清单');
    const { name, uscc } = readEnterprise(scene.db);
    const accidents = new Map(scene.content.accidentTypes().map((type) => [type.code, type.name]));
    scene.progress(undefined, 'render');
    writeFileSafely(
      target,
      await renderXlsx(composeRiskTable({ enterprise: name, uscc, fields: fields.filter((field) => known.has(field)), rows, accidents })),
    );
    return { file: target, rows: rows.length };
  },
);

/** Says in the audit that telephones leave in full. @throws FORBIDDEN for whoever may only look */
export const noteNumbers = ({ run }: TaskScene, reason: string): Promise<unknown> => run('person.noteExport', { subject: 'risk', reason });

function withInherent({ db }: TaskScene, rows: readonly RiskListRow[]): ExportRow[] {
  const tenth = (value: number | null): number | null => (value === null ? null : value / 10);
  const known = new Map(
    inherentRows(db).map(({ riskId, l10, e10, c, s, score100 }) => [
      riskId,
      { l: tenth(l10), e: tenth(e10), c, s, score: score100 === null ? null : score100 / 100 },
    ]),
  );
  return rows.map((row) => {
    const inherent = known.get(row.id);
    return inherent === undefined ? row : { ...row, inherent };
  });
}

function everyRow(scene: TaskScene, filter: z.infer<typeof riskFilter>, by: z.infer<typeof sort>): RiskListRow[] {
  const rows: RiskListRow[] = [];
  for (;;) {
    scene.signal.throwIfAborted();
    const part = listRisks(scene.db, scene.today, { offset: rows.length, limit: 200, sort: by, filter });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
    scene.progress(rows.length / part.total, 'read');
  }
}
