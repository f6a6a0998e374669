import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import ChartPage from '../../renderer/features/organization/ChartPage';
import type { Data } from '../../renderer/api';
import { mountPage, part, serve } from './engine';

const picture: Data<'chart.get'> = {
  title: '安全生产管理网络图',
  width: 132,
  height: 44,
  boxes: [{ x: 0, y: 0, height: 44, lines: ['主要负责人', '欧阳建国'] }],
  strokes: [],
};

it('draws the chart of the day asked for, and prints it as it stands', async () => {
  const engine = serve({
    'chart.get': ({ kind }) => (kind === 'organization' ? { ...picture, title: '组织机构图', boxes: [] } : picture),
    'chart.print': { file: null },
    'risk.choices': part({ today: '2026-11-21' }),
  });
  mountPage(<ChartPage />);
  const chart = await screen.findByRole('img', { name: '安全生产管理网络图' });
  expect(chart.textContent).toBe('主要负责人欧阳建国');
  await waitFor(() => expect(engine.inputs('chart.get').at(-1)).toEqual({ kind: 'safety', day: '2026-11-21' }));
  await userEvent.click(screen.getByRole('button', { name: /A4/ }));
  await waitFor(() => expect(engine.inputs('chart.print')).toEqual([{ kind: 'safety', day: '2026-11-21', size: 'A4', file: '' }]));
  await userEvent.click(screen.getByText('组织机构图'));
  await waitFor(() => expect(screen.queryByRole('img')).toBeNull());
});
