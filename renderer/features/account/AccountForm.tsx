import { Button, Group, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, type Role } from '../../../db/domain/account/account';
import { useApi, useCommand, type Data } from '../../api';
import { showChanged } from '../../notice';
import classes from './Account.module.css';
import { isTwice, NewPassword, noPassword } from './NewPassword';
import { useAttempt } from './useAttempt';

export type Account = Data<'account.list'>['accounts'][number];

/** A new account with its first password, or one that stands with what can be done to it. */
export function AccountForm({ account, onSaved }: { account: Account | null; onSaved: () => void }) {
  const { t } = useTranslation(['account', 'term']);
  const [name, setName] = useState(account?.name ?? '');
  const [role, setRole] = useState<Role>(account?.role ?? 'officer');
  const [departments, setDepartments] = useState<string[]>(account?.departments.map(({ id }) => id) ?? []);
  const [typed, setTyped] = useState(noPassword);
  const { data: all = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const create = useAttempt('account.create');
  const update = useAttempt('account.update');
  const draft = { name, role, personId: account?.personId ?? null, departments: role === 'reporter' ? departments : [] };
  const attempt = account ? update : create;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const done = account
      ? await update.run({ id: account.id, revision: account.revision, draft })
      : await create.run({ draft, password: typed.password });
    if (!done) return;
    showChanged({ changed: 1, message: account ? t('form.saved') : t('form.created'), undo: undefined });
    onSaved();
  };
  return (
    <>
      <form className={classes.section} aria-label={t('form.label')} onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={60}
          error={attempt.beside('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('list.role')}
          description={t(`form.role.${role}`)}
          value={role}
          error={attempt.beside('role')}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
          data={roles.map((value) => ({ value, label: t(`term:accountRole.${value}`) }))}
        />
        {role === 'reporter' && (
          <MultiSelect
            label={t('form.departments')}
            description={t('form.departmentsNote')}
            searchable
            value={departments}
            error={attempt.beside('departments')}
            onChange={setDepartments}
            data={all.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
        {account === null && <NewPassword label={t('password')} value={typed} error={attempt.beside('password')} onChange={setTyped} />}
        {attempt.fault !== undefined && (
          <p className={classes.fault} role="alert">
            {attempt.fault}
          </p>
        )}
        <div>
          <Button type="submit" loading={attempt.pending} disabled={name.trim() === '' || (account === null && !isTwice(typed))}>
            {account ? t('form.save') : t('list.new')}
          </Button>
        </div>
      </form>
      {account && <AccountActions account={account} />}
    </>
  );
}

/** A new password, the end of an account, or its return. */
function AccountActions({ account }: { account: Account }) {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState(noPassword);
  const reset = useAttempt('account.reset');
  const end = useCommand('account.end', { done: t('form.ended') });
  const resume = useCommand('account.resume', { done: t('form.resumed') });
  const stored = { id: account.id, revision: account.revision };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await reset.run({ id: account.id, password: typed.password }))) return;
    setTyped(noPassword);
    showChanged({ changed: 1, message: t('form.resetDone'), undo: undefined });
  };
  return (
    <form className={classes.section} onSubmit={(event) => void onSubmit(event)}>
      <h2>{t('form.reset')}</h2>
      <NewPassword label={t('password')} value={typed} error={reset.beside('password')} onChange={setTyped} />
      <Group gap="xs">
        <Button type="submit" variant="default" loading={reset.pending} disabled={!isTwice(typed)}>
          {t('form.reset')}
        </Button>
        {account.validTo === null ? (
          <Button variant="subtle" color="red" loading={end.pending} onClick={() => void end.run(stored)}>
            {t('form.end')}
          </Button>
        ) : (
          <Button variant="subtle" loading={resume.pending} onClick={() => void resume.run(stored)}>
            {t('form.resume')}
          </Button>
        )}
      </Group>
    </form>
  );
}
