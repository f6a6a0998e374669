import { Button } from '@mantine/core';
import { useCallback, useMemo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { renamed, type FormValue, type XlsxMapping } from '../../../db/domain/form/form';
import { call } from '../../api';
import { showFailure } from '../../notice';
import classes from './Form.module.css';
import { PlaceValue } from './PlaceValue';
import { SheetGrid } from './SheetGrid';
import { SheetTabs } from './SheetTabs';
import { TableOptions } from './TableOptions';
import { cellName, fieldsFor, fieldTitle, targetOf, valueAt, withValue, type FormRead, type Place, type Preview } from './work';
import type { FormState } from './useWork';

interface MapPaneProps {
  read: FormRead;
  state: FormState<XlsxMapping>;
  preview: Preview | undefined;
  sheet: string;
  onSheet: (name: string) => void;
  place: Place | null;
  onPlace: (place: Place | null) => void;
  editor: RefObject<HTMLTextAreaElement | null>;
  onMapping: (mapping: XlsxMapping) => void;
}

/** The sheet with what goes where; beside it the value of the chosen place and the fields it may hold. */
export function MapPane({ read, state, preview, sheet: name, onSheet, place, onPlace, editor, onMapping }: MapPaneProps) {
  const { t } = useTranslation(['form', 'term']);
  const { mapping } = state;
  const [titles, setTitles] = useState(read.titles);
  const sheet = read.sheets.find((own) => own.name === name) ?? read.sheets[0];
  const target = place === null ? null : targetOf(mapping, place);
  const table = target?.kind === 'column' ? mapping.tables[target.table] : undefined;
  const value = target === null ? undefined : valueAt(mapping, target);
  const fields = preview?.fields ?? read.fields;
  const isApart = sheet !== undefined && mapping.departmentSheet === sheet.name;
  const offered = fieldsFor(fields, table?.list ?? null, isApart);
  const findings = preview?.findings ?? read.findings;
  const faults = useMemo(() => new Set(findings.flatMap((one) => (one.sheet === name && !one.advice ? [one.cell] : []))), [findings, name]);
  const isFault = useCallback((cell: string) => faults.has(cell), [faults]);

  const markOf = useCallback(
    (row: number, column: number) => {
      const own = targetOf(mapping, { sheet: name, row, column });
      const known = valueAt(mapping, own);
      const text = known === undefined ? '' : renamed(known.text, (key) => fieldTitle(t, key));
      if (own.kind === 'cell') return known && { text, part: 'cell' as const };
      const { bottom } = mapping.tables[own.table]!;
      if (row <= bottom) {
        // A title over several rows of the head is one cell that reaches down to the last.
        const title = sheet?.rows.find((line) => line.row === row)?.cells.find((one) => one.column === column);
        const isLast = row + (title?.rowSpan ?? 1) - 1 === bottom;
        return { text: isLast && known !== undefined ? text : '', part: 'head' as const };
      }
      return known && row === mapping.tables[own.table]!.first ? { text, part: 'record' as const } : { text: '', part: 'record' as const };
    },
    [mapping, name, sheet, t],
  );

  const cell = sheet?.rows.find(({ row }) => row === place?.row)?.cells.find(({ column }) => column === place?.column);
  const own = {
    title:
      table === undefined || place === null
        ? ''
        : (titles
            .find((one) => one.sheet === table.sheet && one.bottom === table.bottom)
            ?.titles.find(({ column }) => column === place.column)?.title ?? ''),
    was: cell?.text ?? '',
    label: cell?.label ?? '',
  };
  const put = (next: FormValue) => {
    if (target !== null) onMapping(withValue(mapping, target, next, own));
  };
  /** Makes the row of the chosen cell the head of a table. */
  const headHere = async () => {
    if (place === null || sheet === undefined) return;
    const cells = sheet.rows.find(({ row }) => row === place.row)?.cells ?? [];
    const deep = Math.min(3, Math.max(1, ...cells.filter(({ text }) => text !== '').map(({ rowSpan }) => rowSpan)));
    const bottom = place.row + deep - 1;
    const reply = await call('form.table', { id: read.form.id, code: state.code, sheet: sheet.name, top: place.row, bottom });
    if (!reply.ok) return showFailure(reply.error);
    const others = mapping.tables.filter(
      (one) => one.sheet !== sheet.name || one.last < reply.data.table.top || one.top > reply.data.table.last,
    );
    setTitles([
      ...titles.filter((one) => one.sheet !== sheet.name || one.bottom !== bottom),
      { sheet: sheet.name, bottom, titles: reply.data.titles },
    ]);
    onMapping({
      ...mapping,
      tables: [...others, reply.data.table],
      cells: mapping.cells.filter((one) => one.sheet !== sheet.name || one.row < reply.data.table.top || one.row > reply.data.table.last),
    });
  };

  if (sheet === undefined) return null;
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <SheetTabs sheets={read.sheets} value={sheet.name} onChange={onSheet} note={t('map.hint')} />
        <SheetGrid
          sheet={sheet}
          markOf={markOf}
          isFault={isFault}
          selected={place}
          onSelect={(row, column) => onPlace({ sheet: sheet.name, row, column })}
          onEnter={() => editor.current?.focus()}
        />
      </div>
      <aside className={classes.side} aria-label={t('side')}>
        <PlaceValue
          key={place === null ? '' : `${sheet.name} ${cellName(place)}`}
          title={
            target === null || place === null
              ? null
              : table === undefined
                ? t('place.cell', { cell: cellName(place) })
                : t('place.column', { title: own.title || cellName(place) })
          }
          value={value}
          was={target?.kind === 'cell' ? own.was : ''}
          fields={offered}
          values={preview?.values ?? {}}
          ownDates
          onChange={put}
          editor={editor}
        >
          {target === null ? (
            <p className={classes.none}>{t('map.choose')}</p>
          ) : (
            target.kind === 'cell' && (
              <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={() => void headHere()}>
                {t('table.here')}
              </Button>
            )
          )}
        </PlaceValue>
        {table !== undefined && (
          <TableOptions
            table={table}
            lists={fields.lists.map(({ list }) => list)}
            isApart={isApart}
            onApart={(apart) => onMapping({ ...mapping, departmentSheet: apart ? sheet.name : '' })}
            onChange={(next) => onMapping({ ...mapping, tables: mapping.tables.map((one) => (one === table ? next : one)) })}
            onRemove={() => onMapping({ ...mapping, tables: mapping.tables.filter((one) => one !== table) })}
          />
        )}
      </aside>
    </div>
  );
}
