import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { types } from 'node:util';
import { z } from 'zod';
import {
  attachmentExtensions,
  attachmentUses,
  isTakenName,
  largestAttachment,
  pictureType,
  type AttachmentSubject,
} from '../../db/domain/attachment';
import { id, text } from '../../db/domain/field';
import { sentWith } from '../../db/query/submission';
import type { TermOf } from '../../db/domain/term';
import { listAttachments } from '../../db/query/attachment';
import { copyForOpening, keepAttachment, keptAttachment } from '../workspace/attachment';
import { conflict, notFound, refuse } from './failure';
import { command, query, task, type Changed, type TaskScene } from './procedure';

const subjects = Object.keys(attachmentUses) as [AttachmentSubject, ...AttachmentSubject[]];
const uses = [...new Set(Object.values(attachmentUses).flat())] as [TermOf<'attachmentUse'>, ...TermOf<'attachmentUse'>[]];

/** The record that files belong to, and what they are of it. */
const place = z
  .object({ subject: z.enum(subjects), subjectId: id, use: z.enum(uses) })
  .refine(({ subject, use }) => (attachmentUses[subject] as readonly string[]).includes(use), { path: ['use'] });
type Place = z.output<typeof place>;
const at = z.object({ place });
const fileName = text(255).min(1);

export const list = query(z.object({ subject: z.enum(subjects), subjectId: id }), ({ db }, { subject, subjectId }) =>
  listAttachments(db, subject, subjectId),
);

/** Takes files from the machine; with none named the user is asked for them. All of them or none. */
export const addFiles = task(at.extend({ files: z.array(z.string().min(1).max(4000)).max(50) }), async (scene, { place, files }) => {
  const chosen = files.length > 0 ? files : await scene.shell.chooseFiles('attachment', attachmentExtensions);
  for (const file of chosen) {
    const found = statSync(file);
    if (!found.isFile()) throw refuse('attachmentFolder', 'files', { name: path.basename(file) });
    refuseFile(path.basename(file), found.size);
  }
  const added: { name: string; sha256: string }[] = [];
  for (const [index, file] of chosen.entries()) {
    scene.signal.throwIfAborted();
    scene.progress(index / chosen.length, 'read');
    added.push({ name: path.basename(file), sha256: keepAttachment(scene.paths, await readFile(file)) });
  }
  return entered(scene, place, added);
});

/** Takes a picture from the clipboard. */
export const addPicture = task(
  at.extend({ name: fileName, bytes: z.custom<ArrayBuffer>((value) => types.isArrayBuffer(value)) }),
  (scene, { place, name, bytes }) => {
    const picture = new Uint8Array(bytes);
    if (pictureType(picture) === undefined) throw refuse('attachmentPicture', 'bytes');
    refuseFile(name, picture.length);
    return entered(scene, place, [{ name, sha256: keepAttachment(scene.paths, picture) }]);
  },
);

/** Enters files that the tasks have kept. The same file for the same use of a record stands there once. */
export const add = command(
  at.extend({ files: z.array(z.object({ name: fileName, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(50) }),
  ({ db, paths }, { place, files }) => {
    const { subject, subjectId, use } = place;
    if (!db.find(subject, subjectId)) throw notFound(subject);
    const known = new Set(listAttachments(db, subject, subjectId).flatMap((file) => (file.use === use ? [file.sha256] : [])));
    const ids: string[] = [];
    for (const { name, sha256 } of files) {
      const kept = keptAttachment(paths, sha256);
      if (kept === undefined) throw notFound('file');
      if (known.has(sha256)) continue;
      known.add(sha256);
      ids.push(db.insert('attachment', { ...place, name, sha256, size: kept.size, mediaType: pictureType(kept.start) ?? '' }).id);
    }
    return { ids };
  },
);

/** Takes a file from its record; undo brings it back, its bytes stay kept. @throws CONFLICT for what went along with papers */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id, revision }) => {
  const no = sentWith(db, id);
  if (no !== undefined) throw conflict('attachmentSent', { no });
  db.remove('attachment', id, revision);
  return { id };
});

/** Opens a copy with the system's program, so that nothing done there touches what is kept. */
export const open = task(z.object({ id }), async ({ db, paths, shell }, { id }) => {
  const file = db.get<{ name: string; sha256: string }>('SELECT name, sha256 FROM attachment WHERE id = ?', [id]);
  if (!file) throw notFound('attachment');
  if (keptAttachment(paths, file.sha256) === undefined) throw notFound('file');
  await shell.openPath(copyForOpening(paths, file.sha256, file.name));
  return null;
});

/** @throws INVALID for what is too large, empty or of a kind that is not taken */
function refuseFile(name: string, size: number): void {
  if (!isTakenName(name)) throw refuse('attachmentKind', 'files', { name });
  if (size === 0) throw refuse('attachmentEmpty', 'files', { name });
  if (size > largestAttachment) throw refuse('attachmentLarge', 'files', { name, limit: largestAttachment / 1024 / 1024 });
}

/** Runs the command that enters what was kept; an empty choice runs none. */
async function entered(scene: TaskScene, place: Place, files: { name: string; sha256: string }[]): Promise<Changed<{ ids: string[] }>> {
  if (files.length === 0) return { changed: 0, step: null, value: { ids: [] } };
  return (await scene.run('attachment.add', { place, files })) as Changed<{ ids: string[] }>;
}
