import { Button, Group, Tabs } from '@mantine/core';
import { IconBooks, IconCertificate, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListOwner } from '../../../db/domain/responsibility/list';
import type { ResponsibilityStatus } from '../../../db/domain/responsibility/responsibility';
import { useApi, useCommand } from '../../api';
import { useToday } from '../../choices';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { HistoryButton } from '../../history';
import { ApproveDialog, isDraft } from './dialogs';
import { DutySheet } from './DutySheet';
import { LibraryDialog } from './LibraryDialog';
import { listSubjects, type Shown } from './list';
import { PaperButton } from './PaperButton';
import { People } from './People';
import { Posting } from './Posting';
import classes from './Responsibility.module.css';
import { Versions } from './Versions';

const tabs = ['duties', 'people', 'posting', 'versions'] as const;
type Tab = (typeof tabs)[number];

interface ListRecordProps {
  /** A post, a role, or one version of a list. */
  id: string;
  onOpen: (id: string | null) => void;
}

/** The list of one post or role: duties, people, publication, versions. */
export function ListRecord({ id, onOpen }: ListRecordProps) {
  const { t } = useTranslation(['responsibility', 'term']);
  const today = useToday();
  const { data, error, refetch } = useApi('responsibility.get', { key: id }, { keep: true, subjects: listSubjects });
  const [tab, setTab] = useState<Tab>('duties');
  const [dirty, setDirty] = useState(false);
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data || today === '') return null;
  const { shown, owner, title, department, level, versions, key } = data;
  const name = 'role' in owner ? t(`term:appointmentRole.${owner.role}`) : title;
  const note = [
    department ?? '',
    level === '' ? '' : t(`term:postLevel.${level}`),
    shown === null
      ? t('term:listStand.none')
      : `${t('versionNo', { no: shown.version })} · ${t(`term:responsibilityStatus.${shown.status as ResponsibilityStatus}`)}`,
    shown?.validFrom ? t('validSpan', { from: shown.validFrom, to: shown.validTo ?? t('today') }) : '',
  ].filter((part) => part !== '');
  const hasDraft = versions.some(isDraft);
  return (
    <div className={classes.page}>
      <PageHead title={name} note={note.join(' · ')} onBack={() => onOpen(null)}>
        {shown && <HistoryButton id={shown.id} />}
        {shown && !isDraft(shown) && (
          <PaperButton part={'role' in owner ? `role:${owner.role}` : `post:${owner.postId}`} disabled={data.currentId === null} />
        )}
        {shown === null && <FromLibrary owner={owner} dirty={dirty} onAdopted={onOpen} />}
        {shown && isDraft(shown) && <DraftButtons shown={shown} dirty={dirty} onRemoved={() => onOpen(key)} />}
        {shown && !isDraft(shown) && !hasDraft && <Revise id={shown.id} onRevised={onOpen} />}
        {shown && !isDraft(shown) && hasDraft && (
          <Button variant="default" onClick={() => onOpen(versions.find(isDraft)!.id)}>
            {t('toDraft')}
          </Button>
        )}
      </PageHead>
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
    </div>
  );
}

function FromLibrary({ owner, dirty, onAdopted }: { owner: ListOwner; dirty: boolean; onAdopted: (id: string) => void }) {
  const { t } = useTranslation('responsibility');
  const [asked, ask] = useState(false);
  return (
    <>
      <Needs needs="responsibility.adopt">
        <Button leftSection={<IconBooks size={15} aria-hidden />} disabled={dirty} onClick={() => ask(true)}>
          {t('adopt.button')}
        </Button>
      </Needs>
      {asked && <LibraryDialog owner={owner} onAdopted={onAdopted} onClose={() => ask(false)} />}
    </>
  );
}

function Revise({ id, onRevised }: { id: string; onRevised: (id: string) => void }) {
  const { t } = useTranslation('responsibility');
  const revise = useCommand('responsibility.revise', { done: t('revised') });
  return (
    <Needs needs="responsibility.revise">
      <Button
        leftSection={<IconCopyPlus size={15} aria-hidden />}
        loading={revise.pending}
        onClick={() => void revise.run({ id }).then((reply) => reply.ok && onRevised(reply.data.value.id))}
      >
        {t('revise')}
      </Button>
    </Needs>
  );
}

function DraftButtons({ shown, dirty, onRemoved }: { shown: Shown; dirty: boolean; onRemoved: () => void }) {
  const { t } = useTranslation('responsibility');
  const remove = useCommand('responsibility.remove', { done: t('removed') });
  const [asked, ask] = useState<'approve' | 'remove' | null>(null);
  return (
    <Group gap="xs" wrap="nowrap">
      <Needs needs="responsibility.remove">
        <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => ask('remove')}>
          {t('remove')}
        </Button>
      </Needs>
      <Needs needs="responsibility.approve">
        <Button leftSection={<IconCertificate size={15} aria-hidden />} disabled={dirty} onClick={() => ask('approve')}>
          {t('approve.button')}
        </Button>
      </Needs>
      {asked === 'approve' && <ApproveDialog ids={[shown.id]} onClose={() => ask(null)} />}
      <ConfirmDanger
        opened={asked === 'remove'}
        onClose={() => ask(null)}
        title={t('removeTitle', { title: shown.title, no: shown.version })}
        destroys={[t('removeCount', { count: shown.items.length })]}
        verb={t('remove')}
        onConfirm={async () => {
          const reply = await remove.run({ id: shown.id, revision: shown.revision });
          ask(null);
          if (reply.ok) onRemoved();
        }}
      />
    </Group>
  );
}
