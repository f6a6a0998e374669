import ExcelJS from 'exceljs';

/** A red picture of 60 by 30 points, as stamps and marks lie over a form. */
const redPicture =
  'iVBORw0KGgoAAAANSUhEUgAAADwAAAAeCAIAAAD/+uoYAAAANElEQVR42u3OQQkAAAgEsEty/aMYyxQ+hMECLNO+E2lpaWlpaWlpaWlpaWlpaWlpaWnpKwtQcSSKod6ezQAAAABJRU5ErkJggg==';

const thin = { style: 'thin' } as const;
const ruled = { top: thin, left: thin, bottom: thin, right: thin };

/** Columns of the register: the group above some of them, and the own title. */
export const provinceHeads: readonly (readonly [group: string, title: string])[] = [
  ['', '序号'],
  ['风险点', '名称'],
  ['风险点', '类型'],
  ['', '作业活动/设备设施'],
  ['', '危险源或潜在事件'],
  ['', '可能发生的\n事故类型及后果'],
  ['风险评价', 'L'],
  ['风险评价', 'E'],
  ['风险评价', 'C'],
  ['风险评价', 'D'],
  ['风险评价', '评价级别'],
  ['管控措施', '工程技术措施'],
  ['管控措施', '管理措施'],
  ['管控措施', '培训教育措施'],
  ['管控措施', '个体防护措施'],
  ['管控措施', '应急处置措施'],
  ['', '管控层级'],
  ['责任', '责任单位'],
  ['责任', '责任人'],
  ['', '备注'],
];

/**
 * A register with everything that forms of a province carry: a head of two rows under groups, numbers of the columns below it, words from a
 * hidden sheet, counts, notes and places to sign below, comments, pictures, page breaks, a table of Excel and print titles.
 */
