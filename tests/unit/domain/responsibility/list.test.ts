import { expect, test } from 'vitest';
import { differenceOf } from '../../../../db/domain/responsibility/difference';
import { isListed, standardOf, standardText, standOf, type ListFacts } from '../../../../db/domain/responsibility/list';

const whole: ListFacts = {
  inForce: true,
  hasDraft: false,
  isComing: false,
  coveredElsewhere: false,
  scope: '本车间',
  criteria: '',
  duties: 2,
  measured: 2,
  people: 3,
  acknowledged: 3,
  publishedFrom: '2026-03-01',
};

test('a list is as far as the first thing that it lacks', () => {
  const stand = (patch: Partial<ListFacts>) => standOf({ ...whole, ...patch });
  expect(stand({})).toBe('done');
  expect(stand({ acknowledged: 2 })).toBe('unread');
  expect(stand({ acknowledged: 2, publishedFrom: null })).toBe('unpublished');
  expect(stand({ publishedFrom: null, scope: ' ' })).toBe('lacking');
  expect(stand({ people: 0, acknowledged: 0 })).toBe('lacking');
  // A criterion of the whole, or one of each duty.
  expect(stand({ measured: 1 })).toBe('lacking');
  expect(stand({ measured: 0, criteria: '按月考核' })).toBe('done');
  expect(stand({ inForce: false, hasDraft: true })).toBe('draft');
  expect(stand({ inForce: false, hasDraft: true, isComing: true })).toBe('coming');
  expect(stand({ inForce: false })).toBe('none');
  expect(stand({ inForce: false, coveredElsewhere: true })).toBe('elsewhere');
  expect(stand({ inForce: false, coveredElsewhere: true, hasDraft: true })).toBe('draft');
});

test('roles that must not lack have a line, others once somebody holds them, offices of the committee with a list only', () => {
  const none = { held: false, hasList: false };
  expect(isListed('legalRep', none)).toBe(true);
  expect(isListed('unionChair', none)).toBe(false);
  expect(isListed('unionChair', { ...none, held: true })).toBe(true);
  expect(isListed('committeeMember', { ...none, held: true })).toBe(false);
  expect(isListed('committeeMember', { held: true, hasList: true })).toBe(true);
});

test('a score has one decimal and is at most 1000', () => {
  expect([standardOf('10'), standardOf(' 2.5分 '), standardOf(''), standardOf('1000')]).toEqual([100, 25, null, 10_000]);
  expect([standardOf('1000.1'), standardOf('十'), standardOf('2.55'), standardOf('-1')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([standardText(25), standardText(null)]).toEqual(['2.5', '']);
});

const duty = (text: string, patch = {}) => ({
  text,
  frequency: '',
  evidence: '',
  criteria: '',
  standard10: null,
  legalBasis: '',
  libraryDuty: '',
  ...patch,
});

test('a duty is the same by the library, by its words, or by words much alike', () => {
  const before = [duty('每日检查设备', { libraryDuty: 'team.check' }), duty('参加班前会'), duty('正确佩戴劳动防护用品'), duty('打扫卫生')];
  const after = [
    duty('如实记录隐患'),
    duty('正确佩戴和使用劳动防护用品', { frequency: '每班' }),
    duty('每班巡视', { libraryDuty: 'team.check' }),
    duty('参加班前会'),
  ];
  expect(differenceOf(before, after).map(({ kind, before: old, after: now, fields }) => [kind, old?.text, now?.text, fields])).toEqual([
    ['added', undefined, '如实记录隐患', []],
    ['changed', '正确佩戴劳动防护用品', '正确佩戴和使用劳动防护用品', ['text', 'frequency']],
    ['changed', '每日检查设备', '每班巡视', ['text']],
    ['same', '参加班前会', '参加班前会', []],
    ['removed', '打扫卫生', undefined, []],
  ]);
});
