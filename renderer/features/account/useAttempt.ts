import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Data, type Failure, type Input, type Name } from '../../api';
import { failureText } from '../../components/failureText';
import { findingText } from '../../components/findingText';

/** A call whose refusal stands in the form itself: `fault` as a sentence, `beside` a field where it is about one. */
export function useAttempt<N extends Name>(name: N) {
  const { t } = useTranslation('component');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const findings = failure?.findings ?? [];
  return {
    pending,
    fault: failure === undefined || findings.length > 0 ? undefined : failureText(t, failure),
    beside: (field: string): string | undefined => {
      const finding = findings.find((each) => each.field?.replace(/^draft\./, '') === field);
      return finding && findingText(t, finding);
    },
    run: async (input: Input<N>): Promise<Data<N> | undefined> => {
      setPending(true);
      setFailure(undefined);
      const reply = await call(name, input);
      setPending(false);
      if (reply.ok) return reply.data;
      setFailure(reply.error);
      return undefined;
    },
  };
}
