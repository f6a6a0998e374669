import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pace, paced } from '../../../electron/api/paced';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('tells every step at once, and how far it is only now and then', () => {
  const told = vi.fn<(done: number | undefined, key: string) => void>();
  const tell = paced(told);
  for (let done = 0; done < 100; done += 1) tell(done / 100, 'read');
  tell(0.8, 'match');
  vi.advanceTimersByTime(pace);
  tell(0.9, 'match');
  tell(0.95, 'match');
  tell(undefined, 'commit');
  expect(told.mock.calls).toEqual([
    [0, 'read'],
    [0.8, 'match'],
    [0.9, 'match'],
    [undefined, 'commit'],
  ]);
});
