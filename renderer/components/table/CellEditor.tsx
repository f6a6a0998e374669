import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import classes from './DataTable.module.css';
import type { CellEdit } from './layout';

/** Where the cursor goes after an edit. */
export type Leave = 'stay' | 'down' | 'up' | 'right' | 'left';

interface CellEditorProps {
  edit: CellEdit<never>;
  label: string;
  initial: string;
  /** What an input method gave before the field was there; takes the place of what was in the cell. */
  typed: string | undefined;
  onCommit: (value: string, leave: Leave) => void;
  onCancel: () => void;
}

/** Stands in a cell while it is edited. Enter and Tab keep, Esc gives up; Enter that confirms pinyin does neither. */
export function CellEditor({ edit, label, initial, typed, onCommit, onCancel }: CellEditorProps) {
  const [value, setValue] = useState(typed ?? initial);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const left = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    if (edit.kind !== 'text' && edit.kind !== 'number') return;
    // Writing goes on behind what is typed; what was there is written over.
    if (typed === undefined) field.current?.select();
    else field.current?.setSelectionRange(typed.length, typed.length);
  }, [edit.kind, typed]);
  const leave = (action: () => void) => {
    if (left.current) return;
    left.current = true;
    action();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      leave(onCancel);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      leave(() => onCommit(value, event.shiftKey ? 'up' : 'down'));
    } else if (event.key === 'Tab') {
      event.preventDefault();
      leave(() => onCommit(value, event.shiftKey ? 'left' : 'right'));
    }
  };
  const own = {
    ref: field,
    value,
    'aria-label': label,
    className: classes.editor,
    onKeyDown,
    onBlur: () => leave(() => onCommit(value, 'stay')),
    // The grid's own clipboard must not take what is meant for the field.
    onCopy: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    onPaste: (event: { stopPropagation: () => void }) => event.stopPropagation(),
  };
  if (edit.kind === 'select') {
    return (
      <select {...own} onChange={(event) => setValue(event.currentTarget.value)}>
        {edit.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...own}
      type={edit.kind === 'date' ? 'date' : 'text'}
      inputMode={edit.kind === 'number' ? 'decimal' : undefined}
      onChange={(event) => setValue(event.currentTarget.value)}
    />
  );
}
