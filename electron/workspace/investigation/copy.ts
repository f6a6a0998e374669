import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../../db/open';
import { Reader } from '../../../db/handle';
import { SearchIndex } from '../../../db/search';
import type { DispatcherOptions } from '../../api/dispatch';
import { unavailable } from '../../api/failure';
import type { Session } from '../../api/procedure';
import { ArchiveFault } from '../archive/fault';
import { readArchive } from '../archive/read';
import { hashFile } from '../backup/files';
import type { Manifest } from '../backup/manifest';
import { ensureFolder, safeFileName, writeFileSafely } from '../file';
import { bringUp, lock, type Machine, type OpenWorkspace } from '../open';
import { workspacePaths } from '../paths';
import { LookLog, lookFile } from './log';

/** What a copy for investigators is, kept in its folder: with it the folder is opened in no other way. */
export interface CopyFacts {
  name: string;
  /** When it was made, milliseconds UTC. */
  at: number;
  auditSeq: number;
  auditHash: string;
  /** Of the data file as it was unpacked and brought to the shape of this application: it is never written after that. */
  sha256: string;
}

export const isInvestigationCopy = (folder: string): boolean => existsSync(workspacePaths(folder).investigation);

/**
 * Unpacks a copy into a folder of its own, anew with every opening; the log of former looks stays beside it. The archive is held against
 * its manifest byte by byte.
 * @returns the folder, not yet in its place: `put` brings it there
 * @throws ArchiveFault, AppError `notInvestigation` for an archive of another kind
 */
export async function unpackCopy(
  file: string,
  password: string | null,
  home: string,
  machine: Machine,
): Promise<{ folder: string; put: () => void }> {
  const shelf = path.join(home, 'investigations');
  ensureFolder(shelf);
  const part = mkdtempSync(path.join(shelf, '.unpacking-'));
  try {
    const { kind, manifest } = await readArchive(file, password, part);
    if (kind !== 'investigation') throw unavailable('notInvestigation', { file });
    await settle(part, manifest, machine);
    const place = path.join(shelf, safeFileName(`${manifest.name} ${manifest.id} ${manifest.auditHash.slice(0, 8)}`));
    const folder = path.join(place, 'copy');
    return {
      folder,
      put: () => {
        mkdirSync(place, { recursive: true });
        rmSync(folder, { recursive: true, force: true });
        renameSync(part, folder);
      },
    };
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw cause;
  }
}

/** Brings the unpacked file, never the archive, to the shape of this application, and marks the folder. */
async function settle(folder: string, { name, at, auditSeq, auditHash }: Manifest, machine: Machine): Promise<void> {
  const { database } = workspacePaths(folder);
  const sqlite = openDatabase({ file: database, nativeBinding: machine.nativeBinding });
  try {
    bringUp(sqlite, machine);
    const search = new SearchIndex(sqlite);
    while (search.catchUp(500) > 0);
    sqlite.pragma('journal_mode = DELETE');
  } catch (cause) {
    throw cause instanceof Error && cause.message.includes('not a database') ? new ArchiveFault('damaged') : cause;
  } finally {
    sqlite.close();
  }
  const { sha256 } = await hashFile(database);
  const facts: CopyFacts = { name, at, auditSeq, auditHash, sha256 };
  writeFileSafely(workspacePaths(folder).investigation, Buffer.from(JSON.stringify(facts)));
}

/** What the frame asks for by itself: no look at the records. */
const isQuiet = (name: string): boolean =>
  /^(preference|investigation)\.|^(history\.state|history\.facets|backup\.state|search\.waiting|owner\.unmatched|risk\.(choices|scales|regradePlan)|enterprise\.choices)$/.test(
    name,
  );

interface OpenCopy {
  workspace: OpenWorkspace;
  facts: CopyFacts;
  watch: NonNullable<DispatcherOptions['watch']>;
}

/**
 * Opens an unpacked copy to be read by somebody, and writes that into its log.
 * @throws AppError `notInvestigation`, `copyChanged` when its data file is not as it was unpacked
 */
export async function openCopy(folder: string, { nativeBinding, now }: Machine, who: string): Promise<OpenCopy> {
  if (!isInvestigationCopy(folder)) throw unavailable('notInvestigation', { file: folder });
  const paths = workspacePaths(folder);
  const facts = JSON.parse(readFileSync(paths.investigation, 'utf8')) as CopyFacts;
  const unlock = lock(paths.lock);
  try {
    if ((await hashFile(paths.database)).sha256 !== facts.sha256) throw unavailable('copyChanged', { folder });
    const sqlite = openDatabase({ file: paths.database, nativeBinding, readonly: true });
    sqlite.pragma('query_only = ON');
    const reader = new Reader(sqlite);
    const looks = new LookLog(lookFile(folder));
    looks.add({ at: now(), who, what: 'open', record: facts.name, asked: JSON.stringify(facts), outcome: 'ok' });
    const seen = (what: string, input: unknown, outcome: 'ok' | 'refused') => {
      const asked = (JSON.stringify(input) ?? '').slice(0, 2000);
      if (!isQuiet(what)) looks.add({ at: now(), who, what, record: recordAsked(reader, input), asked, outcome });
    };
    const close = () => {
      sqlite.close();
      unlock();
    };
    const schema = reader.value<number>('SELECT count(*) FROM __drizzle_migrations') ?? 0;
    const session: Session = { accountId: null, name: who, role: 'viewer', departments: null };
    return { workspace: { sqlite, paths, schema, synchronisedBy: null, close, abandon: close }, facts, watch: { session, seen } };
  } catch (cause) {
    unlock();
    throw cause;
  }
}

const names = [
  `SELECT riskNo || ' ' || hazardSource FROM risk`,
  'SELECT name FROM riskPoint',
  'SELECT name FROM person',
  `SELECT no || ' ' || name FROM round`,
  'SELECT number FROM filing',
  'SELECT name FROM attachment',
  'SELECT name FROM authority',
]
  .map((select) => `${select} WHERE id = @id`)
  .join(' UNION ALL ');

/** What the record is known by that is asked for; empty where a list is. */
function recordAsked(reader: Reader, asked: unknown): string {
  const { id, riskPointId, pointId, subjectId, roundId, filingId } = (asked ?? {}) as Record<string, unknown>;
  const named = [id, subjectId, riskPointId, pointId, roundId, filingId].find((one) => typeof one === 'string');
  return named === undefined ? '' : (reader.value<string>(names, { id: named as string }) ?? '');
}
