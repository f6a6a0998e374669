import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { auditHead } from '../../../db/audit';
import { pinnedDays, type BackupReason } from '../../../db/domain/backup/reason';
import { Reader } from '../../../db/handle';
import { openDatabase } from '../../../db/open';
import { filesNamed } from '../../../db/query/namedFile';
import { subjects } from '../../../db/tables';
import { unavailable } from '../../api/failure';
import { ensureFolder, writeFileSafely } from '../file';
import { attachmentFile, type WorkspacePaths } from '../paths';
import {
  databaseOf,
  filesOf,
  listOf,
  provenBackups,
  storeOf,
  sweep,
  thin,
  verifyBackup,
  writeManifest,
  type Repository,
} from './catalogue';
import { copyHashed, flushFile, flushFolder, hashFile, sizeOf, storedFile, storedFiles } from './files';
import type { HeldFile, Manifest } from './manifest';

export interface BackupSource {
  paths: Pick<WorkspacePaths, 'database' | 'attachments' | 'filings'>;
  nativeBinding: string | null;
  /** Version of the application. */
  version: string;
  now: number;
}
export interface Around {
  signal?: AbortSignal;
  /** 0 to 1 and the step, `copy`, `check` or `files`. */
  progress?(done: number, key: string): void;
}

/** What stands in the snapshot that is copied. */
type State = Pick<Manifest, 'origin' | 'name' | 'schema' | 'auditSeq' | 'auditHash' | 'newestChange' | 'preferences' | 'counts'> & {
  files: Named[];
};
type Named = { place: string; file: string; sha256: string };

/** Four mebibytes between two looks at the clock and at whoever cancels. */
const pagesAtOnce = 1024;
/** Without a page copied for so long the source is stuck: SQLite would wait for ever. */
const patience = 60_000;
/** Made by the application itself, often: where nothing has changed they do not read everything through. */
const inPassing: ReadonlySet<BackupReason> = new Set(['close', 'interval', 'bulk']);
/** Room that must be left on the disk. */
const reserve = 16 << 20;

/**
 * A backup of the state that stands now: the database by SQLite's online backup within one read transaction (without it every commit
 * elsewhere begins the copy anew), opened, integrity-checked and counted; files that no earlier backup has; the manifest last. Only
 * then are older ones thinned. When nothing has changed since the newest, that one is told; where somebody asked, it is read through.
 * @throws AppError `backupRoom` when the disk has no room, `backupUnsound` when the copy is not as good as the original
 */
export function backUp(source: BackupSource, repository: Repository, why: BackupReason, around: Around = {}): Promise<Backup> {
  const made = turn.catch(() => {}).then(() => makeBackup(source, repository, why, around));
  turn = made;
  return made;
}

export interface Backup {
  manifest: Manifest;
  /** False where nothing has changed since the newest one, which is told then. */
  isNew: boolean;
}

/** One after the other: each begins with clearing away what is half done. */
let turn: Promise<unknown> = Promise.resolve();

async function makeBackup(source: BackupSource, repository: Repository, why: BackupReason, around: Around): Promise<Backup> {
  around.signal?.throwIfAborted();
  const { nativeBinding, now, paths } = source;
  ensureFolder(repository.folder);
  sweep(repository);
  const sqlite = openDatabase({ file: paths.database, nativeBinding, cache: 16_384 });
  const id = freeId(repository, now, why);
  const entry = path.join(repository.folder, id);
  const part = `${entry}.part`;
  try {
    sqlite.exec('BEGIN');
    const state = stateOf(new Reader(sqlite), paths);
    const newest = provenBackups(repository)[0];
    if (newest !== undefined && isSame(newest, state) && isSameFiles(repository, newest, state)) {
      if (inPassing.has(why)) return { manifest: newest, isNew: false };
      const again = await verifyBackup(repository, newest.id, now, { ...(around.signal && { signal: around.signal }) });
      if (again.faults.length === 0) return { manifest: { ...newest, verifiedAt: now }, isNew: false };
    }
    const stored = storedFiles(storeOf(repository));
    const missing = state.files.filter(({ sha256 }) => !stored.has(sha256));
    requireRoom(repository.folder, (sizeOf(paths.database) ?? 0) + (sizeOf(`${paths.database}-wal`) ?? 0) + sizesOf(missing));
    mkdirSync(part);
    const copy = databaseOf(part);
    await copyDatabase(sqlite, copy, around);
    sqlite.exec('COMMIT');
    around.progress?.(0.4, 'check');
    prove(copy, nativeBinding, state);
    flushFile(copy);
    const database = await hashFile(copy, around.signal);
    const { held, lacking } = await keepFiles(storeOf(repository), state.files, stored, {
      ...around,
      progress: (share, key) => around.progress?.(0.7 + 0.3 * share, key),
    });
    const { files: _files, ...told } = state;
    writeFileSafely(listOf(part), Buffer.from(JSON.stringify(held)));
    const list = await hashFile(listOf(part));
    renameSync(part, entry);
    flushFolder(repository.folder);
    const days = pinnedDays[why];
    const manifest: Manifest = {
      format: 1,
      id,
      at: now,
      why,
      ...told,
      appVersion: source.version,
      database,
      files: { sha256: list.sha256, count: held.length, size: uniqueSize(held), lacking },
      verifiedAt: now,
      ...(days !== undefined && { pinnedUntil: now + days * 86_400_000 }),
    };
    writeManifest(entry, manifest);
    thin(repository, now);
    return { manifest, isNew: true };
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw cause;
  } finally {
    sqlite.close();
  }
}

