import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainValue, type XlsxMapping } from '../../../db/domain/form/form';
import { fieldsOf, formValues, type FormValues } from '../../../electron/form/fields';
import { fillForm } from '../../../electron/form/fill';
import type { FormFinding } from '../../../electron/form/finding';
import { proposeMapping } from '../../../electron/form/propose';
import { copiedFormula, movedFormula } from '../../../electron/form/shift';
import { readForm } from '../../../electron/form/xlsxForm';
import { countyForm, countyTitles, sheetOf } from '../../support/forms';
import { replay } from '../../support/workbooksCheck';
import { unzip } from '../filing/archive';
import { sampleF07 } from '../filing/sample';

const values = (count: number): FormValues => formValues(sampleF07(count))!;

async function filled(bytes: Uint8Array, told: FormValues, change: (mapping: XlsxMapping) => XlsxMapping = (mapping) => mapping) {
  const form = await readForm(bytes, '表样.xlsx');
  const result = await fillForm(form, change(proposeMapping(form, 'F07')), told);
  if (result.bytes === null) throw new Error(JSON.stringify(result.findings));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(result.bytes as unknown as ExcelJS.Buffer);
  return { ...result, bytes: result.bytes, book, sheet: book.worksheets[0]! };
}

/** Findings of a form against the mapping that was made for another. */
async function broken(bytes: Uint8Array, mapping: XlsxMapping, told = values(3)): Promise<FormFinding[]> {
  const { bytes: none, findings } = await fillForm(await readForm(bytes, '表样.xlsx'), mapping, told);
  expect(none).toBeNull();
  return findings.filter(({ advice }) => !advice);
}

