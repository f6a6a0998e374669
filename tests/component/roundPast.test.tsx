import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import RoundPage from '../../renderer/features/round/RoundPage';
import { noShell } from '../../electron/workspace/shell';
import { plainXlsx } from '../support/workbooks';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

it('a register of a past quarter is read, looked at and entered as a closed round', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-补录 ')), '一季度.xlsx');
  writeFileSync(
    file,
    await plainXlsx([
      ['2026年第一季度风险分级管控清单'],
      ['风险编号', '风险点', '危险源', 'L', 'E', 'C', '风险等级', '责任部门'],
      ['A-1', '行车', '钢丝绳断丝', 3, 6, 15, '较大', '机加工车间'],
      ['A-2', '行车', '', 3, 6, 15, '较大', '机加工车间'],
    ]),
  );
  const { call } = await serveWorkspace({ shell: { ...noShell, chooseFiles: () => Promise.resolve([file]) } });
  window.location.hash = '#/round/past';
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await user.click(await screen.findByRole('button', { name: '选择当时的清单' }));
  expect(await screen.findByText('读出 1 条风险')).toBeTruthy();
  expect(screen.getByText(/有 1 行不能补录/)).toBeTruthy();
  expect(await screen.findByText('钢丝绳断丝')).toBeTruthy();
  expect(screen.getByText('不能补录')).toBeTruthy();
  const period = await screen.findByRole<HTMLSelectElement>('combobox', { name: '所属期间' });
  expect(period.value).toBe('2026Q1');
  await user.click(screen.getByRole('button', { name: '补录 1 条' }));
  await waitFor(async () =>
    expect(await call('round.list', {})).toMatchObject([
      { period: '2026Q1', status: 'closed', origin: 'backfilled', assessedOn: '2026-03-31', risks: 1 },
    ]),
  );
  expect(await screen.findByText('历史补录')).toBeTruthy();
  expect(within(document.body).getByRole('heading', { name: '2026年第一季度安全风险评估' })).toBeTruthy();
});

it('a register of a past quarter may be dropped on the page', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-补录 ')), '二季度.xlsx');
  writeFileSync(
    file,
    await plainXlsx([
      ['2026年第二季度风险分级管控清单'],
      ['单位名称：西山铸造有限公司'],
      ['风险编号', '风险点', '危险源', 'L', 'E', 'C', '责任部门'],
      ['A-1', '行车', '钢丝绳断丝', 3, 6, 15, '机加工车间'],
    ]),
  );
  await serveWorkspace({});
  window.location.hash = '#/round/past';
  mountPage(<RoundPage />);
  await screen.findByRole('button', { name: '选择当时的清单' });
  window.anze = { pathOf: () => file };
  const items = [{ webkitGetAsEntry: () => null, getAsFile: () => new File([], '二季度.xlsx') }];
  window.dispatchEvent(Object.assign(new Event('drop'), { dataTransfer: { types: ['Files'], items } }));
  expect(await screen.findByText('读出 1 条风险')).toBeTruthy();
  expect(screen.getByText(/西山铸造有限公司.*不是本企业/)).toBeTruthy();
});

it('columns that nothing tells are settled as in an import, what was stated stays, and both remember the layout', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-补录 ')), '老表.xlsx');
  writeFileSync(
    file,
    await plainXlsx([
      ['风险点', '描述', '等级', '谁管'],
      ['行车', '钢丝绳断丝', '1级', '机加工车间'],
      ['喷漆房', '通风不良', '4级', '涂装车间'],
    ]),
  );
  const { call } = await serveWorkspace({ shell: { ...noShell, chooseFiles: () => Promise.resolve([file]) } });
  window.location.hash = '#/round/past';
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await user.click(await screen.findByRole('button', { name: '选择当时的清单' }));
  expect(await screen.findByText('读出 0 条风险')).toBeTruthy();
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: '轮次名称' });
  await user.clear(name);
  await user.type(name, '老台账');
  await user.selectOptions(screen.getByRole('combobox', { name: 'B 列“描述”导入到' }), '危险源');
  expect(await screen.findByText('读出 2 条风险')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '轮次名称' }).value).toBe('老台账');
  await user.selectOptions(screen.getByRole('combobox', { name: 'D 列“谁管”导入到' }), 'department');
  expect(screen.getByText('表里用数字写等级，但看不出哪一头最高。请选一次：')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: '1 级最高（1 级为重大）' }));
  await user.click(screen.getByRole('button', { name: '就这样' }));
  await user.click(screen.getByRole('tab', { name: '读出的内容' }));
  expect(await screen.findByText('涂装车间')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '补录 2 条' }));
  await waitFor(async () => expect(await call('round.list', {})).toMatchObject([{ name: '老台账', risks: 2 }]));
  // The same layout is known to an import now.
  const plan = await call('intake.plan', { subject: 'risk', files: [file] });
  expect(plan.sheets[0]!.columns.map(({ field, why }) => [field, why])).toContainEqual(['hazardSource', 'remembered']);
  expect(plan.counts.new).toBe(2);
});
