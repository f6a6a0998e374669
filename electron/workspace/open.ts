import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Database } from '../../db/handle';
import { appliedMigrations, isFromTheFuture, migrate, pendingMigrations } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { assertSearchTables } from '../../db/search';
import { assertTriggers } from '../../db/triggers';
import { AppError, unavailable } from '../api/failure';
import { backUp } from './backup/run';
import type { Content } from './content';
import { inspect, isDamage, reading, type Broken, type Soundness } from './diagnose';
import { ensureFolder } from './file';
import { takeLock, WorkspaceLocked } from './lock';
import { workspacePaths, type WorkspacePaths } from './paths';
import { placeOf } from './place';
import { removeUnfinished } from './unfinished';
import { finishSwitch, isSwitching } from './switch';
import { userName } from './userName';

export interface Machine {
  nativeBinding: string | null;
  migrationsFolder: string;
  content: Content;
  /** Version of the application. */
  version: string;
  now(): number;
  /** Looks at a file that may be broken, where that holds nobody up; absent: here. */
  inspect?(file: string): Promise<Soundness>;
}

export interface OpenWorkspace {
  sqlite: Database;
  paths: WorkspacePaths;
  schema: number;
  /** Synchroniser that copies this folder, to warn about. */ synchronisedBy: string | null;
  close(): void;
  /** Closes it without a word that all is well: it is checked when it is opened again. */ abandon(): void;
}

/** A data file that is broken: it stays as it is, and the damage page offers the ways out. */
export class DamagedWorkspace extends AppError {
  constructor(
    readonly folder: string,
    readonly found: Broken,
  ) {
    super({ code: 'UNAVAILABLE', key: 'damaged', params: { folder } });
  }
}

/**
 * Opens a workspace in the order of architecture §5; each refusal is a Failure with its own key.
 * @throws AppError
 */
export async function openWorkspace(folder: string, machine: Machine, mayCreate = false): Promise<OpenWorkspace> {
  const paths = workspacePaths(folder);
  const place = placeOf(folder);
  if (place.kind === 'network') throw unavailable('networkShare', { folder });
  if (!existsSync(paths.database) && !isSwitching(paths) && !mayCreate) throw unavailable('noWorkspace', { folder });
  if (existsSync(paths.investigation)) throw unavailable('investigationCopy', { folder });
  for (const part of [paths.folder, paths.attachments, paths.filings, paths.backups]) ensureFolder(part);
  const unlock = lock(paths.lock);
  let sqlite: Database | undefined;
  try {
    await finishSwitch(paths);
    const applied = existsSync(paths.database) ? await inspected(paths, machine, mayCreate) : 0;
    sqlite = openDatabase({ file: paths.database, nativeBinding: machine.nativeBinding });
    if (applied > 0 && readFact(sqlite, 'cleanEnd') !== '1') removeUnfinished(paths);
    if (applied > 0 && pendingMigrations(sqlite, machine.migrationsFolder) > 0) {
      const { nativeBinding, version } = machine;
      await backUp({ paths, nativeBinding, version, now: machine.now() }, { folder: paths.backups }, 'migration');
    }
    const schema = bringUp(sqlite, machine);
    writeFact(sqlite, 'cleanEnd', '0');
    const opened = sqlite;
    return {
      sqlite: opened,
      paths,
      schema,
      synchronisedBy: place.kind === 'synchronised' ? place.by : null,
      close: () => {
        try {
          writeFact(opened, 'cleanEnd', '1');
          opened.pragma('optimize');
        } catch {
          // A full disk, say: the next opening checks the file.
        } finally {
          opened.close();
          unlock();
        }
      },
      abandon: () => {
        opened.close();
        unlock();
      },
    };
  } catch (cause) {
    sqlite?.close();
    unlock();
    throw cause;
  }
}

