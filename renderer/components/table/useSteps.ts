import { useRef } from 'react';

/** What is changed in a sheet and not stored yet, step by step. */
export interface Steps {
  /** Takes back the last step; false when there is none. */
  undo: () => boolean;
  /** Brings again what was taken back; false when nothing was. */
  redo: () => boolean;
}

/** Notes each change that goes through `put`, so that Ctrl+Z and Ctrl+Y reach it before they reach what is stored. */
export function useSteps<Value>(now: () => Value, set: (value: Value) => void) {
  const past = useRef<Value[]>([]);
  const future = useRef<Value[]>([]);
  const go = (from: Value[], to: Value[]): boolean => {
    if (from.length === 0) return false;
    to.push(now());
    set(from.pop() as Value);
    return true;
  };
  return {
    put: (value: Value): void => {
      const former = now();
      if (JSON.stringify(value) === JSON.stringify(former)) return;
      past.current.push(former);
      future.current = [];
      set(value);
    },
    undo: () => go(past.current, future.current),
    redo: () => go(future.current, past.current),
    /** After saving and discarding there is nothing to take back here. */
    forget: (): void => {
      past.current = [];
      future.current = [];
    },
  };
}
