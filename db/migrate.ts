import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from './handle';

interface JournalEntry {
  idx: number;
  when: number;
  tag: string;
}

export function readJournal(migrationsFolder: string): JournalEntry[] {
  const text = readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8');
  return (JSON.parse(text) as { entries: JournalEntry[] }).entries;
}

/** Number of migrations that the file has seen; 0 for a new one. */
export function appliedMigrations(sqlite: Database): number {
  const known = sqlite.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = '__drizzle_migrations'`).get() as { n: number };
  return known.n === 0 ? 0 : (sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number }).n;
}

export const isFromTheFuture = (sqlite: Database, migrationsFolder: string): boolean =>
  appliedMigrations(sqlite) > readJournal(migrationsFolder).length;

export const pendingMigrations = (sqlite: Database, migrationsFolder: string): number =>
  readJournal(migrationsFolder).length - appliedMigrations(sqlite);

/**
 * All pending migrations in one transaction that ends with a check of every reference; a fault leaves the file as it was.
 * Foreign keys are switched off outside of it: inside, the pragma is ignored and a rebuild would cascade deletes. Written
 * here because drizzle's own migrator skips a migration older than the newest applied and commits before a check is possible.
 * @param upTo migrations after which to stop: a new file of an earlier shape
 * @returns number of migrations that the file has now seen
 * @throws Error when a reference dangles after migrating
 */
export function migrate(sqlite: Database, migrationsFolder: string, upTo?: number): number {
  const journal = readJournal(migrationsFolder).slice(0, upTo);
  const applied = appliedMigrations(sqlite);
  if (journal.length <= applied) return applied;
  sqlite.pragma('foreign_keys = OFF');
  try {
    sqlite
      .transaction(() => {
        sqlite.exec('CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)');
        for (const { tag, when } of journal.slice(applied)) {
          const text = readFileSync(path.join(migrationsFolder, `${tag}.sql`), 'utf8');
          for (const statement of text.split('--> statement-breakpoint')) sqlite.exec(statement);
          sqlite.prepare('INSERT INTO "__drizzle_migrations" (hash, created_at) VALUES (?, ?)').run(hash('sha256', text, 'hex'), when);
        }
        const dangling = sqlite.pragma('foreign_key_check') as unknown[];
        if (dangling.length > 0) throw new Error(`${dangling.length} dangling references after migration`);
      })
      .immediate();
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
  return journal.length;
}
