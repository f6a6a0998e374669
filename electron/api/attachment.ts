import path from 'node:path';
import { types } from 'node:util';
import { z } from 'zod';
import {
  attachmentExtensions,
  attachmentUses,
  isTakenName,
  largestAttachment,
  mostAttachments,
  pictureType,
  type AttachmentSubject,
} from '../../db/domain/attachment';
import { id, text } from '../../db/domain/field';
import type { Finding } from '../../db/domain/rule';
import { sentWith } from '../../db/query/submission';
import type { TermOf } from '../../db/domain/term';
import { isWithin } from '../../db/query/departmentOf';
import { listAttachments } from '../../db/query/attachment';
import { copyForOpening, keepAttachment, keepFile, keptAttachment, takenAt } from '../workspace/attachment';
import { factsOf, gone } from '../workspace/evidenceCheck';
import { type AppError, conflict, invalid, notFound, refuse } from './failure';
import { command, query, task, type Changed, type CommandScene, type TaskScene } from './procedure';

const subjects = Object.keys(attachmentUses) as [AttachmentSubject, ...AttachmentSubject[]];
const uses = [...new Set(Object.values(attachmentUses).flat())] as [TermOf<'attachmentUse'>, ...TermOf<'attachmentUse'>[]];

/** The record that files belong to, and what they are of it. */
const place = z
  .object({ subject: z.enum(subjects), subjectId: id, use: z.enum(uses) })
  .refine(({ subject, use }) => (attachmentUses[subject] as readonly string[]).includes(use), { path: ['use'] });
type Place = z.output<typeof place>;
const at = z.object({ place });
const fileName = text(255).min(1);
/** A file that lies among those of the workspace. */
export const keptFile = z.object({ name: fileName, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** When the kept files were last held against their hashes; null where there are none. */
export const checked = query(z.object({}), ({ db }) =>
  db.value('SELECT 1 FROM attachment LIMIT 1') === undefined
    ? null
    : { at: db.value<number | null>('SELECT max(checkedAt) FROM attachmentCheck') ?? null },
);

export const list = query(z.object({ subject: z.enum(subjects), subjectId: id }), ({ db, scope }, { subject, subjectId }) =>
  isWithin(db, scope, subject, subjectId) ? listAttachments(db, subject, subjectId) : [],
);

/**
 * Takes files from the machine as one step; with none named the user is asked for them. All of them or none, and all that is wrong is
 * told at once; `partly` leaves out those that cannot be taken.
 */
export const addFiles = task(
  at.extend({ files: z.array(z.string().min(1).max(4000)).max(5000), partly: z.boolean().default(false) }),
  async (scene, { place, files, partly }) => {
    const chosen = files.length > 0 ? files : await scene.shell.chooseFiles('attachment', attachmentExtensions);
    if (chosen.length > mostAttachments) throw refuse('attachmentMany', 'files', { count: chosen.length, limit: mostAttachments });
    const refused = new Map(chosen.flatMap((file) => faultOf(file) ?? []));
    if (refused.size > 0 && !(partly && refused.size < chosen.length)) throw refusedFiles([...refused.values()], chosen.length);
    return entered(
      scene,
      place,
      await keepFiles(
        scene,
        chosen.filter((file) => !refused.has(file)),
      ),
    );
  },
);

/** Copies files of the machine among those of the workspace, with their names. */
async function keepFiles(scene: TaskScene, files: readonly string[]): Promise<z.output<typeof keptFile>[]> {
  const kept: z.output<typeof keptFile>[] = [];
  for (const [index, file] of files.entries()) {
    scene.progress(index / files.length, 'read');
    kept.push({ name: nameOf(file), sha256: await keepFile(scene.paths, file, scene.signal) });
  }
  return kept;
}

/** The same where each file belongs to another record: all of them or none. @throws INVALID with everything that is wrong */
export async function keepSound(scene: TaskScene, files: readonly string[]): Promise<z.output<typeof keptFile>[]> {
  const faults = files.flatMap((file) => (faultOf(file) ?? []).map(([, fault]) => fault));
  if (faults.length > 0) throw refusedFiles(faults, files.length);
  return keepFiles(scene, files);
}

/** Takes a picture from the clipboard. */
export const addPicture = task(
  at.extend({ name: fileName, bytes: z.custom<ArrayBuffer>((value) => types.isArrayBuffer(value)) }),
  (scene, { place, name, bytes }) => {
    const picture = new Uint8Array(bytes);
    if (pictureType(picture) === undefined) throw refuse('attachmentPicture', 'bytes');
    const fault = faultIn(name, picture.length);
    if (fault) throw invalid([fault]);
    return entered(scene, place, [{ name, sha256: keepAttachment(scene.paths, picture) }]);
  },
);

/** Enters files that the tasks have kept. The same file for the same use of a record stands there once. */
export const add = command(at.extend({ files: z.array(keptFile).max(mostAttachments) }), (scene, { place, files }) => ({
  ids: enterFiles(scene, place, files),
}));

/** Enters kept files at a record. @returns ids of those that did not stand there @throws NOT_FOUND for a record or a file that is not there */
export function enterFiles({ db, paths }: CommandScene, place: Place, files: readonly z.output<typeof keptFile>[]): string[] {
  const { subject, subjectId, use } = place;
  if (!db.find(subject, subjectId)) throw notFound(subject);
  const known = new Set(listAttachments(db, subject, subjectId).flatMap((file) => (file.use === use ? [file.sha256] : [])));
  const ids: string[] = [];
  for (const { name, sha256 } of files) {
    const kept = keptAttachment(paths, sha256);
    if (kept === undefined) throw notFound('file');
    if (known.has(sha256)) continue;
    known.add(sha256);
    const mediaType = pictureType(kept.start) ?? '';
    const taken = mediaType === 'image/jpeg' ? takenAt(paths, sha256) : null;
    ids.push(db.insert('attachment', { ...place, name, sha256, size: kept.size, mediaType, takenAt: taken }).id);
  }
  return ids;
}

/** Takes a file from its record; undo brings it back, its bytes stay kept. @throws CONFLICT for what went along with papers */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id, revision }) => {
  const no = sentWith(db, id);
  if (no !== undefined) throw conflict('attachmentSent', { no });
  db.remove('attachment', id, revision);
  return { id };
});

