import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { readChild } from '../../scripts/child.mjs';
import { officeComplaints } from '../support/ooxml';
import { differingWords, piecesOf } from '../support/pieces';
import { pdfPages, type PdfPage } from '../support/pdf';
import { unzip } from '../unit/filing/archive';

const root = path.resolve(import.meta.dirname, '../..');

/** Papers by `code format`, in every format, as the real program writes them. */
async function papersOf(register: string): Promise<Map<string, Buffer>> {
  await readChild(process.execPath, [path.join(root, 'scripts/papers.mjs'), register, '--files-only'], { cwd: root });
  const folder = path.join(root, 'out/papers', register);
  return new Map(
    readdirSync(folder)
      .map((name) => ({ name, key: /^(\w+)-\d{4}-\d+ .*\.(pdf|docx|xlsx)$/.exec(name) }))
      .flatMap(({ name, key }) => (key ? [[`${key[1]!} ${key[2]!}`, readFileSync(path.join(folder, name))] as const] : [])),
  );
}

const isMobile = /(?<!\d)1[3-9]\d{9}(?!\d)/;

async function readable(key: string, bytes: Buffer): Promise<string> {
  if (key.endsWith('xlsx')) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    return workbook.worksheets
      .flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])))
      .map(String)
      .join('');
  }
  if (key.endsWith('docx')) return (await mammoth.extractRawText({ buffer: bytes })).value.replaceAll(/\s/g, '');
  return (await pdfPages(bytes)).map(({ text }) => text).join('');
}

/** What the clerk sees first: wrong sheet, lost numbers, a page with nothing on it. */
function pdfComplaints(pages: readonly PdfPage[]): string[] {
  const complaints: string[] = [];
  for (const [at, { width, height, text, lines }] of pages.entries()) {
    const sheet = [width, height].sort((a, b) => a - b).join('×');
    if (!['210×297', '297×420', '420×594'].includes(sheet)) complaints.push(`page ${at + 1} is ${sheet}`);
    if (lines < 3) complaints.push(`page ${at + 1} has ${lines} lines`);
    if (/[\u2E80-\u2FDF]/.test(text)) complaints.push(`page ${at + 1} has radicals for characters: nobody finds them`);
    if (/undefined|NaN|null|\[object|InvalidDate/.test(text)) complaints.push(`page ${at + 1} says what a program says`);
    const numbered = /第(\d+)页共(\d+)页/.exec(text);
    if (numbered && (Number(numbered[1]) !== at + 1 || Number(numbered[2]) !== pages.length))
      complaints.push(`page ${at + 1} of ${pages.length} says ${numbered[0]}`);
  }
  return complaints;
}

/** Drafts that could be taken for issued papers: pages, or a workbook on a screen, that do not say what they are. */
async function draftComplaints(folder: string): Promise<string[]> {
  const complaints: string[] = [];
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(path.join(folder, name));
    if (name.endsWith('pdf')) {
      for (const [at, { text }] of (await pdfPages(bytes)).entries())
        if (!text.includes('送审稿')) complaints.push(`page ${at + 1} of ${name} is no draft`);
    } else if (name.endsWith('docx')) {
      const headers = [...(await unzip(bytes))].filter(([part]) => /^word\/header\d+\.xml$/.test(part));
      if (headers.length === 0 || headers.some(([, { text }]) => !text.includes('送审稿')))
        complaints.push(`a page of ${name} is no draft`);
    } else if (!(await piecesOf('xlsx', bytes))[0]!.includes('送审稿')) complaints.push(`${name} is no draft on a screen`);
  }
  return complaints;
}

/** What a paper says in one format and not in the other: the clerk holds the print and opens the file. */
async function wordComplaints(papers: Map<string, Buffer>): Promise<string[]> {
  const complaints: string[] = [];
  const summary = await piecesOf('xlsx', papers.get('F07 xlsx')!);
  const [, enterprise = ''] = /^单位名称：(.+?)统一社会信用代码/.exec(summary.find((piece) => piece.startsWith('单位名称'))!) ?? [];
  const running = ['2026年第四季度·单位：条', '截至2026年11月21日', '2026年11月21日现行'].map((words) => `${enterprise}·${words}`);
  for (const [key, bytes] of papers) {
    const [code, format] = key.split(' ') as [string, 'docx' | 'xlsx' | 'pdf'];
    const pdf = papers.get(`${code} pdf`);
    // The workbook of F31 is a register of all duties, its pdf the print of the letter.
    if (format === 'pdf' || !pdf || key === 'F31 xlsx') continue;
    const { missing, besides } = await differingWords(await piecesOf(format, bytes), pdf, running);
    complaints.push(
      ...missing.slice(0, 5).map((piece) => `${key} says ${piece}, its pdf does not`),
      ...besides.slice(0, 5).map((text) => `the pdf of ${key} says ${text} besides`),
    );
  }
  return complaints;
}

/** Counts of the four levels, 重大 first, as a paper states them. */
async function levelCounts(key: string, bytes: Buffer): Promise<number[]> {
  if (key.endsWith('xlsx')) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    const summary = workbook.worksheets[0]!;
    const totals: number[][] = [];
    summary.eachRow((row) => {
      const values = (row.values as unknown[]).slice(1);
      if (values.includes('合计')) totals.push(values.filter((value) => typeof value === 'number').slice(0, 4));
    });
    return totals.at(-1) ?? [];
  }
  const stated = /重大风险(?:（红）)?(\d+)条、?较大风险(?:（橙）)?(\d+)条、?一般风险(?:（黄）)?(\d+)条、?低风险(?:（蓝）)?(\d+)条/.exec(
    await readable(key, bytes),
  );
  return stated?.slice(1).map(Number) ?? [];
}

for (const register of ['empty', 'tiny', 'sample']) {
  test(`every paper of the ${register} register is taken by independent readers`, async () => {
    test.setTimeout(900_000);
    const papers = await papersOf(register);
    expect(papers.size).toBeGreaterThanOrEqual(12);
    const complaints: string[] = [];
    for (const [key, bytes] of papers) {
      const found = key.endsWith('pdf') ? pdfComplaints(await pdfPages(bytes)) : await officeComplaints(bytes);
      complaints.push(...found.map((complaint) => `${key} ${complaint}`));
      const text = await readable(key, bytes);
      if (/^(F09|F33|GGL)/.test(key) && isMobile.test(text)) complaints.push(`${key} publishes a mobile number`);
      if (text.length < 60) complaints.push(`${key} says next to nothing`);
    }
    if (register === 'tiny') complaints.push(...(await draftComplaints(path.join(root, 'out/papers/tiny/送审稿'))));
    expect([...complaints, ...(await wordComplaints(papers))]).toEqual([]);
    const counts = await levelCounts('F07 xlsx', papers.get('F07 xlsx')!);
    expect(counts).toHaveLength(4);
    for (const key of ['F09 docx', 'F10 docx', 'GGL pdf']) expect(await levelCounts(key, papers.get(key)!), key).toEqual(counts);
  });
}
