import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { conflict, notFound, unavailable } from '../api/failure';
import { databaseOf, filesOf, readCatalogue, storeOf, type CatalogueEntry } from './backup/catalogue';
import { storedFile } from './backup/files';
import { targetFolder } from './target';
import type { WorkspacePaths } from './paths';
import { asideFile, readAside, readAsides, stagingFolder, type Aside } from './switch';

/** Where an earlier state is taken from. */
export type Source =
  | { kind: 'backup'; id: string }
  /** A backup in another folder of backups: on a stick, in a copied workspace. */
  | { kind: 'elsewhere'; folder: string; id: string }
  /** A workspace as one file; null for one without a password. */
  | { kind: 'archive'; file: string; password: string | null }
  /** A file put aside by an earlier restore. */
  | { kind: 'aside'; id: string }
  /** What `salvage` has read out of a damaged file. */
  | { kind: 'salvaged' }
  /** A data file or a folder with one: a copied workspace, a backup on a stick. */
  | { kind: 'file'; file: string };

/** What a source was found to be. */
export interface Found {
  /** In words of the catalogue, kept with the restoration. */
  source: string;
  /** When it was made, milliseconds UTC. */
  at: number;
  file: string;
  /** Hash that the file must have, where somebody noted it. */
  sha256?: string;
  /** Bytes of evidence and papers by their place in the workspace; a folder that holds them as a workspace does. */
  files: { place: string; sha256: string; from: string }[];
  beside?: string;
}

const formerBackup = /^before-migration-(\d+)-(\d+)\.db$/;

/** Backups that versions before the catalogue made, newest first. */
const formerBackups = ({ backups }: WorkspacePaths): { id: string; at: number; schema: number; size: number }[] =>
  (existsSync(backups) ? readdirSync(backups) : [])
    .flatMap((id) => {
      const [, schema, at] = formerBackup.exec(id) ?? [];
      return at === undefined ? [] : [{ id, at: Number(at), schema: Number(schema), size: statSync(path.join(backups, id)).size }];
    })
    .toSorted((a, b) => b.at - a.at);

/** Backups of one workspace in some folder, newest first. */
export interface Shelf {
  folder: string;
  /** Name of the enterprise, by the newest that can be read. */
  name: string;
  backups: CatalogueEntry[];
}

/** What a workspace can be brought back to. */
export interface Restorable {
  backups: CatalogueEntry[];
  former: ReturnType<typeof formerBackups>;
  asides: (Aside & { size: number })[];
}
export const restorable = (paths: WorkspacePaths): Restorable => ({
  backups: readCatalogue({ folder: paths.backups }),
  former: formerBackups(paths),
  asides: readAsides(paths).map((aside) => ({ ...aside, size: statSync(asideFile(paths, aside.id)).size })),
});

/** The backups in a folder that somebody chose: a stick with second copies, a folder of backups, one of them, a workspace. */
export function shelvesIn(folder: string): Shelf[] {
  const inside = (place: string): string[] => {
    try {
      return readdirSync(place, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [path.join(place, entry.name)] : []));
    } catch {
      return [];
    }
  };
  const places = [
    folder,
    path.dirname(folder),
    path.join(folder, 'backups'),
    ...inside(folder),
    ...inside(path.join(folder, targetFolder)),
  ];
  return [...new Set(places)].flatMap((place): Shelf[] => {
    const backups = catalogueIn(place);
    const own = place === path.dirname(folder) ? backups.filter(({ id }) => id === path.basename(folder)) : backups;
    return own.length === 0 ? [] : [{ folder: place, name: nameIn(own), backups: own }];
  });
}

function catalogueIn(folder: string): CatalogueEntry[] {
  try {
    return readCatalogue({ folder });
  } catch {
    // It is no folder that may be looked into.
    return [];
  }
}

const nameIn = (backups: readonly CatalogueEntry[]): string =>
  backups.flatMap((entry) => (entry.state === 'proven' ? [entry.manifest.name] : [])).at(0) ?? '';

