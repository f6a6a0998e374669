import './mount';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Scale } from '../../db/domain/risk/scale';
import { bandsOf } from '../../renderer/features/setting/bands';
import SettingPage from '../../renderer/features/setting/SettingPage';
import { mountPage, part, serve } from './engine';

const scale = (id: string, method: 'lec' | 'ls', bands: Scale['bands']): Scale => ({
  id,
  method,
  title: `口径 ${id}`,
  source: '',
  factors: { l: [] },
  bands,
});
const lec = scale('lec@1', 'lec', [
  { level: 'major', over: 320 },
  { level: 'considerable', from: 160 },
  { level: 'general', from: 70 },
  { level: 'low', from: 0 },
]);
const above70 = scale('lec-above70@1', 'lec', [
  { level: 'major', over: 320 },
  { level: 'considerable', from: 160 },
  { level: 'general', over: 70 },
  { level: 'low', from: 0 },
]);
const third = scale('ls-third@1', 'ls', [
  { level: 'major', from: 20 },
  { level: 'considerable', from: 9 },
  { level: 'general', from: 4 },
  { level: 'low', from: 0 },
]);

const direct = [
  {
    id: 'direct-a@1',
    title: '通行条款',
    source: '',
    clauses: [{ id: 'direct-a@1/a', text: '构成重大危险源', basis: 'GB 18218', statutory: true }],
  },
  { id: 'direct-b@1', title: '地方口径', source: '', clauses: [] },
];

function show() {
  const engine = serve({
    'risk.scales': { all: [lec, above70, third], lec: 'lec@1', ls: 'ls-third@1' },
    'risk.regradePlan': (asked) => {
      const other = asked.lec !== 'lec@1';
      return other
        ? { up: 0, down: 1, same: 3, moves: [{ from: 'general', to: 'low', count: 1 }] }
        : { up: 0, down: 0, same: 0, moves: [] };
    },
    'risk.regradeList': { rows: [], total: 0 },
    'risk.chooseDirect': { changed: 1, step: 2, value: { chosen: ['direct-b@1'] } },
    'risk.regrade': { changed: 6, step: 1, value: { up: 0, down: 1, kept: 0, same: 3 } },
    'home.due': part({ actor: '王安全' }),
    'risk.choices': part({ direct: { all: direct, chosen: [] } }),
    'workspace.state': part({
      open: true,
      folder: '/数据/示范',
      name: '示范机械',
      isSample: false,
      synchronisedBy: null,
      recent: [],
      defaultFolder: '',
    }),
    'workspace.choices': part({ regions: [], sectors: [], version: '1.2.3' }),
    'workspace.close': null,
  });
  mountPage(<SettingPage />);
  return engine;
}

describe('level mappings', () => {
  it('show their thresholds', async () => {
    show();
    const table = within(await screen.findByRole('table', { name: lec.title }));
    expect(table.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      '等级D 值范围',
      '重大D > 320',
      '较大160 ≤ D ≤ 320',
      '一般70 ≤ D < 160',
      '低D < 70',
    ]);
  });

  it('are changed only with what changes in sight; a fall is kept unless two people stand for it', async () => {
    const engine = show();
    expect(screen.queryByRole('button', { name: '看看会改变什么' })).toBeNull();
    await userEvent.click(await screen.findByRole('radio', { name: above70.title }));
    await userEvent.click(screen.getByRole('button', { name: '看看会改变什么' }));
    const dialog = within(await screen.findByRole('dialog', { name: '更换等级映射，重新定级' }));
    expect(await dialog.findByText('有 1 条会降级')).toBeTruthy();
    expect(engine.inputs('risk.regrade')).toEqual([]);
    await userEvent.click(dialog.getByRole('radio', { name: '一并降级' }));
    await userEvent.click(dialog.getByRole('button', { name: '更换并重新定级' }));
    expect(dialog.getByText('请写明降级理由')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: '降级理由' }), '按当地表样');
    await userEvent.type(dialog.getByRole('textbox', { name: '复核人' }), '王安全');
    expect(dialog.getByText(/同一人/)).toBeTruthy();
    await userEvent.clear(dialog.getByRole('textbox', { name: '复核人' }));
    await userEvent.type(dialog.getByRole('textbox', { name: '复核人' }), '李四');
    await userEvent.click(dialog.getByRole('button', { name: '更换并重新定级' }));
    const chosen = { lec: 'lec-above70@1', ls: 'ls-third@1' };
    await waitFor(() =>
      expect(engine.inputs('risk.regrade')).toEqual([{ ...chosen, lowering: { reason: '按当地表样', assessor: '', reviewer: '李四' } }]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it.each([
    [above70, ['D > 320', '160 ≤ D ≤ 320', '70 < D < 160', 'D ≤ 70']],
    [third, ['R ≥ 20', '9 ≤ R < 20', '4 ≤ R < 9', 'R < 4']],
  ])('leave no gap between their bands', (given, ranges) => {
    expect(bandsOf(given).map(({ range }) => range)).toEqual(ranges);
  });
});

it('tells version and folder, and closes the workspace', async () => {
  const engine = show();
  expect(await screen.findByText('1.2.3')).toBeTruthy();
  expect(screen.getByText('/数据/示范')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '关闭工作区，打开别的' }));
  expect(engine.inputs('workspace.close')).toHaveLength(1);
});

it('puts the chosen text size onto the page', async () => {
  show();
  await userEvent.click(await screen.findByText('特大'));
  expect(document.documentElement.style.fontSize).toBe('125%');
  await userEvent.click(screen.getByText('标准'));
  expect(document.documentElement.style.fontSize).toBe('100%');
});

it('offers catalogues of direct judgement, none of them on by itself', async () => {
  const engine = show();
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: '地方口径' });
  expect(screen.getAllByRole<HTMLInputElement>('checkbox', { name: /通行条款|地方口径/ }).some(({ checked }) => checked)).toBe(false);
  expect(screen.getByText('法定。依据：GB 18218')).toBeTruthy();
  await userEvent.click(box);
  await waitFor(() => expect(engine.inputs('risk.chooseDirect')).toEqual([{ catalogues: ['direct-b@1'] }]));
});
