import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { auditHead } from '../../db/audit';
import { text } from '../../db/domain/field';
import { provenBackups } from '../workspace/backup/catalogue';
import type { FileAround } from '../workspace/fileWork';
import { writeFileSafely } from '../workspace/file';
import { freeFolder, workspacePaths, type WorkspacePaths } from '../workspace/paths';
import { placeOf } from '../workspace/place';
import { restorable, type Shelf, type Source } from '../workspace/restoreSource';
import { readAside, stagingFolder } from '../workspace/switch';
import { locateTarget, readTarget, targetRepository } from '../workspace/target';
import { conflict, notFound, unavailable } from './failure';
import { command, hostProcedure, soleSession, type Host } from './procedure';

const id = z.string().regex(/^[\w.-]{1,80}$/);
const place = z.string().min(1).max(2000);
/** What does not belong to the workspace that is open. */
const foreign = [
  z.object({ kind: z.literal('elsewhere'), folder: place, id }),
  z.object({ kind: z.literal('archive'), file: place, password: z.string().max(200).nullable() }),
  z.object({ kind: z.literal('file'), file: place }),
] as const;
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), id }),
  z.object({ kind: z.literal('aside'), id }),
  z.object({ kind: z.literal('salvaged') }),
  ...foreign,
]) satisfies z.ZodType<Source>;
const foreignSource = z.discriminatedUnion('kind', foreign);

/** What the open or the damaged workspace can be brought back to. */
export const list = hostProcedure(z.object({}), (host) => host.holding(async (paths) => restorable(paths)));

/** Hash of the first row of the audit; of a file that is broken the newest backup knows it. */
const originOf = (host: Host, { backups }: WorkspacePaths): string =>
  host.state().open
    ? (host.reader().value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '')
    : (provenBackups({ folder: backups })[0]?.origin ?? '');

/** The second copies, newest first; `shelf` is null while the disk is not there, everything where none is set up. */
export const target = hostProcedure(
  z.object({}),
  async (host, _input, _seat, around): Promise<{ folder: string; shelf: Shelf | null } | null> => {
    const origin = await host.holding(async (paths) => originOf(host, paths));
    const known = readTarget(host.home, origin);
    if (known === undefined) return null;
    const { folder } = targetRepository(locateTarget(known.folder, origin), origin);
    const shelves = await host.fileWork('look', { folder }, around);
    return { folder: known.folder, shelf: shelves.find((shelf) => shelf.folder === folder) ?? null };
  },
);

/** Backups in a folder, a stick or a copied workspace; with none named the user is asked. Null when he cancels. */
export const look = hostProcedure(z.object({ folder: place.nullable() }), async (host, { folder }, _seat, around) => {
  const chosen = folder ?? (await host.shell.chooseFolder('restoreFrom'));
  if (chosen === null) return null;
  const shelves = await host.fileWork('look', { folder: chosen }, around);
  return { folder: chosen, shelves, isWorkspace: existsSync(workspacePaths(chosen).database) };
});

/** A file to restore from, chosen by the user. */
export const choose = hostProcedure(z.object({}), async (host) => (await host.shell.chooseFiles('restore', ['anze', 'db']))[0] ?? null);

/** Staged things take room and are of no use any more. */
const forget = (folder: string): void => rmSync(stagingFolder(workspacePaths(folder)), { recursive: true, force: true });

/** Works with what is staged in the folder of the open or the damaged workspace; with a failure nothing of it is left. */
const staging = <T>(host: Host, work: (folder: string, isOpen: boolean) => Promise<T>): Promise<T> =>
  host.alone(() =>
    host.holding(async ({ folder }) => {
      try {
        return await work(folder, host.state().open);
      } catch (cause) {
        forget(folder);
        throw cause;
      }
    }),
  );

/** Holds an earlier state against the present one; nothing changes. `keeps` what was read, until it is taken or `discard` is called. */
export const preview = hostProcedure(
  z.object({ source, keeps: z.boolean().default(false) }),
  (host, { source: wanted, keeps }, _seat, around) =>
    staging(host, async (folder, isOpen) => {
      const compared = await host.fileWork('preview', { folder, source: wanted, isOpen }, around);
      if (!keeps && wanted.kind !== 'salvaged') forget(folder);
      return compared;
    }),
);

/** Removes what `preview` and `previewNew` have kept. */
export const discard = hostProcedure(z.object({}), (host) =>
  host.alone(async () => {
    forget(scratchOf(host));
    const state = host.state();
    if (state.open || state.damage !== null) await host.holding(async ({ folder }) => forget(folder));
    return null;
  }),
);

/**
 * Brings the workspace back to an earlier state, all of it. The present file is kept in `backups/aside`, so that this can be taken back in the same way.
 * @throws AppError `restoreForeign` for the file of another workspace, ArchiveFault
 */
