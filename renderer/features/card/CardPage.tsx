import { Button, SegmentedControl } from '@mantine/core';
import { IconId, IconPrinter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useVersion } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { levelColumn } from '../../components/levelColumn';
import { PageHead } from '../../components/PageHead';
import { SidePanel, useAskBeforeLeaving } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import type { CardFilter, CardRow, CardSelection } from './card';
import { CardForm } from './CardForm';
import { PrintDialog } from './PrintDialog';

const fetchCards: Fetch<CardRow, CardFilter, 'level'> = ({ offset, limit, filter, signal }) =>
  load('card.list', { offset, limit, filter }, { signal });

/** Risk points whose risks are told where people work, and whether their cards still say what the register says. */
export default function CardPage() {
  const { id, open } = usePlace('/card');
  const [title, setTitle] = useState('');
  const [dirty, setDirty] = useState(false);
  const [printing, setPrinting] = useState<{ selection: CardSelection; done?: () => void } | null>(null);
  return (
    <>
      <SidePanel
        title={title}
        onClose={() => open(null)}
        dirty={dirty}
        list={<CardList openId={id} onOpen={open} onPrint={(selection, done) => setPrinting({ selection, done })} />}
      >
        {id === null ? null : (
          <CardForm key={id} pointId={id} onTitle={setTitle} onDirty={setDirty} onPrint={() => setPrinting({ selection: { ids: [id] } })} />
        )}
      </SidePanel>
      <PrintDialog
        selection={printing?.selection ?? null}
        onClose={() => setPrinting(null)}
        onDone={() => {
          printing?.done?.();
          setPrinting(null);
        }}
      />
    </>
  );
}

interface CardListProps {
  openId: string | null;
  onOpen: (id: string) => void;
  onPrint: (selection: CardSelection, done: () => void) => void;
}

function CardList({ openId, onOpen, onPrint }: CardListProps) {
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
  const isHigh = list.filter.all !== true;
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Button leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => onPrint({ filter: {}, except: [] }, () => {})}>
          {t('print.all')}
        </Button>
      </PageHead>
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        fetch={fetchCards}
        version={version}
        openId={openId}
        onOpen={(row) => ask(() => onOpen(row.id))}
        bulk={(selection, count, clear) => (
          <Button size="compact-sm" onClick={() => onPrint(selection, clear)}>
            {t('print.picked', { count })}
          </Button>
        )}
        isFiltered={(list.filter.text ?? '') !== ''}
        empty={
          <EmptyState title={t('empty.title')} text={t('empty.text')} icon={<IconId size={36} stroke={1.4} aria-hidden />}>
            {isHigh && <Button onClick={() => list.setFilter({ all: true })}>{t('empty.all')}</Button>}
          </EmptyState>
        }
        emptyFiltered={
          <EmptyState title={t('emptyFiltered.title')} text={t('emptyFiltered.text')}>
            <Button variant="default" onClick={list.resetFilter}>
              {t('emptyFiltered.reset')}
            </Button>
          </EmptyState>
        }
      >
        <FilterBar text={textFilter(list, t('filter.text'))} onReset={list.resetFilter}>
          <SegmentedControl
            size="xs"
            aria-label={t('filter.which')}
            value={isHigh ? 'high' : 'all'}
            onChange={(value) => list.setFilter({ all: value === 'all' ? true : undefined })}
            data={[
              { value: 'high', label: t('filter.high') },
              { value: 'all', label: t('filter.all') },
            ]}
          />
        </FilterBar>
      </DataTable>
    </>
  );
}
