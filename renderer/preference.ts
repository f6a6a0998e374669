import { useMemo } from 'react';
import { call } from './api';
import type { DraftMemory } from './components/form/useDraft';
import type { ListMemory } from './components/table/list';

/** A remembered value, undefined where there is none. */
export async function remembered(key: string): Promise<unknown> {
  const reply = await call('preference.get', { key });
  return reply.ok ? (reply.data ?? undefined) : undefined;
}

export const remember = (key: string, value: unknown): void => void call('preference.set', { key, value });

const pause = 400;

/** Where a DataTable keeps columns, filter, sort and views: `useList(name, { memory: useListMemory(name), … })`. */
export function useListMemory(name: string): ListMemory {
  return useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      load: () => remembered(`list.${name}`),
      save: (value) => {
        clearTimeout(timer);
        timer = setTimeout(() => remember(`list.${name}`, value), pause);
      },
    };
  }, [name]);
}

/** Where a FormPanel keeps what is typed: `draft={useDraftMemory('risk', id ?? 'new')}`. */
export function useDraftMemory<Values extends Record<string, unknown>>(subject: string, id: string): DraftMemory<Values> {
  return useMemo(() => {
    const key = `draft.${subject}.${id}`;
    return {
      load: async () => await remembered(key) as Partial<Values> | undefined,
      save: (values) => remember(key, values),
      clear: () => remember(key, null),
    };
  }, [subject, id]);
}
