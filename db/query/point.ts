import { analysisLines, type Analysis, type AnalysisLine } from '../domain/point/analysis';
import { emptySheets, kindsOfSheet, type PointSheet, type SheetDraft } from '../domain/point/sheet';
import { riskNoKey } from '../domain/risk/riskNo';
import type { Reader } from '../handle';
import type { NewRow } from '../tables';
import { departmentNames } from './department';
import { eachRisk, type RiskListRow } from './riskList';

/** What every entry of a list has: its own row and the risk point whose sheet it is. */
interface SheetHead {
  id: string;
  revision: number;
  riskPointId: string;
  pointRevision: number;
  no: string;
  name: string;
  kind: string;
  location: string;
  /** Risks in force at the point, and 1 重大 … 4 低 of the highest (V08). */
  risks: number;
  topRank: number | null;
}
export type SheetRow<S extends PointSheet> = SheetHead & SheetDraft<S> & { sheet: S };
/** An entry of any of the lists; `sheet` says of which. */
type AnySheetRow = { [S in PointSheet]: SheetRow<S> }[PointSheet];

interface SheetWindow {
  offset: number;
  limit: number;
  text?: string | undefined;
  departmentId?: readonly string[] | undefined;
  /** Only 危险作业, only 特种设备; places have nothing of the kind. */
  marked?: boolean | undefined;
}

/** Columns of a list that hold JSON and flags. */
const jsonColumns: ReadonlySet<string> = new Set(['steps', 'dangerousWork', 'checkItems']);
const flagColumns: ReadonlySet<string> = new Set(['isSpecialEquipment']);

const searched: Record<PointSheet, readonly string[]> = {
  activity: ['s.place', 's.steps', 's.remark'],
  equipment: ['s.model', 's.tag', 's.remark'],
  workplace: ['s.purpose', 's.hazards', 's.remark'],
};
const markedWhere: Record<PointSheet, string> = {
  activity: `s.dangerousWork <> '[]'`,
  equipment: 's.isSpecialEquipment = 1',
  workplace: '0',
};

/** A draft as its row is stored. */
export const storedSheet = <S extends PointSheet>(draft: SheetDraft<S>): Omit<NewRow<S>, 'riskPointId'> =>
  Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [
      name,
      jsonColumns.has(name) ? JSON.stringify(value) : flagColumns.has(name) ? Number(value) : value,
    ]),
  ) as Omit<NewRow<S>, 'riskPointId'>;

const readRow =
  (sheet: PointSheet) =>
  (row: Record<string, unknown>): AnySheetRow =>
    ({
      ...Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          jsonColumns.has(name) ? (JSON.parse(value as string) as unknown) : flagColumns.has(name) ? value === 1 : value,
        ]),
      ),
      sheet,
    }) as AnySheetRow;

const select = (
  sheet: PointSheet,
): string => `SELECT s.id, s.revision, s.riskPointId, p.revision AS pointRevision, p.no, p.name, p.kind, p.location,
    (SELECT count(*) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS risks,
    (SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS topRank,
    ${Object.keys(emptySheets[sheet])
      .map((name) => `s.${name}`)
      .join(', ')}
  FROM riskPoint p JOIN "${sheet}" s ON s.riskPointId = p.id`;

