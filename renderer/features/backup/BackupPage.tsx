import { Button } from '@mantine/core';
import { IconCircleCheck, IconFolder, IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call, useApi, useTask } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { verifiedText } from '../../components/verifiedText';
import { showChanged, showFailure } from '../../notice';
import { ArchiveCard } from './ArchiveCard';
import classes from './Backup.module.css';
import { BackupTable } from './BackupTable';
import { ErasedCard } from './ErasedCard';
import { InvestigationCard } from './InvestigationCard';
import { megabytes } from './size';
import { TargetCard } from './TargetCard';

/** What is on the shelf, whether it is whole, and a backup at once. */
export default function BackupPage() {
  const { t, i18n } = useTranslation('backup');
  const state = useApi('backup.state', {});
  const list = useApi('backup.list', {}, { subjects: ['backup'] });
  const run = useTask('backup.run', { title: t('task.run') });
  const openFolder = async () => {
    const reply = await call('backup.openFolder', {});
    if (!reply.ok) showFailure(reply.error);
  };
  const backUp = async () => {
    const reply = await run.run({ why: 'manual' });
    if (reply.ok) showChanged({ id: 'backup', changed: 0, message: t(reply.data.isNew ? 'made' : 'same'), undo: undefined });
  };
  if (!state.data || !list.data) return null;
  const { verifiedAt, isBehind } = state.data;
  const { entries, size } = list.data;
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Needs needs="backup.openFolder">
          <Button variant="default" leftSection={<IconFolder size={16} aria-hidden />} onClick={() => void openFolder()}>
            {t('folder')}
          </Button>
        </Needs>
        <Needs needs="backup.run">
          <Button loading={run.running} onClick={() => void backUp()}>
            {t('now')}
          </Button>
        </Needs>
      </PageHead>
      <div className={classes.page}>
        <section className={classes.card} aria-label={t('title')}>
          <div role="status">
            <p className={verifiedAt === null ? classes.bad : classes.good}>
              {verifiedAt === null ? <IconShieldExclamation size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
              {verifiedText(t, verifiedAt)}
            </p>
          </div>
          <p className={classes.quiet}>
            {t(isBehind ? 'state.behind' : 'state.current')}
            {entries.length > 0 && ` · ${t('size', { count: entries.length, size: megabytes(size, i18n.language) })}`}
          </p>
          <p className={classes.quiet}>{t('kept')}</p>
        </section>
        {entries.length === 0 ? <EmptyState title={t('empty.title')} text={t('empty.text')} /> : <BackupTable entries={entries} />}
        <ErasedCard />
        <TargetCard target={state.data.target} />
        <ArchiveCard />
        <InvestigationCard />
      </div>
    </>
  );
}
