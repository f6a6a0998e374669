import type { AttachmentUse } from '../domain/attachment';
import type { FilingState } from '../domain/filing/filing';
import type { Reader } from '../handle';
import { eventStands } from './filing';

/** A file of the workspace that may go along with papers. */
export interface EvidenceOffer {
  attachmentId: string;
  name: string;
  sha256: string;
  size: number;
  mediaType: string;
  use: AttachmentUse;
  /** What it belongs to. */
  subject: 'filing' | 'round' | 'publication';
  /** Number of the paper, or name of the round. */
  of: string;
}

const usualFor: Record<EvidenceOffer['subject'], readonly string[]> = {
  filing: [],
  round: ['F10', 'signoff'],
  publication: ['F09'],
};

/** Evidence that belongs to papers: what was added to them, sign-in sheets and photos of their rounds and of the postings. What usually goes along says so. */
export function evidenceFor(reader: Reader, filingIds: readonly string[]): (EvidenceOffer & { isUsual: boolean })[] {
  const ids = JSON.stringify(filingIds);
  const codes = reader.column<string>('SELECT DISTINCT code FROM filing WHERE id IN (SELECT value FROM json_each(?))', [ids]);
  const rounds = 'SELECT roundId FROM filing WHERE id IN (SELECT value FROM json_each(@ids)) AND roundId IS NOT NULL';
  return reader
    .all<EvidenceOffer>(
      `SELECT a.id AS attachmentId, a.name, a.sha256, a.size, a.mediaType, a.use, a.subject, o.name AS "of" FROM attachment a JOIN (
          SELECT id, 'filing' AS subject, number AS name, 0 AS place FROM filing WHERE id IN (SELECT value FROM json_each(@ids))
          UNION ALL SELECT id, 'round', name, 1 FROM round WHERE id IN (${rounds})
          UNION ALL SELECT p.id, 'publication', r.name, 2 FROM publication p JOIN round r ON r.id = p.roundId WHERE p.roundId IN (${rounds})
        ) o ON o.id = a.subjectId AND o.subject = a.subject
        WHERE a.use IN ('evidence', 'signIn', 'photo') ORDER BY o.place, a.use DESC, a.createdAt, a.id`,
      { ids },
    )
    .map((offer) => ({ ...offer, isUsual: offer.subject === 'filing' || usualFor[offer.subject].some((code) => codes.includes(code)) }));
}

export interface Scan {
  filingId: string;
  name: string;
  sha256: string;
  size: number;
}

/** Scans of the signed and sealed papers: those of the last step of each that has any. */
export function scansOf(reader: Reader, filingIds: readonly string[]): Scan[] {
  const rows = reader.all<Scan & { eventId: string }>(
    `SELECT e.filingId, e.id AS eventId, a.name, a.sha256, a.size FROM attachment a JOIN filingEvent e ON e.id = a.subjectId
      WHERE a.subject = 'filingEvent' AND a.use = 'scan' AND e.filingId IN (SELECT value FROM json_each(?))
      ORDER BY e.createdAt DESC, e.id DESC, a.createdAt, a.id`,
    [JSON.stringify(filingIds)],
  );
  const newest = new Map<string, string>();
  for (const { filingId, eventId } of rows) if (!newest.has(filingId)) newest.set(filingId, eventId);
  return rows.filter(({ filingId, eventId }) => newest.get(filingId) === eventId).map(({ eventId: _event, ...scan }) => scan);
}

/** Pages of the pdf of a paper as it was printed last; null before it was. */
export const printedPages = (reader: Reader, number: string): number | null =>
  reader.value<number | null>(
    `SELECT l.pages FROM filingFile l JOIN filing f ON f.id = l.filingId
      WHERE f.number = ? AND l.format = 'pdf' AND l.pages IS NOT NULL ORDER BY l.createdAt DESC LIMIT 1`,
    [number],
  ) ?? null;

