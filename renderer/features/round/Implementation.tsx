import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconWriting } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seriousLevels, type ItemFilter } from '../../../db/domain/round/item';
import { useCommand, useVersion } from '../../api';
import { useToday } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { levelColumn } from '../../components/levelColumn';
import { DataTable } from '../../components/table/DataTable';
import type { Edit } from '../../components/table/edit';
import { initialLayout, shownColumns, type Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import type { Selection } from '../../components/table/selection';
import { readBlock } from '../../components/table/tsv';
import { changesOf, editsOf, fetchSerious, numberOf, type CellFault } from './implementation';
import { ImplementationFill } from './ImplementationFill';
import classes from './Round.module.css';
import type { RoundData, RoundItem } from './round';
import { useDepartmentFilter } from './RoundItems';

const mostPasted = 2000;

/** 措施落实情况 of the 重大 and 较大 risks: written cell by cell, pasted from Excel, or the same for many. */
export function Implementation({ data }: { data: RoundData }) {
  const { t } = useTranslation(['round', 'term']);
  const { round, implementation: counts } = data;
  const isOpen = round.status === 'open';
  const list = useList<ItemFilter, 'riskNo'>(`implementation.${round.id}`, { filter: {}, sort: { by: 'riskNo', descending: false } });
  const version = useVersion('roundRisk', 'risk', 'round');
  const columns = useColumns(isOpen);
  const fetch = useMemo(() => fetchSerious(round.id), [round.id]);
  const today = useToday();
  const department = useDepartmentFilter(list, round);
  const command = useCommand('round.implement', { done: t('implementation.saved') });
  const [filling, setFilling] = useState<{ selection: Selection<ItemFilter>; count: number; picked: boolean } | null>(null);
  const refuse = ({ row, column, value }: CellFault) =>
    notifications.show({
      id: 'cell-fault',
      color: 'wine',
      withBorder: true,
      autoClose: 10_000,
      title: t('implementation.fault', {
        riskNo: numberOf(row),
        column: t(column === 'riskNo' ? 'term:field.riskNo' : `implementation.${column}`),
      }),
      message: t(`implementation.cell.${column}`, { value: value.slice(0, 60) }),
    });
  const edit = (edits: readonly Edit<RoundItem>[]) => {
    const found = changesOf(edits);
    if ('fault' in found) refuse(found.fault);
    else if (found.changes.length > 0) void command.run({ id: round.id, changes: found.changes });
  };
  const paste = async (text: string, at: { row: number; column: string }) => {
    const cells = readBlock(text).slice(0, mostPasted);
    const shown = shownColumns(columns, list.layout ?? initialLayout(columns as never)).map(({ id }) => id);
    const rows: RoundItem[] = [];
    while (rows.length < cells.length) {
      const limit = Math.min(200, cells.length - rows.length);
      const { rows: found } = await fetch({
        offset: at.row + rows.length,
        limit,
        filter: list.filter,
        sort: list.sort,
        signal: new AbortController().signal,
      });
      rows.push(...found);
      if (found.length < limit) break;
    }
    const taken = editsOf(cells, rows, shown, at.column);
    if ('fault' in taken) refuse(taken.fault);
    else if (taken.edits.length > 0) edit(taken.edits);
    else notifications.show({ id: 'cell-fault', withBorder: true, message: t('implementation.pasteWhere') });
  };
  const open = counts.serious - counts.stated;
  const filter = list.filter;
  return (
    <div className={classes.page}>
      <div className={classes.progress}>
        <Text size="sm" fw={600}>
          {t('implementation.summary', counts)}
        </Text>
        {isOpen && open > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            ml="auto"
            leftSection={<IconWriting size={15} aria-hidden />}
            onClick={() =>
              setFilling({ selection: { filter: { level: [...seriousLevels], unstated: true }, except: [] }, count: open, picked: false })
            }
          >
            {t('implementation.rest', { count: open })}
          </Button>
        )}
      </div>
      <DataTable
        label={t('tab.implementation')}
        list={list}
        columns={columns}
        fetch={fetch}
        version={version}
        today={today}
        {...(isOpen
          ? {
              onEdit: edit,
              onPaste: (text: string, at: { row: number; column: string }) => void paste(text, at),
              bulk: (selection: Selection<ItemFilter>, count: number) => (
                <Button
                  size="compact-sm"
                  leftSection={<IconWriting size={14} aria-hidden />}
                  onClick={() => setFilling({ selection, count, picked: true })}
                >
                  {t('implementation.fill', { count })}
                </Button>
              ),
            }
          : {})}
        isFiltered={Object.values(filter).some((value) => value !== undefined && value !== '')}
        empty={<EmptyState title={t('implementation.empty')} text={t('implementation.emptyText')} />}
        emptyFiltered={<NothingFound list={list} title={t('items.none')} reset={t('items.reset')} />}
        foot={isOpen ? t('implementation.hint') : undefined}
      >
        <FilterBar
          text={textFilter(list, t('items.text'))}
          filters={[
            {
              name: 'level',
              label: t('term:field.level'),
              value: filter.level ?? [],
              options: seriousLevels.map((value) => ({ value, label: t(`term:riskLevel.${value}`) })),
              onChange: (next) => list.setFilter({ level: next.length === 0 ? undefined : (next as ItemFilter['level']) }),
            },
            {
              name: 'unstated',
              label: t('implementation.implementation'),
              value: filter.unstated ? ['open'] : [],
              options: [{ value: 'open', label: t('implementation.open') }],
              onChange: (next) => list.setFilter({ unstated: next.length > 0 || undefined }),
            },
            department,
          ]}
          onReset={list.resetFilter}
        />
      </DataTable>
      <ImplementationFill
        key={filling === null ? 'none' : 'asked'}
        round={round}
        asked={filling}
        today={today}
        onClose={() => setFilling(null)}
        onDone={() => {
          setFilling(null);
          list.setPicked({ all: false, ids: new Set() });
        }}
      />
    </div>
  );
}

