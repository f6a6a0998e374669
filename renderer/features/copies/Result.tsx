import { Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { undo, useApi, type Data } from '../../api';
import { PageHead } from '../../components/PageHead';
import { SimpleTable } from '../../components/SimpleTable';
import { go } from '../../place';
import classes from './Copies.module.css';
import { useCopyWords } from './words';

const mostShown = 200;

/** What came of merging: how much, which numbers are new, and taking it back while nothing else was done. */
export function Result({ result, onDone }: { result: Data<'copies.apply'>; onDone: () => void }) {
  const { t, subject } = useCopyWords();
  const { counts, renumbered, files, lacking, isFinal } = result;
  const canUndo = useApi('history.state', {}).data?.undo?.command === 'copies.merge';
  return (
    <>
      <PageHead title={t('title')} note={t('intro')} />
      <div className={classes.page}>
        <section className={classes.card} role="status" aria-label={t('result.title')}>
          <h2 className={classes.line}>
            <IconCircleCheck size={20} aria-hidden color="var(--text-good)" />
            {t('result.title')}
          </h2>
          <p>{t('result.counts', counts)}</p>
          {files > 0 && <p>{t('result.files', { count: files })}</p>}
          {lacking > 0 && <p className={classes.bad}>{t('result.lacking', { count: lacking })}</p>}
          {isFinal && <p className={classes.quiet}>{t('result.final')}</p>}
          <Group gap="xs">
            {canUndo && (
              <Button variant="default" onClick={() => void undo().then(onDone)}>
                {t('result.undo')}
              </Button>
            )}
            <Button variant="default" onClick={() => go('/audit')}>
              {t('result.audit')}
            </Button>
            <Button onClick={onDone}>{t('result.other')}</Button>
          </Group>
        </section>
        {renumbered.length > 0 && (
          <section className={classes.card} aria-label={t('result.renumbered')}>
            <h2>{t('result.renumbered')}</h2>
            <SimpleTable
              label={t('result.renumbered')}
              rows={renumbered.slice(0, mostShown)}
              keyOf={({ subject: kind, to }) => `${kind} ${to}`}
              columns={[
                { id: 'record', title: t('result.record'), render: (entry) => `${subject(entry.subject)} ${entry.name}` },
                { id: 'from', title: t('result.from'), width: '10rem', render: ({ from }) => from },
                { id: 'to', title: t('result.to'), width: '10rem', render: ({ to }) => <b>{to}</b> },
              ]}
              foot={renumbered.length > mostShown ? t('result.more', { count: renumbered.length - mostShown }) : undefined}
            />
          </section>
        )}
      </div>
    </>
  );
}
