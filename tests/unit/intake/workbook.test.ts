import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre';
import { readSharedTexts } from '../../../electron/intake/biff';
import { decodeCsv, delimiterOf } from '../../../electron/intake/text';
import type { Cell, Workbook } from '../../../electron/intake/sheet';
import { readPasted, readWorkbook } from '../../../electron/intake/workbook';
import { csvBytes } from '../../support/csv';
import { inlineRow, worksheet, xlsxOfParts } from '../../support/parts';
import { riskLines } from '../../support/riskLines';
import { emptySheet, plainXlsx, registerXlsx } from '../../support/workbooks';

const xlsFixture = readFileSync(path.resolve(import.meta.dirname, '../../support/fixtures/register.xls'));
const texts = ({ sheets }: Workbook, index = 0): string[][] => sheets[index]!.rows.map((row) => row.map(({ text }) => text));
const row = (workbook: Workbook, index: number): readonly Cell[] => workbook.sheets[0]!.rows[index]!;

describe('xlsx', () => {
  it('gives typed values, shown texts, grounds, merges, hidden sheets and columns', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [
            ['编号', '数', '是', '日期', '色'],
            [7, 0.30000000000000004, true, new Date('2026-03-05T00:00:00Z'), null],
          ],
          cells: new Map([
            ['1,0', { value: 7, style: { numFmt: '0000' } }],
            ['1,4', { value: null, style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FF0000' } } } }],
          ]),
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }],
          columns: [{}, { hidden: true }],
        },
        { name: '藏', rows: [['x']], hidden: true },
      ],
    });
    const workbook = await readWorkbook(bytes, 'a.xlsx');
    expect(row(workbook, 1).map(({ text }) => text)).toEqual(['0007', '0.3', 'TRUE', '2026-03-05', '']);
    expect(row(workbook, 1)[3]!.value).toEqual(new Date('2026-03-05T00:00:00Z'));
    expect(row(workbook, 1)[4]!.fill).toBe('FF0000');
    expect(workbook.sheets[0]!.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
    expect([...workbook.sheets[0]!.hiddenColumns]).toEqual([1]);
    expect(workbook.sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
  });

  it('reads what other programs write: prefixes, no references, phonetics, runs, escapes, 1904, errors, formulas without result', async () => {
    const shared =
      '<x:sst xmlns:x="m"><x:si><x:t>汉字</x:t><x:rPh sb="0" eb="2"><x:t>かな</x:t></x:rPh></x:si><x:si><x:r><x:t>红</x:t></x:r><x:r><x:t xml:space="preserve"> 黄&amp;_x000D_</x:t></x:r></x:si></x:sst>';
    const sheet = worksheet(
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c><v>1</v></c></row>' +
        '<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3"><f>A1*2</f></c><c r="C3" t="str"><f>X</f><v>文</v></c><c r="D3" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="d"><v>2026-03-05</v></c><c r="G3" s="1"><v>1</v></c></row>',
    )
      .replaceAll(/<(\/?)(worksheet|sheetData|row|c|v|f)(?=[\s>/])/g, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=');
    const styles = '<styleSheet xmlns="m"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const workbook = await readWorkbook(
      await xlsxOfParts({ sheets: [sheet], shared, styles, workbookProperties: '<workbookPr date1904="1"/>' }),
      'b.xlsx',
    );
    expect(texts(workbook)).toEqual([['汉字', '红 黄&', '1'], [], ['#REF!', '', '文', '', 'TRUE', '2026-03-05', '1904-01-02']]);
    expect(row(workbook, 2)[0]).toMatchObject({ value: null, error: true });
    expect(row(workbook, 2)[1]).toEqual({ value: null, text: '', formulaWithoutValue: true });
  });

  it('cuts a million rows that are only styled, fast', async () => {
    let rows = inlineRow('风险点', '危险源');
    const ghosts: string[] = [];
    for (let at = 2; at <= 1_048_576; at += 1) ghosts.push(`<row r="${at}" s="1" customFormat="1"><c r="A${at}" s="1"/></row>`);
    rows += ghosts.join('');
    const workbook = await readWorkbook(await xlsxOfParts({ sheets: [worksheet(rows)] }), 'ghosts.xlsx');
    expect(texts(workbook)).toEqual([['风险点', '危险源']]);
  }, 60_000);

  it('tells its progress up to the end and stops when asked', async () => {
    const bytes = await registerXlsx(riskLines(3000));
    const shares: number[] = [];
    await readWorkbook(bytes, 'c.xlsx', { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const stop = new AbortController();
    await expect(
      readWorkbook(bytes, 'c.xlsx', { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) }),
    ).rejects.toThrow('stopped');
  });
});

