import { useTranslation } from 'react-i18next';
import { undo, useCommand, useTask, type Data, type Input, type Reply } from '../../api';
import { showChanged } from '../../notice';

/** Beyond this many records a command runs as a task, so that lists and searches are answered meanwhile. */
const most = 1000;
const large = { 'risk.updateMany': 'risk.updateLarge', 'risk.remove': 'risk.removeLarge', 'owner.match': 'owner.matchLarge' } as const;
type Many = keyof typeof large;

/** A command for `count` risks: at once where they are few, as a task with its entry in the top bar where they are many. */
export function useManyCommand<N extends Many>(name: N, count: number, done: string) {
  const { t } = useTranslation('risk');
  const atOnce = useCommand(name, { done });
  const task = useTask(large[name], { title: t('bulk.running', { count }) });
  const run = async (input: Input<N>): Promise<Reply<Data<N>>> => {
    if (count <= most) return atOnce.run(input);
    const reply = (await task.run(input as never)) as Reply<Data<N>>;
    if (reply.ok && reply.data.changed > 0)
      showChanged({ changed: reply.data.changed, message: done, undo: reply.data.step === null ? undefined : () => void undo() });
    return reply;
  };
  return {
    run,
    pending: atOnce.pending || task.running,
    findings: task.failure?.findings ?? atOnce.findings,
  };
}