/** Opens a copy with the system's program, so that nothing done there touches what is kept. */
export const open = task(z.object({ id }), async ({ db, paths, shell, scope }, { id }) => {
  const file = db.get<{ name: string; sha256: string }>('SELECT name, sha256 FROM attachment WHERE id = ?', [id]);
  if (!file || !isWithin(db, scope, 'attachment', id)) throw notFound('attachment');
  if (keptAttachment(paths, file.sha256) === undefined) throw notFound('file');
  await shell.openPath(copyForOpening(paths, file.sha256, file.name));
  return null;
});

/** Longer names lose their beginning, never what tells their kind. */
const nameOf = (file: string): string => path.basename(file).slice(-255);

/** Why a file of the machine is not taken. @throws NOT_FOUND for one that is not there */
function faultOf(file: string): [[file: string, fault: Finding]] | undefined {
  const found = factsOf(file);
  if (found === undefined) throw gone(file);
  const name = nameOf(file);
  const fault = found.isFile ? faultIn(name, found.size) : finding('attachmentFolder', { name });
  return fault && [[file, fault]];
}

/** Too large, empty or of a kind that is not taken. */
function faultIn(name: string, size: number): Finding | undefined {
  if (!isTakenName(name)) return finding('attachmentKind', { name });
  if (size === 0) return finding('attachmentEmpty', { name });
  return size > largestAttachment ? finding('attachmentLarge', { name, limit: largestAttachment / 1024 / 1024 }) : undefined;
}

const finding = (rule: string, params: Finding['params']): Finding => ({
  rule,
  kind: 'arithmetic',
  key: rule,
  field: 'files',
  params: params ?? {},
});

/** Faults told one by one; of more they are counted. */
const mostTold = 10;
function refusedFiles(faults: readonly Finding[], of: number): AppError {
  const more = faults.length - mostTold;
  const rest = of - faults.length;
  return invalid([
    ...faults.slice(0, mostTold),
    ...(more > 0 ? [finding('attachmentMore', { count: more })] : []),
    ...(rest > 0 ? [finding('attachmentRest', { count: rest })] : []),
  ]);
}

/** Runs the command that enters what was kept; an empty choice runs none. */
async function entered(scene: TaskScene, place: Place, files: { name: string; sha256: string }[]): Promise<Changed<{ ids: string[] }>> {
  if (files.length === 0) return { changed: 0, step: null, value: { ids: [] } };
  return (await scene.run('attachment.add', { place, files })) as Changed<{ ids: string[] }>;
}
