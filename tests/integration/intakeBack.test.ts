import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { readWorkbook } from '../../electron/intake/workbook';
import type { Sheet } from '../../electron/intake/sheet';
import { riskLines } from '../support/riskLines';
import { registerXlsx, type RegisterShape } from '../support/workbooks';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const lines = riskLines(9);
const folderOf = () => mkdtempSync(path.join(tmpdir(), 'anze-原样 '));

async function imported(name: string, bytes: Uint8Array) {
  const workspace = await newWorkspace();
  const file = path.join(folderOf(), name);
  writeFileSync(file, bytes);
  const { sessionId } = await workspace.call('intake.plan', { subject: 'risk', files: [file] });
  const { importId } = await workspace.call('intake.commit', { sessionId });
  return { ...workspace, bytes, importId: importId! };
}

async function givenBack({ call }: TestWorkspace, runId?: string): Promise<{ bytes: Buffer; sheets: readonly Sheet[]; file: string }[]> {
  const folder = folderOf();
  const { files } = await call('intake.asImported', { ...(runId !== undefined && { runId }), folder });
  return Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      return { bytes, file, sheets: (await readWorkbook(bytes, path.basename(file))).sheets };
    }),
  );
}
const texts = (sheet: Sheet | undefined): string[][] => sheet!.rows.map((row) => row.map(({ text }) => text));

async function risk({ call }: TestWorkspace, text: string) {
  const { rows } = await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} });
  return rows.find(({ hazardSource }) => hazardSource.includes(text))!;
}
/** Changes a risk as its form does. */
async function edit(workspace: TestWorkspace, text: string, patch: Record<string, unknown>): Promise<void> {
  const { id, revision } = await risk(workspace, text);
  await workspace.call('risk.update', { id, revision, patch } as never);
}

const shapes: Record<string, RegisterShape> = {
  plain: {},
  titled: { titleRow: true, factsRow: true, twoRowHead: true, endRows: true, wideStep: true, levels: 'gradeDown' },
  merged: { verticalMerges: true, ditto: true, levels: 'fill', dates: 'dot', emptyColumns: true, hiddenColumn: true },
};

describe('the workbook as it was', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`is the same cell for cell while nothing has changed (${name})`, async () => {
      const workspace = await imported('一车间.xlsx', await registerXlsx(lines, shape));
      const [back] = await givenBack(workspace);
      expect(texts(back!.sheets[0])).toEqual(texts((await readWorkbook(workspace.bytes, '一车间.xlsx')).sheets[0]));
      expect(back!.sheets[0]!.merges).toEqual((await readWorkbook(workspace.bytes, '一车间.xlsx')).sheets[0]!.merges);
    });

    it(`says what the register says now, and reads as just that (${name})`, async () => {
      const workspace = await imported('一车间.xlsx', await registerXlsx(lines, shape));
      await edit(workspace, '（2号）', { engineering: '加装联锁 <a> & "b"', l: 6, e: 6, c: 15 });
      const gone = await risk(workspace, '（9号）');
      await workspace.call('risk.remove', { selection: { ids: [gone.id] } });
      const { riskPointId, departmentId } = await risk(workspace, '（8号）');
      const draft = { ...emptyRisk, departmentId, hazardSource: '新发现的毛刺', step: '打磨', assessedOn: '2026-06-01', l: 3, e: 6, c: 15 };
      await workspace.call('risk.create', { point: { id: riskPointId }, draft });
      const [back] = await givenBack(workspace, workspace.importId);
      const all = texts(back!.sheets[0]);
      const row = (text: string) => all.find((cells) => cells.some((cell) => cell.includes(text)));
      expect(row('（2号）')).toContain('加装联锁 <a> & "b"');
      expect(row('（2号）')).toContain('540');
      expect(row('（3号）')).toEqual(
        texts((await readWorkbook(workspace.bytes, 'a.xlsx')).sheets[0]).find((cells) => cells.some((cell) => cell.includes('（3号）'))),
      );
      const at = (text: string) => all.findIndex((cells) => cells.some((cell) => cell.includes(text)));
      expect(at('新发现的毛刺')).toBe(at('（9号）') + 1);
      expect(at('合计')).toBe(shape.endRows ? at('新发现的毛刺') + 1 : -1);

      const book = new ExcelJS.Workbook();
      await book.xlsx.load(back!.bytes as never);
      const struck = book.worksheets[0]!.getRow(at('（9号）') + 1);
      expect(struck.getCell(all[at('（9号）')]!.findIndex((cell) => cell.includes('（9号）')) + 1).font.strike).toBe(true);

      // Taken in again it changes nothing but what is struck through, which comes back as new.
      const again = await workspace.call('intake.plan', { subject: 'risk', files: [back!.file] });
      expect(again.counts).toMatchObject({ new: 1, changed: 0, refused: 0, same: 9 });
    });
  }
});

