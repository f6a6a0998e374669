import { describe, expect, test } from 'vitest';
import { reviewResponsibility, responsibilityRules, type ReviewedList } from '../../../../db/domain/responsibility/rules';
import { standOf } from '../../../../db/domain/responsibility/list';

const listed = (patch: Partial<ReviewedList> = {}): ReviewedList => {
  const list: ReviewedList = {
    id: 'lathe',
    role: null,
    stand: 'done',
    inForce: true,
    hasDraft: false,
    isComing: false,
    scope: '本岗位',
    criteria: '',
    duties: 2,
    measured: 2,
    people: 1,
    acknowledged: 1,
    publishedFrom: '2026-03-01',
    coveredElsewhere: false,
    isFirst: false,
    ...patch,
  };
  return { ...list, stand: standOf(list) };
};
const none = { inForce: false, publishedFrom: null } as const;
const found = (lists: ReviewedList[], asksFirst = false) =>
  reviewResponsibility({ asksFirst, lists }).map(({ rule, key, subjectId }) => `${rule} ${key} ${subjectId}`);

test('V106 and V108 are policy, V107 is law', () => {
  expect(responsibilityRules.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['V106 policy', 'V107 statutory', 'V108 policy']);
});

describe('V106', () => {
  const first = (patch: Partial<ReviewedList> = {}) => [
    listed({ id: 'legalRep', role: 'legalRep', isFirst: true }),
    listed({ id: 'actualController', role: 'actualController', isFirst: true, ...patch }),
  ];

  test('is asked only where local policy does', () => {
    expect(found(first({ isFirst: false }), false)).toEqual([]);
    expect(found(first({ isFirst: false }), true)).toEqual(['V106 responsibility.firstLacking actualController']);
    expect(found(first(), true)).toEqual([]);
  });

  test('tells who has no list from who is not known', () => {
    expect(found(first({ ...none, isFirst: false, coveredElsewhere: true }), true)).toEqual([
      'V106 responsibility.firstNone actualController',
    ]);
    expect(found(first({ ...none, isFirst: false, people: 0, acknowledged: 0 }), true)).toEqual([
      'V106 responsibility.firstNobody actualController',
    ]);
  });

  test('asks nothing of other roles', () => {
    expect(found([...first(), listed({ id: 'principal', role: 'principal' })], true)).toEqual([]);
  });
});

describe('V107', () => {
  test('a post has a list in force with people, scope and criteria', () => {
    expect(found([listed()])).toEqual([]);
    expect(found([listed(none)])).toEqual(['V107 responsibility.none lathe']);
    expect(found([listed({ ...none, hasDraft: true })])).toEqual(['V107 responsibility.draft lathe']);
    expect(found([listed({ ...none, isComing: true })])).toEqual([]);
    const [finding] = reviewResponsibility({ asksFirst: false, lists: [listed({ people: 0, acknowledged: 0, scope: ' ', measured: 1 })] });
    expect(finding).toMatchObject({ key: 'responsibility.lacking', params: { parts: '["people","scope","criteria"]' } });
  });

  test('a role is asked where somebody holds it whom no other list speaks of', () => {
    const role = (patch: Partial<ReviewedList>) => found([listed({ ...none, id: 'safetyDeputy', role: 'safetyDeputy', ...patch })]);
    expect(role({})).toEqual(['V107 responsibility.none safetyDeputy']);
    expect(role({ people: 0, acknowledged: 0 })).toEqual([]);
    expect(role({ coveredElsewhere: true })).toEqual([]);
    // A list in force that nobody answers for is told all the same.
    expect(role({ inForce: true, publishedFrom: '2026-03-01', people: 0, acknowledged: 0 })).toEqual([
      'V107 responsibility.lacking safetyDeputy',
    ]);
  });
});

test('V108: a list in force is hung out', () => {
  expect(found([listed({ publishedFrom: null })])).toEqual(['V108 responsibility.unpublished lathe']);
  expect(found([listed({ ...none, isComing: true })])).toEqual([]);
});
