import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue, Column, Register } from '../../../electron/filing/document';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { printable } from '../../../electron/filing/render/text';
import { renderXlsx, sheetNames } from '../../../electron/filing/render/xlsx';
import { unzip } from './archive';
import { sampleF07 } from './sample';

/** Re-opened by a reader that has nothing to do with the writer. */
async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return workbook;
}

function register(
  columns: readonly Column[],
  rows: readonly (readonly CellValue[])[],
  more: Partial<Register['sections'][number]> = {},
): Register {
  return {
    type: 'register',
    head: { code: 'F07', title: '清单', draft: false, paper: { size: 'A4', orientation: 'landscape' }, enterprise: '某公司' },
    sections: [{ title: '清单', table: { columns, rows }, ...more }],
  };
}
const column = (title: string, more: Partial<Column> = {}): Column => ({ key: title, title, width: 8, ...more });

describe('the register F07 as a workbook', async () => {
  const bytes = await renderXlsx(composeF07(sampleF07(12), { draft: true }));
  const workbook = await read(bytes);
  const [summary, list] = workbook.worksheets as [ExcelJS.Worksheet, ExcelJS.Worksheet];

  it('begins with the summary', () => {
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['汇总', '清单']);
    expect(summary.getCell('A1').value).toBe('安全风险分级管控清单汇总表（送审稿）');
    expect(summary.getCell('A2').text).toContain('内蒙古北方重型装备制造有限责任公司');
  });

  it('merges the title over all columns and the head over groups', () => {
    expect(list.getCell('A1').isMerged).toBe(true);
    expect(list.getCell(1, list.columnCount).master.address).toBe('A1');
    const head = list.views[0]!;
    const lower = (head as { ySplit: number }).ySplit;
    const upper = list.getRow(lower - 1);
    const grading = (upper.values as string[]).indexOf('风险评价');
    expect(grading).toBeGreaterThan(0);
    expect(list.getCell(lower - 1, grading + 1).master.address).toBe(list.getCell(lower - 1, grading).address);
    expect(list.getCell(lower, 1).master.address).toBe(list.getCell(lower - 1, 1).address);
  });

  it('freezes the head and the first columns, and repeats the head on paper', () => {
    expect(list.views[0]).toMatchObject({ state: 'frozen', xSplit: 3, ySplit: 4 });
    expect(list.pageSetup).toMatchObject({
      printTitlesRow: '1:4',
      orientation: 'landscape',
      paperSize: 8,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(list.headerFooter.oddFooter).toContain('第 &P 页 共 &N 页');
    expect(list.headerFooter.oddHeader).toContain('送审稿');
    expect(list.getCell('A1').value).toContain('（送审稿）');
  });

  it('uses 黑体 for title and head, 宋体 for the body, wrapped, in a frame', () => {
    const cell = list.getCell('F5');
    expect(list.getCell('A1').font).toMatchObject({ name: '黑体', size: 18 });
    expect(list.getCell('A3').font.name).toBe('黑体');
    expect(cell.font).toMatchObject({ name: '宋体', size: 10 });
    expect(cell.alignment.wrapText).toBe(true);
    expect(cell.border.left?.style).toBe('thin');
  });

  it('writes dates as dates, numbers as numbers, levels with their colour and word', () => {
    const values = list.getRow(5);
    const at = (title: string) =>
      [...Array(list.columnCount).keys()].map((index) => index + 1).find((index) => list.getCell(4, index).text === title)!;
    expect(values.getCell(at('评价日期')).value).toEqual(new Date('2026-09-15T00:00:00Z'));
    expect(values.getCell(at('评价日期')).numFmt).toBe('yyyy-mm-dd');
    expect(values.getCell(at('评价值')).value).toBe(1440);
    const level = values.getCell(at('风险等级'));
    expect(level.value).toBe('重大');
    expect(level.fill).toMatchObject({ type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF0000' } });
    expect(values.getCell(at('联系电话')).value).toBe('13800000000');
  });

  it('is signed once, on its summary, with 26 mm for the seal', () => {
    const lines = (sheet: ExcelJS.Worksheet) => [...Array(6).keys()].map((back) => sheet.getCell(sheet.rowCount - back, 1).text);
    for (const word of ['编制人：李志强', '审核人', '批准人', '（公章）']) expect(lines(summary).join()).toContain(word);
    expect(lines(list).join()).not.toContain('编制人');
    const seal = summary.rowCount - lines(summary).findIndex((line) => line.includes('（公章）'));
    expect(summary.getRow(seal).height).toBeGreaterThanOrEqual((26 / 25.4) * 72 - 0.25);
  });

  it('names fonts of Chinese offices in its theme, and says how far its cells reach', async () => {
    const parts = await unzip(bytes);
    const theme = parts.get('xl/theme/theme1.xml')!.text;
    expect(theme).not.toContain('Calibri');
    expect(theme.match(/<a:ea typeface="宋体"\/>/g)).toHaveLength(2);
    expect(parts.get('xl/worksheets/sheet2.xml')!.text).toContain(
      `<dimension ref="A1:${list.getCell(list.rowCount, list.columnCount).address}"/>`,
    );
  });

  it('has rows high enough for their longest cell', () => {
    const row = list.getRow(5);
    expect(row.height).toBeGreaterThan(60);
    expect(row.height).toBeLessThanOrEqual(409);
  });

  it('widens the column, then prints smaller, rather than cut what the tallest row cannot hold', async () => {
    const sheet = (await read(await renderXlsx(register([column('措施')], [['措'.repeat(900)]])))).worksheets[0]!;
    const { size } = sheet.getCell('A3').font;
    const perLine = Math.floor((sheet.getColumn(1).width! - 1.2) / 1.72 / (size! / 10));
    expect(size).toBeGreaterThanOrEqual(7);
    expect(Math.ceil(900 / perLine) * 1.34 * size!).toBeLessThan(sheet.getRow(3).height);
  });
});

describe('text in cells', () => {
  const bad = ['=1+1', '+86 471', '-5', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', "'=1"];

  it('never becomes a formula, neither now nor when it is edited', async () => {
    const workbook = await read(
      await renderXlsx(
        register(
          [column('甲')],
          bad.map((text) => [text]),
        ),
      ),
    );
    const sheet = workbook.worksheets[0]!;
    bad.forEach((text, index) => {
      const cell = sheet.getCell(3 + index, 1);
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(cell.value).toBe(text);
    });
    expect(bad.map((_, index) => sheet.getCell(3 + index, 1).numFmt).slice(0, 5)).toEqual(Array(5).fill('@'));
    const xml = (
      await unzip(
        await renderXlsx(
          register(
            [column('=甲')],
            bad.map((text) => [text]),
          ),
        ),
      )
    ).get('xl/worksheets/sheet1.xml')!.text;
    expect(xml).not.toMatch(/<f[ >]/);
  });

  it('survives whatever it is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 20, maxLength: 40 }), async (texts) => {
        const sheet = (
          await read(
            await renderXlsx(
              register(
                [column('甲')],
                texts.map((text) => [text]),
              ),
            ),
          )
        ).worksheets[0]!;
        texts.forEach((text, index) => {
          const value = sheet.getCell(3 + index, 1).value;
          // exceljs does not undo the escape of the format, Excel does.
          expect(value === null ? '' : String(value).replaceAll('_x005F_', '_')).toBe(printable(text));
        });
      }),
      { numRuns: 8 },
    );
  });

  it('is cut at what a cell holds, not refused', async () => {
    const sheet = (await read(await renderXlsx(register([column('甲')], [['措'.repeat(40_000)]])))).worksheets[0]!;
    expect(sheet.getCell('A3').text).toHaveLength(32_767);
  });

  it('stays text where a date is not one', async () => {
    const sheet = (await read(await renderXlsx(register([column('日期', { kind: 'date' })], [['2026-02-29'], ['九月']])))).worksheets[0]!;
    expect([sheet.getCell('A3').value, sheet.getCell('A4').value]).toEqual(['2026-02-29', '九月']);
  });
});

