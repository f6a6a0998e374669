import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { archiveKinds, type ArchiveKind } from '../workspace/archive/kind';
import { readArchive, startsSealed } from '../workspace/archive/read';
import { writeArchive } from '../workspace/archive/write';
import { backUp } from '../workspace/backup/run';
import { ensureFolder, safeFileName } from '../workspace/file';
import { refuse } from './failure';
import { task, type TaskScene } from './procedure';

const shortest = 10;
const password = z.string().max(200).nullable();
const file = z.string().max(2000);

interface Stated {
  file: string;
  password: string | null;
  kind: ArchiveKind;
}

/**
 * The whole workspace as one file, from a backup that is proven first. `file` empty asks the user where; null when none is chosen.
 * @param before done when a place is chosen, before the backup is made
 * @throws INVALID for a password that is too short
 */
export async function writeArchiveOf(
  scene: TaskScene,
  { file: stated, password: key, kind }: Stated,
  word = '',
  before?: () => Promise<void>,
) {
  const { db, paths, machine, version, now, today, shell, signal, progress } = scene;
  if (key !== null && [...key.normalize('NFKC')].length < shortest) throw refuse('archiveWeak', 'password', { count: shortest });
  const name = db.value<string>('SELECT name FROM enterprise LIMIT 1') ?? '';
  const chosen =
    stated === '' ? await shell.chooseSave('save', safeFileName(`${[name, word, today].filter(Boolean).join(' ')}.anze`)) : stated;
  if (chosen === null) return null;
  await before?.();
  const target = path.resolve(/\.anze$/i.test(chosen) ? chosen : `${chosen}.anze`);
  const repository = { folder: paths.backups };
  const { manifest } = await backUp({ paths, nativeBinding: machine.nativeBinding, version, now }, repository, 'manual', {
    signal,
    progress: (share, step) => progress(0.4 * share, step),
  });
  const size = await writeArchive(repository, manifest, target, {
    password: key,
    kind,
    signal,
    progress: (share) => progress(0.4 + 0.6 * share, 'write'),
  });
  return { file: target, size, isSealed: key !== null, counts: manifest.counts, lacking: manifest.files.lacking };
}

export const write = task(
  z.object({ file, password, kind: z.enum(archiveKinds).exclude(['investigation']).default('whole') }),
  (scene, stated) => writeArchiveOf(scene, stated),
  { thread: 'keeper' },
);

/** Reads an archive whole and tells what is in it; nothing of it is kept. `file` empty asks the user; null when none is chosen. */
export const check = task(
  z.object({ file, password }),
  async ({ paths, shell, signal, progress }, { file: stated, password: key }) => {
    const chosen = stated === '' ? (await shell.chooseFiles('archive', ['anze']))[0] : stated;
    if (chosen === undefined) return null;
    if (key === null && startsSealed(chosen)) return { file: chosen, needsPassword: true as const };
    progress(undefined, 'check');
    ensureFolder(paths.previews);
    const into = mkdtempSync(path.join(paths.previews, 'archive-'));
    try {
      const { kind, manifest } = await readArchive(chosen, key, into, signal);
      const { name, at, counts, newestChange, appVersion } = manifest;
      return { file: chosen, needsPassword: false as const, kind, name, at, counts, newestChange, appVersion };
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  },
  { thread: 'keeper' },
);
