import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import MapPage from '../../renderer/features/map/MapPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

vi.setConfig({ testTimeout: 60_000 });

async function begin() {
  const workspace = await serveWorkspace();
  const { call } = workspace;
  for (const name of ['喷漆房', '调漆间'])
    await call('risk.create', { point: { name, kind: 'place' }, draft: { ...emptyRisk, hazardSource: '漆雾', l: 10, e: 6, c: 15 } });
  window.location.hash = '#/map';
  mountPage(<MapPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: '空白平面图' }));
  await screen.findByRole('application', { name: '厂区平面图' });
  const [plan] = await call('map.plans', {});
  return { ...workspace, user, zones: () => call('map.zones', { planId: plan!.id }) };
}

it('an area is made, named, shaped and filled without a pointer, and takes the colour of its risks', async () => {
  const { user, zones, call } = await begin();
  await user.click(screen.getByRole('button', { name: '按坐标添加区域' }));
  const name = await screen.findByRole('textbox', { name: /区域名称/ });
  await user.clear(name);
  await user.type(name, '涂装区');
  const corners = screen.getByRole('textbox', { name: /各角坐标/ });
  fireEvent.change(corners, { target: { value: '10, 10\n50, 10\n50' } });
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText(/第 3 行不是坐标/)).toBeTruthy();
  expect((await zones())[0]).toMatchObject({ name: '区域1' });
  fireEvent.change(corners, { target: { value: '10, 10\n50, 10\n50, 50' } });
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await zones())[0]).toMatchObject({ name: '涂装区', level: null }));

  await user.click(await screen.findByRole('checkbox', { name: /喷漆房/ }));
  await user.click(screen.getByRole('button', { name: '放入 1 个' }));
  const shape = await screen.findByRole('button', { name: '涂装区，重大' });
  expect(await screen.findByText('重大：1 个区域')).toBeTruthy();
  expect(within(shape).getByText('重大')).toBeTruthy();

  const corner = screen.getByRole('button', { name: '第 3 个角' });
  corner.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(async () => expect((await zones())[0]!.outline[2]).toEqual([500_000, 505_000]));
  // What was moved on the picture stands in the form, and is nothing to be saved; what is being typed stays.
  const typed = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /各角坐标/ }).value;
  await waitFor(() => expect(typed()).toBe('10, 10\n50, 10\n50, 50.5'));
  expect(screen.queryByText('有修改未保存')).toBeNull();
  await user.type(screen.getByRole('textbox', { name: '责任人' }), '张三');
  corner.focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(typed()).toBe('10, 10\n50, 10\n50, 50.75'));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await zones())[0]).toMatchObject({ ownerText: '张三', name: '涂装区' }));
  expect((await zones())[0]!.outline[2]).toEqual([500_000, 507_500]);
  await user.click(screen.getByRole('button', { name: '移出 喷漆房' }));
  await screen.findByRole('button', { name: '涂装区，没有登记风险' });

  screen.getByRole('button', { name: '涂装区，没有登记风险' }).focus();
  await user.keyboard('{Delete}');
  await waitFor(async () => expect(await zones()).toEqual([]));
  await call('history.undo', {});
  expect(await zones()).toMatchObject([{ name: '涂装区' }]);
});

it('a polygon is drawn corner by corner and ended by Enter; Backspace takes one back', async () => {
  const { user, zones } = await begin();
  await user.click(screen.getByRole('radio', { name: '多边形' }));
  const plan = screen.getByRole('application', { name: '厂区平面图' });
  plan.getBoundingClientRect = () => ({ left: 0, top: 0, width: 1000, height: 500 }) as DOMRect;
  for (const [clientX, clientY] of [
    [100, 100],
    [500, 100],
    [900, 490],
    [500, 300],
  ])
    // prettier-ignore
    fireEvent.pointerDown(plan, { button: 0, clientX, clientY });
  fireEvent.keyDown(plan, { key: 'Backspace' });
  fireEvent.pointerDown(plan, { button: 0, clientX: 104, clientY: 400 });
  fireEvent.keyDown(plan, { key: 'Enter' });
  // The last corner came to lie below the first one.
  await waitFor(async () =>
    expect((await zones()).map(({ outline }) => outline)).toEqual([
      [[100_000, 200_000], [500_000, 200_000], [900_000, 980_000], [100_000, 800_000]], // prettier-ignore
    ]),
  );
});
