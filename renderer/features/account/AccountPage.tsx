import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lockChoices } from '../../../db/domain/account/account';
import { useApi, useCommand } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { usePlace } from '../../place';
import { useSession } from '../../session';
import classes from './Account.module.css';
import { AccountForm, type Account } from './AccountForm';
import { BeginAccounts } from './BeginAccounts';
import { CodeDialog } from './CodeDialog';
import { useAttempt } from './useAttempt';

/** Who may sign in here and do what, the recovery code, the automatic lock. */
export default function AccountPage() {
  const { t } = useTranslation(['account', 'term']);
  const { id, open } = usePlace('/account');
  const list = useApi(
    'account.list',
    {},
    { keep: true, subjects: ['account', 'accountDepartment', 'recovery', 'department', 'departmentName'] },
  );
  const [told, setTold] = useState<{ code: string; heldBy: string }>();
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { accounts, recovery } = list.data;
  const chosen = accounts.find((account) => account.id === id) ?? null;
  const tell = (code: string, heldBy: string) => setTold({ code, heldBy });
  const columns: SimpleColumn<Account>[] = [
    { id: 'name', title: t('name'), render: ({ name }) => name },
    { id: 'role', title: t('list.role'), width: '9rem', render: ({ role }) => t(`term:accountRole.${role}`) },
    {
      id: 'departments',
      title: t('list.departments'),
      render: ({ role, departments }) => (role === 'reporter' ? departments.map(({ name }) => name).join('、') : t('list.all')),
    },
    {
      id: 'state',
      title: t('list.state'),
      width: '7rem',
      render: ({ validTo }) => (validTo === null ? t('list.active') : t('list.ended')),
    },
  ];
  return (
    <>
      <SidePanel
        title={id === 'new' ? t('list.new') : chosen?.name}
        onClose={() => open(null)}
        width={420}
        list={
          <>
            <PageHead title={t('title')} {...(accounts.length > 0 && { note: t('list.note', { count: accounts.length }) })}>
              {accounts.length > 0 && (
                <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                  {t('list.new')}
                </Button>
              )}
            </PageHead>
            <div className={classes.scroll}>
              {accounts.length === 0 ? (
                <BeginAccounts onBegun={tell} />
              ) : (
                <>
                  <SimpleTable
                    label={t('title')}
                    columns={columns}
                    rows={accounts}
                    keyOf={(account) => account.id}
                    openKey={id}
                    onOpen={(account) => open(account.id)}
                    empty={null}
                  />
                  <div className={classes.below}>
                    <LockSetting />
                    <RecoverySection recovery={recovery} onMade={tell} />
                  </div>
                </>
              )}
            </div>
          </>
        }
      >
        {id === 'new' || chosen ? (
          <AccountForm key={`${id} ${chosen?.revision ?? ''}`} account={id === 'new' ? null : chosen} onSaved={() => open(null)} />
        ) : null}
      </SidePanel>
      {told && <CodeDialog {...told} onClose={() => setTold(undefined)} />}
    </>
  );
}

function LockSetting() {
  const { t } = useTranslation('account');
  const minutes = useSession()?.lockMinutes ?? 0;
  const set = useCommand('account.setLock', { done: t('lock.saved') });
  return (
    <section className={classes.section}>
      <h2>{t('lock.title')}</h2>
      <NativeSelect
        label={t('lock.after')}
        value={String(minutes)}
        disabled={set.pending}
        onChange={(event) => void set.run({ minutes: Number(event.currentTarget.value) as (typeof lockChoices)[number] })}
        data={lockChoices.map((count) => ({ value: String(count), label: count === 0 ? t('lock.never') : t('lock.minutes', { count }) }))}
      />
    </section>
  );
}

interface RecoveryProps {
  recovery: { madeOn: string; heldBy: string } | null;
  onMade: (code: string, heldBy: string) => void;
}

function RecoverySection({ recovery, onMade }: RecoveryProps) {
  const { t } = useTranslation('account');
  const [heldBy, setHeldBy] = useState(recovery?.heldBy ?? '');
  const make = useAttempt('recovery.make');
  const renew = async () => {
    const made = await make.run({ heldBy });
    if (made) onMade(made.code, heldBy);
  };
  const held = (who: string, date: string) => (who === '' ? t('code.heldUnknown', { date }) : t('code.held', { who, date }));
  return (
    <section className={classes.section}>
      <h2>{t('code.title')}</h2>
      {recovery ? (
        <p className={classes.quiet}>{held(recovery.heldBy, recovery.madeOn)}</p>
      ) : (
        <p className={classes.fault}>{t('code.spent')}</p>
      )}
      <TextInput label={t('none.heldBy')} value={heldBy} maxLength={60} onChange={(event) => setHeldBy(event.currentTarget.value)} />
      <p className={classes.quiet}>{t('code.renewText')}</p>
      <div>
        <Button variant="default" loading={make.pending} onClick={() => void renew()}>
          {t('code.make')}
        </Button>
      </div>
    </section>
  );
}
