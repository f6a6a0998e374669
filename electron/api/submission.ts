import { existsSync, readFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { nextStates, type FilingState } from '../../db/domain/filing/filing';
import { id, text } from '../../db/domain/field';
import { nextCount } from '../../db/query/risk';
import type { Reader } from '../../db/handle';
import { getSubmission, listSubmissions, previousOf, unsentOf, type SubmissionItemView } from '../../db/query/submission';
import type { Writer } from '../../db/writer';
import { contradictionsIn, type Contradiction } from '../filing/contradictions';
import { statementsOf } from '../filing/statements';
import { writeFileSafely } from '../workspace/file';
import { volumeFile, type WorkspacePaths } from '../workspace/paths';
import type { Shell } from '../workspace/shell';
import { conflict, notFound, refuse } from './failure';
import { filingChange, moveAll } from './filingState';
import { command, query, task } from './procedure';

/** A window of what was handed over, newest first. */
export const list = query(
  z.object({
    text: text(100).default(''),
    authorityId: id.optional(),
    filingId: id.optional(),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  ({ db }, filter) => listSubmissions(db, filter),
);

/** One hand-over with its materials, its files and what happened to it, and those of its papers that new versions of others contradict. */
export const get = query(z.object({ id }), ({ db }, { id }) => {
  const found = getSubmission(db, id);
  if (!found) throw notFound('submission');
  return { ...found, contradicted: contradictedIn(db, found.materials) };
});

/** Papers that still stand and say other figures than the new versions of those that went along with them. */
function contradictedIn(db: Reader, materials: readonly SubmissionItemView[]): Contradiction[] {
  const newer = new Set(materials.flatMap(({ outdated, replacedBy }) => (outdated && replacedBy ? [replacedBy.id] : [])));
  if (newer.size === 0) return [];
  const standing = materials.flatMap(({ filingId, outdated, replacedBy }) =>
    filingId === null || outdated || replacedBy ? [] : [filingId],
  );
  return contradictionsIn(statementsOf(db, { ids: [...newer, ...standing] })).filter(
    ({ papers }) => papers.some(({ id }) => newer.has(id)) && papers.some(({ id }) => !newer.has(id)),
  );
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({
  name: text(300),
  sha256,
  size: z.number().int().nonnegative(),
  pages: z.number().int().positive().nullable(),
  format: text(20),
  formId: id.nullable().default(null),
});

/**
 * Records a package: what is inside, and its zips, which are kept. Packing the same letter again writes the record anew until it has
 * gone out; after that there is another one. The task that packs names this command.
 */
export const record = command(
  z.object({
    letterId: id,
    profile: z.record(z.string(), z.unknown()).default({}),
    receiptFilingId: id.nullable().default(null),
    volumes: z.array(z.object({ name: text(300), sha256, size: z.number().int().positive() })).min(1),
    contents: z.record(z.string(), z.unknown()),
    items: z
      .array(
        z.object({
          filingId: id.nullable(),
          attachmentId: id.nullable(),
          title: text(300),
          copies: z.number().int().min(1),
          pages: z.number().int().positive().nullable(),
          files: z.array(file),
        }),
      )
      .max(500),
  }),
  ({ db, today, version }, { letterId, profile, receiptFilingId, volumes, contents, items }) => {
    const letter = db.find('filing', letterId);
    if (letter?.code !== 'F40') throw refuse('packageLetter', 'letterId');
    const before = unsentOf(db, letterId);
    const recipient = letter.addressee;
    const authorityId =
      letter.authorityId ??
      db.value<string>('SELECT id FROM authority WHERE name = ? ORDER BY validTo IS NOT NULL LIMIT 1', [recipient]) ??
      null;
    const filingIds = items.flatMap(({ filingId }) => (filingId === null || filingId === letterId ? [] : [filingId]));
    const values = {
      authorityId,
      recipient,
      letterId,
      profile: JSON.stringify(profile),
      period: letter.period,
      packedOn: today,
      previousId: previousOf(db, { id: before?.id ?? null, authorityId, recipient, filingIds }),
      receiptFilingId,
      volumes: JSON.stringify(volumes),
      contents: JSON.stringify(contents),
      appVersion: version,
    };
    const year = today.slice(0, 4);
    const row = before
      ? db.update('submission', before.id, values)
      : db.insert('submission', { ...values, no: `BS-${year}-${String(nextCount(db, 'submission', year)).padStart(3, '0')}` });
    if (before) db.removeOf('submissionItem', 'submissionId', before.id);
    for (const [sort, { files, ...item }] of items.entries())
      db.insert('submissionItem', { ...item, submissionId: row.id, sort, files: JSON.stringify(files) });
    return { id: row.id, no: row.no };
  },
);

/** Enters what happened to a hand-over, for its letter and all its papers that can take that step: sent, received, returned. */
export const send = command(
  z.object({ id, revision: z.number().int(), way: text(100).default(''), change: filingChange }),
  ({ db, today }, { id, revision, way, change }) => {
    const known = db.find('submission', id);
    if (!known) throw notFound('submission');
    if (!['sent', 'received', 'returned'].includes(change.state)) throw conflict('filingState', { number: known.no });
    const ids = takers(db, id, change.state);
    if (ids.length === 0) throw conflict('filingState', { number: known.no });
    if (way !== '' && way !== known.way) db.update('submission', id, { way }, revision);
    moveAll(db, ids, change, { today, submissionId: id });
    return { id, filings: ids.length };
  },
);

/** The letter and the papers of a hand-over that may take a state now. */
const takers = (db: Writer, submissionId: string, state: FilingState): string[] =>
  db
    .all<{ id: string; state: FilingState }>(
      'SELECT f.id, f.state FROM filing f WHERE f.id IN (SELECT filingId FROM submissionItem WHERE submissionId = ?)',
      [submissionId],
    )
    .filter((filing) => nextStates(filing.state).includes(state))
    .map((filing) => filing.id);

/** Takes a record away that has not gone out; undo brings it back, its files stay kept. */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id, revision }) => {
  const known = db.find('submission', id);
  if (!known) throw notFound('submission');
  if (unsentOf(db, known.letterId)?.id !== id) throw conflict('submissionSent', { no: known.no });
  db.removeOf('attachment', 'subjectId', id);
  db.removeOf('submissionItem', 'submissionId', id);
  db.remove('submission', id, revision);
  return { id };
});

/** Writes the very zips that were handed over once more, beside each other; `file` empty asks the user where. */
export const exportVolumes = task(z.object({ id, file: z.string().max(2000) }), async (scene, { id, file }) => {
  const found = getSubmission(scene.db, id);
  if (!found) throw notFound('submission');
  const kept = found.volumes.map(({ name, sha256 }) => ({ name, bytes: keptVolume(scene.paths, name, sha256) }));
  const chosen = file === '' ? await chosenPlace(scene.shell, kept) : file;
  if (chosen === null) return { files: [] };
  const files = kept.map(({ name }) => (chosen.endsWith(path.sep) ? path.join(chosen, name) : chosen));
  for (const [index, { bytes }] of kept.entries()) writeFileSafely(files[index]!, bytes);
  return { files };
});

async function chosenPlace(shell: Shell, kept: readonly { name: string }[]): Promise<string | null> {
  if (kept.length === 1) return shell.chooseSave('save', kept[0]!.name);
  const folder = await shell.chooseFolder('submission');
  return folder === null ? null : path.join(folder, path.sep);
}

/** @throws INVALID where the kept zip is gone or not what it was */
function keptVolume(paths: WorkspacePaths, name: string, sha256: string): Uint8Array {
  const at = volumeFile(paths, sha256);
  const bytes = existsSync(at) ? readFileSync(at) : undefined;
  if (bytes === undefined || hash('sha256', bytes, 'hex') !== sha256) throw refuse('submissionGone', 'volumes', { name });
  return bytes;
}
