import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient, stateKey, type Data, type Failure, type Input, type Name } from '../../renderer/api';
import { attach } from '../../renderer/port';
import { mount } from './mount';

/** What the engine answers to each call: data, a failure made by `refusal`, or a function of the input. */
export type Answers = { [N in Name]?: Data<N> | Refused | ((input: Input<N>) => Data<N> | Refused) };

class Refused {
  constructor(readonly failure: Failure) {}
}
export const refusal = (failure: Failure): Refused => new Refused(failure);

/** A value of which a test fills in only what its page looks at. */
export const part = <Whole,>(value: unknown): Whole => value as Whole;

/** Data of a command that changed one row. */
export const changed = <Value,>(value: Value): { changed: number; step: number; value: Value } => ({ changed: 1, step: 1, value });

export interface Engine {
  /** Calls so far, oldest first. */
  calls: { name: string; input: unknown }[];
  /** Inputs of the calls of one procedure. */
  inputs(name: Name): unknown[];
  answers: Answers;
}

/** Stands where the utility process would be, at the other end of the page's port. Preferences are kept and given back. */
export function serve(answers: Answers): Engine {
  const preferences = new Map<string, unknown>();
  const engine: Engine = {
    calls: [],
    answers,
    inputs: (name) => engine.calls.filter((call) => call.name === name).map(({ input }) => input),
  };
  const answer = (name: string, input: unknown): unknown => {
    const given = engine.answers[name as Name] as unknown;
    if (given !== undefined) return typeof given === 'function' ? (given as (input: unknown) => unknown)(input) : given;
    const { key, value } = input as { key?: string; value?: unknown };
    if (name === 'preference.get') return preferences.get(key ?? '') ?? null;
    if (name === 'preference.set') return preferences.set(key ?? '', value) && { kept: true };
    return refusal({ code: 'NOT_FOUND', key: 'procedure' });
  };
  // A second engine announces a state; the page has to find the workspace that it knows, or it would drop what is mounted.
  queryClient.setQueryData(stateKey, answers['workspace.state']);
  const listeners = new Set<(event: { data: unknown }) => void>();
  attach({
    start: () => {},
    close: () => listeners.clear(),
    addEventListener: (_type: string, listener: (event: { data: unknown }) => void) => listeners.add(listener),
    postMessage: ({ id, call, input }: { id: number; call?: string; input?: unknown }) => {
      if (call === undefined) return;
      engine.calls.push({ name: call, input });
      const data = answer(call, input);
      const reply = data instanceof Refused ? { ok: false, error: data.failure } : { ok: true, data };
      queueMicrotask(() => listeners.forEach((listener) => listener({ data: { id, reply } })));
    },
  } as unknown as MessagePort);
  return engine;
}

/** Mounts a page as the frame would, with the queries it makes. */
export const mountPage = (page: ReactNode) => mount(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
