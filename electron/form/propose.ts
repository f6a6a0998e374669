import { plainValue, type FormCode, type FormList, type FormValue, type XlsxMapping, type XlsxTable } from '../../db/domain/form/form';
import { riskLevels, type RiskLevel } from '../../db/domain/risk/scale';
import { terms, type TermKind } from '../../db/domain/term';
import { proposeColumns } from '../intake/columns';
import type { FieldKind as IntakeKind } from '../intake/fields';
import { findHead, headAt, type Head } from '../intake/head';
import { headText, oneLine, plainText } from '../intake/headText';
import { isSignature } from '../intake/rowKind';
import { cellAt, filled, textCell } from '../intake/sheet';
import { readValue, type AnyValue } from '../intake/values';
import { fieldsOf, kindsOf } from './fields';
import { headFieldOf, lineFieldOf } from './labels';
import { mergeAt, type FormSheet, type XlsxForm } from './xlsxForm';
import { allowedTexts } from './validation';

/** What the title of each column of a head is, by its first grid column. */
export function titlesOf(sheet: FormSheet, top: number, bottom: number): { column: number; title: string; leaf: string }[] {
  return proposeColumns('risk', headAt(sheet, 'risk', top, bottom).columns).map(({ from, title, leaf }) => ({ column: from, title, leaf }));
}

/** Names of our fields that the import calls otherwise. */
const renamed: Readonly<Record<string, string>> = { measures: 'allMeasures' };

/** Proposes where a form wants what: as earlier mappings said for the same words, else by the words of the trade. */
export function proposeMapping(form: XlsxForm, code: FormCode, known: readonly XlsxMapping[] = []): XlsxMapping {
  const tables = form.sheets.flatMap((sheet) => {
    const table = sheet.hidden ? undefined : proposeTable(form, sheet, code, known);
    return table === undefined ? [] : [table];
  });
  const cells = form.sheets.flatMap((sheet) =>
    sheet.hidden
      ? []
      : proposeCells(
          sheet,
          code,
          known,
          tables.find((table) => table.sheet === sheet.name),
        ),
  );
  return { tables, cells, departmentSheet: '' };
}

const sameWords = (a: string, b: string): boolean => plainText(a) === plainText(b) && plainText(a) !== '';

function proposeTable(form: XlsxForm, sheet: FormSheet, code: FormCode, known: readonly XlsxMapping[]): XlsxTable | undefined {
  const former = known.flatMap(({ tables }) => tables);
  const head = likeBefore(sheet, former) ?? findHead(sheet, 'risk') ?? countsHead(sheet);
  if (head === undefined) return undefined;
  const before = former.find(({ columns }) => columns.filter(({ title }) => titled(sheet, head, title)).length * 2 > columns.length);
  return tableAt(form, sheet, code, head.top, head.bottom, before);
}

const titled = (sheet: FormSheet, { top, bottom }: Pick<Head, 'top' | 'bottom'>, title: string): boolean =>
  titlesOf(sheet, top, bottom).some((own) => sameWords(own.title, title));

/** The rows that say what the head of an earlier edition said. */
function likeBefore(sheet: FormSheet, former: readonly XlsxTable[]): Pick<Head, 'top' | 'bottom'> | undefined {
  for (const { columns, top, bottom } of former) {
    const depth = bottom - top;
    for (let row = 0; row + depth < Math.min(sheet.rows.length, 60); row += 1) {
      const titles = new Set(titlesOf(sheet, row, row + depth).map(({ title }) => plainText(title)));
      if (columns.filter(({ title }) => titles.has(plainText(title))).length >= Math.max(2, columns.length * 0.6))
        return { top: row, bottom: row + depth };
    }
  }
  return undefined;
}

