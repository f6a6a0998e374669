import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { plainXlsx } from '../support/workbooks';
import { commit, count, file, headline, open } from './intakePage';

it('imports departments, with the one question that only a person can answer', async () => {
  const { call, user, choose } = await open([
    file(
      '组织机构.xlsx',
      await plainXlsx([
        ['部门名称', '上级部门', '类别'],
        ['甲班', '一车间', '班组'],
        ['甲班', '二车间', '班组'],
        ['一车间', '生产部', '车间'],
        ['二车间', '生产部', '车间'],
        ['', '生产部', '车间'],
      ]),
    ),
  ]);
  await user.click(await screen.findByRole('radio', { name: '部门' }));
  expect(screen.getByText(/上级部门可以单写一列/)).toBeTruthy();
  await choose();
  await waitFor(() => expect([count('新增'), count('待定'), count('退回')]).toEqual([3, 1, 1]));
  expect(headline()).toBe('您的表里有 1 个上级部门没有自己的一行。');
  await user.click(await screen.findByText('二车间甲班'));
  const question = await screen.findByRole('radiogroup', { name: '“甲班”在第 2 行归另一个上级，是同一个部门吗？' });
  await user.click(within(question).getByRole('radio', { name: /^是两个部门，这一个叫“二车间甲班”/ }));
  await waitFor(() => expect([count('新增'), count('待定')]).toEqual([4, 0]));
  expect(await commit(user, 4)).toContain('已导入 4 个部门。');
  const rows = await call('department.list', {});
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  expect(Object.fromEntries(rows.map(({ name, parentId }) => [name, names.get(parentId ?? '') ?? '']))).toMatchObject({
    甲班: '一车间',
    二车间甲班: '二车间',
    一车间: '生产部',
    生产部: '',
  });
  await user.click(screen.getByRole('button', { name: '撤销这次导入' }));
  expect(await screen.findByText('这次导入已撤销，一切回到导入之前。')).toBeTruthy();
});

it('offers a file of people as people', async () => {
  const { user, choose } = await open([
    file(
      '封面.xlsx',
      await plainXlsx([
        ['姓名', '性别', '身份证号'],
        ['张三', '男', ''],
      ]),
    ),
  ]);
  await user.click(await screen.findByRole('radio', { name: '部门' }));
  await choose();
  await user.click(await screen.findByRole('button', { name: '按人员导入' }));
  expect(await screen.findByRole('heading', { name: '导入人员：预览' })).toBeTruthy();
});
