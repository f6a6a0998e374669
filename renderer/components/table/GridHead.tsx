/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the head of a grid of plain cells, see GridRow */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import type { Column, Sort } from './layout';

interface GridHeadProps<Row> {
  columns: readonly Column<Row>[];
  sort: Sort;
  onSort: (column: string) => void;
  onWidth: (column: string, width: number) => void;
  onMove: (column: string, before: string | null) => void;
  /** All, some or none of the rows are picked; undefined where rows cannot be picked. */
  picked: 'all' | 'some' | 'none' | undefined;
  onPickAll: () => void;
}

/** Sticky head: click sorts, the right edge resizes, dragging moves. */
export function GridHead<Row>({ columns, sort, onSort, onWidth, onMove, picked, onPickAll }: GridHeadProps<Row>) {
  const { t } = useTranslation('component');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  return (
    <div role="row" className={classes.head} aria-rowindex={1}>
      {picked !== undefined && (
        <div role="columnheader" className={classes.pick} aria-colindex={1}>
          <input
            type="checkbox"
            aria-label={t('table.pickAll')}
            checked={picked === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = picked === 'some';
            }}
            onChange={onPickAll}
          />
        </div>
      )}
      {columns.map((column, at) => {
        const sorted = sort.by === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + (picked === undefined ? 1 : 2)}
            aria-sort={column.sortable ? (sorted ?? 'none') : undefined}
            className={at === 0 ? classes.firstHead : classes.headCell}
            style={{ width: `var(--c${at})` }}
            data-over={(over === column.id && dragged !== null && dragged !== column.id) || undefined}
          >
            <div
              className={classes.drag}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', column.title);
                setDragged(column.id);
              }}
              onDragOver={(event) => {
                if (dragged !== null) {
                  event.preventDefault();
                  setOver(column.id);
                }
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) onMove(dragged, column.id);
                setDragged(null);
                setOver(null);
              }}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={classes.sort}
                  style={{ justifyContent: column.align }}
                  onClick={() => onSort(column.id)}
                  title={column.title}
                >
                  <span>{column.title}</span>
                  {sorted === 'ascending' && <IconArrowUp size={13} aria-hidden />}
                  {sorted === 'descending' && <IconArrowDown size={13} aria-hidden />}
                </button>
              ) : (
                <span className={classes.plainHead} style={{ textAlign: column.align }} title={column.title}>
                  {column.title}
                </span>
              )}
            </div>
            <Edge onWidth={(width) => onWidth(column.id, width)} />
          </div>
        );
      })}
    </div>
  );
}

/** The right edge of a head cell. */
function Edge({ onWidth }: { onWidth: (width: number) => void }) {
  const resize = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const edge = event.currentTarget;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const start = (edge.parentElement?.offsetWidth ?? 0) / rem;
    const from = event.clientX;
    const move = (moved: globalThis.PointerEvent) => onWidth(start + (moved.clientX - from) / rem);
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', () => edge.removeEventListener('pointermove', move), { once: true });
  };
  return <span className={classes.edge} onPointerDown={resize} aria-hidden />;
}
