import { Button, Group, Stack, Text } from '@mantine/core';
import { IconSpeakerphone, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { Evidence } from '../../Evidence';
import { isDraft, PublishDialog } from './dialogs';
import type { Shown } from './list';
import classes from './Responsibility.module.css';

/** 公示 of a version: from when to when, where, and the photos that show it. */
export function Posting({ shown }: { shown: Shown | null }) {
  const { t } = useTranslation('responsibility');
  const [asked, ask] = useState(false);
  const clear = useCommand('responsibility.publish', { done: t('publish.cleared') });
  if (shown === null || isDraft(shown)) return <EmptyState title={t('publish.notApproved')} text={t('publish.notApprovedText')} />;
  const { id, publishedFrom, publishedTo, publishedPlace } = shown;
  return (
    <Stack gap="md" className={classes.section}>
      <Group justify="space-between">
        <Text>
          {publishedFrom === null
            ? t('publish.none')
            : t('publish.span', { from: publishedFrom, to: publishedTo ?? t('publish.open'), place: publishedPlace })}
        </Text>
        <Group gap="xs">
          <Needs needs="responsibility.publish">
            <Button
              leftSection={<IconSpeakerphone size={15} aria-hidden />}
              variant={publishedFrom === null ? 'filled' : 'default'}
              onClick={() => ask(true)}
            >
              {publishedFrom === null ? t('publish.button') : t('publish.change')}
            </Button>
          </Needs>
          {publishedFrom !== null && (
            <Needs needs="responsibility.publish">
              <Button
                variant="default"
                leftSection={<IconTrash size={15} aria-hidden />}
                loading={clear.pending}
                onClick={() => void clear.run({ ids: [id], posting: null })}
              >
                {t('publish.clear')}
              </Button>
            </Needs>
          )}
        </Group>
      </Group>
      <Photos id={id} />
      <Evidence subject="responsibility" subjectId={id} />
      {asked && (
        <PublishDialog
          ids={[id]}
          {...(publishedFrom !== null && { known: { from: publishedFrom, to: publishedTo, place: publishedPlace } })}
          onClose={() => ask(false)}
        />
      )}
    </Stack>
  );
}

function Photos({ id }: { id: string }) {
  const { t } = useTranslation('responsibility');
  return <Attachments label={t('publish.photos')} {...useAttachments({ subject: 'responsibility', subjectId: id, use: 'photo' })} />;
}
