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
