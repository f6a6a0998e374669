import { Anchor, Button, Checkbox } from '@mantine/core';
import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldName } from '../../../db/domain/fieldWords';
import { load, undo, useCommand, type CallFailed, type Data, type Input } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Picker } from '../../components/Picker';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { sayIn, speak } from '../../components/speak';
import { useEndless } from '../../components/useEndless';
import { useMoment } from '../../history';
import { showChanged } from '../../notice';
import { go } from '../../place';
import classes from './Recycle.module.css';

type Removed = Data<'history.removed'>['rows'][number];
type Subject = NonNullable<Input<'history.removed'>['subject']>;

const portion = 100;
const mostAtOnce = 200;

/** What was removed, newest first, to be brought back one by one or several together. */
export default function RecyclePage() {
  const { t } = useTranslation(['recycle', 'component']);
  const [subject, setSubject] = useState<Subject | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const restore = useCommand('history.restore', { done: false });
  const moment = useMoment();
  const removed = useInfiniteQuery({
    queryKey: ['history.removed', subject],
    queryFn: ({ pageParam, signal }) =>
      load(
        'history.removed',
        { limit: portion, ...(subject === null ? {} : { subject }), ...(pageParam === null ? {} : { before: pageParam }) },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ rows }) => (rows.length < portion ? undefined : rows.at(-1)?.seq),
  });
  const rows = useMemo(() => removed.data?.pages.flatMap((page) => page.rows) ?? [], [removed.data]);
  const listed = rows.filter(({ seq }) => chosen.has(seq));
  const end = useEndless<HTMLParagraphElement>(removed);

  const bringBack = async (seqs: number[]) => {
    const reply = await restore.run({ seqs });
    if (!reply.ok) return;
    setChosen(new Set());
    const { changed, value } = reply.data;
    const emptied = [...new Set(value.restored.flatMap((record) => record.emptied))];
    const fields = emptied.map((field) => fieldName(sayIn(t), field)).join(t('component:list.comma'));
    const message = emptied.length === 0 ? t('restored', { count: value.restored.length }) : t('emptied', { fields });
    showChanged({ changed, message, undo: () => void undo() });
  };
  const choose = (seqs: readonly number[], isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, ...seqs].slice(0, mostAtOnce) : [...before].filter((seq) => !seqs.includes(seq))));

  if (removed.isError) return <Refused failure={(removed.error as CallFailed).failure} onRetry={() => void removed.refetch()} />;
  const nameOf = ({ name }: Removed) => name || t('unnamed');
  const columns: SimpleColumn<Removed>[] = [
    {
      id: 'choose',
      title: '',
      width: '2.25rem',
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={t('choose', { name: nameOf(row) })}
          checked={chosen.has(row.seq)}
          onChange={(event) => choose([row.seq], event.currentTarget.checked)}
        />
      ),
    },
    {
      id: 'subject',
      title: t('subject'),
      width: '8rem',
      render: (row) => speak(t, `failure:subject.${row.subject}`, { defaultValue: speak(t, 'failure:subject.other') }),
    },
    {
      id: 'name',
      title: t('name'),
      render: (row) => (
        <Anchor component="button" type="button" size="sm" ta="start" title={t('history')} onClick={() => go(`/audit/${row.subjectId}`)}>
          {nameOf(row)}
        </Anchor>
      ),
    },
    {
      id: 'command',
      title: t('command'),
      width: '10rem',
      render: ({ command }) => speak(t, `command:${command}`, { defaultValue: command }),
    },
    { id: 'actor', title: t('actor'), width: '8rem', render: ({ actor }) => actor },
    { id: 'at', title: t('at'), width: '13rem', render: ({ at }) => moment.format(at) },
    {
      id: 'restore',
      title: '',
      width: '6rem',
      align: 'end',
      render: ({ seq }) => (
        <Needs needs="history.restore">
          <Button size="compact-sm" variant="default" disabled={restore.pending} onClick={() => void bringBack([seq])}>
            {t('restore')}
          </Button>
        </Needs>
      ),
    },
  ];
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Needs needs="history.restore">
          <Button
            leftSection={<IconRestore size={16} aria-hidden />}
            disabled={listed.length === 0}
            loading={restore.pending}
            onClick={() => void bringBack(listed.map(({ seq }) => seq))}
          >
            {t('restoreSome', { count: listed.length })}
          </Button>
        </Needs>
      </PageHead>
      <div className={classes.page}>
        <search className={classes.filters}>
          <Checkbox
            size="xs"
            label={t('chooseAll')}
            disabled={rows.length === 0}
            checked={rows.length > 0 && listed.length === Math.min(rows.length, mostAtOnce)}
            onChange={(event) =>
              choose(
                rows.slice(0, mostAtOnce).map(({ seq }) => seq),
                event.currentTarget.checked,
              )
            }
          />
          <Picker
            size="xs"
            aria-label={t('subject')}
            placeholder={t('all')}
            options={(removed.data?.pages[0]?.subjects ?? []).map((value) => ({ value, label: speak(t, `failure:subject.${value}`) }))}
            value={subject}
            onPick={(picked) => {
              setSubject(picked as Subject | null);
              setChosen(new Set());
            }}
          />
        </search>
        {!removed.isPending && (
          <SimpleTable
            label={t('title')}
            columns={columns}
            rows={rows}
            keyOf={({ seq }) => String(seq)}
            empty={<EmptyState title={t('none')} text={t('noneText')} icon={<IconTrash size={32} stroke={1.4} aria-hidden />} />}
          />
        )}
        <p ref={end} className={classes.end}>
          {removed.hasNextPage || removed.isPending ? t('loading') : ''}
        </p>
      </div>
    </>
  );
}
