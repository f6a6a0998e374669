import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTask } from '../../api';
import { findingText } from '../../components/findingText';
import { Needs } from '../../components/Needs';
import { showChanged } from '../../notice';
import classes from './Backup.module.css';

/** Backups that still hold personal data which was removed since, and their removal; nothing where there are none. */
export function ErasedCard() {
  const { t, i18n } = useTranslation('backup');
  const { data } = useApi('erasedBackup.state', {});
  const drop = useTask('erasedBackup.drop', { title: t('erased.task') });
  const [typed, setTyped] = useState('');
  if (!data || data.at === null || data.here + data.second === 0) return null;
  const [held] = data.holds;
  const wrong = drop.failure?.findings?.[0];
  const run = async () => {
    const reply = await drop.run({ name: typed.trim() });
    if (reply.ok) showChanged({ id: 'backup', changed: 0, message: t('erased.done', { count: reply.data.dropped }), undo: undefined });
  };
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(data.at);
  return (
    <section className={classes.card} aria-label={t('erased.title')}>
      <h2>{t('erased.title')}</h2>
      <p className={classes.bad}>{t('erased.text', { when, here: data.here, second: data.second })}</p>
      <p className={classes.quiet}>{t('erased.elsewhere')}</p>
      {held === undefined ? (
        <Group align="flex-end" gap="sm">
          <TextInput
            w="24rem"
            label={t('erased.confirm')}
            value={typed}
            error={wrong && findingText(t, wrong)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Needs needs="erasedBackup.drop">
            <Button color="wine" loading={drop.running} disabled={typed.trim() === ''} onClick={() => void run()}>
              {t('erased.drop')}
            </Button>
          </Needs>
        </Group>
      ) : (
        <p className={classes.quiet}>{t('erased.held', { title: held })}</p>
      )}
    </section>
  );
}
