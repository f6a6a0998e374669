import { Alert, Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconDeviceFloppy, IconRowInsertBottom, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Findings } from '../../components/Findings';
import { findingText } from '../../components/findingText';
import { FormContext } from '../../components/form/context';
import { LongField, TextField } from '../../components/form/fields';
import { useDraft } from '../../components/form/useDraft';
import { useAllowed } from '../../components/Needs';
import { DataTable } from '../../components/table/DataTable';
import { initialLayout, shownColumns } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { isPicked } from '../../components/table/selection';
import { useSteps } from '../../components/table/useSteps';
import { readBlock } from '../../components/table/tsv';
import { useDraftMemory, useListMemory } from '../../preference';
import { isDraft } from './dialogs';
import { dutyColumns } from './dutyColumns';
import {
  draftOf,
  emptyWork,
  moved,
  newDuty,
  sumText,
  withBlock,
  withCells,
  workOf,
  type CellRefusal,
  type DutyLine,
  type Work,
} from './duties';
import type { OwnerList } from './list';
import classes from './Responsibility.module.css';

type NoFilter = Record<string, never>;
const nothingToShow = () => () => undefined;

interface DutySheetProps {
  list: OwnerList;
  onDirty: (dirty: boolean) => void;
}

/** 责任范围, 考核标准 and the duties of a version as a sheet: arrows, Enter, Ctrl+C, Ctrl+V, Ctrl+D as in Excel; Ctrl+S saves all as one step. */
export function DutySheet({ list: { key, owner, shown }, onDirty }: DutySheetProps) {
  const { t } = useTranslation(['responsibility', 'component']);
  const isAllowed = useAllowed('responsibility.save');
  const isOpen = isAllowed && (shown === null || isDraft(shown));
  const memory = useDraftMemory<Work>('responsibility', shown?.id ?? `new.${key}`);
  const form = useForm<Work>({ mode: 'controlled', initialValues: workOf(shown) });
  const draft = useDraft(form, isOpen ? memory : undefined);
  const work = form.getValues();
  const { duties } = work;
  const command = useCommand('responsibility.save', { done: t('saved') });
  const [refused, tell] = useState<readonly CellRefusal[]>([]);
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty && isOpen), [isDirty, isOpen, onDirty]);
  useEffect(() => () => onDirty(false), [onDirty]);
  const listMemory = useListMemory('responsibility.duties');
  const list = useList<NoFilter, 'line'>(`responsibility.duties.${key}`, {
    filter: {},
    sort: { by: 'line', descending: false },
    memory: listMemory,
  });
  const fetch = useCallback<Fetch<DutyLine, NoFilter, 'line'>>(
    ({ offset, limit }) => Promise.resolve({ rows: duties.slice(offset, offset + limit), total: duties.length }),
    [duties],
  );
  const columns = useMemo(() => dutyColumns(t as never, isOpen), [t, isOpen]);
  const steps = useSteps<DutyLine[]>(
    () => form.getValues().duties,
    (next) => form.setFieldValue('duties', next),
  );
  const set = steps.put;
  const lay = (laid: ReturnType<typeof withCells>) => {
    set(laid.duties);
    tell(laid.refused);
  };
  const add = () => {
    const at = list.place().cursor?.row ?? duties.length - 1;
    set(duties.toSpliced(at + 1, 0, newDuty()));
  };
  const picked = () => new Set(duties.filter(({ id }) => isPicked(list.picked, id)).map(({ id }) => id));
  const save = async () => {
    if (!isOpen || command.pending || !form.isDirty()) return;
    draft.keep();
    const reply = await command.run({ id: shown?.id ?? null, revision: shown?.revision ?? null, owner, draft: draftOf(form.getValues()) });
    if (!reply.ok) return;
    memory.clear();
    steps.forget();
    form.resetDirty();
  };
  useHotkeys(
    [
      ['mod+S', () => void save()],
      ['mod+Enter', () => isOpen && add()],
    ],
    [],
  );
  const [first] = refused;
  const sum = sumText(duties);
  const beside = command.findings.map(({ field, ...finding }) => {
    const row = /^duties\.(\d+)/.exec(field ?? '')?.[1];
    return row === undefined ? { field, ...finding } : { ...finding, row: Number(row) + 1 };
  });
  return (
    <FormContext value={{ form: form as never, findings: [], readOnly: !isOpen, show: nothingToShow }}>
      <div className={classes.whole}>
        <LongField name="scope" label={t('field.scope')} placeholder={t('scopeExample')} max={2000} />
        <LongField name="criteria" label={t('field.criteria')} placeholder={t('criteriaExample')} max={2000} />
        <div className={classes.makers}>
          <TextField name="preparedBy" label={t('field.preparedBy')} maxLength={60} />
          <TextField name="reviewedBy" label={t('field.reviewedBy')} maxLength={60} />
        </div>
      </div>
      {first && (
        <Alert role="alert" color="wine" mx="md" mb="xs" py={6} withCloseButton closeButtonLabel={t('close')} onClose={() => tell([])}>
          {t(`refused.${first.fault}`, {
            count: refused.length,
            row: duties.findIndex(({ id }) => id === first.id) + 1,
            value: first.text.slice(0, 40),
          })}
        </Alert>
      )}
      {beside.map((finding) =>
        'row' in finding ? (
          <Alert key={`${finding.row}${finding.key}`} role="alert" color="wine" mx="md" mb="xs" py={6}>
            {t('refusedRow', { row: finding.row, text: findingText(t as never, finding) })}
          </Alert>
        ) : (
          <Findings key={finding.key} findings={[finding as never]} />
        ),
      )}
      <div className={classes.sheet}>
        <DataTable<DutyLine, NoFilter, 'line'>
          label={t('duties')}
          list={list}
          columns={columns}
          fetch={fetch}
          {...(isOpen && {
            steps,
            onEdit: (edits) =>
              lay(
                withCells(
                  duties,
                  edits.map(({ row, column, value }) => ({ id: row.id, column, text: value })),
                ),
              ),
            onPaste: (text: string, { row, column }: { row: number; column: string }) => {
              const ids = shownColumns(columns, list.layout ?? initialLayout(columns as never)).map(({ id }) => id);
              lay(withBlock(duties, readBlock(text), row, ids.slice(Math.max(0, ids.indexOf(column)))));
            },
            bulk: (_selection, count, clear) => (
              <>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowUp size={14} aria-hidden />}
                  onClick={() => set(moved(duties, picked(), -1))}
                >
                  {t('rise')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowDown size={14} aria-hidden />}
                  onClick={() => set(moved(duties, picked(), 1))}
                >
                  {t('fall')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => {
                    const gone = picked();
                    set(duties.filter(({ id }) => !gone.has(id)));
                    clear();
                  }}
                >
                  {t('removeDuties', { count })}
                </Button>
              </>
            ),
          })}
          actions={
            isOpen && (
              <>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconRowInsertBottom size={15} aria-hidden />}
                  aria-keyshortcuts="Control+Enter"
                  onClick={add}
                >
                  {t('addDuty')}
                </Button>
                <Button
                  size="xs"
                  leftSection={<IconDeviceFloppy size={15} aria-hidden />}
                  aria-keyshortcuts="Control+S"
                  disabled={!isDirty}
                  loading={command.pending}
                  onClick={() => void save()}
                >
                  {t('save')}
                </Button>
              </>
            )
          }
          foot={[sum === '' ? '' : t('sum', { sum }), isOpen ? t('keys') : ''].filter((part) => part !== '').join(' · ')}
          empty={
            <EmptyState title={t('noDuties')} text={isOpen ? t('noDutiesText') : undefined}>
              {isOpen && <Button onClick={add}>{t('addDuty')}</Button>}
            </EmptyState>
          }
        >
          <Group gap="xs">
            <Text size="sm" c="dimmed" component="output">
              {isOpen && isDirty ? t('unsaved') : ''}
            </Text>
            {draft.isRestored && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  draft.discard();
                  steps.forget();
                  form.setValues(shown === null ? emptyWork : workOf(shown));
                }}
              >
                {t('discard')}
              </Button>
            )}
          </Group>
        </DataTable>
      </div>
    </FormContext>
  );
}
