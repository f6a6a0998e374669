import type { AppraisalFacts } from '../domain/responsibility/appraisalRules';
import type { Reader } from '../handle';
import { inForce } from './asOf';

/** Posts that somebody who has not left holds on @day. */
const inUse = `SELECT o.id, o.name AS title FROM post o WHERE EXISTS (SELECT 1 FROM assignment a JOIN person p ON p.id = a.personId
  WHERE a.postId = o.id AND ${inForce('a')} AND (p.leftOn IS NULL OR p.leftOn >= @day))`;

/** What V109 looks at on a day: the last closed period of the whole staff within a year, and who was left out of it. */
export function readAppraisalFacts(reader: Reader, today: string): AppraisalFacts {
  const last = reader.get<{ id: string; name: string; toOn: string }>(
    `SELECT id, name, toOn FROM appraisalPeriod WHERE closedOn IS NOT NULL AND isOfLeaders = 0 AND toOn >= date(@today, '-1 year') ORDER BY toOn DESC, closedOn DESC LIMIT 1`,
    { today },
  );
  return {
    postsInUse: reader.value<number>(`SELECT count(*) FROM (${inUse})`, { day: today }) ?? 0,
    last: last === undefined ? null : { id: last.id, name: last.name },
    missed:
      last === undefined
        ? []
        : reader.all<{ id: string; title: string }>(
            `SELECT * FROM (${inUse}) AS used WHERE NOT EXISTS
              (SELECT 1 FROM appraisal a WHERE a.periodId = @periodId AND a.postId = used.id AND a.check10 IS NOT NULL) ORDER BY title, id`,
            { day: last.toOn, periodId: last.id },
          ),
  };
}
