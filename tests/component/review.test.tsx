import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import ReviewPage from '../../renderer/features/review/ReviewPage';
import type { Data } from '../../renderer/api';
import { mountPage, part, serve } from './engine';

type Groups = Data<'review.run'>['groups'];
const group = (rule: string, key: string, kind: string, examples: Record<string, unknown>[], count = examples.length) =>
  part<Groups[number]>({ rule, key, kind, count, examples: examples.map((example) => ({ rule, key, kind, ...example })) });
const groups: Groups = [
  group('missing', 'missing', 'house', [
    { subject: 'risk', subjectId: 'r1', title: 'FX-0001 触电', params: { fields: '["step","owner"]' } },
  ]),
  group('V06', 'V06.level', 'house', [
    {
      subject: 'risk',
      subjectId: 'r2',
      title: 'FX-0002 坠落',
      field: 'controlLevel',
      params: { level: 'considerable', needed: 'workshop' },
    },
  ]),
  group(
    'V09',
    'V09',
    'policy',
    Array.from({ length: 6 }, (_, n) => ({
      subject: 'risk',
      subjectId: `d${n}`,
      title: `FX-1${n}`,
      field: 'assessedOn',
      params: { due: '2026-06-30' },
    })),
    60,
  ),
  group('V10', 'V10', 'policy', [{ subject: 'round', subjectId: '2026Q2', title: '', params: { period: '2026Q2' } }]),
];

function show(found: Groups = groups) {
  const engine = serve({ 'review.run': part({ today: '2026-11-21', region: {}, groups: found }) });
  mountPage(<ReviewPage />);
  return engine;
}

describe('findings', () => {
  it('are put into words, with levels, fields and periods by their names', async () => {
    show();
    expect(await screen.findByText('待补：作业步骤或检查项目、责任人')).toBeTruthy();
    expect(screen.getByText('较大风险的管控层级宜不低于车间级')).toBeTruthy();
    expect(screen.getByText(/2026年第二季度没有已关闭的评估轮次/)).toBeTruthy();
    expect(screen.getByText('待核实 61 处 · 待完善 2 处 · 只在本机查看，不会出现在报送材料里')).toBeTruthy();
  });

  it('never accuse', async () => {
    show();
    await screen.findByText(/待补：/);
    expect(document.body.textContent).not.toMatch(/违法|违规|错误/);
  });

  it('lead to their record', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: /FX-0002/ }));
    expect(window.location.hash).toBe('#/risk/r2');
  });

  it('are unfolded, saying how many are not listed', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: '再看 2 处' }));
    expect(screen.getByText('FX-15')).toBeTruthy();
    expect(screen.getByText('只列出前 6 处，共 60 处')).toBeTruthy();
  });

  it('are narrowed to those that are to be completed', async () => {
    show();
    await userEvent.click(await screen.findByText('待完善'));
    expect(screen.getByText(/FX-0001/)).toBeTruthy();
    expect(screen.queryByText(/FX-10/)).toBeNull();
  });

  it('that are none say so', async () => {
    show([]);
    expect(await screen.findByText('没有发现待核实或待完善的地方')).toBeTruthy();
  });
});

describe('rules of the house', () => {
  it('are switched off and on again, and the check runs anew', async () => {
    const engine = show();
    const toggle = await screen.findByRole('switch', { name: /管控层级与风险等级相称/ });
    await userEvent.click(toggle);
    await waitFor(() => expect(engine.inputs('preference.set')).toEqual([{ key: 'switchedOffRules', value: ['V06'] }]));
    expect(await screen.findByText('已关闭')).toBeTruthy();
    await waitFor(() => expect(engine.inputs('review.run')).toHaveLength(2));
    await userEvent.click(toggle);
    await waitFor(() => expect(engine.inputs('preference.set').at(-1)).toEqual({ key: 'switchedOffRules', value: [] }));
  });

  it('are the only ones that can be', async () => {
    show();
    await screen.findByRole('switch', { name: /管控层级/ });
    expect(screen.queryByRole('switch', { name: /周期内重新评价/ })).toBeNull();
  });
});
