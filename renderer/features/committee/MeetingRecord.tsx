import { Button, Group, Menu, Tabs } from '@mantine/core';
import { IconChevronDown, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useCommand, useTask, type Input } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { MoreMenu } from '../../components/MoreMenu';
import { Needs } from '../../components/Needs';
import { go } from '../../place';
import classes from './Committee.module.css';
import type { Meeting } from './meeting';
import { MeetingForm } from './MeetingForm';
import { Resolutions } from './Resolutions';

export type Part = 'meeting' | 'resolutions';
type Paper = Input<'committee.print'>['paper'];

interface MeetingRecordProps {
  /** Null for a new one. */
  meeting: Meeting | null;
  part: Part;
  onPart: (part: Part) => void;
  onSaved: (id: string) => void;
  onDirty: (dirty: boolean) => void;
}

/** A meeting: what was said, what was resolved, its papers. */
export function MeetingRecord({ meeting, part, onPart, onSaved, onDirty }: MeetingRecordProps) {
  const { t } = useTranslation('committee');
  const [isDirty, setDirty] = useState(false);
  const [removing, setRemoving] = useState(false);
  const remove = useCommand('committee.remove', { done: t('removed') });
  const tell = (dirty: boolean) => {
    setDirty(dirty);
    onDirty(dirty);
  };
  const form = <MeetingForm key={`${meeting?.id} ${meeting?.revision}`} meeting={meeting} onSaved={onSaved} onDirty={tell} />;
  if (meeting === null) return form;
  return (
    <div className={classes.record}>
      <Group className={classes.bar} justify="space-between" gap="xs">
        <Tabs value={part} onChange={(next) => onPart(next === 'resolutions' ? 'resolutions' : 'meeting')} variant="pills">
          <Tabs.List aria-label={t('parts')}>
            <Tabs.Tab value="meeting" disabled={isDirty && part !== 'meeting'}>
              {t('tab.meeting')}
            </Tabs.Tab>
            <Tabs.Tab value="resolutions" disabled={isDirty && part !== 'resolutions'}>
              {t('resolutionsOf', { count: meeting.resolutions.length })}
            </Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <Group gap={4}>
          <PrintMenu id={meeting.id} disabled={isDirty} />
          <MoreMenu>
            <Needs needs="committee.remove">
              <Menu.Item onClick={() => setRemoving(true)}>{t('remove')}</Menu.Item>
            </Needs>
          </MoreMenu>
        </Group>
      </Group>
      {part === 'meeting' ? form : <Resolutions meeting={meeting} onDirty={tell} />}
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('removeTitle', { name: meeting.name })}
        destroys={[
          t('destroys.attendees', { count: meeting.attendees.length }),
          t('destroys.resolutions', { count: meeting.resolutions.length }),
        ]}
        verb={t('remove')}
        onConfirm={async () => {
          const reply = await remove.run({ id: meeting.id, revision: meeting.revision });
          setRemoving(false);
          if (reply.ok) go('/committee');
        }}
      >
        {t('removeText')}
      </ConfirmDanger>
    </div>
  );
}

const papers: readonly Paper[] = ['notice', 'signIn', 'minutes', 'followUp'];

/** The papers of a meeting, as they stand. While something is typed there is nothing to print yet. */
function PrintMenu({ id, disabled }: { id: string; disabled: boolean }) {
  const { t } = useTranslation('committee');
  const task = useTask('committee.print', { title: t('print.task') });
  const print = async (paper: Paper, format: 'docx' | 'pdf') => {
    const reply = await task.run({ id, paper, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('print.saved', { file: reply.data.file }), reply.data.file);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          loading={task.running}
          disabled={disabled}
          title={disabled ? t('print.saveFirst') : undefined}
          leftSection={<IconPrinter size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('print.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.flatMap((paper) =>
          (['docx', 'pdf'] as const).map((format) => (
            <Menu.Item key={`${paper}-${format}`} onClick={() => void print(paper, format)}>
              {t('print.as', { paper: t(`print.${paper}`), format: format === 'docx' ? 'Word' : 'PDF' })}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
