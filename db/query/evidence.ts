import type { Reader } from '../handle';
import { filesNamed, type NamedFile } from './namedFile';

/** What a kept file may be wanted by: all that records have, those that no record has, those that nothing names, those not as they were. */
export const evidenceStates = ['used', 'unused', 'orphaned', 'missing', 'changed'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

export interface EvidenceRow {
  sha256: string;
  name: string;
  kind: NamedFile['kind'];
  /** Bytes; null where no record tells. */
  size: number | null;
  /** Of a picture that can be shown, else empty. */
  mediaType: string;
  /** Places in records. */
  uses: number;
  addedAt: number | null;
  takenAt: number | null;
  verdict: 'whole' | 'missing' | 'changed' | null;
}

/** All files that are named, by their hash; remembered until anything changes. */
export const namedFiles = (reader: Reader): ReadonlyMap<string, NamedFile> =>
  reader.remember('namedFiles', () => new Map([...filesNamed(reader)].map((file) => [file.sha256, file] as const).toReversed()));

interface Window {
  text: string;
  offset: number;
  limit: number;
}

const usedSql = `SELECT a.sha256, a.name, 'attachment' AS kind, a.size, a.mediaType, count(*) AS uses, min(a.createdAt) AS addedAt,
    max(a.takenAt) AS takenAt, c.verdict
  FROM attachment a LEFT JOIN attachmentCheck c ON c.sha256 = a.sha256`;

/** One window of the kept files in a state, newest first. */
export function listEvidence(
  reader: Reader,
  state: EvidenceState,
  { text, offset, limit }: Window,
): { rows: EvidenceRow[]; total: number } {
  const word = text.trim().toLowerCase();
  if (state === 'used') {
    const where = `WHERE instr(lower(a.name), ?) > 0`;
    return {
      rows: reader.all<EvidenceRow>(`${usedSql} ${where} GROUP BY a.sha256 ORDER BY addedAt DESC, a.sha256 LIMIT ? OFFSET ?`, [
        word,
        limit,
        offset,
      ]),
      total: reader.value<number>(`SELECT count(DISTINCT a.sha256) FROM attachment a ${where}`, [word]) ?? 0,
    };
  }
  const all = inState(reader, state).filter(({ name }) => name.toLowerCase().includes(word));
  return { rows: all.slice(offset, offset + limit), total: all.length };
}

/** Files of a state that few have, as the last check found them. */
function inState(reader: Reader, state: Exclude<EvidenceState, 'used'>): EvidenceRow[] {
  const named = namedFiles(reader);
  const found = reader.all<Omit<EvidenceRow, 'kind' | 'name'> & { name: string | null }>(
    `SELECT c.sha256, c.verdict, a.name, a.size, coalesce(a.mediaType, '') AS mediaType, count(a.id) AS uses, min(a.createdAt) AS addedAt,
        max(a.takenAt) AS takenAt
      FROM attachmentCheck c LEFT JOIN attachment a ON a.sha256 = c.sha256
      WHERE ${state === 'missing' || state === 'changed' ? 'c.verdict = ?' : `a.id IS NULL AND c.verdict <> 'missing' AND ? <> ''`}
      GROUP BY c.sha256 ORDER BY addedAt DESC, c.sha256`,
    [state],
  );
  return found.flatMap((row): EvidenceRow[] => {
    const known = named.get(row.sha256);
    if (state === 'unused' && known?.kind !== 'attachment') return [];
    if (state === 'orphaned' && known !== undefined) return [];
    return [{ ...row, kind: known?.kind ?? 'attachment', name: row.name ?? known?.name ?? row.sha256.slice(0, 16) }];
  });
}

export interface EvidenceFigures extends Record<EvidenceState, number> {
  /** Bytes of all files that records have. */
  bytes: number;
  /** When the last check began, null before the first. */
  checkedAt: number | null;
}

/** How many files there are in each state. */
export const evidenceFigures = (reader: Reader): EvidenceFigures => ({
  ...(Object.fromEntries(
    evidenceStates.map((state) => [state, listEvidence(reader, state, { text: '', offset: 0, limit: 1 }).total]),
  ) as Record<EvidenceState, number>),
  bytes: reader.value<number>('SELECT coalesce(sum(size), 0) FROM (SELECT max(size) AS size FROM attachment GROUP BY sha256)') ?? 0,
  checkedAt: reader.value<number | null>('SELECT max(checkedAt) FROM attachmentCheck') ?? null,
});
