import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import DepartmentPage from '../../renderer/features/organization/DepartmentPage';
import RiskPointPage from '../../renderer/features/risk/RiskPointPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });

async function withPoints(...names: string[]) {
  const workspace = await serveWorkspace();
  for (const name of names)
    await workspace.call('riskPoint.create', { draft: { no: '', name, kind: 'place', location: '', departmentId: null, remark: '' } });
  window.location.hash = '#/point';
  mountPage(<RiskPointPage />);
  await screen.findByText(names[0]!);
  return {
    ...workspace,
    stored: async () => (await workspace.call('riskPoint.list', { offset: 0, limit: 50 })).rows.map(({ name }) => name),
  };
}

describe('names spelled differently', () => {
  it('are shown on the page of risk points, and those that are one become one', async () => {
    const { stored, call } = await withPoints('喷漆房', '喷漆间', '喷漆室', '酸洗槽');
    expect(await screen.findByText('有 1 组风险点名称相近，可能是同一处的不同写法')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '查看' }));
    const dialog = await screen.findByRole('dialog', { name: '名称相近的风险点' });
    await user.click(within(dialog).getByRole('radio', { name: '保留“喷漆间”' }));
    await user.click(within(dialog).getByRole('checkbox', { name: /喷漆室/ }));
    await user.click(within(dialog).getByRole('button', { name: '合并为“喷漆间”' }));
    await waitFor(async () => expect((await stored()).toSorted()).toEqual(['喷漆室', '喷漆间', '酸洗槽'].toSorted()));
    await user.click(await within(dialog).findByRole('button', { name: '不是同一个' }));
    await waitFor(async () => expect((await call('riskPoint.alike', {})).total).toBe(0));
    await waitFor(() => expect(screen.queryByText(/名称相近，可能/)).toBeNull());
  });

  it('can be merged where nothing looks alike, from the record of the one that goes', async () => {
    const { stored } = await withPoints('砂轮机', '打磨台');
    await user.click(screen.getByText('打磨台'));
    await user.click(await screen.findByRole('button', { name: '并入另一个风险点…' }));
    const dialog = await screen.findByRole('dialog', { name: '把“打磨台”并入另一个风险点' });
    await user.click(within(dialog).getByRole('textbox', { name: '保留的风险点' }));
    expect(screen.queryByRole('option', { name: /打磨台/ })).toBeNull();
    await user.click(await screen.findByRole('option', { name: /砂轮机/ }));
    await user.click(within(dialog).getByRole('button', { name: '合并' }));
    await waitFor(async () => expect(await stored()).toEqual(['砂轮机']));
  });

  it('of departments are merged likewise', async () => {
    const { call } = await serveWorkspace();
    for (const name of ['涂装工段', '涂装大工段', '安全环保部'])
      await call('department.create', { draft: { name, parentId: null, kind: 'department', validFrom: '2026-01-01' } });
    window.location.hash = '#/department';
    mountPage(<DepartmentPage />);
    await user.click(await screen.findByText('安全环保部'));
    await user.click(await screen.findByRole('button', { name: '并入另一个部门…' }));
    const dialog = await screen.findByRole('dialog', { name: '把“安全环保部”并入另一个部门' });
    await user.click(within(dialog).getByRole('textbox', { name: '保留的部门' }));
    await user.click(await screen.findByRole('option', { name: /涂装工段/ }));
    await user.click(within(dialog).getByRole('button', { name: '合并' }));
    await waitFor(async () => expect((await call('department.list', {})).map(({ name }) => name)).toEqual(['涂装工段', '涂装大工段']));
  });
});
