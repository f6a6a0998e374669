import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconCheck, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { useAttachments } from '../../attachments';
import { useToday } from '../../choices';
import { Attachments } from '../../components/Attachments';
import { DueBadge } from '../../components/DueBadge';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import classes from './Committee.module.css';
import { FinishForm } from './FinishForm';
import type { Meeting } from './meeting';
import { ResolutionForm } from './ResolutionForm';
import { TraceButton } from '../../trace';

type Stored = Meeting['resolutions'][number];
interface ResolutionsProps {
  meeting: Meeting;
  onDirty: (dirty: boolean) => void;
}

/** What a meeting resolved, followed to the end: owner, day, done, verified. */
export function Resolutions({ meeting, onDirty }: ResolutionsProps) {
  const { t } = useTranslation('committee');
  const [editing, setEditing] = useState<{ id: string; way: 'edit' | 'finish' } | null>(null);
  const done = () => {
    onDirty(false);
    setEditing(null);
  };
  const chosen = meeting.resolutions.find(({ id }) => id === editing?.id);
  if (editing?.way === 'finish' && chosen) return <FinishForm key={chosen.id} resolution={chosen} onDone={done} onDirty={onDirty} />;
  if (editing?.id === 'new' || (editing && chosen))
    return <ResolutionForm key={editing.id} meeting={meeting} stored={chosen ?? null} onDone={done} onDirty={onDirty} />;
  const add = (
    <Needs needs="committee.addResolution">
      <Button size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing({ id: 'new', way: 'edit' })}>
        {t('resolution.new')}
      </Button>
    </Needs>
  );
  if (meeting.resolutions.length === 0)
    return (
      <EmptyState title={t('resolution.emptyTitle')} text={t('resolution.emptyText')}>
        {add}
      </EmptyState>
    );
  return (
    <div className={classes.scroll}>
      <Stack gap="sm">
        <Group>{add}</Group>
        {meeting.resolutions.map((resolution, at) => (
          <One key={resolution.id} no={at + 1} resolution={resolution} onEdit={(way) => setEditing({ id: resolution.id, way })} />
        ))}
      </Stack>
    </div>
  );
}

function One({ no, resolution, onEdit }: { no: number; resolution: Stored; onEdit: (way: 'edit' | 'finish') => void }) {
  const { t } = useTranslation(['committee', 'term']);
  const today = useToday();
  const remove = useCommand('committee.removeResolution', { done: t('resolution.removed') });
  const evidence = useAttachments({ subject: 'resolution', subjectId: resolution.id, use: 'evidence' });
  const { id, revision, text, department, ownerText, ownerHasLeft, dueOn, doneOn, doneNote, verifiedBy, verifiedOn, state } = resolution;
  const isFinished = doneOn !== null;
  return (
    <Paper withBorder p="sm">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text size="sm" fw={600} className={classes.words}>
            {t('resolution.numbered', { no, text })}
          </Text>
          {dueOn !== null && today !== '' && !isFinished ? (
            <DueBadge due={dueOn} today={today} withDate />
          ) : (
            <span className={classes.quiet}>{t(`term:taskState.${state}`)}</span>
          )}
        </Group>
        <Text size="sm">
          {t('resolution.owned', { department: department || t('resolution.nobody'), owner: ownerText || t('resolution.nobody') })}
        </Text>
        {ownerHasLeft === 1 && !isFinished && <div className={classes.left}>{t('resolution.left', { name: ownerText })}</div>}
        {isFinished && (
          <Text size="sm" className={classes.words}>
            {t('resolution.done', { on: doneOn, note: doneNote })}
          </Text>
        )}
        {verifiedOn !== null && <Text size="sm">{t('resolution.verified', { by: verifiedBy, on: verifiedOn })}</Text>}
        {verifiedOn !== null && verifiedBy === ownerText && <div className={classes.quiet}>{t('resolution.verifiedByOwner')}</div>}
        <Attachments label={t('term:attachmentUse.evidence')} {...evidence} />
        <Group gap="xs">
          <Needs needs="committee.finishResolution">
            <Button
              size="compact-sm"
              variant={isFinished ? 'default' : 'light'}
              leftSection={<IconCheck size={14} aria-hidden />}
              onClick={() => onEdit('finish')}
            >
              {t(isFinished ? 'resolution.verify' : 'resolution.finish')}
            </Button>
          </Needs>
          <Needs needs="committee.updateResolution">
            <Button size="compact-sm" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => onEdit('edit')}>
              {t(ownerHasLeft === 1 && !isFinished ? 'resolution.reassign' : 'resolution.edit')}
            </Button>
          </Needs>
          <TraceButton subject="resolution" id={id} />
          <Needs needs="committee.removeResolution">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconTrash size={14} aria-hidden />}
              loading={remove.pending}
              onClick={() => void remove.run({ id, revision })}
            >
              {t('resolution.remove')}
            </Button>
          </Needs>
        </Group>
      </Stack>
    </Paper>
  );
}
