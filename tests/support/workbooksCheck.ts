import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type fc from 'fast-check';
import { expect } from 'vitest';
import { levelRank, type RiskLevel } from '../../db/domain/risk/scale';
import type { Database } from '../../db/handle';
import type { IntakeSubject } from '../../electron/intake/fields';
import type { PreviewRow } from '../../electron/intake/session';
import { columnLetter } from '../../electron/intake/sheet';
import { businessRows } from './dump';
import type { TestWorkspace } from './workspace';
import { allMeasures } from './workbooks';
import { faults, type Delivery, type SourceRow } from './workbooksAny';

/** A run of a property: `ANZE_SEED=<seed> ANZE_RUNS=<number> npx vitest run <file>` replays or lengthens it, `ANZE_SHRINK=1` looks for the smallest case. */
export const replay = (runs: number): Pick<fc.Parameters, 'seed' | 'numRuns' | 'endOnFailure'> => ({
  seed: Number(process.env['ANZE_SEED'] ?? 20_261_121),
  numRuns: Number(process.env['ANZE_RUNS'] ?? runs),
  endOnFailure: process.env['ANZE_SHRINK'] === undefined,
});

/** Writes files into a folder of their own. @returns their paths */
export function handIn(files: readonly { name: string; bytes: Uint8Array }[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-收表 '));
  return files.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  });
}

/** What `intake.plan` says of a delivery. */
export const planned = async ({ call }: TestWorkspace, subject: IntakeSubject, { files, pasted }: Pick<Delivery, 'files' | 'pasted'>) =>
  call('intake.plan', { subject, files: handIn(files), pasted });

/** All lines of a preview, read in windows as the page does. */
export async function allRows({ call }: TestWorkspace, sessionId: string): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (;;) {
    const window = await call('intake.rows', { sessionId, offset: rows.length, limit: 200 });
    rows.push(...(window.rows as PreviewRow[]));
    if (rows.length >= window.total) return rows;
  }
}

const keyOf = ({ file, sheet, sheetRow }: { file: string; sheet: string; sheetRow: number }): string => `${file}#${sheet}#${sheetRow}`;
const byKey = <Entry extends { file: string; sheet: string; sheetRow: number }>(entries: readonly Entry[]): Map<string, Entry> =>
  new Map(entries.map((entry) => [keyOf(entry), entry]));

/** Every row of the source stands in the preview exactly once, and nothing else does; the counts say the same. */
export function expectAccounted(
  source: readonly { file: string; sheet: string; sheetRow: number }[],
  preview: readonly PreviewRow[],
  counts: { rows: number; new: number; changed: number; same: number; refused: number },
): void {
  expect(preview.map(keyOf).sort()).toEqual(source.map(keyOf).sort());
  expect(counts.rows).toBe(source.length);
  expect(counts.new + counts.changed + counts.same + counts.refused).toBe(source.length);
  expect(counts.refused).toBe(preview.filter(({ state }) => state === 'refused').length);
}

/** Each row of a first import has become what it had to become, with its column named where something is wrong. */
export function expectFaults(source: readonly SourceRow[], preview: readonly PreviewRow[]): void {
  const lines = byKey(preview);
  for (const row of source) {
    const line = lines.get(keyOf(row))!;
    const found = { where: keyOf(row), fault: row.fault, state: line.state, problems: line.problems.map(({ key }) => key) };
    const expected = row.fault === undefined ? undefined : faults[row.fault];
    const problem = expected && 'problem' in expected ? [expected.problem] : [];
    expect(found).toEqual({ where: keyOf(row), fault: row.fault, state: expected?.state ?? 'new', problems: problem });
    if (expected === undefined) continue;
    if ('note' in expected) expect(line.notes.map(({ key }) => key)).toContain(expected.note);
    if (!('field' in expected)) continue;
    const told = [...line.problems, ...line.notes].find(({ key }) => key === ('note' in expected ? expected.note : expected.problem));
    expect({ where: keyOf(row), column: told && 'column' in told ? told.column?.letter : undefined }).toEqual({
      where: keyOf(row),
      column: columnLetter(row.columns.get(expected.field)!),
    });
  }
}

