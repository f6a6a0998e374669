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

function show() {
  const engine = serve({
    'risk.scales': { all: [lec, above70, third], lec: 'lec@1', ls: 'ls-third@1' },
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

  it('are chosen by method and say that nothing is graded anew', async () => {
    const engine = show();
    await userEvent.click(await screen.findByRole('radio', { name: above70.title }));
    await waitFor(() =>
      expect(engine.inputs('preference.set')).toContainEqual({ key: 'scales', value: { lec: 'lec-above70@1', ls: 'ls-third@1' } }),
    );
    expect(screen.getByText(/已经评过的风险仍按当时那一套/)).toBeTruthy();
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
