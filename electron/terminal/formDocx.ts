import { z } from 'zod';
import type { DocxBlank, DocxBlock, DocxMapping, DocxPart, DocxTableRow } from '../../db/domain/form/docxForm';
import type { FormCode } from '../../db/domain/form/form';
import { term } from '../../db/domain/term';
import { levelsNamed, listNamed, shown, valueOf, writtenParts } from './formMapping';
import { UsageFault } from './usage';

/** A mapping of a Word form as people write it: places as `form show` names them, each with its label for the reader. */
export const docxMappingFile = z.strictObject({
  空位: z.record(z.string(), z.strictObject({ 标签: z.string().optional(), ...writtenParts })).default({}),
  每条一行: z
    .record(
      z.string(),
      z.strictObject({
        标签: z.string().optional(),
        内容: z.string().optional(),
        等级: z.array(z.string()).optional(),
        没有时: z.string().optional(),
      }),
    )
    .default({}),
});
export type DocxMappingFile = z.output<typeof docxMappingFile>;

/** Every blank of the form with what is written there; those without stay empty, so that all can be seen and filled in. */
export function asDocxFile({ places, rows }: DocxMapping, blanks: readonly DocxBlank[]): DocxMappingFile {
  const values = new Map(places.map(({ place, value }) => [place, value]));
  const gone = places.filter(({ place }) => !blanks.some((blank) => blank.place === place));
  return {
    空位: Object.fromEntries(
      [...blanks, ...gone].map(({ place, label }) => {
        const value = values.get(place);
        const told = value === undefined ? '' : shown(value);
        return [place, { 标签: label, ...(typeof told === 'string' ? { 写: told } : told) }];
      }),
    ),
    每条一行: Object.fromEntries(
      rows.map(({ place, label, list, levels, none }) => [
        place,
        {
          标签: label,
          内容: term('formList', list),
          ...(levels.length > 0 && { 等级: levels.map((level) => term('riskLevel', level)) }),
          没有时: none,
        },
      ]),
    ),
  };
}

/** A mapping from its file; what stands beside a blank is taken from the form itself. */
export function fromDocxFile(code: FormCode, file: DocxMappingFile, blanks: readonly DocxBlank[], parts: readonly DocxPart[]): DocxMapping {
  const rows = new Map(parts.flatMap(({ blocks }) => rowsIn(blocks)).map((row) => [row.place, row]));
  return {
    places: Object.entries(file.空位).flatMap(([place, told]) => {
      if (told.写 === '') return [];
      const blank = blanks.find((one) => one.place === place);
      if (blank === undefined) throw new UsageFault(`表样里没有空位“${place}”，有哪些见 form show`);
      return [{ place, kind: blank.kind, label: blank.label, value: valueOf(code, told) }];
    }),
    rows: Object.entries(file.每条一行).map(([place, told]) => {
      const row = rows.get(place);
      if (row === undefined || !row.canRepeat) throw new UsageFault(`“${place}”不是表样里有空位的行，写成 document/t2/r3 的样子`);
      return {
        place,
        label: row.label,
        list: told.内容 === undefined ? 'risks' : listNamed(told.内容),
        levels: levelsNamed(told.等级 ?? []),
        none: told.没有时 ?? '',
      };
    }),
  };
}

const rowsIn = (blocks: readonly DocxBlock[]): DocxTableRow[] =>
  blocks.flatMap((block) =>
    block.type === 'table'
      ? block.rows.flatMap((row) => [row, ...row.cells.flatMap((cell) => rowsIn(cell.blocks))])
      : block.type === 'box'
        ? rowsIn(block.blocks)
        : [],
  );
