import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { databaseOf, filesOf, listOf, provenBackups, storeOf, sweep, thin, writeManifest, type Repository } from './backup/catalogue';
import { copyHashed, flushFolder, storedFile, storedFiles } from './backup/files';
import type { Manifest } from './backup/manifest';
import { requireRoom, type Around } from './backup/run';
import { unavailable } from '../api/failure';
import { ensureFolder, writeFileSafely } from './file';

const shape = z.record(
  z.string(),
  z.object({
    /** As the user chose it: a stick, another disk, a share. */
    folder: z.string(),
    /** When a whole backup was last brought there, milliseconds UTC. */
    copiedAt: z.number().nullable(),
    /** When it was last tried in vain, and the key of the sentence why. */
    failedAt: z.number().nullable(),
    failure: z.string(),
  }),
);
type Targets = z.output<typeof shape>;
export type Target = Targets[string];

/** A path is a fact of a machine: it stands beside the application's settings, by the origin of the workspace. */
const fileOf = (home: string): string => path.join(home, 'targets.json');

function readTargets(home: string): Targets {
  try {
    return shape.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')));
  } catch {
    return {};
  }
}

export const readTarget = (home: string, origin: string): Target | undefined => readTargets(home)[origin];

/** Remembers a target, or forgets it with null; what was copied there stays there. */
export function writeTarget(home: string, origin: string, target: Target | null): void {
  const { [origin]: _former, ...others } = readTargets(home);
  writeFileSafely(fileOf(home), Buffer.from(JSON.stringify(target === null ? others : { ...others, [origin]: target }, null, 1)));
}

/** Name of the folder on a stick or disk in which second copies lie. */
export const targetFolder = '安责台备份';

/** Several workspaces may share a stick: each has a folder of its own in it. */
export const targetRepository = (folder: string, origin: string): Repository => ({
  folder: path.join(folder, targetFolder, hash('sha256', origin, 'hex').slice(0, 12)),
});

/** A stick may come back under another letter or name: the file says whose backups lie here. */
const markerOf = (folder: string, origin: string): string => path.join(targetRepository(folder, origin).folder, 'anze-target.json');

function isMarked(folder: string, origin: string): boolean {
  try {
    return (JSON.parse(readFileSync(markerOf(folder, origin), 'utf8')) as { origin?: unknown }).origin === origin;
  } catch {
    return false;
  }
}

/** Where a folder of a stick may be found when the system has given the stick another letter or name. */
export function otherPlaces(folder: string, platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32')
    return /^[A-Za-z]:/.test(folder)
      ? [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => letter + folder.slice(1)).filter((place) => place !== folder)
      : [];
  const [, mounts, rest = ''] = /^(\/(?:media|run\/media)\/[^/]+|\/Volumes|\/mnt)\/[^/]+(\/.*)?$/.exec(folder) ?? [];
  if (mounts === undefined || !existsSync(mounts)) return [];
  return readdirSync(mounts)
    .map((name) => path.join(mounts, name) + rest)
    .filter((place) => place !== folder);
}

/** The folder where the backups of this workspace lie now: the one that was chosen, else the place that is marked as it. */
export const locateTarget = (folder: string, origin: string, others = otherPlaces(folder)): string =>
  isMarked(folder, origin) ? folder : (others.find((place) => isMarked(place, origin)) ?? folder);

/** Proven backups on second disks that are there now. */
export function targetBackups(home: string, origins: ReadonlySet<string>): Manifest[] {
  const targets = readTargets(home);
  return [...origins].flatMap((origin) => {
    const target = targets[origin];
    return target === undefined ? [] : provenBackups(targetRepository(locateTarget(target.folder, origin), origin));
  });
}

/**
 * Brings the newest proven backup to another disk: what is not there yet, held against its hashes while it is copied, the manifest
 * last; then older ones there are thinned likewise.
 * @throws AppError `targetGone` when the disk is not there
 */
export async function copyToTarget(
  source: Repository,
  target: Target,
  origin: string,
  now: number,
  { signal, progress }: Around,
): Promise<Manifest> {
  const [manifest] = provenBackups(source);
  if (manifest === undefined) throw unavailable('backupUnsound');
  if (!existsSync(target.folder)) throw unavailable('targetGone', { folder: target.folder });
  const there = targetRepository(target.folder, origin);
  ensureFolder(there.folder);
  if (!isMarked(target.folder, origin)) writeFileSafely(markerOf(target.folder, origin), Buffer.from(JSON.stringify({ origin })));
  sweep(there);
  if (provenBackups(there).some(({ id, database }) => id === manifest.id && database.sha256 === manifest.database.sha256)) return manifest;
  const from = path.join(source.folder, manifest.id);
  const files = filesOf(from, manifest);
  if (files === undefined) throw unavailable('backupUnsound');
  const stored = storedFiles(storeOf(there));
  const missing = [...new Map(files.filter(({ sha256 }) => !stored.has(sha256)).map((file) => [file.sha256, file])).values()];
  requireRoom(there.folder, manifest.database.size + missing.reduce((sum, { size }) => sum + size, 0));
  const whole = async (at: string, to: string, sha256: string) => {
    if ((await copyHashed(at, to, sha256, signal)) === null) throw unavailable('backupUnsound');
  };
  const entry = path.join(there.folder, manifest.id);
  const part = `${entry}.part`;
  try {
    for (const [index, { sha256 }] of missing.entries()) {
      progress?.(index / (missing.length + 1), 'files');
      await whole(storedFile(storeOf(source), sha256), storedFile(storeOf(there), sha256), sha256);
    }
    mkdirSync(part);
    await whole(databaseOf(from), databaseOf(part), manifest.database.sha256);
    await whole(listOf(from), listOf(part), manifest.files.sha256);
    rmSync(entry, { recursive: true, force: true });
    renameSync(part, entry);
    flushFolder(there.folder);
    writeManifest(entry, manifest);
    thin(there, now);
    return manifest;
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw cause;
  }
}
