import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import { Months } from '../../renderer/features/performance/Months';
import { mountPage, part, serve } from './engine';

const months = (year: number, isPolicy: boolean) =>
  part<Data<'inspection.months'>>({
    year,
    isPolicy,
    months: [
      { month: `${year}-01`, nos: ['DD-001'], state: 'done' },
      { month: `${year}-02`, nos: [], state: 'missing' },
      { month: `${year}-03`, nos: [], state: 'later' },
    ],
  });

it('names a month without a full inspection as lacking where a policy asks for one, year by year', async () => {
  const engine = serve({ 'inspection.months': ({ year }) => months(year, true) });
  mountPage(<Months today="2026-03-05" />);
  expect(await screen.findByText('政策要求：法定代表人或实际控制人每月至少全面检查 1 次')).toBeTruthy();
  expect(screen.getByText('缺')).toBeTruthy();
  expect(screen.getByTitle('DD-001')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '上一年' }));
  expect(await screen.findByText('2025 年')).toBeTruthy();
  await waitFor(() => expect(engine.inputs('inspection.months')).toEqual([{ year: 2026 }, { year: 2025 }]));
});

it('calls no month lacking where no policy asks for it', async () => {
  serve({ 'inspection.months': ({ year }) => months(year, false) });
  mountPage(<Months today="2024-03-05" />);
  expect(await screen.findByText('法定代表人或实际控制人带队的全面检查（各月）')).toBeTruthy();
  expect(screen.queryByText('缺')).toBeNull();
  expect(screen.getByText('—')).toBeTruthy();
});
