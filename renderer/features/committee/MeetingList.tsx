import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useApi, useVersion } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { HistoryButton } from '../../history';
import type { Place } from '../../place';
import { useListMemory } from '../../preference';
import { CommitteeTabs } from './CommitteeTabs';
import type { MeetingRow } from './meeting';
import { MeetingRecord, type Part } from './MeetingRecord';

interface Filter {
  text: string;
}
const fetchMeetings: Fetch<MeetingRow, Filter, 'heldOn'> = ({ offset, limit, filter, signal }) =>
  load('committee.meetings', { offset, limit, ...filter }, { signal });

interface MeetingListProps extends Place {
  part: Part;
  onPart: (part: Part) => void;
}

/** Meetings, the last one first, one of them beside the list. */
export function MeetingList({ id, open, part, onPart }: MeetingListProps) {
  const { t } = useTranslation('committee');
  const [dirty, setDirty] = useState(false);
  const list = useList<Filter, 'heldOn'>('committeeMeeting', {
    filter: { text: '' },
    sort: { by: 'heldOn', descending: true },
    memory: useListMemory('committeeMeeting'),
  });
  const version = useVersion('committeeMeeting', 'meetingAttendee', 'resolution');
  const isKnown = id !== null && id !== 'new';
  const meeting = useApi(
    'committee.get',
    { id: id ?? '' },
    { enabled: isKnown, subjects: ['committeeMeeting', 'meetingAttendee', 'resolution', 'person'] },
  );
  const columns = useMemo<Column<MeetingRow>[]>(
    () => [
      { id: 'no', title: t('field.no'), width: 130, text: ({ no }) => no },
      { id: 'name', title: t('field.name'), width: 220, grow: 2, text: ({ name }) => name },
      { id: 'heldOn', title: t('field.heldOn'), width: 110, text: ({ heldOn }) => heldOn },
      { id: 'chairName', title: t('field.chair'), width: 90, text: ({ chairName }) => chairName },
      { id: 'present', title: t('field.present'), width: 100, text: ({ asked, present }) => (asked === 0 ? '' : `${present}/${asked}`) },
      {
        id: 'resolutions',
        title: t('field.resolutions'),
        width: 210,
        grow: 1,
        text: ({ resolutions, unfinished, overdue }) =>
          resolutions === 0
            ? ''
            : t(overdue > 0 ? 'progress.overdue' : unfinished > 0 ? 'progress.open' : 'progress.done', {
                resolutions,
                unfinished,
                overdue,
              }),
      },
      { id: 'place', title: t('field.place'), width: 150, hidden: true, text: ({ place }) => place },
      { id: 'recorder', title: t('field.recorder'), width: 90, hidden: true, text: ({ recorder }) => recorder },
    ],
    [t],
  );
  const add = (
    <Needs needs="committee.create">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
        {t('new')}
      </Button>
    </Needs>
  );
  const shown = isKnown ? meeting.data : null;
  return (
    <SidePanel
      title={id === 'new' ? t('new') : shown ? `${shown.no} ${shown.name}` : ''}
      onClose={() => open(null)}
      dirty={dirty}
      width={620}
      actions={shown && <HistoryButton id={shown.id} />}
      list={
        <>
          <PageHead title={t('title')} note={t('note')}>
            {add}
          </PageHead>
          <CommitteeTabs at="meeting" />
          <DataTable
            label={t('tab.meeting')}
            list={list}
            columns={columns}
            fetch={fetchMeetings}
            version={version}
            openId={id}
            onOpen={(row) => open(row.id)}
            isFiltered={list.filter.text !== ''}
            emptyFiltered={<EmptyState title={t('none')} />}
            empty={
              <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={<IconUsersGroup size={32} stroke={1.4} aria-hidden />}>
                {add}
              </EmptyState>
            }
          >
            <FilterBar
              text={{ value: list.filter.text, onChange: (text) => list.setFilter({ text }), placeholder: t('search') }}
              onReset={list.resetFilter}
            />
          </DataTable>
        </>
      }
    >
      {id === null ? null : isKnown && meeting.isError ? (
        <Refused failure={meeting.error.failure} onRetry={() => void meeting.refetch()} />
      ) : id === 'new' || shown ? (
        <MeetingRecord key={id} meeting={shown ?? null} part={part} onPart={onPart} onSaved={open} onDirty={setDirty} />
      ) : null}
    </SidePanel>
  );
}
