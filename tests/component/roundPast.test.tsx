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
