import { nameOfRound } from '../../db/domain/round/round';
import { describe, expect, it } from 'vitest';
import { flowsOf, layoutFlows } from '../../renderer/features/round/flow';
import { changedFields, differences, periodsAround, progressOf, type Compared, type Figures } from '../../renderer/features/round/round';
import { part } from './engine';

const compared = part<Compared>({
  flows: [
    { from: 'major', to: 'major', count: 1 },
    { from: 'considerable', to: 'considerable', count: 5 },
    { from: 'considerable', to: null, count: 1 },
    { from: 'general', to: 'major', count: 2 },
    { from: 'general', to: 'general', count: 10 },
    { from: 'low', to: 'low', count: 19 },
    { from: null, to: 'low', count: 1 },
  ],
});

describe('the flow between two rounds', () => {
  const flows = flowsOf(compared);

  it('comes from the outside where a risk is new and goes there where it is gone', () => {
    expect(flows.map(({ from, to, count }) => `${from}→${to} ${count}`)).toEqual([
      'major→major 1',
      'considerable→considerable 5',
      'considerable→outside 1',
      'general→major 2',
      'general→general 10',
      'low→low 19',
      'outside→low 1',
    ]);
  });

  it('draws every band between its own two nodes, and no node over another', () => {
    const { left, right, bands, height } = layoutFlows(flows, { height: 200, gap: 10, thinnest: 3 });
    for (const nodes of [left, right])
      nodes.reduce((bottom, node) => {
        expect(node.top).toBeGreaterThanOrEqual(bottom);
        return node.top + node.height;
      }, 0);
    for (const { flow, fromTop, toTop, thickness } of bands) {
      const from = left.find(({ end }) => end === flow.from)!;
      const to = right.find(({ end }) => end === flow.to)!;
      expect(fromTop).toBeGreaterThanOrEqual(from.top - 0.001);
      expect(fromTop + thickness).toBeLessThanOrEqual(from.top + from.height + 0.001);
      expect(toTop).toBeGreaterThanOrEqual(to.top - 0.001);
      expect(toTop + thickness).toBeLessThanOrEqual(to.top + to.height + 0.001);
      expect(thickness).toBeGreaterThanOrEqual(3);
    }
    expect(height).toBeGreaterThan(0);
  });

  it('draws nothing for two empty rounds', () => {
    expect(layoutFlows([])).toMatchObject({
      bands: [],
      height: 0,
    });
  });
});

describe('a risk of a round', () => {
  const before = { riskNo: 'A-1', level: 'general', score100: 9000, l: 3, assessedOn: '2026-07-01', missing: [] };
  it('differs by what was changed, not by days', () => {
    const after = { ...before, level: 'low', score100: 3000, l: 1, assessedOn: '2026-10-01' };
    expect(differences(before as never, after as never).map(({ field }) => field)).toEqual(['l', 'score100', 'level']);
    expect(changedFields(before as never, after as never)).toEqual(['l']);
    expect(differences(null, after as never)).toEqual([]);
  });
});

describe('a new round', () => {
  it('is offered around the present period under its name', () => {
    expect(periodsAround('2026Q1')).toEqual(['2026Q2', '2026Q1', '2025Q4', '2025Q3', '2025Q2', '2025Q1']);
    expect(periodsAround('2026')).toEqual(['2027', '2026', '2025', '2024', '2023', '2022']);
    expect(nameOfRound('2026Q4', 'quarterly')).toBe('2026年第四季度安全风险评估');
    expect(nameOfRound('2026', 'annual')).toBe('2026年度安全风险评估');
  });

  it('is finished when nothing is pending', () => {
    const figures = (pending: number, confirmed: number, removed = 0) =>
      part<Figures>({ states: { pending, confirmed, changed: 0, added: 0, removed } });
    expect([progressOf(figures(1, 3)), progressOf(figures(0, 3, 1)), progressOf(figures(0, 0))]).toEqual([0.75, 1, 1]);
  });
});
