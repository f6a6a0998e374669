import { Button, Group, Menu, NativeSelect } from '@mantine/core';
import { IconFileCheck, IconPlus, IconPrinter, IconScan } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterStates } from '../../../db/domain/responsibility/responsibility';
import { load, showSaved, useApi, useTask, useVersion, type Data, type Input } from '../../api';
import { DropOver } from '../../components/DropOver';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useDroppedFiles } from '../../components/fromOutside';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { useListMemory } from '../../preference';
import { AdvanceDialog, type Step } from './AdvanceDialog';
import { IssueDialog } from './IssueDialog';
import { LetterTabs } from './LetterTabs';
import { ScanDialog } from './ScanDialog';

type Letter = Data<'letter.list'>['rows'][number];
interface Filter {
  batchId: string;
  text: string;
  state: string;
}
type Wanted = Omit<Input<'letter.list'>, 'offset' | 'limit'>;
const wanted = ({ batchId, text, state }: Filter): Wanted => ({
  batchId,
  text,
  ...(state === '' ? {} : { state: state as NonNullable<Wanted['state']> }),
});
const fetchLetters: Fetch<Letter, Filter, 'number'> = ({ offset, limit, filter, signal }) =>
  filter.batchId === '' ? Promise.resolve({ rows: [], total: 0 }) : load('letter.list', { offset, limit, ...wanted(filter) }, { signal });

type Chosen = Input<'letter.advance'>['selection'];
const chosen = (selection: Selection<Filter>): Chosen =>
  'ids' in selection ? selection : { filter: wanted(selection.filter), except: selection.except };

