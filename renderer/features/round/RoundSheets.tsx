import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconFileImport, IconSend } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, showSaved, undo, useApi, useTask, useVersion } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { useDroppedFiles } from '../../components/fromOutside';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { showChanged } from '../../notice';
import { CollectPreview } from './CollectPreview';
import { Confirmations } from './Confirmations';
import { HandOut } from './HandOut';
import classes from './Round.module.css';
import type { RoundData } from './round';
import { departmentsOf, type Collecting, type SheetRow } from './sheet';
import { SheetBadge } from './SheetBadge';
import { SheetDetail } from './SheetDetail';
import { HistoryButton } from '../../history';

type NoFilter = Record<string, never>;

/** What is being collected in each round, kept while other tabs and pages are looked at. */
const lastCollecting = new Map<string, Collecting>();

/** 分发收回: sheets go out by department, come back, are looked through and taken in; and who confirmed how much. */
export function RoundSheets({ data: { round } }: { data: RoundData }) {
  const { t } = useTranslation('round');
  const isOpen = round.status === 'open';
  const [view, setView] = useState('sheets');
  const [collecting, setOwn] = useState(isOpen ? (lastCollecting.get(round.id) ?? null) : null);
  const setCollecting = (next: Collecting | null) => {
    if (next === null) lastCollecting.delete(round.id);
    else lastCollecting.set(round.id, next);
    setOwn(next);
  };
  const collect = useTask('round.collectSheets', { title: t('sheets.reading') });
  const read = async (files: readonly string[]) => {
    const reply = await collect.run({ id: round.id, files: [...files], apply: false });
    if (reply.ok && reply.data)
      setCollecting({ plan: reply.data, decisions: {}, declined: [], by: '', readBy: '', on: null, isApplied: false });
  };
  const over = useDroppedFiles((paths) => {
    if (isOpen && paths.length > 0) void read(paths);
  });
  if (collecting) return <CollectPreview round={round} collecting={collecting} onChange={setCollecting} />;
  return (
    <div className={classes.page} data-over={(isOpen && over) || undefined}>
      <div className={classes.progress}>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          data={['sheets', 'confirmations'].map((value) => ({ value, label: t(`sheets.view.${value as 'sheets'}`) }))}
        />
        {isOpen && (
          <Group gap="xs" ml="auto">
            <Text size="xs" c="dimmed">
              {t('sheets.dropHere')}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconFileImport size={15} aria-hidden />}
              loading={collect.running}
              onClick={() => void read([])}
            >
              {t('sheets.collect')}
            </Button>
          </Group>
        )}
      </div>
      {view === 'sheets' ? <SheetList round={round} isOpen={isOpen} /> : <Confirmations roundId={round.id} />}
    </div>
  );
}

