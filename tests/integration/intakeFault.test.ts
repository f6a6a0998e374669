import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeXlsx } from 'hucre';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../db/handle';
import { emptyRisk } from '../../db/domain/risk/risk';
import { packParts } from '../../electron/intake/zip';
import { openFile } from '../support/database';
import { inlineRow, worksheet, xlsxOfParts } from '../support/parts';
import { riskLines } from '../support/riskLines';
import { anze, newTerminal } from '../support/terminal';
import { businessRows } from '../support/dump';
import { registerXlsx, type SourceLine } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

type Terminal = Awaited<ReturnType<typeof newTerminal>>;
/** What the terminal says of a refused or noted row. */
type Said = {
  file: string;
  sheet: string;
  sheetRow: number;
  column?: string;
  field?: string;
  key?: string;
  reason?: string;
  text?: string;
};

let terminal: Terminal;
const rowsNow = (): Record<string, string[]> => {
  const file: Database = openFile(terminal.workspace);
  const rows = businessRows(file);
  file.close();
  return rows;
};
beforeAll(async () => {
  terminal = await newTerminal();
});

describe('files that cannot be read, among others', () => {
  test('are all named in one answer, and nothing of the others is taken until they are mended or left out', async () => {
    const good = terminal.write('好的.xlsx', await registerXlsx(riskLines(5)));
    const whole = Buffer.from(await registerXlsx(riskLines(20)));
    const bomb = await packParts([
      ['xl/workbook.xml', Buffer.from('<workbook/>')],
      ['xl/worksheets/sheet1.xml', Buffer.alloc(25 * 2 ** 20, 0x20)],
    ]);
    const bad: [string, Uint8Array | string, string][] = [
      ['空的.xlsx', '', '里没有内容'],
      ['加密.xlsx', await writeXlsx({ sheets: [{ name: 'a', rows: [['x']] }], encryption: { password: 'x', spinCount: 10 } }), '打开密码'],
      ['截断.xlsx', whole.subarray(0, whole.length / 2), '已损坏或没有保存完整'],
      ['炸弹.xlsx', bomb, '展开后大得不正常'],
      ['合同.pdf', '%PDF-1.7 合同', '不是表格文件'],
      ['网页.xls', '<html><table><tr><td>风险点</td></tr></table></html>', '其实是一个网页'],
      ['很多表.xlsx', await xlsxOfParts({ sheets: Array.from({ length: 200 }, () => worksheet(inlineRow('x'))) }), '有 200 张工作表'],
      ['名单.xlsx', await xlsxOfParts({ sheets: [worksheet(inlineRow('一') + inlineRow('二'))] }), '没有找到可以导入的表'],
    ];
    const files = bad.map(([name, content]) => terminal.write(name, content));
    const before = rowsNow();
    const { code, json } = await terminal.run('import', 'risk', good, ...files, path.join(terminal.folder, '没有.xlsx'));
    expect(code).toBe(1);
    expect(json.error.message).toContain('有 9 个文件读不进来，什么都没有导入');
    const said = JSON.stringify(json.error);
    for (const [name, , reason] of bad) expect(said).toMatch(new RegExp(`“${name}”[^“]*${reason}`));
    expect(said).toContain('找不到“没有.xlsx”');
    expect(said).not.toContain('好的');
    expect(rowsNow()).toEqual(before);
    const after = await terminal.run('import', 'risk', good);
    expect(after.json).toMatchObject({ inserted: 5, refused: [] });
    await terminal.run('undo');
    expect(rowsNow()).toEqual(before);
  });
});

