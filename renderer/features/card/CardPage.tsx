import { Button, SegmentedControl } from '@mantine/core';
import { IconId, IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../db/domain/rule';
import { load, useVersion } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Findings } from '../../components/Findings';
import { levelColumn } from '../../components/levelColumn';
import { PageHead } from '../../components/PageHead';
import { SidePanel, useAskBeforeLeaving } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { NothingFound } from '../../components/table/NothingFound';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import type { CardFilter, CardRow, CardSelection } from './card';
import { CardForm } from './CardForm';
import { usePrinting } from './usePrinting';
import { HistoryButton } from '../../history';

const fetchCards: Fetch<CardRow, CardFilter, 'level'> = ({ offset, limit, filter, signal }) =>
  load('card.list', { offset, limit, filter }, { signal });

/** Risk points whose risks are told where people work, and whether their cards still say what the register says. */
export default function CardPage() {
  const { id, open } = usePlace('/card');
  const [title, setTitle] = useState('');
  const [dirty, setDirty] = useState(false);
  const { running, findings, draft, issue } = usePrinting();
  const print: Printing = { running, draft: (selection) => void draft(selection), issue };
  return (
    <>
      <SidePanel
        title={title}
        onClose={() => open(null)}
        dirty={dirty}
        actions={id !== null && id !== dueWord && <HistoryButton id={id} />}
        list={<CardList openId={id === dueWord ? null : id} isDue={id === dueWord} findings={findings} onOpen={open} print={print} />}
      >
        {id === null || id === dueWord ? null : (
          <CardForm
            key={id}
            pointId={id}
            onTitle={setTitle}
            onDirty={setDirty}
            onDraft={() => print.draft({ ids: [id] })}
            onIssue={() => issue({ ids: [id] })}
          />
        )}
      </SidePanel>
    </>
  );
}

/** `/card/due` shows those that are to be made anew. */
const dueWord = 'due';

interface Printing {
  running: boolean;
  draft: (selection: CardSelection) => void;
  issue: (selection: CardSelection) => void;
}

interface CardListProps {
  openId: string | null;
  isDue: boolean;
  findings: readonly Finding[];
  onOpen: (id: string) => void;
  print: Printing;
}

function CardList({ openId, isDue, findings, onOpen, print }: CardListProps) {
  const { t } = useTranslation(['card', 'term']);
  const ask = useAskBeforeLeaving();
  const list = useList<CardFilter, 'level'>('card', {
    filter: {},
    sort: { by: 'level', descending: false },
    memory: useListMemory('card'),
  });
  const version = useVersion('riskPoint', 'risk', 'noticeCard', 'person', 'post', 'department', 'enterprise');
  const columns = useMemo(
    (): Column<CardRow>[] => [
      { id: 'name', title: t('column.name'), width: 220, grow: 3, text: (row) => row.name },
      { id: 'no', title: t('column.no'), width: 96, text: (row) => row.no },
      { id: 'location', title: t('column.location'), width: 160, grow: 2, text: (row) => row.location },
      {
        id: 'level',
        title: t('column.level'),
        ...levelColumn<CardRow>(({ level }) => level),
      },
      { id: 'state', title: t('column.state'), width: 140, text: (row) => t(`state.${row.state}`) },
      {
        id: 'version',
        title: t('column.version'),
        width: 84,
        text: (row) => (row.version === null ? '' : t('version', { version: row.version })),
      },
      { id: 'compiledOn', title: t('column.compiledOn'), width: 104, text: (row) => row.compiledOn ?? '' },
    ],
    [t],
  );
  const { ready, setFilter } = list;
  useEffect(() => {
    if (isDue && ready) setFilter({ all: undefined, due: true });
  }, [isDue, ready, setFilter]);
  const which = list.filter.due ? 'due' : list.filter.all ? 'all' : 'high';
  const { all, due } = list.filter;
  const shown = { filter: { ...(all ? { all } : {}), ...(due ? { due } : {}) }, except: [] };
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Button
          variant="default"
          loading={print.running}
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => print.draft(shown)}
        >
          {t('print.draft')}
        </Button>
        <Button onClick={() => print.issue(shown)}>{t('print.issue')}</Button>
      </PageHead>
      <Findings findings={findings} />
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        fetch={fetchCards}
        version={version}
        openId={openId}
        onOpen={(row) => ask(() => onOpen(row.id))}
        bulk={(selection, count) => (
          <>
            <Button size="compact-sm" variant="default" loading={print.running} onClick={() => print.draft(selection)}>
              {t('print.draftOf', { count })}
            </Button>
            <Button size="compact-sm" onClick={() => print.issue(selection)}>
              {t('print.issueOf', { count })}
            </Button>
          </>
        )}
        isFiltered={(list.filter.text ?? '') !== ''}
        empty={
          <EmptyState
            title={t(which === 'due' ? 'empty.current' : 'empty.title')}
            text={t(which === 'due' ? 'empty.currentText' : 'empty.text')}
            icon={<IconId size={36} stroke={1.4} aria-hidden />}
          >
            {which === 'high' && <Button onClick={() => setFilter({ all: true })}>{t('empty.all')}</Button>}
          </EmptyState>
        }
        emptyFiltered={
          <NothingFound list={list} title={t('emptyFiltered.title')} text={t('emptyFiltered.text')} reset={t('emptyFiltered.reset')} />
        }
      >
        <FilterBar text={textFilter(list, t('filter.text'))} onReset={list.resetFilter}>
          <SegmentedControl
            size="xs"
            aria-label={t('filter.which')}
            value={which}
            onChange={(value) => setFilter({ all: value === 'all' ? true : undefined, due: value === 'due' ? true : undefined })}
            data={(['high', 'all', 'due'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
          />
        </FilterBar>
      </DataTable>
    </>
  );
}
