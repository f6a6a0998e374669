import { act, renderHook, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { Notifications } from '@mantine/notifications';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { call, queryClient, useApi, useCommand, useTask } from '../../renderer/api';
import { attach } from '../../renderer/port';
import { useRunningTasks } from '../../renderer/tasks';
import { mount } from './mount';

interface Sent {
  id: number;
  call?: string;
  input?: unknown;
  cancel?: boolean;
}

/** The other end of the port: what the page has sent, and what the engine answers. */
class Engine extends EventTarget {
  readonly sent: Sent[] = [];
  postMessage(message: Sent): void {
    this.sent.push(message);
  }
  start(): void {}
  close(): void {}
  say(message: unknown): void {
    act(() => {
      this.dispatchEvent(new MessageEvent('message', { data: message }));
    });
  }
  /** Answers the last call of a name. */
  answer(name: string, data: unknown): void {
    this.say({ id: this.last(name).id, reply: { ok: true, data } });
  }
  refuse(name: string, error: unknown): void {
    this.say({ id: this.last(name).id, reply: { ok: false, error } });
  }
  last(name: string): Sent {
    const found = this.sent.findLast((message) => message.call === name);
    if (!found) throw new Error(`nobody called ${name}`);
    return found;
  }
  count(name: string): number {
    return this.sent.filter((message) => message.call === name).length;
  }
}

let engine: Engine;
beforeEach(() => {
  engine = new Engine();
  attach(engine as unknown as MessagePort);
  queryClient.clear();
});

const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
const sent = (name: string) => waitFor(() => engine.last(name));

describe('call', () => {
  it('answers by number, in whatever order', async () => {
    const first = call('history.state', {});
    const second = call('search.waiting', {});
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 3 });
    engine.answer('history.state', { undo: null, redo: null, barrier: null });
    expect(await second).toEqual({ ok: true, data: { stale: 3 } });
    expect(await first).toEqual({ ok: true, data: { undo: null, redo: null, barrier: null } });
  });

  it('asks the engine to stop and reports progress until it answers', async () => {
    const controller = new AbortController();
    const steps: unknown[] = [];
    const reply = call('history.state', {}, { signal: controller.signal, onProgress: (done, key) => steps.push([done, key]) });
    await sent('history.state');
    const { id } = engine.last('history.state');
    engine.say({ event: 'progress', id, done: 0.5, key: 'render' });
    controller.abort();
    expect(engine.sent.at(-1)).toEqual({ id, cancel: true });
    engine.refuse('history.state', { code: 'UNAVAILABLE', key: 'cancelled' });
    expect(await reply).toEqual({ ok: false, error: { code: 'UNAVAILABLE', key: 'cancelled' } });
    expect(steps).toEqual([[0.5, 'render']]);
  });

  it('fails with a reason when the engine was started again, and asks the new one for what is shown', async () => {
    const shown = renderHook(() => useApi('search.waiting', {}), { wrapper });
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 1 });
    await waitFor(() => expect(shown.result.current.data).toEqual({ stale: 1 }));
    const lost = call('history.state', {});
    await sent('history.state');
    engine = new Engine();
    act(() => attach(engine as unknown as MessagePort));
    expect(await lost).toEqual({ ok: false, error: { code: 'UNAVAILABLE', key: 'engineRestarted' } });
    await sent('workspace.state');
    engine.answer('workspace.state', { open: false, recent: [], defaultFolder: '' });
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 0 });
    await waitFor(() => expect(shown.result.current.data).toEqual({ stale: 0 }));
    shown.unmount();
  });
});