function useColumns(isOpen: boolean): Column<RoundItem>[] {
  const { t } = useTranslation(['round', 'term']);
  return useMemo(() => {
    const state = ({ after, before }: RoundItem) => after ?? before;
    const words = (item: RoundItem, field: 'riskPoint' | 'hazardSource' | 'department' | 'owner') => state(item)?.[field] ?? '';
    const measures = (item: RoundItem) => {
      const risk = state(item);
      return risk
        ? [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency, risk.measures]
            .filter((text) => text !== '')
            .join('；')
        : '';
    };
    const text = isOpen ? { edit: { kind: 'text' as const } } : {};
    return [
      { id: 'riskNo', title: t('term:field.riskNo'), width: 88, text: numberOf },
      { id: 'level', title: t('term:field.level'), ...levelColumn<RoundItem>(({ afterLevel }) => afterLevel) },
      { id: 'riskPoint', title: t('term:field.riskPoint'), width: 136, grow: 1, text: (item) => words(item, 'riskPoint') },
      { id: 'hazardSource', title: t('term:field.hazardSource'), width: 160, grow: 1, text: (item) => words(item, 'hazardSource') },
      { id: 'measures', title: t('implementation.measures'), width: 220, grow: 2, text: measures },
      { id: 'department', title: t('term:field.department'), width: 104, text: (item) => words(item, 'department') },
      { id: 'owner', title: t('term:field.owner'), width: 80, hidden: true, text: (item) => words(item, 'owner') },
      {
        id: 'implementation',
        title: t('implementation.implementation'),
        width: 240,
        grow: 4,
        text: (item) => item.implementation,
        ...text,
      },
      {
        id: 'implementedOn',
        title: t('implementation.implementedOn'),
        width: 108,
        text: (item) => item.implementedOn ?? '',
        ...(isOpen ? { edit: { kind: 'date' as const } } : {}),
      },
      { id: 'implementedBy', title: t('implementation.implementedBy'), width: 88, text: (item) => item.implementedBy, ...text },
    ];
  }, [t, isOpen]);
}