interface StoredRisk {
  id: string;
  riskNo: string;
  riskPoint: string;
  department: string | null;
  step: string;
  hazardSource: string;
  accidentTypes: string;
  l10: number | null;
  e10: number | null;
  c: number | null;
  level: RiskLevel;
  engineering: string;
  administrative: string;
  training: string;
  ppe: string;
  emergency: string;
  measures: string;
  ownerText: string;
  assessedOn: string | null;
  remark: string;
}
/** The register with the names that its ids stand for. */
export const storedRisks = (file: Database): StoredRisk[] =>
  file
    .prepare(
      `SELECT r.*, p.name AS riskPoint, d.name AS department FROM risk r LEFT JOIN riskPoint p ON p.id = r.riskPointId
        LEFT JOIN departmentName d ON d.departmentId = r.departmentId ORDER BY r.riskNo`,
    )
    .all() as StoredRisk[];

/** Every row that was taken stands in the register with the text of its cells, and no risk stands there that nobody handed in. */
export function expectStored(source: readonly SourceRow[], stored: readonly StoredRisk[]): void {
  const taken = source.filter(({ fault }) => fault === undefined || ['new', 'open'].includes(faults[fault].state));
  expect(stored.map(({ hazardSource }) => hazardSource).sort()).toEqual(taken.map(({ line }) => line.hazardSource).sort());
  expect(new Set(stored.map(({ riskNo }) => riskNo)).size).toBe(stored.length);
  for (const { line, fault, shape } of taken) {
    const { measures } = line;
    const own = stored.filter((risk) => risk.hazardSource === line.hazardSource);
    const risk =
      own.length === 1
        ? own[0]!
        : own.find((twin) => (shape.oneMeasure ? twin.measures.includes(measures.ppe) : twin.ppe === measures.ppe))!;
    const isDirect = fault === 'partial' || fault === 'unsaved';
    const step = typeof line.write?.step === 'string' ? line.write.step : line.step;
    const none = { engineering: '', administrative: '', training: '', ppe: '', emergency: '' };
    expect(`${risk.step}\n${risk.remark}`).toContain(step);
    expect({ ...risk, accidentTypes: (JSON.parse(risk.accidentTypes) as string[]).length }).toMatchObject({
      riskPoint: line.riskPoint,
      department: line.department,
      ...(isDirect ? {} : { l10: line.l * 10, e10: line.e * 10, c: line.c }),
      accidentTypes: line.accidentTypes.length,
      level: fault === 'higher' ? line.stated : line.level,
      ...(shape.oneMeasure ? { ...none, measures: allMeasures(measures) } : { ...measures, measures: '' }),
      ownerText: line.owner,
    });
    if (fault !== 'longAgo' && fault !== 'farAhead') expect(risk.assessedOn).toBe(line.date);
    else expect(risk.assessedOn ?? '2026').toMatch(/^2026/);
  }
}

/** No risk has a lower level than before unless it was noted with its reason and its second person. */
export function expectNoSilentFall(file: Database, before: readonly StoredRisk[], after: readonly StoredRisk[]): void {
  const levels = new Map(after.map(({ id, level }) => [id, level]));
  for (const { id, level, riskNo } of before) {
    const now = levels.get(id)!;
    const noted = file
      .prepare('SELECT reason, reviewer FROM levelChange WHERE riskId = ? AND fromLevel = ? AND toLevel = ?')
      .all(id, level, now) as { reason: string; reviewer: string }[];
    const isBacked = noted.some(({ reason, reviewer }) => reason !== '' && reviewer !== '');
    if (levelRank(now) > levelRank(level)) expect({ riskNo, level, now, isBacked }).toEqual({ riskNo, level, now, isBacked: true });
    if (now !== level) expect(noted.length).toBeGreaterThan(0);
  }
}

/**
 * Undo brings back what was there before, redo what was there after, row by row; the audit holds.
 * @param step of the import; null where nothing was to be changed, and nothing may have been
 */
export async function expectUndone(
  { call }: TestWorkspace,
  file: Database,
  step: number | null,
  before: Record<string, string[]>,
): Promise<void> {
  const after = businessRows(file);
  if (step === null) {
    expect(after).toEqual(before);
    return;
  }
  await call('history.undo', {});
  expect(businessRows(file)).toEqual(before);
  await call('history.redo', {});
  expect(businessRows(file)).toEqual(after);
  expect((await call('audit.verify', {})).faults).toEqual([]);
}