export interface SubmissionFile {
  name: string;
  sha256: string;
  size: number;
  pages: number | null;
  format: string;
  formId: string | null;
}
export interface SubmissionItemView {
  id: string;
  filingId: string | null;
  attachmentId: string | null;
  title: string;
  copies: number;
  pages: number | null;
  files: SubmissionFile[];
  /** Of a paper: its number, round and state, and the paper that took its place. */
  code: string | null;
  roundId: string | null;
  /** It does not stand any more, and its new version has not gone out to the same recipient. */
  outdated: boolean;
  number: string | null;
  state: FilingState | null;
  replacedBy: { id: string; number: string } | null;
}
export interface SubmissionRow {
  id: string;
  revision: number;
  no: string;
  authorityId: string | null;
  recipient: string;
  period: string;
  packedOn: string;
  way: string;
  letterId: string;
  letter: string;
  subject: string;
  /** Day on which its papers went out; null while they have not. */
  sentOn: string | null;
  receivedOn: string | null;
  returnedOn: string | null;
  items: number;
  /** Papers that were replaced, returned or voided since. */
  outdated: number;
}

const dayOf = (state: string): string =>
  `(SELECT max(e."on") FROM filingEvent e WHERE e.submissionId = s.id AND e.state = '${state}' AND ${eventStands('e')})`;
/** A paper `f` of a hand-over `s` that does not stand any more, and whose new version has not gone to the same recipient since. */
const isOutdated = `f.state IN ('replaced', 'returned', 'voided') AND NOT EXISTS (
  SELECT 1 FROM submission later JOIN submissionItem j ON j.submissionId = later.id JOIN filing n ON n.id = j.filingId
  WHERE n.replacesId = f.id AND later.recipient = s.recipient AND later.createdAt > s.createdAt)`;
const selectRow = (
  more = '',
): string => `SELECT s.id${more}, s.revision, s.no, s.authorityId, s.recipient, s.period, s.packedOn, s.way, s.letterId, l.number AS letter, l.title AS subject,
    ${dayOf('sent')} AS sentOn, ${dayOf('received')} AS receivedOn, ${dayOf('returned')} AS returnedOn,
    (SELECT count(*) FROM submissionItem i WHERE i.submissionId = s.id) AS items,
    (SELECT count(*) FROM submissionItem i JOIN filing f ON f.id = i.filingId WHERE i.submissionId = s.id AND ${isOutdated}) AS outdated
  FROM submission s JOIN filing l ON l.id = s.letterId`;

interface SubmissionFilter {
  text?: string | undefined;
  authorityId?: string | undefined;
  /** A paper that went along, or the letter. */
  filingId?: string | undefined;
  offset: number;
  limit: number;
}

/** What was handed over, newest first. */
export function listSubmissions(reader: Reader, { text = '', authorityId, filingId, offset, limit }: SubmissionFilter) {
  const where = `WHERE (@authorityId IS NULL OR s.authorityId = @authorityId)
    AND (@filingId IS NULL OR s.letterId = @filingId OR s.id IN (SELECT submissionId FROM submissionItem WHERE filingId = @filingId))
    AND (@text = '' OR instr(s.no || ' ' || s.recipient || ' ' || s.period || ' ' || l.number || ' ' || l.title, @text) > 0
      OR s.id IN (SELECT i.submissionId FROM submissionItem i JOIN filing f ON f.id = i.filingId WHERE instr(f.number || ' ' || f.title, @text) > 0))`;
  const params = { text, authorityId: authorityId ?? null, filingId: filingId ?? null };
  return {
    rows: reader.all<SubmissionRow>(`${selectRow()} ${where} ORDER BY s.createdAt DESC, s.id LIMIT @limit OFFSET @offset`, {
      ...params,
      offset,
      limit,
    }),
    total: reader.value<number>(`SELECT count(*) FROM submission s JOIN filing l ON l.id = s.letterId ${where}`, params) ?? 0,
  };
}

interface Kept {
  volumes: string;
  profile: string;
  receiptFilingId: string | null;
  previousId: string | null;
  appVersion: string;
}

/** One hand-over with its materials and files; undefined where there is none. */
export function getSubmission(reader: Reader, id: string) {
  const more = ', s.volumes, s.profile, s.receiptFilingId, s.previousId, s.appVersion';
  const row = reader.get<SubmissionRow & Kept>(`${selectRow(more)} WHERE s.id = ?`, [id]);
  if (!row) return undefined;
  const { volumes, profile, receiptFilingId, previousId, ...rest } = row;
  return {
    ...rest,
    volumes: JSON.parse(volumes) as { name: string; sha256: string; size: number }[],
    profile: JSON.parse(profile) as { name?: string },
    receipt: receiptFilingId === null ? null : { id: receiptFilingId, number: numberOf(reader, receiptFilingId) },
    previous:
      previousId === null
        ? null
        : (reader.get<{ id: string; no: string; packedOn: string }>('SELECT id, no, packedOn FROM submission WHERE id = ?', [previousId]) ??
          null),
    materials: itemsOf(reader, id),
  };
}

