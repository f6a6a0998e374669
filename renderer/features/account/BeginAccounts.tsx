import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Account.module.css';
import { isTwice, NewPassword, noPassword } from './NewPassword';
import { useAttempt } from './useAttempt';

/** Where there are no accounts: what they are for, and the first one. */
export function BeginAccounts({ onBegun }: { onBegun: (code: string, heldBy: string) => void }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState('');
  const [heldBy, setHeldBy] = useState('');
  const [typed, setTyped] = useState(noPassword);
  const attempt = useAttempt('account.begin');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt.run({ name, password: typed.password, heldBy });
    if (made) onBegun(made.code, heldBy);
  };
  return (
    <form className={classes.section} onSubmit={(event) => void onSubmit(event)}>
      <h2>{t('none.title')}</h2>
      <p className={classes.quiet}>{t('none.text')}</p>
      <p className={classes.quiet}>{t('none.limit')}</p>
      <TextInput
        label={t('name')}
        value={name}
        maxLength={60}
        error={attempt.beside('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPassword label={t('password')} value={typed} error={attempt.beside('password')} onChange={setTyped} />
      <TextInput
        label={t('none.heldBy')}
        description={t('none.heldByNote')}
        value={heldBy}
        maxLength={60}
        onChange={(event) => setHeldBy(event.currentTarget.value)}
      />
      {attempt.fault !== undefined && (
        <p className={classes.fault} role="alert">
          {attempt.fault}
        </p>
      )}
      <div>
        <Button type="submit" loading={attempt.pending} disabled={name.trim() === '' || !isTwice(typed)}>
          {t('none.verb')}
        </Button>
      </div>
    </form>
  );
}
