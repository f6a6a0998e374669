import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, type Data } from '../../api';
import { failureText } from '../../components/failureText';
import { findingText } from '../../components/findingText';
import { Needs } from '../../components/Needs';
import classes from './Backup.module.css';
import { megabytes } from './size';

const empty = { recipient: '', reason: '', password: '', again: '' };

/** A copy for an investigation team: it can only be looked at, and its looks are logged. To whom and why stands in the audit. */
export function InvestigationCard() {
  const { t, i18n } = useTranslation('backup');
  const write = useTask('investigation.write', { title: t('investigation.task'), quiet: true });
  const [values, setValues] = useState(empty);
  const [written, setWritten] = useState<Data<'investigation.write'>>(null);
  const { recipient, reason, password, again } = values;
  const set = (part: Partial<typeof empty>) => setValues((before) => ({ ...before, ...part }));
  const weak = write.failure?.findings?.[0];
  const run = async () => {
    setWritten(null);
    const reply = await write.run({
      file: '',
      recipient: recipient.trim(),
      reason: reason.trim(),
      password: password === '' ? null : password,
    });
    if (!reply.ok || reply.data === null) return;
    setWritten(reply.data);
    setValues(empty);
  };
  return (
    <section className={classes.card} aria-label={t('investigation.title')}>
      <h2>{t('investigation.title')}</h2>
      <p className={classes.quiet}>{t('investigation.text')}</p>
      <Group align="flex-start" gap="sm">
        <TextInput
          w="22rem"
          label={t('investigation.recipient')}
          placeholder={t('investigation.recipientExample')}
          maxLength={100}
          value={recipient}
          onChange={(event) => set({ recipient: event.currentTarget.value })}
        />
        <TextInput
          flex={1}
          label={t('investigation.reason')}
          placeholder={t('investigation.reasonExample')}
          maxLength={500}
          value={reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </Group>
      <Group align="flex-start" gap="sm">
        <PasswordInput
          w="22rem"
          label={t('archive.password')}
          value={password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          error={weak && findingText(t, weak)}
        />
        {password !== '' && (
          <PasswordInput
            w="14rem"
            label={t('archive.again')}
            value={again}
            onChange={(event) => set({ again: event.currentTarget.value })}
            error={again !== '' && password !== again && t('archive.differ')}
          />
        )}
      </Group>
      <div>
        <Needs needs="investigation.write">
          <Button
            variant="default"
            loading={write.running}
            disabled={recipient.trim() === '' || reason.trim() === '' || password !== again}
            onClick={() => void run()}
          >
            {t('investigation.write')}
          </Button>
        </Needs>
      </div>
      <div role="status">
        {write.failure && weak === undefined && write.failure.key !== 'cancelled' && (
          <p className={classes.bad}>{failureText(t, write.failure)}</p>
        )}
        {written && (
          <p className={classes.good}>{t('archive.done', { file: written.file, size: megabytes(written.size, i18n.language) })}</p>
        )}
      </div>
    </section>
  );
}
