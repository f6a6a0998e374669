import { z } from 'zod';
import type { DocxPart } from '../../db/domain/form/docxForm';
import { isSeen } from '../../db/query/departmentOf';
import { namedFiles } from '../../db/query/evidence';
import { readDocxForm } from '../form/docxForm';
import { readWorkbook } from '../intake/workbook';
import { readAttachment } from '../workspace/attachment';
import { notFound, refuse } from './failure';
import { asFailure } from './intakeFailure';
import { task } from './procedure';

/** What is shown of a file that is no picture and no pdf. */
export type ReadFile =
  | { kind: 'text'; parts: DocxPart[]; isCut: boolean }
  /** `rows` are the texts of the cells of one sheet; `total` rows there are in it, `columns` columns at most. */
  | { kind: 'sheets'; names: string[]; at: number; rows: string[][]; total: number; columns: number };

/** More is not drawn: it is looked through, not worked on. */
const mostBlocks = 1500;
const mostRows = 300;
const mostColumns = 60;
const longestCell = 500;

/** The words of a docx or the cells of a workbook, to be looked at; read by the guarded readers of forms and imports. @throws INVALID with the reason */
export const read = task(
  z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), sheet: z.number().int().min(0).max(1000).default(0) }),
  async ({ db, paths, signal, scope }, { sha256, sheet }): Promise<ReadFile> => {
    const named = namedFiles(db).get(sha256);
    const bytes = readAttachment(paths, sha256);
    if (named?.kind !== 'attachment' || !isSeen(db, scope, sha256) || bytes === undefined) throw notFound('file');
    const { name } = named;
    if (/\.docx$/i.test(name)) {
      const { parts } = await asFailure(() => readDocxForm(bytes, name));
      let left = mostBlocks;
      const cut = parts.map((part) => {
        const blocks = part.blocks.slice(0, left);
        left -= blocks.length;
        return { ...part, blocks };
      });
      return { kind: 'text', parts: cut, isCut: parts.reduce((sum, { blocks }) => sum + blocks.length, 0) > mostBlocks };
    }
    if (!/\.(xlsx|xlsm|xls|et|csv)$/i.test(name)) throw refuse('previewKind', 'sha256', { name });
    const { sheets } = await asFailure(() => readWorkbook(bytes, name, { signal }));
    const at = Math.min(sheet, sheets.length - 1);
    const { rows } = sheets[at]!;
    return {
      kind: 'sheets',
      names: sheets.map((one) => one.name),
      at,
      rows: rows.slice(0, mostRows).map((row) => row.slice(0, mostColumns).map((cell) => cell.text.slice(0, longestCell))),
      total: rows.length,
      columns: rows.reduce((most, row) => Math.max(most, row.length), 0),
    };
  },
);
