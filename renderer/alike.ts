import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call, queryClient, undo, useApi, useCommand, type Data, type Input } from './api';
import { showChanged } from './notice';

const noGroups: Data<'riskPoint.alike'>['groups'] = [];

/** Records of like names and what can be done with them: the props of `Alike` but for its words. */
export function useAlike(subject: 'riskPoint' | 'department') {
  const { t } = useTranslation('component');
  const { data } = useApi(`${subject}.alike`, {}, { subjects: [subject, 'departmentName', 'risk'], keep: true });
  const { run, pending } = useCommand(`${subject}.merge`, { done: false });
  const groups = useMemo(
    () =>
      (data?.groups ?? noGroups).map((group) =>
        group.map(({ id, name, note, risks }) => ({
          id,
          name,
          note: [note, t('alike.risks', { count: risks })].filter((part) => part !== '').join(' · '),
        })),
      ),
    [data, t],
  );
  const merge = async (input: Input<'riskPoint.merge'> & Pick<Input<'department.merge'>, 'from'>) => {
    const reply = await run(input);
    if (reply.ok) {
      const { merged, moved, twice = 0 } = reply.data.value as { merged: number; moved: number; twice?: number };
      const told = t('alike.merged', { count: merged, moved });
      showChanged({
        changed: reply.data.changed,
        message: twice > 0 ? `${told}${t('alike.twice', { count: twice })}` : told,
        undo: () => void undo(),
      });
    }
    return reply.ok;
  };
  return {
    merge,
    alike: {
      groups,
      pending,
      onMerge: (keep: string, others: readonly string[]) => void merge({ keep, others: [...others] }),
      onApart: (ids: readonly string[]) =>
        void call('preference.keepApart', { subject, ids: [...ids] }).then(() =>
          queryClient.invalidateQueries({ queryKey: [`${subject}.alike`] }),
        ),
    },
    total: data?.total ?? 0,
  };
}
