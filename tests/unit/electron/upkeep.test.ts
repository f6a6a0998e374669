import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupReason } from '../../../db/domain/backup/reason';
import type { Reply } from '../../../electron/api/failure';
import { Upkeep } from '../../../electron/workspace/upkeep';

const minute = 60_000;
const good: Reply<unknown> = { ok: true, data: null };
const bad: Reply<unknown> = { ok: false, error: { code: 'UNAVAILABLE', key: 'backupRoom', params: { needed: 5, free: 1 } } };

function prepared() {
  const made: BackupReason[] = [];
  const said: string[] = [];
  let answer = good;
  const upkeep = new Upkeep({
    backUp: async (why) => {
      made.push(why);
      return answer;
    },
    log: (message) => said.push(message),
  });
  return { upkeep, made, said, answerWith: (next: Reply<unknown>) => (answer = next) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('backups by themselves', () => {
  test('come half an hour after the first change, once, and not without one', async () => {
    const { upkeep, made } = prepared();
    await vi.advanceTimersByTimeAsync(120 * minute);
    expect(made).toEqual([]);
    upkeep.changed();
    await vi.advanceTimersByTimeAsync(20 * minute);
    upkeep.changed();
    await vi.advanceTimersByTimeAsync(9 * minute);
    expect(made).toEqual([]);
    await vi.advanceTimersByTimeAsync(minute);
    expect(made).toEqual(['interval']);
    await vi.advanceTimersByTimeAsync(120 * minute);
    expect(made).toEqual(['interval']);
  });

  test('that failed are tried again half an hour later', async () => {
    const { upkeep, made, said, answerWith } = prepared();
    answerWith(bad);
    upkeep.changed();
    await vi.advanceTimersByTimeAsync(30 * minute);
    expect(said).toEqual(['backup (interval): backupRoom']);
    answerWith(good);
    await vi.advanceTimersByTimeAsync(90 * minute);
    expect(made).toEqual(['interval', 'interval']);
  });

  test('come soon after opening what was left behind without one', async () => {
    const { upkeep, made } = prepared();
    upkeep.opened(true);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(made).toEqual(['interval']);
  });

  test('on closing save what has changed, and only that', async () => {
    const { upkeep, made } = prepared();
    await upkeep.close();
    expect(made).toEqual([]);
    upkeep.changed();
    await upkeep.close();
    expect(made).toEqual(['close']);
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(made).toEqual(['close']);
  });

  test('before a bulk change that cannot be made refuse it with the reason', async () => {
    const { upkeep, answerWith } = prepared();
    await upkeep.before();
    answerWith(bad);
    await expect(upkeep.before()).rejects.toMatchObject({
      failure: { code: 'UNAVAILABLE', key: 'backupFirst', params: { context: 'backupRoom', needed: 5, free: 1 } },
    });
  });

  test('of short commands are made when the newest is half an hour old', async () => {
    const { upkeep, made } = prepared();
    const newestAt = (at: number | null): Reply<unknown> => ({ ok: true, data: { now: 100 * minute, newestAt: at } });
    await upkeep.closeSeldom(newestAt(null));
    upkeep.changed();
    await upkeep.closeSeldom(newestAt(90 * minute));
    expect(made).toEqual([]);
    upkeep.changed();
    await upkeep.closeSeldom(newestAt(60 * minute));
    upkeep.changed();
    await upkeep.closeSeldom(newestAt(null));
    expect(made).toEqual(['close', 'close']);
  });
});
