import type { Reader } from '../handle';
import type { Row } from '../tables';
import { isStanding } from './round';

/** Postings of the results of a round, newest first. */
export const listPublications = (reader: Reader, roundId: string): Row<'publication'>[] =>
  reader.all<Row<'publication'>>('SELECT * FROM publication WHERE roundId = ? ORDER BY fromOn DESC, createdAt DESC', [roundId]);

/** Years with a closed annual round, and those of which a result was posted, whatever round of the year it was of (V11). */
export const annualYears = (reader: Reader): { assessed: string[]; published: string[] } => ({
  assessed: reader.column<string>(
    `SELECT DISTINCT substr(r.period, 1, 4) FROM round r WHERE r.kind = 'annual' AND r.status = 'closed' AND ${isStanding('r')} ORDER BY 1 DESC`,
  ),
  published: reader.column<string>('SELECT DISTINCT substr(r.period, 1, 4) FROM publication p JOIN round r ON r.id = p.roundId'),
});
