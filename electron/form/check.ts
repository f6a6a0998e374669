import { fieldsIn, type FormCode, type FormValue, type XlsxMapping, type XlsxTable } from '../../db/domain/form/form';
import { terms, type TermKind } from '../../db/domain/term';
import { plainText } from '../intake/headText';
import { cellAt, columnLetter, filled } from '../intake/sheet';
import { fieldTitle, kindsOf } from './fields';
import { briefly, cellName, type FormFinding } from './finding';
import type { FieldKind } from './mapping';
import { listedWords, titlesOf } from './propose';
import { mergeAt, type FormSheet, type XlsxForm } from './xlsxForm';

/** Where a form is not what its mapping says; nothing is filled while something hard is among the findings. */
export function checkForm(form: XlsxForm, code: FormCode, mapping: XlsxMapping): FormFinding[] {
  if (mapping.tables.length === 0 && mapping.cells.length === 0)
    return [{ key: 'nothingMapped', sheet: '', cell: '', expected: '', found: '' }];
  const sheetOf = (name: string): FormSheet | undefined => form.sheets.find((sheet) => sheet.name === name);
  const { departmentSheet } = mapping;
  const named = [...mapping.tables, ...mapping.cells].map(({ sheet }) => sheet);
  const gone = [...new Set([...named, departmentSheet])].filter((name) => name !== '' && sheetOf(name) === undefined);
  return [
    ...gone.map((name): FormFinding => ({
      key: 'sheetGone',
      sheet: name,
      cell: '',
      expected: name,
      found: form.sheets.map((sheet) => sheet.name).join('、'),
    })),
    ...mapping.tables.flatMap((table) => {
      const sheet = sheetOf(table.sheet);
      return sheet === undefined ? [] : tableFindings(form, sheet, code, table);
    }),
    ...overlaps(mapping),
    ...mapping.cells.flatMap((cell) => {
      const sheet = sheetOf(cell.sheet);
      return sheet === undefined ? [] : cellFindings(form, sheet, kindsOf(code, null, sheet.name === departmentSheet), cell);
    }),
  ];
}

function tableFindings(form: XlsxForm, sheet: FormSheet, code: FormCode, table: XlsxTable): FormFinding[] {
  const titles = titlesOf(sheet, table.top, table.bottom);
  const kinds = kindsOf(code, table.list);
  return table.columns.flatMap(({ column, title, value }): FormFinding[] => {
    const now = titles.find((own) => own.column === column)?.title ?? '';
    const at = { sheet: sheet.name, cell: cellName(table.bottom, column) };
    if (plainText(now) !== plainText(title)) {
      const other = placeOf(sheet, title);
      return [{ key: other === undefined ? 'headChanged' : 'headMoved', ...at, expected: title, found: other ?? briefly(now) }];
    }
    return [...unknown(value, kinds, at), ...otherWords(value, kinds, title, at), ...columnFindings(form, sheet, table, column, title)];
  });
}

/** Where the last part of a title stands now. */
function placeOf(sheet: FormSheet, title: string): string | undefined {
  const wanted = plainText(title.split('/').at(-1) ?? title);
  if (wanted === '') return undefined;
  for (const [row, line] of sheet.rows.slice(0, 200).entries())
    for (const [column, cell] of line.entries()) if (plainText(cell.text) === wanted) return cellName(row, column);
  return undefined;
}

function unknown(value: FormValue, kinds: ReadonlyMap<string, FieldKind>, at: Pick<FormFinding, 'sheet' | 'cell'>): FormFinding[] {
  return fieldsIn(value.text)
    .filter((key) => !kinds.has(key))
    .map((key) => ({ key: 'unknownField', ...at, expected: '', found: fieldTitle(key) }));
}

/** A head that lists its words in brackets wants one of them: ours would be sent back. */
function otherWords(
  { text, words }: FormValue,
  kinds: ReadonlyMap<string, FieldKind>,
  title: string,
  at: Pick<FormFinding, 'sheet' | 'cell'>,
): FormFinding[] {
  const listed = new Set(listedWords(title).map(plainText));
  const kind = kinds.get(/^\{([a-zA-Z]+)\}$/.exec(text.trim())?.[1] ?? '');
  if (listed.size === 0 || kind === undefined || !(kind in terms)) return [];
  const other = Object.entries(terms[kind as TermKind]).find(([word, own]) => !listed.has(plainText(words[word] ?? own)));
  return other === undefined
    ? []
    : [{ key: 'wordsOther', ...at, expected: briefly(title), found: words[other[0]] ?? other[1], advice: true }];
}