/** A form with something of its own changed. */
async function changed(bytes: Uint8Array, change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  change(book.worksheets[0]!, book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const textsOf = (sheet: ExcelJS.Worksheet, row: number): string[] =>
  countyTitles.map((_, at) => {
    const { value } = sheet.getCell(row, at + 1);
    return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
  });

let county: Uint8Array;
let mapping: XlsxMapping;
beforeAll(async () => {
  county = await countyForm();
  mapping = proposeMapping(await readForm(county, '表样.xlsx'), 'F07');
});

describe('a form that was dropped', () => {
  it('has its columns, words and labels proposed', () => {
    const [table] = mapping.tables;
    expect(table).toMatchObject({ sheet: '风险清单', list: 'risks', top: 2, bottom: 2, first: 3, last: 7 });
    expect(table!.columns.map(({ value }) => value.text)).toEqual([
      '{no}',
      '{riskPoint}',
      '{hazardSource}',
      '{accidentTypes}',
      '{level}',
      '{allMeasures}',
      '{controlLevel}',
      '{department}',
      '{owner}',
      '{phone}',
      '{assessedOn}',
    ]);
    expect(table!.columns[4]!.value.words).toEqual({ major: 'Ⅰ级', considerable: 'Ⅱ级', general: 'Ⅲ级', low: 'Ⅳ级' });
    expect(mapping.cells.map(({ sheet, row, column, value }) => [sheet, row, column, value.text])).toEqual([
      ['风险清单', 1, 0, '填报单位（盖章）：{enterprise}    填报人：{filledBy}    联系电话：{filledPhone}    填报日期：{compiledOn}'],
      ['汇总', 0, 1, '{enterprise}'],
    ]);
  });

  it('is told when it is no xlsx, or locked by a password', async () => {
    await expect(readForm(new TextEncoder().encode('a,b\n1,2\n3,4'), 'x.csv')).rejects.toMatchObject({ key: 'formKind' });
    await expect(readForm(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.xls')).rejects.toMatchObject({ name: 'IntakeFailure' });
  });

  it('keeps what an earlier edition wanted where the words are the same', async () => {
    const told = structuredClone(mapping);
    told.tables[0]!.columns[1]!.value = plainValue('location', { empty: '/' });
    const next = await changed(county, (sheet) => {
      sheet.spliceColumns(2, 0, []);
      sheet.getCell(3, 2).value = '所在区域';
    });
    const again = proposeMapping(await readForm(next, '新版.xlsx'), 'F07', [told]);
    expect(again.tables[0]!.columns.find(({ title }) => title === '风险单元')).toMatchObject({
      column: 2,
      value: { text: '{location}', empty: '/' },
    });
  });
});

describe('a filled form', () => {
  it('holds every line in its words, and what stood below has moved', async () => {
    const told = values(20);
    const { sheet, book, findings } = await filled(county, told);
    expect(findings).toEqual([]);
    const lines = told.lists.risks!;
    for (const [at, line] of lines.entries()) {
      const row = textsOf(sheet, 4 + at);
      expect(row[0]).toBe(String(at + 1));
      expect(row[1]).toBe(line['riskPoint']);
      expect(row[4]).toBe({ major: 'Ⅰ级', considerable: 'Ⅱ级', general: 'Ⅲ级', low: 'Ⅳ级' }[String(line['level'])]);
      expect(row[10]).toBe(line['assessedOn']);
    }
    expect(sheet.getCell('A2').value).toContain(`填报单位（盖章）：${told.head['enterprise']}`);
    expect(sheet.getCell('A24').value).toBe('合计（条）');
    expect(sheet.getCell('D24').formula).toBe('COUNTA(C4:C23)');
    expect(sheet.getCell('E24').formula).toBe('COUNTIF($E$4:$E$23,"Ⅰ级")');
    expect(sheet.getCell('C24').master.address).toBe('A24');
    expect(sheet.getCell('A26').value).toMatch(/^编制人/);
    expect(sheet.pageSetup.printArea).toBe('A1:K27');
    expect(sheet.pageSetup.printTitlesRow).toBe('3:3');
    expect(book.getWorksheet('汇总')!.getCell('B2').formula).toBe('风险清单!D24');
    expect(book.getWorksheet('汇总')!.getCell('B3').formula).toBe('COUNTIF(风险清单!E4:E23,"Ⅰ级")');
    const parts = await unzip((await filled(county, told)).bytes);
    const xml = sheetOf(parts, 1);
    expect(xml).toContain('sqref="E4:E23"');
    expect(xml).toMatch(/<dataValidation[^>]* sqref="E4:E23"/);
    // Every record looks like the rows that the form gave.
    for (const address of ['C4', 'C12', 'C23']) expect(sheet.getCell(address).border).toEqual(sheet.getCell('C5').border);
  });

  it('leaves the rest of the workbook byte by byte', async () => {
    const before = await unzip(county);
    const after = await unzip((await filled(county, values(20))).bytes);
    const files = [...before].filter(([name]) => !name.endsWith('/'));
    expect([...after.keys()]).toEqual(files.map(([name]) => name));
    const different = files.filter(([name, { bytes }]) => !bytes.equals(after.get(name)!.bytes)).map(([name]) => name);
    expect(different.toSorted()).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']);
    const few = await unzip((await filled(county, values(3))).bytes);
    expect(few.get('xl/worksheets/sheet3.xml')!.bytes.equals(before.get('xl/worksheets/sheet3.xml')!.bytes)).toBe(true);
  });

  it('moves nothing for fewer lines, and says 无 for none', async () => {
    const { sheet } = await filled(county, values(2));
    expect(textsOf(sheet, 6)[1]).toBe('');
    expect(sheet.getCell('A9').value).toBe('合计（条）');
    const none = await filled(county, values(0));
    expect(textsOf(none.sheet, 4)).toEqual(['', '无', '', '', '', '', '', '', '', '', '']);
    expect(none.sheet.getCell('D9').formula).toBe('COUNTA(C4:C8)');
  });

  const numbers = (sheet: ExcelJS.Worksheet) => Array.from({ length: 7 }, (_, at) => sheet.getCell(4 + at, 1).value);

  it('takes all lines where one row is kept for them', async () => {
    const { sheet, bytes } = await filled(await countyForm({ kept: 1, summary: false }), values(7));
    expect(numbers(sheet)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sheet.getCell('D11').formula).toBe('COUNTA(C4:C10)');
    expect(sheetOf(await unzip(bytes), 1)).toMatch(/<dataValidation[^>]* sqref="E4:E10"/);
  });

  it('takes all lines below a head that keeps no row for them, ruled as the head is', async () => {
    const bare = await changed(await countyForm({ kept: 1, summary: false }), (sheet) => sheet.spliceRows(4, 10));
    const { sheet } = await filled(bare, values(7));
    expect(numbers(sheet)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sheet.getCell('C6').border.left?.style).toBe('thin');
  });

  it('computes in every line what the form computes in its own', async () => {
    const form = await changed(await countyForm({ kept: 3 }), (sheet) => {
      sheet.getCell('L3').value = '负责人和电话';
      for (const row of [4, 5, 6]) sheet.getCell(`L${row}`).value = { formula: `I${row}&J${row}&$A$1`, result: '' };
      sheet.getCell('A4').value = 1;
      for (const row of [5, 6]) sheet.getCell(`A${row}`).value = { formula: `A${row - 1}+1`, result: row - 3 };
    });
    const { sheet } = await filled(form, values(8), (own) => ({
      ...own,
      tables: own.tables.map((table) => ({ ...table, columns: table.columns.filter(({ column }) => column !== 0) })),
    }));
    expect(Array.from({ length: 8 }, (_, at) => sheet.getCell(4 + at, 12).formula)).toEqual(
      Array.from({ length: 8 }, (_, at) => `I${4 + at}&J${4 + at}&$A$1`),
    );
    expect(sheet.getCell('A11').formula).toBe('A10+1');
    expect(sheet.getCell('A8').formula).toBe('A7+1');
  });

  it('never turns a text into a formula', async () => {
    const told = values(1);
    const evil = {
      ...told.lists.risks![0]!,
      hazardSource: '=HYPERLINK("http://x","点我")',
      riskPoint: '+1+1',
      owner: '@SUM(A1)',
      allMeasures: 'a_x000D_b\u0001<b>',
    };
    const { sheet } = await filled(county, { ...told, lists: { ...told.lists, risks: [evil] } });
    expect([sheet.getCell('B4').value, sheet.getCell('C4').value, sheet.getCell('I4').value]).toEqual([
      evil.riskPoint,
      evil.hazardSource,
      evil.owner,
    ]);
    expect(sheet.getCell('C4').formula).toBeUndefined();
    const read = await readForm((await filled(county, { ...told, lists: { ...told.lists, risks: [evil] } })).bytes, 'x.xlsx');
    expect(read.sheets[0]!.rows[3]![5]!.text).toBe('a_x000D_b<b>');
  });

  it('grows rows for long texts, and breaks them where the form does not', async () => {
    const told = values(1);
    const long = { ...told.lists.risks![0]!, allMeasures: '严格执行操作规程。'.repeat(60) };
    const { sheet } = await filled(county, { ...told, lists: { ...told.lists, risks: [long] } });
    expect(sheet.getRow(4).height).toBeGreaterThan(200);
    const plain = await changed(county, (own) => own.getRow(4).eachCell((cell) => (cell.alignment = { vertical: 'middle' })));
    const again = await filled(plain, { ...told, lists: { ...told.lists, risks: [long] } });
    expect(again.sheet.getCell('F4').alignment.wrapText).toBe(true);
    const longest = await filled(county, { ...told, lists: { ...told.lists, risks: [{ ...long, allMeasures: '措施'.repeat(3000) }] } });
    expect(longest.findings).toMatchObject([{ key: 'tooHigh', cell: 'F4', advice: true }]);
  });

  it('takes only the levels that it is for', async () => {
    const { sheet } = await filled(county, values(40), (own) => ({
      ...own,
      tables: own.tables.map((table) => ({ ...table, levels: ['major'] })),
    }));
    const major = values(40).lists.risks!.filter(({ level }) => level === 'major').length;
    expect(sheet.getCell(4 + major - 1, 1).value).toBe(major);
    expect(Array.from({ length: major }, (_, at) => sheet.getCell(4 + at, 5).value)).toEqual(Array<string>(major).fill('Ⅰ级'));
  });

  it('holds 3,000 lines', async () => {
    const { sheet } = await filled(county, values(3000));
    expect(sheet.getCell('A3003').value).toBe(3000);
    expect(sheet.getCell('D3004').formula).toBe('COUNTA(C4:C3003)');
  });
});

describe('a broken form says where', () => {
  it.each<[string, (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void, Partial<FormFinding>]>([
    ['sheet gone', (sheet) => (sheet.name = '清单'), { key: 'sheetGone', sheet: '风险清单' }],
    [
      'head moved',
      (sheet) => void ([sheet.getCell('H3').value, sheet.getCell('I3').value] = [sheet.getCell('I3').value, sheet.getCell('H3').value]),
      { key: 'headMoved', cell: 'H3', expected: '责任单位', found: 'I3' },
    ],
    [
      'head changed',
      (sheet) => (sheet.getCell('H3').value = '属地单位'),
      { key: 'headChanged', cell: 'H3', expected: '责任单位', found: '属地单位' },
    ],
    ['label changed', (sheet) => (sheet.getCell('A2').value = '报送人：'), { key: 'cellChanged', cell: 'A2', found: '报送人：' }],
    ['merge across rows', (sheet) => sheet.mergeCells('H4:H6'), { key: 'mergeAcross', cell: 'H4', expected: '责任单位', found: 'H4:H6' }],
    ['merged away', (sheet) => sheet.mergeCells('G4:H4'), { key: 'mergedAway', cell: 'H4', found: 'G4' }],
    ['formula', (sheet) => (sheet.getCell('H5').value = { formula: 'I5', result: '' }), { key: 'formula', cell: 'H5' }],
  ])('%s', async (_, change, finding) => {
    const findings = await broken(await changed(county, change), mapping);
    expect(findings[0]).toMatchObject({ sheet: '风险清单', ...finding });
  });

  it('a protected sheet', async () => {
    expect((await broken(await countyForm({ protected: true }), mapping))[0]).toMatchObject({
      key: 'protected',
      sheet: '风险清单',
      cell: 'A4',
    });
  });

  it('words that a cell does not take, numbers, lengths', async () => {
    const told = structuredClone(mapping);
    told.tables[0]!.columns[4]!.value = plainValue('level');
    expect(await broken(county, told, values(8))).toContainEqual(
      expect.objectContaining({ key: 'notListed', cell: 'E4', expected: 'Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级', found: '重大' }),
    );
    const strict = await changed(county, (sheet) => {
      sheet.getCell('B4').dataValidation = {
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formulae: [3],
        showErrorMessage: true,
        allowBlank: true,
      };
      sheet.getCell('H4').dataValidation = {
        type: 'whole',
        operator: 'between',
        formulae: [1, 9],
        showErrorMessage: true,
        allowBlank: true,
      };
    });
    expect((await broken(strict, mapping)).map(({ key, cell }) => [key, cell])).toEqual([
      ['tooLong', 'B4'],
      ['notNumber', 'H4'],
    ]);
  });

  it('a mapping that asks for what the paper does not know, or for nothing', async () => {
    const told = structuredClone(mapping);
    told.cells[1]!.value = plainValue('recipient');
    expect(await broken(county, told)).toMatchObject([{ key: 'unknownField', sheet: '汇总', cell: 'B1', found: '接收单位' }]);
    expect(await broken(county, { tables: [], cells: [], departmentSheet: '' })).toMatchObject([{ key: 'nothingMapped' }]);
  });
});

describe('references', () => {
  const rows = new Map([['清单', [{ after: 9, count: 5, single: false }]]]);
  it.each([
    ['SUM(A1:A12)+A10', 'SUM(A1:A17)+A10'],
    ['A11&"A11"&Table1[A11]', 'A16&"A11"&Table1[A11]'],
    ["'清单'!A11+别的!A11+[1]清单!A11+LOG10(A11)", "'清单'!A16+别的!A11+[1]清单!A11+LOG10(A16)"],
    ['$3:$20', '$3:$25'],
  ])('%s', (before, after) => expect(movedFormula(before, '清单', rows)).toBe(after));

  it('of a copy go along unless they are fixed', () => {
    expect(copiedFormula('A10*B$2+SUM($A$1:$A$12)', '清单', 3, rows)).toBe('A13*B$2+SUM($A$1:$A$17)');
  });
});

const plainFields = fieldsOf('F07').lists[0]!.fields.filter(({ kind }) => kind === 'text' || kind === 'number');

/** A head of any fields in any order above any number of kept rows, with a total, a place to sign and a total on another sheet. */
const anyForm = fc.record({
  columns: fc.uniqueArray(fc.integer({ min: 0, max: plainFields.length - 1 }), { minLength: 1, maxLength: 8 }),
  above: fc.integer({ min: 0, max: 3 }),
  kept: fc.integer({ min: 1, max: 6 }),
  lines: fc.integer({ min: 0, max: 14 }),
});

it('any table takes any number of lines, one below the other, and its totals stay theirs', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, async ({ columns, above, kept, lines }) => {
      const book = new ExcelJS.Workbook();
      const own = book.addWorksheet('表');
      const top = above + 1;
      const first = top + 1;
      columns.forEach((_, at) => (own.getCell(top, at + 1).value = `第${at + 1}栏`));
      for (let row = first; row < first + kept; row += 1)
        columns.forEach((_, at) => (own.getCell(row, at + 1).border = { top: { style: 'thin' } }));
      own.getCell(first + kept, 1).value = { formula: `COUNTA(A${first}:A${first + kept - 1})`, result: 0 };
      own.getCell(first + kept + 1, 1).value = '签字：';
      book.addWorksheet('另表').getCell('A1').value = { formula: `表!A${first + kept}`, result: 0 };
      const form = await readForm(new Uint8Array(await book.xlsx.writeBuffer()), 'x.xlsx');
      const told = values(lines);
      const fields = columns.map((at) => plainFields[at]!.key);
      const asked: XlsxMapping = {
        cells: [],
        departmentSheet: '',
        tables: [
          {
            sheet: '表',
            list: 'risks',
            levels: [],
            top: top - 1,
            bottom: top - 1,
            first: first - 1,
            last: first + kept - 2,
            none: '',
            columns: fields.map((key, column) => ({ column, title: `第${column + 1}栏`, value: plainValue(key) })),
          },
        ],
      };
      const { bytes, findings } = await fillForm(form, asked, told);
      expect(findings.filter(({ advice }) => !advice)).toEqual([]);
      const again = new ExcelJS.Workbook();
      await again.xlsx.load(bytes! as unknown as ExcelJS.Buffer);
      const sheet = again.getWorksheet('表')!;
      for (let at = 0; at < lines; at += 1)
        for (const [column, key] of fields.entries())
          expect(sheet.getCell(first + at, column + 1).value ?? '').toEqual(told.lists.risks![at]![key] ?? '');
      const end = first + Math.max(kept, lines);
      expect(sheet.getCell(end, 1).formula).toBe(`COUNTA(A${first}:A${end - 1})`);
      expect(sheet.getCell(end + 1, 1).value).toBe('签字：');
      expect(again.getWorksheet('另表')!.getCell('A1').formula).toBe(`表!A${end}`);
    }),
    replay(40),
  );
});
