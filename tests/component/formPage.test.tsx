import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import FormPage from '../../renderer/features/form/FormPage';
import { countyForm } from '../support/forms';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

async function opened() {
  const { call, folder } = await serveWorkspace();
  for (const name of ['一车间', '二车间']) {
    const { value } = await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
    await call('risk.create', {
      point: { name: `${name}行车`, kind: 'equipment', location: '一跨' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 3, e: 6, c: 40, departmentId: value.id },
    });
  }
  const file = path.join(folder, '县表样.xlsx');
  writeFileSync(file, await countyForm());
  const { value } = await call('form.take', { file });
  window.location.hash = `#/form/${value.id!}`;
  mountPage(<FormPage />);
  const grid = await screen.findByRole('grid', { name: '风险清单' });
  return { call, id: value.id!, grid, user: userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never }) };
}

it('a finding leads to its cell, also from the other view', { timeout: 120_000 }, async () => {
  const { grid, user } = await opened();
  await user.click(within(grid).getByRole('gridcell', { name: /^风险等级/ }));
  // Without words of its own the column says 重大, which the form does not take.
  await user.selectOptions(await screen.findByRole('combobox', { name: '整套写法' }), '用本系统的词或逐个写');
  await user.click(screen.getByText('填好的样子'));
  await user.click(await screen.findByRole('button', { name: /E4 只能选“Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级”/ }));
  const cell = await screen.findByRole('gridcell', { selected: true });
  expect(cell.dataset).toMatchObject({ at: 'E4', fault: 'true' });
  expect(screen.getByRole('textbox', { name: /这一列写什么：风险等级/ })).toBeTruthy();
});

it('a sheet stands once for each department when that is asked for', { timeout: 120_000 }, async () => {
  const { call, id, grid, user } = await opened();
  await user.click(within(grid).getByRole('gridcell', { name: /^管控层级/ }));
  await user.click(await screen.findByRole('checkbox', { name: '按部门分表' }));
  await user.click(screen.getByText('填好的样子'));
  expect(await screen.findByText('二车间', { selector: 'label *' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await call('form.read', { id })).mapping.departmentSheet).toBe('风险清单'));
});

it('a form is opened, a column and a cell get other values by mouse and keyboard, seen filled and saved', async () => {
  const { call, folder } = await serveWorkspace();
  const point = { name: '行车', kind: 'equipment' as const, location: '一跨' };
  await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '断绳', l: 3, e: 6, c: 40 } });
  const file = path.join(folder, '县表样.xlsx');
  writeFileSync(file, await countyForm());
  const { value } = await call('form.take', { file });
  window.location.hash = `#/form/${value.id!}`;
  mountPage(<FormPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });

  const grid = await screen.findByRole('grid', { name: '风险清单' });
  await user.click(within(grid).getByRole('gridcell', { name: /^责任单位/ }));
  const editor = await screen.findByRole('textbox', { name: /这一列写什么：责任单位/ });
  expect(editor).toHaveProperty('value', '{责任单位}');
  await user.clear(editor);
  await user.click(screen.getByRole('button', { name: /^位置/ }));
  expect(screen.getByRole('textbox', { name: /这一列写什么/ })).toHaveProperty('value', '{位置}');

  // By keyboard: one cell to the left, then into its value.
  within(grid).getByRole('gridcell', { selected: true }).focus();
  await user.keyboard('{ArrowLeft}{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /这一列写什么：管控层级/ }));

  await user.click(screen.getByText('填好的样子'));
  expect(await screen.findByText('一跨')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => {
    const { mapping } = await call('form.read', { id: value.id! });
    expect(mapping.tables[0]!.columns.find(({ column }) => column === 7)).toMatchObject({
      title: '责任单位',
      value: { text: '{location}' },
    });
  });
});
