import { Button } from '@mantine/core';
import { IconPlus, IconPrinter, IconWalk } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useApi, useVersion, type Data } from '../../api';
import { useToday } from '../../choices';
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
import { go, type Place } from '../../place';
import { useListMemory } from '../../preference';
import { InspectionForm } from './InspectionForm';
import { Months } from './Months';
import { PerformanceTabs } from './PerformanceTabs';

type Row = Data<'inspection.list'>['rows'][number];
interface Filter {
  text: string;
}
const fetchInspections: Fetch<Row, Filter, 'on'> = ({ offset, limit, filter, signal }) =>
  load('inspection.list', { offset, limit, ...filter }, { signal });

/** Inspections, the last one first, over them the months of D05, one of them beside the list. */
export function InspectionList({ id, open }: Place) {
  const { t } = useTranslation(['performance', 'term']);
  const today = useToday();
  const [dirty, setDirty] = useState(false);
  const list = useList<Filter, 'on'>('leaderInspection', {
    filter: { text: '' },
    sort: { by: 'on', descending: true },
    memory: useListMemory('leaderInspection'),
  });
  const version = useVersion('leaderInspection', 'inspectionFinding');
  const isKnown = id !== null && id !== 'new';
  const found = useApi('inspection.get', { id: id ?? '' }, { enabled: isKnown, subjects: ['leaderInspection', 'inspectionFinding'] });
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'no', title: t('field.no'), width: 140, text: ({ no }) => no },
      { id: 'on', title: t('field.on'), width: 110, text: ({ on }) => on },
      { id: 'inspector', title: t('field.inspector'), width: 100, text: ({ inspectorName }) => inspectorName },
      { id: 'role', title: t('leader.role'), width: 130, text: ({ role }) => (role === null ? '' : t(`term:appointmentRole.${role}`)) },
      { id: 'kind', title: t('field.kind'), width: 70, text: ({ isFullScope }) => t(isFullScope === 1 ? 'full' : 'partial') },
      { id: 'scope', title: t('field.scope'), width: 200, grow: 2, text: ({ scope }) => scope },
      {
        id: 'findings',
        title: t('field.findings'),
        width: 160,
        text: ({ findings, unfinished }) => (findings === 0 ? '' : t('counted', { findings, unfinished })),
      },
    ],
    [t],
  );
  const add = (
    <Needs needs="inspection.create">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
        {t('new')}
      </Button>
    </Needs>
  );
  const shown = isKnown ? found.data : null;
  return (
    <SidePanel
      title={id === 'new' ? t('new') : shown ? `${shown.no} ${shown.inspectorName}` : ''}
      onClose={() => open(null)}
      dirty={dirty}
      width={600}
      actions={shown && <HistoryButton id={shown.id} />}
      list={
        <>
          <PageHead title={t('title')} note={t('note')}>
            <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => go('/filing/F34')}>
              {t('print')}
            </Button>
            {add}
          </PageHead>
          <PerformanceTabs at="inspection" />
          {today !== '' && <Months today={today} />}
          <DataTable
            label={t('tab.inspection')}
            list={list}
            columns={columns}
            fetch={fetchInspections}
            version={version}
            openId={id}
            onOpen={(row) => open(row.id)}
            isFiltered={list.filter.text !== ''}
            emptyFiltered={<EmptyState title={t('none')} />}
            empty={
              <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={<IconWalk size={32} stroke={1.4} aria-hidden />}>
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
      {id === null ? null : isKnown && found.isError ? (
        <Refused failure={found.error.failure} onRetry={() => void found.refetch()} />
      ) : id === 'new' || shown ? (
        <InspectionForm key={`${id} ${shown?.revision ?? ''}`} inspection={shown ?? null} today={today} onSaved={open} onDirty={setDirty} />
      ) : null}
    </SidePanel>
  );
}