describe('all that was imported', () => {
  it('comes back in one folder; a new risk stands in the sheet of its department, xls, csv and pasted cells become an xlsx', async () => {
    const workspace = await imported('机加工.xlsx', await registerXlsx(lines.slice(0, 4)));
    const csv = path.join(folderOf(), '装配.csv');
    writeFileSync(
      csv,
      '风险点,危险源,L,E,C,风险等级,责任部门\n装配线,压伤,3,6,15,较大,总装车间\n行车,坠落,1,6,15,一般,同上\n,,,,,,\n编制人：赵敏,,,,,,\n',
    );
    const { sessionId } = await workspace.call('intake.plan', { subject: 'risk', files: [csv] });
    await workspace.call('intake.commit', { sessionId });
    await edit(workspace, '压伤', { step: '压装', departmentId: (await risk(workspace, '（1号）')).departmentId });
    const { departmentId } = await risk(workspace, '坠落');
    const draft = { ...emptyRisk, departmentId, hazardSource: '扳手打滑', l: 3, e: 6, c: 15 };
    await workspace.call('risk.create', { point: { name: '拧紧工位', kind: 'activity' }, draft });

    const back = await givenBack(workspace);
    expect(back.map(({ file }) => path.basename(file)).toSorted()).toEqual(['机加工（现状）.xlsx', '装配（现状）.xlsx']);
    const rows = texts(back.find(({ file }) => file.includes('装配'))!.sheets[0]);
    expect(rows[1]).toEqual(['装配线', '压伤', '3', '6', '15', '较大', '机加工车间']);
    // It said 同上, which would now mean another department.
    expect(rows[2]).toEqual(['行车', '坠落', '1', '6', '15', '一般', '总装车间']);
    expect(rows[3]).toEqual(['拧紧工位', '扳手打滑', '3', '6', '15', '较大', '总装车间']);
    expect(rows.at(-1)![0]).toBe('编制人：赵敏');
  });

  it('is told where there is nothing, where the import was undone, where the kept text is gone', async () => {
    const empty = await newWorkspace();
    expect(await empty.fail('intake.asImported', { folder: folderOf() })).toMatchObject({ code: 'CONFLICT', key: 'nothingImported' });
    const workspace = await imported('机加工.xlsx', await registerXlsx(lines.slice(0, 4)));
    expect(await workspace.call('attachment.list', { subject: 'intakeRun', subjectId: workspace.importId })).toMatchObject([
      { name: '机加工.xlsx', use: 'source', size: workspace.bytes.length },
    ]);
    await workspace.call('history.undo', {});
    expect(await workspace.fail('intake.asImported', { folder: folderOf() })).toMatchObject({ key: 'nothingImported' });
    await workspace.call('history.redo', {});
    expect(await givenBack(workspace)).toHaveLength(1);
    expect(await workspace.call('audit.verify', {})).toMatchObject({ faults: [] });

    const file = path.join(workspace.folder, 'anze.db');
    await workspace.host.call('workspace.close', {});
    const sqlite = new Database(file);
    sqlite.exec('DELETE FROM snapshot WHERE id IN (SELECT places FROM intakeRun)');
    sqlite.close();
    await workspace.call('workspace.open', { folder: workspace.folder });
    expect(await workspace.call('audit.verify', {})).toMatchObject({
      faults: [{ kind: 'frozen', subject: 'intakeRun', subjectId: workspace.importId, name: '机加工.xlsx' }],
    });
    expect(await workspace.fail('intake.asImported', { folder: folderOf() })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