/** A table of counts by department has the four levels in its head. */
function countsHead(sheet: FormSheet): Pick<Head, 'top' | 'bottom'> | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, 40); row += 1)
    if (countTitles(titlesOf(sheet, row, row)) >= 3) return { top: row, bottom: row };
  return undefined;
}
const countKeys: ReadonlySet<string> = new Set(['majorCount', 'considerableCount', 'generalCount', 'lowCount']);
const countTitles = (titles: readonly { leaf: string }[]): number =>
  new Set(titles.flatMap(({ leaf }) => lineFieldOf(leaf, (key) => countKeys.has(key)) ?? [])).size;

/** The table below a head, its columns proposed; a person may point at any head. */
export function tableAt(form: XlsxForm, sheet: FormSheet, code: FormCode, top: number, bottom: number, before?: XlsxTable): XlsxTable {
  const list = before?.list ?? listOf(code, titlesOf(sheet, top, bottom));
  const { first, last } = recordRows(sheet, top, bottom);
  return {
    sheet: sheet.name,
    list,
    levels: before?.levels ?? [],
    top,
    bottom,
    first,
    last,
    none: before?.none ?? '无',
    columns: columnsAt(form, sheet, code, list, { top, bottom, first }, before),
  };
}

function listOf(code: FormCode, titles: readonly { leaf: string }[]): FormList {
  const lists = fieldsOf(code).lists.map(({ list }) => list);
  if (lists.includes('departments') && countTitles(titles) >= 3) return 'departments';
  return lists[0]!;
}

function columnsAt(
  form: XlsxForm,
  sheet: FormSheet,
  code: FormCode,
  list: FormList,
  { top, bottom, first }: Pick<XlsxTable, 'top' | 'bottom' | 'first'>,
  before: XlsxTable | undefined,
): XlsxTable['columns'] {
  const kinds = kindsOf(code, list);
  const line = new Set(
    fieldsOf(code)
      .lists.find((entry) => entry.list === list)
      ?.fields.map(({ key }) => key),
  );
  const known = (key: string): boolean => line.has(key) || key === 'enterprise' || key === 'uscc';
  const used = new Set<string>();
  return proposeColumns('risk', headAt(sheet, 'risk', top, bottom).columns).flatMap(({ from, title, field, leaf }) => {
    if (title === '' || sheet.hiddenColumns.has(from) || sheet.lines.get(first)?.cells.get(from)?.formula) return [];
    const told = before?.columns.find((column) => sameWords(column.title, title));
    if (told !== undefined) return [{ column: from, title, value: told.value }];
    const own = list === 'risks' && field !== null ? [renamed[field] ?? field, field].find(known) : undefined;
    const key = lineFieldOf(leaf, known) ?? own ?? (/^(序号|序|no)$/.test(plainText(title)) ? 'no' : undefined);
    if (key === undefined || used.has(key)) return [];
    used.add(key);
    const kind = kinds.get(key)!;
    const words =
      typeof kind === 'string' && kind in terms ? wordsOf(form, sheet, kind as TermKind, { row: first, column: from, leaf }) : {};
    // 事故类型及后果 asks for both in one cell; each of them stands on a line of its own.
    const more = key === 'accidentTypes' && /及.*(?:后果|伤害|损失)/u.test(leaf) && known('consequence') ? '\n{consequence}' : '';
    return [{ column: from, title, value: { ...plainValue(key, { words }), text: `{${key}}${more}` } }];
  });
}

/** Terms whose words an import reads, and how. */
const readAs: Partial<Record<TermKind, IntakeKind>> = {
  riskLevel: 'level',
  levelColour: 'level',
  controlLevel: 'controlLevel',
  riskMethod: 'method',
  riskPointKind: 'kind',
};
const colourOf: Readonly<Record<string, string>> = { major: 'red', considerable: 'orange', general: 'yellow', low: 'blue' };

