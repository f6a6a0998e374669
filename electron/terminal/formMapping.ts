import { z } from 'zod';
import { formValue, renamed, type FormCode, type FormValue, type XlsxMapping, type XlsxTable } from '../../db/domain/form/form';
import { riskLevels } from '../../db/domain/risk/scale';
import { term, terms, wordOf, type TermKind } from '../../db/domain/term';
import { fieldsOf, fieldTitle } from '../form/fields';
import type { GridSheet } from '../form/grid';
import { columnLetter, columnOf } from '../intake/sheet';
import { UsageFault } from './usage';

/** A mapping as people write it, in a file for `form map` and as `form show --json` prints it. */
export const writtenParts = {
  写: z.string().max(2000),
  写法: z.record(z.string(), z.string()).optional(),
  日期: z.string().optional(),
  空: z.string().optional(),
};
const written = z.union([z.string().max(2000), z.strictObject(writtenParts)]);
type Written = z.output<typeof written>;

const rows = z.string().regex(/^\d{1,6}([-–]\d{1,6})?$/);
export const mappingFile = z.strictObject({
  表: z
    .array(
      z.strictObject({
        工作表: z.string(),
        表头: rows,
        内容: z.string().optional(),
        等级: z.array(z.string()).optional(),
        空行: rows.optional(),
        没有时: z.string().optional(),
        列: z.record(z.string(), written),
      }),
    )
    .default([]),
  格子: z.record(z.string(), written).default({}),
  /** The sheet that stands once for each department. */
  按部门分表: z.string().optional(),
});
export type MappingFile = z.output<typeof mappingFile>;

const wordKinds = [
  'riskLevel',
  'levelColour',
  'controlLevel',
  'riskMethod',
  'riskPointKind',
  'riskStatus',
  'comparison',
  'roundKind',
] as const;
const chinese = (word: string): string => {
  const kind = wordKinds.find((known) => word in terms[known]);
  return kind === undefined ? word : term(kind, word);
};
const stored = (word: string): string => {
  for (const kind of wordKinds) {
    const found = wordOf<TermKind>(kind, word);
    if (found !== undefined) return String(found);
  }
  throw new UsageFault(`“写法”里没有“${word}”这个词`);
};

/** Keys of the fields of a paper by their titles, and the other way round. */
function fieldNames(code: FormCode): { keyOf(title: string): string | undefined } {
  const { head, lists } = fieldsOf(code);
  const keys = [...head, ...lists.flatMap(({ fields }) => fields)].map(({ key }) => key);
  const byTitle = new Map(keys.map((key) => [fieldTitle(key), key]));
  return { keyOf: (title) => byTitle.get(title) ?? (keys.includes(title) ? title : undefined) };
}

const shownText = (text: string): string => renamed(text, fieldTitle);

export function shown({ text, words, date, empty }: FormValue): Written {
  const named = Object.entries(words);
  if (named.length === 0 && date === '' && empty === '') return shownText(text);
  return {
    写: shownText(text),
    ...(named.length > 0 && { 写法: Object.fromEntries(named.map(([word, own]) => [chinese(word), own])) }),
    ...(date !== '' && { 日期: date }),
    ...(empty !== '' && { 空: empty }),
  };
}

export function valueOf(code: FormCode, told: Written): FormValue {
  const { 写: text, 写法: words = {}, 日期: date = '', 空: empty = '' } = typeof told === 'string' ? { 写: told } : told;
  const { keyOf } = fieldNames(code);
  const unknown = [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!.trim()).find((name) => keyOf(name) === undefined);
  if (unknown !== undefined) throw new UsageFault(`${code} 没有“${unknown}”这一项；有哪些见 form fields ${code}`);
  const parsed = formValue.safeParse({
    text: renamed(text, keyOf),
    words: Object.fromEntries(Object.entries(words).map(([word, own]) => [stored(word), own])),
    date,
    empty,
  });
  if (!parsed.success) throw new UsageFault(`日期写法“${date}”不认识，可用：yyyy-MM-dd、yyyy/M/d、yyyy.M.d、yyyy年M月d日、yyyy年M月、yyyy`);
  return parsed.data;
}

