import ExcelJS from 'exceljs';
import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import type { Letter, Register, RegisterSection } from '../../electron/filing/document';
import { composeF07 } from '../../electron/filing/f07/compose';
import { composeF10 } from '../../electron/filing/f10/compose';
import { fontUrls } from '../../electron/fonts';
import { renderHtml } from '../../electron/filing/render/html';
import { cellText } from '../../electron/filing/render/layout';
import { filePages } from '../../electron/filing/render/pages';
import { pdfPage, renderPdf } from '../../electron/filing/render/pdf';
import { renderXlsx } from '../../electron/filing/render/xlsx';
import { bodyStyle, headStyle } from '../../electron/filing/render/xlsxStyle';
import { sampleF07, sampleF10 } from '../unit/filing/sample';
import { generated, type BenchMachine } from './generate';
import { compare, held, notHeldUp, type Measured } from './measure';
import { startPrinter } from './printer';
import { start, type Runtime } from './start';

const stamp = { draft: false, number: '' };
const pages = 50;

/** Papers as files: a register of ten thousand lines as xlsx and pdf, a report of fifty pages as pdf, each beside the bare tool. */
export async function benchPapers(machine: BenchMachine, runtime: Runtime, lines: number): Promise<Measured[]> {
  const register = composeF07(sampleF07(lines), { ...stamp, number: 'F07-2026-001' });
  return [
    ...(await workbooks(register, lines)),
    ...(await prints(machine, runtime, register, lines)),
    ...(await opening(machine, runtime, lines)),
  ];
}

/** From the list of papers to the printed pages of F07 in the window. */
async function opening(machine: BenchMachine, runtime: Runtime, lines: number): Promise<Measured[]> {
  const { visited } = await start(machine, runtime, {
    name: 'visit',
    workspace: await generated(machine, lines, 'papers'),
    page: '/filing',
    selector: 'main h1',
    visit: ['#/filing/F07', '[role="document"] canvas'],
  });
  if (visited === null) throw new Error('没有打开 F07');
  return notHeldUp(`打开 ${lines} 行的 F07，页面最长一次阻塞`, visited);
}

async function workbooks(register: Register, lines: number): Promise<Measured[]> {
  const bare = register.sections.map(bareSheet);
  const times = await compare(
    {
      ours: () => renderXlsx(register),
      hucre: () => writeXlsx({ sheets: bare }),
      exceljs: () => withExcelJs(register),
    },
    { turns: 3, warmUp: 1 },
  );
  return [
    held(`F07 xlsx ${lines} 行`, times.ours, times.hucre, 1.3, 'hucre 直接写同样的单元格和样式，单元格已备好'),
    held(`F07 xlsx ${lines} 行对 exceljs`, times.ours, times.exceljs, 0.5, 'exceljs 写同样的单元格和样式'),
  ];
}

/** The cells of a table with their looks, as the library wants them; without titles, merges and heights of their own. */
function bareSheet({ title, table: { columns, rows } }: RegisterSection): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  columns.forEach((column, at) => cells.set(`0,${at}`, { value: column.title, style: headStyle }));
  rows.forEach((row, line) => columns.forEach((column, at) => cells.set(`${line + 1},${at}`, bareCell(column, row[at] ?? null))));
  return { name: title, cells, columns: columns.map(({ width }) => ({ width: width * 2 })) };
}

type Column = RegisterSection['table']['columns'][number];
const bareCell = (column: Column, value: string | number | null): { value: string | number | Date | null; style: CellStyle } => ({
  value: column.kind === 'date' && value ? new Date(value) : value,
  style: bodyStyle(column, cellText(value)),
});

async function withExcelJs(register: Register): Promise<unknown> {
  const workbook = new ExcelJS.Workbook();
  const line = { style: 'thin' } as const;
  const look = {
    font: { name: '宋体', size: 10 },
    border: { top: line, right: line, bottom: line, left: line },
    alignment: { vertical: 'middle', wrapText: true },
  } as const;
  for (const { title, table } of register.sections) {
    const sheet = workbook.addWorksheet(title);
    sheet.columns = table.columns.map(({ title: header, width }) => ({ header, width: width * 2 }));
    for (const row of table.rows) {
      const added = sheet.addRow(row.map((value, at) => bareCell(table.columns[at]!, value).value));
      added.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, look));
    }
  }
  return workbook.xlsx.writeBuffer();
}

async function prints(machine: BenchMachine, runtime: Runtime, register: Register, lines: number): Promise<Measured[]> {
  const printer = await startPrinter(machine, runtime);
  const { printPdf } = printer;
  const report = reportOf(pages);
  const count = filePages('pdf', await renderPdf(report, { fontUrls, printPdf }));
  const html = renderHtml(report, { fontUrls });
  const page = { ...pdfPage(report), tagged: false };
  const times = await compare(
    { ours: () => renderPdf(report, { fontUrls, printPdf }), bare: () => printPdf(html, page) },
    { turns: 3, warmUp: 1 },
  );
  await printer.heldUp();
  const began = performance.now();
  const bytes = await renderPdf(register, { fontUrls, printPdf });
  const seconds = Math.round((performance.now() - began) / 1000);
  const heldUp = await printer.heldUp();
  printer.close();
  return [
    held(`F10 pdf ${count} 页`, times.ours, times.bare, 1.3, 'printToPDF 把同一页面印一遍，不编外侧页码，封面不另计'),
    ...notHeldUp(`F07 pdf ${lines} 行（${filePages('pdf', bytes)} 页，${seconds} 秒）时，窗口所在的主进程最长停顿`, heldUp),
  ];
}

/** A report of about so many pages: its own chapters over and over. */
function reportOf(wanted: number): Letter {
  const report = composeF10(sampleF10(40), { ...stamp, number: 'F10-2026-001' });
  const body = report.blocks.filter(({ type }) => type !== 'contentsList');
  const own = 11;
  return {
    ...report,
    blocks: [{ type: 'contentsList' }, ...Array.from({ length: Math.round(wanted / own) }, () => body).flat()],
  };
}
