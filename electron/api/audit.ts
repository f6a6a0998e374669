import { z } from 'zod';
import { auditHead, type AuditRow } from '../../db/audit';
import { fieldName, valueText, type Names } from '../../db/domain/fieldWords';
import { maskedRow } from '../../db/domain/personal/mask';
import { readEnterprise } from '../../db/query/enterprise';
import { auditLines, findChanges, namesIn, type FoundChange } from '../../db/query/history';
import { composeChanges, type ChangeLine } from '../filing/changeTable';
import { renderXlsx } from '../filing/render/xlsx';
import { writeFileSafely } from '../workspace/file';
import { words } from '../workspace/words';
import { changeFilter, inInstants } from './history';
import { task, type TaskScene } from './procedure';

type Filter = ReturnType<typeof inInstants>;
/** Lines of a workbook; what is more goes into JSON lines. */
const mostLines = 100_000;

/**
 * Writes the changes that are found: as a workbook with a line for each field, or every entry of the audit as a line of JSON with its
 * hashes. Numbers of people are masked in both. `file` empty asks the user where.
 */
export const exportChanges = task(
  z.object({ format: z.enum(['xlsx', 'jsonl']), filter: changeFilter.default({}), file: z.string().max(2000) }),
  async (scene, { format, filter, file }) => {
    const target = file === '' ? await scene.shell.chooseSave('save', `操作记录 ${scene.today}.${format}`) : file;
    if (target === null) return { file: null, rows: 0 };
    const found = inInstants(filter);
    const rows = format === 'xlsx' ? await writeWorkbook(scene, found, target) : writeLines(scene, found, target);
    return { file: target, rows };
  },
);

async function writeWorkbook(scene: TaskScene, filter: Filter, target: string): Promise<number> {
  const lines: ChangeLine[] = [];
  let before: number | null = Number.MAX_SAFE_INTEGER;
  while (before !== null && lines.length < mostLines) {
    scene.signal.throwIfAborted();
    const { rows, next }: ReturnType<typeof findChanges> = findChanges(scene.db, filter, before, 200);
    const names = namesIn(scene.db, rows);
    lines.push(...rows.flatMap((row) => linesOf(scene, row, names)));
    before = next;
    scene.progress(undefined, 'read');
  }
  const { name, uscc } = readEnterprise(scene.db);
  writeFileSafely(target, await renderXlsx(composeChanges({ enterprise: name, uscc, lines, isCut: before !== null })));
  return lines.length;
}

function linesOf(
  { content }: TaskScene,
  { seq, at, actor, command, subject, name, kind, fields }: FoundChange,
  names: Names,
): ChangeLine[] {
  const say = (key: string, params: Record<string, string | number> = {}): string => words(content).t(key, params);
  const head = {
    seq,
    at,
    actor,
    command: say(`command:${command}`, { defaultValue: command }),
    record: `${say(`failure:subject.${subject}`, { defaultValue: say('failure:subject.other') })} ${name}`.trim(),
    kind: say(`audit:record.${kind}`),
  };
  const told = fields.map(({ field, before, after }) => ({
    ...head,
    field: fieldName(say, field, subject),
    before: kind === 'created' ? '' : valueText(say, field, before, names),
    after: kind === 'removed' ? '' : valueText(say, field, after, names),
  }));
  return told.length === 0 ? [{ ...head, field: '', before: '', after: '' }] : told;
}

/** The first line tells whose audit it is and its head, so that all lines together can be held against what papers print. */
function writeLines(scene: TaskScene, filter: Filter, target: string): number {
  const { db, now, version, signal } = scene;
  let rows = 0;
  function* lines(): Generator<Uint8Array> {
    const { name } = readEnterprise(db);
    yield line({ format: 'anze-audit', version: 1, application: version, at: now, enterprise: name, head: auditHead(db), filter });
    for (const row of auditLines(db, filter)) {
      signal.throwIfAborted();
      rows += 1;
      yield line(exported(row));
    }
  }
  db.snapshot(() => writeFileSafely(target, lines()));
  return rows;
}

const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`);

/** With a masked image goes no salt: by salt and digest the few digits that are hidden could be found by trying. */
function exported({ salt, before, after, ...row }: AuditRow & { salt: string; before: string | null; after: string | null }): object {
  const images = { before: masked(row.subject, before), after: masked(row.subject, after) };
  const isMasked = JSON.stringify(images.before) !== (before ?? 'null') || JSON.stringify(images.after) !== (after ?? 'null');
  return { ...row, ...(isMasked ? { masked: true } : { salt }), ...images };
}
const masked = (subject: string, image: string | null): object | null =>
  image === null ? null : maskedRow(subject, JSON.parse(image) as object);
