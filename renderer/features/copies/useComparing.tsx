import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { call, useTask, type Failure, type Input } from '../../api';
import { failureText } from '../../components/failureText';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { showFailure } from '../../notice';
import classes from './Copies.module.css';
import { useCopyWords } from './words';

interface Comparing {
  compare(input: Input<'copies.compare'>): Promise<void>;
  running: boolean;
  failure: Failure | undefined;
  /** Progress, and the password where one is needed: put into the (positioned) page. */
  parts: ReactNode;
}

/** Holds another copy against this one, asking for its password where it has one. */
export function useComparing(onCompared: () => void): Comparing {
  const { t, step } = useCopyWords();
  const task = useTask('copies.compare', { title: t('choose.task'), quiet: true });
  const [locked, setLocked] = useState<string>();
  const compare = async (input: Input<'copies.compare'>) => {
    const reply = await task.run(input);
    if (!reply.ok || reply.data === null) return;
    if (reply.data.needsPassword) return setLocked(reply.data.place);
    setLocked(undefined);
    onCompared();
  };
  const failure = task.failure?.key === 'cancelled' ? undefined : task.failure;
  return {
    compare,
    running: task.running,
    failure: locked === undefined ? failure : undefined,
    parts: (
      <>
        <ProgressOverlay running={task.running} title={t('choose.task')} done={task.done} step={step(task.step)} onCancel={task.cancel} />
        {locked !== undefined && !task.running && (
          <Unlock
            place={locked}
            failure={failure}
            onUnlock={(password) => void compare({ place: locked, password })}
            onClose={() => setLocked(undefined)}
          />
        )}
      </>
    ),
  };
}

interface UnlockProps {
  place: string;
  failure: Failure | undefined;
  onUnlock: (password: string) => void;
  onClose: () => void;
}

function Unlock({ place, failure, onUnlock, onClose }: UnlockProps) {
  const { t } = useCopyWords();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onUnlock(password);
  };
  return (
    <Modal opened onClose={onClose} title={t('choose.password')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed" className={classes.place}>
            {place}
          </Text>
          <PasswordInput
            aria-label={t('choose.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={failure && failureText(t, failure)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('choose.cancel')}
            </Button>
            <Button type="submit" disabled={password === ''}>
              {t('choose.unlock')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Forgets the comparison at hand. */
export async function drop(): Promise<void> {
  const reply = await call('copies.drop', {});
  if (!reply.ok) showFailure(reply.error);
}
