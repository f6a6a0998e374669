import type { Reader } from '../handle';

/** What the registers know of the year in which leaders inspected, up to a day. */
export const inspectionYear = (
  reader: Reader,
  from: string,
  until: string,
): { all: number; monthly: number; findings: number; done: number; overdue: number } => ({
  ...reader.get<{ all: number; monthly: number }>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE isFullScope = 1 AND role IN ('legalRep', 'actualController')) AS monthly
      FROM leaderInspection WHERE "on" BETWEEN @from AND @until`,
    { from, until },
  )!,
  ...reader.get<{ findings: number; done: number; overdue: number }>(
    `SELECT count(*) AS findings, count(*) FILTER (WHERE f.doneOn <= @until) AS done,
        count(*) FILTER (WHERE (f.doneOn IS NULL OR f.doneOn > @until) AND f.dueOn < @until) AS overdue
      FROM inspectionFinding f JOIN leaderInspection i ON i.id = f.inspectionId WHERE i."on" BETWEEN @from AND @until`,
    { from, until },
  )!,
});

/** Meetings of the committee in a year up to a day, with how far their resolutions are. */
export const meetingYear = (
  reader: Reader,
  from: string,
  until: string,
): { all: number; resolutions: number; done: number; overdue: number } => ({
  all: reader.value<number>('SELECT count(*) FROM committeeMeeting WHERE heldOn BETWEEN @from AND @until', { from, until }) ?? 0,
  ...reader.get<{ resolutions: number; done: number; overdue: number }>(
    `SELECT count(*) AS resolutions, count(*) FILTER (WHERE r.doneOn <= @until) AS done,
        count(*) FILTER (WHERE (r.doneOn IS NULL OR r.doneOn > @until) AND r.dueOn < @until) AS overdue
      FROM resolution r JOIN committeeMeeting m ON m.id = r.meetingId WHERE m.heldOn BETWEEN @from AND @until`,
    { from, until },
  )!,
});

/** 责任制考核 whose period ends in a year, with how many people have been assessed. */
export const appraisalYear = (reader: Reader, from: string, until: string): { name: string; all: number; assessed: number }[] =>
  reader.all(
    `SELECT p.name, count(a.id) AS "all", count(a.grade) AS assessed FROM appraisalPeriod p LEFT JOIN appraisal a ON a.periodId = p.id
      WHERE p.toOn BETWEEN @from AND @until GROUP BY p.id ORDER BY p.toOn, p.name`,
    { from, until },
  );
