import { Button } from '@mantine/core';
import { IconMapPin, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import { useAlike } from '../../alike';
import { load, useVersion } from '../../api';
import { Needs } from '../../components/Needs';
import { Alike } from '../../components/Alike';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { levelColumn } from '../../components/levelColumn';
import { PageHead } from '../../components/PageHead';
import { SidePanel, useAskBeforeLeaving } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { NothingFound } from '../../components/table/NothingFound';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import { useDepartments, type DepartmentChoice } from './choices';
import { topLevel, type PointRow } from './point';
import { PointSheetPage } from './PointSheetPage';
import { PointTabs, sheetOfAddress } from './PointTabs';
import { RiskPointRecord } from './RiskPointRecord';
import { usePanelWidth } from './usePanelWidth';
import { HistoryButton } from '../../history';
import { TraceButton } from '../../trace';

interface PointFilter {
  text?: string | undefined;
}

const fetchPoints: Fetch<PointRow, PointFilter, 'name'> = ({ offset, limit, filter, signal }) =>
  load('riskPoint.list', { offset, limit, ...(filter.text ? { text: filter.text } : {}) }, { signal });

/** The risk points, or one of the lists beside them that the address names. */
export default function RiskPointPage() {
  const sheet = sheetOfAddress(usePlace('/point').id);
  return sheet === undefined ? <Points /> : <PointSheetPage key={sheet} sheet={sheet} />;
}

/** Risk points with their highest level; one beside the list. */
function Points() {
  const { t } = useTranslation(['risk', 'term']);
  const { id, open } = usePlace('/point');
  const [dirty, setDirty] = useState(false);
  const [title, setTitle] = useState('');
  const [width, setWidth] = usePanelWidth('point', 420);
  return (
    <SidePanel
      title={id === 'new' ? t('point.new') : title}
      onClose={() => open(null)}
      dirty={dirty}
      width={width}
      onWidth={setWidth}
      actions={
        id !== null &&
        id !== 'new' && (
          <>
            <TraceButton subject="riskPoint" id={id} />
            <HistoryButton id={id} />
          </>
        )
      }
      list={<PointList openId={id} onOpen={open} />}
    >
      {id === null ? null : <RiskPointRecord key={id} id={id === 'new' ? null : id} onOpen={open} onTitle={setTitle} onDirty={setDirty} />}
    </SidePanel>
  );
}

function PointList({ openId, onOpen }: { openId: string | null; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['risk', 'term']);
  const ask = useAskBeforeLeaving();
  const memory = useListMemory('riskPoint');
  const list = useList<PointFilter, 'name'>('riskPoint', { filter: {}, sort: { by: 'name', descending: false }, memory });
  const version = useVersion('riskPoint', 'risk', 'department');
  const { tree } = useDepartments();
  const columns = usePointColumns(tree);
  const { alike, total } = useAlike('riskPoint');
  const begin = () => ask(() => onOpen('new'));
  return (
    <>
      <PageHead title={t('point.title')}>
        <Needs needs="riskPoint.create">
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={begin}>
            {t('point.new')}
          </Button>
        </Needs>
      </PageHead>
      <PointTabs at={null} />
      <Alike
        {...alike}
        title={t('point.alike.title')}
        text={t('point.alike.text', { count: total })}
        explanation={t('point.alike.explanation')}
      />
      <DataTable
        label={t('point.title')}
        list={list}
        columns={columns}
        fetch={fetchPoints}
        version={version}
        openId={openId}
        onOpen={(row) => ask(() => onOpen(row.id))}
        isFiltered={(list.filter.text ?? '') !== ''}
        empty={
          <EmptyState title={t('point.empty.title')} text={t('point.empty.text')} icon={<IconMapPin size={36} stroke={1.4} aria-hidden />}>
            <Button onClick={begin}>{t('point.new')}</Button>
          </EmptyState>
        }
        emptyFiltered={
          <NothingFound list={list} title={t('emptyFiltered.title')} text={t('emptyFiltered.text')} reset={t('emptyFiltered.reset')} />
        }
      >
        <FilterBar text={textFilter(list, t('point.text'))} onReset={list.resetFilter} />
      </DataTable>
    </>
  );
}

function usePointColumns(tree: readonly DepartmentChoice[]): Column<PointRow>[] {
  const { t } = useTranslation(['risk', 'term']);
  return useMemo(() => {
    const names = new Map(tree.map(({ id, name }) => [id, name]));
    const count = (level: RiskLevel): Column<PointRow> => ({
      id: level,
      title: t(`term:riskLevel.${level}`),
      width: 64,
      align: 'end',
      text: (row) => (row[level] === 0 ? '' : String(row[level])),
    });
    return [
      { id: 'name', title: t('point.name'), width: 240, grow: 3, text: (row) => row.name },
      { id: 'no', title: t('point.no'), width: 96, text: (row) => row.no },
      { id: 'kind', title: t('term:field.kind'), width: 96, text: (row) => t(`term:riskPointKind.${row.kind as 'place'}`) },
      { id: 'location', title: t('term:field.location'), width: 180, grow: 2, text: (row) => row.location },
      { id: 'department', title: t('term:field.department'), width: 128, grow: 1, text: (row) => names.get(row.departmentId ?? '') ?? '' },
      { id: 'top', title: t('point.top'), ...levelColumn(topLevel) },
      { id: 'risks', title: t('point.risks'), width: 76, align: 'end', text: (row) => String(row.risks) },
      ...riskLevels.map(count),
      { id: 'remark', title: t('term:field.remark'), width: 200, grow: 2, hidden: true, text: (row) => row.remark },
    ];
  }, [t, tree]);
}
