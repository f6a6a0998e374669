import { useMemo } from 'react';
import { call } from './api';
import type { DraftMemory } from './components/form/useDraft';
import type { ListMemory } from './components/table/list';

/** A remembered value, undefined where there is none. */
export async function remembered(key: string): Promise<unknown> {
  const reply = await call('preference.get', { key });
  return reply.ok ? (reply.data ?? undefined) : undefined;
}

/** Remembers a value; null forgets it. */
export const remember = (key: string, value: unknown): void => void call('preference.set', { key, value });

/** Where what is stated on a paper is kept until it is issued; a page may state something before the paper's own page is opened. */
export const paperDraftKey = (code: string, roundId: string | null = null): string => `filing.draft.${code}.${roundId ?? 'register'}`;

/** Calls that follow each other within the pause become one, the last. */
function afterPause<Value>(run: (value: Value) => void, pause = 400): (value: Value) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(value), pause);
  };
}

/** Where a DataTable keeps columns, filter, sort and views: `useList(name, { memory: useListMemory(name), … })`. */
export const useListMemory = (name: string): ListMemory => useMemo(() => listMemory(name), [name]);

export const listMemory = (name: string): ListMemory => ({
  load: () => remembered(`list.${name}`),
  save: afterPause((value) => remember(`list.${name}`, value)),
});

/** Where a FormPanel keeps what is typed: `draft={useDraftMemory('risk', id ?? 'new')}`. */
export function useDraftMemory<Values extends Record<string, unknown>>(subject: string, id: string): DraftMemory<Values> {
  return useMemo(() => {
    const key = `draft.${subject}.${id}`;
    return {
      load: async () => (await remembered(key)) as Partial<Values> | undefined,
      save: (values) => call('preference.set', { key, value: values }),
      clear: () => remember(key, null),
    };
  }, [subject, id]);
}
