import type { PerformanceKind } from '../domain/performance/performance';
import type { Found, FoundTopic, Matched } from '../domain/responsibility/found';
import type { Reader } from '../handle';
import { dayAfter } from './department';
import { deedsOf } from './performance';

/** Whose records are looked for. */
interface Who {
  id: string;
  name: string;
}
/** Looks into one register: what a person did, or was to do, within two days, as it stands on `today`. */
type Finder = (reader: Reader, who: Who, from: string, to: string, today: string) => Found[];

const topicOfDeed: Readonly<Partial<Record<string, FoundTopic>>> = {
  leaderInspection: 'inspection',
  committeeMeeting: 'meeting',
  responsibility: 'list',
  filing: 'approval',
  round: 'risk',
};
const topicOfKind: Record<PerformanceKind, FoundTopic> = {
  inspection: 'inspection',
  meeting: 'meeting',
  drill: 'drill',
  training: 'training',
  approval: 'approval',
  shiftDuty: 'shiftDuty',
  study: 'study',
  other: 'other',
};

/** Inspections led, meetings attended, papers approved, rounds and what was entered by itself: as in the 履职档案. */
const deeds: Finder = (reader, who, from, to) =>
  deedsOf(reader, who, from, to).flatMap(({ subject, subjectId, on, title, kind }): Found[] =>
    // Tasks are told by the finder below, which also knows those that are late or not done.
    subject === 'resolution' || subject === 'inspectionFinding'
      ? []
      : [{ subject, subjectId, on, text: title, topic: topicOfDeed[subject] ?? topicOfKind[kind], state: 'done' }],
  );

/** Resolutions and findings of inspections in a person's name that were done, or were due, within the days. */
const tasks: Finder = (reader, { id }, from, to, today) =>
  reader.all<Found>(
    `SELECT subject, subjectId, coalesce(doneOn, dueOn) AS "on", text, 'remedy' AS topic,
        CASE WHEN doneOn IS NOT NULL THEN CASE WHEN doneOn > dueOn THEN 'late' ELSE 'done' END WHEN dueOn < @last THEN 'overdue' ELSE 'open' END AS state
      FROM (SELECT 'committeeMeeting' AS subject, meetingId AS subjectId, text, dueOn, CASE WHEN doneOn <= @to THEN doneOn END AS doneOn
          FROM resolution WHERE ownerId = @id
        UNION ALL SELECT 'leaderInspection', inspectionId, text, dueOn, CASE WHEN doneOn <= @to THEN doneOn END FROM inspectionFinding WHERE ownerId = @id)
      WHERE doneOn BETWEEN @from AND @to OR (doneOn IS NULL AND dueOn <= @to)`,
    // What is due on the last day of the period may still be done that day; before it, today is what counts.
    { id, from, to, last: today <= to ? today : dayAfter(to) },
  );

/** Lists of duties that a person took note of. */
const acknowledgements: Finder = (reader, { id }, from, to) =>
  reader.all<Found>(
    `SELECT 'responsibility' AS subject, r.id AS subjectId, k."on", '签收岗位安全生产责任清单：' || r.title AS text, 'list' AS topic, 'done' AS state
      FROM acknowledgement k JOIN responsibility r ON r.id = k.responsibilityId WHERE k.personId = @id AND k."on" BETWEEN @from AND @to`,
    { id, from, to },
  );

/** 责任书 signed within the days, and one of the year that is not signed yet. */
const letters: Finder = (reader, { id }, from, to) =>
  reader.all<Found>(
    `SELECT 'letter' AS subject, l.id AS subjectId, coalesce(l.signedOn, b.issuedOn) AS "on", b.name || ' ' || l.number AS text, 'letter' AS topic,
        CASE WHEN l.signedOn <= @to THEN 'done' ELSE 'open' END AS state
      FROM letter l JOIN letterBatch b ON b.id = l.batchId WHERE l.personId = @id AND l.state <> 'voided'
        AND (l.signedOn BETWEEN @from AND @to OR (b.issuedOn <= @to AND b.validTo >= @from AND (l.signedOn IS NULL OR l.signedOn > @to)))`,
    { id, from, to },
  );

/** Risks confirmed in rounds; a round keeps the name of who confirmed. */
const confirmations: Finder = (reader, { name }, from, to) =>
  reader.all<Found>(
    `SELECT 'round' AS subject, o.id AS subjectId, max(i.confirmedOn) AS "on", o.name || '：确认风险 ' || count(*) || ' 条' AS text, 'risk' AS topic, 'done' AS state
      FROM roundRisk i JOIN round o ON o.id = i.roundId WHERE i.confirmedBy = @name AND i.confirmedOn BETWEEN @from AND @to GROUP BY o.id`,
    { name, from, to },
  );

/** A register to come adds its finder here: hazards, training. */
const finders: readonly Finder[] = [deeds, tasks, acknowledgements, letters, confirmations];

/** What all registers tell of a person within the days, the oldest first. */
export const foundOf = (reader: Reader, who: Who, from: string, to: string, today: string): Found[] =>
  finders.flatMap((find) => find(reader, who, from, to, today)).sort((a, b) => a.on.localeCompare(b.on) || a.text.localeCompare(b.text));

/** Duties of a sheet as they are matched: the version of the list it was made from says which records they ask for. */
export const matchedItems = (reader: Reader, appraisalId: string): Matched[] =>
  reader.all<Matched>(
    `SELECT i.id, i.text, i.criteria, i.standard10, coalesce(d.evidence, '') AS evidence, coalesce(d.frequency, '') AS frequency
      FROM appraisalItem i LEFT JOIN responsibilityDuty d ON d.id = i.dutyId WHERE i.appraisalId = ? ORDER BY i.sort, i.id`,
    [appraisalId],
  );
