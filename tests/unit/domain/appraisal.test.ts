import { describe, expect, it } from 'vitest';
import {
  appraisalPeriodCode,
  appraisalPeriodDraft,
  appraisalSpan,
  appraisalStateOf,
  evenScores,
  gradeOf,
  scoreFault,
  shareOf,
  totalsOf,
  usualAppraisalName,
} from '../../../db/domain/responsibility/appraise';
import { reviewAppraisals } from '../../../db/domain/responsibility/appraisalRules';
import { expectedTimes, matchFound, pointsEach, topicsOf, type Found } from '../../../db/domain/responsibility/found';

const limits = { excellentFrom: 900, qualifiedFrom: 700 };

describe('grades', () => {
  it('hold at their limits and not a tenth below', () => {
    expect([900, 899, 700, 699, 0].map((points) => gradeOf(points, 1000, limits))).toEqual([
      'excellent',
      'qualified',
      'qualified',
      'unqualified',
      'unqualified',
    ]);
    expect(gradeOf(630, 700, limits)).toBe('excellent');
    expect(gradeOf(629, 700, limits)).toBe('qualified');
  });
  it('are none without an assessment or without points to be had', () => {
    expect([gradeOf(null, 1000, limits), gradeOf(0, 0, limits), shareOf(0, 0), shareOf(null, 10)]).toEqual([null, null, null, null]);
    expect(shareOf(665, 700)).toBe(950);
  });
});

it('sums scores once all are there', () => {
  const item = { standard10: 500, self10: 500, check10: null };
  expect(totalsOf([item, { ...item, self10: 450, check10: 400 }])).toEqual({ full10: 1000, self10: 950, check10: null });
  expect(totalsOf([])).toEqual({ full10: 0, self10: null, check10: null });
  expect(
    [
      { self10: null, check10: null, signedOn: null },
      { self10: 1, check10: null, signedOn: null },
      { self10: 1, check10: 1, signedOn: null },
      { self10: 1, check10: 1, signedOn: '2026-12-31' },
    ].map(appraisalStateOf),
  ).toEqual(['waiting', 'self', 'checked', 'signed']);
});

it('refuses more than the standard score and a deduction without a reason', () => {
  const scored = { self10: 500, check10: 500, reason: '' };
  expect(scoreFault(scored, 500)).toBeUndefined();
  expect(scoreFault({ ...scored, self10: 501 }, 500)).toBe('over');
  expect(scoreFault({ ...scored, check10: 501 }, 500)).toBe('over');
  expect(scoreFault({ ...scored, check10: 499 }, 500)).toBe('reason');
  expect(scoreFault({ ...scored, check10: 499, reason: '  ' }, 500)).toBe('reason');
  expect(scoreFault({ ...scored, check10: 0, reason: '缺一次' }, 500)).toBeUndefined();
  expect(scoreFault({ self10: 0, check10: null, reason: '' }, 500)).toBeUndefined();
});

it('parts 100 points evenly, whatever the number of duties', () => {
  for (const count of [1, 3, 7, 100]) expect(evenScores(count).reduce((sum, one) => sum + one, 0)).toBe(1000);
  expect(evenScores(3)).toEqual([334, 333, 333]);
  expect(evenScores(0)).toEqual([]);
});

describe('periods', () => {
  it('span their month, quarter, half or year', () => {
    expect(appraisalSpan('month', '2028-02-10')).toEqual({ fromOn: '2028-02-01', toOn: '2028-02-29' });
    expect(appraisalSpan('quarter', '2026-12-31')).toEqual({ fromOn: '2026-10-01', toOn: '2026-12-31' });
    expect(appraisalSpan('halfYear', '2026-07-01')).toEqual({ fromOn: '2026-07-01', toOn: '2026-12-31' });
    expect(appraisalSpan('year', '2026-03-01')).toEqual({ fromOn: '2026-01-01', toOn: '2026-12-31' });
    expect((['month', 'quarter', 'halfYear', 'year'] as const).map((kind) => appraisalPeriodCode(kind, '2026-07-01'))).toEqual([
      '2026M07',
      '2026Q3',
      '2026H2',
      '2026',
    ]);
    expect(usualAppraisalName('quarter', '2026-10-01', false)).toBe('2026年第四季度安全生产责任制考核');
    expect(usualAppraisalName('halfYear', '2026-01-01', true)).toBe('2026年上半年领导安全履职评价');
  });
  it('neither end before they begin nor have their grades the wrong way round', () => {
    const draft = { name: '考核', kind: 'month', fromOn: '2026-11-01', toOn: '2026-11-30', isOfLeaders: false };
    expect(appraisalPeriodDraft.safeParse(draft).success).toBe(true);
    expect(appraisalPeriodDraft.safeParse({ ...draft, toOn: '2026-10-31' }).success).toBe(false);
    expect(appraisalPeriodDraft.safeParse({ ...draft, excellentFrom: 700, qualifiedFrom: 700 }).success).toBe(true);
    expect(appraisalPeriodDraft.safeParse({ ...draft, excellentFrom: 699, qualifiedFrom: 700 }).success).toBe(false);
  });
});

