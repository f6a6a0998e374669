import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisons, type Comparison } from '../../../db/domain/round/round';
import { load, useVersion, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { levelColumn } from '../../components/levelColumn';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList, type List } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { NothingFound } from '../../components/table/NothingFound';
import { ComparisonBadge } from './Badges';
import { changedFields, type RoundRow } from './round';

export interface ChangeFilter {
  comparison?: Comparison[] | undefined;
  /** At most one name; empty for the risks without a department. */
  department?: string[] | undefined;
  text?: string | undefined;
}
type ChangeSort = 'riskNo' | 'department' | 'comparison' | 'before' | 'after';
type Change = Data<'round.changes'>['rows'][number] & { id: string };

/** Nothing in the register moves a comparison of two closed rounds. */
export const isSettled = (...rounds: RoundRow[]): boolean => rounds.every(({ status }) => status === 'closed');

/** State of the list of changes between two rounds. */
export const useChanges = (earlier: RoundRow, later: RoundRow): List<ChangeFilter, ChangeSort> =>
  useList<ChangeFilter, ChangeSort>(`changes.${earlier.id}.${later.id}`, { filter: {}, sort: { by: 'riskNo', descending: false } });

interface RoundChangesProps {
  earlier: RoundRow;
  later: RoundRow;
  list: List<ChangeFilter, ChangeSort>;
  departments: readonly string[];
}

/** Every risk that moved between two rounds, window by window. */
export function RoundChanges({ earlier, later, list, departments }: RoundChangesProps) {
  const { t } = useTranslation(['round', 'roundTime', 'term']);
  const moving = useVersion('round', 'roundRisk', 'risk', 'departmentName');
  const { filter, setFilter } = list;
  const columns = useChangeColumns();
  const fetch = useCallback<Fetch<Change, ChangeFilter, ChangeSort>>(
    async ({ offset, limit, filter: { comparison, department, text }, sort, signal }) => {
      const { rows, total } = await load(
        'round.changes',
        { earlierId: earlier.id, laterId: later.id, offset, limit, sort, filter: { comparison, department: department?.[0], text } },
        { signal },
      );
      return { rows: rows.map((row) => ({ ...row, id: row.riskId })), total };
    },
    [earlier.id, later.id],
  );
  return (
    <DataTable
      label={t('compare.title')}
      list={list}
      columns={columns}
      fetch={fetch}
      version={isSettled(earlier, later) ? 0 : moving}
      isFiltered={filter.comparison !== undefined || filter.department !== undefined || filter.text !== undefined}
      empty={<EmptyState title={t('compare.noChanges')} />}
      emptyFiltered={<NothingFound list={list} title={t('roundTime:compare.none')} reset={t('items.reset')} />}
    >
      <FilterBar
        text={textFilter(list, t('items.text'))}
        filters={[
          {
            name: 'comparison',
            label: t('items.comparison'),
            value: filter.comparison ?? [],
            options: comparisons.map((value) => ({ value, label: t(`term:comparison.${value}`) })),
            onChange: (next) => setFilter({ comparison: next.length === 0 ? undefined : (next as Comparison[]) }),
          },
          {
            name: 'department',
            label: t('term:field.department'),
            value: filter.department ?? [],
            options: departments.map((value) => ({ value, label: value || t('roundTime:compare.noDepartment') })),
            onChange: (next) => setFilter({ department: next.length === 0 ? undefined : next.slice(-1) }),
          },
        ]}
        onReset={list.resetFilter}
      />
    </DataTable>
  );
}

function useChangeColumns(): Column<Change>[] {
  const { t } = useTranslation(['round', 'term']);
  return useMemo(() => {
    const words = ({ after, before }: Change, field: 'riskNo' | 'riskPoint' | 'hazardSource' | 'department' | 'owner') =>
      (after ?? before)?.[field] ?? '';
    return [
      { id: 'riskNo', title: t('term:field.riskNo'), width: 88, sortable: true, text: (change) => words(change, 'riskNo') },
      { id: 'riskPoint', title: t('term:field.riskPoint'), width: 136, grow: 2, text: (change) => words(change, 'riskPoint') },
      { id: 'hazardSource', title: t('term:field.hazardSource'), width: 204, grow: 4, text: (change) => words(change, 'hazardSource') },
      {
        id: 'comparison',
        title: t('items.comparison'),
        width: 88,
        sortable: true,
        text: ({ comparison }) => t(`term:comparison.${comparison}`),
        render: ({ comparison }) => <ComparisonBadge comparison={comparison} />,
      },
      { id: 'before', title: t('compare.before'), sortable: true, ...levelColumn<Change>(({ beforeLevel }) => beforeLevel) },
      { id: 'after', title: t('items.after'), sortable: true, ...levelColumn<Change>(({ afterLevel }) => afterLevel) },
      {
        id: 'changed',
        title: t('items.changed'),
        width: 148,
        grow: 1,
        text: ({ before, after }) =>
          changedFields(before, after)
            .map((field) => t(`term:field.${field as 'level'}`))
            .join('、'),
      },
      { id: 'reason', title: t('items.reason'), width: 140, grow: 2, text: ({ reason }) => reason },
      {
        id: 'department',
        title: t('term:field.department'),
        width: 104,
        grow: 1,
        sortable: true,
        text: (change) => words(change, 'department'),
      },
      { id: 'owner', title: t('term:field.owner'), width: 80, hidden: true, text: (change) => words(change, 'owner') },
    ];
  }, [t]);
}