export async function provinceForm(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('附表1 分级管控清单', { views: [{ state: 'frozen', xSplit: 2, ySplit: 6 }] });
  const width = provinceHeads.length;
  [6, 14, 8, 14, 20, 16, 5, 5, 5, 6, 9, 24, 24, 20, 18, 20, 8, 12, 10, 10].forEach((one, at) => (sheet.getColumn(at + 1).width = one));
  sheet.mergeCells(1, 1, 1, width);
  sheet.getCell(1, 1).value = '附表1';
  sheet.mergeCells(2, 1, 2, width);
  sheet.getCell(2, 1).value = '企业安全风险分级管控清单';
  sheet.getCell(2, 1).font = { name: '方正小标宋简体', size: 20 };
  sheet.getCell(2, 1).alignment = { horizontal: 'center' };
  sheet.mergeCells(3, 1, 3, 11);
  sheet.getCell(3, 1).value = '填报单位（公章）：';
  sheet.mergeCells(3, 12, 3, width);
  sheet.getCell(3, 12).value = '填报日期：      年    月    日';
  provinceHeads.forEach(([group, title], at) => {
    const column = at + 1;
    for (const row of [4, 5]) {
      const cell = sheet.getCell(row, column);
      cell.font = { name: '黑体', size: 10, bold: true, ...(title === '评价级别' ? { color: { argb: 'FFFF0000' } } : {}) };
      cell.border = ruled;
      cell.alignment = { wrapText: true, horizontal: 'center', vertical: 'middle' };
    }
    sheet.getCell(6, column).value = column;
    sheet.getCell(6, column).border = ruled;
    sheet.getCell(6, column).alignment = { horizontal: 'center' };
    if (group === '') {
      sheet.mergeCells(4, column, 5, column);
      sheet.getCell(4, column).value = title;
      return;
    }
    sheet.getCell(5, column).value = title;
    if (provinceHeads[at - 1]?.[0] === group) return;
    const last = provinceHeads.findLastIndex(([own]) => own === group) + 1;
    if (last > column) sheet.mergeCells(4, column, 4, last);
    sheet.getCell(4, column).value = group;
  });
  const [first, last] = [7, 12];
  for (let row = first; row <= last; row += 1) {
    sheet.getRow(row).height = 28;
    for (let column = 1; column <= width; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = ruled;
      cell.font = { name: '仿宋_GB2312', size: 9 };
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: column < 4 || (column > 6 && column < 12) ? 'center' : 'left' };
    }
    sheet.getCell(row, 1).value = row - first + 1;
    sheet.getCell(row, 11).dataValidation = { type: 'list', showErrorMessage: true, errorStyle: 'stop', formulae: ['级别'] };
    sheet.getCell(row, 17).dataValidation = { type: 'list', showErrorMessage: true, errorStyle: 'stop', formulae: ['字典!$B$1:$B$4'] };
  }
  const red = { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFF0000' } } as const;
  sheet.addConditionalFormatting({
    ref: `K${first}:K${last}`,
    rules: [{ type: 'expression', priority: 1, formulae: [`$K${first}="重大风险"`], style: { fill: red } }],
  });
  const total = last + 1;
  sheet.mergeCells(total, 1, total, 10);
  sheet.getCell(total, 1).value = '合  计';
  sheet.getCell(total, 11).value = { formula: `COUNTA(K${first}:K${last})`, result: 0 };
  for (let column = 1; column <= width; column += 1) sheet.getCell(total, column).border = ruled;
  sheet.mergeCells(total + 1, 1, total + 2, width);
  sheet.getCell(total + 1, 1).value = '填表说明：1.评价级别按红、橙、黄、蓝四级填写。\n2.本表一式两份，加盖公章后报送。';
  sheet.getCell(total + 1, 1).alignment = { wrapText: true, vertical: 'top' };
  sheet.mergeCells(total + 3, 1, total + 3, 6);
  sheet.getCell(total + 3, 1).value = '填表人：';
  sheet.mergeCells(total + 3, 7, total + 3, 12);
  sheet.getCell(total + 3, 7).value = '审核人（签字）：';
  sheet.mergeCells(total + 3, 13, total + 3, width);
  sheet.getCell(total + 3, 13).value = '联系电话：';
  sheet.getCell(4, 5).note = '按 GB/T 13861 辨识';
  sheet.getCell(total + 3, 7).note = '手写签名';
  const logo = book.addImage({ buffer: Buffer.from(redPicture, 'base64') as unknown as ExcelJS.Buffer, extension: 'png' });
  sheet.addImage(logo, { tl: { col: 17, row: total + 3 }, br: { col: 19, row: total + 5 } } as unknown as ExcelJS.ImageRange);
  sheet.getRow(total).addPageBreak();
  sheet.pageSetup = {
    orientation: 'landscape',
    paperSize: 8 as ExcelJS.PaperSize,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printArea: `A1:T${total + 5}`,
    printTitlesRow: '4:6',
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = '第 &P 页 共 &N 页';
  counts(book, { first, last });
  const words = book.addWorksheet('字典', { state: 'hidden' });
  ['重大风险', '较大风险', '一般风险', '低风险'].forEach((word, at) => (words.getCell(at + 1, 1).value = word));
  ['公司级', '部门级', '班组级', '岗位级'].forEach((word, at) => (words.getCell(at + 1, 2).value = word));
  book.definedNames.add('字典!$A$1:$A$4', '级别');
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A second sheet: a table of Excel that counts what stands in the first. */
function counts(book: ExcelJS.Workbook, { first, last }: { first: number; last: number }): void {
  const sheet = book.addWorksheet('汇总');
  const count = (word: string): { formula: string; result: number } => ({
    formula: `COUNTIF('附表1 分级管控清单'!$K$${first}:$K$${last},"${word}")`,
    result: 0,
  });
  sheet.addTable({
    name: '级别汇总',
    ref: 'A1',
    headerRow: true,
    columns: [{ name: '级别' }, { name: '条数' }],
    rows: ['重大风险', '较大风险', '一般风险', '低风险'].map((word) => [word, count(word)]),
  });
}
