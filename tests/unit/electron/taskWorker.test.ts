import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Turnstile } from '../../../electron/gate';
import { TaskWorker, type Thread } from '../../../electron/taskWorker';
import type { FromWorkerMessage, ToWorkerMessage } from '../../../electron/wire';

class FakeThread extends EventEmitter implements Thread {
  readonly heard: ToWorkerMessage[] = [];
  postMessage(message: ToWorkerMessage): void {
    this.heard.push(message);
  }
  terminate(): Promise<unknown> {
    this.emit('exit');
    return Promise.resolve(1);
  }
  say(message: FromWorkerMessage): void {
    this.emit('message', message);
  }
}

function setUp() {
  const threads: FakeThread[] = [];
  const gate = new Turnstile();
  const hear = vi.fn<(message: FromWorkerMessage) => void>();
  const log = vi.fn<(cause: unknown) => void>();
  const start = () => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  };
  return { threads, gate, hear, log, tasks: new TaskWorker({ start, gate, hear, log }) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
/** True when nobody holds the gate. */
async function isFree(gate: Turnstile): Promise<boolean> {
  let entered = false;
  void gate.enter().then(() => {
    entered = true;
    gate.leave();
  });
  await turn();
  return entered;
}
const ended = { ok: false, error: { code: 'UNAVAILABLE', key: 'taskEnded' } };

describe('the thread of the tasks', () => {
  it('starts with the first task and answers each by its number', async () => {
    const { threads, tasks, hear } = setUp();
    const progress = vi.fn<(done: number | undefined, key: string) => void>();
    const first = tasks.run('a', 1, { progress });
    const second = tasks.run('b', 2, {});
    expect(threads).toHaveLength(1);
    expect(threads[0]!.heard).toEqual([
      { type: 'run', id: 1, name: 'a', input: 1, seat: undefined, session: undefined },
      { type: 'run', id: 2, name: 'b', input: 2, seat: undefined, session: undefined },
    ]);
    threads[0]!.say({ type: 'progress', id: 1, done: 0.5, key: 'read' });
    threads[0]!.say({ type: 'changed', subjects: ['risk'] });
    threads[0]!.say({ type: 'done', id: 2, reply: { ok: true, data: 'b' } });
    threads[0]!.say({ type: 'done', id: 1, reply: { ok: true, data: 'a' } });
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, data: 'a' },
      { ok: true, data: 'b' },
    ]);
    expect(progress).toHaveBeenCalledWith(0.5, 'read');
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it('is told of a cancelled task, also of one cancelled before it began', () => {
    const { threads, tasks } = setUp();
    const controller = new AbortController();
    void tasks.run('a', null, { signal: controller.signal });
    controller.abort();
    void tasks.run('b', null, { signal: AbortSignal.abort() });
    expect(threads[0]!.heard.filter(({ type }) => type === 'cancel')).toEqual([
      { type: 'cancel', id: 1 },
      { type: 'cancel', id: 2 },
    ]);
  });

  it('waits its turn at the gate', async () => {
    const { threads, tasks, gate } = setUp();
    void tasks.run('a', null, {});
    await gate.enter();
    threads[0]!.say({ type: 'enter' });
    await turn();
    expect(threads[0]!.heard).not.toContainEqual({ type: 'gate' });
    gate.leave();
    await turn();
    expect(threads[0]!.heard).toContainEqual({ type: 'gate' });
    expect(await isFree(gate)).toBe(false);
    threads[0]!.say({ type: 'leave' });
    expect(await isFree(gate)).toBe(true);
  });

  it.each(['end', 'crash', 'exit'] as const)(
    'that comes to its %s in the middle of a write answers its tasks and frees the gate',
    async (how) => {
      const { threads, tasks, gate, log } = setUp();
      const running = tasks.run('intake.commit', null, {});
      threads[0]!.say({ type: 'enter' });
      await turn();
      expect(await isFree(gate)).toBe(false);
      if (how === 'end') await tasks.end();
      else threads[0]!.emit(how === 'crash' ? 'error' : 'exit', new Error('out of memory'));
      expect(await running).toEqual(ended);
      await turn();
      expect(await isFree(gate)).toBe(true);
      expect(log).toHaveBeenCalledTimes(how === 'crash' ? 1 : 0);

      void tasks.run('again', null, {});
      expect(threads).toHaveLength(2);
    },
  );

  it('that ends while it waits at the gate does not get it', async () => {
    const { threads, tasks, gate } = setUp();
    void tasks.run('a', null, {});
    await gate.enter();
    threads[0]!.say({ type: 'enter' });
    await tasks.end();
    gate.leave();
    expect(await isFree(gate)).toBe(true);
    expect(threads[0]!.heard).not.toContainEqual({ type: 'gate' });
  });

  it('that never started has nothing to end', async () => {
    const { tasks, threads } = setUp();
    await tasks.end();
    expect(threads).toEqual([]);
  });
});
