import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../db/handle';
import type { Reply } from '../../electron/api/failure';
import type { ProcedureName } from '../../electron/api/index';
import { workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { harmFile, harms, regions, regionsOf, type Harm, type Range, type Region } from '../support/mutant';
import { paperShell, populate } from '../support/populated';
import { between, pick, randomOf } from '../support/random';
import { newHost, newWorkspace } from '../support/workspace';

/** What is harmed: a kind of page of the live file, its log, a file of evidence, a part of a backup. */
export const targets = [...regions, 'wal', 'shm', 'backupDatabase', 'backupManifest', 'backupList', 'backupFile'] as const;
export type Target = (typeof targets)[number];

/** `leaf/bit/7`: replays a mutant. */
export interface Mutant {
  target: Target;
  harm: Harm;
  seed: number;
}
export const nameOfMutant = ({ target, harm, seed }: Mutant): string => `${target}/${harm}/${seed}`;

export function drawMutants(seed: number, count: number): Mutant[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, i) => {
    const target = targets[i % targets.length]!;
    const isFile = target === 'wal' || target === 'shm' || target.startsWith('backup');
    return { target, harm: pick(isFile ? harms.filter((harm) => harm !== 'swap') : harms, random), seed: between(1, 2 ** 30, random) };
  });
}

/** A hash of each table, search and what every opening writes aside. */
type Dump = Readonly<Record<string, string>>;

export interface Bench {
  folder: string;
  /** A workspace as its process left it when it died: much of it still in the log. */
  base: string;
  dump: Dump;
  ranges: Readonly<Record<Region, Range[]>>;
}

export async function newBench(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-损坏 '));
  const workspace = await newWorkspace({ shell: paperShell });
  await populate(workspace, folder);
  await workspace.call('backup.run', { why: 'manual' });
  // Everything so far goes from the log into the file, what follows stays in the log.
  const file = openFile(workspace.folder);
  file.pragma('wal_checkpoint(TRUNCATE)');
  for (const name of ['夜班', '检修队'])
    await workspace.call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
  const base = path.join(folder, '原样');
  cpSync(workspace.folder, base, { recursive: true });
  rmSync(workspacePaths(base).lock, { force: true });
  const dump = dumpOf(file);
  file.close();
  await workspace.host.close();
  const { ranges } = regionsOf(workspacePaths(base).database, path.join(folder, '页.db'));
  return { folder, base, dump, ranges };
}

function dumpOf(file: Database): Dump {
  const names = file
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%' AND name <> 'workspaceFact'`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      hash('sha256', JSON.stringify(file.prepare(`SELECT * FROM "${name}" NOT INDEXED ORDER BY rowid`).all()), 'hex'),
    ]),
  );
}

/**
 * `unused` the bytes meant nothing; `refused` and `told` the application says that something is damaged; `earlier` the end of the log
 * is gone as after a loss of power; `unwatched` only what the page remembers differs. `silent` and `fault` must not be.
 */
export interface Outcome {
  kind: 'unused' | 'refused' | 'told' | 'earlier' | 'unwatched' | 'silent' | 'fault';
  detail: string;
}

const reads: readonly (readonly [ProcedureName, unknown])[] = [
  ['home.summary', {}],
  ['risk.list', { filter: {}, offset: 0, limit: 200, sort: { by: 'level', descending: false } }],
  ['person.list', { filter: {}, offset: 0, limit: 100 }],
  ['round.list', {}],
  ['filing.list', {}],
  ['review.run', {}],
  ['search.everything', { text: '危险' }],
  ['history.steps', { limit: 50 }],
];

/** One mutant of the workspace, and what the application says of it. */
export async function play(bench: Bench, mutant: Mutant): Promise<Outcome> {
  const own = mkdtempSync(path.join(bench.folder, 'm'));
  const place = path.join(own, '工作区');
  cpSync(bench.base, place, { recursive: true });
  const done = harm(bench, place, mutant);
  const outcome = mutant.target.startsWith('backup') ? await backupExamined(place) : await fileExamined(bench, place);
  rmSync(own, { recursive: true, force: true });
  return { ...outcome, detail: `${done}: ${outcome.detail}` };
}

