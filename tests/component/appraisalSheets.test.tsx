import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import { People } from '../../renderer/features/appraisal/People';
import { fillIn } from '../support/appraisalSheets';
import { approveList } from '../support/duties';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const post = { isSpecialOperation: false, isLeader: false, level: '' as const, isHazardExposed: false, validFrom: '2025-01-01' };
const person = { sex: '' as const, employeeNo: '', idNumber: '', phone: '', education: '', employment: 'formal' as const, employer: '', isLeader: false, enteredOn: '2025-03-01', remark: '' }; // prettier-ignore

it('goes out to departments and comes back: looked through, decided on, taken in as one step', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-发给部门 '));
  const chosen: string[] = [];
  const workspace = await serveWorkspace({
    shell: { ...noShell, chooseFolder: () => Promise.resolve(folder), chooseFiles: () => Promise.resolve(chosen) },
  });
  const { call } = workspace;
  const departmentId = (
    await call('department.create', { draft: { name: '焊接车间', parentId: null, kind: 'workshop', validFrom: '2025-01-01' } })
  ).value.id;
  const postId = (await call('post.create', { draft: { ...post, name: '焊工', departmentId } })).value.id;
  for (const name of ['张三', '李四']) await call('person.create', { draft: { ...person, name, departmentId, postId } });
  await approveList(workspace, postId);
  const draft = { name: '三季度考核', kind: 'quarter' as const, fromOn: '2026-07-01', toOn: '2026-09-30', isOfLeaders: false };
  const { periodId } = (await call('appraisal.open', { draft })).value;
  mountPage(<People periodId={periodId} />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });

  await user.click(await screen.findByRole('button', { name: '发给部门填' }));
  const dialog = within(await screen.findByRole('dialog', { name: '把考核表发给部门填' }));
  await user.click(dialog.getByRole('checkbox', { name: /考核得分/ }));
  await user.click(dialog.getByRole('button', { name: '选择文件夹并写出…' }));
  await waitFor(() => expect(readdirSync(folder)).toEqual(['三季度考核表 焊接车间.xlsx']));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  const file = path.join(folder, readdirSync(folder)[0]!);
  chosen.push(
    await fillIn(file, path.join(folder, '交回.xlsx'), {
      '张三 1': { 自评得分: 45, 自评说明: '缺一次' },
      '张三 2': { 自评得分: 50, 考核得分: 30 },
      '李四 1': { 自评得分: 40 },
    }),
  );
  const { rows } = await call('appraisal.list', { periodId });
  const idOf = (name: string) => rows.find(({ personName }) => personName === name)!.id;
  const li = await call('appraisal.get', { id: idOf('李四') });
  await call('appraisal.selfScore', { id: li.id, revision: li.revision, items: [{ id: li.items[0]!.id, self10: 500 }] });

  await user.click(screen.getByRole('button', { name: '收回…' }));
  expect(await screen.findByText(/^1 个文件：可收回 2 项（1 人），冲突 1 项，退回 1 处/)).toBeTruthy();
  expect(screen.getByText('张三 第 2 条“30”：扣了分，没有写扣分原因')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: '可收回（2 项）' })).getByText('45 分 · 缺一次')).toBeTruthy();
  expect(screen.getByRole('radio', { name: '保留登记的：50 分' })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: /^40 分/ }));
  await user.click(screen.getByRole('button', { name: '收回 3 项' }));
  await waitFor(async () => expect((await call('appraisal.get', { id: idOf('张三') })).self10).toBe(950));
  expect((await call('appraisal.get', { id: idOf('李四') })).items[0]!.self10).toBe(400);
  expect(await screen.findByText(/^已收回。还剩冲突 0 项、退回 1 处/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '知道了' }));
  expect(await screen.findByRole('button', { name: '发给部门填' })).toBeTruthy();
  await call('history.undo', {});
  expect((await call('appraisal.get', { id: idOf('张三') })).self10).toBeNull();
  expect((await call('appraisal.get', { id: idOf('李四') })).items[0]!.self10).toBe(500);
});