const numberOf = (reader: Reader, filingId: string): string =>
  reader.value<string>('SELECT number FROM filing WHERE id = ?', [filingId]) ?? '';

const itemsOf = (reader: Reader, submissionId: string): SubmissionItemView[] =>
  reader
    .all<
      Omit<SubmissionItemView, 'files' | 'replacedBy' | 'outdated'> & {
        files: string;
        outdated: number;
        laterId: string | null;
        later: string | null;
      }
    >(
      `SELECT i.id, i.filingId, i.attachmentId, i.title, i.copies, i.pages, i.files, f.code, f.number, f.roundId, f.state,
          n.id AS laterId, n.number AS later, coalesce(${isOutdated}, 0) AS outdated
        FROM submissionItem i JOIN submission s ON s.id = i.submissionId LEFT JOIN filing f ON f.id = i.filingId
        LEFT JOIN filing n ON n.replacesId = f.id AND n.state <> 'voided'
        WHERE i.submissionId = ? ORDER BY i.sort`,
      [submissionId],
    )
    .map(({ files, laterId, later, outdated, ...item }) => ({
      ...item,
      outdated: outdated === 1,
      files: JSON.parse(files) as SubmissionFile[],
      replacedBy: laterId === null || later === null ? null : { id: laterId, number: later },
    }));

/** The record of a letter that has not gone out yet: packing again writes it anew. */
export const unsentOf = (reader: Reader, letterId: string): { id: string; no: string } | undefined =>
  reader.get<{ id: string; no: string }>(
    `SELECT s.id, s.no FROM submission s WHERE s.letterId = ? AND NOT EXISTS (SELECT 1 FROM filingEvent e WHERE e.submissionId = s.id)
      ORDER BY s.createdAt DESC LIMIT 1`,
    [letterId],
  );

/**
 * The hand-over that a step of a paper belongs to where nobody said so: the newest one whose letter takes the step along with it, else the
 * one that it went out with last.
 */
export const handOverOf = (reader: Reader, filingId: string, together: readonly string[]): string | null =>
  reader.value<string>(
    `SELECT s.id FROM submission s JOIN submissionItem i ON i.submissionId = s.id
      WHERE i.filingId = @filingId AND s.letterId IN (SELECT value FROM json_each(@together)) ORDER BY s.createdAt DESC, s.id DESC LIMIT 1`,
    { filingId, together: JSON.stringify(together) },
  ) ??
  reader.value<string>(
    `SELECT e.submissionId FROM filingEvent e WHERE e.filingId = ? AND e.state = 'sent' AND e.submissionId IS NOT NULL AND ${eventStands('e')}
      ORDER BY e.createdAt DESC, e.id DESC LIMIT 1`,
    [filingId],
  ) ??
  null;

/** The last hand-over before to the same authority with a paper of the same code. */
export const previousOf = (
  reader: Reader,
  {
    id,
    authorityId,
    recipient,
    filingIds,
  }: { id: string | null; authorityId: string | null; recipient: string; filingIds: readonly string[] },
): string | null =>
  reader.value<string>(
    `SELECT s.id FROM submission s WHERE s.id IS NOT @id AND (s.recipient = @recipient OR (@authorityId IS NOT NULL AND s.authorityId = @authorityId))
      AND EXISTS (SELECT 1 FROM submissionItem i JOIN filing f ON f.id = i.filingId WHERE i.submissionId = s.id
        AND f.code IN (SELECT code FROM filing WHERE id IN (SELECT value FROM json_each(@ids))))
      ORDER BY s.createdAt DESC, s.id DESC LIMIT 1`,
    { id, authorityId, recipient, ids: JSON.stringify(filingIds) },
  ) ?? null;

/** Number of a hand-over that an attachment went along with; undefined where it did not. */
export const sentWith = (reader: Reader, attachmentId: string): string | undefined =>
  reader.value<string>('SELECT s.no FROM submissionItem i JOIN submission s ON s.id = i.submissionId WHERE i.attachmentId = ? LIMIT 1', [
    attachmentId,
  ]);