export const run = hostProcedure(z.object({ source, reason: text(400) }), (host, { source: wanted, reason }, seat, around) =>
  host.alone(async () => {
    const by = host.state().open ? host.sessionAt(seat) : undefined;
    const prepared = await host.holding(async ({ folder }) => {
      try {
        return await host.fileWork('prepare', { folder, source: wanted, isOpen: host.state().open }, around);
      } catch (cause) {
        forget(folder);
        throw cause;
      }
    });
    const { now, there, at, source: name, lacking, why } = prepared;
    // What was done while it was made ready counts, too.
    const formerHead = host.state().open ? auditHead(host.reader()).hash : '';
    const damaged = now === null || why === 'index' || why === 'salvage';
    const aside = await host.exchange({ why, source: name, sourceAt: at, reason, damaged, formerHead, restoredHead: there.head }, by);
    return { aside: aside.id, lacking };
  }),
);

/** Reads what can be read of the damaged file, or of one put aside, and shows what came of it; `restore.run` puts it in place. */
export const salvage = hostProcedure(z.object({ aside: id.nullable() }), (host, { aside }, _seat, around) => {
  if (aside === null && host.state().open) throw conflict('notDamaged');
  return staging(host, (folder, isOpen) => host.fileWork('salvage', { folder, aside, isOpen }, around));
});

/** Where a state for a new workspace is made ready, before anybody knows its name. */
const scratchOf = ({ home }: Host): string => path.join(home, 'arriving');

/** What stands in a backup or archive that a workspace is to be made of on this machine, and where it would lie. */
export const previewNew = hostProcedure(z.object({ source: foreignSource }), (host, { source: wanted }, _seat, around) =>
  host.alone(async () => {
    const folder = scratchOf(host);
    try {
      const { there, ...told } = await host.fileWork('preview', { folder, source: wanted, isOpen: false }, around);
      return { ...told, there, folder: freeFolder(host.home, there.name) };
    } catch (cause) {
      forget(folder);
      throw cause;
    }
  }),
);

/**
 * Makes a workspace of a backup, an archive or a copied workspace, in a folder that has none, and opens it.
 * @returns its folder
 * @throws AppError `workspaceExists`, `networkShare`, ArchiveFault
 */
export const runNew = hostProcedure(
  z.object({ source: foreignSource, folder: place.nullable() }),
  (host, { source: wanted, folder: stated }, _seat, around) => host.alone(() => arrive(host, wanted, stated, around)),
);

async function arrive(host: Host, wanted: z.output<typeof foreignSource>, stated: string | null, around: FileAround) {
  const scratch = scratchOf(host);
  let onto = '';
  let isFresh = false;
  try {
    const { there, source: name, at } = await host.fileWork('preview', { folder: scratch, source: wanted, isOpen: false }, around);
    onto = path.resolve(stated ?? freeFolder(host.home, there.name));
    if (placeOf(onto).kind === 'network') throw unavailable('networkShare', { folder: onto });
    if (existsSync(workspacePaths(onto).database)) throw conflict('workspaceExists', { folder: onto });
    isFresh = !existsSync(onto) || readdirSync(onto).length === 0;
    const staged = await host.fileWork('settle', { folder: scratch, source: wanted, onto }, around);
    isFresh = false;
    await host.open(onto);
    await host.run('workspace.restored', { arrived: { source: name, sourceAt: at, restoredHead: there.head } }, soleSession(host.userName));
    return { folder: onto, lacking: staged.lacking };
  } catch (cause) {
    if (isFresh) rmSync(onto, { recursive: true, force: true });
    throw cause;
  } finally {
    forget(scratch);
  }
}

/** What a workspace was made of on this machine. */
const arrived = z.object({ source: z.string().max(260), sourceAt: z.number().int(), restoredHead: z.string().max(64) });

/** Writes down how a switch of files ended, once; its own words stand beside the file that was put aside. */
export const restored = command(z.union([z.object({ id }), z.object({ arrived })]), ({ db, paths }, input) => {
  const written = 'id' in input ? readAside(paths, input.id) : { ...input.arrived, formerHead: '', reason: '' };
  if (written === undefined) throw notFound('backup');
  const { source: from, sourceAt: backupAt, formerHead, restoredHead, reason } = written;
  const known = db.value('SELECT 1 FROM restoration WHERE source = ? AND formerHead = ? AND restoredHead = ?', [
    from,
    formerHead,
    restoredHead,
  ]);
  const isOurs = restoredHead === '' || db.value('SELECT 1 FROM audit WHERE hash = ?', [restoredHead]) !== undefined;
  if (known === undefined && isOurs) db.insert('restoration', { source: from, backupAt, formerHead, restoredHead, reason });
  return null;
});

/** What the check of the damaged file said, as a text for whoever is asked for help; no record stands in it. Null when the user cancels. */
export const exportDiagnosis = hostProcedure(z.object({ file: z.string().max(2000).nullable() }), (host, input) =>
  host.holding(async (paths) => {
    const file = input.file ?? (await host.shell.chooseSave('diagnosis', `诊断-${path.basename(paths.folder)}.txt`));
    if (file === null) return null;
    const { backups, asides } = restorable(paths);
    const told = {
      version: host.version,
      at: new Date(host.now).toISOString(),
      platform: `${process.platform} ${process.arch}`,
      found: await host.fileWork('diagnose', { file: paths.database }),
      backups: backups.map((entry) => ({ id: entry.id, state: entry.state })),
      asides: asides.map(({ reason: _reason, ...aside }) => aside),
    };
    writeFileSafely(file, Buffer.from(`${JSON.stringify(told, null, 2)}\n`));
    return { file };
  }),
);
