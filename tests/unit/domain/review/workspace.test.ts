import { describe, expect, it } from 'vitest';
import { finishedPeriods, reviewWorkspace } from '../../../../db/domain/review/rules';

describe('finished periods', () => {
  it('go back to the day of the start and no further than eight', () => {
    expect(finishedPeriods('2026-11-21', '2026-01-01', 'quarter')).toEqual(['2026Q3', '2026Q2', '2026Q1']);
    expect(finishedPeriods('2026-11-21', '2026-11-01', 'quarter')).toEqual([]);
    expect(finishedPeriods('2026-11-21', '2000-01-01', 'quarter')).toHaveLength(8);
    expect(finishedPeriods('2026-11-21', '2024-05-01', 'year')).toEqual(['2025', '2024']);
  });
});

describe('V10: a closed round in every quarter', () => {
  const facts = {
    today: '2026-11-21',
    startDate: '2026-01-01',
    cadence: 'quarter' as const,
    closedPeriods: ['2026Q1', '2026Q3'],
    annualYears: ['2025', '2024'],
    publishedYears: ['2024'],
    enterpriseMissing: [],
    risks: 5,
    quarterlyRounds: true,
    annualPublication: false,
    inspectionsMissing: [],
  };

  it('names the quarters without one', () => {
    expect(reviewWorkspace(facts)).toMatchObject([{ rule: 'V10', kind: 'policy', params: { period: '2026Q2' } }]);
  });

  it('is silent where the region does not ask, nothing is registered or the rule is switched off', () => {
    expect(reviewWorkspace({ ...facts, quarterlyRounds: false })).toEqual([]);
    expect(reviewWorkspace({ ...facts, risks: 0 })).toEqual([]);
    expect(reviewWorkspace(facts, ['V10'])).toEqual([]);
  });

  it('V31 names the months without a full inspection', () => {
    const quiet = { ...facts, quarterlyRounds: false };
    expect(reviewWorkspace({ ...quiet, inspectionsMissing: ['2026-10', '2026-08'] })).toMatchObject([
      { rule: 'V31', kind: 'policy', params: { month: '2026-10' } },
      { rule: 'V31', params: { month: '2026-08' } },
    ]);
    expect(reviewWorkspace(quiet)).toEqual([]);
  });

  it('V11 names the years that were assessed and not published, where the region asks for it', () => {
    const quiet = { ...facts, quarterlyRounds: false, annualPublication: true };
    expect(reviewWorkspace(quiet)).toMatchObject([{ rule: 'V11', kind: 'policy', params: { period: '2025' } }]);
    expect(reviewWorkspace({ ...quiet, publishedYears: ['2024', '2025'] })).toEqual([]);
  });

  it('what was left for later is an advice of the house', () => {
    expect(
      reviewWorkspace({ ...facts, closedPeriods: ['2026Q1', '2026Q2', '2026Q3'], enterpriseMissing: ['uscc', 'phone'] }),
    ).toMatchObject([{ rule: 'enterprise', kind: 'house', params: { count: 2 } }]);
  });
});
