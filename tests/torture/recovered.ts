import { hash } from 'node:crypto';
import type { Database } from '../../db/handle';
import type { Reply } from '../../electron/api/failure';
import type { WorkspaceHost } from '../../electron/workspace/host';
import { openFile } from '../support/database';

/** What stood in a workspace at a time. */
export interface Standing {
  /** Of the backup that is taken from it. */
  id: string;
  /** Last row of the audit. */
  seq: number;
  /** A hash of each table, but for search, what every opening writes, and what a restore adds. */
  tables: Readonly<Record<string, string>>;
}

const namesOf = (file: Database): string[] =>
  file
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'
        AND name NOT IN ('workspaceFact', 'restoration', '__drizzle_migrations')`,
    )
    .pluck()
    .all() as string[];

/** @param seq last row of the audit that counts */
function tablesOf(file: Database, seq: number): Record<string, string> {
  const rows = (name: string) =>
    file.prepare(`SELECT * FROM "${name}" NOT INDEXED ${/^audit(Payload)?$/.test(name) ? `WHERE seq <= ${seq}` : ''} ORDER BY rowid`).all();
  return Object.fromEntries(namesOf(file).map((name) => [name, hash('sha256', JSON.stringify(rows(name)), 'hex')]));
}

const headOf = (file: Database): number => file.prepare('SELECT max(seq) FROM audit').pluck().get() as number;

export function standingIn(file: Database, id: string): Standing {
  const seq = headOf(file);
  return { id, seq, tables: tablesOf(file, seq) };
}

/** Tables that are not as they were. */
export function differences(folder: string, { tables, seq }: Standing): string[] {
  const file = openFile(folder);
  try {
    const now = tablesOf(file, seq);
    return Object.keys(tables).filter((table) => tables[table] !== now[table]);
  } catch (cause) {
    return [`unreadable ${String(cause)}`];
  } finally {
    file.close();
  }
}

/**
 * What reading out of the damaged file gave: every record (`equal`); all but those that it names (`named`); what stood there before the end of
 * the log was lost (`earlier`); nothing, so that only the backup helps (`backup`).
 */
export type Recovery = 'equal' | 'named' | 'earlier' | 'backup';

interface Told {
  table: string;
  fromAudit: number;
  lost: number;
  names: string[];
}

/**
 * Takes the ways out of the damage page one after the other: what can be read of the file, then the backup; both must bring back what they say.
 * @throws Error where one does not
 */
export async function recovered(
  { all, backup }: { all: Standing; backup: Standing },
  host: WorkspaceHost,
  folder: string,
): Promise<Recovery> {
  const call = async (name: 'restore.run' | 'restore.salvage' | 'audit.verify' | 'restore.list', input: object): Promise<unknown> => {
    const reply = (await host.call(name, input)) as Reply<unknown>;
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.data;
  };
  const faultsOf = async () => ((await call('audit.verify', {})) as { faults: { kind: string }[] }).faults;
  const backedUp = async (): Promise<void> => {
    await call('restore.run', { source: { kind: 'backup', id: backup.id }, reason: '' });
    const different = differences(folder, backup);
    if (different.length > 0) throw new Error(`after the backup was restored ${different.join()} differ`);
    const faults = await faultsOf();
    if (faults.length > 0) throw new Error(`after the backup was restored: ${JSON.stringify(faults)}`);
  };
  const wasOpen = host.state().open;
  // An open file is not read out of: it is put aside by a restore first.
  if (wasOpen) await backedUp();
  const aside = wasOpen ? ((await call('restore.list', {})) as { asides: { id: string }[] }).asides[0]!.id : null;
  const salvaged = (await host.call('restore.salvage', { aside })) as Reply<{ tables: Told[] }>;
  let recovery: Recovery = 'backup';
  if (salvaged.ok) {
    await call('restore.run', { source: { kind: 'salvaged' }, reason: '' });
    recovery = spoken(salvaged.data.tables, (await faultsOf()).length > 0, folder, all);
  } else if (salvaged.error.key !== 'damagedWhole') throw new Error(`restore.salvage: ${JSON.stringify(salvaged.error)}`);
  if (!wasOpen) await backedUp();
  return recovery;
}

/** Kept beside the records and told by nobody: what the page remembers, catalogues that are made anew. */
const aside = new Set(['preference', 'catalogue']);

/** @param isNamed whether the check of the audit names what is not as it says */
function spoken(tables: readonly Told[], isNamed: boolean, folder: string, all: Standing): Recovery {
  const different = differences(folder, all).filter((table) => !aside.has(table));
  if (different.length === 0) return 'equal';
  const file = openFile(folder);
  const head = file.prepare("SELECT max(seq) FROM audit WHERE command NOT LIKE 'workspace.restored'").pluck().get() as number;
  file.close();
  const named = new Set(tables.filter(({ lost, fromAudit }) => lost > 0 || fromAudit > 0).map(({ table }) => table));
  const silent = different.filter((table) => !named.has(table));
  if (silent.length === 0 || isNamed) return 'named';
  if (head < all.seq) return 'earlier';
  throw new Error(`read out of the damaged file ${silent.join()} differ, and nobody says so`);
}
