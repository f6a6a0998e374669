import { noteParts, type FilingFormat, type FilingState } from '../domain/filing/filing';
import { paperGaps, type Gap } from '../domain/filing/gaps';
import type { TermOf } from '../domain/term';
import { riskLevels, type RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { readEnterprise } from './enterprise';
import { getRound } from './round';
import { itemReason, roundFigures } from './roundRisk';

export interface FilingFileView {
  id: string;
  format: FilingFormat;
  name: string;
  sha256: string;
  size: number;
  /** The authority's own form that was filled; null for our own paper. */
  formId: string | null;
  createdAt: number;
}
export interface FilingEventView {
  id: string;
  state: FilingState;
  on: string;
  authority: string;
  note: string;
  /** Why it was corrected; empty for what was entered first. */
  correctionReason: string;
  submissionId: string | null;
  /** Why it was returned, a word of `returnReason`; empty for none stated. */
  reasonKind: TermOf<'returnReason'> | '';
  receivedBy: string;
  receiptNo: string;
  /** The event that this one corrects. */
  correctsId: string | null;
  createdAt: number;
  createdBy: string;
}
export interface FilingView {
  id: string;
  revision: number;
  number: string;
  code: string;
  title: string;
  period: string;
  roundId: string | null;
  state: FilingState;
  compiledOn: string;
  addressee: string;
  gapReason: string;
  replacesId: string | null;
  /** For whom it was made; null for nobody in particular. */
  authorityId: string | null;
  createdAt: number;
  createdBy: string;
  auditHead: string;
  files: FilingFileView[];
  events: FilingEventView[];
}

interface FilingFilter {
  code?: string | undefined;
  roundId?: string | undefined;
  id?: string | undefined;
  number?: string | undefined;
  offset?: number | undefined;
  limit?: number | undefined;
}

const columns =
  'id, revision, number, code, title, period, roundId, state, compiledOn, addressee, gapReason, replacesId, authorityId, createdAt, createdBy, auditHead';
const eventColumns = 'id, state, "on", authority, note, submissionId, reasonKind, receivedBy, receiptNo, correctsId, createdAt, createdBy';
type Bare = Omit<FilingView, 'files' | 'events'>;

/** A window of the issued papers, newest first. */
export const listFilings = (reader: Reader, { code, roundId, id, number, offset = 0, limit = 500 }: FilingFilter): FilingView[] =>
  withHistory(
    reader,
    reader.all<Bare>(
      `SELECT ${columns} FROM filing
        WHERE (@code IS NULL OR code = @code) AND (@roundId IS NULL OR roundId = @roundId) AND (@id IS NULL OR id = @id)
          AND (@number IS NULL OR number = @number COLLATE NOCASE)
        ORDER BY createdAt DESC, number DESC LIMIT @limit OFFSET @offset`,
      { code: code ?? null, roundId: roundId ?? null, id: id ?? null, number: number ?? null, offset, limit },
    ),
  );

/** The newest paper of each code. */
export const latestFilings = (reader: Reader): Pick<FilingView, 'id' | 'number' | 'code' | 'state'>[] =>
  reader.all(
    `SELECT id, number, code, state FROM (
       SELECT id, number, code, state, row_number() OVER (PARTITION BY code ORDER BY createdAt DESC, number DESC) AS place FROM filing
     ) WHERE place = 1`,
  );

/** Papers with what was made of them and what happened to them: one query for the files, one for the events. */
function withHistory(reader: Reader, rows: readonly Bare[]): FilingView[] {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const byFiling = <T extends { filingId: string }>(sql: string): Map<string, T[]> =>
    Map.groupBy(reader.all<T>(sql, [ids]), (row) => row.filingId);
  const files = byFiling<FilingFileView & { filingId: string }>(
    `SELECT filingId, id, format, name, sha256, size, formId, createdAt FROM filingFile
      WHERE filingId IN (SELECT value FROM json_each(?)) ORDER BY createdAt`,
  );
  const events = byFiling<FilingEventView & { filingId: string }>(
    `SELECT filingId, ${eventColumns} FROM filingEvent
      WHERE filingId IN (SELECT value FROM json_each(?)) ORDER BY createdAt, id`,
  );
  return rows.map((row) => ({ ...row, files: files.get(row.id) ?? [], events: (events.get(row.id) ?? []).map(read) }));
}

/** What happened to a paper, in the order in which it was entered; corrections stand where they were made. */
export const eventsOf = (reader: Reader, filingId: string): FilingEventView[] =>
  reader.all<FilingEventView>(`SELECT ${eventColumns} FROM filingEvent WHERE filingId = ? ORDER BY createdAt, id`, [filingId]).map(read);

/** The note of a correction is kept with its reason. */
const read = (event: FilingEventView): FilingEventView =>
  event.correctsId === null ? { ...event, correctionReason: '' } : { ...event, ...noteParts(event.note) };

/** True for an event of that alias that was not corrected by a later one. */
export const eventStands = (alias: string): string => `NOT EXISTS (SELECT 1 FROM filingEvent later WHERE later.correctsId = ${alias}.id)`;

export const getFiling = (reader: Reader, id: string): Row<'filing'> | undefined =>
  reader.get<Row<'filing'>>('SELECT * FROM filing WHERE id = ?', [id]);

/** Number of risks that papers of the register speak of. */
export const countStanding = (reader: Reader): number => reader.value<number>(`SELECT count(*) FROM risk WHERE status <> 'retired'`) ?? 0;

/**
 * What a formal paper about a round (or about the register as it stands) lacks.
 * @param levels those risks that the paper shows line by line: only their 待补 count
 */
export function gapsOf(
  reader: Reader,
  request: { roundId: string | null; compiledOn: string | null },
  levels: readonly RiskLevel[] = riskLevels,
): Gap[] {
  const round = request.roundId === null ? null : (getRound(reader, request.roundId) ?? null);
  const frozen = round !== null && round.status === 'closed';
  const incomplete = frozen
    ? reader.value<number>(
        `SELECT count(*) FROM roundRisk i JOIN snapshot s ON s.id = i.after WHERE i.roundId = ? AND json_array_length(s.content, '$.missing') > 0 AND i.afterLevel IN (SELECT value FROM json_each(?))`,
        [round.id, JSON.stringify(levels)],
      )
    : reader.value<number>(
        `SELECT count(*) FROM risk WHERE missingCount > 0 AND status <> 'retired' AND level IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(levels)],
      );
  const figures = round === null ? null : roundFigures(reader, round.id);
  const risks = figures === null ? countStanding(reader) : Object.values(figures.levels).reduce((sum, n) => sum + n, 0);
  const unexplainedDown =
    round === null
      ? 0
      : (reader.value<number>(
          `SELECT count(*) FROM roundRisk i WHERE i.roundId = @id AND i.afterLevel IS NOT NULL AND i.beforeLevel IS NOT NULL
       AND instr('major considerable general low', i.afterLevel) > instr('major considerable general low', i.beforeLevel)
       AND ${itemReason('i')} = ''`,
          { id: round.id },
        ) ?? 0);
  return paperGaps({
    uscc: readEnterprise(reader).uscc,
    compiledOn: request.compiledOn,
    risks,
    incomplete: incomplete ?? 0,
    round:
      round === null || figures === null
        ? null
        : {
            closed: round.status === 'closed',
            team: round.team.length,
            workerRepresentatives: round.team.filter((member) => member.isWorkerRepresentative).length,
            pending: figures.states.pending,
            meetingOn: round.meetingOn,
            unexplainedDown,
          },
  });
}
