import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemFilter } from '../../../db/domain/round/item';
import { comparisons, roundItemStates } from '../../../db/domain/round/round';
import { load, useApi, useVersion } from '../../api';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar, type Filters } from '../../components/FilterBar';
import { levelColumn } from '../../components/levelColumn';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList, type List } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { NothingFound } from '../../components/table/NothingFound';
import { ComparisonBadge, StateBadge } from './Badges';
import { ConfirmItems } from './ConfirmItems';
import { ItemDetail } from './ItemDetail';
import { Progress } from './Progress';
import { Outside, TakeButtons } from './TakeButtons';
import { changedFields, type RoundData, type RoundItem } from './round';
import { HistoryButton } from '../../history';

/** The item of each round that stood open, so that coming back from its risk finds it. */
const lastItem = new Map<string, RoundItem>();

/** The risks of a round one by one: what was, what is, who has looked at it. */
export function RoundItems({ data }: { data: RoundData }) {
  const { t } = useTranslation('round');
  const { round, figures } = data;
  const isOpen = round.status === 'open';
  const list = useList<ItemFilter, 'riskNo'>(`round.${round.id}`, { filter: {}, sort: { by: 'riskNo', descending: false } });
  const version = useVersion('roundRisk', 'risk', 'round');
  const columns = useItemColumns();
  const [openItem, setOpen] = useState<RoundItem | null>(lastItem.get(round.id) ?? null);
  const setOpenItem = (item: RoundItem | null) => {
    if (item) lastItem.set(round.id, item);
    else lastItem.delete(round.id);
    setOpen(item);
  };
  const [confirming, setConfirming] = useState<{ selection: Selection<ItemFilter> | null; count: number } | null>(null);
  const fetchItems = useCallback<Fetch<RoundItem, ItemFilter, 'riskNo'>>(
    ({ offset, limit, filter, signal }) => load('round.items', { id: round.id, offset, limit, ...withoutEmpty(filter) }, { signal }),
    [round.id],
  );
  return (
    <SidePanel
      title={openItem && titleOf(openItem)}
      onClose={() => setOpenItem(null)}
      width={560}
      actions={openItem && <HistoryButton id={openItem.id} />}
      list={
        <>
          <Progress
            figures={figures}
            chosen={list.filter.state}
            onChoose={(state) =>
              list.setFilter({ state: list.filter.state?.length === 1 && list.filter.state[0] === state ? undefined : [state] })
            }
          >
            {isOpen && figures.states.pending > 0 && (
              <Needs needs="round.confirm">
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconChecks size={15} aria-hidden />}
                  onClick={() => setConfirming({ selection: null, count: figures.states.pending })}
                >
                  {t('confirm.all', { count: figures.states.pending })}
                </Button>
              </Needs>
            )}
          </Progress>
          <Outside round={round} />
          <DataTable
            label={t('tab.items')}
            list={list}
            columns={columns}
            fetch={fetchItems}
            version={version}
            openId={openItem?.id ?? null}
            onOpen={setOpenItem}
            {...(isOpen
              ? {
                  bulk: (selection: Selection<ItemFilter>, count: number) => (
                    <>
                      <Needs needs="round.confirm">
                        <Button
                          size="compact-sm"
                          leftSection={<IconChecks size={14} aria-hidden />}
                          onClick={() => setConfirming({ selection, count })}
                        >
                          {t('confirm.picked', { count })}
                        </Button>
                      </Needs>
                      <TakeButtons
                        round={round}
                        selection={selection}
                        count={count}
                        onDone={() => list.setPicked({ all: false, ids: new Set() })}
                      />
                    </>
                  ),
                }
              : {})}
            isFiltered={Object.values(withoutEmpty(list.filter)).length > 0}
            empty={<EmptyState title={t('items.empty')} />}
            emptyFiltered={<NothingFound list={list} title={t('items.none')} reset={t('items.reset')} />}
          >
            <ItemFilters list={list} round={round} />
          </DataTable>
          <ConfirmItems
            key={confirming === null ? 'none' : 'asked'}
            round={round}
            asked={confirming}
            onClose={() => setConfirming(null)}
            onDone={() => {
              setConfirming(null);
              list.setPicked({ all: false, ids: new Set() });
            }}
          />
        </>
      }
    >
      {openItem && <ItemDetail key={openItem.id} round={round} item={openItem} version={version} />}
    </SidePanel>
  );
}

const titleOf = ({ before, after }: RoundItem): string => {
  const known = after ?? before;
  return known ? `${known.riskNo} ${known.riskPoint}` : '';
};

const withoutEmpty = (filter: ItemFilter): ItemFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name, value]) => value !== undefined && (value !== '' || name === 'department')));