describe('useApi', () => {
  it('fetches again when something it may depend on has changed, and not for other subjects', async () => {
    const narrow = renderHook(() => useApi('search.waiting', {}, { subjects: ['risk'] }), { wrapper });
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 1 });
    await waitFor(() => expect(narrow.result.current.isSuccess).toBe(true));
    engine.say({ event: 'changed', subjects: ['person'] });
    engine.say({ event: 'changed', subjects: ['risk', 'riskPoint'] });
    await waitFor(() => expect(engine.count('search.waiting')).toBe(2));
    narrow.unmount();
  });

  it('fetches for each of two who ask the same with other subjects when its own change', async () => {
    const narrow = renderHook(() => useApi('search.waiting', {}, { subjects: ['backup'] }), { wrapper });
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 1 });
    const wide = renderHook(() => useApi('search.waiting', {}), { wrapper });
    await waitFor(() => expect(engine.count('search.waiting')).toBe(2));
    engine.answer('search.waiting', { stale: 1 });
    await waitFor(() => expect(wide.result.current.isSuccess).toBe(true));
    narrow.rerender();
    engine.say({ event: 'changed', subjects: ['risk'] });
    await waitFor(() => expect(engine.count('search.waiting')).toBe(3));
    engine.answer('search.waiting', { stale: 2 });
    await waitFor(() => expect(wide.result.current.data).toEqual({ stale: 2 }));
    expect(narrow.result.current.data).toEqual({ stale: 1 });
    narrow.unmount();
    wide.unmount();
  });

  it('forgets what is gone, and keeps what only could not be read again', async () => {
    const page = renderHook(() => useApi('search.waiting', {}), { wrapper });
    await sent('search.waiting');
    engine.answer('search.waiting', { stale: 1 });
    await waitFor(() => expect(page.result.current.isSuccess).toBe(true));
    for (const [turn, code] of (['UNAVAILABLE', 'NOT_FOUND'] as const).entries()) {
      engine.say({ event: 'changed', subjects: ['risk'] });
      await waitFor(() => expect(engine.count('search.waiting')).toBe(turn + 2));
      engine.refuse('search.waiting', { code, key: 'x' });
      await waitFor(() => expect(page.result.current.error?.failure.code).toBe(code));
      expect(page.result.current.data).toEqual(code === 'NOT_FOUND' ? undefined : { stale: 1 });
    }
    page.unmount();
  });
});

describe('useCommand', () => {
  function Page() {
    const command = useCommand('risk.duplicate', { done: '已复制' });
    return (
      <>
        <button type="button" onClick={() => void command.run({ id: '0199' })}>
          复制
        </button>
        <output>{command.findings.map(({ rule }) => rule).join()}</output>
      </>
    );
  }

  it('says what has changed and takes it back with one click', async () => {
    mount(
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <Page />
      </QueryClientProvider>,
    );
    await userEvent.click(screen.getByRole('button', { name: '复制' }));
    await sent('risk.duplicate');
    engine.answer('risk.duplicate', { changed: 1, step: 7, value: { id: 'x' } });
    expect(await screen.findByText('已复制')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '撤销' }));
    await sent('history.undo');
  });

  it('gives findings to the form and other failures to a notice', async () => {
    mount(
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <Page />
      </QueryClientProvider>,
    );
    await userEvent.click(screen.getByRole('button', { name: '复制' }));
    await sent('risk.duplicate');
    engine.refuse('risk.duplicate', { code: 'INVALID', key: 'invalid', findings: [{ rule: 'V04', kind: 'arithmetic', key: 'V04' }] });
    expect(await screen.findByText('V04')).toBeTruthy();
    expect(screen.queryByText('内容待核实')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '复制' }));
    await waitFor(() => expect(engine.count('risk.duplicate')).toBe(2));
    engine.refuse('risk.duplicate', { code: 'UNAVAILABLE', key: 'diskFull' });
    expect(await screen.findByText(/磁盘空间不够/)).toBeTruthy();
  });
});

describe('useTask', () => {
  it('stands among the running tasks until it ends, and can be stopped there', async () => {
    const task = renderHook(() => ({ task: useTask('history.state', { title: '导入台账' }), running: useRunningTasks() }), { wrapper });
    act(() => void task.result.current.task.run({}));
    await sent('history.state');
    const { id } = engine.last('history.state');
    engine.say({ event: 'progress', id, done: 0.25, key: 'read' });
    expect(task.result.current.running.map(({ title, done, step }) => [title, done, step])).toEqual([['导入台账', 0.25, 'read']]);
    act(() => task.result.current.running[0]?.cancel());
    expect(engine.sent.at(-1)).toEqual({ id, cancel: true });
    engine.refuse('history.state', { code: 'UNAVAILABLE', key: 'cancelled' });
    await waitFor(() => expect(task.result.current.running).toEqual([]));
    expect(task.result.current.task.failure?.key).toBe('cancelled');
  });
});
