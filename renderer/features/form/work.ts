import type { FormList, FormValue, XlsxMapping, XlsxTable } from '../../../db/domain/form/form';
import { terms } from '../../../db/domain/term';
import type { Data } from '../../api';
import { speak, type Translate } from '../../components/speak';

export type FormRead = Data<'form.read'>;
export type GridSheet = FormRead['sheets'][number];
export type GridCell = GridSheet['rows'][number]['cells'][number];
export type FormField = FormRead['fields']['head'][number];
export type Finding = FormRead['findings'][number];
export type Preview = Data<'form.preview'>;

/** A place of a sheet, 0-based. */
export interface Place {
  sheet: string;
  row: number;
  column: number;
}

/** What a place is for: a column of a table, or a cell that stands alone. */
export type Target = { kind: 'column'; table: number; column: number } | { kind: 'cell'; at: Place };

export const columnLetter = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnLetter(Math.floor(column / 26) - 1) + columnLetter(column % 26);
export const cellName = ({ row, column }: Omit<Place, 'sheet'>): string => `${columnLetter(column)}${row + 1}`;

/** Head and rows of a table belong to its columns; every other cell stands alone. */
export function targetOf({ tables }: XlsxMapping, at: Place): Target {
  const table = tables.findIndex(({ sheet, top, last }) => sheet === at.sheet && top <= at.row && at.row <= last);
  return table < 0 ? { kind: 'cell', at } : { kind: 'column', table, column: at.column };
}

export function valueAt({ tables, cells }: XlsxMapping, target: Target): FormValue | undefined {
  return target.kind === 'column'
    ? tables[target.table]?.columns.find(({ column }) => column === target.column)?.value
    : cells.find(({ sheet, row, column }) => sheet === target.at.sheet && row === target.at.row && column === target.at.column)?.value;
}

export const emptyValue: FormValue = { text: '', words: {}, date: '', empty: '' };

/** What the form itself says at a place. */
export interface Own {
  title: string;
  was: string;
  label: string;
}

/** The mapping with another value at a place; an empty text takes the place away. */
export function withValue(mapping: XlsxMapping, target: Target, value: FormValue, own: Own): XlsxMapping {
  const isGone = value.text === '';
  if (target.kind === 'column') {
    const change = (table: XlsxTable): XlsxTable => {
      const others = table.columns.filter(({ column }) => column !== target.column);
      const known = table.columns.find(({ column }) => column === target.column);
      const mine = isGone ? [] : [{ column: target.column, title: known?.title ?? own.title, value }];
      return { ...table, columns: [...others, ...mine].toSorted((a, b) => a.column - b.column) };
    };
    const tables = mapping.tables.map((table, at) => (at === target.table ? change(table) : table));
    return { ...mapping, tables: tables.filter(({ columns }) => columns.length > 0) };
  }
  const { sheet, row, column } = target.at;
  const known = mapping.cells.find((cell) => cell.sheet === sheet && cell.row === row && cell.column === column);
  const others = mapping.cells.filter((cell) => cell !== known);
  return {
    ...mapping,
    cells: isGone ? others : [...others, { sheet, row, column, was: known?.was ?? own.was, label: known?.label ?? own.label, value }],
  };
}

/** How a field is called. */
export const fieldTitle = (t: Translate, key: string): string =>
  speak(t, key in terms.formField ? `term:formField.${key}` : `term:field.${key}`);

/** Fields that may be named at a target: those of the paper everywhere, those of a line in its table, the department on a sheet of its own. */
export function fieldsFor(
  fields: FormRead['fields'],
  list: FormList | null,
  ofDepartment = false,
): { list: FormList | null; fields: readonly FormField[] }[] {
  const lines = fields.lists.filter((entry) => entry.list === list);
  const known = lines.some((entry) => entry.fields.some(({ key }) => key === 'department'));
  const department: readonly FormField[] = ofDepartment && !known ? [{ key: 'department', kind: 'text' }] : [];
  return [...lines, { list: null, fields: [...department, ...fields.head] }];
}