/** One window of a list by name, and how many entries there are. */
export function listSheets(reader: Reader, sheet: PointSheet, window: SheetWindow): { rows: AnySheetRow[]; total: number } {
  const { offset, limit, text = '', departmentId = [], marked = false } = window;
  const where = [
    ...(text === ''
      ? []
      : [`(${['p.name', 'p.no', 'p.location', ...searched[sheet]].map((column) => `${column} LIKE @like ESCAPE '\\'`).join(' OR ')})`]),
    ...(departmentId.length === 0 ? [] : [`coalesce(s.departmentId, '') IN (SELECT value FROM json_each(@departments))`]),
    ...(marked ? [markedWhere[sheet]] : []),
  ];
  const params = {
    ...(text === '' ? {} : { like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%` }),
    ...(departmentId.length === 0 ? {} : { departments: JSON.stringify(departmentId) }),
  };
  const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
  return {
    rows: reader
      .all<Record<string, unknown>>(`${select(sheet)} ${condition} ORDER BY p.name, p.id LIMIT @limit OFFSET @offset`, {
        ...params,
        limit,
        offset,
      })
      .map(readRow(sheet)),
    total: reader.value<number>(`SELECT count(*) FROM riskPoint p JOIN "${sheet}" s ON s.riskPointId = p.id ${condition}`, params) ?? 0,
  };
}

/** One entry by its own id. */
export function getSheet(reader: Reader, sheet: PointSheet, id: string): AnySheetRow | undefined {
  const row = reader.get<Record<string, unknown>>(`${select(sheet)} WHERE s.id = ?`, [id]);
  return row && readRow(sheet)(row);
}

/** The entry of a risk point in a list. */
export function sheetOf<S extends PointSheet>(reader: Reader, sheet: S, riskPointId: string): SheetRow<S> | undefined {
  const row = reader.get<Record<string, unknown>>(`${select(sheet)} WHERE s.riskPointId = ?`, [riskPointId]);
  return row && (readRow(sheet)(row) as unknown as SheetRow<S>);
}

export interface UnlistedPoint {
  id: string;
  name: string;
  location: string;
  departmentId: string | null;
}

/** Risk points of the kinds of a list that do not stand in it yet, by name. */
export const unlistedPoints = (reader: Reader, sheet: PointSheet): UnlistedPoint[] =>
  reader.all<UnlistedPoint>(
    `SELECT p.id, p.name, p.location, p.departmentId FROM riskPoint p
      WHERE p.kind IN (SELECT value FROM json_each(@kinds)) AND NOT EXISTS (SELECT 1 FROM "${sheet}" s WHERE s.riskPointId = p.id)
      ORDER BY p.name`,
    { kinds: JSON.stringify(kindsOfSheet[sheet]) },
  );

/** Steps or check items that the risks of a point name, in the order of their numbers. */
export const stepsOfRisks = (reader: Reader, riskPointId: string): string[] => [
  ...new Set(
    reader.column<string>(`SELECT step FROM risk WHERE riskPointId = ? AND step <> '' AND status <> 'retired' ORDER BY riskNoKey`, [
      riskPointId,
    ]),
  ),
];

/** Most lines of one analysis; a point with more risks is not one job or one machine any longer. */
export const mostLines = 1000;

export interface PointAnalysis {
  point: { id: string; no: string; name: string; kind: string; location: string; departmentId: string | null; department: string };
  /** Revision of the entry in the list of activities or equipment whose steps or check items it goes through; null for none yet. */
  sheetRevision: number | null;
  /** 岗位或地点 of the job, 位号 and model of the equipment, where the list says them. */
  place: string;
  lines: AnalysisLine<RiskListRow>[];
  /** Risks in force at the point; more than `mostLines` are not all shown. */
  risks: number;
}

/** A risk point with its steps or check items and its risks in force, undefined where there is none. */
export function readAnalysis(reader: Reader, today: string, riskPointId: string, analysis: Analysis): PointAnalysis | undefined {
  const point = reader.get<Omit<PointAnalysis['point'], 'department'>>(
    'SELECT id, no, name, kind, location, departmentId FROM riskPoint WHERE id = ?',
    [riskPointId],
  );
  if (!point) return undefined;
  const activity = analysis === 'JHA' ? sheetOf(reader, 'activity', riskPointId) : undefined;
  const equipment = analysis === 'SCL' ? sheetOf(reader, 'equipment', riskPointId) : undefined;
  const sheet = activity ?? equipment;
  const items = equipment?.checkItems ?? activity?.steps.map((item) => ({ item, standard: '' })) ?? [];
  const departmentId = sheet?.departmentId ?? point.departmentId;
  const selection = { filter: { riskPointId: [riskPointId], status: ['active', 'changing'] as ('active' | 'changing')[] }, except: [] };
  const risks = [...eachRisk(reader, today, selection)].sort((a, b) => (riskNoKey(a.riskNo) < riskNoKey(b.riskNo) ? -1 : 1));
  return {
    point: { ...point, departmentId, department: departmentNames(reader, today).get(departmentId ?? '') ?? '' },
    sheetRevision: sheet?.revision ?? null,
    place: activity?.place ?? (equipment ? [equipment.tag, equipment.model].filter((part) => part !== '').join('，') : ''),
    lines: analysisLines(items, risks.slice(0, mostLines)),
    risks: risks.length,
  };
}
