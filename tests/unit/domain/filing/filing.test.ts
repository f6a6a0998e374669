import { describe, expect, it } from 'vitest';
import { filingStates, needsReason, nextStates } from '../../../../db/domain/filing/filing';
import { paperGaps } from '../../../../db/domain/filing/gaps';

describe('states of a paper', () => {
  it.each([
    ['issued', ['signed', 'sealed', 'scanned', 'sent', 'replaced', 'voided']],
    ['signed', ['sealed', 'scanned', 'sent', 'replaced', 'voided']],
    ['sealed', ['scanned', 'sent', 'replaced', 'voided']],
    ['scanned', ['sent', 'replaced', 'voided']],
    ['sent', ['received', 'returned', 'replaced', 'voided']],
    ['received', ['returned', 'replaced']],
    ['returned', ['replaced', 'voided', 'sent']],
    ['replaced', []],
    ['voided', []],
  ] as const)('%s goes on to %j', (state, next) => expect(nextStates(state)).toEqual(next));

  it('nothing goes back to 已出件, nothing leaves 换版 and 作废, and each leads on to 换版 until then', () => {
    for (const state of filingStates) {
      expect(nextStates(state)).not.toContain('issued');
      expect(nextStates(state).includes('replaced')).toBe(state !== 'replaced' && state !== 'voided');
    }
  });

  it('a receipt that came is not 作废 without having been returned', () => expect(nextStates('received')).not.toContain('voided'));

  it('what takes a paper back needs a reason', () => {
    expect(filingStates.filter(needsReason)).toEqual(['returned', 'replaced', 'voided']);
  });
});

describe('gaps of a paper', () => {
  const whole = {
    uscc: '91350100M000100Y43',
    compiledOn: '2026-12-01',
    risks: 3,
    incomplete: 0,
    round: { closed: true, team: 3, workerRepresentatives: 1, pending: 0, meetingOn: '2026-11-20', unexplainedDown: 0 },
  };
  const keys = (facts: Parameters<typeof paperGaps>[0]) => paperGaps(facts).map(({ key }) => key);

  it('none where nothing is missing, with a round and without', () => {
    expect(paperGaps(whole)).toEqual([]);
    expect(paperGaps({ ...whole, round: null })).toEqual([]);
  });

  it.each([
    ['uscc', { uscc: '' }],
    ['compiledOn', { compiledOn: null }],
    ['noRisks', { risks: 0 }],
    ['incomplete', { incomplete: 2 }],
    ['roundOpen', { round: { ...whole.round, closed: false } }],
    ['noTeam', { round: { ...whole.round, team: 0, workerRepresentatives: 0 } }],
    ['noWorkerRepresentative', { round: { ...whole.round, workerRepresentatives: 0 } }],
    ['pending', { round: { ...whole.round, pending: 4 } }],
    ['noMeeting', { round: { ...whole.round, meetingOn: null } }],
    ['unexplainedDown', { round: { ...whole.round, unexplainedDown: 1 } }],
  ])('%s alone', (key, patch) => expect(keys({ ...whole, ...patch })).toEqual([key]));

  it('says how many', () => {
    expect(paperGaps({ ...whole, incomplete: 2 })).toEqual([{ key: 'incomplete', params: { count: 2 }, at: 'risk' }]);
  });
});
