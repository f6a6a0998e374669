import { Button, Group, Loader, PasswordInput, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call, type Failure, type Input, type Reply } from '../../api';
import { Refused } from '../../components/Refused';
import { useRestoreWords } from './words';

export type Source = Input<'restore.run'>['source'];
export type CallOptions = NonNullable<Parameters<typeof call>[2]>;

export interface Reading<S, T> {
  /** With the password that opened it. */
  source: S;
  value: T | undefined;
  failure: Failure | undefined;
  done: number | undefined;
  step: string;
  unlock(password: string): void;
}

const nothing = { value: undefined, failure: undefined, done: undefined, step: '' };
const needsPassword = (failure: Failure | undefined): boolean => failure?.key === 'archiveSealed' || failure?.key === 'archivePassword';

/** A file of the machine as a source: by its extension an archive or a data file. */
export const sourceOf = (file: string) =>
  /\.anze$/i.test(file) ? ({ kind: 'archive', file, password: null } as const) : ({ kind: 'file', file } as const);

/** Has a source read, with progress, asking for its password where it has one; whoever goes away stops it, and what was kept goes too. */
export function useReading<S extends Source, T>(source: S, read: (source: S, options: CallOptions) => Promise<Reply<T>>): Reading<S, T> {
  const [password, setPassword] = useState<string>();
  const [told, setTold] = useState<{ key?: string; value?: T; failure?: Failure; done?: number | undefined; step: string }>(nothing);
  const wanted = password === undefined ? source : { ...source, password };
  const key = JSON.stringify(wanted);
  useEffect(() => {
    const controller = new AbortController();
    void read(JSON.parse(key) as S, {
      signal: controller.signal,
      onProgress: (done, step) => {
        if (!controller.signal.aborted) setTold({ key, done, step });
      },
    }).then((reply) => {
      if (!controller.signal.aborted) setTold({ key, step: '', ...(reply.ok ? { value: reply.data } : { failure: reply.error }) });
    });
    return () => {
      controller.abort();
      void call('restore.discard', {});
    };
  }, [key, read]);
  // Of what was asked before nothing is told any more.
  const { value, failure, done, step } = told.key === key ? told : nothing;
  return { source: wanted, value, failure, done, step, unlock: setPassword };
}

/** How far the reading is, what is wrong with the source, or its password. */
export function ReadingState({ reading: { value, failure, done, step, unlock } }: { reading: Omit<Reading<unknown, unknown>, 'source'> }) {
  const { t, stepText } = useRestoreWords();
  const [typed, setTyped] = useState('');
  if (value !== undefined) return null;
  if (failure === undefined)
    return (
      <Group gap="sm" py="lg" justify="center" role="status">
        <Loader size="sm" />
        <Text size="sm">
          {stepText(step)}
          {done !== undefined && ` ${Math.round(done * 100)}%`}
        </Text>
      </Group>
    );
  if (!needsPassword(failure)) return <Refused failure={failure} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') unlock(typed);
      }}
    >
      {failure.key === 'archivePassword' && <Refused failure={failure} />}
      <Group align="flex-end" gap="xs">
        <PasswordInput
          w="20rem"
          label={t('password.label')}
          value={typed}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={typed === ''}>
          {t('password.go')}
        </Button>
      </Group>
    </form>
  );
}
