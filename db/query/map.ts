import type { Corner } from '../domain/map/outline';
import { riskLevels, type RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { departmentNameOn } from './department';

export interface PlanView extends Pick<
  Row<'floorPlan'>,
  'id' | 'revision' | 'name' | 'width' | 'height' | 'drawnOn' | 'approvedBy' | 'remark'
> {
  /** SHA-256 of its image; null for a plan that is drawn on blank paper. */
  image: string | null;
  zones: number;
}

/** Floor plans in the order in which they were made. */
export const listPlans = (reader: Reader): PlanView[] =>
  reader.all<PlanView>(
    `SELECT id, revision, name, width, height, drawnOn, approvedBy, remark,
        (SELECT sha256 FROM attachment a WHERE a.subjectId = floorPlan.id AND a.subject = 'floorPlan' AND a.use = 'image' ORDER BY a.createdAt DESC, a.id DESC LIMIT 1) AS image,
        (SELECT count(*) FROM zone z WHERE z.floorPlanId = floorPlan.id) AS zones
      FROM floorPlan ORDER BY createdAt, id`,
  );

export interface ZoneView extends Pick<Row<'zone'>, 'id' | 'revision' | 'name' | 'departmentId' | 'ownerText'> {
  outline: Corner[];
  department: string | null;
  /** Risk points within. */
  points: number;
  major: number;
  considerable: number;
  general: number;
  low: number;
  /** The highest of the risks in force of its points; null while there are none. */
  level: RiskLevel | null;
}

const levelCounts = riskLevels.map((level, at) => `count(r.id) FILTER (WHERE r.levelRank = ${at + 1}) AS ${level}`).join(', ');

/** Areas of a plan with the highest level of the risks in force of their points (V08), in the order in which they were drawn. */
export function listZones(reader: Reader, planId: string, day: string): ZoneView[] {
  const rows = reader.all<Omit<ZoneView, 'outline' | 'level'> & { outline: string; topRank: number | null }>(
    `SELECT z.id, z.revision, z.name, z.outline, z.departmentId, z.ownerText, ${departmentNameOn('z.departmentId')} AS department,
        count(DISTINCT p.id) AS points, min(r.levelRank) AS topRank,
        ${levelCounts}
      FROM zone z LEFT JOIN riskPoint p ON p.zoneId = z.id LEFT JOIN risk r ON r.riskPointId = p.id AND r.status <> 'retired'
      WHERE z.floorPlanId = @planId GROUP BY z.id ORDER BY z.createdAt, z.id`,
    { planId, day },
  );
  return rows.map(({ topRank, outline, ...zone }) => ({ ...zone, outline: JSON.parse(outline) as Corner[], level: levelAt(topRank) }));
}

export interface Unplaced extends Pick<ZoneView, 'major' | 'considerable' | 'general' | 'low'> {
  /** Names of the points, by number. */
  names: string[];
}

/** Risk points with risks in force that stand in no area of any plan: those of the whole site, and those nobody has placed yet. */
export function unplacedPoints(reader: Reader): Unplaced {
  const rows = reader.all<Omit<Unplaced, 'names'> & { name: string }>(
    `SELECT p.name, ${levelCounts}
      FROM riskPoint p JOIN risk r ON r.riskPointId = p.id AND r.status <> 'retired'
      WHERE p.zoneId IS NULL GROUP BY p.id ORDER BY p.no, p.id`,
  );
  const sum = (level: RiskLevel) => rows.reduce((all, row) => all + row[level], 0);
  return {
    names: rows.map(({ name }) => name),
    major: sum('major'),
    considerable: sum('considerable'),
    general: sum('general'),
    low: sum('low'),
  };
}

const levelAt = (rank: number | null): RiskLevel | null => (rank === null ? null : (riskLevels[rank - 1] ?? null));

export interface ZonePoint extends Pick<Row<'riskPoint'>, 'id' | 'no' | 'name' | 'location' | 'zoneId'> {
  zone: string | null;
  level: RiskLevel | null;
}

interface PointWindow {
  /** Those within an area, those in none, or all. */
  within?: string | null | undefined;
  text?: string | undefined;
  offset: number;
  limit: number;
}

/** Risk points by name, with the area in which they lie and the highest level of their risks. */
export function listZonePoints(reader: Reader, { within, text = '', offset, limit }: PointWindow): { rows: ZonePoint[]; total: number } {
  const like = `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
  const where = `(p.name LIKE @like ESCAPE '\\' OR p.no LIKE @like ESCAPE '\\' OR p.location LIKE @like ESCAPE '\\')
    ${within === undefined ? '' : 'AND p.zoneId IS @within'}`;
  const params = { like, ...(within === undefined ? {} : { within }) };
  const rows = reader.all<Omit<ZonePoint, 'level'> & { topRank: number | null }>(
    `SELECT p.id, p.no, p.name, p.location, p.zoneId, (SELECT z.name FROM zone z WHERE z.id = p.zoneId) AS zone,
        (SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS topRank
      FROM riskPoint p WHERE ${where} ORDER BY p.name, p.id LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  return {
    rows: rows.map(({ topRank, ...point }) => ({ ...point, level: levelAt(topRank) })),
    total: reader.value<number>(`SELECT count(*) FROM riskPoint p WHERE ${where}`, params) ?? 0,
  };
}