describe('an empty register', () => {
  it('says so over the whole width', async () => {
    const paper = register([column('甲'), column('乙')], []);
    const sheet = (
      await read(
        await renderXlsx({
          ...paper,
          sections: [{ ...paper.sections[0]!, table: { ...paper.sections[0]!.table, empty: '本单位无重大安全风险' } }],
        }),
      )
    ).worksheets[0]!;
    expect(sheet.getCell('A3').value).toBe('本单位无重大安全风险');
    expect(sheet.getCell('B3').master.address).toBe('A3');
  });
});

describe('sheetNames', () => {
  it('are legal and different', () => {
    expect(sheetNames(['a/b', 'A/B', '[甲]:*?', '', "'引'", 'History'])).toEqual(['a b', 'A B(2)', '甲', '表', '引', 'History(2)']);
    const long = sheetNames(['长'.repeat(40), '长'.repeat(40)]);
    expect(long.map((name) => name.length)).toEqual([31, 31]);
  });

  it('are quoted in the print titles', async () => {
    const sheet = (await read(await renderXlsx(register([column('甲')], [['a']], { sheet: '2026 年 (一)' })))).worksheets[0]!;
    expect(sheet.name).toBe('2026 年 (一)');
    expect(sheet.pageSetup.printTitlesRow).toBe('1:2');
  });

  it('fit any title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 50 }), { maxLength: 8 }), (titles) => {
        const names = sheetNames(titles);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
        }
      }),
    );
  });
});