/** Departments of an open round are those of today, of a closed one those that it froze. */
export function useDepartmentFilter({ filter, setFilter }: List<ItemFilter, 'riskNo'>, { id, status }: RoundData['round']): Filters {
  const { t } = useTranslation(['roundTime', 'term']);
  const isOpen = status === 'open';
  const { data: current = [] } = useApi('department.list', {}, { subjects: ['department', 'departmentName'], enabled: isOpen });
  const { data: frozen = [] } = useApi('round.departments', { id }, { subjects: ['round'], enabled: !isOpen });
  const chosen = isOpen ? filter.departmentId : filter.department;
  return {
    // One at a time: a department answers for its own risks and those below it.
    name: 'department',
    label: t('term:field.department'),
    value: chosen === undefined ? [] : [chosen],
    options: isOpen
      ? current.map(({ id: value, name }) => ({ value, label: name }))
      : frozen.map((name) => ({ value: name, label: name || t('compare.noDepartment') })),
    onChange: (next) => setFilter(isOpen ? { departmentId: next.at(-1) } : { department: next.at(-1) }),
  };
}

function ItemFilters({ list, round }: { list: List<ItemFilter, 'riskNo'>; round: RoundData['round'] }) {
  const { t } = useTranslation(['round', 'term']);
  const { filter, setFilter } = list;
  const department = useDepartmentFilter(list, round);
  return (
    <FilterBar
      text={textFilter(list, t('items.text'))}
      filters={[
        {
          name: 'state',
          label: t('items.state'),
          value: filter.state ?? [],
          options: roundItemStates.map((value) => ({ value, label: t(`term:roundItemState.${value}`) })),
          onChange: (next) => setFilter({ state: next.length === 0 ? undefined : (next as ItemFilter['state']) }),
        },
        {
          name: 'comparison',
          label: t('items.comparison'),
          value: filter.comparison ?? [],
          options: comparisons.map((value) => ({ value, label: t(`term:comparison.${value}`) })),
          onChange: (next) => setFilter({ comparison: next.length === 0 ? undefined : (next as ItemFilter['comparison']) }),
        },
        department,
      ]}
      onReset={list.resetFilter}
    />
  );
}

function useItemColumns(): Column<RoundItem>[] {
  const { t } = useTranslation(['round', 'term']);
  return useMemo(() => {
    const words = (item: RoundItem, field: 'riskNo' | 'riskPoint' | 'hazardSource' | 'department' | 'owner') =>
      (item.after ?? item.before)?.[field] ?? '';
    const changed = (item: RoundItem) => changedFields(item.before, item.after).map((field) => t(`term:field.${field as 'level'}`));
    return [
      { id: 'riskNo', title: t('term:field.riskNo'), width: 88, text: (item) => words(item, 'riskNo') },
      { id: 'riskPoint', title: t('term:field.riskPoint'), width: 136, grow: 2, text: (item) => words(item, 'riskPoint') },
      { id: 'hazardSource', title: t('term:field.hazardSource'), width: 204, grow: 4, text: (item) => words(item, 'hazardSource') },
      { id: 'before', title: t('items.before'), ...levelColumn<RoundItem>(({ beforeLevel }) => beforeLevel) },
      { id: 'after', title: t('items.after'), ...levelColumn<RoundItem>(({ afterLevel }) => afterLevel) },
      {
        id: 'comparison',
        title: t('items.comparison'),
        width: 84,
        badges: comparisons.map((comparison) => t(`term:comparison.${comparison}`)),
        text: (item) => t(`term:comparison.${item.comparison}`),
        render: (item) => <ComparisonBadge comparison={item.comparison} />,
      },
      {
        id: 'state',
        title: t('items.state'),
        width: 92,
        badges: roundItemStates.map((state) => t(`term:roundItemState.${state}`)),
        text: (item) => t(`term:roundItemState.${item.state}`),
        render: (item) => <StateBadge state={item.state} />,
      },
      { id: 'changed', title: t('items.changed'), width: 148, grow: 1, text: (item) => changed(item).join('、') },
      { id: 'reason', title: t('items.reason'), width: 140, grow: 2, text: (item) => item.reason },
      { id: 'department', title: t('term:field.department'), width: 104, grow: 1, text: (item) => words(item, 'department') },
      { id: 'owner', title: t('term:field.owner'), width: 80, hidden: true, text: (item) => words(item, 'owner') },
      { id: 'confirmedBy', title: t('items.confirmedBy'), width: 88, text: (item) => item.confirmedBy },
      { id: 'confirmedOn', title: t('items.confirmedOn'), width: 104, text: (item) => item.confirmedOn ?? '' },
    ];
  }, [t]);
}
