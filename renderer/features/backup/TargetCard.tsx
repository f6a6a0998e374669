import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTask, type Data } from '../../api';
import { failureText } from '../../components/failureText';
import { findingText } from '../../components/findingText';
import { Needs } from '../../components/Needs';
import classes from './Backup.module.css';

/** Where the second copy goes, when that last succeeded, and why it did not. */
export function TargetCard({ target }: { target: Data<'backup.state'>['target'] }) {
  const { t, i18n } = useTranslation('backup');
  const set = useTask('backup.setTarget', { title: t('target.task') });
  const drop = useTask('backup.dropTarget', { title: t('target.task') });
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const inside = set.failure?.findings?.[0];
  return (
    <section className={classes.card} aria-label={t('target.title')}>
      <h2>{t('target.title')}</h2>
      {target === null ? (
        <p className={classes.quiet}>{t('target.none')}</p>
      ) : (
        <div role="status" className={classes.lines}>
          <p className={classes.quiet}>{t('target.folder', { folder: target.folder })}</p>
          <p className={target.failedAt !== null || target.copiedAt === null ? undefined : classes.good}>
            {target.failedAt === null && target.copiedAt !== null && <IconCircleCheck size={18} aria-hidden />}
            {target.copiedAt === null ? t('target.never') : t('target.copied', { when: moment.format(target.copiedAt) })}
          </p>
          {target.failedAt !== null && (
            <p className={classes.bad}>
              <IconShieldExclamation size={18} aria-hidden />
              <span>
                {t('target.failed', { when: moment.format(target.failedAt) })}
                {failureText(t, { code: 'UNAVAILABLE', key: target.failure, params: { folder: target.folder } })}
              </span>
            </p>
          )}
        </div>
      )}
      {inside && set.failure && <p className={classes.bad}>{findingText(t, inside)}</p>}
      <Group gap="xs">
        <Needs needs="backup.setTarget">
          <Button variant="default" loading={set.running} onClick={() => void set.run({ folder: '' })}>
            {t(target === null ? 'target.choose' : 'target.change')}
          </Button>
        </Needs>
        {target !== null && (
          <Needs needs="backup.dropTarget">
            <Button variant="subtle" loading={drop.running} onClick={() => void drop.run({})}>
              {t('target.drop')}
            </Button>
          </Needs>
        )}
      </Group>
    </section>
  );
}
