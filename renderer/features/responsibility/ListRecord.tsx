import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponsibilityStatus } from '../../../db/domain/responsibility/responsibility';
import { useApi } from '../../api';
import { useToday } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { HistoryButton } from '../../history';
import { AsOf, type AsOfProps } from './AsOf';
import { DutySheet } from './DutySheet';
import { LibraryLine } from './LibraryLine';
import { listSubjects } from './list';
import { People } from './People';
import { Posting } from './Posting';
import { RecordButtons } from './RecordButtons';
import classes from './Responsibility.module.css';
import { Versions } from './Versions';

const tabs = ['duties', 'people', 'posting', 'versions'] as const;
type Tab = (typeof tabs)[number];

interface ListRecordProps extends AsOfProps {
  /** A post, a role, or one version of a list. */
  id: string;
  onOpen: (id: string | null) => void;
}

/** The list of one post or role: duties, people, publication, versions. */
export function ListRecord({ id, day, onDay, onOpen }: ListRecordProps) {
  const { t } = useTranslation(['responsibility', 'term']);
  const today = useToday();
  const { data, error, refetch } = useApi('responsibility.get', day === null ? { key: id } : { key: id, day }, {
    keep: true,
    subjects: listSubjects,
  });
  const [tab, setTab] = useState<Tab>('duties');
  const [dirty, setDirty] = useState(false);
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data || today === '') return null;
  const { shown, owner, title, department, level, key } = data;
  const name = 'role' in owner ? t(`term:appointmentRole.${owner.role}`) : title;
  const note = [
    department ?? '',
    level === '' ? '' : t(`term:postLevel.${level}`),
    shown === null
      ? t('term:listStand.none')
      : `${t('versionNo', { no: shown.version })} · ${t(`term:responsibilityStatus.${shown.status as ResponsibilityStatus}`)}`,
    shown?.validFrom ? t('validSpan', { from: shown.validFrom, to: shown.validTo ?? t('today') }) : '',
  ].filter((part) => part !== '');
  return (
    <div className={classes.page}>
      <PageHead title={name} note={note.join(' · ')} onBack={() => onOpen(null)}>
        <AsOf
          day={day}
          onDay={(next) => {
            onDay(next);
            // A day is asked of the list, not of the version that happens to be looked at.
            if (next !== null && id !== key) onOpen(key);
          }}
        />
        {shown && <HistoryButton id={shown.id} />}
        {day === null && <RecordButtons list={data} dirty={dirty} onOpen={onOpen} />}
      </PageHead>
      {day !== null && shown === null ? (
        <EmptyState title={t('noneThen', { day })} text={t('noneThenText')}>
          <Button variant="default" onClick={() => onDay(null)}>
            {t('toToday')}
          </Button>
        </EmptyState>
      ) : (
        <Tabs
          className={classes.tabs}
          value={tab}
          onChange={(next) => setTab(tabs.find((one) => one === next) ?? 'duties')}
          keepMounted={false}
        >
          <Tabs.List px="md">
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="duties" className={classes.panel}>
            {shown && day === null && <LibraryLine shown={shown} dirty={dirty} onMerged={onOpen} />}
            <DutySheet key={`${shown?.id ?? 'new'} ${shown?.revision ?? ''}`} list={data} onDirty={setDirty} />
          </Tabs.Panel>
          <Tabs.Panel value="people" className={classes.panel}>
            <People list={data} />
          </Tabs.Panel>
          <Tabs.Panel value="posting" className={classes.panel}>
            <Posting shown={shown} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={classes.panel}>
            <Versions
              list={data}
              onShow={(version) => {
                setTab('duties');
                onOpen(version);
              }}
            />
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}
