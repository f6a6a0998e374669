import path from 'node:path';
import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { letterContent } from '../../db/domain/responsibility/letter';
import { readEnterprise } from '../../db/query/enterprise';
import type { Reader } from '../../db/handle';
import type { Letter } from '../filing/document';
import { composeF32 } from '../filing/f32/compose';
import { renderDocx, renderDocxTogether } from '../filing/render/docx';
import { ensureFolder, safeFileName, writeFileSafely } from '../workspace/file';
import { enterFiles, keepSound, keptFile } from './attachment';
import { conflict, notFound, refuse } from './failure';
import { letterSelection, selectedLetters } from './letter';
import { bytesOf } from './paper';
import { command, task, type Changed } from './procedure';

/** Letters in one file to be printed: Word becomes slow with more. */
const mostTogether = 200;

interface Stored {
  number: string;
  personName: string;
  state: string;
  department: string;
  title: string;
  issuedOn: string;
  validFrom: string;
  validTo: string;
  content: string;
}

function paperOf(db: Reader, id: string): { document: Letter; row: Stored } {
  const row = db.get<Stored>(
    `SELECT l.number, l.personName, l.state, c.department, c.title, b.issuedOn, b.validFrom, b.validTo, c.content
      FROM letter l JOIN letterContent c ON c.id = l.contentId JOIN letterBatch b ON b.id = l.batchId WHERE l.id = ?`,
    [id],
  );
  if (!row) throw notFound('letter');
  const { name, uscc } = readEnterprise(db);
  return { row, document: composeF32({ ...row, enterprise: { name, uscc }, content: letterContent.parse(JSON.parse(row.content)) }) };
}

/**
 * Writes letters into a folder, one Word file (or pdf) for each person, or together in files of 200 to be printed; `folder` empty asks the
 * user where. Voided ones are left out.
 */
export const print = task(
  z.object({
    selection: letterSelection,
    how: z.enum(['each', 'together', 'both']),
    format: z.enum(['docx', 'pdf']).default('docx'),
    folder: z.string().max(2000),
  }),
  async (scene, { selection, how, format, folder }) => {
    const letters = scene.db
      .snapshot(() => selectedLetters(scene.db, selection).map((id) => paperOf(scene.db, id)))
      .filter(({ row }) => row.state !== 'voided');
    const [one] = letters;
    if (one === undefined) throw refuse('letterNone', 'selection');
    if (how !== 'each' && format === 'pdf') throw refuse('format', 'format', { code: '责任书合并打印', formats: 'docx' });
    const target = folder === '' ? await scene.shell.chooseFolder('save') : folder;
    if (target === null) return { folder: null, files: [] as string[], letters: 0 };
    ensureFolder(target);
    const files: string[] = [];
    const write = (name: string, bytes: Uint8Array) => {
      const file = path.join(target, safeFileName(name));
      writeFileSafely(file, bytes);
      files.push(file);
    };
    const steps = letters.length * (how === 'both' ? 2 : 1);
    let done = 0;
    const step = (count: number) => {
      scene.signal.throwIfAborted();
      done += count;
      scene.progress(done / steps, 'render');
    };
    if (how !== 'together')
      for (const { row, document } of letters) {
        const bytes = format === 'docx' ? await renderDocx(document) : await bytesOf(scene, document, 'pdf');
        write(`${row.number} ${row.personName}.${format}`, bytes);
        step(1);
      }
    if (how !== 'each')
      for (let at = 0; at < letters.length; at += mostTogether) {
        const part = letters.slice(at, at + mostTogether);
        const [first, ...rest] = part.map(({ document }) => document);
        const ends = [part[0]!.row.number, part.at(-1)!.row.number];
        write(`安全生产责任书 ${[...new Set(ends)].join('至')}.docx`, await renderDocxTogether([first!, ...rest]));
        step(part.length);
      }
    return { folder: target, files, letters: letters.length };
  },
);

const scan = z.object({ letterId: id, file: z.string().min(1).max(4000) });

/** Takes scans of signed letters: each is kept at its letter, which is signed with that. All of them or none, as one step. */
export const takeScans = task(z.object({ scans: z.array(scan).min(1).max(1000), on: isoDate }), async (scene, { scans, on }) => {
  const kept = await keepSound(
    scene,
    scans.map(({ file }) => file),
  );
  return scene.run('letter.keepScans', {
    scans: scans.map(({ letterId }, at) => ({ letterId, file: kept[at]! })),
    on,
  }) as Promise<Changed<{ letters: number }>>;
});

/** Enters scans that the task has kept. */
export const keepScans = command(
  z.object({
    scans: z
      .array(z.object({ letterId: id, file: keptFile }))
      .min(1)
      .max(1000),
    on: isoDate,
  }),
  (scene, { scans, on }) => {
    const { db } = scene;
    for (const { letterId, file } of scans) {
      const row = db.find('letter', letterId);
      if (!row) throw notFound('letter');
      if (row.state === 'voided') throw conflict('letterVoided', { number: row.number });
      enterFiles(scene, { subject: 'letter', subjectId: letterId, use: 'scan' }, [file]);
      if (row.state === 'signed') continue;
      const since = row.sentOn ?? db.find('letterBatch', row.batchId)!.issuedOn;
      if (on < since) throw refuse('dateOrder', 'on', { date: since });
      db.update('letter', letterId, { state: 'signed', signedOn: on });
    }
    return { letters: new Set(scans.map(({ letterId }) => letterId)).size };
  },
);
