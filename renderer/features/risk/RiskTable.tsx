import { Button } from '@mantine/core';
import { IconShieldSearch, IconTableExport } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskFilter, RiskSelection, RiskSort } from '../../../db/domain/risk/list';
import { call, load, showSaved, useTask, useVersion } from '../../api';
import { useAsImported } from '../../asImported';
import { Needs, useAllowed } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { useAskBeforeLeaving } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Edit } from '../../components/table/edit';
import { initialLayout, shownColumns } from '../../components/table/layout';
import type { List } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { NothingFound } from '../../components/table/NothingFound';
import { go } from '../../place';
import { readBlock } from '../../components/table/tsv';
import { useDepartments } from './choices';
import type { Choices } from '../../choices';
import { useRiskColumns } from './columns';
import type { RiskRow } from './grading';
import { LoweringDialog } from './LoweringDialog';
import { proposeMapping } from './paste';
import { PasteDialog, type Pasted } from './PasteDialog';
import { RiskBulk } from './RiskBulk';
import { RiskExport } from './RiskExport';
import { RiskFilters } from './RiskFilters';
import { useCellEdits } from './useCellEdits';

interface RiskTableProps {
  list: List<RiskFilter, RiskSort>;
  openId: string | null;
  onOpen: (id: string) => void;
  onNew: () => void;
  choices: Choices | undefined;
}

const fetchRisks: Fetch<RiskRow, RiskFilter, RiskSort> = ({ signal, ...window }) => load('risk.list', window, { signal });
/** Most rows that a pasted block is laid over. */
const mostPasted = 2000;

/** The register as a list that is worked in like a sheet. */
export function RiskTable({ list, openId, onOpen, onNew, choices }: RiskTableProps) {
  const { t } = useTranslation(['risk', 'term']);
  const ask = useAskBeforeLeaving();
  const version = useVersion('risk', 'assessment', 'riskOwner', 'riskPoint', 'department', 'departmentName');
  const { tree } = useDepartments();
  const columns = useRiskColumns(tree, choices);
  const edits = useCellEdits(tree, choices);
  const asImported = useAsImported();
  const isEntered = useAllowed('risk.updateEach');
  const exporting = useTask('risk.export', { title: t('export.title') });
  /** The columns that are shown, of the risks that are picked or else of those that are found. */
  const columnsShown = () => shownColumns(columns, list.layout ?? initialLayout(columns as never));
  const exportRisks = async (what: { selection?: RiskSelection; numbers?: boolean }) => {
    const { filter, sort } = list;
    const reply = await exporting.run({ fields: columnsShown().map(({ id }) => id), filter, sort, ...what, file: '' });
    if (!reply.ok || reply.data.file === null) return;
    showSaved(t('export.done', { count: reply.data.rows, file: reply.data.file }), reply.data.file);
  };
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [isThere, setThere] = useState(false);
  const onTotal = useCallback(() => setThere(true), []);

  const paste = useCallback(
    async (text: string, { row: from, column }: { row: number; column: string }) => {
      const shown = shownColumns(columns, list.layout ?? initialLayout(columns as never));
      const proposed = proposeMapping(readBlock(text), columns, shown, column);
      const rows = await rowsFrom(list, from, Math.min(proposed.block.cells.length, mostPasted));
      setPasted({ ...proposed, rows });
    },
    [columns, list],
  );

  return (
    <>
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        fetch={fetchRisks}
        version={version}
        openId={openId}
        onTotal={onTotal}
        onOpen={(row) => ask(() => onOpen(row.id))}
        {...(isEntered && {
          onEdit: (changes: Edit<RiskRow>[]) => void edits.edit(changes),
          onPaste: (text: string, at: { row: number; column: string }) => void paste(text, at),
          foot: t('keys'),
        })}
        bulk={(selection, count, clear) => (
          <RiskBulk selection={selection} count={count} onDone={clear} onExport={() => void exportRisks({ selection })} />
        )}
        actions={
          <>
            <RiskExport
              hasPhones={columnsShown().some(({ id }) => id === 'phone')}
              running={exporting.running}
              onExport={(numbers) => void exportRisks({ numbers })}
            />
            <Needs needs="intake.asImported">
              <Button
                size="xs"
                px="0.5rem"
                variant="default"
                leftSection={<IconTableExport size={15} aria-hidden />}
                loading={asImported.running}
                onClick={() => void asImported.run()}
                title={asImported.hint}
              >
                {asImported.label}
              </Button>
            </Needs>
          </>
        }
        isFiltered={Object.values(list.filter).some((value) => value !== undefined)}
        {...(choices === undefined ? {} : { today: choices.today })}
        empty={
          <EmptyState title={t('empty.title')} text={t('empty.text')} icon={<IconShieldSearch size={36} stroke={1.4} aria-hidden />}>
            <Button onClick={() => go('/intake')}>{t('import')}</Button>
            <Button variant="default" onClick={onNew}>
              {t('new')}
            </Button>
            <Button variant="subtle" onClick={() => void call('workspace.close', {})}>
              {t('empty.sample')}
            </Button>
          </EmptyState>
        }
        emptyFiltered={
          <NothingFound list={list} title={t('emptyFiltered.title')} text={t('emptyFiltered.text')} reset={t('emptyFiltered.reset')} />
        }
      >
        <RiskFilters list={list} tree={tree} choices={choices} mayCount={isThere} />
      </DataTable>
      <LoweringDialog risks={edits.falling} pending={edits.pending} onConfirm={edits.confirm} onCancel={edits.cancel} />
      <PasteDialog
        pasted={pasted}
        columns={columns}
        tree={tree}
        choices={choices}
        pending={edits.pending}
        onClose={() => setPasted(null)}
        onWrite={(changes) => void edits.apply(changes, () => setPasted(null))}
      />
    </>
  );
}

/** Rows of the list from one on, in its present filter and order. */
async function rowsFrom({ filter, sort }: List<RiskFilter, RiskSort>, from: number, count: number): Promise<RiskRow[]> {
  const rows: RiskRow[] = [];
  while (rows.length < count) {
    const { rows: found } = await load('risk.list', {
      offset: from + rows.length,
      limit: Math.min(200, count - rows.length),
      filter,
      sort,
    });
    if (found.length === 0) break;
    rows.push(...found);
  }
  return rows;
}
