import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { plainXlsx } from '../support/workbooks';
import { commit, count, file, open } from './intakePage';

describe('an import of people', () => {
  it('shows what changes on people who are known and refuses who has no name', async () => {
    const { call, user, choose } = await open([
      file(
        '花名册.xlsx',
        await plainXlsx([
          ['姓名', '性别', '部门', '岗位', '联系电话'],
          ['张三', '男', '机加工车间', '车工', '13800000001'],
          ['', '女', '', '', '13800000002'],
        ]),
      ),
    ]);
    await user.click(await screen.findByRole('radio', { name: '人员' }));
    await choose();
    await waitFor(() => expect([count('新增'), count('退回')]).toEqual([1, 1]));
    expect(await commit(user, 1)).toContain('已导入 1 人。');
    const { rows } = await call('person.list', { offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ name: '张三', department: '机加工车间', post: '车工', phone: '138****0001' }]);
  });

  it('offers the other subject for a file without a table of this one', async () => {
    const { user, choose } = await open([
      file(
        '名单.xlsx',
        await plainXlsx([
          ['姓名', '性别', '身份证号', '入职日期'],
          ['张三', '男', '', '2020-1-1'],
        ]),
      ),
    ]);
    await choose();
    await user.click(await screen.findByRole('button', { name: '按人员导入' }));
    expect(await screen.findByRole('heading', { name: '导入人员：预览' })).toBeTruthy();
    expect(await screen.findByRole('button', { name: '导入 1 条' })).toBeTruthy();
  });
});

it('shows the whole reason of a row beside the list', async () => {
  const { user, choose } = await open([
    file(
      '一行.xlsx',
      await plainXlsx([
        ['危险源', '风险点', 'L', 'E', 'C', '责任人'],
        ['甲处临边无防护', '二层平台', 3, 6, 15, '赵六'],
      ]),
    ),
  ]);
  await choose();
  await user.click(await screen.findByText('甲处临边无防护'));
  const panel = await screen
    .findByRole('complementary')
    .catch(() => screen.findByText('Sheet1 第 2 行').then((title) => title.closest('section, aside, div') as HTMLElement));
  expect(
    within(panel.parentElement as HTMLElement).getByText('责任人“赵六”不在册，也不是岗位名称，按原文保留', { selector: 'li, li *' }),
  ).toBeTruthy();
});
