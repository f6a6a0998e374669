import type { TraceSubject } from '../domain/responsibility/trace';
import type { Reader, SqlValue } from '../handle';

/** A record to begin with. */
export interface TraceChoice {
  id: string;
  number: string;
  title: string;
  note: string;
}

const like = (...columns: string[]): string => columns.map((column) => `${column} LIKE @like ESCAPE '\\'`).join(' OR ');
/** One query per kind: the number typed in full comes first, then the newest or most pressing. */
const queries: Readonly<Record<TraceSubject, string>> = {
  risk: `SELECT r.id, r.riskNo AS number, r.hazardSource AS title, p.name AS note FROM risk r JOIN riskPoint p ON p.id = r.riskPointId
    WHERE ${like('r.riskNo', 'r.hazardSource', 'p.name')} ORDER BY r.riskNo <> @text, r.levelRank, r.riskNoKey`,
  riskPoint: `SELECT p.id, p.no AS number, p.name AS title, p.location AS note FROM riskPoint p
    WHERE ${like('p.no', 'p.name', 'p.location')} ORDER BY p.no <> @text AND p.name <> @text, p.name, p.id`,
  inspectionFinding: `SELECT f.id, i.no || '-' || (f.sort + 1) AS number, f.text AS title, i."on" AS note FROM inspectionFinding f
    JOIN leaderInspection i ON i.id = f.inspectionId WHERE ${like(`i.no || '-' || (f.sort + 1)`, 'f.text', 'f.place')}
    ORDER BY i.no || '-' || (f.sort + 1) <> @text, i."on" DESC, f.sort`,
  resolution: `SELECT r.id, m.no || '-' || r.sort AS number, r.text AS title, m.heldOn AS note FROM resolution r
    JOIN committeeMeeting m ON m.id = r.meetingId WHERE ${like(`m.no || '-' || r.sort`, 'r.text')}
    ORDER BY m.no || '-' || r.sort <> @text, m.heldOn DESC, r.sort`,
  round: `SELECT id, no AS number, name AS title, period AS note FROM round WHERE ${like('no', 'name', 'period')}
    ORDER BY no <> @text, startedOn DESC, no DESC`,
  filing: `SELECT id, number, title, compiledOn AS note FROM filing WHERE ${like('number', 'title', 'period')}
    ORDER BY number <> @text, compiledOn DESC, number DESC`,
  department: `SELECT n.departmentId AS id, '' AS number, n.name AS title, coalesce(n.validFrom || '—' || n.validTo, '') AS note FROM departmentName n
    JOIN department d ON d.id = n.departmentId WHERE ${like('n.name')} ORDER BY n.name <> @text, n.validTo IS NOT NULL, d.sort, n.validFrom DESC`,
};

/** Records of a kind by number or words, at most some. */
export const findTraced = (reader: Reader, subject: TraceSubject, text: string, limit: number): TraceChoice[] => {
  const params: Record<string, SqlValue> = { text: text.trim(), like: `%${text.trim().replaceAll(/[%_\\]/g, '\\$&')}%`, limit };
  return reader.all<TraceChoice>(`${queries[subject]} LIMIT @limit`, params);
};
