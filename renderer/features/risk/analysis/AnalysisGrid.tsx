import { Alert, Button, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDeviceFloppy, IconRowInsertBottom, IconTrash } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../db/domain/point/analysis';
import type { RiskMethod } from '../../../../db/domain/risk/scale';
import { EmptyState } from '../../../components/EmptyState';
import { Needs, useAllowed } from '../../../components/Needs';
import { DataTable } from '../../../components/table/DataTable';
import { initialLayout, shownColumns } from '../../../components/table/layout';
import { useList } from '../../../components/table/list';
import type { Edit } from '../../../components/table/edit';
import type { Fetch } from '../../../components/table/rowWindow';
import { isPicked } from '../../../components/table/selection';
import { useListMemory } from '../../../preference';
import { accidentWords, useDepartments } from '../choices';
import type { Choices } from '../../../choices';
import type { Scales } from '../grading';
import { LoweringDialog } from '../LoweringDialog';
import { analysisColumns } from './analysisColumns';
import { useAnalysis } from './useAnalysis';
import type { Base, GridLine } from './work';

interface AnalysisGridProps {
  base: Base;
  analysis: Analysis;
  method: RiskMethod;
  scales: Scales;
  choices: Choices;
}

type NoFilter = Record<string, never>;

/** The lines of one analysis as a sheet: arrows, Enter, Ctrl+C, Ctrl+V, Ctrl+D as in Excel; Ctrl+S saves all of it as one step. */
export function AnalysisGrid({ base, analysis, method, scales, choices }: AnalysisGridProps) {
  const { t } = useTranslation(['analysis', 'term', 'risk', 'component']);
  const { tree } = useDepartments();
  const work = useAnalysis({ base, analysis, method, scales, choices, tree });
  const { lines } = work;
  const isAllowed = useAllowed('analysis.save');
  const memory = useListMemory(`analysis.${analysis}`);
  const list = useList<NoFilter, 'line'>(`analysis.${analysis}`, { filter: {}, sort: { by: 'line', descending: false }, memory });
  const fetch = useCallback<Fetch<GridLine, NoFilter, 'line'>>(
    ({ offset, limit }) => Promise.resolve({ rows: lines.slice(offset, offset + limit), total: lines.length }),
    [lines],
  );
  const methodKey = [...new Set([method, ...lines.map(({ values }) => values.method)])].toSorted().join();
  const columns = useMemo(
    () =>
      analysisColumns(t as never, {
        analysis,
        tree,
        accidentNames: accidentWords(choices).names,
        methods: new Set(methodKey.split(',')),
      }),
    [t, analysis, tree, choices, methodKey],
  );
  const edit = (edits: Edit<GridLine>[]) => void work.write(edits.map(({ row, column, value }) => ({ id: row.id, column, text: value })));
  const paste = (text: string, { row, column }: { row: number; column: string }) => {
    const shown = shownColumns(columns, list.layout ?? initialLayout(columns as never)).map(({ id }) => id);
    work.paste(text, row, shown.slice(Math.max(0, shown.indexOf(column))));
  };
  const here = () => lines[list.place().cursor?.row ?? lines.length - 1];
  useHotkeys(
    isAllowed
      ? [
          ['mod+S', work.save],
          ['mod+Enter', () => work.add(here())],
        ]
      : [],
    [],
  );
  return (
    <>
      {work.told && (
        <Alert
          role="alert"
          color="wine"
          mx="md"
          mb="xs"
          py={6}
          title={work.told.title}
          withCloseButton
          closeButtonLabel={t('risk:cancel')}
          onClose={work.hush}
        >
          {work.told.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Alert>
      )}
      <DataTable
        label={t(`${analysis}.title`)}
        list={list}
        columns={columns}
        fetch={fetch}
        {...(isAllowed && { onEdit: edit, steps: work.steps, onPaste: paste, foot: t('keys') })}
        today={choices.today}
        bulk={(_selection, count, clear) => (
          <Needs needs="analysis.save">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={() => {
                work.remove(new Set(lines.filter(({ id }) => isPicked(list.picked, id)).map(({ id }) => id)));
                clear();
              }}
            >
              {t('remove', { count })}
            </Button>
          </Needs>
        )}
        actions={
          <>
            <Needs needs="analysis.save">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconRowInsertBottom size={15} aria-hidden />}
                aria-keyshortcuts="Control+Enter"
                onClick={() => work.add(here())}
              >
                {t('add')}
              </Button>
            </Needs>
            <Needs needs="analysis.save">
              <Button
                size="xs"
                leftSection={<IconDeviceFloppy size={15} aria-hidden />}
                aria-keyshortcuts="Control+S"
                disabled={!work.isWorked}
                loading={work.pending}
                onClick={work.save}
              >
                {t('save')}
              </Button>
            </Needs>
          </>
        }
        empty={
          <EmptyState title={t(`${analysis}.empty`)} text={t('emptyText')}>
            <Needs needs="analysis.save">
              <Button onClick={() => work.add(undefined)}>{t('add')}</Button>
            </Needs>
          </EmptyState>
        }
      >
        <Group gap="xs">
          <Text size="sm" c="dimmed" component="output">
            {work.removed > 0 ? t('willRemove', { count: work.removed }) : work.isWorked ? t('unsaved') : ''}
          </Text>
          {work.isRestored && (
            <Button size="compact-sm" variant="default" onClick={work.discard}>
              {t('discard')}
            </Button>
          )}
        </Group>
      </DataTable>
      <LoweringDialog risks={work.falling} pending={work.pending} onConfirm={work.confirm} onCancel={work.cancel} />
    </>
  );
}