interface Around {
  signal?: AbortSignal;
  progress?(done: number | undefined, key: string): void;
}

/**
 * Finds what is meant; an archive is unpacked for it beside what is staged, every byte held against its hash.
 * @throws AppError when there is no such thing, ArchiveFault
 */
export async function findSource(paths: WorkspacePaths, source: Source, { signal, progress }: Around): Promise<Found> {
  switch (source.kind) {
    case 'backup':
      return formerBackup.test(source.id) ? formerFound(paths, source.id) : backupFound(paths.backups, source.id);
    case 'elsewhere':
      return backupFound(source.folder, source.id);
    case 'archive': {
      if (!existsSync(source.file)) throw notFound('file');
      progress?.(undefined, 'unpack');
      const into = path.join(stagingFolder(paths), 'unpacked');
      rmSync(into, { recursive: true, force: true });
      mkdirSync(into, { recursive: true });
      // Its libraries would hold up every start.
      const { readArchive } = await import('./archive/read');
      const { kind, manifest } = await readArchive(source.file, source.password, into, signal);
      if (kind === 'investigation') throw unavailable('investigationCopy', { folder: source.file });
      return { source: path.basename(source.file), at: manifest.at, file: path.join(into, 'anze.db'), files: [], beside: into };
    }
    case 'aside': {
      const aside = readAside(paths, source.id);
      if (aside === undefined) throw notFound('backup');
      return { source: aside.id, at: aside.at, file: asideFile(paths, aside.id), files: [] };
    }
    case 'salvaged': {
      const file = salvagedFile(paths);
      if (!existsSync(file)) throw unavailable('salvagedGone');
      return { source: 'salvage', at: Math.round(statSync(file).mtimeMs), file, files: [] };
    }
    case 'file':
      return fileFound(paths, source.file);
  }
}

function backupFound(folder: string, id: string): Found {
  const repository = { folder };
  const entry = readCatalogue(repository).find((known) => known.id === id);
  if (entry === undefined) throw notFound('backup');
  const held = entry.state === 'proven' ? filesOf(entry.folder, entry.manifest) : undefined;
  if (entry.state !== 'proven' || held === undefined) throw unavailable('backupDamaged');
  return {
    source: id,
    at: entry.manifest.at,
    file: databaseOf(entry.folder),
    sha256: entry.manifest.database.sha256,
    files: held.map(({ place, sha256 }) => ({ place, sha256, from: storedFile(storeOf(repository), sha256) })),
  };
}

function formerFound({ backups }: WorkspacePaths, id: string): Found {
  const file = path.join(backups, id);
  if (!existsSync(file)) throw notFound('backup');
  return { source: id, at: Number(formerBackup.exec(id)![2]), file, files: [] };
}

function fileFound({ database }: WorkspacePaths, stated: string): Found {
  const isFolder = statSync(stated, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? path.join(stated, 'anze.db') : stated;
  if (!existsSync(file)) throw notFound('file');
  const folder = path.dirname(file);
  // To be looked at only.
  if (existsSync(path.join(folder, 'investigation.json'))) throw unavailable('investigationCopy', { folder });
  // The database of a backup: its evidence lies beside the folder.
  if (existsSync(path.join(folder, 'manifest.json')) && path.basename(file) === 'anze.db')
    return backupFound(path.dirname(folder), path.basename(folder));
  // Another handle on an open file, once closed, would take SQLite's locks with it.
  if (existsSync(database) && realpathSync.native(file) === realpathSync.native(database)) throw conflict('restoreSelf');
  return { source: path.basename(stated), at: Math.round(statSync(file).mtimeMs), file, files: [], beside: folder };
}

/** Where `salvage` puts what it has read. */
export const salvagedFile = (paths: WorkspacePaths): string => path.join(stagingFolder(paths), 'salvaged.db');
