import type { UseFormReturnType } from '@mantine/form';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Where a form keeps what is typed until it is saved. */
export interface DraftMemory<Values> {
  load: () => Promise<Partial<Values> | undefined>;
  /** What it returns, if anything, is waited for before the draft is said to be kept. */
  save: (values: Values) => unknown;
  clear: () => void;
}

const pause = 600;

const keepEvent = 'anze:keep-drafts';
/** Has every form keep what is typed at once, before the workspace is locked. */
export const keepDrafts = (): void => void window.dispatchEvent(new Event(keepEvent));

/** Brings back an unfinished draft and keeps the present one, at most 0.6 s behind the keys. */
export function useDraft<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, memory: DraftMemory<Values> | undefined) {
  const [isRestored, setRestored] = useState(false);
  const [isKept, setKept] = useState(false);
  const values = form.getValues();
  const written = JSON.stringify(values);
  const isDirty = form.isDirty();
  const latest = useRef({ values, isDirty, memory, waiting: false });
  latest.current = { ...latest.current, values, isDirty, memory };

  const load = memory?.load;
  useEffect(() => {
    let current = true;
    void load?.().then((draft) => {
      if (!current || !draft || latest.current.isDirty) return;
      form.setValues(draft as Values);
      setRestored(true);
    });
    return () => {
      current = false;
    };
    // Once per form: the memory is that of the record it was opened with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const keep = useCallback(() => {
    const { memory: to, values: typed, isDirty: dirty, waiting } = latest.current;
    if (!waiting) return;
    latest.current.waiting = false;
    if (!dirty || to === undefined) {
      to?.clear();
      setKept(false);
    } else void Promise.resolve(to.save(typed)).then(() => setKept(latest.current.isDirty));
  }, []);

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    latest.current.waiting = true;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  }, [written, isDirty, keep]);

  useEffect(() => {
    for (const sign of ['pagehide', keepEvent]) window.addEventListener(sign, keep);
    return () => {
      for (const sign of ['pagehide', keepEvent]) window.removeEventListener(sign, keep);
      keep();
    };
  }, [keep]);

  const discard = () => {
    form.reset();
    memory?.clear();
    setRestored(false);
  };
  return { isRestored: isRestored && isDirty, isKept, discard, keep };
}
