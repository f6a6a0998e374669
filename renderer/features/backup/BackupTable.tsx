import { Badge, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, type Data } from '../../api';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import classes from './Backup.module.css';
import { megabytes } from './size';

type Entry = Data<'backup.list'>['entries'][number];
type Verdict = Data<'backup.verify'>;
const faultsShown = 20;

/** Backups newest first; each can be read through and says what of it does not fit. */
export function BackupTable({ entries }: { entries: readonly Entry[] }) {
  const { t, i18n } = useTranslation('backup');
  const verify = useTask('backup.verify', { title: t('task.verify') });
  const [verdict, setVerdict] = useState<Verdict>();
  const [asked, setAsked] = useState('');
  const moment = useMemo(() => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }), [i18n.language]);
  const check = async (id: string) => {
    setAsked(id);
    setVerdict(undefined);
    const reply = await verify.run({ id });
    if (reply.ok) setVerdict(reply.data);
  };
  const columns: SimpleColumn<Entry>[] = [
    { id: 'at', title: t('column.at'), width: '12rem', render: ({ at, id }) => (at === null ? id : moment.format(at)) },
    {
      id: 'why',
      title: t('column.why'),
      width: '10rem',
      render: ({ why, state }) => (state === 'damaged' ? <Badge color="wine">{t('damaged')}</Badge> : why && t(`why.${why}`)),
    },
    {
      id: 'verified',
      title: t('column.verified'),
      width: '12rem',
      render: ({ verifiedAt }) => verifiedAt !== null && moment.format(verifiedAt),
    },
    {
      id: 'rows',
      title: t('column.rows'),
      render: ({ counts: { risk = 0, round = 0, filing = 0 }, state }) => state === 'proven' && t('rows', { risk, round, filing }),
    },
    {
      id: 'files',
      title: t('column.files'),
      width: '9rem',
      align: 'end',
      render: ({ fileCount, lacking, state }) =>
        state === 'proven' && [t('files', { count: fileCount }), ...(lacking > 0 ? [t('lacking', { count: lacking })] : [])].join(' · '),
    },
    {
      id: 'size',
      title: t('column.size'),
      width: '7rem',
      align: 'end',
      render: ({ databaseSize, state }) => state === 'proven' && megabytes(databaseSize, i18n.language),
    },
    {
      id: 'action',
      title: t('column.action'),
      width: '7rem',
      render: ({ id }) => (
        <Button
          size="compact-xs"
          variant="default"
          loading={verify.running && asked === id}
          disabled={verify.running}
          onClick={() => void check(id)}
        >
          {t('verify')}
        </Button>
      ),
    },
  ];
  const at = entries.find(({ id }) => id === verdict?.id)?.at;
  return (
    <>
      <div role="status">
        {verdict && (
          <section className={classes.card} aria-label={t('column.action')}>
            <p className={verdict.faults.length === 0 ? classes.good : classes.bad}>
              {at === null || at === undefined ? verdict.id : moment.format(at)}
              {' — '}
              {verdict.faults.length === 0 ? t('whole') : t('faults', { count: verdict.faults.length })}
            </p>
            {verdict.faults.length > 0 && (
              <ul className={classes.faults}>
                {verdict.faults.slice(0, faultsShown).map((fault) => {
                  const place = fault.kind === 'file' ? fault.place : '';
                  return <li key={`${fault.kind} ${place}`}>{t(`fault.${fault.kind}`, { place })}</li>;
                })}
                {verdict.faults.length > faultsShown && <li>{t('more', { count: verdict.faults.length - faultsShown })}</li>}
              </ul>
            )}
          </section>
        )}
      </div>
      <SimpleTable label={t('title')} columns={columns} rows={entries} keyOf={({ id }) => id} />
    </>
  );
}
