import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { text } from '../../db/domain/field';
import { readEnterprise } from '../../db/query/enterprise';
import { composeLooks } from '../filing/lookTable';
import { renderXlsx } from '../filing/render/xlsx';
import { isInvestigationCopy } from '../workspace/investigation/copy';
import { lookFile, readLooks } from '../workspace/investigation/log';
import { writeFileSafely } from '../workspace/file';
import type { WorkspacePaths } from '../workspace/paths';
import { words } from '../workspace/words';
import { writeArchiveOf } from './archive';
import { unavailable } from './failure';
import { command, hostProcedure, query, task } from './procedure';

const file = z.string().max(2000);
const password = z.string().max(200).nullable();

/** That a copy is handed to investigators: to whom and why. It stands in the copy, too. */
export const record = command(z.object({ recipient: text(100).min(1), reason: text(500).min(1) }), ({ db }, { recipient, reason }) => {
  db.insert('disclosure', { subject: 'investigation', subjectId: '', fields: '[]', reason: `${recipient}：${reason}` });
  return null;
});

/**
 * The whole workspace as a file that can only be looked at, for an investigation; to whom and why is recorded first. `file` empty asks
 * the user where; null when none is chosen.
 */
export const write = task(
  z.object({ file, password, recipient: text(100).min(1), reason: text(500).min(1) }),
  async (scene, { recipient, reason, ...stated }) =>
    writeArchiveOf(scene, { ...stated, kind: 'investigation' }, '调查用副本', async () => {
      await scene.run('investigation.record', { recipient, reason });
    }),
);

/**
 * Opens such a file in a folder of its own, or one that was unpacked before. Everything that is looked at from then on is written into
 * the log beside it under the name that is given. `file` empty asks the user; null when none is chosen.
 */
export const open = hostProcedure(
  z.object({ file, password, folder: file.nullable().default(null), who: text(100).min(1) }),
  async (host, { file: stated, password: key, folder, who }) => {
    if (folder !== null) return host.openCopy({ folder: path.resolve(folder) }, who);
    const chosen = stated === '' ? (await host.shell.chooseFiles('archive', ['anze']))[0] : stated;
    return chosen === undefined ? null : host.openCopy({ file: path.resolve(chosen), password: key }, who);
  },
);

function logOf({ folder }: WorkspacePaths): string {
  if (!isInvestigationCopy(folder)) throw unavailable('notInvestigation', { file: folder });
  return lookFile(folder);
}

/** Looks newest first, and what does not fit in the log. */
export const log = query(
  z.object({ offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500) }),
  ({ paths }, { offset, limit }) => {
    const place = logOf(paths);
    const { looks, faults, head } = readLooks(place);
    return { file: place, total: looks.length, rows: looks.toReversed().slice(offset, offset + limit), faults, head };
  },
);

/** The log as a workbook to read, or the lines with their hashes as they are. `file` empty asks the user where. */
export const exportLog = task(z.object({ format: z.enum(['xlsx', 'jsonl']), file }), async (scene, { format, file: stated }) => {
  const place = logOf(scene.paths);
  const target = stated === '' ? await scene.shell.chooseSave('save', `查看记录 ${scene.today}.${format}`) : stated;
  if (target === null) return { file: null, rows: 0 };
  const { looks, faults } = readLooks(place);
  if (format === 'jsonl') copyFileSync(place, target);
  else {
    const { t } = words(scene.content);
    const { name, uscc } = readEnterprise(scene.db);
    const lines = looks.map((look) => ({
      ...look,
      what: t(`investigation:what.${look.what.replace('.', '_')}`, { defaultValue: look.what }),
    }));
    writeFileSafely(target, await renderXlsx(composeLooks({ enterprise: name, uscc, lines, faults: faults.length })));
  }
  return { file: target, rows: looks.length };
});
