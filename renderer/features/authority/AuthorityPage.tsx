import { Button, Checkbox } from '@mantine/core';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { useToday } from '../../choices';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { usePlace } from '../../place';
import { supervisionSubjects } from '../../../db/domain/filing/handover';
import { AdoptDialog } from './AdoptDialog';
import classes from './Authority.module.css';
import { AuthorityForm } from './AuthorityForm';
import type { Authority } from './authority';
import { ProfileForm } from './ProfileForm';
import { Profiles } from './Profiles';
import { HistoryButton } from '../../history';

/** 接收单位: whom papers are handed to and what each wants, one of them beside the list. */
export default function AuthorityPage() {
  const { t } = useTranslation(['authority', 'term']);
  const { id, open } = usePlace('/authority');
  const today = useToday();
  const [text, setText] = useState('');
  const [subject, setSubject] = useState<string[]>([]);
  const [withRetired, setWithRetired] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [adopting, setAdopting] = useState(false);
  /** Which profile of which authority is being changed. */
  const [editing, setEditing] = useState<{ authorityId: string; profileId: string } | null>(null);
  const list = useApi(
    'authority.list',
    { withRetired: true },
    { keep: true, subjects: ['authority', 'handoverProfile', 'filing', 'filingEvent'] },
  );
  const former = useApi('authority.former', {}, { subjects: ['authority', 'enterprise', 'filing'] });
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const all = list.data ?? [];
  const retired = ({ validTo }: Authority): boolean => validTo !== null && validTo <= today;
  const shown = all.filter(
    (entry) =>
      (withRetired || !retired(entry)) &&
      (subject.length === 0 || entry.subjects.some((one) => subject.includes(one))) &&
      [entry.name, entry.shortName, entry.area, entry.region, entry.contactName].some((words) => words.includes(text.trim())),
  );
  const chosen = all.find((entry) => entry.id === id) ?? null;
  const particulars: SimpleColumn<Authority>[] = [
    { id: 'area', title: t('field.area'), width: '12rem', render: ({ area, region }) => area || region },
    {
      id: 'contact',
      title: t('field.contactName'),
      width: '8rem',
      render: ({ contactName, phone }) => <Lines of={[contactName, phone]} />,
    },
    {
      id: 'filings',
      title: t('filings'),
      width: '9rem',
      render: ({ filings, sentOn }) =>
        filings > 0 && <Lines of={[t('filingsOf', { count: filings }), sentOn === null ? t('notSent') : t('lastOn', { on: sentOn })]} />,
    },
  ];
  const columns: SimpleColumn<Authority>[] = [
    {
      id: 'name',
      title: t('field.name'),
      width: '15rem',
      render: (entry) => (
        <>
          {entry.name}
          {retired(entry) && <small className={classes.quiet}> {t('retiredOn', { date: entry.validTo })}</small>}
        </>
      ),
    },
    { id: 'kind', title: t('field.kind'), width: '9rem', render: ({ kind }) => t(`term:authorityKind.${kind}`) },
    {
      id: 'subjects',
      title: t('answersFor'),
      render: ({ subjects }) =>
        subjects.length === 0 ? (
          <span className={classes.quiet}>{t('noSubjects')}</span>
        ) : (
          subjects.map((one) => t(`term:supervisionSubject.${one}`)).join('、')
        ),
    },
    // Beside an open record there is room for what tells one from another.
    ...(id === null ? particulars : []),
  ];
  const takeable = former.data?.length ?? 0;
  const adopt = takeable > 0 && (
    <Button variant="default" onClick={() => setAdopting(true)}>
      {t('adopt.button', { count: takeable })}
    </Button>
  );
  return (
    <SidePanel
      title={id === 'new' ? t('new') : chosen?.name}
      onClose={() => open(null)}
      dirty={dirty}
      width={480}
      actions={chosen && <HistoryButton id={chosen.id} />}
      list={
        <>
          <PageHead title={t('title')} note={t('note')}>
            <Checkbox
              size="xs"
              label={t('withRetired')}
              checked={withRetired}
              onChange={(event) => setWithRetired(event.currentTarget.checked)}
            />
            {adopt}
            <Needs needs="authority.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('new')}
              </Button>
            </Needs>
          </PageHead>
          <div className={classes.tools}>
            <FilterBar
              text={{ value: text, onChange: setText, placeholder: t('search') }}
              filters={[
                {
                  name: 'subject',
                  label: t('answersFor'),
                  value: subject,
                  onChange: setSubject,
                  options: supervisionSubjects.map((value) => ({ value, label: t(`term:supervisionSubject.${value}`) })),
                },
              ]}
              onReset={() => {
                setText('');
                setSubject([]);
              }}
            />
          </div>
          <div className={classes.scroll}>
            {list.data && (
              <SimpleTable
                label={t('title')}
                columns={columns}
                rows={shown}
                keyOf={(entry) => entry.id}
                openKey={id}
                onOpen={(entry) => open(entry.id)}
                empty={
                  all.length > 0 ? (
                    <EmptyState title={t('none')} />
                  ) : (
                    <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={<IconBuilding size={32} stroke={1.4} aria-hidden />}>
                      {adopt}
                      <Button onClick={() => open('new')}>{t('new')}</Button>
                    </EmptyState>
                  )
                }
              />
            )}
          </div>
          {adopting && <AdoptDialog former={former.data ?? []} onClose={() => setAdopting(false)} />}
        </>
      }
    >
      {today !== '' && (id === 'new' || chosen) ? (
        chosen && editing?.authorityId === chosen.id ? (
          <ProfileForm
            key={editing.profileId}
            authority={chosen}
            profileId={editing.profileId === 'new' ? null : editing.profileId}
            onDone={() => setEditing(null)}
            onDirty={setDirty}
          />
        ) : (
          <div className={classes.record}>
            {chosen && <Profiles authority={chosen} onEdit={(profileId) => setEditing({ authorityId: chosen.id, profileId })} />}
            <AuthorityForm
              key={`${id} ${chosen?.revision ?? ''}`}
              authority={id === 'new' ? null : chosen}
              others={all.filter((entry) => entry.id !== id && !retired(entry))}
              today={today}
              onSaved={open}
              onDirty={setDirty}
            />
          </div>
        )
      ) : null}
    </SidePanel>
  );
}

/** Particulars one below the other: numbers and dates are not broken. */
function Lines({ of: lines }: { of: readonly string[] }) {
  return lines
    .filter((line) => line !== '')
    .map((line) => (
      <span key={line} className={classes.line}>
        {line}
      </span>
    ));
}