/** The form's own words: those that a cell allows, else those that its head lists in brackets, e.g. `风险等级（红/橙/黄/蓝）`. */
function wordsOf(
  form: XlsxForm,
  sheet: FormSheet,
  kind: TermKind,
  { row, column, leaf }: { row: number; column: number; leaf: string },
): FormValue['words'] {
  const reading = readAs[kind];
  if (reading === undefined) return {};
  const texts = allowedTexts(form, sheet, row, column) ?? listedWords(leaf);
  const words: Record<string, string> = {};
  for (const text of texts) {
    const { value } = readValue(reading, textCell(text));
    const told = levelIn(value, texts.length) ?? value;
    const stored = kind === 'levelColour' && typeof told === 'string' ? colourOf[told] : told;
    if (typeof stored === 'string' && stored in terms[kind] && !(stored in words)) words[stored] = text;
  }
  return words;
}

/** Words that a head lists in brackets to choose from; none where there are fewer than three. */
export function listedWords(leaf: string): string[] {
  const listed = (/[（(]([^（()）]+)[)）]/.exec(leaf)?.[1] ?? '').split(/[/、,，;；]/).map((word) => word.trim());
  return listed.length >= 3 ? listed : [];
}

/** A level in words, or by a grade where there are four of them: Ⅰ级 is 重大. */
function levelIn(value: AnyValue | undefined, count: number): RiskLevel | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return 'level' in value ? value.level : count === 4 ? riskLevels[value.grade - 1] : undefined;
}

const isNumberRow = (texts: readonly string[]): boolean =>
  texts.length >= 3 && texts.every((text, at) => Number(plainText(text)) === Number(plainText(texts[0]!)) + at);
const closing = /^(合计|总计|小计|共计|备注|注|说明|填表说明|填报说明)/;

/** The rows that a form keeps for records: from below its head to the last that looks the same and says nothing. */
function recordRows(sheet: FormSheet, top: number, bottom: number): { first: number; last: number } {
  const columns = titlesOf(sheet, top, bottom).flatMap(({ column, title }) => (title === '' ? [] : [column]));
  const textsOf = (row: number): string[] => columns.map((column) => cellAt(sheet, row, column).text).filter((text) => text !== '');
  let first = bottom + 1;
  if (isNumberRow(textsOf(first))) first += 1;
  const looks = (row: number): string => columns.map((column) => sheet.lines.get(row)?.cells.get(column)?.style ?? -1).join(' ');
  const look = looks(first);
  const isMergedOver = (row: number): boolean => {
    const merge = mergeAt(sheet, row, columns[0] ?? 0);
    return merge !== undefined && merge.right - merge.left >= columns.length / 2;
  };
  const isFree = (row: number): boolean => {
    const cells = sheet.rows[row] ?? [];
    const texts = cells.filter((cell) => filled(cell));
    if (isMergedOver(row)) return false;
    if (texts.length === 0) return true;
    if (closing.test(plainText(texts[0]!.text)) || isSignature(texts[0]!.text, cells, texts.length)) return false;
    return texts.every(({ text }) => /^\d{1,4}$/.test(text) || text === '…' || text === '……');
  };
  let last = first;
  const end = Math.max(sheet.rows.length, ...sheet.lines.keys());
  while (last + 1 <= end && sheet.lines.has(last + 1) && looks(last + 1) === look && isFree(last + 1)) last += 1;
  return { first, last };
}

