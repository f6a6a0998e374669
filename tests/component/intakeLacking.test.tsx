import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { plainXlsx } from '../support/workbooks';
import { commit, file, listed, open } from './intakePage';

const head = ['编号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任部门', '检查周期'];
const rows = [
  ['A-1', '行车', '吊装', '断丝', 3, 6, 15, '机加工车间', null],
  ['A-2', '行车', '吊装', '脱钩', 1, 2, 3, '装配车间', '每日'],
  ['A-3', '砂轮机', '打磨', '无防护罩', 1, 6, 15, '机加工车间', null],
];

describe('what imported rows lack', () => {
  it('is filled before the import by level, and after it by department', async () => {
    const { user, choose, call } = await open([file('待补.xlsx', await plainXlsx([head, ...rows]))]);
    await choose();
    await user.click(screen.getByRole('tab', { name: /^待补/ }));
    const table = await screen.findByRole('table', { name: '缺的内容' });
    await user.selectOptions(within(table).getByRole('combobox', { name: '“检查周期”怎样填' }), '按等级');
    await user.type(within(table).getByRole('combobox', { name: '检查周期 较大' }), '每周');
    await user.click(screen.getByRole('button', { name: '按这样填' }));
    await commit(user, 3);
    expect((await listed(call)).map(({ checkCycle }) => checkCycle)).toEqual(['每周', '每日', '']);
    const after = await screen.findByRole('table', { name: '缺的内容' });
    await user.selectOptions(within(after).getByRole('combobox', { name: '“后果”怎样填' }), '按部门');
    await user.type(within(after).getByRole('textbox', { name: '后果 装配车间' }), '砸伤');
    await user.click(screen.getByRole('button', { name: '补填' }));
    await waitFor(async () => expect((await listed(call)).map(({ consequence }) => consequence)).toEqual(['', '砸伤', '']));
  });
});
