import { Button } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '../Refused';
import { ColumnMenu } from './ColumnMenu';
import classes from './DataTable.module.css';
import type { Edit } from './edit';
import { Grid } from './Grid';
import type { Column } from './layout';
import type { List } from './list';
import { countOf, everything, nothing, selectionOf, type Selection } from './selection';
import type { Fetch } from './rowWindow';
import { useRows } from './useRows';
import type { Steps } from './useSteps';
import { ViewMenu } from './ViewMenu';
import type { Refusal } from '../failureText';

interface DataTableProps<Row extends { id: string }, Filter extends object, By extends string> {
  /** Read out as the list's name. */
  label: string;
  /** From `useList`; keeps filter, sort, columns, selection and place. */
  list: List<Filter, By>;
  /** The first one stays in sight; keep the array the same between renders. */
  columns: readonly Column<Row>[];
  /** One block of at most 200 rows; keep the function the same between renders. */
  fetch: Fetch<Row, Filter, By>;
  /** A new number fetches what is shown again (`useVersion`). */
  version?: number;
  /** FilterBar, left of the view and column menus. */
  children?: ReactNode;
  /** Buttons right of the menus. */
  actions?: ReactNode;
  openId?: string | null;
  onOpen?: (row: Row) => void;
  onEdit?: (edits: Edit<Row>[]) => void;
  /** Of a sheet that is stored as a whole (`useSteps`); elsewhere every edit is a stored step. */
  steps?: Steps;
  /** Text pasted from Excel or WPS (cells by tabs, rows by lines). */
  onPaste?: (text: string, at: { row: number; column: string }) => void;
  /** Buttons for what is picked; without it rows cannot be picked. */
  bulk?: (selection: Selection<Filter>, count: number, clear: () => void) => ReactNode;
  /** Instead of the rows when there are none at all, and when the filter finds none. */
  empty: ReactNode;
  emptyFiltered?: ReactNode;
  isFiltered?: boolean;
  /** Put into marked date cells by Ctrl+; */
  today?: string;
  /** At the right of the line below. */
  foot?: ReactNode;
  failureOf?: (cause: unknown) => Refusal;
  onTotal?: (total: number) => void;
  /** Without views and choice of columns: for rows that are looked at once. */
  plain?: boolean;
}

/** THE list: a window over any number of rows in the database. */
export function DataTable<Row extends { id: string }, Filter extends object, By extends string>({
  label,
  list,
  columns,
  fetch,
  version = 0,
  children,
  actions,
  openId,
  onOpen,
  onEdit,
  steps,
  onPaste,
  bulk,
  empty,
  emptyFiltered,
  isFiltered = false,
  today,
  foot,
  failureOf = unknownFailure,
  onTotal,
  plain = false,
}: DataTableProps<Row, Filter, By>) {
  const { t } = useTranslation('component');
  const { rows, window } = useRows({ fetch, sort: list.sort, filter: list.filter, version, enabled: list.ready });
  const { total } = rows;
  useEffect(() => {
    if (total !== undefined) onTotal?.(total);
  }, [total, onTotal]);
  const count = countOf(list.picked, total ?? 0);
  const clear = () => list.setPicked(nothing);

  return (
    <section className={classes.table} aria-label={label}>
      {plain ? (
        children
      ) : (
        <div className={classes.tools}>
          <div>{children}</div>
          <div className={classes.side}>
            <ViewMenu list={list} />
            <ColumnMenu columns={columns} layout={list.layout} onLayout={list.setLayout} />
            {actions}
          </div>
        </div>
      )}
      {bulk && count > 0 && (
        <section className={classes.bulk} aria-label={t('table.bulk')}>
          <output className={classes.count}>{t('table.picked', { count })}</output>
          {!list.picked.all && total !== undefined && count < total && (
            <Button size="compact-sm" variant="subtle" onClick={() => list.setPicked(everything)}>
              {t('table.pickEverything', { total })}
            </Button>
          )}
          <div className={classes.bulkActions}>{bulk(selectionOf(list.picked, list.filter), count, clear)}</div>
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            {t('table.clearPicked')}
          </Button>
        </section>
      )}
      <div className={classes.body}>
        {rows.failure !== undefined && total === undefined ? (
          <Refused failure={failureOf(rows.failure)} onRetry={window.retry} />
        ) : total === undefined ? null : total === 0 && !rows.outdated ? (
          isFiltered ? (
            (emptyFiltered ?? empty)
          ) : (
            empty
          )
        ) : (
          <Grid
            label={label}
            list={list}
            columns={columns}
            rows={rows}
            window={window}
            total={total}
            selectable={bulk !== undefined}
            openId={openId}
            onOpen={onOpen}
            onEdit={onEdit}
            steps={steps}
            onPaste={onPaste}
            today={today}
          />
        )}
      </div>
      <div className={classes.foot}>
        <output>{total === undefined ? t('table.loading') : t('table.total', { count: total })}</output>
        {foot && <span>{foot}</span>}
      </div>
    </section>
  );
}

/** A rejection with a `failure` (api.ts) says what it is; anything else is unknown. */
const unknownFailure = (cause: unknown): Refusal =>
  typeof cause === 'object' && cause !== null && 'failure' in cause ? (cause.failure as Refusal) : { code: 'INTERNAL', key: 'internal' };
