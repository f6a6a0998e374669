import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { performanceKinds } from '../../../db/domain/performance/performance';
import type { AppointmentRole } from '../../../db/domain/organization/appointment';
import { useApi } from '../../api';
import { useToday } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { go } from '../../place';
import { Dossier } from './Dossier';
import { YearPick } from './Months';
import classes from './Performance.module.css';
import { PerformanceTabs } from './PerformanceTabs';

/** What each leader did in a year, in numbers; one of them in full. */
export function Leaders({ personId }: { personId: string | null }) {
  const { t } = useTranslation(['performance', 'term']);
  const today = useToday();
  const [picked, setPicked] = useState<number | null>(null);
  const year = picked ?? Number(today.slice(0, 4));
  const list = useApi('performance.leaders', { year }, { keep: true, enabled: today !== '' });
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const rows = list.data ?? [];
  const kinds = performanceKinds.filter((kind) => rows.some(({ counts }) => counts.some((count) => count.kind === kind)));
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        {today !== '' && <YearPick year={year} onYear={setPicked} />}
      </PageHead>
      <PerformanceTabs at="dossier" />
      <div className={classes.scroll}>
        {personId !== null && today !== '' ? (
          <Dossier personId={personId} year={year} today={today} />
        ) : (
          list.data && (
            <SimpleTable
              label={t('tab.dossier')}
              rows={rows}
              keyOf={({ id }) => id}
              onOpen={({ id }) => go(`/performance/dossier/${id}`)}
              empty={<EmptyState title={t('leader.none')} />}
              columns={[
                { id: 'name', title: t('leader.name'), width: '8rem', render: ({ name }) => name },
                { id: 'post', title: t('leader.post'), width: '12rem', render: ({ post }) => post },
                {
                  id: 'role',
                  title: t('leader.role'),
                  render: ({ roles }) => roles.map((role) => t(`term:appointmentRole.${role as AppointmentRole}`)).join('、'),
                },
                ...kinds.map((kind) => ({
                  id: kind,
                  title: t(`term:performanceKind.${kind}`),
                  width: '5rem',
                  align: 'end' as const,
                  render: ({ counts }: (typeof rows)[number]) => counts.find((count) => count.kind === kind)?.total ?? '',
                })),
                { id: 'total', title: t('leader.total'), width: '5rem', align: 'end', render: ({ total }) => total },
              ]}
            />
          )
        )}
      </div>
    </>
  );
}
