import type { Reader } from '../handle';

/** A kept file that something in the workspace names. */
export interface NamedFile {
  /** `attachment` lies in `attachments/` by its hash, `volume` in `filings/` by its hash, `filing` in `filings/` by its name. */
  kind: 'attachment' | 'filing' | 'volume';
  sha256: string;
  /** As people know it; of a paper also where it lies. */
  name: string;
}

/**
 * Every file that may still be asked for, each once: attachments of records, attachments that were taken away and could come back by
 * undo, pictures in issued papers, papers that were rendered, zips that were handed over. A paper of one name that was rendered anew
 * has the bytes of the last time.
 */
export function* filesNamed(reader: Reader): Generator<NamedFile> {
  const seen = new Set<string>();
  const attachments = function* (sql: string) {
    for (const { sha256, name } of reader.all<{ sha256: string | null; name: string | null }>(sql)) {
      if (sha256 === null || !/^[0-9a-f]{64}$/.test(sha256) || seen.has(sha256)) continue;
      seen.add(sha256);
      yield { kind: 'attachment' as const, sha256, name: name ?? '' };
    }
  };
  yield* attachments('SELECT sha256, name FROM attachment ORDER BY createdAt, id');
  yield* attachments(
    `SELECT p.before ->> 'sha256' AS sha256, p.before ->> 'name' AS name FROM audit a JOIN auditPayload p ON p.seq = a.seq
      WHERE a.subject = 'attachment' AND a.afterDigest = '' AND p.before IS NOT NULL ORDER BY a.seq`,
  );
  yield* attachments(
    `SELECT t.value AS sha256, f.number AS name FROM filing f, json_tree(f.document) t
      WHERE instr(f.document, '"type":"image"') + instr(f.document, '"type":"picture"') + instr(f.document, '"type":"board"') > 0
        AND t.key IN ('sha256', 'image') AND t.type = 'text' ORDER BY f.number`,
  );
  yield* reader.all<NamedFile>(
    `SELECT 'filing' AS kind, sha256, name FROM filingFile WHERE id IN (SELECT max(id) FROM filingFile GROUP BY name)`,
  );
  yield* reader.all<NamedFile>(
    `SELECT 'volume' AS kind, v.value ->> 'sha256' AS sha256, min(v.value ->> 'name') AS name
      FROM submission s, json_each(s.volumes) v GROUP BY v.value ->> 'sha256'`,
  );
}
