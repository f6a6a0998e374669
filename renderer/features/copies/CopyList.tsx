import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangleFilled, IconArrowsSplit } from '@tabler/icons-react';
import { useCallback, useMemo, useRef } from 'react';
import { load } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar, type Filters } from '../../components/FilterBar';
import { DataTable } from '../../components/table/DataTable';
import type { Edit } from '../../components/table/edit';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import type { Window } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { showChanged } from '../../notice';
import classes from './Copies.module.css';
import { decide, whichOf, type Filter } from './decisions';
import { useCopyWords, verdicts, type Comparison, type Row, type Side } from './words';

interface CopyListProps {
  id: string;
  counts: Comparison['counts'];
  version: number;
  onDecided: (counts: Comparison['counts']) => void;
  openId: string | null;
  onOpen: (row: Row) => void;
}

/** All records that differ; decided in their own cell, or many at once. */
export function CopyList({ id, counts, version, onDecided, openId, onOpen }: CopyListProps) {
  const { t } = useCopyWords();
  const list = useList<Filter, 'n'>(`copies.${id}`, { filter: {}, sort: { by: 'n', descending: false } });
  const numbers = useRef(new Map<string, number>());
  const columns = useColumns();
  const fetch = useCallback(
    async ({ offset, limit, filter, signal }: Window<Filter, 'n'>) => {
      const { rows, total, names } = await load('copies.rows', { id, filter, offset, limit }, { signal });
      for (const row of rows) numbers.current.set(row.id, row.n);
      const known = new Map(Object.entries(names));
      return { total, rows: rows.map((row): Row => ({ ...row, names: known })) };
    },
    [id],
  );
  const { text = '', subject, verdict, open, actor } = list.filter;
  const decideMany = async (selection: Selection<Filter>, count: number, side: Side | null) => {
    const done = await decide(id, await whichOf(id, selection, numbers.current), side);
    if (done === undefined) return;
    onDecided(done.counts);
    tell(done.decided, count - done.decided);
  };
  const tell = (done: number, passed: number) =>
    showChanged({
      id: 'decided',
      changed: 0,
      message: passed > 0 ? t('list.decidedSome', { count: done, passed }) : t('list.decided', { count: done }),
      undo: undefined,
    });
  const onEdit = async (edits: Edit<Row>[]) => {
    for (const value of new Set(edits.map((edit) => edit.value))) {
      const rows = edits.filter((edit) => edit.value === value).map(({ row }) => row.n);
      const done = await decide(id, { rows }, value === '' ? null : (value as Side));
      if (done === undefined) return;
      onDecided(done.counts);
      if (done.decided < rows.length) tell(done.decided, rows.length - done.decided);
    }
  };
  return (
    <DataTable
      label={t('list.label')}
      list={list}
      columns={columns}
      fetch={fetch}
      version={version}
      openId={openId}
      onOpen={onOpen}
      onEdit={(edits) => void onEdit(edits)}
      isFiltered={text !== '' || subject !== undefined || verdict !== undefined || actor !== undefined || open === true}
      bulk={(selection, count, clear) =>
        (['mine', 'theirs', null] as const).map((side) => (
          <Button key={side} size="compact-sm" variant="default" onClick={() => void decideMany(selection, count, side).then(clear)}>
            {t(side === null ? 'list.takeBack' : `list.choose.${side}`)}
          </Button>
        ))
      }
      empty={
        <EmptyState title={t('list.empty')} text={t('list.emptyText')} icon={<IconArrowsSplit size={32} stroke={1.4} aria-hidden />} />
      }
      emptyFiltered={<NothingFound list={list} title={t('list.nothing')} reset={t('list.reset')} />}
    >
      <FilterBar text={textFilter(list, t('list.search'))} filters={useFilters(list, counts)} onReset={list.resetFilter}>
        <SegmentedControl
          size="xs"
          aria-label={t('list.show')}
          value={open === true ? 'open' : 'all'}
          onChange={(next) => list.setFilter({ open: next === 'open' ? true : undefined })}
          data={[
            { value: 'all', label: t('list.all', { count: counts.total }) },
            { value: 'open', label: t('list.open', { count: counts.open }) },
          ]}
        />
      </FilterBar>
    </DataTable>
  );
}

/** One kind of record, one kind of change, one person: the last that was chosen. */
function useFilters(
  { filter, setFilter }: { filter: Filter; setFilter: (patch: Filter) => void },
  counts: Comparison['counts'],
): readonly Filters[] {
  const { t, subject } = useCopyWords();
  return [
    {
      name: 'subject',
      label: t('list.subject'),
      options: counts.subjects.map((entry) => ({ value: entry.subject, label: subject(entry.subject), count: entry.count })),
      value: filter.subject === undefined ? [] : [filter.subject],
      onChange: (value) => setFilter({ subject: value.at(-1) as Filter['subject'] }),
    },
    {
      name: 'verdict',
      label: t('list.verdict'),
      options: verdicts
        .filter((verdict) => counts.verdicts[verdict] > 0)
        .map((verdict) => ({ value: verdict, label: t(`happened.${verdict}`), count: counts.verdicts[verdict] })),
      value: filter.verdict === undefined ? [] : [filter.verdict],
      onChange: (value) => setFilter({ verdict: value.at(-1) as Filter['verdict'] }),
    },
    {
      name: 'actor',
      label: t('list.actor'),
      options: counts.actors.map(({ actor, count }) => ({ value: actor, label: actor, count })),
      value: filter.actor === undefined ? [] : [filter.actor],
      onChange: (value) => setFilter({ actor: value.at(-1) }),
    },
  ];
}

function useColumns(): Column<Row>[] {
  const words = useCopyWords();
  return useMemo(() => {
    const { t, subject, touched, outcome } = words;
    return [
      {
        id: 'name',
        title: t('list.record'),
        width: 240,
        grow: 3,
        text: (row) => `${subject(row.subject)} ${row.name}`,
        render: (row) => (
          <span>
            <b className={classes.subject}>{subject(row.subject)}</b> {row.name}
          </span>
        ),
      },
      { id: 'verdict', title: t('list.verdict'), width: 150, grow: 1, text: ({ verdict }) => t(`happened.${verdict}`) },
      { id: 'mine', title: t('list.mine'), width: 190, grow: 2, text: ({ mine }) => touched(mine) },
      { id: 'theirs', title: t('list.theirs'), width: 190, grow: 2, text: ({ theirs }) => touched(theirs) },
      {
        id: 'decision',
        title: t('list.decision'),
        width: 140,
        text: outcome,
        render: (row) =>
          row.isOpen ? (
            <span className={classes.open}>
              <IconAlertTriangleFilled size={13} aria-hidden />
              {outcome(row)}
            </span>
          ) : (
            outcome(row)
          ),
        edit: {
          kind: 'select',
          value: ({ decision }) => decision ?? '',
          options: [
            { value: '', label: t('list.takeBack') },
            { value: 'mine', label: t('choice.mine') },
            { value: 'theirs', label: t('choice.theirs') },
          ],
        },
      },
    ];
  }, [words]);
}
