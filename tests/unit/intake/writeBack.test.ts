import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeXlsx, type Cell, type CellStyle, type CellValue } from 'hucre';
import { takeRisks } from '../../../electron/intake/intake';
import { readWorkbook } from '../../../electron/intake/workbook';
import { openPackage } from '../../../electron/intake/zip';
import { writeBack, type SheetMarks, type WriteBackOptions } from '../../../electron/intake/writeBack';
import { csvBytes } from '../../support/csv';
import { riskLines, scales } from '../../support/riskLines';
import { emptySheet, registerXlsx } from '../../support/workbooks';

const options: WriteBackOptions = { title: '问题' };

async function give(bytes: Uint8Array, name: string, marks: SheetMarks[], more: Partial<WriteBackOptions> = {}): Promise<Uint8Array> {
  return writeBack(bytes, await readWorkbook(bytes, name), marks, { ...options, ...more });
}

/** Read by another library than ours and the writer's. */
async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  return workbook;
}

const texts = (sheet: ExcelJS.Worksheet, row: number): string[] =>
  Array.from({ length: sheet.columnCount }, (_, column) => sheet.getCell(row, column + 1).text);

/** A workbook with what people put into theirs: formulas, validations, a print set-up, a comment, a link, a hidden column, conditional colours. */
function furnished(): Promise<Uint8Array> {
  const rows: CellValue[][] = [
    ['风险点', '危险源', 'L', 'E', 'C', 'D', '风险等级'],
    ['行车', '断丝', 3, 6, 15, null, '较大'],
    ['行车', '脱钩', 4, 6, 15, null, '重大'],
  ];
  const grey: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9D9D9' } }, font: { bold: true } };
  return writeXlsx({
    sheets: [
      {
        name: '清单',
        rows,
        cells: new Map<string, Partial<Cell>>([
          ...rows[0]!.map((value, column): [string, Partial<Cell>] => [`0,${column}`, { value, style: grey }]),
          ['1,5', { value: null, formula: 'C2*D2*E2', formulaResult: 270 }],
          ['2,5', { value: null, formula: 'C3*D3*E3', formulaResult: 360 }],
          ['1,0', { value: '行车', comment: { text: '核对过' }, style: { border: { top: { style: 'thin' } }, numFmt: '@' } }],
          ['2,0', { value: '行车', hyperlink: { target: 'https://example.org/' } }],
        ]),
        dataValidations: [{ type: 'list', values: ['重大', '较大', '一般', '低'], range: 'G2:G100' }],
        conditionalRules: [
          { type: 'cellIs', operator: 'greaterThan', formula: '320', priority: 1, range: 'F2:F100', style: { font: { bold: true } } },
        ],
        columns: [{ width: 20 }, { width: 30 }, {}, {}, { hidden: true }],
        freezePane: { rows: 1 },
        pageSetup: { paperSize: 'a3', orientation: 'landscape', printTitlesRow: '$1:$1' },
        autoFilter: { range: 'A1:G3' },
      },
      { name: '说明', rows: [['不动的一张']] },
    ],
  });
}

