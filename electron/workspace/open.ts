import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Database } from '../../db/handle';
import { appliedMigrations, isFromTheFuture, migrate, pendingMigrations } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { assertSearchTables, rebuildSearch } from '../../db/search';
import { assertTriggers } from '../../db/triggers';
import { unavailable } from '../api/failure';
import { backUp } from './backup/run';
import type { Content } from './content';
import { ensureFolder } from './file';
import { takeLock, WorkspaceLocked } from './lock';
import { workspacePaths, type WorkspacePaths } from './paths';
import { placeOf } from './place';
import { removeUnfinished } from './unfinished';
import { userName } from './userName';

export interface Machine {
  nativeBinding: string | null;
  migrationsFolder: string;
  content: Content;
  /** Version of the application. */
  version: string;
  now(): number;
}

export interface OpenWorkspace {
  sqlite: Database;
  paths: WorkspacePaths;
  schema: number;
  /** Synchroniser that copies this folder, to warn about. */ synchronisedBy: string | null;
  close(): void;
}

/**
 * Opens a workspace in the order of architecture §5; each refusal is a Failure with its own key.
 * @throws AppError
 */
export async function openWorkspace(folder: string, machine: Machine, mayCreate = false): Promise<OpenWorkspace> {
  const paths = workspacePaths(folder);
  const place = placeOf(folder);
  if (place.kind === 'network') throw unavailable('networkShare', { folder });
  if (!existsSync(paths.database) && !mayCreate) throw unavailable('noWorkspace', { folder });
  for (const part of [paths.folder, paths.attachments, paths.filings, paths.backups]) ensureFolder(part);
  const unlock = lock(paths.lock);
  let sqlite: Database | undefined;
  try {
    sqlite = openDatabase({ file: paths.database, nativeBinding: machine.nativeBinding });
    const applied = appliedMigrations(sqlite);
    // Some other program's file, or an empty one, is left alone.
    if (applied === 0 && !mayCreate) throw unavailable('noWorkspace', { folder });
    if (isFromTheFuture(sqlite, machine.migrationsFolder)) throw unavailable('newerFile', { folder });
    if (applied > 0 && readFact(sqlite, 'cleanEnd') !== '1' && !isSound(sqlite) && !isSoundWithoutSearch(sqlite))
      throw unavailable('damaged', { folder });
    if (applied > 0 && readFact(sqlite, 'cleanEnd') !== '1') removeUnfinished(paths);
    if (applied > 0 && pendingMigrations(sqlite, machine.migrationsFolder) > 0) {
      const { nativeBinding, version } = machine;
      await backUp({ paths, nativeBinding, version, now: machine.now() }, { folder: paths.backups }, 'migration');
    }
    const schema = migrate(sqlite, machine.migrationsFolder);
    assertTriggers(sqlite);
    assertSearchTables(sqlite);
    if (readFact(sqlite, 'cleanEnd') !== '1') healCatalogues(sqlite, machine);
    seedCatalogues(sqlite, machine);
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
    };
  } catch (cause) {
    sqlite?.close();
    unlock();
    throw cause;
  }
}

const isSound = (sqlite: Database): boolean => sqlite.pragma('integrity_check(1)', { simple: true }) === 'ok';

/** The index is made from the records: when nothing else is damaged it is made anew, otherwise the file stays as it is. */
function isSoundWithoutSearch(sqlite: Database): boolean {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    rebuildSearch(sqlite);
    if (!isSound(sqlite)) throw new Error('damaged');
    sqlite.exec('COMMIT');
    return true;
  } catch {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    return false;
  }
}

function lock(file: string): () => void {
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

const writeFact = (sqlite: Database, key: string, value: string): void => {
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
