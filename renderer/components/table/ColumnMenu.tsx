import { ActionIcon, Button, Checkbox, Group, Popover, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import { initialLayout, orderedColumns, shownColumns, withMoved, withShown, type Column, type Layout } from './layout';

interface ColumnMenuProps<Row> {
  columns: readonly Column<Row>[];
  /** Null while the user has changed nothing. */
  layout: Layout | null;
  onLayout: (layout: Layout | null) => void;
}

/** Which columns are shown, and in which order. */
export function ColumnMenu<Row>({ columns, layout, onLayout }: ColumnMenuProps<Row>) {
  const { t } = useTranslation('component');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const present = layout ?? initialLayout(columns as readonly Column<never>[]);
  const ordered = orderedColumns(columns, present);
  const shown = new Set(shownColumns(columns, present).map(({ id }) => id));
  return (
    <Popover trapFocus returnFocus position="bottom-end" width={290}>
      <Popover.Target>
        <Tooltip label={t('table.columns')}>
          <ActionIcon variant="default" size="md" aria-label={t('table.columns')}>
            <IconColumns3 size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Group justify="space-between" mb="xs">
          <Text size="sm" c="dimmed">
            {t('table.shown', { shown: shown.size, total: columns.length })}
          </Text>
          <Button size="compact-xs" variant="default" disabled={layout === null} onClick={() => onLayout(null)}>
            {t('table.resetColumns')}
          </Button>
        </Group>
        <ul className={classes.choices}>
          {ordered.map((column, at) => (
            <li key={column.id}>
              <div
                className={classes.choice}
                draggable
                data-over={(over === column.id && dragged !== column.id) || undefined}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(column.id);
                }}
                onDragOver={(event) => {
                  if (dragged !== null) {
                    event.preventDefault();
                    setOver(column.id);
                  }
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged !== null) onLayout(withMoved(columns, present, dragged, column.id));
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
              >
                <IconGripVertical size={14} aria-hidden />
                <Checkbox
                  size="xs"
                  label={column.title}
                  checked={shown.has(column.id)}
                  disabled={shown.size === 1 && shown.has(column.id)}
                  onChange={(event) => onLayout(withShown(columns, present, column.id, event.currentTarget.checked))}
                />
                <ActionIcon
                  size="sm"
                  disabled={at === 0}
                  aria-label={t('table.moveUp', { column: column.title })}
                  onClick={() => onLayout(withMoved(columns, present, column.id, ordered[at - 1]?.id ?? null))}
                >
                  <IconArrowUp size={13} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={at === ordered.length - 1}
                  aria-label={t('table.moveDown', { column: column.title })}
                  onClick={() => onLayout(withMoved(columns, present, column.id, ordered[at + 2]?.id ?? null))}
                >
                  <IconArrowDown size={13} />
                </ActionIcon>
              </div>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
