import { expect, test } from 'vitest';
import { dutiesConcerned, holderGaps, periodBefore, type HolderFacts } from '../../../db/domain/responsibility/trace';

const facts: HolderFacts = {
  day: '2026-05-01',
  personId: 'p',
  namesakes: 1,
  basis: 'owner',
  post: '焊工',
  enteredOn: '2026-05-01',
  leftOn: '2026-05-01',
  hasList: true,
  acknowledgedOn: '2026-05-01',
  letter: { signedOn: '2026-05-01' },
};

test('somebody is there from the first to the last day, both included', () => {
  expect(holderGaps(facts)).toEqual([]);
  expect(holderGaps({ ...facts, enteredOn: '2026-05-02' })).toEqual(['notYet']);
  expect(holderGaps({ ...facts, leftOn: '2026-04-30' })).toEqual(['hadLeft']);
});

test('what is missing is told: post, list, its acknowledgement, letter, its signature', () => {
  expect(holderGaps({ ...facts, post: '', hasList: false, acknowledgedOn: null, letter: null })).toEqual(['noPost', 'noList', 'noLetter']);
  expect(holderGaps({ ...facts, acknowledgedOn: null, letter: { signedOn: null } })).toEqual(['notAcknowledged', 'letterUnsigned']);
});

test('of a mere name nothing is said but whose it may be', () => {
  const name = { ...facts, personId: null, hasList: false, letter: null };
  expect(holderGaps({ ...name, namesakes: 0 })).toEqual(['unmatched']);
  expect(holderGaps({ ...name, namesakes: 2 })).toEqual(['namesakes']);
  expect(holderGaps({ ...name, basis: 'stated', namesakes: 0 })).toEqual(['statedOnly']);
});

test('duties that concern the matter, else all of them', () => {
  const duties = ['组织隐患排查。', '参加安委会会议。'].map((text) => ({ text, frequency: '' }));
  expect(dutiesConcerned(duties, 'inspectionFinding').map(({ text }) => text)).toEqual(['组织隐患排查。']);
  expect(dutiesConcerned(duties, 'resolution').map(({ text }) => text)).toEqual(['参加安委会会议。']);
  expect(dutiesConcerned(duties.slice(1), 'risk')).toHaveLength(1);
});

test('a period of months ends on the day and begins the day after that of the month before', () => {
  expect(periodBefore('2026-11-21', 12)).toBe('2025-11-22');
  expect(periodBefore('2026-03-31', 1)).toBe('2026-03-01');
  expect(periodBefore('2024-02-29', 12)).toBe('2023-03-01');
});