/** Letters of a run: who has signed, and what is done with many at once; scans are dropped anywhere on the page. */
export function LetterList() {
  const { t } = useTranslation(['letter', 'term']);
  const { data: batches } = useApi('letter.batches', {}, { keep: true, subjects: ['letter', 'letterBatch'] });
  const [isIssuing, setIssuing] = useState(false);
  const [advancing, setAdvancing] = useState<{ step: Step; selection: Chosen; count: number; clear: () => void } | null>(null);
  const [scans, setScans] = useState<Data<'letter.matchScans'> | null>(null);
  const print = useTask('letter.print', { title: t('print.task') });
  const list = useList<Filter, 'number'>('letter', {
    filter: { batchId: '', text: '', state: '' },
    sort: { by: 'number', descending: false },
    memory: useListMemory('letter'),
  });
  const version = useVersion('letter', 'letterBatch', 'attachment');
  const batch = batches?.find(({ id }) => id === list.filter.batchId) ?? batches?.[0];
  const { setFilter } = list;
  const isOther = batches !== undefined && list.filter.batchId !== (batch?.id ?? '');
  // The run that was shown last may have been taken back since.
  useEffect(() => {
    if (isOther) setFilter({ batchId: batch?.id ?? '' });
  }, [isOther, batch?.id, setFilter]);
  const match = useTask('letter.matchScans', { title: t('scan.task') });
  const take = async (files: string[]) => {
    if (batch === undefined) return;
    const reply = await match.run({ batchId: batch.id, files });
    if (reply.ok && reply.data.length > 0) setScans(reply.data);
  };
  const over = useDroppedFiles((files) => {
    if (files.length > 0) void take(files);
  });
  const columns = useMemo<Column<Letter>[]>(
    () => [
      { id: 'number', title: t('column.number'), width: 140, text: ({ number }) => number },
      { id: 'person', title: t('column.person'), width: 110, text: ({ personName }) => personName },
      { id: 'department', title: t('column.department'), width: 160, grow: 1, text: ({ department }) => department },
      { id: 'post', title: t('column.post'), width: 160, grow: 1, text: ({ title }) => title },
      { id: 'state', title: t('column.state'), width: 90, text: ({ state }) => t(`term:letterState.${state}`) },
      { id: 'sentOn', title: t('column.sentOn'), width: 110, text: ({ sentOn }) => sentOn ?? '' },
      { id: 'signedOn', title: t('column.signedOn'), width: 110, text: ({ signedOn }) => signedOn ?? '' },
      { id: 'scans', title: t('column.scans'), width: 80, text: ({ scans: count }) => (count === 0 ? '' : String(count)) },
      { id: 'renews', title: t('column.renews'), width: 140, hidden: true, text: ({ renews }) => renews ?? '' },
      { id: 'reason', title: t('column.reason'), width: 160, hidden: true, text: ({ reason }) => reason },
    ],
    [t],
  );
  const write = async (selection: Chosen, how: 'each' | 'together') => {
    const reply = await print.run({ selection, how, folder: '' });
    if (reply.ok && reply.data.folder !== null) showSaved(t('print.done', { count: reply.data.letters }), reply.data.files[0]!);
  };
  const { text, state } = list.filter;
  const issueButton = (
    <Needs needs="letter.issueAll">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setIssuing(true)}>
        {t('issue.button')}
      </Button>
    </Needs>
  );
  const printMenu = (selection: Chosen, size: 'compact-sm' | 'sm') => (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size={size} variant="default" loading={print.running} leftSection={<IconPrinter size={15} aria-hidden />}>
          {t('print.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['each', 'together'] as const).map((how) => (
          <Menu.Item key={how} onClick={() => void write(selection, how)}>
            {t(`print.${how}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      <DropOver over={over && batch !== undefined} text={t('scan.drop')} />
      <PageHead title={t('title')} note={t('note')}>
        {batch && printMenu({ filter: wanted({ batchId: batch.id, text: '', state: '' }), except: [] }, 'sm')}
        {batch && (
          <Needs needs="letter.takeScans">
            <Button
              variant="default"
              leftSection={<IconScan size={15} aria-hidden />}
              loading={match.running}
              onClick={() => void take([])}
            >
              {t('scan.button')}
            </Button>
          </Needs>
        )}
        {issueButton}
      </PageHead>
      <LetterTabs at="letter">
        {batches && batches.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={t('batch')}
            value={batch?.id ?? ''}
            onChange={(event) => list.setFilter({ batchId: event.currentTarget.value })}
            data={batches.map(({ id: value, name, signed, letters }) => ({ value, label: t('batchName', { name, signed, letters }) }))}
          />
        )}
      </LetterTabs>
      <DataTable
        label={t('tab.letter')}
        list={list}
        columns={columns}
        fetch={fetchLetters}
        version={version}
        isFiltered={text !== '' || state !== ''}
        emptyFiltered={<EmptyState title={t('none')} />}
        empty={
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={<IconFileCheck size={32} stroke={1.4} aria-hidden />}>
            {issueButton}
          </EmptyState>
        }
        bulk={(selection, count, clear) => (
          <Group gap={6}>
            {(['sent', 'signed', 'voided'] as const).map((step) => (
              <Needs key={step} needs="letter.advance">
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => setAdvancing({ step, selection: chosen(selection), count, clear })}
                >
                  {t(`advance.${step}`)}
                </Button>
              </Needs>
            ))}
            {printMenu(chosen(selection), 'compact-sm')}
          </Group>
        )}
      >
        <FilterBar
          text={{ value: text, onChange: (typed) => list.setFilter({ text: typed }), placeholder: t('search') }}
          filters={[
            {
              name: 'state',
              label: t('state'),
              value: state === '' ? [] : [state],
              onChange: (picked) => list.setFilter({ state: picked.at(-1) ?? '' }),
              options: letterStates.map((value) => ({ value, label: t(`term:letterState.${value}`) })),
            },
          ]}
          onReset={() => list.setFilter({ text: '', state: '' })}
        />
      </DataTable>
      {isIssuing && (
        <IssueDialog
          onClose={() => setIssuing(false)}
          onDone={(batchId) => {
            setIssuing(false);
            list.setFilter({ batchId, text: '', state: '' });
          }}
        />
      )}
      {advancing && (
        <AdvanceDialog
          {...advancing}
          onClose={() => setAdvancing(null)}
          onDone={() => {
            advancing.clear();
            setAdvancing(null);
          }}
        />
      )}
      {scans && batch && <ScanDialog batchId={batch.id} year={batch.year} matches={scans} onClose={() => setScans(null)} />}
    </>
  );
}
