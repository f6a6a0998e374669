import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import AuditPage from '../../renderer/features/audit/AuditPage';
import RecyclePage from '../../renderer/features/recycle/RecyclePage';
import type { Data } from '../../renderer/api';
import { Notifications } from '@mantine/notifications';
import { changed, mountPage, part, refusal, serve } from './engine';

const removed = (seq: number, name: string): Data<'history.removed'>['rows'][number] => ({
  seq,
  at: Date.parse('2026-03-05T04:00:00Z'),
  actor: '王安全',
  command: 'risk.remove',
  subject: 'risk',
  subjectId: `r${seq}`,
  name,
});
const bin = { rows: [removed(9, 'FX-0009 触电'), removed(7, 'FX-0007 坠落')], subjects: ['risk', 'riskPoint'] };

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

it('restores one record or those that are chosen, and says what has to be filled in', async () => {
  const engine = serve({
    'history.removed': part(bin),
    'history.restore': changed(part({ restored: [{ subject: 'risk', id: 'r9', name: 'FX-0009', emptied: ['departmentId'] }] })),
  });
  mountPage(
    <>
      <Notifications />
      <RecyclePage />
    </>,
  );
  const table = within(await screen.findByRole('table', { name: '回收站' }));
  await userEvent.click(table.getAllByRole('button', { name: '恢复' })[0]!);
  await waitFor(() => expect(engine.inputs('history.restore')).toEqual([{ seqs: [9] }]));
  expect(await screen.findByText('已恢复。原来的责任单位已经不在了，请补填。')).toBeTruthy();
  await userEvent.click(table.getByRole('checkbox', { name: '选择“FX-0009 触电”' }));
  await userEvent.click(table.getByRole('checkbox', { name: '选择“FX-0007 坠落”' }));
  await userEvent.click(screen.getByRole('button', { name: '恢复选中的 2 条' }));
  await waitFor(() => expect(engine.inputs('history.restore').at(-1)).toEqual({ seqs: [9, 7] }));
});

it('says why a record does not come back', async () => {
  serve({
    'history.removed': part(bin),
    'history.restore': refusal({ code: 'CONFLICT', key: 'restore.taken', params: { subject: 'risk', name: 'FX-0009 触电' } }),
  });
  mountPage(
    <>
      <Notifications />
      <RecyclePage />
    </>,
  );
  await userEvent.click((await screen.findAllByRole('button', { name: '恢复' }))[0]!);
  expect(await screen.findByText(/“FX-0009 触电”恢复不了：它的编号或名称现在用在另一条风险上/)).toBeTruthy();
});

it('finds who changed a level, in words', async () => {
  window.location.hash = '#/audit/find';
  const engine = serve({
    'history.facets': { accounts: [], actors: ['王安全'], subjects: [{ subject: 'risk', fields: ['level', 'levelRank'] }] },
    'history.changes': part({
      rows: [
        {
          seq: 3,
          at: 0,
          actor: '王安全',
          command: 'risk.update',
          subject: 'risk',
          subjectId: 'r1',
          name: 'FX-0001 触电',
          kind: 'changed',
          fields: [{ field: 'level', before: 'considerable', after: 'general' }],
        },
      ],
      next: null,
      names: {},
    }),
    'department.list': [],
    'post.list': [],
    'risk.choices': part({ accidentTypes: [] }),
    'risk.scales': part({ all: [] }),
  });
  mountPage(<AuditPage />);
  await userEvent.click(await screen.findByRole('button', { name: '改过风险等级的' }));
  await waitFor(() => expect(engine.inputs('history.changes').at(-1)).toEqual({ filter: { subject: 'risk', field: 'level' }, limit: 100 }));
  const row = (await screen.findByText('FX-0001 触电')).closest('tr')!;
  expect(row.textContent).toContain('风险等级：较大 → 一般');
  window.location.hash = '#/';
});
