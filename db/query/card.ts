import type { CardRisk, CardTexts } from '../domain/card/card';
import { riskLevels, type RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import { departmentNames } from './department';
import { ownersSql } from './riskOwner';

export interface CardFilter {
  /** All points with risks in force; else only those with a 重大 or 较大 risk, which must have a card (V13). */
  all?: boolean | undefined;
  text?: string | undefined;
  /** Only those whose card is to be made anew: none or out of date. Also of low points, where a card was made (V13). */
  due?: boolean | undefined;
}
export type CardSelection = { ids: string[] } | { filter: CardFilter; except: string[] };

/** A risk point with risks in force, and the card that was last made for it. */
export interface CardRow {
  id: string;
  no: string;
  name: string;
  location: string;
  level: RiskLevel;
  version: number | null;
  compiledOn: string | null;
}

function conditionOf({ all, text = '', due }: CardFilter): { where: string; params: Record<string, string> } {
  const like = `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
  const found = `(p.name LIKE @like ESCAPE '\\' OR p.no LIKE @like ESCAPE '\\' OR p.location LIKE @like ESCAPE '\\')`;
  const made = due ? ' OR EXISTS (SELECT 1 FROM noticeCard m WHERE m.riskPointId = p.id)' : '';
  const risks = `EXISTS (SELECT 1 FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired'${all ? '' : ` AND (r.levelRank <= 2${made})`})`;
  return { where: `${found} AND ${risks}`, params: { like } };
}

const topRank = `(SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired')`;

/** Lines of points with risks in force, in the order of the ids. */
export const readCardRows = (reader: Reader, ids: readonly string[]): CardRow[] =>
  reader
    .all<Omit<CardRow, 'level'> & { topRank: number }>(
      `SELECT p.id, p.no, p.name, p.location, c.version, c.compiledOn, ${topRank} AS topRank
        FROM json_each(@ids) j CROSS JOIN riskPoint p ON p.id = j.value
        LEFT JOIN noticeCard c ON c.riskPointId = p.id AND c.version = (SELECT max(version) FROM noticeCard n WHERE n.riskPointId = p.id)
        ORDER BY j.key`,
      { ids: JSON.stringify(ids) },
    )
    .map(({ topRank, ...row }) => ({ ...row, level: riskLevels[topRank - 1]! }));

/** Points by the level of their risks, highest first. */
export function listCardPoints(
  reader: Reader,
  filter: CardFilter,
  { offset, limit }: { offset: number; limit: number },
): { rows: CardRow[]; total: number } {
  const { where, params } = conditionOf(filter);
  const ids = reader.column<string>(
    `SELECT p.id FROM riskPoint p WHERE ${where} ORDER BY ${topRank}, p.name, p.id LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  return {
    rows: readCardRows(reader, ids),
    total: reader.value<number>(`SELECT count(*) FROM riskPoint p WHERE ${where}`, params) ?? 0,
  };
}

/** Ids of what is selected, highest level first. */
export function selectedPoints(reader: Reader, selection: CardSelection): string[] {
  const order = `ORDER BY ${topRank}, p.name, p.id`;
  if ('ids' in selection)
    return reader.column<string>(`SELECT p.id FROM riskPoint p WHERE p.id IN (SELECT value FROM json_each(@ids)) ${order}`, {
      ids: JSON.stringify(selection.ids),
    });
  const { where, params } = conditionOf(selection.filter);
  return reader.column<string>(
    `SELECT p.id FROM riskPoint p WHERE ${where} AND p.id NOT IN (SELECT value FROM json_each(@except)) ${order}`,
    { ...params, except: JSON.stringify(selection.except) },
  );
}

export interface CardSource {
  id: string;
  no: string;
  name: string;
  location: string;
  /** Those in force, highest first; accident types as codes. */
  risks: (CardRisk & { level: RiskLevel })[];
  last: LastCard | undefined;
}

/** Everything that the cards of some points rest on, in the order of the ids; points that are gone are left out. */
export function cardSources(reader: Reader, day: string, pointIds: readonly string[]): CardSource[] {
  const ids = { ids: JSON.stringify(pointIds) };
  const among = 'IN (SELECT value FROM json_each(@ids))';
  const points = reader.all<Omit<CardSource, 'risks' | 'last'>>(`SELECT id, no, name, location FROM riskPoint WHERE id ${among}`, ids);
  const names = departmentNames(reader, day);
  type Stored = Omit<CardRisk, 'accidentTypes' | 'department'> & {
    riskPointId: string;
    level: RiskLevel;
    accidentTypes: string;
    departmentId: string | null;
  };
  const risks = reader.all<Stored>(
    `SELECT r.riskPointId, r.level, r.hazardSource, r.accidentTypes, r.consequence, r.engineering, r.administrative, r.training, r.ppe,
        r.emergency, r.measures, r.departmentId, ${ownersSql} AS owner, r.phone
      FROM risk r WHERE r.riskPointId ${among} AND r.status <> 'retired' ORDER BY r.levelRank, r.score100 DESC, r.riskNoKey, r.rowid`,
    ids,
  );
  const byPoint = Map.groupBy(risks, ({ riskPointId }) => riskPointId);
  const lasts = new Map(
    reader
      .all<{ id: string; riskPointId: string; version: number; compiledOn: string; texts: string; contentHash: string }>(
        `SELECT id, riskPointId, version, compiledOn, texts, contentHash FROM noticeCard WHERE riskPointId ${among} ORDER BY version`,
        ids,
      )
      .map(({ riskPointId, texts, ...card }) => [riskPointId, { ...card, texts: JSON.parse(texts) as Partial<CardTexts> }]),
  );
  const found = new Map(points.map((point) => [point.id, point]));
  return pointIds.flatMap((id) => {
    const point = found.get(id);
    if (!point) return [];
    const own = (byPoint.get(id) ?? []).map(({ accidentTypes, departmentId, riskPointId: _point, ...risk }) => ({
      ...risk,
      accidentTypes: JSON.parse(accidentTypes) as string[],
      department: (departmentId === null ? undefined : names.get(departmentId)) ?? '',
    }));
    return [{ ...point, risks: own, last: lasts.get(id) }];
  });
}

export interface LastCard {
  id: string;
  version: number;
  compiledOn: string;
  texts: Partial<CardTexts>;
  contentHash: string;
}