const span = (from: number, to: number): string => (from === to ? `${from + 1}` : `${from + 1}-${to + 1}`);
function spanOf(text: string): [number, number] {
  const [from, to = from] = text.split(/[-–]/).map((row) => Number(row) - 1) as [number, number?];
  return [from, to];
}
export const listNamed = (name: string) => {
  const list = wordOf('formList', name);
  if (list === undefined) throw new UsageFault(`“内容”只能是：${Object.values(terms.formList).join('、')}`);
  return list;
};

export const levelsNamed = (names: readonly string[]) =>
  names.map((name) => {
    const word = riskLevels.find((known) => term('riskLevel', known) === name);
    if (word === undefined) throw new UsageFault(`没有“${name}”这个等级`);
    return word;
  });

export const asFile = ({ tables, cells, departmentSheet }: XlsxMapping): MappingFile => ({
  表: tables.map((table) => ({
    工作表: table.sheet,
    表头: span(table.top, table.bottom),
    内容: term('formList', table.list),
    ...(table.levels.length > 0 && { 等级: table.levels.map((level) => term('riskLevel', level)) }),
    空行: span(table.first, table.last),
    没有时: table.none,
    列: Object.fromEntries(table.columns.map(({ column, value }) => [columnLetter(column), shown(value)])),
  })),
  格子: Object.fromEntries(cells.map(({ sheet, row, column, value }) => [`${sheet}!${columnLetter(column)}${row + 1}`, shown(value)])),
  ...(departmentSheet !== '' && { 按部门分表: departmentSheet }),
});

/** The form as the application reads the head of a table. */
export type ReadTable = (
  sheet: string,
  top: number,
  bottom: number,
) => Promise<{ table: XlsxTable; titles: { column: number; title: string }[] }>;

/** A mapping from its file: what a head and a cell say is taken from the form itself. */
export async function fromFile(
  code: FormCode,
  file: MappingFile,
  sheets: readonly GridSheet[],
  readTable: ReadTable,
): Promise<XlsxMapping> {
  const tables: XlsxTable[] = [];
  for (const told of file.表) {
    if (!sheets.some(({ name }) => name === told.工作表)) throw new UsageFault(`表样里没有工作表“${told.工作表}”`);
    const { table, titles } = await readTable(told.工作表, ...spanOf(told.表头));
    const [first, last] = told.空行 === undefined ? [table.first, table.last] : spanOf(told.空行);
    if (last < first || first <= table.bottom) throw new UsageFault(`“${told.工作表}”的空行要在表头下面`);
    tables.push({
      ...table,
      first,
      last,
      list: told.内容 === undefined ? table.list : listNamed(told.内容),
      levels: levelsNamed(told.等级 ?? []),
      none: told.没有时 ?? table.none,
      columns: Object.entries(told.列).map(([letter, value]) => {
        const column = columnOf(letter);
        const title = titles.find((own) => own.column === column)?.title;
        if (title === undefined) throw new UsageFault(`“${told.工作表}”没有 ${letter} 列，或它并在左边一列里`);
        return { column, title, value: valueOf(code, value) };
      }),
    });
  }
  const cells = Object.entries(file.格子).map(([place, value]) => {
    const [, name, letters, row] = /^(.+)!([A-Z]{1,3})(\d{1,6})$/.exec(place) ?? [];
    const sheet = sheets.find((own) => own.name === name);
    if (sheet === undefined || letters === undefined) throw new UsageFault(`“${place}”不是格子，请写成 工作表!B2 的样子`);
    const at = { sheet: sheet.name, row: Number(row) - 1, column: columnOf(letters) };
    const cell = sheet.rows.find((line) => line.row === at.row)?.cells.find(({ column }) => column === at.column);
    return { ...at, was: cell?.text ?? '', label: cell?.label ?? '', value: valueOf(code, value) };
  });
  const { 按部门分表: departmentSheet = '' } = file;
  if (departmentSheet !== '' && !sheets.some(({ name }) => name === departmentSheet))
    throw new UsageFault(`“按部门分表”：表样里没有工作表“${departmentSheet}”`);
  return { tables, cells, departmentSheet };
}
