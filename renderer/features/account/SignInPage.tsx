import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api';
import type { SessionState } from '../../session';
import classes from './Account.module.css';
import { isTwice, NewPassword, noPassword } from './NewPassword';
import { useAttempt } from './useAttempt';

/** The keyboard begins here. */
const focused = (field: HTMLInputElement | null): void => field?.focus();

/** Stands where the workspace would be while nobody is signed in, or it is locked. */
export default function SignInPage({ enterprise, locked }: { enterprise: string; locked: SessionState['locked'] }) {
  const { t } = useTranslation('account');
  const [isRecovering, setRecovering] = useState(false);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        {isRecovering ? <Recover /> : <SignIn enterprise={enterprise} locked={locked} />}
        <div className={classes.ways}>
          <Anchor component="button" type="button" size="sm" onClick={() => setRecovering(!isRecovering)}>
            {isRecovering ? t('signIn.back') : t('signIn.forgot')}
          </Anchor>
          {locked !== null && (
            <Anchor component="button" type="button" size="sm" onClick={() => void call('session.end', {})}>
              {t('signIn.other')}
            </Anchor>
          )}
          <Anchor component="button" type="button" size="sm" onClick={() => void call('workspace.close', {})}>
            {t('signIn.close')}
          </Anchor>
        </div>
      </div>
    </main>
  );
}

function SignIn({ enterprise, locked }: { enterprise: string; locked: string | null }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useAttempt('session.signIn');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await attempt.run({ name: locked ?? name, password }))) setPassword('');
  };
  return (
    <form className={classes.section} style={{ padding: 0 }} onSubmit={(event) => void onSubmit(event)}>
      <h1>{locked === null ? enterprise : t('signIn.locked')}</h1>
      <p className={classes.quiet}>{locked === null ? t('signIn.text') : t('signIn.lockedText', { name: locked })}</p>
      {locked === null && (
        <TextInput
          label={t('name')}
          value={name}
          maxLength={60}
          ref={focused}
          autoComplete="username"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label={t('password')}
        value={password}
        maxLength={400}
        ref={locked === null ? undefined : focused}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {attempt.fault !== undefined && (
        <p className={classes.fault} role="alert">
          {attempt.fault}
        </p>
      )}
      <Button type="submit" loading={attempt.pending} disabled={password === '' || (locked === null && name.trim() === '')}>
        {locked === null ? t('signIn.verb') : t('signIn.unlock')}
      </Button>
    </form>
  );
}

function Recover() {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(noPassword);
  const attempt = useAttempt('session.recover');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void attempt.run({ code, name, password: typed.password });
  };
  return (
    <form className={classes.section} style={{ padding: 0 }} onSubmit={onSubmit}>
      <h1>{t('recover.title')}</h1>
      <p className={classes.quiet}>{t('recover.text')}</p>
      <TextInput
        label={t('recover.code')}
        value={code}
        maxLength={100}
        ref={focused}
        autoComplete="off"
        error={attempt.beside('code')}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t('recover.name')}
        value={name}
        maxLength={60}
        error={attempt.beside('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPassword label={t('recover.password')} value={typed} error={attempt.beside('password')} onChange={setTyped} />
      {attempt.fault !== undefined && (
        <p className={classes.fault} role="alert">
          {attempt.fault}
        </p>
      )}
      <Button type="submit" loading={attempt.pending} disabled={code === '' || name.trim() === '' || !isTwice(typed)}>
        {t('recover.verb')}
      </Button>
    </form>
  );
}