describe('rows that cannot be taken, among others', () => {
  test('are refused with file, sheet, row and column; the others come in and go with one undo', async () => {
    const lines: SourceLine[] = riskLines(12).map((line) => ({ ...line }));
    const write = (at: number, cells: SourceLine['write']) => Object.assign(lines[at]!, { write: { riskNo: `A-${at}`, ...cells } });
    for (const at of lines.keys()) write(at, {});
    write(1, { l: 4 });
    write(2, { hazardSource: '很长'.repeat(25_000) });
    write(3, { date: '1899-12-30' });
    write(4, { date: '2199-01-01' });
    write(6, { riskNo: 'A-5' });
    write(8, { e: 7 });
    write(9, { c: 'abc', score: null });
    const before = rowsNow();
    const file = terminal.write(
      '一车间.xlsx',
      await registerXlsx(lines, { titleRow: true, twoRowHead: true, numbers: 'register' }, { name: '清单' }),
    );
    const { code, json } = await terminal.run('import', 'risk', file);
    expect(code).toBe(0);
    expect(json).toMatchObject({ rows: 12, inserted: 9 });
    const at = ({ file: name, sheet, sheetRow, column }: Said) => [name, sheet, sheetRow, column];
    expect((json.refused as Said[]).map((row) => [...at(row), row.reason])).toEqual([
      ['一车间.xlsx', '清单', 5, 'G 风险评价/L', expect.stringContaining('没有 4 这一档，只能取 10、6、3、1、0.5、0.2、0.1')],
      ['一车间.xlsx', '清单', 6, 'E 危险源', expect.stringContaining('文字有 50000 个字')],
      ['一车间.xlsx', '清单', 12, 'H 风险评价/E', expect.stringContaining('没有 7 这一档')],
    ]);
    const note = (key: string) => (json.notes as Said[]).filter((row) => row.key === key).map((row) => [row.sheetRow, row.text]);
    expect(note('dateImplausible')).toEqual([
      [7, 'S 列“评价日期”：“1899-12-30”的年份不合常理，留作待补'],
      [8, 'S 列“评价日期”：“2199-01-01”的年份不合常理，留作待补'],
    ]);
    expect(note('duplicateNumber')).toEqual([[10, '编号“A-5”与第 9 行重复，内容却不同']]);
    expect(note('numberNotRead')).toEqual([[13, expect.stringContaining('“abc”不是一个数')]]);
    await terminal.run('undo');
    expect(rowsNow()).toEqual(before);
  });
});

describe('between preview and import', () => {
  const files = () => ({ subject: 'risk' as const, files: [path.join(terminal.folder, '来源.xlsx')] });

  test('the source may vanish or change: what was shown is what is taken and kept', async () => {
    const bytes = await registerXlsx(riskLines(6));
    const source = terminal.write('来源.xlsx', bytes);
    const { call, host } = await newWorkspace();
    const first = await call('intake.plan', files());
    rmSync(source);
    expect((await call('intake.commit', { sessionId: first.sessionId })).counts.new).toBe(6);
    await call('history.undo', {});
    terminal.write('来源.xlsx', bytes);
    const second = await call('intake.plan', files());
    writeFileSync(source, await registerXlsx(riskLines(30, 100)));
    const { importId } = await call('intake.commit', { sessionId: second.sessionId });
    const kept = host.dispatcher!.reader.value<string>('SELECT sha256 FROM attachment WHERE subjectId = ?', [importId]);
    const { folder } = host;
    expect(readFileSync(path.join(folder!, 'attachments', kept!.slice(0, 2), kept!)).equals(Buffer.from(bytes))).toBe(true);
    await host.close();
  });

  test('the register may change: nothing is written over, nothing comes in twice, and a new preview tells', async () => {
    terminal.write('来源.xlsx', await registerXlsx(riskLines(6)));
    const { call, fail, host, folder } = await newWorkspace();
    const file = openFile(folder);
    const [one, two] = [await call('intake.plan', files()), await call('intake.plan', files())];
    await call('intake.commit', { sessionId: one.sessionId });
    const imported = businessRows(file);
    expect(await fail('intake.commit', { sessionId: two.sessionId })).toMatchObject({ code: 'CONFLICT', key: 'previewOld' });
    expect(businessRows(file)).toEqual(imported);
    expect((await call('intake.plan', files())).counts).toMatchObject({ new: 0, same: 6 });

    terminal.write('来源.xlsx', await registerXlsx(riskLines(6).map((line) => ({ ...line, owner: '赵敏' }))));
    const three = await call('intake.plan', files());
    const { rows } = await call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} });
    await call('risk.update', { id: rows[0]!.id, revision: rows[0]!.revision, patch: { remark: '现场改过' } });
    const edited = businessRows(file);
    expect(await fail('intake.commit', { sessionId: three.sessionId })).toMatchObject({ code: 'CONFLICT', key: 'conflict' });
    expect(businessRows(file)).toEqual(edited);
    await call('intake.commit', { sessionId: (await call('intake.plan', files())).sessionId });
    expect(file.prepare('SELECT remark FROM risk WHERE id = ?').pluck().get(rows[0]!.id)).toBe('现场改过');

    const four = await call('intake.plan', files());
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '别的', l: 1, e: 6, c: 15 },
    });
    expect(await fail('intake.commit', { sessionId: four.sessionId })).toMatchObject({ key: 'previewOld' });
    file.close();
    await host.close();
  });
});

test('while the application holds the workspace, the terminal says who and writes nothing', async () => {
  const { folder, host } = await newWorkspace();
  const source = terminal.write('来源.xlsx', await registerXlsx(riskLines(3)));
  const file = openFile(folder);
  const before = businessRows(file);
  const told = await anze('import', 'risk', source, '--workspace', folder);
  expect(told.code).toBe(3);
  expect(told.err).toMatch(/^这个工作区正由 .+ 打开着/);
  expect(businessRows(file)).toEqual(before);
  file.close();
  await host.close();
});
