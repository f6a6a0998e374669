import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import RiskPage from '../../renderer/features/risk/RiskPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

it('owners who are only words are shown and matched in one step', async () => {
  const { call } = await serveWorkspace();
  for (const [riskNo, ownerText] of [
    ['A-1', '张三（主任）'],
    ['A-2', '小李、张三（主任）'],
    ['A-3', ''],
  ] as const)
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, hazardSource: '静电', l: 1, e: 6, c: 7, ownerText },
    });
  for (const name of ['张三', '李四'])
    await call('person.create', {
      draft: {
        name,
        sex: '',
        idNumber: '',
        phone: '',
        education: '',
        employment: 'formal',
        isLeader: false,
        enteredOn: null,
        departmentId: null,
        postId: null,
        remark: '',
      },
    });
  window.location.hash = '#/risk';
  mountPage(<RiskPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await screen.findByText('A-3');
  await user.click(await screen.findByRole('button', { name: '责任人待对上 2' }));
  await waitFor(() => expect(screen.queryByText('A-3')).toBeNull());
  await user.click(screen.getByRole('button', { name: '对上责任人…' }));
  const dialog = await screen.findByRole('dialog', { name: '对上责任人' });
  expect(await within(dialog).findByDisplayValue('张三')).toBeTruthy();
  await user.click(within(dialog).getByRole('textbox', { name: '“小李”就是' }));
  await user.click(await screen.findByRole('option', { name: /李四/ }));
  await user.click(within(dialog).getByRole('button', { name: '对上 2 个' }));
  const list = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
  await waitFor(async () => expect((await call('risk.list', list)).rows.map(({ owner }) => owner)).toEqual(['张三', '李四、张三', '']));
});

it('several owners are pasted as one text, searched for and taken away one by one; a namesake stays the one that was picked', async () => {
  const { call } = await serveWorkspace();
  const person = {
    sex: '' as const,
    idNumber: '',
    education: '',
    employment: 'formal' as const,
    enteredOn: null,
    departmentId: null,
    postId: null,
    remark: '',
  };
  const ids: string[] = [];
  for (const [name, phone, isLeader] of [
    ['张三', '', false],
    ['李四', '13800000001', true],
    ['李四', '13900000002', false],
  ] as const)
    ids.push((await call('person.create', { draft: { ...person, name, phone, isLeader } })).value.id);
  const { value } = await call('risk.create', {
    point: { name: '喷漆房', kind: 'place', location: '' },
    draft: { ...emptyRisk, hazardSource: '静电', l: 1, e: 6, c: 7 },
  });
  window.location.hash = `#/risk/${value.id}`;
  mountPage(<RiskPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  const field = await screen.findByRole('textbox', { name: '责任人' });
  await user.click(field);
  await user.paste('张三、外委老赵');
  expect(await screen.findByTitle(/“外委老赵”还没有对上/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByTitle(/“张三”还没有对上/)).toBeNull());
  await user.type(field, '李四');
  await waitFor(() => expect(screen.getAllByRole('option', { name: /李四/ })).toHaveLength(2));
  await user.click(screen.getAllByRole('option', { name: /李四/ })[1]!);
  await user.keyboard('{Control>}s{/Control}');
  const owners = async () => (await call('risk.get', { id: value.id })).owners.map(({ ownerId, ownerText }) => [ownerText, ownerId]);
  const picked = expect.stringMatching(`${ids[1]}|${ids[2]}`) as string;
  await waitFor(async () =>
    expect(await owners()).toEqual([
      ['张三', ids[0]],
      ['外委老赵', null],
      ['李四', picked],
    ]),
  );
  await user.click(screen.getByRole('button', { name: '去掉外委老赵' }));
  await user.click(field);
  await user.keyboard('{Backspace}{Control>}s{/Control}');
  await waitFor(async () => expect(await owners()).toEqual([['张三', ids[0]]]));
});
