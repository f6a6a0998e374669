import { Button, SegmentedControl } from '@mantine/core';
import { IconCamera, IconPaperclip, IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, queryClient, useApi, useTask, useVersion, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Thumbnail } from '../../components/preview/Thumbnail';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import type { Fetch } from '../../components/table/rowWindow';
import type { Selection } from '../../components/table/selection';
import { FileViewer } from '../../FileViewer';
import { showChanged } from '../../notice';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import { makeThumbnail } from '../../thumbnail';
import classes from './Evidence.module.css';
import { Orphans } from './Orphans';
import { PhotoIntake } from './PhotoIntake';

type State = 'used' | 'unused' | 'orphaned' | 'missing' | 'changed';
const states: readonly State[] = ['used', 'unused', 'missing', 'changed', 'orphaned'];
type File = Data<'evidence.list'>['rows'][number] & { id: string };
interface Filter {
  text?: string | undefined;
  state?: State | undefined;
}

const fetchFiles: Fetch<File, Filter, 'addedAt'> = async ({ offset, limit, filter, signal }) => {
  const { rows, total } = await load('evidence.list', { offset, limit, ...filter }, { signal });
  return { total, rows: rows.map((row) => ({ ...row, id: row.sha256 })) };
};

/** 证据文件: every kept file, which of them are not as they should be, and the way to pictures from a telephone. */
export default function EvidencePage() {
  const { id, open } = usePlace('/evidence');
  return id === 'photos' ? <PhotoIntake onBack={() => open(null)} /> : <Files onPhotos={() => open('photos')} />;
}

function Files({ onPhotos }: { onPhotos: () => void }) {
  const { t } = useTranslation('evidence');
  const list = useList<Filter, 'addedAt'>('evidence', {
    filter: {},
    sort: { by: 'addedAt', descending: true },
    memory: useListMemory('evidence'),
  });
  const [checks, setChecks] = useState(0);
  const [shown, setShown] = useState<File | null>(null);
  const version = useVersion('attachment', 'attachmentCheck', 'filing', 'filingFile', 'submission') + checks;
  const columns = useColumns();
  const { state = 'used', text = '' } = list.filter;
  const reread = () => {
    setChecks((count) => count + 1);
    void queryClient.invalidateQueries({ queryKey: ['evidence.figures'] });
  };
  const bulk = (selection: Selection<Filter>, count: number, clear: () => void) => (
    <Orphans
      selection={selection}
      count={count}
      state={state as 'unused'}
      onDone={() => {
        clear();
        reread();
      }}
    />
  );
  return (
    <>
      <Head onPhotos={onPhotos} onChecked={reread} />
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        fetch={fetchFiles}
        version={version}
        openId={shown?.id ?? null}
        onOpen={setShown}
        isFiltered={text !== ''}
        {...(state === 'unused' || state === 'orphaned' ? { bulk } : {})}
        empty={
          <EmptyState
            title={t(`empty.${state}`)}
            text={state === 'used' ? t('emptyText') : undefined}
            icon={<IconPaperclip size={36} stroke={1.4} aria-hidden />}
          />
        }
        emptyFiltered={<NothingFound list={list} title={t('nothing')} text={t('nothingText')} reset={t('reset')} />}
      >
        <FilterBar text={textFilter(list, t('search'))} onReset={list.resetFilter}>
          <States value={state} onChange={(next) => list.setFilter({ state: next === 'used' ? undefined : next })} />
        </FilterBar>
      </DataTable>
      {shown && <FileViewer files={[shown]} at={0} onAt={() => setShown(null)} />}
    </>
  );
}

function States({ value, onChange }: { value: State; onChange: (state: State) => void }) {
  const { t } = useTranslation('evidence');
  const { data } = useApi('evidence.figures', {});
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('states')}
      value={value}
      onChange={(next) => onChange(next as State)}
      data={states.map((state) => ({ value: state, label: `${t(`state.${state}`)}${data ? ` ${data[state]}` : ''}` }))}
    />
  );
}

function Head({ onPhotos, onChecked }: { onPhotos: () => void; onChecked: () => void }) {
  const { t, i18n } = useTranslation('evidence');
  const { data } = useApi('evidence.figures', {});
  const verify = useTask('evidence.verify', { title: t('verify.task') });
  const restore = useTask('evidence.restore', { title: t('restore.task') });
  const broken = (data?.missing ?? 0) + (data?.changed ?? 0);
  const note =
    data &&
    t(data.checkedAt === null ? 'noteUnchecked' : 'note', {
      count: data.used,
      size: (data.bytes / 1024 / 1024).toFixed(1),
      at: data.checkedAt === null ? '' : new Date(data.checkedAt).toLocaleString(i18n.language),
    });
  const check = async () => {
    const reply = await verify.run({});
    onChecked();
    if (!reply.ok) return;
    const { files, missing, changed } = reply.data;
    showChanged({
      changed: 0,
      message: t(missing + changed > 0 ? 'verify.broken' : 'verify.whole', { files, missing, changed }),
      undo: undefined,
    });
  };
  const bring = async (from: 'backups' | 'folder') => {
    const reply = await restore.run({ from });
    onChecked();
    if (reply.ok) showChanged({ changed: 0, message: t('restore.done', { ...reply.data }), undo: undefined });
  };
  return (
    <PageHead title={t('title')} note={note}>
      {broken > 0 && (
        <>
          <Needs needs="evidence.restore">
            <Button variant="default" loading={restore.running} onClick={() => void bring('folder')}>
              {t('restore.folder')}
            </Button>
          </Needs>
          <Needs needs="evidence.restore">
            <Button loading={restore.running} onClick={() => void bring('backups')}>
              {t('restore.backups')}
            </Button>
          </Needs>
        </>
      )}
      <Needs needs="evidence.verify">
        <Button
          variant="default"
          loading={verify.running}
          leftSection={<IconShieldCheck size={15} aria-hidden />}
          onClick={() => void check()}
        >
          {t('verify.button')}
        </Button>
      </Needs>
      <Needs needs="evidence.scanFolder">
        <Button leftSection={<IconCamera size={15} aria-hidden />} onClick={onPhotos}>
          {t('photos.button')}
        </Button>
      </Needs>
    </PageHead>
  );
}

function useColumns(): Column<File>[] {
  const { t, i18n } = useTranslation('evidence');
  return useMemo(() => {
    const time = (at: number | null) =>
      at === null ? '' : new Date(at).toLocaleString(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
    return [
      {
        id: 'name',
        title: t('column.name'),
        width: 320,
        grow: 3,
        text: ({ name }) => name,
        render: ({ name, sha256, mediaType }) => (
          <span className={classes.name}>
            <Thumbnail sha256={sha256} mediaType={mediaType} onMissing={makeThumbnail} />
            <span>{name}</span>
          </span>
        ),
      },
      {
        id: 'size',
        title: t('column.size'),
        width: 90,
        align: 'end',
        text: ({ size }) => (size === null ? '' : t('kilobytes', { size: Math.max(1, Math.round(size / 1024)) })),
      },
      { id: 'uses', title: t('column.uses'), width: 90, align: 'end', text: ({ uses }) => (uses === 0 ? '' : String(uses)) },
      { id: 'addedAt', title: t('column.addedAt'), width: 150, text: ({ addedAt }) => time(addedAt) },
      { id: 'takenAt', title: t('column.takenAt'), width: 150, text: ({ takenAt }) => time(takenAt) },
      { id: 'verdict', title: t('column.verdict'), width: 110, text: ({ verdict }) => t(`verdict.${verdict ?? 'none'}`) },
    ];
  }, [t, i18n.language]);
}