/** Brings a file to the shape, the triggers and the catalogues of this application. @returns the number of migrations applied */
export function bringUp(sqlite: Database, machine: Machine): number {
  const schema = migrate(sqlite, machine.migrationsFolder);
  assertTriggers(sqlite);
  assertSearchTables(sqlite);
  if (readFact(sqlite, 'cleanEnd') !== '1') healCatalogues(sqlite, machine);
  seedCatalogues(sqlite, machine);
  return schema;
}

/**
 * What is known of a file before anything is written to it. After an end that was none it is checked whole.
 * @returns number of migrations applied
 * @throws AppError when it is not ours, DamagedWorkspace
 */
async function inspected({ folder, database }: WorkspacePaths, machine: Machine, mayCreate: boolean): Promise<number> {
  const { nativeBinding, migrationsFolder } = machine;
  let applied = 0;
  let isClean = false;
  try {
    reading(database, nativeBinding, (sqlite) => {
      applied = appliedMigrations(sqlite);
      // Some other program's file, or an empty one, is left alone.
      if (applied === 0 && !mayCreate) throw unavailable('noWorkspace', { folder });
      if (isFromTheFuture(sqlite, migrationsFolder)) throw unavailable('newerFile', { folder });
      isClean = applied === 0 || readFact(sqlite, 'cleanEnd') === '1';
    });
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  if (isClean) return applied;
  const found = await (machine.inspect?.(database) ?? inspect(database, nativeBinding));
  if (found.state === 'hindered') throw new AppError(found.failure);
  if (found.state !== 'sound' && found.state !== 'search') throw new DamagedWorkspace(folder, found);
  return applied;
}

/** @throws AppError `locked` */
export function lock(file: string): () => void {
  try {
    return takeLock(file, userName());
  } catch (cause) {
    if (cause instanceof WorkspaceLocked)
      throw unavailable('locked', { user: cause.owner.user, pid: cause.owner.pid, since: cause.owner.since });
    throw cause;
  }
}

export const readFact = (sqlite: Database, key: string): string | undefined =>
  (sqlite.prepare('SELECT value FROM workspaceFact WHERE key = ?').get(key) as { value: string } | undefined)?.value;

export const writeFact = (sqlite: Database, key: string, value: string): void => {
  sqlite.prepare('INSERT OR REPLACE INTO workspaceFact (key, value) VALUES (?, ?)').run(key, value);
};

/** Keeps each catalogue by content hash, so that a record keeps the scale it was graded by. A published one never changes. */
function seedCatalogues(sqlite: Database, { content, now }: Machine): void {
  const mark = hash(
    'sha256',
    content
      .catalogueFiles()
      .map((file) => `${file.id} ${file.text.length}`)
      .join('\n'),
    'hex',
  );
  if (readFact(sqlite, 'catalogues') === mark) return;
  const insert = sqlite.prepare('INSERT OR IGNORE INTO catalogue (id, hash, content, seededAt) VALUES (?, ?, ?, ?)');
  sqlite
    .transaction(() => {
      for (const { id, text } of content.catalogueFiles()) insert.run(id, hash('sha256', text, 'hex'), text, now());
      writeFact(sqlite, 'catalogues', mark);
    })
    .immediate();
}

/** A kept catalogue whose text is no longer that of its hash is taken from the shipped one anew: no audit speaks of it. */
function healCatalogues(sqlite: Database, { content }: Machine): void {
  const kept = sqlite.prepare('SELECT id, hash, content FROM catalogue').all() as { id: string; hash: string; content: string }[];
  const damaged = new Set(kept.filter((row) => hash('sha256', row.content, 'hex') !== row.hash).map(({ id }) => id));
  if (damaged.size === 0) return;
  const update = sqlite.prepare('UPDATE catalogue SET content = ?, hash = ? WHERE id = ?');
  sqlite
    .transaction(() => {
      for (const { id, text } of content.catalogueFiles()) if (damaged.has(id)) update.run(text, hash('sha256', text, 'hex'), id);
    })
    .immediate();
}
