import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand } from '../../api';
import { Alike } from '../../components/Alike';
import { useAllowed } from '../../components/Needs';

/** Records that may be one person: merged, or told apart. Nothing where there are none. */
export function AlikePeople() {
  const { t } = useTranslation('organization');
  const isAllowed = useAllowed('person.merge');
  const { data } = useApi('person.alike', {}, { keep: true, subjects: ['person', 'assignment', 'departmentName'] });
  const merge = useCommand('person.merge', { done: t('person.alike.merged') });
  const tellApart = useCommand('person.tellApart', { done: t('person.alike.apart') });
  const groups = useMemo(
    () =>
      (data?.groups ?? []).map((group) =>
        group.map(({ id, name, department, employeeNo, idNumber, phone, leftOn }) => ({
          id,
          name,
          note: [department ?? '', employeeNo, idNumber, phone, leftOn === null ? '' : t('person.alike.left', { date: leftOn })]
            .filter((part) => part !== '')
            .join(' · '),
        })),
      ),
    [data, t],
  );
  if (!isAllowed) return null;
  return (
    <Alike
      title={t('person.alike.title')}
      text={t('person.alike.text', { count: data?.total ?? 0 })}
      explanation={t('person.alike.explanation')}
      groups={groups}
      pending={merge.pending || tellApart.pending}
      onMerge={(keep, others) => void merge.run({ keep, others: [...others] })}
      onApart={(ids) => void tellApart.run({ ids: [...ids] })}
    />
  );
}
