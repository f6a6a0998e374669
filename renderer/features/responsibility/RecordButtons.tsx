import { Button, Group } from '@mantine/core';
import { IconBooks, IconCalendarOff, IconCertificate, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListOwner } from '../../../db/domain/responsibility/list';
import { useCommand } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { Needs } from '../../components/Needs';
import { ApproveDialog, EndDialog, isDraft } from './dialogs';
import { LibraryDialog } from './LibraryDialog';
import type { OwnerList, Shown } from './list';
import { PaperButton } from './PaperButton';

interface RecordButtonsProps {
  list: OwnerList;
  /** Something is written and not saved. */
  dirty: boolean;
  onOpen: (id: string) => void;
}

/** What can be done with the version that is shown. */
export function RecordButtons({ list: { shown, owner, versions, key, currentId }, dirty, onOpen }: RecordButtonsProps) {
  const { t } = useTranslation('responsibility');
  const draft = versions.find(isDraft);
  if (shown === null) return <FromLibrary owner={owner} dirty={dirty} onAdopted={onOpen} />;
  if (isDraft(shown)) return <DraftButtons shown={shown} dirty={dirty} onRemoved={() => onOpen(key)} />;
  return (
    <>
      <PaperButton part={'role' in owner ? `role:${owner.role}` : `post:${owner.postId}`} disabled={currentId === null} />
      {shown.status === 'approved' && <End shown={shown} />}
      {draft === undefined ? (
        <Revise id={shown.id} onRevised={onOpen} />
      ) : (
        <Button variant="default" onClick={() => onOpen(draft.id)}>
          {t('toDraft')}
        </Button>
      )}
    </>
  );
}

function End({ shown: { id, revision, title } }: { shown: Shown }) {
  const { t } = useTranslation('responsibility');
  const [asked, ask] = useState(false);
  return (
    <>
      <Needs needs="responsibility.end">
        <Button variant="default" leftSection={<IconCalendarOff size={15} aria-hidden />} onClick={() => ask(true)}>
          {t('end.button')}
        </Button>
      </Needs>
      {asked && <EndDialog id={id} revision={revision} title={title} onClose={() => ask(false)} />}
    </>
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
