import ExcelJS from 'exceljs';

export interface FormShape {
  /** Rows that the form keeps for records. */
  kept?: number;
  /** Rows before the head: title, note. */
  above?: number;
  protected?: boolean;
  /** A second sheet that counts what stands in the first. */
  summary?: boolean;
}

/** Heads of a county's register, in its own words and order. */
export const countyTitles = [
  '序号',
  '风险单元',
  '危险源（危险有害因素）',
  '可能导致的事故类型',
  '风险等级（Ⅰ级/Ⅱ级/Ⅲ级/Ⅳ级）',
  '管控措施',
  '管控层级',
  '责任单位',
  '管控责任人',
  '联系电话',
  '评估日期',
] as const;

const thin = { style: 'thin' } as const;
const box = { top: thin, left: thin, bottom: thin, right: thin };

/** A register as a county office hands it out: title, facts, head, ruled rows, total and places to sign. */
export async function countyForm({
  kept = 5,
  above = 2,
  protected: isProtected = false,
  summary = true,
}: FormShape = {}): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('风险清单');
  const width = countyTitles.length;
  sheet.getColumn(1).width = 6;
  for (let column = 2; column <= width; column += 1) sheet.getColumn(column).width = [0, 6, 14, 26, 14, 10, 40, 9, 12, 10, 14, 13][column]!;
  sheet.mergeCells(1, 1, 1, width);
  sheet.getCell(1, 1).value = '附件3  企业安全风险分级管控清单';
  sheet.getCell(1, 1).font = { name: '方正小标宋简体', size: 18 };
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  sheet.getRow(1).height = 30;
  if (above > 1) {
    sheet.mergeCells(2, 1, 2, width);
    sheet.getCell(2, 1).value =
      '填报单位（盖章）：                    填报人：             联系电话：                填报日期：    年   月   日';
  }
  const top = above + 1;
  countyTitles.forEach((title, at) => {
    const cell = sheet.getCell(top, at + 1);
    cell.value = title;
    cell.font = { name: '黑体', size: 11, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9E1F2' } };
    cell.border = box;
    cell.alignment = { wrapText: true, horizontal: 'center', vertical: 'middle' };
  });
  sheet.getRow(top).height = 36;
  const first = top + 1;
  for (let row = first; row < first + kept; row += 1) {
    sheet.getRow(row).height = 24;
    for (let column = 1; column <= width; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = box;
      cell.font = { name: '仿宋', size: 10.5 };
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: column === 1 ? 'center' : 'left' };
      if (column === 11) cell.numFmt = 'yyyy"年"m"月"d"日"';
      if (column === 5)
        cell.dataValidation = {
          type: 'list',
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'stop',
          formulae: ['"Ⅰ级,Ⅱ级,Ⅲ级,Ⅳ级"'],
        };
    }
  }
  const last = first + kept - 1;
  sheet.addConditionalFormatting({
    ref: `E${first}:E${last}`,
    rules: [
      {
        type: 'cellIs',
        operator: 'equal',
        priority: 1,
        formulae: ['"Ⅰ级"'],
        style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFF0000' } } },
      },
    ],
  });
  const total = last + 1;
  sheet.mergeCells(total, 1, total, 3);
  sheet.getCell(total, 1).value = '合计（条）';
  sheet.getCell(total, 4).value = { formula: `COUNTA(C${first}:C${last})`, result: 0 };
  sheet.getCell(total, 5).value = { formula: `COUNTIF($E$${first}:$E$${last},"Ⅰ级")`, result: 0 };
  for (let column = 1; column <= width; column += 1) sheet.getCell(total, column).border = box;
  sheet.mergeCells(total + 2, 1, total + 2, width);
  sheet.getCell(total + 2, 1).value = '编制人（签字）：                审核人（签字）：                主要负责人（签字）：';
  sheet.getCell(total + 3, 1).value = '注：1.本表每季度报送一次。';
  sheet.pageSetup = {
    orientation: 'landscape',
    paperSize: 8 as ExcelJS.PaperSize,
    printArea: `A1:K${total + 3}`,
    printTitlesRow: `${top}:${top}`,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  };
  if (summary) {
    const other = book.addWorksheet('汇总');
    other.getCell('A1').value = '单位名称';
    other.getCell('B1').value = '';
    other.getCell('B1').border = box;
    other.getCell('A2').value = '风险总数';
    other.getCell('B2').value = { formula: `风险清单!D${total}`, result: 0 };
    other.getCell('A3').value = '重大风险';
    other.getCell('B3').value = { formula: `COUNTIF(风险清单!E${first}:E${last},"Ⅰ级")`, result: 0 };
  }
  const notes = book.addWorksheet('填表说明');
  notes.getCell('A1').value = '填表说明：一、本表由企业填写。';
  if (isProtected) await sheet.protect('', {});
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A workbook of one sheet as a person made it. */
export async function workbookBytes(make: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  make(book.addWorksheet('Sheet1'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** XML of a worksheet of an unpacked workbook, counted from 1. */
export const sheetOf = (parts: ReadonlyMap<string, { text: string }>, number: number): string =>
  parts.get(`xl/worksheets/sheet${number}.xml`)!.text;