function harm({ ranges }: Bench, place: string, { target, harm: kind, seed }: Mutant): string {
  const random = randomOf(seed);
  const { database, backups } = workspacePaths(place);
  const backup = path.join(
    backups,
    readdirSync(backups).find((name) => /^\d{8}T/.test(name))!,
  );
  const files = {
    wal: `${database}-wal`,
    shm: `${database}-shm`,
    backupDatabase: path.join(backup, 'anze.db'),
    backupManifest: path.join(backup, 'manifest.json'),
    backupList: path.join(backup, 'files.json'),
    backupFile: '',
  } as const;
  if ((regions as readonly string[]).includes(target)) {
    const own = ranges[target as Region];
    return harmFile(database, kind, own.length > 0 ? own : ranges.leaf, random);
  }
  const file = target === 'backupFile' ? pick(storedIn(backups), random) : files[target as keyof typeof files];
  return harmFile(file, kind, [[0, Math.max(1, statSync(file).size)]], random);
}

const storedIn = (backups: string): string[] =>
  readdirSync(path.join(backups, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Opens the workspace as a start after an unclean end does, reads, and holds what is said against what is there. */
async function fileExamined({ dump }: Bench, folder: string): Promise<Outcome> {
  const faults: string[] = [];
  const { host } = newHost({
    folder,
    log: ({ level, message, cause }) => void (level === 'error' && faults.push(`${message} ${String(cause)}`)),
  });
  const opened = (await host.call('workspace.open', { folder })) as Reply<unknown>;
  if (!opened.ok) return { kind: opened.error.code === 'INTERNAL' ? 'fault' : 'refused', detail: `${opened.error.key} ${faults.join()}` };
  const replies = await Promise.all(reads.map(([name, input]) => host.call(name, input)));
  const verdict = (await host.call('audit.verify', {})) as Reply<{ faults: unknown[] }>;
  const seen = [...replies, verdict].flatMap((reply) => (reply.ok ? [] : [reply.error.key]));
  const isTold = seen.includes('damaged') || (verdict.ok && verdict.data.faults.length > 0);
  const different = differences(folder, dump);
  await host.close();
  const detail = `${different.join()} ${seen.join()} ${faults.join()}`;
  if (faults.length > 0) return { kind: 'fault', detail };
  if (isTold) return { kind: 'told', detail };
  if (different.length === 0) return { kind: 'unused', detail };
  if (different.every((table) => table === 'preference')) return { kind: 'unwatched', detail };
  return { kind: different.includes('audit') ? 'earlier' : 'silent', detail };
}

function differences(folder: string, dump: Dump): string[] {
  const file = openFile(folder);
  try {
    const now = dumpOf(file);
    return Object.keys(dump).filter((table) => dump[table] !== now[table]);
  } catch (cause) {
    return [`unreadable ${String(cause)}`];
  } finally {
    file.close();
  }
}

/** A backup is whole or it is told what of it is not: every byte of it stands in a hash. */
async function backupExamined(folder: string): Promise<Outcome> {
  const { call, host } = newHost({ folder });
  await call('workspace.open', { folder });
  const { entries } = await call('backup.list', {});
  const told: string[] = [];
  for (const { id, state } of entries) {
    if (state === 'damaged') told.push(state);
    else for (const { kind } of (await call('backup.verify', { id })).faults) told.push(kind);
  }
  // The next one is whole again, whatever has befallen those before.
  const { id } = await call('backup.run', { why: 'manual' });
  const { faults } = await call('backup.verify', { id });
  await host.close();
  if (faults.length > 0) return { kind: 'fault', detail: `the next backup: ${JSON.stringify(faults)}` };
  return { kind: told.length > 0 ? 'told' : 'silent', detail: told.join() };
}
