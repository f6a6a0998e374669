import { Button, ScrollArea } from '@mantine/core';
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';
import { useToday } from '../../choices';
import { DueBadge } from '../../components/DueBadge';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { go } from '../../place';
import { AppraisalTabs } from './AppraisalTabs';
import { OpenDialog } from './OpenDialog';
import { shareText } from './people';

export type Period = Data<'appraisal.periods'>[number];

/** Periods of the whole staff or of leaders, each with how far it is. */
export function Periods({ isOfLeaders }: { isOfLeaders: boolean }) {
  const { t } = useTranslation(['appraisal', 'term']);
  const today = useToday();
  const list = useApi('appraisal.periods', {}, { keep: true, subjects: ['appraisalPeriod', 'appraisal'] });
  const [isOpening, setOpening] = useState(false);
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const rows = list.data?.filter((row) => (row.isOfLeaders === 1) === isOfLeaders);
  const of = (done: number, { people }: Period) => t('of', { done, people });
  const button = (
    <Needs needs="appraisal.open">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpening(true)}>
        {t(isOfLeaders ? 'open.leaders' : 'open.button')}
      </Button>
    </Needs>
  );
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        {button}
      </PageHead>
      <AppraisalTabs at={isOfLeaders ? 'leader' : 'staff'} />
      <ScrollArea flex={1} px="md">
        {rows && (
          <SimpleTable<Period>
            label={t(isOfLeaders ? 'tab.leader' : 'tab.staff')}
            rows={rows}
            keyOf={({ id }) => id}
            onOpen={({ id }) => go(`/appraisal/${id}`)}
            columns={[
              { id: 'name', title: t('period.name'), render: ({ name }) => name },
              {
                id: 'span',
                title: t('period.span'),
                width: '11.75rem',
                render: ({ fromOn, toOn }) => t('span', { from: fromOn, to: toOn }),
              },
              { id: 'people', title: t('period.people'), width: '4rem', align: 'end', render: ({ people }) => people },
              { id: 'self', title: t('period.self'), width: '5.5rem', align: 'end', render: (row) => of(row.selfScored, row) },
              { id: 'checked', title: t('period.checked'), width: '5.5rem', align: 'end', render: (row) => of(row.checked, row) },
              { id: 'signed', title: t('period.signed'), width: '5.5rem', align: 'end', render: (row) => of(row.signed, row) },
              {
                id: 'grades',
                title: t('period.grades'),
                width: '8.25rem',
                align: 'end',
                render: ({ excellent, qualified, unqualified }) => `${excellent} / ${qualified} / ${unqualified}`,
              },
              { id: 'share', title: t('period.share'), width: '6rem', align: 'end', render: ({ share }) => shareText(share) },
              {
                id: 'state',
                title: t('period.state'),
                width: '8.25rem',
                render: ({ closedOn, toOn }) =>
                  closedOn !== null ? (
                    t('closedOn', { day: closedOn })
                  ) : today === '' ? null : (
                    <DueBadge due={toOn} today={today} done={false} />
                  ),
              },
            ]}
            empty={
              <EmptyState
                title={t(isOfLeaders ? 'empty.leaders' : 'empty.title')}
                text={t(isOfLeaders ? 'empty.leadersText' : 'empty.text')}
                icon={<IconClipboardCheck size={32} stroke={1.4} aria-hidden />}
              >
                {button}
              </EmptyState>
            }
          />
        )}
      </ScrollArea>
      {isOpening && <OpenDialog isOfLeaders={isOfLeaders} onClose={() => setOpening(false)} onDone={(id) => go(`/appraisal/${id}`)} />}
    </>
  );
}
