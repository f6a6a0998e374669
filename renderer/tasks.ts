import { useSyncExternalStore } from 'react';

/** A task under way, as the top bar shows it. */
export interface RunningTask {
  id: number;
  /** Name of the procedure, `task.<name>` in the locales. */
  name: string;
  title: string;
  /** 0 to 1, undefined while the length is unknown. */
  done: number | undefined;
  step: string;
  cancel(): void;
}

let running: readonly RunningTask[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly RunningTask[]): void {
  running = next;
  for (const listener of listeners) listener();
}

export function beginTask(task: Omit<RunningTask, 'id' | 'done' | 'step'>): {
  report(done: number | undefined, step: string): void;
  end(): void;
} {
  lastId += 1;
  const id = lastId;
  replace([...running, { ...task, id, done: undefined, step: '' }]);
  return {
    report: (done, step) => replace(running.map((entry) => (entry.id === id ? { ...entry, done, step } : entry))),
    end: () => replace(running.filter((entry) => entry.id !== id)),
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useRunningTasks = (): readonly RunningTask[] => useSyncExternalStore(subscribe, () => running);
