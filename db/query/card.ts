import type { CardTexts } from '../domain/card/card';
import { riskLevels, type RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';

export interface CardFilter {
  /** All points with risks in force; else only those with a 重大 or 较大 risk, which must have a card (V13). */
  all?: boolean | undefined;
  text?: string | undefined;
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

function conditionOf({ all, text = '' }: CardFilter): { where: string; params: Record<string, string> } {
  const like = `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
  const found = `(p.name LIKE @like ESCAPE '\\' OR p.no LIKE @like ESCAPE '\\' OR p.location LIKE @like ESCAPE '\\')`;
  const risks = `EXISTS (SELECT 1 FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired'${all ? '' : ' AND r.levelRank <= 2'})`;
  return { where: `${found} AND ${risks}`, params: { like } };
}

/** Points by the level of their risks, highest first. */
export function listCardPoints(
  reader: Reader,
  filter: CardFilter,
  { offset, limit }: { offset: number; limit: number },
): { rows: CardRow[]; total: number } {
  const { where, params } = conditionOf(filter);
  const rows = reader.all<Omit<CardRow, 'level'> & { topRank: number }>(
    `SELECT p.id, p.no, p.name, p.location, c.version, c.compiledOn,
        (SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS topRank
      FROM riskPoint p LEFT JOIN noticeCard c ON c.riskPointId = p.id AND c.version = (SELECT max(version) FROM noticeCard n WHERE n.riskPointId = p.id)
      WHERE ${where} ORDER BY topRank, p.name, p.id LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  return {
    rows: rows.map(({ topRank, ...row }) => ({ ...row, level: riskLevels[topRank - 1]! })),
    total: reader.value<number>(`SELECT count(*) FROM riskPoint p WHERE ${where}`, params) ?? 0,
  };
}

/** Ids of what is selected, highest level first. */
export function selectedPoints(reader: Reader, selection: CardSelection): string[] {
  const order = `ORDER BY (SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired'), p.name, p.id`;
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

export interface LastCard {
  version: number;
  compiledOn: string;
  texts: Partial<CardTexts>;
  contentHash: string;
}

/** The card that was last made for a point. */
export function lastCard(reader: Reader, pointId: string): LastCard | undefined {
  const row = reader.get<Omit<LastCard, 'texts'> & { texts: string }>(
    'SELECT version, compiledOn, texts, contentHash FROM noticeCard WHERE riskPointId = ? ORDER BY version DESC LIMIT 1',
    [pointId],
  );
  return row && { ...row, texts: JSON.parse(row.texts) as Partial<CardTexts> };
}