/** Labels followed by an empty cell, or by room in the same cell. */
function proposeCells(
  sheet: FormSheet,
  code: FormCode,
  former: readonly XlsxMapping[],
  table: XlsxTable | undefined,
): XlsxMapping['cells'] {
  const kinds = kindsOf(code, null);
  const known = (key: string): boolean => kinds.has(key);
  const before = former.flatMap(({ cells }) => cells);
  const cells: XlsxMapping['cells'] = [];
  const taken = new Set<string>();
  for (const [row, line] of sheet.rows.entries()) {
    if (row > 300 || (table !== undefined && row >= table.top && row <= table.last)) continue;
    for (const [column, cell] of line.entries()) {
      if (!filled(cell) || cell.text.length > 300) continue;
      const at = { sheet: sheet.name, row };
      const same = before.find(({ was, value }) => was !== '' && sameWords(was, cell.text) && value.text !== '');
      const text = same?.value.text ?? completed(cell.text, known);
      if (text !== undefined) {
        cells.push({ ...at, column, was: cell.text, label: '', value: same?.value ?? freeText(text) });
        continue;
      }
      const right = (mergeAt(sheet, row, column)?.right ?? column) + 1;
      const key = headFieldOf(cell.text.replace(/[:：]\s*$/, ''), known);
      const told = before.find(({ label, was }) => was === '' && sameWords(label, cell.text));
      const place = `${row},${right}`;
      const room = !filled(cellAt(sheet, row, right)) && (sheet.lines.get(row)?.cells.has(right) ?? false);
      const isOpen = /[:：]\s*$/.test(cell.text);
      if ((key === undefined && told === undefined) || taken.has(place)) continue;
      if (!room) {
        // The next label stands where the room would be: what is asked for goes behind the colon.
        if (isOpen && key !== undefined)
          cells.push({ ...at, column, was: cell.text, label: '', value: freeText(`${cell.text.trimEnd()}{${key}}`) });
        continue;
      }
      if (table !== undefined && row > table.last && key !== undefined && !isOpen && closing.test(cell.text)) continue;
      taken.add(place);
      cells.push({ ...at, column: right, was: '', label: oneLine(cell.text), value: told?.value ?? plainValue(key!) });
    }
  }
  return cells;
}

const freeText = (text: string): FormValue => ({ text, words: {}, date: 'yyyy年M月d日', empty: '' });

/** `填报单位：      填报人：` with the fields behind their labels; undefined where no label is followed by room. */
function completed(text: string, known: (key: string) => boolean): string | undefined {
  let hit = false;
  const result = text.replace(
    /([^\s:：]{2,14})([:：])([\s_＿]*(?:年[\s_＿]*月[\s_＿]*日)?)(?=$|[^\s_＿年])/gu,
    (whole, label: string, colon: string, room: string, at: number) => {
      const isLast = at + whole.length === text.length;
      const key = headFieldOf(label, known);
      // A label that fills its cell alone has its room in the next one.
      if (key === undefined || (room === '' && !(isLast && hit))) return whole;
      hit = true;
      return `${label}${colon}{${key}}${isLast ? '' : '    '}`;
    },
  );
  return hit ? result : undefined;
}

/** What stands beside a cell, to know it again in another edition: the text on its left, else above. */
export function labelOf(sheet: FormSheet, row: number, column: number): string {
  for (let left = column - 1; left >= 0; left -= 1) {
    const { text } = cellAt(sheet, row, left);
    if (text !== '') return oneLine(text).slice(0, 300);
  }
  return oneLine(cellAt(sheet, row - 1, column).text).slice(0, 300);
}

/** Words by which editions of a form know each other. */
export const shapeOf = ({ sheets }: XlsxForm): { sheets: { name: string; texts: string[] }[] } => ({
  sheets: sheets.slice(0, 40).map((sheet) => ({
    name: sheet.name,
    texts: [...new Set(sheet.rows.slice(0, 60).flatMap((line) => line.filter(filled).map(({ text }) => headText(text).bare)))].slice(
      0,
      200,
    ),
  })),
});

/** Share of the words of one form that the other has too, 0 to 1. */
export function likeness(one: ReturnType<typeof shapeOf>, other: ReturnType<typeof shapeOf>): number {
  const texts = (shape: ReturnType<typeof shapeOf>): Set<string> => new Set((shape.sheets ?? []).flatMap((sheet) => sheet.texts));
  const [a, b] = [texts(one), texts(other)];
  const both = [...a].filter((text) => b.has(text)).length;
  return both / Math.max(1, Math.min(a.size, b.size));
}
