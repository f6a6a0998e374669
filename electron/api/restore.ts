import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { text } from '../../db/domain/field';
import { diagnose } from '../workspace/diagnose';
import { ensureFolder, writeFileSafely } from '../workspace/file';
import type { Machine } from '../workspace/open';
import type { WorkspacePaths } from '../workspace/paths';
import {
  addFiles,
  relationOf,
  restorable,
  salvagedFile,
  stage,
  standingNow,
  standingOf,
  type Relation,
  type Source,
  type Staged,
  type Standing,
} from '../workspace/restore';
import { salvage as salvageFile } from '../workspace/salvage';
import { asideFile, readAside, stagingFolder, type Aside } from '../workspace/switch';
import { conflict, notFound, unavailable } from './failure';
import { command, hostProcedure, type Host } from './procedure';

const id = z.string().regex(/^[\w.-]{1,80}$/);
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), id }),
  z.object({ kind: z.literal('aside'), id }),
  z.object({ kind: z.literal('salvaged') }),
  z.object({ kind: z.literal('file'), file: z.string().min(1).max(2000) }),
]) satisfies z.ZodType<Source>;

/** What the open or the damaged workspace can be brought back to. */
export const list = hostProcedure(z.object({}), (host) => host.holding(async (paths) => restorable(paths)));

export interface Preview extends Omit<Staged, 'then'> {
  there: Standing;
  /** What stands now; null where it cannot be read. */
  now: Standing | null;
  relation: Relation;
}

/** A file that is open is held against the other; a broken one could not be trusted, whatever can be read of it. */
async function compare(host: Host, paths: WorkspacePaths, wanted: Source, machine: Machine): Promise<Preview> {
  const staged = await stage(paths, wanted, machine);
  const now = host.state().open
    ? standingNow(paths, machine, (sqlite) => ({ now: standingOf(sqlite), relation: relationOf(sqlite, staged.there) }))
    : undefined;
  return { ...staged, now: now?.now ?? null, relation: now?.relation ?? 'unknown' };
}

/** Holds an earlier state against the present one; nothing changes. */
export const preview = hostProcedure(z.object({ source }), (host, input) =>
  host.holding(async (paths, machine) => {
    const compared = await compare(host, paths, input.source, machine);
    if (input.source.kind !== 'salvaged') rmSync(stagingFolder(paths), { recursive: true, force: true });
    return compared;
  }),
);

/**
 * Brings the workspace back to an earlier state, all of it. The present file is kept in `backups/aside`, so that this can be taken back in the same way.
 * @throws AppError `restoreForeign` for the file of another workspace
 */
export const run = hostProcedure(z.object({ source, reason: text(400) }), async (host, input, seat) => {
  const by = host.state().open ? host.sessionAt(seat) : undefined;
  const { why, compared } = await host.holding(async (paths, machine) => {
    const found = await compare(host, paths, input.source, machine);
    if (found.relation === 'foreign') throw unavailable('restoreForeign', { name: found.there.name });
    await addFiles(paths, input.source, machine);
    return { compared: found, why: reasonOf(paths, machine, input.source) };
  });
  const { now, there, at, source: name, lacking } = compared;
  const aside = await host.exchange(
    {
      why,
      source: name,
      sourceAt: at,
      reason: input.reason,
      damaged: now === null || why === 'index' || why === 'salvage',
      formerHead: now?.head ?? '',
      restoredHead: there.head,
    },
    by,
  );
  return { aside: aside.id, lacking };
});

function reasonOf({ database }: WorkspacePaths, { nativeBinding }: Machine, { kind }: Source): Aside['why'] {
  if (kind === 'aside') return 'undo';
  if (kind !== 'salvaged') return 'restore';
  return diagnose(database, nativeBinding).state === 'index' ? 'index' : 'salvage';
}

/** Reads what can be read of the damaged file, or of one put aside, and shows what came of it; `restore.run` puts it in place. */
export const salvage = hostProcedure(z.object({ aside: id.nullable() }), (host, input) =>
  host.holding(async (paths, machine) => {
    if (input.aside === null && host.state().open) throw conflict('notDamaged');
    if (input.aside !== null && readAside(paths, input.aside) === undefined) throw notFound('backup');
    const file = input.aside === null ? paths.database : asideFile(paths, input.aside);
    rmSync(stagingFolder(paths), { recursive: true, force: true });
    ensureFolder(stagingFolder(paths));
    const tables = salvageFile(file, salvagedFile(paths), machine);
    return { tables, preview: await compare(host, paths, { kind: 'salvaged' }, machine) };
  }),
);

/** Writes down how a switch of files ended, once; its own words stand beside the file that was put aside. */
export const restored = command(z.object({ id }), ({ db, paths }, input) => {
  const aside = readAside(paths, input.id);
  if (aside === undefined) throw notFound('backup');
  const { source: from, sourceAt: backupAt, formerHead, restoredHead, reason } = aside;
  const known = db.value('SELECT 1 FROM restoration WHERE source = ? AND formerHead = ? AND restoredHead = ?', [
    from,
    formerHead,
    restoredHead,
  ]);
  const isOurs = restoredHead === '' || db.value('SELECT 1 FROM audit WHERE hash = ?', [restoredHead]) !== undefined;
  if (known === undefined && isOurs) db.insert('restoration', { source: from, backupAt, formerHead, restoredHead, reason });
  return null;
});

/** A file to restore from, chosen by the user. */
export const choose = hostProcedure(z.object({}), async (host) => (await host.shell.chooseFiles('restore', ['db']))[0] ?? null);

/** What the check of the damaged file said, as a text for whoever is asked for help; no record stands in it. Null when the user cancels. */
export const exportDiagnosis = hostProcedure(z.object({ file: z.string().max(2000).nullable() }), (host, input) =>
  host.holding(async (paths, { nativeBinding, now }) => {
    const file = input.file ?? (await host.shell.chooseSave('diagnosis', `诊断-${path.basename(paths.folder)}.txt`));
    if (file === null) return null;
    const { backups, asides } = restorable(paths);
    const told = {
      version: host.version,
      at: new Date(now()).toISOString(),
      platform: `${process.platform} ${process.arch}`,
      found: diagnose(paths.database, nativeBinding),
      backups: backups.map((entry) => ({ id: entry.id, state: entry.state })),
      asides: asides.map(({ reason: _reason, ...aside }) => aside),
    };
    writeFileSafely(file, Buffer.from(`${JSON.stringify(told, null, 2)}\n`));
    return { file };
  }),
);
