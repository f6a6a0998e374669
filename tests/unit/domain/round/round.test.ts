import { describe, expect, it } from 'vitest';
import { draftConclusion } from '../../../../db/domain/round/conclusion';
import { compareLevels, noComparisons, roundDraft } from '../../../../db/domain/round/round';
import { riskLevels } from '../../../../db/domain/risk/scale';

describe('compareLevels', () => {
  const pairs = riskLevels.flatMap((before, a) =>
    riskLevels.map((after, b) => ({ before, after, result: a === b ? 'same' : b < a ? 'up' : 'down' })),
  );
  it.each(pairs)('$before → $after is $result', ({ before, after, result }) => expect(compareLevels(before, after)).toBe(result));

  it('knows what came and what went', () => {
    for (const level of riskLevels) {
      expect(compareLevels(null, level)).toBe('added');
      expect(compareLevels(level, null)).toBe('removed');
    }
    expect(compareLevels(null, null)).toBe('same');
  });
});

describe('draftConclusion', () => {
  const figures = {
    levels: { major: 0, considerable: 0, general: 3, low: 5 },
    comparison: { ...noComparisons(), same: 8 },
    states: { pending: 0, confirmed: 8, changed: 0, added: 0, removed: 0 },
  };
  const round = { period: '2026Q4', baseRoundId: 'x' };

  it('counts all levels and adds them up', () => {
    expect(draftConclusion(round, figures)).toBe(
      '2026年第四季度共辨识评估安全风险 8 条，其中重大风险 0 条、较大风险 0 条、一般风险 3 条、低风险 5 条。与上一轮相比，风险的数量和等级没有变化。本单位目前无重大、较大安全风险。',
    );
  });

  it('tells the changes, what is pending and what is highest', () => {
    const text = draftConclusion(round, {
      levels: { major: 1, considerable: 2, general: 3, low: 5 },
      comparison: { up: 1, down: 2, added: 3, removed: 4, same: 5 },
      states: { ...figures.states, pending: 6 },
    });
    expect(text).toContain('升级 1 条、降级 2 条、新增 3 条、消除 4 条，其余 5 条等级不变');
    expect(text).toContain('尚有 6 条未逐条确认');
    expect(text).toContain('重大风险应由公司级管控');
    expect(draftConclusion(round, { ...figures, levels: { ...figures.levels, considerable: 1 } })).toContain(
      '无重大安全风险，较大风险应由车间级以上管控',
    );
  });

  it('the first round is compared with nothing', () => {
    expect(draftConclusion({ period: '2026', baseRoundId: null }, figures)).toMatch(/^2026年度共.*首次评估/);
  });
});

it('a draft names a natural quarter or year', () => {
  const draft = {
    name: '一',
    kind: 'quarterly',
    period: '2026Q4',
    reason: '',
    scope: '',
    methodNote: '',
    noticeNo: '',
    noticeOn: null,
    startedOn: '2026-10-08',
    baseRoundId: null,
    team: [],
  };
  expect(roundDraft.safeParse(draft).success).toBe(true);
  for (const period of ['2026Q5', '2026q1', '2026-Q1', '二〇二六', ''])
    expect(roundDraft.safeParse({ ...draft, period }).success, period).toBe(false);
});
