import { z } from 'zod';
import { analyses, remarkWith, type Analysis, type AnalysisItem } from '../../db/domain/point/analysis';
import { emptySheets } from '../../db/domain/point/sheet';
import { maskNumbers } from '../../db/domain/personal/mask';
import { id, text } from '../../db/domain/field';
import { emptyRisk, riskDraft } from '../../db/domain/risk/risk';
import type { Finding } from '../../db/domain/rule';
import { mostLines, readAnalysis, sheetOf, storedSheet } from '../../db/query/point';
import type { Patch, Row } from '../../db/tables';
import { AppError, invalid, notFound } from './failure';
import { command, query, type CommandScene } from './procedure';
import { create as createRisk, remove as removeRisks, updateEach } from './risk';

const analysis = z.enum(analyses);

/** The steps or check items of a risk point with its risks, as JHA and SCL go through them. */
export const get = query(z.object({ riskPointId: id, analysis }), ({ db, today }, { riskPointId, analysis }) => {
  const found = readAnalysis(db, today, riskPointId, analysis);
  if (!found) throw notFound('riskPoint');
  for (const { risk } of found.lines) if (risk) maskNumbers('risk', risk);
  return found;
});

/** A line that was changed: a risk by its id, or a new one. A standard that is absent stays. */
const line = z.object({
  id: id.nullable(),
  revision: z.number().int(),
  patch: riskDraft.omit({ riskPointId: true, remark: true }).partial(),
  standard: text(2000).optional(),
});
type Line = z.output<typeof line>;

/**
 * Saves an analysis as one step: ordinary risks of the register, and the steps or check items in their list.
 * @throws INVALID with the findings of all lines, each field led by `lines.<index>.`
 */
export const save = command(
  z.object({
    riskPointId: id,
    analysis,
    lines: z.array(line).max(mostLines),
    removed: z.array(id).max(mostLines),
    items: z.array(z.object({ item: text(500).min(1), standard: text(2000) })).max(500),
    sheetRevision: z.number().int().nullable(),
    lowering: z.object({ reason: text(1000), assessor: text(60), reviewer: text(60) }).nullable(),
  }),
  (scene, { riskPointId, analysis, lines, removed, items, sheetRevision, lowering }) => {
    const { db } = scene;
    const point = db.find('riskPoint', riskPointId);
    if (!point) throw notFound('riskPoint');
    const isListed = keepItems(scene, point, analysis, items, sheetRevision);
    const refused: Finding[] = [];
    for (const [index, one] of lines.entries()) {
      try {
        writeLine(scene, point, isListed ? { ...one, standard: '' } : one, lowering);
      } catch (cause) {
        const own = cause instanceof AppError ? cause.failure.findings : undefined;
        if (own === undefined) throw cause;
        for (const finding of own)
          refused.push(finding.field?.startsWith('lowering') ? finding : { ...finding, field: `lines.${index}.${finding.field ?? ''}` });
      }
    }
    if (refused.length > 0) throw invalid(refused);
    if (removed.length > 0) removeRisks.run(scene, { selection: { ids: removed } });
    return { saved: lines.length, removed: removed.length };
  },
);

/** A standard and the remark share one column. */
const longestRemark = 4000;

function writeLine(
  scene: CommandScene,
  point: Row<'riskPoint'>,
  line: Line,
  lowering: Parameters<typeof updateEach.run>[1]['lowering'],
): void {
  const { db } = scene;
  const { id, revision, patch, standard } = line;
  const before = id === null ? undefined : db.find('risk', id);
  if (id !== null && !before) throw notFound('risk');
  const remark = standard === undefined ? (before?.remark ?? '') : remarkWith(before?.remark ?? '', standard);
  if (remark.length > longestRemark)
    throw invalid([{ rule: 'shape', kind: 'arithmetic', key: 'shape.too_big', field: 'standard', params: { maximum: longestRemark } }]);
  if (id !== null) updateEach.run(scene, { changes: [{ id, revision, patch: { ...patch, remark } }], lowering });
  else createRisk.run(scene, { point: { id: point.id }, draft: { ...emptyRisk, departmentId: point.departmentId, ...patch, remark } });
}

/**
 * Keeps the steps or check items in the list that the point belongs to.
 * @returns whether there is such a list and it keeps the standards
 */
function keepItems(
  { db }: CommandScene,
  { id: riskPointId, kind, departmentId }: Row<'riskPoint'>,
  analysis: Analysis,
  items: readonly AnalysisItem[],
  revision: number | null,
): boolean {
  const sheet = analysis === 'JHA' ? 'activity' : 'equipment';
  const listed = sheetOf(db, sheet, riskPointId);
  if (!listed && kind !== sheet) return false;
  const own =
    sheet === 'activity' ? { steps: JSON.stringify([...new Set(items.map(({ item }) => item))]) } : { checkItems: JSON.stringify(items) };
  if (listed) db.update(sheet, listed.id, own as Patch<typeof sheet>, revision ?? 0);
  else db.insert(sheet, { ...storedSheet(emptySheets[sheet]), departmentId, ...own, riskPointId });
  return sheet === 'equipment';
}
