import { Button, Group, Menu, Modal, PasswordInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api';
import { showChanged } from '../../notice';
import { lock, type SessionState } from '../../session';
import classes from './Account.module.css';
import { isTwice, NewPassword, noPassword } from './NewPassword';
import { useAttempt } from './useAttempt';

/** Name of who is signed in; lock, sign in as somebody else, change the own password. */
export default function UserMenu({ account }: { account: NonNullable<SessionState['account']> }) {
  const { t } = useTranslation(['account', 'app', 'term']);
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton fz="sm" style={{ display: 'flex', alignItems: 'center', gap: '0.25rem' }}>
            <span className={classes.who} title={account.name}>
              {account.name}
            </span>
            <IconChevronDown size={14} aria-hidden style={{ flex: 'none' }} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(`term:accountRole.${account.role}`)}</Menu.Label>
          <Menu.Item rightSection="Ctrl L" onClick={() => void lock()}>
            {t('app:shortcut.everywhere.lock')}
          </Menu.Item>
          <Menu.Item onClick={() => setChanging(true)}>{t('own.title')}</Menu.Item>
          <Menu.Item onClick={() => void call('session.end', {})}>{t('signIn.other')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  );
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const [former, setFormer] = useState('');
  const [typed, setTyped] = useState(noPassword);
  const attempt = useAttempt('session.changePassword');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await attempt.run({ former, password: typed.password })) === undefined) return;
    showChanged({ changed: 1, message: t('own.done'), undo: undefined });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('own.title')}>
      <form className={classes.section} style={{ padding: 0 }} onSubmit={(event) => void onSubmit(event)}>
        <PasswordInput
          label={t('own.former')}
          value={former}
          maxLength={400}
          autoComplete="current-password"
          data-autofocus
          onChange={(event) => setFormer(event.currentTarget.value)}
        />
        <NewPassword label={t('own.password')} value={typed} error={attempt.beside('password')} onChange={setTyped} />
        {attempt.fault !== undefined && (
          <p className={classes.fault} role="alert">
            {attempt.fault}
          </p>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={attempt.pending} disabled={former === '' || !isTwice(typed)}>
            {t('own.verb')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
