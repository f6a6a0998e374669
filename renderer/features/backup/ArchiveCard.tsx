import { Button, Group, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, type Data } from '../../api';
import { failureText } from '../../components/failureText';
import { findingText } from '../../components/findingText';
import { Needs } from '../../components/Needs';
import classes from './Backup.module.css';
import { megabytes } from './size';

type Checked = NonNullable<Data<'archive.check'>>;

/** The workspace as one file, with or without a password; and whether such a file is whole. */
export function ArchiveCard() {
  const { t, i18n } = useTranslation('backup');
  const write = useTask('archive.write', { title: t('archive.taskWrite'), quiet: true });
  const check = useTask('archive.check', { title: t('archive.taskCheck'), quiet: true });
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [key, setKey] = useState('');
  const [written, setWritten] = useState<Data<'archive.write'>>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const differs = password !== again;
  const busy = write.running || check.running;
  const weak = write.failure?.findings?.[0];
  const export_ = async () => {
    setWritten(null);
    setChecked(null);
    const reply = await write.run({ file: '', password: password === '' ? null : password });
    if (!reply.ok || reply.data === null) return;
    setWritten(reply.data);
    setPassword('');
    setAgain('');
  };
  const look = async (file: string, own: string | null) => {
    setWritten(null);
    const reply = await check.run({ file, password: own });
    if (reply.ok) setChecked(reply.data);
    if (reply.ok) setKey('');
  };
  const failure = write.failure ?? check.failure;
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section className={classes.card} aria-label={t('archive.title')}>
      <h2>{t('archive.title')}</h2>
      <p className={classes.quiet}>{t('archive.text')}</p>
      <Group align="flex-start" gap="sm">
        <PasswordInput
          w="22rem"
          label={t('archive.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          description={password === '' ? undefined : t('archive.lost')}
          error={weak && findingText(t, weak)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        {password !== '' && (
          <PasswordInput
            w="14rem"
            label={t('archive.again')}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={again !== '' && differs && t('archive.differ')}
          />
        )}
      </Group>
      <Group gap="xs">
        <Needs needs="archive.write">
          <Button loading={write.running} disabled={differs || busy} onClick={() => void export_()}>
            {t('archive.write')}
          </Button>
        </Needs>
        <Needs needs="archive.check">
          <Button variant="default" loading={check.running} disabled={busy} onClick={() => void look('', null)}>
            {t('archive.check')}
          </Button>
        </Needs>
      </Group>
      {checked?.needsPassword && (
        <Group align="flex-end" gap="xs">
          <PasswordInput
            w="22rem"
            label={t('archive.passwordOf')}
            description={checked.file}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <Button disabled={key === '' || busy} onClick={() => void look(checked.file, key)}>
            {t('archive.unlock')}
          </Button>
        </Group>
      )}
      <div role="status">
        {failure && weak === undefined && failure.key !== 'cancelled' && <p className={classes.bad}>{failureText(t, failure)}</p>}
        {written && (
          <p className={classes.good}>{t('archive.done', { file: written.file, size: megabytes(written.size, i18n.language) })}</p>
        )}
        {written && written.lacking > 0 && <p className={classes.bad}>{t('archive.lacking', { count: written.lacking })}</p>}
        {checked && !checked.needsPassword && (
          <p className={classes.good}>
            {t('archive.whole', {
              name: checked.name,
              at: moment.format(checked.at),
              risk: checked.counts['risk'] ?? 0,
              round: checked.counts['round'] ?? 0,
            })}
          </p>
        )}
      </div>
    </section>
  );
}
