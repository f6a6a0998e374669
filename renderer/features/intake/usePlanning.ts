import { useCallback, useRef, useState } from 'react';
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

const settledOf = ({ choices, schemes, decisions, answers, names, fills, scales }: Work): Partial<Work> => ({
  choices,
  schemes,
  decisions,
  answers,
  names,
  fills,
  scales,
});

/** Holds the files against the register: nothing is written. */
export function usePlanning({ work, change }: WorkState): Planning {
  const { t } = useTranslation('import');
  const { run, running, done, step, cancel, failure } = useTask('intake.plan', { title: t('planning'), quiet: true });
  const latest = useRef(0);
  // The last of several answers may still be planned when the first is done: until then nothing may be committed.
  const [asked, setAsked] = useState(0);
  const plan = useCallback(
    async (patch: Partial<Work>) => {
      const next = { ...work, ...patch };
      const turn = (latest.current += 1);
      // What was said counts at once: the next answer must not be given from before this one.
      if (work.plan !== null && patch.committed === undefined) change(settledOf(next));
      const { subject, files, pasted, choices, schemes, decisions, answers, names, fills, scales } = next;
      setAsked((count) => count + 1);
      const reply = await run({ subject, files: [...files], pasted, choices, schemes, decisions, answers, names, fills, scales });
      setAsked((count) => count - 1);
      // Only the last of several that were asked for quickly counts.
      if (turn !== latest.current) return null;
      if (!reply.ok) {
        if (work.plan !== null && patch.committed === undefined) change(settledOf(work));
        return null;
      }
      const planned = { ...next, plan: reply.data, committed: patch.committed ?? null };
      change(planned);
      if (planned.committed === null) keepUnfinished(planned);
      return reply.data;
    },
    [work, change, run],
  );
  return { plan, running: running || asked > 0, done, step, cancel, failure: failure?.key === 'cancelled' ? undefined : failure };
}