function SheetList({ round, isOpen }: { round: RoundData['round']; isOpen: boolean }) {
  const { t } = useTranslation(['round', 'term']);
  const list = useList<NoFilter, 'department'>(`roundSheets.${round.id}`, { filter: {}, sort: { by: 'department', descending: false } });
  const version = useVersion('roundSheet', 'roundRisk', 'risk', 'department', 'departmentName');
  const { data: first } = useApi('round.sheets', { id: round.id, offset: 0, limit: 1 }, { subjects: ['roundSheet', 'roundRisk', 'risk'] });
  const columns = useSheetColumns();
  const [shown, setShown] = useState<SheetRow | null>(null);
  const [handing, setHanding] = useState<string[] | null>(null);
  const [picked, setPicked] = useState(0);
  const handOut = useTask('round.exportSheets', { title: t('sheets.handOut') });
  const fetch = useCallback<Fetch<SheetRow, NoFilter, 'department'>>(
    ({ offset, limit, signal }) => load('round.sheets', { id: round.id, offset, limit }, { signal }),
    [round.id],
  );
  const ask = async (selection: Selection<NoFilter>) => {
    const ids = 'ids' in selection ? selection.ids : (await departmentsOf(round.id)).filter((id) => !selection.except.includes(id));
    setPicked((count) => count + 1);
    setHanding(ids);
  };
  return (
    <SidePanel
      title={shown && (shown.department || t('sheets.noDepartment'))}
      onClose={() => setShown(null)}
      width={420}
      actions={shown?.sheet && <HistoryButton id={shown.sheet.id} />}
      list={
        <>
          {first && (isOpen || first.total > 0) && (
            <Group gap="xs" px="md" pb="xs">
              {(['notHanded', 'out', 'overdue', 'returned'] as const)
                .filter((state) => isOpen || state !== 'notHanded')
                .map((state) => (
                  <SheetBadge key={state} state={state} count={first.states[state]} />
                ))}
              {isOpen && first.waiting.length > 0 && (
                <Button
                  size="compact-sm"
                  leftSection={<IconSend size={15} aria-hidden />}
                  loading={handOut.running}
                  onClick={() => setHanding(first.waiting)}
                >
                  {t('sheets.handOutAll', { count: first.waiting.length })}
                </Button>
              )}
            </Group>
          )}
          <DataTable
            label={t('tab.sheets')}
            list={list}
            columns={columns}
            fetch={fetch}
            version={version}
            openId={shown?.id ?? null}
            onOpen={setShown}
            plain
            {...(isOpen
              ? {
                  bulk: (selection: Selection<NoFilter>, count: number) => (
                    <Button size="compact-sm" leftSection={<IconSend size={14} aria-hidden />} onClick={() => void ask(selection)}>
                      {t('sheets.handOutPicked', { count })}
                    </Button>
                  ),
                }
              : {})}
            empty={<EmptyState title={t(isOpen ? 'sheets.empty' : 'sheets.emptyClosed')} />}
          />
          <HandOut
            key={`${picked}-${handing?.length ?? 'none'}`}
            departments={handing}
            running={handOut.running}
            findings={handOut.failure?.findings ?? []}
            onClose={() => setHanding(null)}
            onHandOut={async (details) => {
              const reply = await handOut.run({ id: round.id, folder: '', departmentIds: handing ?? [], ...details });
              if (!reply.ok || reply.data.folder === null) return;
              setHanding(null);
              list.setPicked({ all: false, ids: new Set() });
              const { files, folder, step } = reply.data;
              showChanged({
                changed: 0,
                message: t('sheets.handed', { count: files.length }),
                undo: step === null ? undefined : () => void undo(),
              });
              showSaved(t('sheets.savedIn', { folder }), files[0]!.file);
            }}
          />
        </>
      }
    >
      {shown && <SheetDetail key={shown.id} round={round} id={shown.id} version={version} onHandOut={() => setHanding([shown.id])} />}
    </SidePanel>
  );
}

function useSheetColumns(): Column<SheetRow>[] {
  const { t } = useTranslation(['round', 'term']);
  return useMemo(() => {
    const number = (value: number | undefined) => (value === undefined ? '' : String(value));
    return [
      { id: 'department', title: t('sheets.department'), width: 160, grow: 2, text: (row) => row.department || t('sheets.noDepartment') },
      {
        id: 'state',
        title: t('sheets.stateOf'),
        width: 104,
        text: (row) => t(`sheets.state.${row.state}`),
        render: (row) => <SheetBadge state={row.state} />,
      },
      { id: 'risks', title: t('sheets.risks'), width: 72, align: 'end', text: (row) => String(row.risks) },
      { id: 'pending', title: t('sheets.pending'), width: 72, align: 'end', text: (row) => String(row.pending) },
      { id: 'handedTo', title: t('sheets.handedTo'), width: 96, grow: 1, text: (row) => row.sheet?.handedTo ?? '' },
      { id: 'handedOn', title: t('sheets.handedOn'), width: 104, text: (row) => row.sheet?.handedOn ?? '' },
      { id: 'dueOn', title: t('sheets.dueOn'), width: 104, text: (row) => row.sheet?.dueOn ?? '' },
      { id: 'returnedOn', title: t('sheets.returnedOn'), width: 104, text: (row) => row.sheet?.returnedOn ?? '' },
      { id: 'returnedBy', title: t('sheets.returnedBy'), width: 112, grow: 1, text: (row) => row.sheet?.returnedBy ?? '' },
      { id: 'confirmed', title: t('sheets.confirmed'), width: 72, align: 'end', text: (row) => number(row.sheet?.confirmed) },
      { id: 'changed', title: t('sheets.changed'), width: 72, align: 'end', text: (row) => number(row.sheet?.changed) },
      { id: 'refused', title: t('sheets.refused'), width: 72, align: 'end', text: (row) => number(row.sheet?.refused) },
    ];
  }, [t]);
}
