import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Reply } from '../../electron/api/failure';
import type { ProcedureName } from '../../electron/api/index';
import type { HostOptions } from '../../electron/workspace/state';
import { workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { harmFile, harms, regions, regionsOf, type Harm, type Range, type Region } from '../support/mutant';
import { paperShell, populate } from '../support/populated';
import { between, pick, randomOf } from '../support/random';
import { newHost, newWorkspace, type TestWorkspace } from '../support/workspace';
import { differences, recovered, standingIn, type Recovery, type Standing } from './recovered';

/** What is harmed: a kind of page of the live file, its log, a file of evidence or an issued paper, a part of a backup, an archive. */
const backupParts = ['backupDatabase', 'backupManifest', 'backupList', 'backupFile'] as const;
const archives = ['archive', 'sealed'] as const;
export const targets = [...regions, 'wal', 'shm', 'attachment', ...backupParts, ...archives] as const;
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
    const isPage = (regions as readonly string[]).includes(target);
    return { target, harm: pick(isPage ? harms : harms.filter((harm) => harm !== 'swap'), random), seed: between(1, 2 ** 30, random) };
  });
}

export interface Bench {
  folder: string;
  /** A workspace as its process left it when it died: much of it still in the log. */
  base: string;
  /** What stands in it, and what stands in its backup. */
  all: Standing;
  backup: Standing;
  ranges: Readonly<Record<Region, Range[]>>;
}

const password = '总经理保管的这个密码';

export async function newBench(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-损坏 '));
  const workspace = await newWorkspace({ shell: paperShell });
  await populate(workspace, folder);
  const { id } = await workspace.call('backup.run', { why: 'manual' });
  for (const [name, key] of [
    ['archive', null],
    ['sealed', password],
  ] as const)
    await workspace.call('archive.write', { file: path.join(folder, `${name}.anze`), password: key });
  // Everything so far goes from the log into the file, what follows stays in the log.
  const file = openFile(workspace.folder);
  // Pages that belong to nothing any more.
  file.exec('CREATE TABLE gone AS SELECT zeroblob(40000) AS x; DROP TABLE gone');
  const backup = standingIn(file, id);
  file.pragma('wal_checkpoint(TRUNCATE)');
  for (const name of ['夜班', '检修队'])
    await workspace.call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
  const base = path.join(folder, '原样');
  cpSync(workspace.folder, base, { recursive: true });
  rmSync(workspacePaths(base).lock, { force: true });
  const all = standingIn(file, id);
  file.close();
  await workspace.host.close();
  const { ranges } = regionsOf(workspacePaths(base).database, path.join(folder, '页.db'));
  return { folder, base, all, backup, ranges };
}

/**
 * `unused` the bytes meant nothing; `refused` and `told` the application says that something is damaged; `earlier` the end of the log
 * is gone as after a loss of power; `unwatched` only what the page remembers differs. `silent` and `fault` must not be.
 */
export interface Outcome {
  kind: 'unused' | 'refused' | 'told' | 'earlier' | 'unwatched' | 'silent' | 'fault';
  detail: string;
  /** What came of the ways out that were offered. */
  recovery: Recovery | 'none';
}
type Said = Omit<Outcome, 'recovery'> & Partial<Outcome>;

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

/** One mutant of the workspace, what the application says of it, and what its ways out bring back. */
export async function play(bench: Bench, mutant: Mutant): Promise<Outcome> {
  const own = mkdtempSync(path.join(bench.folder, 'm'));
  const place = path.join(own, '工作区');
  cpSync(bench.base, place, { recursive: true });
  const { target } = mutant;
  if (isArchive(target)) cpSync(path.join(bench.folder, `${target}.anze`), path.join(own, `${target}.anze`));
  const done = harm(bench, place, mutant);
  const said = isArchive(target)
    ? await archiveExamined(place, target)
    : target === 'attachment'
      ? await attachmentExamined(place)
      : target.startsWith('backup')
        ? await backupExamined(bench, place)
        : await fileExamined(bench, place);
  rmSync(own, { recursive: true, force: true });
  return { recovery: 'none', ...said, detail: `${done}: ${said.detail}` };
}

const isArchive = (target: Target): target is (typeof archives)[number] => (archives as readonly string[]).includes(target);

function harm({ ranges }: Bench, place: string, { target, harm: kind, seed }: Mutant): string {
  const random = randomOf(seed);
  const { database, backups, attachments, filings } = workspacePaths(place);
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
    archive: path.join(place, '../archive.anze'),
    sealed: path.join(place, '../sealed.anze'),
  } as const;
  if ((regions as readonly string[]).includes(target)) {
    const own = ranges[target as Region];
    return harmFile(database, kind, own.length > 0 ? own : ranges.leaf, random);
  }
  const many = { backupFile: [path.join(backups, 'files')], attachment: [attachments, filings] };
  const file = target in many ? pick(many[target as keyof typeof many].flatMap(filesIn), random) : files[target as keyof typeof files];
  return harmFile(file, kind, [[0, Math.max(1, statSync(file).size)]], random);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();