/** `20261122T161850-close` by the clock on the wall, with a number where that is taken. */
function freeId({ folder }: Repository, now: number, why: BackupReason): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  const stem = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}T${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}-${why}`;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!existsSync(path.join(folder, id))) return id;
  }
}

function stateOf(reader: Reader, paths: BackupSource['paths']): State {
  const tables = new Set(reader.column<string>(`SELECT name FROM sqlite_master WHERE type = 'table'`));
  const head = auditHead(reader);
  return {
    origin: reader.value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '',
    name: reader.value<string>('SELECT name FROM enterprise LIMIT 1') ?? '',
    schema: reader.value<number>('SELECT count(*) FROM __drizzle_migrations')!,
    auditSeq: head.seq,
    auditHash: head.hash,
    newestChange: reader.value<number>('SELECT at FROM audit ORDER BY seq DESC LIMIT 1') ?? null,
    preferences: preferencesOf(reader),
    counts: countsOf(reader),
    files: ['attachment', 'filingFile', 'submission'].every((table) => tables.has(table)) ? namedFiles(reader, paths) : lyingFiles(paths),
  };
}

const attachmentPlace = (sha256: string): string => `attachments/${sha256.slice(0, 2)}/${sha256}`;

function namedFiles(reader: Reader, { attachments, filings }: BackupSource['paths']): Named[] {
  return [...filesNamed(reader)].map(({ kind, sha256, name }) => {
    if (kind === 'attachment') return { place: attachmentPlace(sha256), file: attachmentFile(attachments, sha256), sha256 };
    const kept = kind === 'volume' ? `${sha256}.zip` : path.basename(name);
    return { place: `filings/${kept}`, file: path.join(filings, kept), sha256 };
  });
}

/** Of a file from before some of the tables were there: what lies in its folders. */
function lyingFiles({ attachments, filings }: BackupSource['paths']): Named[] {
  const papers = existsSync(filings) ? readdirSync(filings, { withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  return [
    ...[...storedFiles(attachments)].map((sha256) => ({
      place: attachmentPlace(sha256),
      file: attachmentFile(attachments, sha256),
      sha256,
    })),
    ...papers.map(({ name }) => {
      const file = path.join(filings, name);
      return { place: `filings/${name}`, file, sha256: hash('sha256', readFileSync(file), 'hex') };
    }),
  ];
}

/** How many preferences and drafts there are and when the last was kept. */
export const preferencesOf = (reader: Reader): string =>
  reader.value<string>(`SELECT count(*) || ' ' || coalesce(max(updatedAt), 0) FROM preference`) ?? '';

/** Rows of each subject that the schema of the file has. */
export function countsOf(reader: Reader): Record<string, number> {
  const tables = new Set(reader.column<string>(`SELECT name FROM sqlite_master WHERE type = 'table'`));
  return Object.fromEntries(
    subjects
      .filter((subject) => tables.has(subject))
      .map((subject) => [subject, reader.value<number>(`SELECT count(*) FROM "${subject}"`)!]),
  );
}

const isSame = (manifest: Manifest, state: State): boolean =>
  manifest.auditSeq === state.auditSeq &&
  manifest.auditHash === state.auditHash &&
  manifest.schema === state.schema &&
  manifest.preferences === state.preferences;

/** The newest backup names every file that can be read now, and lacked none that has come back. */
function isSameFiles(repository: Repository, manifest: Manifest, { files }: State): boolean {
  const held = new Set(filesOf(path.join(repository.folder, manifest.id), manifest)?.map(({ place, sha256 }) => `${place} ${sha256}`));
  return files.every(({ place, sha256, file }) => held.has(`${place} ${sha256}`) || !existsSync(file));
}

const sizesOf = (files: readonly Named[]): number => files.reduce((sum, { file }) => sum + (sizeOf(file) ?? 0), 0);
const uniqueSize = (held: readonly HeldFile[]): number =>
  [...new Map(held.map(({ sha256, size }) => [sha256, size])).values()].reduce((sum, size) => sum + size, 0);

/** @throws AppError `backupRoom` */
export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < bytes + reserve) throw unavailable('backupRoom', { needed: megabytes(bytes + reserve), free: megabytes(free) });
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

async function copyDatabase(sqlite: ReturnType<typeof openDatabase>, file: string, { signal, progress }: Around): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  let moved = performance.now();
  await sqlite.backup(file, {
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted();
      if (remainingPages < left) {
        left = remainingPages;
        moved = performance.now();
      } else if (performance.now() - moved > patience) throw unavailable('busy');
      progress?.((0.4 * (totalPages - remainingPages)) / Math.max(1, totalPages), 'copy');
      return pagesAtOnce;
    },
  });
}

/** Opens the copy, checks it whole and counts it. @throws AppError `backupUnsound` */
function prove(file: string, nativeBinding: string | null, state: State): void {
  const copy = openDatabase({ file, nativeBinding, cache: 65_536 });
  try {
    // One file that can be copied by hand, without a log beside it.
    copy.pragma('journal_mode = DELETE');
    const reader = new Reader(copy);
    const head = auditHead(reader);
    const isSound =
      isIntact(copy) &&
      head.seq === state.auditSeq &&
      head.hash === state.auditHash &&
      JSON.stringify(countsOf(reader)) === JSON.stringify(state.counts) &&
      preferencesOf(reader) === state.preferences;
    if (!isSound) throw unavailable('backupUnsound');
  } finally {
    copy.close();
  }
}

/** A check that throws has found damage, too. */
function isIntact(sqlite: ReturnType<typeof openDatabase>): boolean {
  try {
    return sqlite.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } catch (cause) {
    if (String((cause as { code?: unknown }).code).startsWith('SQLITE_CORRUPT')) return false;
    throw cause;
  }
}

/** Copied at once: while one is flushed, another is read. */
const copiedAtOnce = 3;

/** Brings the bytes of all files into the store. What is gone or not what its hash says is counted, not copied. */
async function keepFiles(
  store: string,
  files: readonly Named[],
  stored: ReadonlySet<string>,
  { signal, progress }: Around,
): Promise<{ held: HeldFile[]; lacking: number }> {
  const sizes = new Map<string, number>();
  const keep = async (sha256: string, sources: readonly Named[]) => {
    signal?.throwIfAborted();
    const target = storedFile(store, sha256);
    if (stored.has(sha256)) sizes.set(sha256, statSync(target).size);
    for (const { file } of sources) {
      if (sizes.has(sha256)) return;
      const size = await copiedOrNull(file, target, sha256, signal);
      if (size !== null) sizes.set(sha256, size);
    }
  };
  const wanted = [...Map.groupBy(files, ({ sha256 }) => sha256)];
  for (let from = 0; from < wanted.length; from += copiedAtOnce) {
    progress?.(from / wanted.length, 'files');
    await Promise.all(wanted.slice(from, from + copiedAtOnce).map(([sha256, sources]) => keep(sha256, sources)));
  }
  const held = files.flatMap(({ place, sha256 }) => {
    const size = sizes.get(sha256);
    return size === undefined ? [] : [{ place, sha256, size }];
  });
  return { held, lacking: files.length - held.length };
}

const unreadable = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EBUSY', 'ENAMETOOLONG']);

/** A file that is gone or cannot be read is no reason to have no backup of all the rest. */
async function copiedOrNull(file: string, target: string, sha256: string, signal?: AbortSignal): Promise<number | null> {
  try {
    return await copyHashed(file, target, sha256, signal);
  } catch (cause) {
    const { code, path: at } = cause as NodeJS.ErrnoException;
    if (at === file && unreadable.has(code ?? '')) return null;
    throw cause;
  }
}
