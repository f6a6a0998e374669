import type { AttachmentSubject } from '../domain/attachment';
import type { TraceAct, TraceEvent } from '../domain/responsibility/trace';
import type { RiskLevel } from '../domain/risk/scale';
import type { RoundMember } from '../domain/round/round';
import { dayStart } from '../domain/period';
import { term } from '../domain/term';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { localDay } from './past';
import type { FiledBy } from './traceSource';

/** Rounds and papers that are told of, the last ones. */
const mostRounds = 4;
const mostChanges = 6;
const mostFindings = 30;

const event = (on: string | null, act: TraceAct, name: string, text: string, subject: AttachmentSubject, subjectId: string): TraceEvent[] =>
  on === null || name.trim() === '' ? [] : [{ on, act, name: name.trim(), text, subject, subjectId }];

/** Until a day, newest first; of one day in the order in which they are written. */
const told = (events: readonly TraceEvent[], day: string): TraceEvent[] =>
  events.filter(({ on }) => on <= day).sort((a, b) => b.on.localeCompare(a.on));

/** Who entered records and who changed them last, as the audit says. */
export const entriesOf = (reader: Reader, ids: readonly string[], day: string): TraceEvent[] =>
  reader
    .all<{ at: number; actor: string; subject: AttachmentSubject; subjectId: string; isNew: number }>(
      `SELECT * FROM (SELECT a.seq, a.at, a.actor, a.subject, a.subjectId, a.beforeDigest = '' AS isNew,
          row_number() OVER (PARTITION BY a.subjectId ORDER BY a.seq DESC) AS place FROM audit a
          WHERE a.subjectId IN (SELECT value FROM json_each(@ids)) AND a.at < @until)
        WHERE isNew OR place <= @most ORDER BY seq DESC LIMIT 40`,
      { ids: JSON.stringify(ids), until: dayStart(day, 1), most: ids.length > 1 ? 1 : mostChanges },
    )
    .flatMap(({ at, actor, subject, subjectId, isNew }) =>
      event(localDay(at), isNew ? 'recorded' : 'changed', actor, '', subject, subjectId),
    );

const levelWord = (level: string): string => (level === '' ? '' : term('riskLevel', level as RiskLevel));

/** Of risks and their point: entered and changed, graded, confirmed in rounds, reported. */
export function eventsOfRisks(reader: Reader, ids: readonly string[], day: string): TraceEvent[] {
  const params = { ids: JSON.stringify(ids), day };
  const graded = reader
    .all<Row<'levelChange'>>(
      'SELECT * FROM levelChange WHERE riskId IN (SELECT value FROM json_each(@ids)) AND changedOn <= @day ORDER BY changedOn DESC LIMIT 20',
      params,
    )
    .flatMap(({ riskId, changedOn, assessor, reviewer, fromLevel, toLevel, reason }) => {
      const text = [`${levelWord(fromLevel)}→${levelWord(toLevel)}`, reason].filter((word) => word !== '').join('，');
      return [
        ...event(changedOn, 'assessed', assessor, text, 'risk', riskId),
        ...event(changedOn, 'reviewed', reviewer, text, 'risk', riskId),
      ];
    });
  const rounds = reader.all<Row<'round'>>(
    `SELECT DISTINCT o.* FROM round o JOIN roundRisk r ON r.roundId = o.id
      WHERE r.riskId IN (SELECT value FROM json_each(@ids)) AND o.startedOn <= @day ORDER BY o.startedOn DESC LIMIT ${mostRounds}`,
    params,
  );
  const confirmed = rounds.flatMap((round) =>
    reader
      .all<{ confirmedBy: string; confirmedOn: string | null }>(
        `SELECT DISTINCT confirmedBy, confirmedOn FROM roundRisk
          WHERE roundId = @roundId AND riskId IN (SELECT value FROM json_each(@ids)) AND confirmedBy <> '' LIMIT 10`,
        { ids: params.ids, roundId: round.id },
      )
      .flatMap(({ confirmedBy, confirmedOn }) => event(confirmedOn, 'confirmed', confirmedBy, round.name, 'round', round.id)),
  );
  return told(
    [...graded, ...confirmed, ...rounds.flatMap((round) => eventsOfRound(reader, round, day)), ...entriesOf(reader, ids, day)],
    day,
  );
}

/** Of a round: who took part, who entered it, and the papers made of it. */
export function eventsOfRound(reader: Reader, round: Row<'round'>, day: string): TraceEvent[] {
  const on = round.closedOn ?? round.assessedOn ?? round.startedOn;
  const team = (JSON.parse(round.team) as RoundMember[]).flatMap(({ name, role, title }) =>
    event(on, 'tookPart', name, [round.name, role || title].filter((word) => word !== '').join(' '), 'round', round.id),
  );
  const papers = reader
    .all<Filed>(`${filedSql} WHERE f.roundId = @id AND f.compiledOn <= @day ORDER BY f.compiledOn DESC LIMIT 6`, { id: round.id, day })
    .flatMap((paper) => eventsOfFiling(reader, paper, day));
  return told([...team, ...papers], day);
}