describe('what other registers tell', () => {
  const found = (topic: Found['topic'], state: Found['state']): Found => ({
    subject: 's',
    subjectId: topic,
    on: '2026-11-02',
    text: topic,
    topic,
    state,
  });
  const span = { fromOn: '2026-10-01', toOn: '2026-12-31' };
  it('stands beside the duty whose words call for it', () => {
    expect([...topicsOf('每月带队检查，查出的隐患按期整改')]).toEqual([
      ['inspection', '带队检查'],
      ['remedy', '整改'],
    ]);
    const item = { id: '1', text: '每月带队检查', evidence: '', criteria: '缺一次扣5分', frequency: '每月一次', standard10: 120 };
    const { items, others } = matchFound([item], [found('inspection', 'done'), found('letter', 'done')], span);
    expect(items[0]!.found.map(({ topic, word }) => [topic, word])).toEqual([['inspection', '带队检查']]);
    expect(others.map(({ topic }) => topic)).toEqual(['letter']);
    // Three were due, one was found: two times five points, no more than the duty has.
    expect(items[0]!.proposals).toEqual([{ why: 'few', count: 2, expected: 3, points10: 100 }]);
  });
  it('proposes for what is late or overdue, and nothing for what is in time', () => {
    const item = { id: '1', text: '隐患整改', evidence: '', criteria: '每缺一项扣2.5分', frequency: '发生时', standard10: 100 };
    const proposals = (...states: Found['state'][]) =>
      matchFound(
        [item],
        states.map((state) => found('remedy', state)),
        span,
      ).items[0]!.proposals;
    expect(proposals('done', 'open')).toEqual([]);
    expect(proposals('overdue', 'late', 'late')).toEqual([
      { why: 'overdue', count: 1, expected: null, points10: 25 },
      { why: 'late', count: 2, expected: null, points10: 50 },
    ]);
  });
  it('reads points and frequencies as lists write them', () => {
    expect(['缺一次扣5分', '扣0.5分', '覆盖率100%', '不得分'].map(pointsEach)).toEqual([50, 5, undefined, undefined]);
    expect(
      ['每月一次', '每月至少两次', '每季', '每周检查一次', '每半年演练', '每班', '发生时'].map((words) =>
        expectedTimes(words, span.fromOn, span.toOn),
      ),
    ).toEqual([3, 6, 1, 13, 0, undefined, undefined]);
    expect(expectedTimes('每月一次', '2026-02-01', '2026-02-28')).toBe(1);
    expect(expectedTimes('每年一次', '2026-01-01', '2026-12-31')).toBe(1);
  });
});

describe('V109', () => {
  const facts = { postsInUse: 2, last: { id: 'p', name: '三季度考核' }, missed: [] };
  it('names posts that were not assessed', () => {
    expect(reviewAppraisals(facts)).toEqual([]);
    expect(reviewAppraisals({ ...facts, missed: [{ id: 'o', title: '焊工' }] })).toMatchObject([
      { rule: 'V109', key: 'V109.missed', params: { post: '焊工', appraisal: '三季度考核' }, subjectId: 'o' },
    ]);
  });
  it('says so where nothing was closed within a year, unless nobody holds a post', () => {
    expect(reviewAppraisals({ ...facts, last: null })).toMatchObject([{ key: 'V109.none' }]);
    expect(reviewAppraisals({ ...facts, last: null, postsInUse: 0 })).toEqual([]);
    expect(reviewAppraisals({ ...facts, last: null }, ['V109'])).toEqual([]);
  });
});

it('matches no duty by a word that stands for something else', () => {
  expect([...topicsOf('建立隐患清单，入场告知，演练签到').keys()]).toEqual(['remedy', 'drill']);
});
