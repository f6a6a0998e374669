import { existsSync } from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import { z } from 'zod';
import { largestAttachment, pictureType } from '../../db/domain/attachment';
import { occasionsOf } from '../../db/domain/evidence/photoGroup';
import { text } from '../../db/domain/field';
import type { Exif } from '../../db/domain/map/exif';
import { ownersOf, sentIn } from '../../db/query/attachmentOwner';
import { isSeen, isWithin } from '../../db/query/departmentOf';
import { evidenceFigures, evidenceStates, listEvidence, namedFiles } from '../../db/query/evidence';
import { filesNamed, type NamedFile } from '../../db/query/namedFile';
import { copyForOpening, exifOfFile, hashOfFile, instantOf, keptAttachment, pictureData } from '../workspace/attachment';
import { backedUpFile, factsOf, filesBelow, hashesIn, putBack, verdictOf, type Verdict } from '../workspace/evidenceCheck';
import { writeFileSafely } from '../workspace/file';
import { namedPath, thumbnailFile } from '../workspace/paths';
import { notFound, refuse } from './failure';
import { keep, query, task, type TaskScene } from './procedure';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One window of the kept files in a state, and how many there are in each. */
export const list = query(
  z.object({
    state: z.enum(evidenceStates).default('used'),
    text: text(100).default(''),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  ({ db, paths }, { state, ...window }) => {
    const { rows, total } = listEvidence(db, state, window);
    // What no record tells of is looked at where it lies.
    const told = rows.map((row) => {
      if (row.size !== null || row.kind !== 'attachment') return row;
      const kept = keptAttachment(paths, row.sha256);
      return kept ? { ...row, size: kept.size, mediaType: pictureType(kept.start) ?? '' } : row;
    });
    return { rows: told, total };
  },
);

export const figures = query(z.object({}), ({ db }) => evidenceFigures(db));

/** Records that a file belongs to and hand-overs that it went along with, as far as the caller may see them. */
export const usedBy = query(z.object({ sha256 }), ({ db, scope }, { sha256 }) => ({
  records: ownersOf(db, sha256).filter(({ attachmentId }) => isWithin(db, scope, 'attachment', attachmentId)),
  sent: scope === null ? sentIn(db, sha256) : [],
}));

/** Opens a copy of a kept file with the system's program, whoever names it. */
export const open = task(z.object({ sha256 }), async ({ db, paths, shell, scope }, { sha256 }) => {
  if (!isSeen(db, scope, sha256)) throw notFound('file');
  const named = namedFiles(db).get(sha256);
  if (named && named.kind !== 'attachment') {
    const file = namedPath(paths, named);
    if (!existsSync(file)) throw notFound('file');
    await shell.openPath(file);
    return null;
  }
  if (keptAttachment(paths, sha256) === undefined) throw notFound('file');
  await shell.openPath(copyForOpening(paths, sha256, named?.name ?? sha256.slice(0, 16)));
  return null;
});

/** Largest small picture that the page hands in, in bytes. */
const largestThumbnail = 100 * 1024;

/** Keeps the small picture that the page made of a kept one. It may be thrown away at any time. */
export const keepThumbnail = task(
  z.object({ sha256, bytes: z.custom<ArrayBuffer>((value) => types.isArrayBuffer(value) && value.byteLength <= largestThumbnail) }),
  ({ paths }, { sha256, bytes }) => {
    const picture = new Uint8Array(bytes);
    if (pictureType(picture) !== 'image/webp') throw refuse('attachmentPicture', 'bytes');
    if (keptAttachment(paths, sha256) === undefined) throw notFound('file');
    writeFileSafely(thumbnailFile(paths.thumbnails, sha256), picture);
    return Promise.resolve(null);
  },
);

const verdicts = ['whole', 'missing', 'changed'] as const;

/** Writes down what a check found; its last portion forgets what it did not find any more. The task that checks names it. */
export const recordChecks = keep(
  z.object({
    startedAt: z.number().int(),
    checks: z.array(z.object({ sha256, verdict: z.enum(verdicts) })).max(1000),
    isLast: z.boolean(),
  }),
  ({ sqlite }, { startedAt, checks, isLast }) => {
    const write = sqlite.prepare('INSERT OR REPLACE INTO attachmentCheck (sha256, checkedAt, verdict) VALUES (?, ?, ?)');
    sqlite.transaction(() => {
      for (const check of checks) write.run(check.sha256, startedAt, check.verdict);
      if (isLast) sqlite.prepare('DELETE FROM attachmentCheck WHERE checkedAt <> ?').run(startedAt);
    })();
    return { kept: checks.length };
  },
);

/** Reads every kept file and holds it against its hash. It changes nothing but what is known of them. */
export const verify = task(
  z.object({}),
  async (scene) => {
    const { db, paths, now: startedAt, signal, progress } = scene;
    const named = db.snapshot(() => [...filesNamed(db)]);
    const known = new Set(named.map((file) => file.sha256));
    const orphans = hashesIn(paths.attachments).filter((hash) => !known.has(hash));
    const files = [...named, ...orphans.map((hash): NamedFile => ({ kind: 'attachment', sha256: hash, name: '' }))];
    const found = new Map<string, Verdict>();
    for (const [index, file] of files.entries()) {
      progress(index / files.length, 'check');
      const verdict = await verdictOf(namedPath(paths, file), file.sha256, signal);
      // The same bytes may be an attachment and a paper: what is wrong with either is told.
      if (verdict !== 'whole' || !found.has(file.sha256)) found.set(file.sha256, verdict);
    }
    await record(scene, startedAt, [...found], true);
    const count = (wanted: Verdict) => [...found.values()].filter((verdict) => verdict === wanted).length;
    return { files: found.size, whole: count('whole'), missing: count('missing'), changed: count('changed'), orphaned: orphans.length };
  },
  { thread: 'keeper' },
);

async function record(
  { run }: TaskScene,
  startedAt: number,
  found: readonly [sha256: string, verdict: Verdict][],
  isAll: boolean,
): Promise<void> {
  const portion = 500;
  for (let at = 0; at === 0 || at < found.length; at += portion)
    await run('evidence.recordChecks', {
      startedAt,
      checks: found.slice(at, at + portion).map(([sha256, verdict]) => ({ sha256, verdict })),
      isLast: isAll && at + portion >= found.length,
    });
}

/** Files looked through at most for those that are wanted, and the largest of them in bytes. */
const mostLooked = 20_000;
const largestLooked = 500 * 1024 * 1024;

/**
 * Puts back missing and changed files: from the backups, or from a folder whose files have their bytes under whatever name; an empty
 * folder asks for one. What stood there changed is kept aside.
 */
export const restore = task(
  z.object({ from: z.enum(['backups', 'folder']), folder: z.string().max(2000).default('') }),
  async (scene, { from, folder }) => {
    const { db, paths, signal } = scene;
    const broken = new Set(db.column<string>(`SELECT sha256 FROM attachmentCheck WHERE verdict <> 'whole'`));
    const wanted = Map.groupBy(
      [...filesNamed(db)].filter((file) => broken.has(file.sha256)),
      (file) => file.sha256,
    );
    const restored: string[] = [];
    const back = async (sha256: string, copy: string): Promise<void> => {
      for (const file of wanted.get(sha256) ?? []) if (!(await putBack(paths, file, copy, signal))) return;
      if (wanted.delete(sha256)) restored.push(sha256);
    };
    if (from === 'backups') for (const sha256 of wanted.keys()) await back(sha256, backedUpFile(paths, sha256));
    else for await (const [sha256, copy] of hashesBelow(scene, folder)) if (wanted.has(sha256)) await back(sha256, copy);
    const checkedAt = db.value<number | null>('SELECT max(checkedAt) FROM attachmentCheck') ?? scene.now;
    await record(
      scene,
      checkedAt,
      restored.map((sha256) => [sha256, 'whole'] as const),
      false,
    );
    return { restored: restored.length, left: wanted.size };
  },
);

/** Files of a folder with their hashes; what cannot be read is passed over. */
async function* hashesBelow({ shell, signal, progress }: TaskScene, folder: string): AsyncGenerator<[sha256: string, file: string]> {
  const chosen = folder === '' ? await shell.chooseFolder('restoreFiles') : folder;
  if (chosen === null) return;
  const files = filesBelow(chosen, mostLooked);
  for (const [index, file] of files.entries()) {
    progress(index / files.length, 'read');
    if ((factsOf(file)?.size ?? Number.POSITIVE_INFINITY) > largestLooked) continue;
    const sha256 = await hashOfFile(file, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      if (!(cause instanceof Error)) throw cause;
    });
    if (sha256 !== undefined) yield [sha256, file];
  }
}

/** Pictures and films looked at in one folder. */
const mostPhotos = 2000;
const photoExtensions = new Set(['jpg', 'jpeg', 'png', 'webp', 'heic', 'mp4', 'mov']);
/** Small pictures sent for each occasion. */
const mostShown = 12;

/**
 * A folder of pictures as they come from a telephone, by the occasions on which they were taken: the time that the camera wrote down,
 * else that of the file. An empty folder asks for one; null where none was chosen.
 */
export const scanFolder = task(z.object({ folder: z.string().max(2000).default('') }), async (scene, { folder }) => {
  const chosen = folder === '' ? await scene.shell.chooseFolder('photos') : folder;
  if (chosen === null) return null;
  const files = filesBelow(chosen, mostPhotos * 5).filter((file) => photoExtensions.has(path.extname(file).slice(1).toLowerCase()));
  const photos = [];
  for (const [index, file] of files.slice(0, mostPhotos).entries()) {
    scene.signal.throwIfAborted();
    scene.progress(index / files.length, 'read');
    const facts = factsOf(file);
    if (facts === undefined || facts.size === 0 || facts.size > largestAttachment) continue;
    const exif = exifIn(file);
    const taken = exif && instantOf(exif);
    photos.push({
      file,
      name: path.basename(file),
      size: facts.size,
      at: taken ?? facts.modifiedAt,
      isTaken: taken !== null,
      thumbnail: exif?.thumbnail ?? null,
    });
  }
  const groups = occasionsOf(photos).map(({ from, to, photos: own }) => ({
    from,
    to,
    photos: own.map(({ thumbnail, ...photo }, at) => ({
      ...photo,
      thumbnail: at < mostShown && thumbnail ? pictureData(thumbnail) : null,
    })),
  }));
  return { folder: chosen, groups, photos: photos.length, left: files.length - photos.length };
});

/** What a camera wrote down; null for what is no jpg or cannot be read. */
function exifIn(file: string): Exif | null {
  try {
    return /\.jpe?g$/i.test(file) ? exifOfFile(file) : null;
  } catch {
    return null;
  }
}
