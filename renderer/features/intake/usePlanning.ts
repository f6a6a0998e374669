import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, type Failure } from '../../api';
import { keepUnfinished, type Work, type WorkState } from './work';

export interface Planning {
  /** Reads the files again with something changed; undefined when that did not work. */
  plan: (patch: Partial<Work>) => Promise<Work['plan']>;
  running: boolean;
  done: number | undefined;
  step: string;
  cancel: () => void;
  failure: Failure | undefined;
}

/** Holds the files against the register: nothing is written. */
export function usePlanning({ work, change }: WorkState): Planning {
  const { t } = useTranslation('import');
  const { run, running, done, step, cancel, failure } = useTask('intake.plan', { title: t('planning'), quiet: true });
  const latest = useRef(0);
  const plan = useCallback(
    async (patch: Partial<Work>) => {
      const next = { ...work, ...patch };
      const turn = (latest.current += 1);
      const { subject, files, pasted, choices, schemes, decisions, answers } = next;
      const reply = await run({ subject, files: [...files], pasted, choices, schemes, decisions, answers });
      // Only the last of several that were asked for quickly counts.
      if (!reply.ok || turn !== latest.current) return null;
      const planned = { ...next, plan: reply.data, committed: patch.committed ?? null };
      change(planned);
      if (planned.committed === null) keepUnfinished(planned);
      return reply.data;
    },
    [work, change, run],
  );
  return { plan, running, done, step, cancel, failure: failure?.key === 'cancelled' ? undefined : failure };
}