function columnFindings(form: XlsxForm, sheet: FormSheet, { first, last }: XlsxTable, column: number, title: string): FormFinding[] {
  for (let row = first; row <= last; row += 1) {
    const at = { sheet: sheet.name, cell: cellName(row, column), expected: title };
    const merge = mergeAt(sheet, row, column);
    if (merge !== undefined && merge.top !== merge.bottom)
      return [{ key: 'mergeAcross', ...at, found: `${cellName(merge.top, merge.left)}:${cellName(merge.bottom, merge.right)}` }];
    if (merge !== undefined && merge.left !== column) return [{ key: 'mergedAway', ...at, found: cellName(row, merge.left) }];
    const cell = sheet.lines.get(row)?.cells.get(column);
    if (cell?.formula) return [{ key: 'formula', ...at, found: briefly(cellAt(sheet, row, column).text) }];
    if (sheet.isProtected && form.styles.of(cell?.style ?? 0).locked) return [{ key: 'protected', ...at, found: '' }];
  }
  return [];
}

/** Tables of one sheet must not take the same rows: the lower one would move while it is filled. */
function overlaps({ tables }: XlsxMapping): FormFinding[] {
  return tables.flatMap((table, at): FormFinding[] => {
    const other = tables.slice(0, at).find(({ sheet, top, last }) => sheet === table.sheet && top <= table.last && table.top <= last);
    if (other === undefined) return [];
    const rows = ({ top, last }: XlsxTable): string => `${top + 1}–${last + 1}`;
    return [
      {
        key: 'overlap',
        sheet: table.sheet,
        cell: cellName(table.top, table.columns[0]!.column),
        expected: rows(table),
        found: rows(other),
      },
    ];
  });
}

function cellFindings(
  form: XlsxForm,
  sheet: FormSheet,
  kinds: ReadonlyMap<string, FieldKind>,
  { row, column, was, label, value }: XlsxMapping['cells'][number],
): FormFinding[] {
  const at = { sheet: sheet.name, cell: cellName(row, column) };
  const { text } = cellAt(sheet, row, column);
  const own = sheet.lines.get(row)?.cells.get(column);
  const merge = mergeAt(sheet, row, column);
  const findings = unknown(value, kinds, at);
  if (merge !== undefined && (merge.top !== row || merge.left !== column))
    findings.push({ key: 'mergedAway', ...at, expected: label || was, found: cellName(merge.top, merge.left) });
  if (own?.formula) findings.push({ key: 'formula', ...at, expected: label || was, found: briefly(text) });
  else if (plainText(text) !== plainText(was))
    findings.push({ key: 'cellChanged', ...at, expected: briefly(was || label), found: briefly(text) });
  else if (label !== '' && was === '' && !hasLabel(sheet, row, label))
    findings.push({ key: 'cellChanged', ...at, expected: briefly(label), found: briefly(labelBeside(sheet, row, column)) });
  if (sheet.isProtected && form.styles.of(own?.style ?? 0).locked)
    findings.push({ key: 'protected', ...at, expected: label || was, found: '' });
  return findings;
}

/** The label of a cell stands in its row, or above it. */
const hasLabel = (sheet: FormSheet, row: number, label: string): boolean =>
  [row, row - 1].some((line) => (sheet.rows[line] ?? []).some((cell) => plainText(cell.text) === plainText(label)));

const labelBeside = (sheet: FormSheet, row: number, column: number): string =>
  (sheet.rows[row] ?? []).slice(0, column).findLast(filled)?.text ?? '';

/** Text that the form itself holds in the rows for records: an example that would stay beside ours. */
export function sampleFindings(sheet: FormSheet, { first, last, columns, top, bottom }: XlsxTable): FormFinding[] {
  const mapped = new Set(columns.map(({ column }) => column));
  const titled = new Set(titlesOf(sheet, top, bottom).flatMap(({ column, title }) => (title === '' ? [] : [column])));
  for (let row = first; row <= last; row += 1)
    for (const [column, cell] of (sheet.rows[row] ?? []).entries())
      if (titled.has(column) && !mapped.has(column) && filled(cell) && !sheet.lines.get(row)?.cells.get(column)?.formula)
        return [
          {
            key: 'sample',
            sheet: sheet.name,
            cell: cellName(row, column),
            expected: `${columnLetter(column)}`,
            found: briefly(cell.text),
            advice: true,
          },
        ];
  return [];
}
