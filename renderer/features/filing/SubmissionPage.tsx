import { Button } from '@mantine/core';
import { IconPackage, IconSend } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useVersion, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { PageHead } from '../../components/PageHead';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import type { Fetch } from '../../components/table/rowWindow';
import { go, usePlace } from '../../place';
import { useListMemory } from '../../preference';
import { SubmissionDetail } from './SubmissionDetail';
import { HistoryButton } from '../../history';

type Row = Data<'submission.list'>['rows'][number];
interface Filter {
  text?: string | undefined;
}

const fetchRows: Fetch<Row, Filter, 'packedOn'> = ({ offset, limit, filter, signal }) =>
  load('submission.list', { offset, limit, text: filter.text ?? '' }, { signal });

/** 报送记录: what was handed over, to whom, when; one of them beside the list. */
export default function SubmissionPage() {
  const { t } = useTranslation('filing');
  const { id, open } = usePlace('/submission');
  const [title, setTitle] = useState('');
  const list = useList<Filter, 'packedOn'>('submission', {
    filter: {},
    sort: { by: 'packedOn', descending: true },
    memory: useListMemory('submission'),
  });
  const version = useVersion('submission', 'submissionItem', 'filing', 'filingEvent');
  const columns = useMemo(
    (): Column<Row>[] => [
      { id: 'no', title: t('submission.no'), width: 112, text: (row) => row.no },
      { id: 'recipient', title: t('submission.recipient'), width: 180, grow: 2, text: (row) => row.recipient },
      { id: 'subject', title: t('submission.subject'), width: 220, grow: 3, text: (row) => row.subject },
      { id: 'packedOn', title: t('submission.packedOn'), width: 100, text: (row) => row.packedOn },
      { id: 'sentOn', title: t('submission.sentOn'), width: 100, text: (row) => row.sentOn ?? t('submission.notSent') },
      { id: 'receivedOn', title: t('submission.receivedOn'), width: 100, text: (row) => row.receivedOn ?? '' },
      {
        id: 'note',
        title: t('submission.state'),
        width: 150,
        text: (row) => (row.outdated > 0 ? t('submission.outdated', { count: row.outdated }) : ''),
      },
    ],
    [t],
  );
  const isFiltered = (list.filter.text ?? '') !== '';
  return (
    <SidePanel
      title={title}
      onClose={() => open(null)}
      width={480}
      actions={id !== null && <HistoryButton id={id} />}
      list={
        <>
          <PageHead title={t('submission.title')} note={t('submission.note')}>
            <Button leftSection={<IconPackage size={16} aria-hidden />} onClick={() => go('/filing/package')}>
              {t('package.title')}
            </Button>
          </PageHead>
          <DataTable
            label={t('submission.title')}
            list={list}
            columns={columns}
            fetch={fetchRows}
            version={version}
            openId={id}
            onOpen={(row) => open(row.id)}
            isFiltered={isFiltered}
            empty={
              <EmptyState
                title={t('submission.none')}
                text={t('submission.noneText')}
                icon={<IconSend size={32} stroke={1.4} aria-hidden />}
              />
            }
            emptyFiltered={
              <NothingFound
                list={list}
                title={t('submission.notFound')}
                text={t('submission.notFoundText')}
                reset={t('submission.reset')}
              />
            }
          >
            <FilterBar text={textFilter(list, t('submission.search'))} onReset={list.resetFilter} />
          </DataTable>
        </>
      }
    >
      {id === null ? null : <SubmissionDetail key={id} id={id} onTitle={setTitle} onRemoved={() => open(null)} />}
    </SidePanel>
  );
}
