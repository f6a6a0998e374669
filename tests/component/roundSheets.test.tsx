import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import RoundPage from '../../renderer/features/round/RoundPage';
import { plainXlsx } from '../support/workbooks';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const draft = {
  name: '2026年第四季度安全风险评估',
  kind: 'quarterly' as const,
  period: '2026Q4',
  reason: '',
  scope: '',
  methodNote: '',
  noticeNo: '',
  noticeOn: null,
  startedOn: '2026-11-01',
  baseRoundId: null,
  team: [],
};
const heads = ['编号', '风险点', '危险源', '确认无变化', '现L', '现E', '现C', '变化说明', '确认人', '确认日期'];

async function openSheets() {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-分发 '));
  const chosen: string[] = [];
  const workspace = await serveWorkspace({
    shell: { ...noShell, chooseFolder: () => Promise.resolve(folder), chooseFiles: () => Promise.resolve(chosen) },
  });
  for (const riskNo of ['A-1', 'A-2', 'A-3'])
    await workspace.call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l: 3, e: 6, c: 15 },
    });
  const { value } = await workspace.call('round.open', { draft });
  const returned = async (name: string, rows: (string | number | null)[][]) => {
    const file = path.join(folder, name);
    writeFileSync(file, await plainXlsx([['轮次编号：PG-2026Q4-01'], heads, ...rows]));
    chosen.push(file);
  };
  window.location.hash = `#/round/${value.id}`;
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await user.click(await screen.findByRole('tab', { name: '分发收回' }));
  return { ...workspace, id: value.id, user, returned, folder };
}

describe('the sheets of a round', () => {
  it('are handed out until a day, and shown by department', async () => {
    const { call, id, user } = await openSheets();
    await user.click(await screen.findByRole('button', { name: '分发还没有发的 1 个部门…' }));
    const dialog = await screen.findByRole('dialog', { name: '分发给 1 个部门' });
    await user.type(within(dialog).getByRole('textbox', { name: '收表人' }), '钱主任');
    await user.type(within(dialog).getByRole('textbox', { name: '交回期限' }), '2026-11-25');
    await user.click(within(dialog).getByRole('button', { name: '选择文件夹并分发…' }));
    await waitFor(async () =>
      expect((await call('round.sheets', { id, offset: 0, limit: 1 })).rows[0]).toMatchObject({
        state: 'out',
        sheet: { handedTo: '钱主任', dueOn: '2026-11-25', risks: 3 },
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '分发给 1 个部门' })).toBeNull());
    await user.click(screen.getByRole('tab', { name: '逐条确认' }));
    await user.click(screen.getByRole('tab', { name: '分发收回' }));
    expect(await screen.findByText('钱主任')).toBeTruthy();
  });

  it('come back, are looked through, decided on and taken in', async () => {
    const { call, id, user, returned } = await openSheets();
    await returned('甲班.xlsx', [
      ['A-1', '喷漆房', '危险源A-1', '√', null, null, null, null, null, '2026-11-20'],
      ['A-2', '喷漆房', '危险源A-2', '√', null, null, null, null, '赵工', '2026-11-20'],
      ['A-3', '喷漆房', '危险源A-3', '√', 99, null, null, null, '赵工', '2026-11-20'],
      [null, '调漆间', '静电火花', null, 3, 6, 15, null, '赵工', '2026-11-20'],
    ]);
    await returned('乙班.xlsx', [['A-2', '喷漆房', '危险源A-2', null, null, null, 40, '增加人员', '李工', '2026-11-20']]);
    await user.click(screen.getByRole('button', { name: '收回确认表…' }));
    expect(await screen.findByText('2 个文件：无变化 1 条，有变化 0 条，冲突 1 条，新增 1 条，退回 1 处。还没有写入。')).toBeTruthy();
    expect((await call('round.get', { id })).figures.states).toMatchObject({ pending: 3 });
    const card = screen.getByRole('region', { name: 'A-2' });
    await user.click(within(card).getByRole('radio', { name: /C：15 → 40/ }));
    await user.type(screen.getByRole('combobox', { name: '表上没有签名时的确认人' }), '钱主任');
    await user.tab();
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '收回 3 条' }).disabled).toBe(false));
    // Looking at another tab loses nothing of it.
    await user.click(screen.getByRole('tab', { name: '逐条确认' }));
    await user.click(screen.getByRole('tab', { name: '分发收回' }));
    expect(await screen.findByText(/还有 0 条没有决定/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '登记“静电火花”' }).checked).toBe(true);
    await user.click(screen.getByRole('button', { name: '收回 3 条' }));
    expect(await screen.findByText('已收回。还剩冲突 0 条、退回 1 处没有收进来，核实后请再次收回。')).toBeTruthy();
    expect((await call('round.get', { id })).figures.states).toMatchObject({ confirmed: 1, changed: 1, added: 1, pending: 1 });
    await user.click(screen.getByRole('button', { name: '知道了' }));
    await user.click(await screen.findByText('确认情况'));
    expect(await screen.findByText('3 人确认了 3 条')).toBeTruthy();
    expect(await screen.findByText('钱主任')).toBeTruthy();
  });
});
