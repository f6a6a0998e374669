import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { load, showSaved, useTask, type CallFailed, type Data } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { speak } from '../../components/speak';
import { useEndless } from '../../components/useEndless';
import { useMoment } from '../../history';
import classes from './Investigation.module.css';

type Look = Data<'investigation.log'>['rows'][number];
const portion = 200;

/** Who looked at what in this copy and when, newest first, and whether the log is as it was written. */
export default function LookPage() {
  const { t } = useTranslation('investigation');
  const moment = useMoment();
  const run = useTask('investigation.exportLog', { title: t('export.title') });
  const log = useInfiniteQuery({
    queryKey: ['investigation.log'],
    queryFn: ({ pageParam, signal }) => load('investigation.log', { offset: pageParam, limit: portion }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ rows, total }, pages) =>
      rows.length < portion || pages.length * portion >= total ? undefined : pages.length * portion,
  });
  const end = useEndless<HTMLParagraphElement>(log);
  if (log.isError) return <Refused failure={(log.error as CallFailed).failure} onRetry={() => void log.refetch()} />;
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = log.data?.pages[0];
  const save = async (format: 'xlsx' | 'jsonl') => {
    const reply = await run.run({ format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('export.done', { count: reply.data.rows }), reply.data.file);
  };
  const columns: SimpleColumn<Look>[] = [
    { id: 'seq', title: t('seq'), width: '4.5rem', align: 'end', render: ({ seq }) => seq },
    { id: 'at', title: t('at'), width: '12.5rem', render: ({ at }) => moment.format(at) },
    { id: 'who', title: t('who'), width: '12rem', render: ({ who }) => who },
    {
      id: 'what',
      title: t('looked'),
      width: '14rem',
      render: ({ what }) => speak(t, `what.${what.replace('.', '_')}`, { defaultValue: what }),
    },
    {
      id: 'asked',
      title: t('asked'),
      render: ({ record, asked, outcome }) => (
        <>
          {outcome === 'refused' && <b>{t('refused')} </b>}
          {record} {record === '' && <span className={classes.asked}>{asked === '{}' ? '' : asked}</span>}
        </>
      ),
    },
  ];
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" loading={run.running} leftSection={<IconDownload size={16} aria-hidden />}>
              {t('export.button')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void save('xlsx')}>{t('export.xlsx')}</Menu.Item>
            <Menu.Item onClick={() => void save('jsonl')}>{t('export.jsonl')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </PageHead>
      <div className={classes.page}>
        {first && (
          <div role="status">
            {first.faults.length === 0 ? (
              <p className={classes.good}>{t('whole', { count: first.total })}</p>
            ) : (
              first.faults.slice(0, 20).map(({ kind, seq }) => (
                <p key={`${kind} ${seq}`} className={classes.bad}>
                  {t(`fault.${kind}`, { seq })}
                </p>
              ))
            )}
          </div>
        )}
        <SimpleTable label={t('title')} columns={columns} rows={rows} keyOf={({ seq }) => String(seq)} />
        <p ref={end}>{log.hasNextPage || log.isPending ? t('loading') : t('end')}</p>
      </div>
    </>
  );
}