/** A host that keeps what it could not explain. */
function listening(folder: string): TestWorkspace & { faults: string[] } {
  const faults: string[] = [];
  const log: HostOptions['log'] = ({ level, message, cause }) =>
    void (level === 'error' && faults.push(`${message} ${(cause instanceof Error ? cause.stack : undefined) ?? String(cause)}`));
  return { ...newHost({ folder, log, shell: paperShell }), faults };
}

/** Opens the workspace as a start after an unclean end does, reads, holds what is said against what is there, and takes the ways out. */
async function fileExamined(bench: Bench, folder: string): Promise<Said> {
  const { host, faults } = listening(folder);
  const opened = (await host.call('workspace.open', { folder })) as Reply<unknown>;
  if (!opened.ok) {
    if (opened.error.code === 'INTERNAL') return { kind: 'fault', detail: faults.join() };
    const state = host.state();
    const isExplained = !state.open && state.damage !== null;
    const kind = isExplained ? 'refused' : 'fault';
    const detail = `${opened.error.key} ${isExplained ? state.damage!.found.state : 'without a way out'}`;
    if (kind === 'fault') return { kind, detail };
    const recovery = await recovered(bench, host, folder).catch((cause: unknown) => {
      throw new Error(faults.join(), { cause });
    });
    await host.close();
    return faults.length > 0 ? { kind: 'fault', detail: faults.join() } : { kind, detail, recovery };
  }
  const replies = await Promise.all(reads.map(([name, input]) => host.call(name, input)));
  const verdict = (await host.call('audit.verify', {})) as Reply<{ faults: unknown[] }>;
  const seen = [...replies, verdict].flatMap((reply) => (reply.ok ? [] : [reply.error.key]));
  const isTold = seen.includes('damaged') || (verdict.ok && verdict.data.faults.length > 0);
  const different = differences(folder, bench.all);
  const recovery = isTold ? await recovered(bench, host, folder) : 'none';
  await host.close();
  const detail = `${different.join()} ${seen.join()} ${faults.join()}`;
  if (faults.length > 0) return { kind: 'fault', detail };
  if (isTold) return { kind: 'told', detail, recovery };
  if (different.length === 0) return { kind: 'unused', detail };
  if (different.every((table) => table === 'preference')) return { kind: 'unwatched', detail };
  return { kind: different.includes('audit') ? 'earlier' : 'silent', detail };
}

/** A backup is whole or it is told what of it is not: every byte of it stands in a hash. Nothing is restored from one that is not. */
async function backupExamined({ backup }: Bench, folder: string): Promise<Said> {
  const { call, host, fail } = listening(folder);
  await call('workspace.open', { folder });
  const { entries } = await call('backup.list', {});
  const told: string[] = [];
  for (const { id, state } of entries) {
    if (state === 'damaged') told.push(state);
    else for (const { kind } of (await call('backup.verify', { id })).faults) told.push(kind);
  }
  const isWhole = told.every((kind) => kind === 'file');
  if (!isWhole && (await fail('restore.preview', { source: { kind: 'backup', id: backup.id } })).key !== 'backupDamaged')
    return { kind: 'silent', detail: 'a damaged backup is restored' };
  // The next one is whole again, whatever has befallen those before.
  const { id } = await call('backup.run', { why: 'manual' });
  const { faults } = await call('backup.verify', { id });
  await host.close();
  if (faults.length > 0) return { kind: 'fault', detail: `the next backup: ${JSON.stringify(faults)}` };
  return { kind: told.length > 0 ? 'told' : 'silent', detail: told.join(), recovery: 'equal' };
}

/** A file of evidence or an issued paper that is not what it was is named, and comes back from the backups. */
async function attachmentExamined(folder: string): Promise<Said> {
  const { call, host, faults } = listening(folder);
  await call('workspace.open', { folder });
  const { missing, changed } = await call('evidence.verify', {});
  const back = await call('evidence.restore', { from: 'backups' });
  const after = await call('evidence.verify', {});
  await host.close();
  const detail = `${missing} missing, ${changed} changed, ${back.restored} back`;
  if (faults.length > 0 || after.missing + after.changed > 0) return { kind: 'fault', detail: `${detail} ${faults.join()}` };
  return { kind: missing + changed > 0 ? 'told' : 'silent', detail, recovery: 'equal' };
}

/** An archive is read whole and hashed; only bytes between its parts may differ, and none where it is sealed. */
async function archiveExamined(folder: string, target: (typeof archives)[number]): Promise<Said> {
  const { host, call, faults } = listening(folder);
  await call('workspace.open', { folder });
  const file = path.join(folder, `../${target}.anze`);
  const key = target === 'sealed' ? password : null;
  const reply = (await host.call('archive.check', { file, password: key })) as Reply<{ needsPassword: boolean }>;
  await call('archive.write', { file, password: null });
  await call('archive.check', { file, password: null });
  await host.close();
  const detail = reply.ok ? 'read' : reply.error.key;
  if (faults.length > 0) return { kind: 'fault', detail: faults.join() };
  if (!reply.ok) return { kind: reply.error.code === 'INTERNAL' ? 'fault' : 'told', detail, recovery: 'equal' };
  // An end or a beginning that no longer says what it is asks for a password: that is no word of damage, but nothing is read.
  if (reply.data.needsPassword) return { kind: 'told', detail: 'taken for a sealed one', recovery: 'equal' };
  return { kind: target === 'archive' ? 'unused' : 'silent', detail };
}
