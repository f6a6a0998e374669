import { Button, Checkbox } from '@mantine/core';
import { IconListDetails, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointSheet } from '../../../db/domain/point/sheet';
import { useApi, useCommand, useVersion } from '../../api';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { PageHead } from '../../components/PageHead';
import { SidePanel, useAskBeforeLeaving } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import { useDepartments } from './choices';
import { PointSheetForm } from './PointSheetForm';
import { PointTabs } from './PointTabs';
import { sheetColumns } from './sheetColumns';
import { fetchSheets, type SheetFilter } from './sheets';
import { usePanelWidth } from './usePanelWidth';
import { HistoryButton } from '../../history';
import { TraceButton } from '../../trace';

/** 作业活动清单, 设备设施清单 or 作业场所清单, one entry beside it. */
export function PointSheetPage({ sheet }: { sheet: PointSheet }) {
  const { t } = useTranslation('point');
  const { id, open } = usePlace(`/point/${sheet}`);
  const [dirty, setDirty] = useState(false);
  const [title, setTitle] = useState('');
  const [width, setWidth] = usePanelWidth('pointSheet', 460);
  return (
    <SidePanel
      title={id === 'new' ? t(`${sheet}.new`) : title}
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
      list={<SheetList sheet={sheet} openId={id} onOpen={open} />}
    >
      {id === null ? null : (
        <PointSheetForm key={id} sheet={sheet} id={id === 'new' ? null : id} onOpen={open} onTitle={setTitle} onDirty={setDirty} />
      )}
    </SidePanel>
  );
}

function SheetList({ sheet, openId, onOpen }: { sheet: PointSheet; openId: string | null; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['point', 'term', 'component', 'risk']);
  const ask = useAskBeforeLeaving();
  const memory = useListMemory(`point.${sheet}`);
  const list = useList<SheetFilter, 'name'>(`point.${sheet}`, { filter: {}, sort: { by: 'name', descending: false }, memory });
  const version = useVersion(sheet, 'riskPoint', 'risk', 'department');
  const { tree } = useDepartments();
  const fetch = useMemo(() => fetchSheets(sheet), [sheet]);
  const columns = useMemo(() => sheetColumns(sheet, t as never, new Map(tree.map(({ id, name }) => [id, name]))), [sheet, t, tree]);
  const unlisted = useApi('point.unlisted', { sheet }, { subjects: [sheet, 'riskPoint'] }).data?.length ?? 0;
  const fill = useCommand('point.fill', { done: t('filled', { count: unlisted }) });
  const begin = () => ask(() => onOpen('new'));
  const { text = '', departmentId = [], marked = false } = list.filter;
  const takeOver = unlisted > 0 && (
    <Button variant="default" loading={fill.pending} onClick={() => void fill.run({ sheet })}>
      {t('fill', { count: unlisted })}
    </Button>
  );
  return (
    <>
      <PageHead title={t(`${sheet}.title`)}>
        {takeOver}
        <Needs needs="point.create">
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={begin}>
            {t(`${sheet}.new`)}
          </Button>
        </Needs>
      </PageHead>
      <PointTabs at={sheet} />
      <DataTable
        label={t(`${sheet}.title`)}
        list={list}
        columns={columns}
        fetch={fetch}
        version={version}
        openId={openId}
        onOpen={(row) => ask(() => onOpen(row.id))}
        isFiltered={text !== '' || departmentId.length > 0 || marked}
        empty={
          <EmptyState
            title={t(`${sheet}.empty`)}
            text={unlisted > 0 ? t('emptyFill', { count: unlisted }) : t('emptyText')}
            icon={<IconListDetails size={36} stroke={1.4} aria-hidden />}
          >
            {takeOver || <Button onClick={begin}>{t(`${sheet}.new`)}</Button>}
          </EmptyState>
        }
        emptyFiltered={
          <NothingFound
            list={list}
            title={t('risk:emptyFiltered.title')}
            text={t('risk:emptyFiltered.text')}
            reset={t('risk:emptyFiltered.reset')}
          />
        }
      >
        <FilterBar
          text={textFilter(list, t('search'))}
          filters={[
            {
              name: 'departmentId',
              label: t(`${sheet}.department`),
              options: tree.map(({ id, name }) => ({ value: id, label: name })),
              value: departmentId,
              onChange: (next) => list.setFilter({ departmentId: next.length === 0 ? undefined : next }),
            },
          ]}
          onReset={list.resetFilter}
        >
          {sheet !== 'workplace' && (
            <Checkbox
              size="xs"
              label={t(`${sheet}.marked`)}
              checked={marked}
              onChange={(event) => list.setFilter({ marked: event.currentTarget.checked || undefined })}
            />
          )}
        </FilterBar>
      </DataTable>
    </>
  );
}
