import { describe, expect, it } from 'vitest';
import { findingFault, isMonthly, monthsOf, type FindingDraft } from '../../../db/domain/performance/inspection';
import { countDeeds } from '../../../db/domain/performance/record';

describe('the monthly inspection of D05', () => {
  it('is of everything and led by 法定代表人 or 实际控制人', () => {
    expect(isMonthly({ isFullScope: true, role: 'legalRep' })).toBe(true);
    expect(isMonthly({ isFullScope: true, role: 'actualController' })).toBe(true);
    expect(isMonthly({ isFullScope: false, role: 'legalRep' })).toBe(false);
    expect(isMonthly({ isFullScope: true, role: 'safetyDeputy' })).toBe(false);
    expect(isMonthly({ isFullScope: true, role: null })).toBe(false);
  });

  it('is missing for past months only, and not before the workspace began to be used', () => {
    const months = monthsOf(2026, [{ no: 'DDJC-2026-001', on: '2026-10-31' }], '2026-11-21', '2026-09-15');
    expect(months.map(({ state }) => state)).toEqual([...Array.from({ length: 8 }, () => 'before'), 'missing', 'done', 'open', 'later']);
    expect(monthsOf(2026, [], '2026-12-01', null)[10]!.state).toBe('missing');
  });
});

it('a finding has its days in order, none later than today', () => {
  const finding: FindingDraft = { text: '护罩缺失', place: '', ownerId: null, ownerText: '', measure: '', dueOn: '2026-11-10', doneOn: '2026-11-09', doneNote: '', verifiedBy: '李四', verifiedOn: '2026-11-09' }; // prettier-ignore
  const fault = (patch: Partial<FindingDraft>) => findingFault({ ...finding, ...patch }, '2026-11-05', '2026-11-21')?.rule;
  expect(fault({})).toBeUndefined();
  expect(fault({ dueOn: '2026-11-04' })).toBe('dateOrder');
  expect(fault({ dueOn: '2026-11-05' })).toBeUndefined();
  expect(fault({ doneOn: '2026-11-22', verifiedOn: null })).toBe('dateFuture');
  expect(fault({ verifiedOn: '2026-11-08' })).toBe('dateOrder');
  expect(fault({ verifiedBy: '' })).toBe('shape');
});

it('deeds are counted by kind and month', () => {
  expect(
    countDeeds([
      { kind: 'meeting', on: '2026-01-31' },
      { kind: 'inspection', on: '2026-12-01' },
      { kind: 'meeting', on: '2026-01-02' },
    ]).map(({ kind, months, total }) => [kind, months[0], months[11], total]),
  ).toEqual([
    ['inspection', 0, 1, 1],
    ['meeting', 2, 0, 2],
  ]);
});
