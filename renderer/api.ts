import { keepPreviousData, QueryCache, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Finding } from '../db/domain/rule';
import type { Failure, Reply } from '../electron/api/failure';
import type { Api } from '../electron/api/index';
import type { DataOf, InputOf } from '../electron/api/procedure';
import { i18next } from './i18n';
import { showChanged, showFailure } from './notice';
import { listen, send, type CallOptions } from './port';
import { commandText } from './say';
import { beginTask } from './tasks';

export type { Failure, Reply } from '../electron/api/failure';

export type Name = keyof Api & string;
export type Input<N extends Name> = InputOf<Api[N]>;
export type Data<N extends Name> = DataOf<Api[N]>;

/** Calls a procedure; never rejects. */
export const call = <N extends Name>(name: N, input: Input<N>, options?: CallOptions): Promise<Reply<Data<N>>> =>
  send(name, input, options) as Promise<Reply<Data<N>>>;

/** A failure where only a rejection will do (react-query, the fetch function of a list). */
export class CallFailed extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.key}`);
  }
}

/** Answers asked for before the page that shows them was there; dropped when anything has changed since. */
const ahead = new Map<string, Promise<Reply<unknown>>>();
const aheadKey = (name: string, input: unknown): string => JSON.stringify([name, input]);

/** Asks now for what the first `load` of the same name and input will want. */
export const loadAhead = <N extends Name>(name: N, input: Input<N>): void => void ahead.set(aheadKey(name, input), call(name, input));

/** Like `call`, but resolves to the data and rejects with `CallFailed`. */
export async function load<N extends Name>(name: N, input: Input<N>, options?: CallOptions): Promise<Data<N>> {
  const key = ahead.size === 0 ? '' : aheadKey(name, input);
  const asked = ahead.get(key) as Promise<Reply<Data<N>>> | undefined;
  ahead.delete(key);
  const reply = await (asked ?? call(name, input, options));
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.data;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // What is gone, by an undo perhaps, is not shown any longer.
    onError: (error, query) => {
      if (error instanceof CallFailed && error.failure.code === 'NOT_FOUND') query.setState({ data: undefined });
    },
  }),
  defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false } },
});

interface ApiOptions {
  /** Subjects whose changes make it stale; all subjects when absent, because most answers join several. */
  subjects?: readonly string[];
  enabled?: boolean;
  /** Keep showing the answer to the previous input until the new one is there. */
  keep?: boolean;
  /** Asked anew whenever it is shown, because no change tells of it. */
  fresh?: boolean;
}

/** The same question asked by two who wait for different subjects is kept twice: each is fetched again when its own change. */
const keyOf = (name: string, input: unknown, subjects: readonly string[] | undefined): readonly unknown[] =>
  subjects ? [name, input, subjects] : [name, input];

const concerns = (own: readonly string[] | undefined, changed: readonly string[]): boolean =>
  own === undefined || own.some((subject) => changed.includes(subject));

/** What the workspace is told by; pages ask with these subjects. */
export const stateKey = ['workspace.state', {}, ['enterprise']];

/** Another workspace: nothing fetched before holds. The same one again (the engine was started again): all of it is fetched once more. */
async function followWorkspace(): Promise<void> {
  const reply = await call('workspace.state', {});
  if (!reply.ok) return queryClient.invalidateQueries();
  const folderOf = (state: Data<'workspace.state'> | undefined) => (state?.open ? state.folder : null);
  if (folderOf(queryClient.getQueryData(stateKey)) === folderOf(reply.data)) return queryClient.invalidateQueries();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== stateKey[0] });
  queryClient.setQueryData(stateKey, reply.data);
}

listen({
  changed: (subjects) => {
    ahead.clear();
    void queryClient.invalidateQueries({
      predicate: ({ meta }) => concerns(meta?.['subjects'] as readonly string[] | undefined, subjects),
    });
  },
  state: () => {
    ahead.clear();
    void followWorkspace();
  },
});

/** Data of a query procedure, fetched again whenever something it may depend on has changed. */
export function useApi<N extends Name>(
  name: N,
  input: Input<N>,
  { subjects, enabled = true, keep = false, fresh = false }: ApiOptions = {},
): UseQueryResult<Data<N>, CallFailed> {
  return useQuery<Data<N>, CallFailed>({
    queryKey: keyOf(name, input, subjects),
    queryFn: ({ signal }) => load(name, input, { signal }),
    enabled,
    meta: subjects ? { subjects } : {},
    ...(fresh && { staleTime: 0, gcTime: 0 }),
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** Asks ahead for what `useApi` will ask with the same name, input and subjects. */
export function prefetch<N extends Name>(name: N, input: Input<N>, subjects?: readonly string[]): Promise<void> {
  return queryClient.prefetchQuery({
    queryKey: keyOf(name, input, subjects),
    queryFn: ({ signal }) => load(name, input, { signal }),
    meta: subjects ? { subjects } : {},
  });
}

/** Counts the changes to some subjects (all when none is named): the `version` of a DataTable. */
export function useVersion(...subjects: string[]): number {
  const [version, setVersion] = useState(0);
  const key = subjects.join();
  useEffect(() => {
    // What is looked up anew may wait for what a person is doing.
    const next = () => startTransition(() => setVersion((count) => count + 1));
    const own = key === '' ? undefined : key.split(',');
    return listen({
      changed: (changed) => {
        if (concerns(own, changed)) next();
      },
      state: next,
    });
  }, [key]);
  return version;
}

interface CommandOptions {
  /** What to say when rows have changed, in the user's language; a general sentence when absent, nothing when false. */
  done?: string | false;
  /** Leave failures to the caller: no notification. Findings never make one. */
  quiet?: boolean;
}

export interface CommandState<N extends Name> {
  /** Runs the command; the reply is for the caller, messages are already shown. */
  run(input: Input<N>): Promise<Reply<Data<N>>>;
  pending: boolean;
  failure: Failure | undefined;
  /** What stands beside the fields of a form. */
  findings: readonly Finding[];
  clear(): void;
}

/** A command: after a change says so with a 撤销 button; failures are values, findings belong to the form. */
export function useCommand<N extends Name>(name: N, { done, quiet = false }: CommandOptions = {}): CommandState<N> {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(
    async (input: Input<N>) => {
      setPending(true);
      setFailure(undefined);
      const reply = await call(name, input);
      setPending(false);
      if (reply.ok) announce(reply.data, done);
      else {
        setFailure(reply.error);
        if (!quiet && !reply.error.findings?.length) showFailure(reply.error);
      }
      return reply;
    },
    [name, done, quiet],
  );
  const clear = useCallback(() => setFailure(undefined), []);
  const findings = useMemo(() => (failure?.findings ?? []).map(besideField), [failure]);
  return { run, pending, failure, findings, clear };
}

/** A finding as the fields of a form know it: `draft.name` and `patch.name` are `name`. */
export const besideField = (finding: Finding): Finding =>
  finding.field === undefined ? finding : { ...finding, field: finding.field.replace(/^(draft|patch)\./, '') };

function announce(data: unknown, done: string | false | undefined): void {
  const { changed = 0, step = null } = (data ?? {}) as { changed?: number; step?: number | null };
  if (done === false || changed === 0) return;
  showChanged({ changed, message: done, undo: step === null ? undefined : () => void undo() });
}

/** Says where something was saved, with a button that opens it. */
export function showSaved(message: string, file: string): void {
  showChanged({
    id: `saved-${file}`,
    changed: 0,
    message,
    verb: i18next.t('app:notice.open'),
    undo: () =>
      void call('workspace.openSaved', { file }).then((reply) => {
        if (!reply.ok) showFailure(reply.error);
      }),
  });
}

/** Takes back the last step; says what happened. */
export async function undo(): Promise<void> {
  const reply = await send('history.undo', {});
  if (reply.ok) showStep('undone', reply.data, redo);
  else showFailure(reply.error);
}

export async function redo(): Promise<void> {
  const reply = await send('history.redo', {});
  if (reply.ok) showStep('redone', reply.data, undo);
  else showFailure(reply.error);
}

function showStep(done: 'undone' | 'redone', data: unknown, back: () => Promise<void>): void {
  const { command = '' } = (data as { value?: { command?: string } }).value ?? {};
  showChanged({
    changed: 0,
    message: i18next.t(`app:notice.${done}`, { what: commandText(i18next.t, command) }),
    verb: i18next.t(done === 'undone' ? 'app:notice.redo' : 'app:notice.undo'),
    undo: () => void back(),
  });
}

export interface TaskState<N extends Name> {
  run(input: Input<N>): Promise<Reply<Data<N>>>;
  running: boolean;
  done: number | undefined;
  /** Key of the step the task is at. */
  step: string;
  cancel(): void;
  failure: Failure | undefined;
}

/** A task: its progress stands in the top bar too, where it can be cancelled after its page has been left. */
export function useTask<N extends Name>(name: N, { title, quiet = false }: { title: string; quiet?: boolean }): TaskState<N> {
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<{ done: number | undefined; step: string }>({ done: undefined, step: '' });
  const [failure, setFailure] = useState<Failure>();
  const controller = useRef<AbortController>(undefined);
  const cancel = useCallback(() => controller.current?.abort(), []);
  const run = useCallback(
    async (input: Input<N>) => {
      const own = new AbortController();
      controller.current = own;
      setRunning(true);
      setFailure(undefined);
      setProgress({ done: undefined, step: '' });
      const entry = beginTask({ name, title, cancel: () => own.abort() });
      const reply = await call(name, input, {
        signal: own.signal,
        onProgress: (done, step) => {
          entry.report(done, step);
          setProgress({ done, step });
        },
      });
      entry.end();
      setRunning(false);
      if (!reply.ok) {
        setFailure(reply.error);
        if (!quiet && reply.error.key !== 'cancelled' && !reply.error.findings?.length) showFailure(reply.error);
      }
      return reply;
    },
    [name, title, quiet],
  );
  return { run, running, done: progress.done, step: progress.step, cancel, failure };
}
