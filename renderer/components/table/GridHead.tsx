/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the head of a grid of plain cells, see GridRow */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type DragEvent, type PointerEvent } from 'react';
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
  const [drag, setDrag] = useState<{ from: string; over: string } | null>(null);
  const cell = (column: Column<Row>) => {
    const { id, title, head = title, align, sortable } = column;
    const sorted = sort.by !== id ? 'none' : sort.descending ? 'descending' : 'ascending';
    const dragging = {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', title);
        setDrag({ from: id, over: id });
      },
      onDragOver: (event: DragEvent) => {
        if (drag === null) return;
        event.preventDefault();
        if (drag.over !== id) setDrag({ ...drag, over: id });
      },
      onDragEnd: () => setDrag(null),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (drag !== null) onMove(drag.from, id);
        setDrag(null);
      },
    };
    return (
      <div
        key={id}
        role="columnheader"
        aria-sort={sortable ? sorted : undefined}
        className={classes.headCell}
        data-over={(drag !== null && drag.over === id && drag.from !== id) || undefined}
      >
        <div className={classes.drag} {...dragging}>
          {sortable ? (
            <button type="button" className={classes.sort} style={{ justifyContent: align }} onClick={() => onSort(id)} title={title}>
              <span>{head}</span>
              {sorted === 'ascending' && <IconArrowUp size={13} aria-hidden />}
              {sorted === 'descending' && <IconArrowDown size={13} aria-hidden />}
            </button>
          ) : (
            <span className={classes.plainHead} style={{ textAlign: align }} title={title}>
              {head}
            </span>
          )}
        </div>
        <Edge onWidth={(width) => onWidth(id, width)} />
      </div>
    );
  };
  return (
    <div role="row" className={classes.head} aria-rowindex={1}>
      <div role="presentation" className={classes.pinned}>
        {picked !== undefined && (
          <div role="columnheader" className={classes.pick}>
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
        {columns.slice(0, 1).map(cell)}
      </div>
      {columns.slice(1).map(cell)}
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
