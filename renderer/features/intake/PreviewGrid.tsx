import { useMemo, useRef, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallFailed, load } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { LevelBadge } from '../../components/LevelBadge';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { speak } from '../../components/speak';
import { fieldName } from '../../components/intake/fields';
import { changeWords, rowFindings, toldOf } from './findingWords';
import classes from './Intake.module.css';
import type { RowTab } from './Preview';
import type { Field, QuestionKey, Row, Subject } from './work';

export type PlacedRow = Row & { id: string };
export const placed = (row: Row): PlacedRow => ({ ...row, id: row.key });

interface PreviewGridProps {
  tab: RowTab;
  /** Only rows with one of these notes. */
  notes: readonly string[] | undefined;
  /** Only rows that ask this. */
  question: QuestionKey | undefined;
  /** Fields that the sheets have columns for. */
  fields: readonly Field[];
  /** Rows come from more than one sheet. */
  severalSheets: boolean;
  sessionId: string;
  subject: Subject;
  openId: string | null;
  onOpen: (row: PlacedRow) => void;
  /** What was planned is no longer kept and has to be planned again. */
  onGone: () => void;
  /** Above the rows. */
  children?: ReactNode;
}

interface TabFilter {
  tab: RowTab;
  notes: readonly string[] | undefined;
  question: QuestionKey | undefined;
}

/** Columns of the grid that show what will be stored; the others show the cells of the sheet. */
const storedColumns: ReadonlySet<string> = new Set(['no', 'riskPoint', 'hazardSource', 'level', 'name', 'departmentName', 'postName']);

/** The rows of an import, a window over any number of them. */
export function PreviewGrid(props: PreviewGridProps) {
  const { tab, notes, question, fields, severalSheets, sessionId, subject, openId, onOpen, onGone, children } = props;
  const { t, i18n } = useTranslation(['import', 'term']);
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  }, [onGone]);
  const list = useList<TabFilter, 'row'>(`intake.${subject}`, {
    filter: { tab, notes, question },
    sort: { by: 'row', descending: false },
  });
  const { setFilter } = list;
  useEffect(() => setFilter({ tab, notes, question }), [setFilter, tab, notes, question]);
  const fetch = useMemo<Fetch<PlacedRow, TabFilter, 'row'>>(
    () =>
      async ({ offset, limit, filter, signal }) => {
        const chosen =
          filter.question !== undefined
            ? { question: filter.question }
            : filter.tab === 'all'
              ? {}
              : filter.tab === 'noted'
                ? { withNotes: true }
                : { state: [filter.tab] };
        try {
          const only = filter.notes === undefined ? {} : { notes: [...filter.notes] };
          const { rows, total } = await load('intake.rows', { sessionId, offset, limit, ...chosen, ...only }, { signal });
          return { rows: rows.map(placed), total };
        } catch (cause) {
          if (cause instanceof CallFailed && cause.failure.code === 'NOT_FOUND') gone.current();
          throw cause;
        }
      },
    [sessionId],
  );
  const columns = useMemo<Column<PlacedRow>[]>(() => {
    const told = (row: PlacedRow) => [
      ...row.questions.filter(({ answer }) => answer === null).map(({ key, params }) => speak(t, `intake:question.${key}`, { ...params })),
      ...rowFindings(t, row),
      ...row.changes.map((entry) => changeWords(t, entry, subject)),
    ];
    const all: Column<PlacedRow>[] = [
      { id: 'row', title: t('column.row'), width: 58, align: 'end', text: ({ sheetRow }) => String(sheetRow) },
      {
        id: 'state',
        title: t('column.state'),
        width: i18n.language === 'en' ? 88 : 66,
        text: ({ state }) => t(`state.${state}`),
        render: ({ state }) => (
          <span className={classes.state} data-state={state}>
            {t(`state.${state}`)}
          </span>
        ),
      },
      {
        id: 'place',
        title: t(`column.place.${subject}`),
        width: 170,
        grow: 1,
        text: ({ place, state }) => place || (subject === 'post' && state !== 'refused' ? t('allDepartments') : ''),
      },
      { id: 'title', title: t(`column.title.${subject}`), width: 240, grow: 2, text: ({ title }) => title },
      {
        id: 'level',
        title: t('term:field.level'),
        width: i18n.language === 'en' ? 126 : 84,
        text: ({ level }) => (level === null ? '' : t(`term:riskLevel.${level}`)),
        render: ({ level }) => (level === null ? null : <LevelBadge level={level} />),
      },
      {
        id: 'told',
        title: t('column.told'),
        width: severalSheets ? 620 : 550,
        grow: 4,
        text: (row) => told(row).join(t('semicolon')),
        render: (row) => {
          const words = told(row);
          return (
            <span className={classes.told} data-refused={row.state === 'refused' || undefined} title={words.join('\n')}>
              {words.join(t('semicolon'))}
            </span>
          );
        },
      },
      { id: 'sheet', title: t('column.sheet'), width: 140, hidden: !severalSheets, text: ({ sheet }) => sheet },
      { id: 'file', title: t('column.file'), width: 160, hidden: true, text: ({ file }) => (file === 'pasted' ? t('pasted') : file) },
      { id: 'no', title: t('field.no'), width: 64, hidden: true, text: ({ no }) => no },
      ...fields
        .filter((field) => !storedColumns.has(field))
        .map((field): Column<PlacedRow> => ({
          id: `cell ${field}`,
          title: fieldName(t, field, subject),
          width: 120,
          text: (row) => [row.raw[field] ?? '', ...toldOf(t, row, field)].filter((part) => part !== '').join('\n'),
          render: (row) => (
            <span className={classes.cell} data-told={toldOf(t, row, field).length > 0 ? row.state : undefined}>
              {row.raw[field] ?? ''}
            </span>
          ),
        })),
    ];
    return subject === 'risk' ? all : all.filter(({ id }) => id !== 'level');
    // The words of the table change with the language.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, i18n.language, subject, severalSheets, fields]);
  return (
    <DataTable
      plain
      label={t('rows')}
      list={list}
      columns={columns}
      fetch={fetch}
      openId={openId}
      onOpen={onOpen}
      empty={<EmptyState title={t(`none.${tab}`)} />}
      foot={t('rowsHint')}
    >
      {children}
    </DataTable>
  );
}
