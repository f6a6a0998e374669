import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import Arrival from '../../renderer/features/restore/Arrival';
import { mountPage, part, refusal, serve } from './engine';

const there = { name: '示范机械', counts: { risk: 344 }, steps: 900, newest: null, schema: 6 };
const preview = part<Data<'restore.previewNew'>>({
  relation: 'unknown',
  now: null,
  there,
  schema: 6,
  lacking: 0,
  at: 1,
  folder: '/家/示范机械',
});
const button = (name: string) => screen.findByRole('button', { name });

it('makes a workspace of an exported file once its password is right', async () => {
  const file = '/U 盘/带走.anze';
  const engine = serve({
    'restore.choose': file,
    'restore.previewNew': ({ source }: { source: { password: string | null } }) =>
      source.password === '好的密码'
        ? preview
        : refusal({ code: 'INVALID', key: source.password === null ? 'archiveSealed' : 'archivePassword', findings: [] }),
    'restore.runNew': part({ folder: '/家/示范机械', lacking: 0 }),
  } as never);
  mountPage(<Arrival />);
  await userEvent.click(await button('从备份或 .anze 恢复…'));
  await userEvent.click(await button('选择文件…'));
  const typed = await screen.findByLabelText('导出文件的密码');
  await userEvent.type(typed, '错的密码{Enter}');
  expect(await screen.findByText(/密码不对/)).toBeTruthy();
  await userEvent.clear(await screen.findByLabelText('导出文件的密码'));
  await userEvent.type(await screen.findByLabelText('导出文件的密码'), '好的密码{Enter}');
  expect(await screen.findByText('将恢复出“示范机械”的工作区。')).toBeTruthy();
  expect(screen.getByText('存放位置：/家/示范机械')).toBeTruthy();
  await userEvent.click(await button('恢复到这里'));
  await waitFor(() =>
    expect(engine.inputs('restore.runNew')).toEqual([{ source: { kind: 'archive', file, password: '好的密码' }, folder: null }]),
  );
});