describe('xls', () => {
  it('gives the same cells as the xlsx that it was saved from', async () => {
    const shape = {
      titleRow: true,
      factsRow: true,
      twoRowHead: true,
      remarks: true,
      emptyColumns: true,
      verticalMerges: true,
      ditto: true,
      dates: 'real',
      levels: 'fill',
      hiddenColumn: true,
      endRows: true,
    } as const;
    const xlsx = await readWorkbook(await registerXlsx(riskLines(8), shape, { name: '机加工车间', after: [emptySheet] }), 'register.xlsx');
    const xls = await readWorkbook(xlsFixture, 'register.xls');
    expect(xls.format).toBe('xls');
    expect(texts(xls)).toEqual(texts(xlsx));
    const fills = ({ sheets }: Workbook): (string | undefined)[] =>
      sheets[0]!.rows.flatMap((cells) => cells.map(({ fill }) => fill)).filter((fill) => fill !== undefined);
    expect(fills(xls)).toEqual(fills(xlsx));
    expect(xls.sheets[0]!.merges).toHaveLength(xlsx.sheets[0]!.merges.length);
    expect([...xls.sheets[0]!.hiddenColumns]).toEqual([...xlsx.sheets[0]!.hiddenColumns]);
    expect(xls.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['机加工车间', false],
      ['Sheet2', false],
      ['内部', true],
    ]);
    expect(texts(xls, 2)).toEqual([['编号'], ['FX-007'], ['FX-7']]);
  });

  it('joins shared texts over the ends of records, where the width of letters may change', () => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(2, 4);
    const first = Buffer.concat([head, Buffer.from([4, 0, 1]), Buffer.from('风险', 'utf16le')]);
    const second = Buffer.concat([
      Buffer.from([0]),
      Buffer.from('AB', 'latin1'),
      Buffer.from([2, 0, 9, 1, 0]),
      Buffer.from('源头', 'utf16le'),
      Buffer.alloc(4),
    ]);
    expect(readSharedTexts([first, second])).toEqual(['风险AB', '源头']);
  });
});

describe('csv and pasted cells', () => {
  it('knows UTF-8 with and without BOM, UTF-16 and GBK by the bytes', () => {
    const rows = [
      ['风险点', '危险源'],
      ['行车', '钢丝绳断丝，“断股”'],
    ];
    for (const encoding of ['utf8', 'utf8bom'] as const)
      expect(decodeCsv(csvBytes(rows, encoding), 'x').text.startsWith('风险点')).toBe(true);
    expect(decodeCsv(csvBytes(rows, 'gbk'), 'x')).toMatchObject({
      encoding: 'gb18030',
      text: expect.stringContaining('钢丝绳断丝，“断股”'),
    });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('风险点\t危险源', 'utf16le')]);
    expect(decodeCsv(wide, 'x')).toEqual({ text: '风险点\t危险源', encoding: 'utf-16le' });
  });

  it('finds the delimiter outside quotes', () => {
    expect(delimiterOf('a;b;c\n"1,2,3,4";5;6')).toBe(';');
    expect(delimiterOf('单列')).toBe(',');
  });

  it('keeps line breaks inside quotes and leading zeros', async () => {
    const workbook = await readWorkbook(Buffer.from('编号,说明\r\n="007","第一行\r\n第二行"\r\n,\r\n'), 'd.csv');
    expect(texts(workbook)).toEqual([
      ['编号', '说明'],
      ['007', '第一行\r\n第二行'],
    ]);
  });

  it('reads a block copied from a sheet', () => {
    expect(texts(readPasted('危险源\tL\tE\tC\r\n"气瓶，\n未固定"\t3\t6\t7\r\n'))).toEqual([
      ['危险源', 'L', 'E', 'C'],
      ['气瓶，\n未固定', '3', '6', '7'],
    ]);
    expect(texts(readPasted('危险源\n氧气、乙炔, 混放'))).toEqual([['危险源'], ['氧气、乙炔, 混放']]);
    expect(() => readPasted(' \n ')).toThrow(expect.objectContaining({ key: 'emptyFile' }));
  });
});

it('names files without their folders', async () => {
  await expect(readWorkbook(new Uint8Array(), 'C:\\资料\\清单.xlsx')).rejects.toMatchObject({
    key: 'emptyFile',
    params: { file: '清单.xlsx' },
  });
  expect((await readWorkbook(await plainXlsx([['a']]), '/home/x/清单.xlsx')).file).toBe('清单.xlsx');
});
