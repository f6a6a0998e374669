import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { XlsxMapping } from '../../../db/domain/form/form';
import { checkForm } from '../../../electron/form/check';
import { formValues } from '../../../electron/form/fields';
import { fillForm } from '../../../electron/form/fill';
import { proposeMapping } from '../../../electron/form/propose';
import { readForm, type XlsxForm } from '../../../electron/form/xlsxForm';
import { provinceForm, provinceHeads } from '../../support/provinceForm';
import { workbookBytes } from '../../support/forms';
import { unzip } from '../filing/archive';
import { sampleF07 } from '../filing/sample';

let bytes: Uint8Array;
let form: XlsxForm;
let mapping: XlsxMapping;
beforeAll(async () => {
  bytes = await provinceForm();
  form = await readForm(bytes, '省表.xlsx');
  mapping = proposeMapping(form, 'F07');
});

describe('a head of two rows', () => {
  it('has each column proposed by its own title and its group, in the words that a hidden sheet allows', () => {
    const [table] = mapping.tables;
    expect(table).toMatchObject({ top: 3, bottom: 4, first: 6, last: 11 });
    expect(table!.columns).toHaveLength(provinceHeads.length);
    const at = (title: string) => table!.columns.find((column) => column.title.endsWith(title))!.value;
    expect(at('评价级别')).toMatchObject({ text: '{level}', words: { major: '重大风险', low: '低风险' } });
    expect(at('管控层级')).toMatchObject({ text: '{controlLevel}', words: { company: '公司级', workshop: '部门级' } });
    expect(at('事故类型及后果').text).toBe('{accidentTypes}\n{consequence}');
    expect(checkForm(form, 'F07', mapping)).toEqual([]);
  });

  it('has labels without a free cell beside them completed in their own cell', () => {
    expect(mapping.cells.map(({ value }) => value.text)).toEqual([
      '填报单位（公章）：{enterprise}',
      '填报日期：{compiledOn}',
      '填表人：{filledBy}',
      '联系电话：{filledPhone}',
    ]);
  });
});

describe('what stands below the lines of a filled form', () => {
  it('goes down with them: pictures, comments, page breaks, notes, print area; rules and counts take all lines in', async () => {
    const count = 40;
    const moved = count - 6;
    const result = await fillForm(form, mapping, formValues(sampleF07(count))!);
    expect(result.findings).toEqual([]);
    const before = await unzip(bytes);
    const after = await unzip(result.bytes!);
    const text = (name: string) => after.get(name)!.text;
    const drawing = /<xdr:row>(\d+)<\/xdr:row>/g;
    const rows = (xml: string) => Array.from(xml.matchAll(drawing), ([, row]) => Number(row));
    expect(rows(text('xl/drawings/drawing1.xml'))).toEqual(rows(before.get('xl/drawings/drawing1.xml')!.text).map((row) => row + moved));
    const refs = (xml: string) => Array.from(xml.matchAll(/<comment ref="([A-Z]+\d+)"/g), ([, ref]) => ref);
    expect(refs(text('xl/comments1.xml'))).toEqual(['E4', `G${16 + moved}`]);
    const anchors = (xml: string) => Array.from(xml.matchAll(/<x:Row>(\d+)</g), ([, row]) => Number(row));
    expect(anchors(text('xl/drawings/vmlDrawing1.vml'))).toEqual([3, 15 + moved]);
    const sheet = text('xl/worksheets/sheet1.xml').split('</sheetData>')[1]!;
    expect(sheet).toMatch(new RegExp(`<brk id="${13 + moved}"`));
    expect(sheet).toContain(`<conditionalFormatting sqref="K7:K${12 + moved}">`);
    expect(sheet).toContain('<formula>$K7=&quot;重大风险&quot;</formula>');
    expect(sheet).toMatch(new RegExp(`<dataValidation [^>]*sqref="K7:K${12 + moved}"`));
    expect(sheet).toContain(`<mergeCell ref="A${14 + moved}:T${15 + moved}"/>`);
    expect(text('xl/workbook.xml')).toContain(`!$A1:$T${18 + moved}`);
    expect(text('xl/worksheets/sheet2.xml')).toContain(`$K$7:$K$${12 + moved}`);
    const same = ['xl/worksheets/sheet3.xml', 'xl/tables/table1.xml', 'xl/theme/theme1.xml'];
    for (const name of same) expect(text(name), name).toBe(before.get(name)!.text);
  });
});

it('a table of Excel that holds the records grows with them', async () => {
  const table = await workbookBytes((sheet) => {
    sheet.addTable({
      name: '清单',
      ref: 'A2',
      columns: ['序号', '风险点', '危险源', '风险等级', '责任部门'].map((name) => ({ name })),
      rows: [1, 2, 3].map((no) => [no, '', '', '', '']),
    });
    sheet.getCell('A1').value = '风险清单';
    sheet.getCell('A6').value = '填报单位：';
  });
  const read = await readForm(table, '表.xlsx');
  const filled = await fillForm(read, proposeMapping(read, 'F07'), formValues(sampleF07(12))!);
  expect(filled.findings).toEqual([]);
  const parts = await unzip(filled.bytes!);
  expect(parts.get('xl/tables/table1.xml')!.text).toMatch(/<table [^>]*ref="A2:E14"/);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(filled.bytes as unknown as ExcelJS.Buffer);
  expect(book.worksheets[0]!.getCell('A14').value).toBe(12);
});

it('a bare import template is ruled as its head is, without the red of what must be stated; words that it lists are asked for', async () => {
  const template = await workbookBytes((sheet) => {
    ['类别（一级）', '危险源', '缺陷类型', '危险级别（1级/2级/3级/4级/5级）', '控制措施'].forEach((title, at) => {
      const cell = sheet.getCell(1, at + 1);
      cell.value = title;
      sheet.getColumn(at + 1).width = 40;
      cell.font = { bold: true, color: { argb: 'FFFF0000' } };
      cell.border = { left: { style: 'thin' }, right: { style: 'thin' }, top: { style: 'thin' }, bottom: { style: 'thin' } };
    });
  });
  const read = await readForm(template, '模板.xlsx');
  const filled = await fillForm(read, proposeMapping(read, 'F07'), formValues(sampleF07(2))!);
  expect(filled.findings).toMatchObject([{ key: 'wordsOther', cell: 'D1', found: '重大', advice: true }]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(filled.bytes as unknown as ExcelJS.Buffer);
  const [sheet] = book.worksheets;
  // 缺陷类型 is nothing that the paper knows: an empty cell, ruled like the others.
  expect(sheet!.getCell('C3').border.left).toEqual({ style: 'thin' });
  expect(sheet!.getCell('B3').font?.color?.argb).toBeUndefined();
  expect(sheet!.getCell('B3').font?.bold).toBeFalsy();
});
