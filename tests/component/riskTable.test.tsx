import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { readWorkbook } from '../../electron/intake/workbook';
import { noShell } from '../../electron/workspace/shell';
import RiskPage from '../../renderer/features/risk/RiskPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const point = { name: '喷漆房', kind: 'place' as const, location: '涂装车间' };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

async function registerOf(...numbers: string[]) {
  const saved = path.join(mkdtempSync(path.join(tmpdir(), 'anze-清单 ')), '清单.xlsx');
  const workspace = await serveWorkspace({ shell: { ...noShell, chooseSave: () => Promise.resolve(saved) } });
  for (const riskNo of numbers)
    await workspace.call('risk.create', { point, draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l: 3, e: 6, c: 15 } });
  await workspace.call('department.create', { draft: { name: '涂装车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
  const stored = async () => (await workspace.call('risk.list', byNumber)).rows;
  return { ...workspace, stored, saved };
}

const paste = (text: string) => fireEvent.paste(screen.getByRole('grid'), { clipboardData: { getData: () => text } });

describe('the register as a sheet', () => {
  it('takes a block from Excel after a preview, cell by cell, as one step', async () => {
    const { call, stored } = await registerOf('A-1', 'A-2');
    window.location.hash = '#/risk';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await screen.findByText('A-1');
    paste('责任单位\t责任人\t评价日期\n涂装车间\t温国栋\t2026/11/20\n没有的部门\t李四\t昨天');

    const dialog = await screen.findByRole('dialog', { name: '粘贴到清单' });
    expect(await within(dialog).findByText(/没有名为“没有的部门”的部门/)).toBeTruthy();
    expect(within(dialog).getByText(/“昨天”不是日期/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: '写入 2 条风险' }));
    await waitFor(async () =>
      expect(await stored()).toMatchObject([
        { riskNo: 'A-1', department: '涂装车间', owner: '温国栋', assessedOn: '2026-11-20' },
        { riskNo: 'A-2', department: '', owner: '李四', assessedOn: null },
      ]),
    );
    await call('history.undo', {});
    expect(await stored()).toMatchObject([{ owner: '' }, { owner: '' }]);
  });

  it('asks why levels fall when factors are pasted', async () => {
    const { stored } = await registerOf('A-1');
    window.location.hash = '#/risk';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await screen.findByText('A-1');
    paste('L\tE\n1\t6');
    await user.click(await screen.findByRole('button', { name: '写入 1 条风险' }));
    const dialog = await screen.findByRole('dialog', { name: '1 条风险的等级降低' });
    await user.type(within(dialog).getByRole('textbox', { name: /降级理由/ }), '已加装通风联锁');
    await user.type(within(dialog).getByRole('textbox', { name: /复核人/ }), '李四');
    await user.click(within(dialog).getByRole('button', { name: '确认降级并保存' }));
    await waitFor(async () => expect(await stored()).toMatchObject([{ l: 1, level: 'general' }]));
  });

  it('gives all picked risks one owner and removes them after saying how many', async () => {
    const { call, stored } = await registerOf('A-1', 'A-2', 'A-3');
    window.location.hash = '#/risk';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await screen.findByText('A-1');
    await user.click(screen.getByRole('checkbox', { name: '选择全部' }));
    await user.click(screen.getByRole('button', { name: '设责任人' }));
    const dialog = await screen.findByRole('dialog', { name: '为 3 条风险设“责任人”' });
    await user.type(within(dialog).getByRole('textbox', { name: '责任人' }), '涂装车间主任');
    await user.tab();
    await user.click(within(dialog).getByRole('button', { name: '修改 3 条' }));
    await waitFor(async () => expect((await stored()).map(({ owner }) => owner)).toEqual(['涂装车间主任', '涂装车间主任', '涂装车间主任']));

    await user.click(await screen.findByRole('checkbox', { name: '选择全部' }));
    await user.click(screen.getByRole('button', { name: '删除' }));
    const danger = await screen.findByRole('dialog', { name: '删除 3 条风险' });
    await user.click(within(danger).getByRole('button', { name: '删除 3 条' }));
    await waitFor(async () => expect(await stored()).toEqual([]));
    await call('history.undo', {});
    expect(await stored()).toHaveLength(3);
  });

  it('exports the columns that are shown, of all that is found or of what is picked', async () => {
    const { saved, host } = await registerOf('A-1', 'A-2', 'A-3');
    const sheet = async () => {
      const { sheets } = await readWorkbook(readFileSync(saved), '清单.xlsx');
      return sheets[0]!.rows
        .map((row) => row.map((cell) => cell?.text ?? ''))
        .filter((row) => row.some((cell) => /^(编号|A-\d)$/.test(cell)));
    };
    window.location.hash = '#/risk';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await screen.findByText('A-1');
    await user.click(screen.getByRole('button', { name: '导出' }));
    await waitFor(() => expect(existsSync(saved)).toBe(true));
    const [head, ...rows] = await sheet();
    expect(head).toEqual(expect.arrayContaining(['编号', '危险源', '评价值', '风险等级', '待补']));
    expect(head).not.toContain('后果');
    expect(rows.map(([riskNo]) => riskNo)).toEqual(['A-1', 'A-2', 'A-3']);

    await user.click(screen.getByRole('checkbox', { name: '选择第 2 行' }));
    await user.click(screen.getByRole('button', { name: '导出所选' }));
    // What was saved may be opened, and nothing else.
    expect(await host.call('workspace.openSaved', { file: saved })).toMatchObject({ ok: true });
    expect(await host.call('workspace.openSaved', { file: process.execPath })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    await waitFor(async () => expect((await sheet()).slice(1).map(([riskNo]) => riskNo)).toEqual(['A-2']));
  });

  it('narrows to what another page links to, and offers ways out of an empty register', async () => {
    await serveWorkspace();
    window.location.hash = '#/risk/missing';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    expect(await screen.findByText('没有符合条件的风险')).toBeTruthy();
    expect(window.location.hash).toBe('#/risk');
    await user.click(screen.getByRole('button', { name: '清除全部筛选' }));
    expect(await screen.findByText('还没有风险')).toBeTruthy();
    expect(screen.getByRole('button', { name: '打开示例工作区' })).toBeTruthy();
  });
});
