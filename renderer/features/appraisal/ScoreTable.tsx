import { Alert, Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState';
import { DataTable } from '../../components/table/DataTable';
import { initialLayout, shownColumns } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { readBlock } from '../../components/table/tsv';
import type { Steps } from '../../components/table/useSteps';
import { useListMemory } from '../../preference';
import { filled, withBlock, withCells, type CellRefusal, type ScoreLine } from './sheet';
import { sheetColumns, type Writes } from './sheetColumns';

type NoFilter = Record<string, never>;

interface ScoreTableProps {
  id: string;
  items: readonly ScoreLine[];
  writes: Writes;
  onItems: (items: ScoreLine[]) => void;
  steps: Steps;
}

/** Duties with both scores as a sheet: arrows, Enter, Ctrl+C, Ctrl+V, Ctrl+D as in Excel. */
export function ScoreTable({ id, items, writes, onItems, steps }: ScoreTableProps) {
  const { t } = useTranslation('appraisal');
  const [refused, tell] = useState<readonly CellRefusal[]>([]);
  const memory = useListMemory('appraisal.sheet');
  const list = useList<NoFilter, 'line'>(`appraisal.sheet.${id}`, { filter: {}, sort: { by: 'line', descending: false }, memory });
  const fetch = useCallback<Fetch<ScoreLine, NoFilter, 'line'>>(
    ({ offset, limit }) => Promise.resolve({ rows: items.slice(offset, offset + limit), total: items.length }),
    [items],
  );
  const { self, check } = writes;
  const columns = useMemo(() => sheetColumns(t, { self, check }), [t, self, check]);
  const lay = (laid: ReturnType<typeof withCells>) => {
    onItems(laid.items);
    tell(laid.refused);
  };
  const isWritten = self || check;
  const [first] = refused;
  return (
    <>
      {first && (
        <Alert role="alert" color="wine" mx="md" mb="xs" py={6} withCloseButton closeButtonLabel={t('close')} onClose={() => tell([])}>
          {t(`refused.${first.fault}`, {
            count: refused.length,
            row: items.findIndex((item) => item.id === first.id) + 1,
            value: first.text.slice(0, 40),
          })}
        </Alert>
      )}
      <DataTable<ScoreLine, NoFilter, 'line'>
        label={t('sheet.items')}
        list={list}
        columns={columns}
        fetch={fetch}
        onOpen={({ id: item }) => document.getElementById(`found-${item}`)?.scrollIntoView({ block: 'start' })}
        {...(isWritten && {
          steps,
          onEdit: (edits) =>
            lay(
              withCells(
                items,
                edits.map(({ row, column, value }) => ({ id: row.id, column, text: value })),
              ),
            ),
          onPaste: (text: string, { row, column }: { row: number; column: string }) => {
            const ids = shownColumns(columns, list.layout ?? initialLayout(columns as never))
              .map((one) => one.id)
              .filter((one) => columns.find((known) => known.id === one)?.edit !== undefined || one === column);
            lay(withBlock(items, readBlock(text), row, ids.slice(Math.max(0, ids.indexOf(column)))));
          },
        })}
        actions={
          isWritten && (
            <>
              {self && (
                <Button size="xs" variant="default" onClick={() => onItems(filled(items, 'self10'))}>
                  {t('sheet.fillSelf')}
                </Button>
              )}
              {check && (
                <Button size="xs" variant="default" onClick={() => onItems(filled(items, 'check10'))}>
                  {t('sheet.fillCheck')}
                </Button>
              )}
            </>
          )
        }
        empty={<EmptyState title={t('sheet.none')} />}
      />
    </>
  );
}
