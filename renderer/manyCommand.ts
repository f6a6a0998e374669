import { useEffect, useRef } from 'react';
import { besideField, undo, useCommand, useTask, type Data, type Input, type Reply } from './api';
import { showChanged } from './notice';

/** Beyond this many records a command runs as a task, so that lists and searches are answered meanwhile. */
const most = 1000;
const large = {
  'risk.updateMany': 'risk.updateLarge',
  'risk.remove': 'risk.removeLarge',
  'owner.match': 'owner.matchLarge',
  'responsibility.acknowledge': 'responsibility.acknowledgeLarge',
  'round.open': 'round.openLarge',
  'round.confirm': 'round.confirmLarge',
  'round.implementMany': 'round.implementLarge',
  'round.close': 'round.closeLarge',
  'round.abandon': 'round.abandonLarge',
  'round.follow': 'round.followLarge',
  'round.take': 'round.takeLarge',
  'round.takeIn': 'round.takeInLarge',
  'filing.issue': 'filing.issueLarge',
} as const;
type Many = keyof typeof large;

/**
 * A command for `count` risks: at once where they are few, as a task with its entry in the top bar where they are many.
 * @param done said when it has changed something; false leaves that, and what failed, to the caller
 * @param title of the entry in the top bar
 */
export function useManyCommand<N extends Many>(name: N, count: number, done: string | false, title: string) {
  const atOnce = useCommand(name, { done, quiet: done === false });
  const task = useTask(large[name], { title, quiet: done === false });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const run = async (input: Input<N>): Promise<Reply<Data<N>>> => {
    if (count <= most) return atOnce.run(input);
    const reply = (await task.run(input as never)) as Reply<Data<N>>;
    if (reply.ok && reply.data.changed > 0 && done !== false)
      showChanged({ changed: reply.data.changed, message: done, undo: reply.data.step === null ? undefined : () => void undo() });
    return reply;
  };
  return {
    run,
    /** False once the user has gone elsewhere while it ran: they are not taken away from there. */
    isHere: () => here.current,
    pending: atOnce.pending || task.running,
    failure: task.failure ?? atOnce.failure,
    findings: task.failure?.findings?.map(besideField) ?? atOnce.findings,
  };
}
