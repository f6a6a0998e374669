import type { AttachmentUse } from '../domain/attachment';
import type { Reader } from '../handle';

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
