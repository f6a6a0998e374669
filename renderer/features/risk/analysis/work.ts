import type { Analysis, AnalysisItem } from '../../../../db/domain/point/analysis';
import { emptyRisk, gradeRisk, type RiskDraft } from '../../../../db/domain/risk/risk';
import type { Graded } from '../../../../db/domain/risk/assessment';
import type { RiskMethod } from '../../../../db/domain/risk/scale';
import type { Data, Input } from '../../../api';
import { isWritable, patchOf, type CellFault, type KnownNames } from '../cells';
import { falls, regraded, scaleFor, type RiskRow, type Scales } from '../grading';
import type { FallingRisk } from '../LoweringDialog';

export type Base = Data<'analysis.get'>;
type Values = Omit<RiskDraft, 'riskPointId'>;
/** What was typed into a line. */
type Cells = Partial<Values> & { standard?: string };

/** What was done to an analysis since it was read; kept as its draft until it is saved. */
export type Work = {
  edits: Record<string, Cells>;
  /** New lines, each behind the line that it was asked for at. */
  added: { id: string; after: string | null; item: string }[];
  removed: string[];
};
export const noWork: Work = { edits: {}, added: [], removed: [] };
export const isWorked = ({ edits, added, removed }: Work): boolean => Object.keys(edits).length + added.length + removed.length > 0;

/** A line as the grid shows it. */
export interface GridLine {
  id: string;
  /** The stored risk, null for a line that has not become one yet. */
  risk: RiskRow | null;
  values: Values;
  standard: string;
  graded: Graded | null;
  isChanged: boolean;
}

/** What a new line begins with. */
export interface Beginning {
  method: RiskMethod;
  today: string | null;
}

/** The lines of an analysis with what was typed, added and taken away. */
export function linesOf(base: Base, work: Work, scales: Scales, { method, today }: Beginning): GridLine[] {
  const line = (id: string, item: string, own: Pick<GridLine, 'risk' | 'standard'>): GridLine => {
    const { standard, ...typed } = work.edits[id] ?? {};
    const stored: Values =
      own.risk === null
        ? { ...emptyRisk, step: item, method, departmentId: base.point.departmentId, assessedOn: today }
        : regraded(own.risk, {}, scales).draft;
    const values = { ...stored, ...typed };
    return {
      id,
      risk: own.risk,
      values,
      standard: standard ?? own.standard,
      graded: gradeRisk(values, scaleFor(scales, values.method, own.risk?.scale ?? null)),
      isChanged: id in work.edits,
    };
  };
  const lines = base.lines.map((one) => line(one.risk?.id ?? `step:${one.item}`, one.item, one));
  for (const { id, after, item } of work.added) {
    const at = lines.findIndex((one) => one.id === after);
    lines.splice(at < 0 ? lines.length : at + 1, 0, line(id, item, { risk: null, standard: '' }));
  }
  return lines.filter(({ id }) => !work.removed.includes(id));
}

export interface CellText {
  id: string;
  column: string;
  text: string;
}
export interface Refusal extends CellText {
  fault: CellFault;
}

const longest = 2000;

/** Lays texts into cells. What cannot be the value of its cell is told and leaves the cell as it was. */
export function withCells(
  work: Work,
  lines: readonly GridLine[],
  cells: readonly CellText[],
  names: KnownNames,
): { work: Work; refused: Refusal[] } {
  const edits = { ...work.edits };
  const refused: Refusal[] = [];
  const byId = new Map(lines.map((line) => [line.id, line]));
  const lay = (id: string, patch: Cells) => {
    edits[id] = { ...edits[id], ...patch };
  };
  for (const { id, column, text } of cells) {
    const line = byId.get(id);
    if (!line) continue;
    if (column === 'standard') {
      const written = text.trim();
      if (written.length > longest) refused.push({ id, column, text, fault: 'long' });
      // A check item has one standard, on however many lines it stands.
      else
        for (const other of lines)
          if (other === line || (other.values.step !== '' && other.values.step === line.values.step)) lay(other.id, { standard: written });
      continue;
    }
    if (!isWritable(column)) continue;
    const method = edits[id]?.method ?? line.values.method;
    const outcome = patchOf(column, text, method, names);
    if ('fault' in outcome) refused.push({ id, column, text, fault: outcome.fault });
    else lay(id, outcome.patch as Cells);
  }
  return { work: { ...work, edits }, refused };
}

/** Lines of which at least something but the step and its standard was written become risks; of stored ones those that were changed. */
const isToSave = ({ risk, isChanged }: GridLine, cells: Cells): boolean =>
  isChanged && (risk !== null || Object.keys(cells).some((name) => name !== 'step' && name !== 'standard'));

/** What the command is told, without the reason for falling levels. */
export function savingOf(
  base: Base,
  analysis: Analysis,
  work: Work,
  lines: readonly GridLine[],
): Omit<Input<'analysis.save'>, 'lowering'> & { saved: GridLine[] } {
  const saved = lines.filter((line) => isToSave(line, work.edits[line.id] ?? {}));
  const items = new Map<string, AnalysisItem>();
  for (const { values, standard } of lines)
    if (values.step.trim() !== '' && !items.get(values.step)?.standard) items.set(values.step, { item: values.step, standard });
  const storedIds = new Set(base.lines.map(({ risk }) => risk?.id));
  return {
    riskPointId: base.point.id,
    analysis,
    lines: saved.map(({ id, risk, values, standard }) => {
      const { remark: _remark, ...draft } = values;
      const { standard: newStandard, ...patch } = work.edits[id] ?? {};
      return risk === null
        ? { id: null, revision: 0, patch: draft, standard }
        : {
            id: risk.id,
            revision: risk.revision,
            patch,
            ...(newStandard === undefined ? {} : { standard: newStandard }),
          };
    }),
    removed: work.removed.filter((id) => storedIds.has(id)),
    items: [...items.values()],
    sheetRevision: base.sheetRevision,
    saved,
  };
}

/** Lines whose level would be lower than the stored one. */
export const fallingOf = (lines: readonly GridLine[]): FallingRisk[] =>
  lines.flatMap(({ risk, values, graded }) =>
    risk !== null && falls(risk.level, graded?.level ?? null)
      ? [{ riskNo: risk.riskNo, hazardSource: values.hazardSource, from: risk.level, to: graded!.level }]
      : [],
  );
