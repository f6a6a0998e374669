import type { Deed } from '../domain/performance/record';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { inForce, postNameOn, versionInForce } from './asOf';

const files = (id: string): string => `(SELECT count(*) FROM attachment x WHERE x.subjectId = ${id}) AS files`;

/**
 * What somebody did within two days, oldest first: inspections led, meetings chaired and attended, resolutions and findings carried out,
 * lists approved, papers signed, rounds, and what was entered by itself. Where a register holds a name and no person, it counts by name.
 */
const deedsSql = `
  SELECT i.id, i."on", 'inspection' AS kind, CASE i.isFullScope WHEN 1 THEN '带队全面检查 ' ELSE '带队检查 ' END || i.no AS title,
      i.scope AS place, i.conclusion AS result, 'leaderInspection' AS subject, i.id AS subjectId, ${files('i.id')}
    FROM leaderInspection i WHERE i.inspectorId = @id AND i."on" BETWEEN @from AND @to
  UNION ALL
  SELECT m.id, m.heldOn, 'meeting', '主持' || m.name, m.place, m.no, 'committeeMeeting', m.id, ${files('m.id')}
    FROM committeeMeeting m WHERE m.chairId = @id AND m.heldOn BETWEEN @from AND @to
  UNION ALL
  SELECT t.id, m.heldOn, 'meeting', '参加' || m.name, m.place, m.no, 'committeeMeeting', m.id, ${files('m.id')}
    FROM meetingAttendee t JOIN committeeMeeting m ON m.id = t.meetingId
    WHERE t.personId = @id AND t.isPresent = 1 AND m.chairId IS NOT t.personId AND m.heldOn BETWEEN @from AND @to
  UNION ALL
  SELECT r.id, r.doneOn, 'other', '完成安委会决议：' || r.text, '', r.doneNote, 'resolution', m.id, ${files('r.id')}
    FROM resolution r JOIN committeeMeeting m ON m.id = r.meetingId WHERE r.ownerId = @id AND r.doneOn BETWEEN @from AND @to
  UNION ALL
  SELECT f.id, f.doneOn, 'other', '整改检查发现的问题：' || f.text, f.place, f.doneNote, 'inspectionFinding', f.inspectionId, ${files('f.id')}
    FROM inspectionFinding f WHERE f.ownerId = @id AND f.doneOn BETWEEN @from AND @to
  UNION ALL
  SELECT s.id, s.approvedOn, 'approval', '批准岗位安全生产责任清单：' || s.title, '', '', 'responsibility', s.id, ${files('s.id')}
    FROM responsibility s WHERE s.approvedBy = @name AND s.approvedOn BETWEEN @from AND @to
  UNION ALL
  SELECT e.id, e."on", 'approval', '审批签发' || g.title, '', g.number, 'filing', g.id, ${files('g.id')}
    FROM filing g JOIN filingEvent e ON e.filingId = g.id AND e.state = 'signed' AND e.correctsId IS NULL
    WHERE json_extract(g.dossier, '$.approvedBy') = @name AND e."on" BETWEEN @from AND @to
  UNION ALL
  SELECT o.id, o.closedOn, 'other', '参加' || o.name || coalesce('（' || nullif(json_extract(w.value, '$.role'), '') || '）', ''), '', o.no, 'round', o.id, ${files('o.id')}
    FROM round o JOIN json_each(o.team) w WHERE json_extract(w.value, '$.name') = @name AND o.closedOn BETWEEN @from AND @to
  UNION ALL
  SELECT p.id, p."on", p.kind, p.title, p.place, CASE p.result WHEN '' THEN p.content ELSE p.result END, 'performanceRecord', p.id, ${files('p.id')}
    FROM performanceRecord p WHERE p.personId = @id AND p."on" BETWEEN @from AND @to`;

export const deedsOf = (reader: Reader, { id, name }: { id: string; name: string }, from: string, to: string): Deed[] =>
  reader.all<Deed>(`SELECT * FROM (${deedsSql}) ORDER BY "on", kind, title, id`, { id, name, from, to });

/** Leaders on a day: who holds an office of a leader, or is marked as one; those who have left by then are left out. */
export const leadersOn = (reader: Reader, day: string): { id: string; name: string; post: string; roles: string[] }[] =>
  reader
    .all<{ id: string; name: string; post: string; roles: string }>(
      `SELECT p.id, p.name,
          ${postNameOn('p.id')} AS post,
          (SELECT json_group_array(a.role) FROM appointment a WHERE a.personId = p.id AND ${inForce('a')}) AS roles
        FROM person p WHERE (p.leftOn IS NULL OR p.leftOn > @day)
          AND (p.isLeader = 1 OR EXISTS (SELECT 1 FROM appointment a WHERE a.personId = p.id AND ${inForce('a')}))
        ORDER BY p.name, p.id LIMIT 500`,
      { day },
    )
    .map((row) => ({ ...row, roles: JSON.parse(row.roles) as string[] }));

/** Duties that a person had on a day by post and offices, as the approved lists say: what is asked, how often, what shows it. What several lists ask for in the same words stands once, with the post. */
export const dutiesOn = (
  reader: Reader,
  personId: string,
  day: string,
): Pick<Row<'responsibilityDuty'>, 'id' | 'text' | 'frequency' | 'evidence'>[] =>
  reader.all(
    `SELECT id, text, frequency, evidence FROM (
      SELECT d.id, d.text, d.frequency, d.evidence, d.sort, r.postId IS NULL AS ofOffice, r.title,
          row_number() OVER (PARTITION BY d.text ORDER BY r.postId IS NULL, r.title, d.sort, d.id) AS place
        FROM responsibilityDuty d JOIN responsibility r ON r.id = d.responsibilityId
        WHERE ${versionInForce('r')}
        AND (r.postId IN (SELECT a.postId FROM assignment a WHERE a.personId = @personId AND ${inForce('a')})
          OR r.role IN (SELECT a.role FROM appointment a WHERE a.personId = @personId AND ${inForce('a')})))
      WHERE place = 1 ORDER BY ofOffice, title, sort, id LIMIT 200`,
    { personId, day },
  );
