import { rmSync } from 'node:fs';
import { notFound, unavailable } from '../api/failure';
import { diagnose, inspect, reading, type Soundness } from './diagnose';
import { ensureFolder } from './file';
import type { Machine } from './open';
import { workspacePaths, type WorkspacePaths } from './paths';
import { addFiles, relationOf, settle, stage, standingNow, standingOf, type Relation, type Staged, type Standing } from './restore';
import { salvagedFile, shelvesIn, type Shelf, type Source } from './restoreSource';
import { salvage, type Salvaged } from './salvage';
import { asideFile, readAside, stagedFile, stagingFolder, type Aside } from './switch';

/** Who waits for a piece of work. */
export interface FileAround {
  signal?: AbortSignal;
  /** 0 to 1, undefined while nobody knows, and the step. */
  progress?(done: number | undefined, key: string): void;
}

export interface Preview extends Staged {
  /** What stands now; null where it cannot be read or nothing stands. */
  now: Standing | null;
  relation: Relation;
}

interface Wanted {
  /** Folder of the workspace. */
  folder: string;
  source: Source;
  /** Its data file is open, thus readable; a broken one could not be trusted, whatever can be read of it. */
  isOpen: boolean;
}

async function compare({ folder, source, isOpen }: Wanted, machine: Machine, around: FileAround): Promise<Preview> {
  const paths = workspacePaths(folder);
  const staged = await stage(paths, source, machine, around);
  const { nativeBinding } = machine;
  const now = isOpen
    ? standingNow(paths, machine, (sqlite) => ({
        now: standingOf(sqlite),
        relation: reading(stagedFile(paths), nativeBinding, (other) => relationOf(sqlite, staged.there, other)),
      }))
    : undefined;
  const relation = now?.relation ?? 'unknown';
  // What lies in the own folder is its own, even where the present history had to begin anew after a damage.
  const isOwn = ['backup', 'aside', 'salvaged'].includes(source.kind);
  return { ...staged, now: now?.now ?? null, relation: isOwn && relation === 'foreign' ? 'unknown' : relation };
}

function reasonOf({ database }: WorkspacePaths, { nativeBinding }: Machine, { kind }: Source): Aside['why'] {
  if (kind === 'aside') return 'undo';
  if (kind !== 'salvaged') return 'restore';
  return diagnose(database, nativeBinding).state === 'index' ? 'index' : 'salvage';
}

/**
 * Work on files that takes seconds where they are large. It needs no open workspace and changes nothing of one but what lies in its
 * folder for staging; the engine has it done in a thread of its own (`fileThread.ts`).
 */
export const fileWork = {
  /** What is known of a data file before anything is written to it. An index for searching that is broken is made anew in place. */
  inspect: async ({ file }: { file: string }, { nativeBinding }: Machine, { progress }: FileAround): Promise<Soundness> => {
    progress?.(undefined, 'check');
    return inspect(file, nativeBinding);
  },

  diagnose: async ({ file }: { file: string }, { nativeBinding }: Machine): Promise<Soundness> => diagnose(file, nativeBinding),

  preview: compare,

  /** Stages what is wanted and brings its files, so that nothing is left to do but to exchange the data files. @throws `restoreForeign` */
  prepare: async (wanted: Wanted, machine: Machine, around: FileAround): Promise<Preview & { why: Aside['why'] }> => {
    const compared = await compare(wanted, machine, around);
    if (compared.relation === 'foreign') throw unavailable('restoreForeign', { name: compared.there.name });
    const paths = workspacePaths(wanted.folder);
    await addFiles(paths, wanted.source, machine, around);
    return { ...compared, why: reasonOf(paths, machine, wanted.source) };
  },

  /** The backups in a folder, which may be slow or gone. */
  look: async ({ folder }: { folder: string }): Promise<Shelf[]> => shelvesIn(folder),

  /** Makes a workspace in `onto`, which has none. `folder` is where it is staged. */
  settle: async ({ folder, source, onto }: { folder: string; source: Source; onto: string }, machine: Machine, around: FileAround) => {
    const paths = workspacePaths(folder);
    const staged = await stage(paths, source, machine, around);
    await settle(paths, source, machine, workspacePaths(onto), around);
    return staged;
  },

  /** Reads what can be read of the damaged file, or of one put aside. */
  salvage: async (
    { folder, aside, isOpen }: Omit<Wanted, 'source'> & { aside: string | null },
    machine: Machine,
    around: FileAround,
  ): Promise<{ tables: Salvaged[]; preview: Preview }> => {
    const paths = workspacePaths(folder);
    if (aside !== null && readAside(paths, aside) === undefined) throw notFound('backup');
    const file = aside === null ? paths.database : asideFile(paths, aside);
    rmSync(stagingFolder(paths), { recursive: true, force: true });
    ensureFolder(stagingFolder(paths));
    const tables = salvage(file, salvagedFile(paths), machine, around.progress);
    return { tables, preview: await compare({ folder, source: { kind: 'salvaged' }, isOpen }, machine, around) };
  },
} satisfies Record<string, (input: never, machine: Machine, around: FileAround) => Promise<unknown>>;

export type FileWork = typeof fileWork;
/** Does a piece of work, here or in a thread. */
export type DoFileWork = <Name extends keyof FileWork>(
  name: Name,
  input: Parameters<FileWork[Name]>[0],
  around?: FileAround,
) => ReturnType<FileWork[Name]>;
