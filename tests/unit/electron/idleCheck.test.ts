import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../electron/api/failure';
import { IdleCheck } from '../../../electron/workspace/idleCheck';

const hour = 60 * 60_000;
let now: number;
let last: number | null | undefined;
let checked: number[];
let answer: Reply<unknown>;
let said: string[];
let idle: IdleCheck;

beforeEach(() => {
  now = 1000 * hour;
  last = null;
  checked = [];
  said = [];
  answer = { ok: true, data: null };
  idle = new IdleCheck({
    now: () => now,
    lastCheck: async () => last,
    check: async () => {
      checked.push(now);
      if (answer.ok) last = now;
      return answer;
    },
    log: (message) => said.push(message),
  });
});
const after = async (milliseconds: number) => {
  now += milliseconds;
  await idle.look();
};

describe('the check of evidence while nobody works', () => {
  it('waits until nothing was done for five minutes, and comes once in twenty hours', async () => {
    await after(4 * 60_000);
    idle.used();
    await after(4 * 60_000);
    expect(checked).toEqual([]);
    await after(60_000);
    expect(checked).toHaveLength(1);
    await after(19 * hour);
    expect(checked).toHaveLength(1);
    await after(hour);
    expect(checked).toHaveLength(2);
  });

  it('is due when the clock was set back, and in another workspace', async () => {
    last = now + 500 * hour;
    await after(hour);
    expect(checked).toHaveLength(1);
    last = null;
    idle.opened();
    await after(hour);
    expect(checked).toHaveLength(2);
  });

  it('is left where there is nothing to check; one that failed is not begun again and again', async () => {
    last = undefined;
    await after(hour);
    expect(checked).toEqual([]);
    last = null;
    answer = { ok: false, error: { code: 'UNAVAILABLE', key: 'storage' } };
    await after(hour);
    await after(hour);
    expect([checked.length, said]).toEqual([1, ['evidence check: storage']]);
  });
});
