import { Button, Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useVersion, type Input } from '../../api';
import { useToday } from '../../choices';
import { DueBadge } from '../../components/DueBadge';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { taskStates } from '../../../db/domain/performance/committee';
import { useListMemory } from '../../preference';
import { CommitteeTabs } from './CommitteeTabs';
import type { Resolution } from './meeting';
import { ReassignDialog } from './ReassignDialog';

interface Filter {
  text: string;
  state: string;
  ownerLeft: boolean;
}
type Wanted = Omit<Input<'committee.resolutions'>, 'offset' | 'limit'>;
const everything: Filter = { text: '', state: '', ownerLeft: false };
const wanted = ({ text, state, ownerLeft }: Filter): Wanted => ({
  text,
  ...(state === '' ? {} : { state: state as NonNullable<Wanted['state']> }),
  ...(ownerLeft ? { ownerLeft } : {}),
});

const fetchResolutions: Fetch<Resolution, Filter, 'dueOn'> = ({ offset, limit, filter, signal }) =>
  load('committee.resolutions', { offset, limit, ...wanted(filter) }, { signal });

/** All resolutions, what is due first at the top; a row opens its meeting. */
export function ResolutionList({ onOpen }: { onOpen: (meetingId: string) => void }) {
  const { t } = useTranslation(['committee', 'term']);
  const today = useToday();
  const [giving, setGiving] = useState<{ selection: Selection<Filter>; count: number; clear: () => void } | null>(null);
  const list = useList<Filter, 'dueOn'>('resolution', {
    filter: everything,
    sort: { by: 'dueOn', descending: false },
    memory: useListMemory('resolution'),
  });
  const version = useVersion('committeeMeeting', 'resolution', 'person');
  const columns = useMemo<Column<Resolution>[]>(
    () => [
      { id: 'text', title: t('resolution.text'), width: 300, grow: 3, text: ({ text }) => text },
      { id: 'department', title: t('resolution.department'), width: 130, text: ({ department }) => department },
      {
        id: 'owner',
        title: t('resolution.owner'),
        width: 130,
        text: ({ ownerText, ownerHasLeft, doneOn }) =>
          ownerHasLeft === 1 && doneOn === null ? t('resolution.gone', { name: ownerText }) : ownerText,
      },
      {
        id: 'dueOn',
        title: t('resolution.dueOn'),
        width: 190,
        text: ({ dueOn }) => dueOn ?? '',
        render: ({ dueOn, doneOn }) =>
          dueOn === null || today === '' ? null : <DueBadge due={dueOn} today={today} done={doneOn !== null} withDate />,
      },
      { id: 'state', title: t('resolution.state'), width: 90, text: ({ state }) => t(`term:taskState.${state}`) },
      { id: 'meeting', title: t('tab.meeting'), width: 200, grow: 1, text: ({ meetingNo, meetingName }) => `${meetingNo} ${meetingName}` },
      { id: 'doneOn', title: t('resolution.doneOn'), width: 110, hidden: true, text: ({ doneOn }) => doneOn ?? '' },
      { id: 'doneNote', title: t('resolution.doneNote'), width: 200, hidden: true, text: ({ doneNote }) => doneNote },
      { id: 'verifiedBy', title: t('resolution.verifiedBy'), width: 100, hidden: true, text: ({ verifiedBy }) => verifiedBy },
    ],
    [t, today],
  );
  const { text, state, ownerLeft } = list.filter;
  return (
    <>
      <PageHead title={t('title')} note={t('resolution.note')} />
      <CommitteeTabs at="resolution" />
      <DataTable
        label={t('tab.resolution')}
        list={list}
        columns={columns}
        fetch={fetchResolutions}
        version={version}
        onOpen={(row) => onOpen(row.meetingId)}
        isFiltered={text !== '' || state !== '' || ownerLeft}
        emptyFiltered={<EmptyState title={t('resolution.none')} />}
        empty={<EmptyState title={t('resolution.emptyTitle')} text={t('resolution.listText')} />}
        bulk={(selection, count, clear) => (
          <Needs needs="committee.reassign">
            <Button size="compact-sm" variant="default" onClick={() => setGiving({ selection, count, clear })}>
              {t('reassign.button')}
            </Button>
          </Needs>
        )}
      >
        <FilterBar
          text={{ value: text, onChange: (typed) => list.setFilter({ text: typed }), placeholder: t('resolution.search') }}
          filters={[
            {
              name: 'state',
              label: t('resolution.state'),
              value: state === '' ? [] : [state],
              onChange: (chosen) => list.setFilter({ state: chosen.at(-1) ?? '' }),
              options: [
                { value: 'unfinished', label: t('resolution.unfinished') },
                ...taskStates.map((value) => ({ value, label: t(`term:taskState.${value}`) })),
              ],
            },
          ]}
          onReset={list.resetFilter}
        >
          <Checkbox
            size="xs"
            label={t('resolution.ownerLeft')}
            checked={ownerLeft}
            onChange={(event) => list.setFilter({ ownerLeft: event.currentTarget.checked })}
          />
        </FilterBar>
      </DataTable>
      {giving && (
        <ReassignDialog
          count={giving.count}
          selection={
            'ids' in giving.selection ? giving.selection : { filter: wanted(giving.selection.filter), except: giving.selection.except }
          }
          onClose={() => setGiving(null)}
          onDone={() => {
            giving.clear();
            setGiving(null);
          }}
        />
      )}
    </>
  );
}