describe('an xlsx', () => {
  const marks: SheetMarks[] = [
    {
      sheet: '清单',
      head: { top: 0, bottom: 0 },
      rows: new Map([
        [2, { text: '备注：<等级> & “得分”', refused: false }],
        [3, { text: '没有 4 这一档', refused: true }],
      ]),
    },
  ];

  it('gets a column of findings, and refused rows a red ground', async () => {
    const sheet = (await open(await give(await furnished(), '清单.xlsx', marks))).getWorksheet('清单')!;
    expect(texts(sheet, 1)).toEqual(['风险点', '危险源', 'L', 'E', 'C', 'D', '风险等级', '问题']);
    expect(texts(sheet, 2).at(-1)).toBe('备注：<等级> & “得分”');
    expect(texts(sheet, 3).at(-1)).toBe('没有 4 这一档');
    const ground = (row: number, column: number): unknown =>
      (sheet.getCell(row, column).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((column) => ground(3, column))).toEqual(Array.from({ length: 8 }, () => 'FFFFC7CE'));
    expect([1, 2, 8].map((column) => ground(2, column))).toEqual([undefined, undefined, undefined]);
    expect(ground(1, 8)).toBe(ground(1, 1));
    expect(sheet.getColumn(8).width).toBe(60);
    expect(sheet.getCell('H3').alignment).toMatchObject({ wrapText: true });
  });

  it('stays itself in everything else', async () => {
    const before = await furnished();
    const after = await give(before, '清单.xlsx', marks);
    const [old, now] = [await openPackage(before, 'a'), await openPackage(after, 'b')];
    expect(now.names).toEqual(old.names);
    const changed: string[] = [];
    for (const name of old.names) if (!(await old.read(name)).equals(await now.read(name))) changed.push(name);
    expect(changed.sort()).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml']);
    const sheet = (await open(after)).getWorksheet('清单')!;
    expect(sheet.getCell('F2').formula).toBe('C2*D2*E2');
    expect(sheet.getCell('F3').result).toBe(360);
    expect(sheet.getCell('A2').note).toBeDefined();
    expect(sheet.getCell('A2').border.top?.style).toBe('thin');
    expect(sheet.getCell('G2').dataValidation.formulae).toEqual(['"重大,较大,一般,低"']);
    expect(sheet.getColumn(5).hidden).toBe(true);
    expect(sheet.getColumn(1).width).toBe(20);
    expect(sheet.autoFilter).toBe('A1:G3');
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '1:1' });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('can be corrected, taken in again and given back again in the same column', async () => {
    const first = await give(await furnished(), '清单.xlsx', marks);
    const taken = await takeRisks([{ name: '清单.xlsx', bytes: first }], { scales });
    expect(taken.files[0]!.surveys[0]!.columns.at(-1)).toMatchObject({ title: '问题', field: null, why: 'leftOut' });
    expect([taken.candidates.length, taken.refused.length]).toEqual([1, 1]);
    const second = await give(first, '清单.xlsx', [{ ...marks[0]!, rows: new Map([[3, { text: '还是 4', refused: true }]]) }]);
    const sheet = (await open(second)).getWorksheet('清单')!;
    expect(texts(sheet, 3).slice(6)).toEqual(['重大', '还是 4']);
    expect(sheet.columnCount).toBe(8);
  });

  it('keeps two-row heads, merges and every other sheet', async () => {
    const lines = riskLines(5);
    const bytes = await registerXlsx(
      lines,
      { titleRow: true, factsRow: true, twoRowHead: true, verticalMerges: true, wideStep: true, endRows: true },
      { after: [emptySheet] },
    );
    const taken = await takeRisks([{ name: 'a.xlsx', bytes }], { scales });
    const { head } = taken.files[0]!.surveys[0]!;
    const after = await give(bytes, 'a.xlsx', [
      { sheet: '风险清单', head: head!, rows: new Map([[6, { text: '问题在此', refused: true }]]) },
    ]);
    const again = await takeRisks([{ name: 'a.xlsx', bytes: after }], { scales });
    expect(again.candidates.map(({ risk }) => risk)).toEqual(taken.candidates.map(({ risk }) => risk));
    const sheet = (await open(after)).getWorksheet('风险清单')!;
    expect(sheet.getCell(4, sheet.columnCount).text).toBe('问题');
    expect(sheet.getCell(6, sheet.columnCount).text).toBe('问题在此');
    // The risk point is merged over three rows; only one of them is refused.
    expect([1, 2, 3].map((column) => (sheet.getCell(6, column).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb)).toEqual([
      'FFFFC7CE',
      undefined,
      'FFFFC7CE',
    ]);
    expect(sheet.model.merges.length).toBe((await open(bytes)).getWorksheet('风险清单')!.model.merges.length);
  });
});

describe('other files become an xlsx of the same cells', () => {
  it('a csv', async () => {
    const bytes = csvBytes(
      [
        ['编号', '危险源', '等级'],
        ['007', '=1+1', '低'],
        ['008', '断丝', null],
      ],
      'gbk',
    );
    const after = await give(bytes, '清单.csv', [
      { sheet: '清单', head: { top: 0, bottom: 0 }, rows: new Map([[3, { text: '没有评价依据', refused: true }]]) },
    ]);
    const sheet = (await open(after)).getWorksheet('清单')!;
    expect([1, 2, 3].map((row) => texts(sheet, row))).toEqual([
      ['编号', '危险源', '等级', '问题'],
      ['007', '=1+1', '低', ''],
      ['008', '断丝', '', '没有评价依据'],
    ]);
    expect(sheet.getCell('B2').type).toBe(ExcelJS.ValueType.String);
    expect((sheet.getCell('B3').fill as ExcelJS.FillPattern).fgColor?.argb).toMatch(/FFC7CE$/);
  });

  it('an xls, with its merges and hidden sheets', async () => {
    const bytes = readFileSync(path.resolve(import.meta.dirname, '../../support/fixtures/register.xls'));
    const taken = await takeRisks([{ name: 'register.xls', bytes }], { scales });
    const { head } = taken.files[0]!.surveys[0]!;
    const after = await give(bytes, 'register.xls', [
      { sheet: '机加工车间', head: head!, rows: new Map([[6, { text: '看这里', refused: true }]]) },
    ]);
    const again = await takeRisks([{ name: 'register.xls', bytes: after }], { scales });
    expect(again.candidates.map(({ risk, sheetLevel }) => [risk, sheetLevel])).toEqual(
      taken.candidates.map(({ risk, sheetLevel, sheetRow }) => [risk, sheetRow === 6 ? 'major' : sheetLevel]),
    );
    const inner = (await open(after)).getWorksheet('内部')!;
    expect([inner.state, inner.getCell('A2').text]).toEqual(['hidden', 'FX-007']);
  });
});

it('only the marked rows: merged and 同上 cells say what they stood for', async () => {
  const lines = riskLines(6);
  const bytes = await registerXlsx(lines, { titleRow: true, twoRowHead: true, verticalMerges: true, ditto: true, endRows: true });
  const taken = await takeRisks([{ name: 'a.xlsx', bytes }], { scales });
  const { head } = taken.files[0]!.surveys[0]!;
  const rows = new Map(
    [taken.candidates[1]!, taken.candidates[4]!].map(({ sheetRow }) => [sheetRow, { text: '看', refused: true }] as const),
  );
  const after = await give(bytes, 'a.xlsx', [{ sheet: '风险清单', head: head!, rows }], { onlyProblemRows: true });
  const again = await takeRisks([{ name: 'a.xlsx', bytes: after }], { scales });
  expect(again.candidates.map(({ risk }) => risk)).toEqual([taken.candidates[1]!.risk, taken.candidates[4]!.risk]);
});