type Filed = Pick<Row<'filing'>, 'id' | 'number' | 'title' | 'compiledOn'> & FiledBy;
const filedSql = `SELECT f.id, f.number, f.title, f.compiledOn, json_extract(f.dossier, '$.preparedBy') AS preparedBy,
  json_extract(f.dossier, '$.reviewedBy') AS reviewedBy, json_extract(f.dossier, '$.approvedBy') AS approvedBy FROM filing f`;

/** Of an issued paper: who stands on it, who issued it here, who moved it on. */
export function eventsOfFiling(reader: Reader, paper: Filed, day: string): TraceEvent[] {
  const { id, compiledOn, preparedBy, reviewedBy, approvedBy } = paper;
  const text = `${paper.number} ${paper.title}`;
  const issued = reader
    .all<{ at: number; actor: string }>(`SELECT at, actor FROM audit WHERE subjectId = ? AND beforeDigest = '' ORDER BY seq LIMIT 1`, [id])
    .flatMap(({ at, actor }) => event(localDay(at), 'issued', actor, text, 'filing', id));
  const moved = reader
    .all<{ on: string; state: string; note: string; actor: string }>(
      `SELECT e."on", e.state, e.note, a.actor FROM filingEvent e JOIN audit a ON a.subjectId = e.id AND a.beforeDigest = ''
        WHERE e.filingId = ? AND e.state IN ('signed', 'sent', 'sealed', 'received') ORDER BY e."on" DESC LIMIT 6`,
      [id],
    )
    .flatMap(({ on, state, note, actor }) =>
      event(
        on,
        'advanced',
        actor,
        [text, term('filingState', state as 'signed'), note].filter((word) => word !== '').join(' '),
        'filing',
        id,
      ),
    );
  return told(
    [
      ...moved,
      ...issued,
      ...event(compiledOn, 'approved', approvedBy ?? '', text, 'filing', id),
      ...event(compiledOn, 'reviewed', reviewedBy ?? '', text, 'filing', id),
      ...event(compiledOn, 'prepared', preparedBy ?? '', text, 'filing', id),
    ],
    day,
  );
}

/** Of a finding: who inspected, and who looked at what was done. */
export const eventsOfFinding = (inspection: Row<'leaderInspection'>, row: Row<'inspectionFinding'>, day: string): TraceEvent[] =>
  told(
    [
      ...event(row.verifiedOn, 'verified', row.verifiedBy, row.doneNote, 'leaderInspection', inspection.id),
      ...event(inspection.on, 'inspected', inspection.inspectorName, inspection.no, 'leaderInspection', inspection.id),
      ...event(inspection.on, 'tookPart', inspection.participants, inspection.no, 'leaderInspection', inspection.id),
    ],
    day,
  );

/** Of a resolution: who chaired, who wrote it down, who looked at what was done. */
export const eventsOfResolution = (meeting: Row<'committeeMeeting'>, row: Row<'resolution'>, day: string): TraceEvent[] =>
  told(
    [
      ...event(row.verifiedOn, 'verified', row.verifiedBy, row.doneNote, 'committeeMeeting', meeting.id),
      ...event(meeting.heldOn, 'chaired', meeting.chairName, meeting.name, 'committeeMeeting', meeting.id),
      ...event(meeting.heldOn, 'recorded', meeting.recorder, meeting.name, 'committeeMeeting', meeting.id),
    ],
    day,
  );

/** Of a department: what was found there, what was resolved about it. */
export function eventsOfDepartment(reader: Reader, id: string, day: string): TraceEvent[] {
  const found = reader
    .all<{ on: string; name: string; no: string; text: string; doneOn: string | null; inspectionId: string }>(
      `SELECT i."on", i.inspectorName AS name, i.no, f.text, f.doneOn, i.id AS inspectionId FROM inspectionFinding f
        JOIN leaderInspection i ON i.id = f.inspectionId WHERE f.departmentId = @id AND i."on" <= @day ORDER BY i."on" DESC LIMIT ${mostFindings}`,
      { id, day },
    )
    .flatMap(({ on, name, no, text, doneOn, inspectionId }) =>
      event(on, 'found', name, `${no} ${text}${stateText(doneOn, day)}`, 'leaderInspection', inspectionId),
    );
  const resolved = reader
    .all<{ on: string; name: string; no: string; text: string; doneOn: string | null; meetingId: string }>(
      `SELECT m.heldOn AS "on", m.chairName AS name, m.no, r.text, r.doneOn, m.id AS meetingId FROM resolution r
        JOIN committeeMeeting m ON m.id = r.meetingId WHERE r.departmentId = @id AND m.heldOn <= @day ORDER BY m.heldOn DESC LIMIT ${mostFindings}`,
      { id, day },
    )
    .flatMap(({ on, name, no, text, doneOn, meetingId }) =>
      event(on, 'resolved', name || '—', `${no} ${text}${stateText(doneOn, day)}`, 'committeeMeeting', meetingId),
    );
  return told([...found, ...resolved], day);
}

const stateText = (doneOn: string | null, day: string): string =>
  doneOn !== null && doneOn <= day ? `（${doneOn} 已完成）` : '（当日尚未完成）';
