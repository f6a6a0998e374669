import { rmSync } from 'node:fs';
import { z } from 'zod';
import { Reader } from '../../db/handle';
import { text } from '../../db/domain/field';
import { listEvidence, namedFiles } from '../../db/query/evidence';
import { filesNamed } from '../../db/query/namedFile';
import { filesOf, readCatalogue } from '../workspace/backup/catalogue';
import { reading } from '../workspace/diagnose';
import { factsOf } from '../workspace/evidenceCheck';
import { attachmentFile, thumbnailFile } from '../workspace/paths';
import { asideFile, readAsides } from '../workspace/switch';
import { shelf } from './backup';
import { conflict } from './failure';
import { command, keep, task, type TaskScene } from './procedure';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Some of the files that no record names, or all that the list finds by a word but some. */
const selection = z.union([
  z.object({ ids: z.array(sha256).max(10_000) }),
  z.object({ filter: z.object({ text: text(100).optional() }), except: z.array(sha256).max(10_000) }),
]);
type Selection = z.output<typeof selection>;

/** What was kept less long ago may be on its way to its record. */
const hour = 3_600_000;

interface Orphans {
  /** Files that nothing needs, with their bytes. */
  free: { sha256: string; size: number }[];
  /** How many a backup or a state put aside still names, or were kept just now. */
  needed: number;
}

/**
 * Files that no record names, by whether anything else does: a file goes only when no row, audit, paper, backup or state put aside names it.
 * @throws AppError `orphanUnsure` beside a backup or a state whose files cannot be read: nobody knows what it needs
 */
function orphansOf(scene: TaskScene, wanted: Selection): Orphans {
  const { db, paths, now } = scene;
  const most = Number.MAX_SAFE_INTEGER;
  const found = listEvidence(db, 'orphaned', { text: 'filter' in wanted ? (wanted.filter.text ?? '') : '', offset: 0, limit: most }).rows;
  const [ids, except] = 'ids' in wanted ? [new Set(wanted.ids), undefined] : [undefined, new Set(wanted.except)];
  const chosen = found.map((row) => row.sha256).filter((hash) => (ids ? ids.has(hash) : !except!.has(hash)));
  const named = namedFiles(db);
  const held = chosen.length === 0 ? new Set<string>() : heldElsewhere(scene);
  const free: Orphans['free'] = [];
  let gone = 0;
  for (const hash of chosen) {
    const facts = factsOf(attachmentFile(paths.attachments, hash));
    if (facts === undefined) gone += 1;
    else if (!named.has(hash) && !held.has(hash) && facts.modifiedAt < now - hour) free.push({ sha256: hash, size: facts.size });
  }
  return { free, needed: chosen.length - free.length - gone };
}

/** What backups and states put aside name; the latter have no bytes of their own. */
function heldElsewhere({ paths, machine }: TaskScene): Set<string> {
  const held = new Set<string>();
  for (const entry of readCatalogue(shelf({ paths }))) {
    const files = entry.state === 'proven' ? filesOf(entry.folder, entry.manifest) : undefined;
    if (files === undefined) throw conflict('orphanUnsure', { name: entry.id });
    for (const file of files) held.add(file.sha256);
  }
  for (const { id } of readAsides(paths)) {
    try {
      reading(asideFile(paths, id), machine.nativeBinding, (sqlite) => {
        for (const file of filesNamed(new Reader(sqlite))) held.add(file.sha256);
      });
    } catch {
      throw conflict('orphanUnsure', { name: id });
    }
  }
  return held;
}

const told = ({ free, needed }: Orphans) => ({ files: free.length, bytes: free.reduce((sum, { size }) => sum + size, 0), needed });

/** How much would go, and how many stay because something still needs them. */
export const orphans = task(z.object({ selection }), async (scene, { selection: wanted }) => told(orphansOf(scene, wanted)), {
  thread: 'keeper',
});

/** That files were removed for good, and how many. */
export const noteRemoved = command(z.object({ count: z.number().int() }), ({ db }, { count }) => {
  db.insert('disclosure', { subject: 'attachment', subjectId: '', fields: '[]', reason: `删除没有记录用到的证据文件 ${count} 个` });
  return null;
});

/** Forgets what a check has found of files that are gone. */
export const forget = keep(z.object({ files: z.array(sha256) }), ({ sqlite }, { files }) => {
  const remove = sqlite.prepare('DELETE FROM attachmentCheck WHERE sha256 = ?');
  sqlite.transaction(() => files.forEach((hash) => remove.run(hash)))();
  return null;
});

/** Removes files that nothing needs for good: on record first, so that what is gone is never missed without a word. */
export const removeOrphans = task(
  z.object({ selection }),
  async (scene, { selection: wanted }) => {
    const { paths, run } = scene;
    const found = orphansOf(scene, wanted);
    if (found.free.length === 0) return told(found);
    await run('evidence.noteRemoved', { count: found.free.length });
    for (const { sha256: hash } of found.free) {
      rmSync(attachmentFile(paths.attachments, hash), { force: true });
      rmSync(thumbnailFile(paths.thumbnails, hash), { force: true });
    }
    await run('evidence.forget', { files: found.free.map((file) => file.sha256) });
    return told(found);
  },
  { thread: 'keeper' },
);
