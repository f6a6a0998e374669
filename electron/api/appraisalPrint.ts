import path from 'node:path';
import { z } from 'zod';
import { id } from '../../db/domain/field';
import { term } from '../../db/domain/term';
import { readEnterprise } from '../../db/query/enterprise';
import { composeAppraisalSheet, composeAppraisalSummary } from '../filing/appraisal/compose';
import { renderDocx, renderDocxTogether } from '../filing/render/docx';
import { ensureFolder, safeFileName, writeFileSafely } from '../workspace/file';
import { get, list, missing, periodOf } from './appraisal';
import { refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { task } from './procedure';

/** Sheets in one file to be printed: Word becomes slow with more. */
const mostTogether = 100;

/**
 * Writes sheets into a folder, one file for each person, or together in files of 100 to be printed and signed; `folder` empty asks the
 * user where.
 */
export const print = task(
  z.object({
    periodId: id,
    /** NULL for all of the period. */
    ids: z.array(id).min(1).max(20_000).nullable().default(null),
    how: z.enum(['each', 'together']),
    format: z.enum(['docx', 'pdf']).default('docx'),
    folder: z.string().max(2000),
  }),
  async (scene, { periodId, ids, how, format, folder }) => {
    const sheets = scene.db.snapshot(() =>
      list
        .run(scene, { periodId })
        .rows.filter((row) => ids === null || ids.includes(row.id))
        .map((row) => get.run(scene, { id: row.id })),
    );
    if (sheets.length === 0) throw refuse('appraisalNone', 'ids');
    if (how === 'together' && format === 'pdf') throw refuse('format', 'format', { code: '考核表合并打印', formats: 'docx' });
    const target = folder === '' ? await scene.shell.chooseFolder('save') : folder;
    if (target === null) return { folder: null, files: [] as string[], sheets: 0 };
    ensureFolder(target);
    const { name, uscc } = readEnterprise(scene.db);
    const papers = sheets.map((sheet) => ({ sheet, document: composeAppraisalSheet(sheet, { name, uscc }) }));
    const files: string[] = [];
    const write = (fileName: string, bytes: Uint8Array) => {
      const file = path.join(target, safeFileName(fileName));
      writeFileSafely(file, bytes);
      files.push(file);
    };
    const step = (done: number) => {
      scene.signal.throwIfAborted();
      scene.progress(done / papers.length, 'render');
    };
    if (how === 'each') {
      const names = new Set<string>();
      for (const [at, { sheet, document }] of papers.entries()) {
        const bytes = format === 'docx' ? await renderDocx(document) : await bytesOf(scene, document, 'pdf');
        write(
          unused(names, [document.head.title, sheet.department, sheet.personName, sheet.title].filter(Boolean).join(' '), format),
          bytes,
        );
        step(at + 1);
      }
    } else
      for (let at = 0; at < papers.length; at += mostTogether) {
        const part = papers.slice(at, at + mostTogether);
        const [first, ...rest] = part.map(({ document }) => document);
        const number = papers.length > mostTogether ? ` ${at + 1}至${at + part.length}` : '';
        write(`考核表 ${sheets[0]!.period.name}${number}.docx`, await renderDocxTogether([first!, ...rest]));
        step(at + part.length);
      }
    return { folder: target, files, sheets: papers.length };
  },
);

/** A name that no file of this run has: two people of one name may hold one post. */
function unused(names: Set<string>, stem: string, format: string): string {
  let name = `${stem}.${format}`;
  for (let count = 2; names.has(name); count += 1) name = `${stem}（${count}）.${format}`;
  names.add(name);
  return name;
}

/** 考核结果汇总表 with places, by department, and who was not assessed; `file` empty asks the user where. */
export const printSummary = task(
  z.object({ periodId: id, format: z.enum(['xlsx', 'docx', 'pdf']), file: z.string().max(2000) }),
  async (scene, { periodId, format, file }) => {
    const { name, uscc } = readEnterprise(scene.db);
    const { rows, without, period } = scene.db.snapshot(() => {
      const stored = periodOf(scene.db, periodId);
      return {
        period: { ...stored, isOfLeaders: stored.isOfLeaders === 1 },
        rows: list.run(scene, { periodId }).rows,
        without: missing
          .run(scene, { periodId, evenly: false, limit: 1000 })
          .without.map((person) => ({ ...person, why: term('appraisalWhy', person.why) })),
      };
    });
    const document = composeAppraisalSummary({ period, rows, without }, { name, uscc });
    const bytes = await bytesOf(scene, document, format);
    return { file: await copyTo(scene, file, safeFileName(`${document.head.title}.${format}`), bytes) };
  },
);
