import { Alert, Button, Group, Text } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { listSubjects, type Shown } from './list';
import { countOf, newsOf } from './merge';
import { MergeDialog } from './MergeDialog';

interface LibraryLineProps {
  shown: Shown;
  /** Something is written and not saved: it would not be compared. */
  dirty: boolean;
  onMerged: (id: string) => void;
}

/** 职责库有新版, or how the list differs from the edition that it was taken from, and the way to compare. */
export function LibraryLine({ shown, dirty, onMerged }: LibraryLineProps) {
  const { t } = useTranslation('responsibility');
  const [asked, ask] = useState(false);
  const { data } = useApi('responsibility.againstLibrary', { id: shown.id }, { keep: true, subjects: listSubjects });
  if (!data || (shown.status !== 'draft' && shown.status !== 'approved')) return null;
  const news = newsOf(data);
  const edition = data.taken.replace(/^.*@/, '');
  const parts = [
    ...(['mineChanged', 'dropped', 'own'] as const).map((state) => ({ state, count: countOf(data, state) })),
    { state: 'differing' as const, count: countOf(data, 'bothChanged', 'libraryChanged') },
  ].filter(({ count }) => count > 0);
  const button = (
    <Button
      size="compact-sm"
      variant={news > 0 ? 'filled' : 'default'}
      leftSection={<IconBooks size={14} aria-hidden />}
      disabled={dirty}
      onClick={() => ask(true)}
    >
      {t('merge.button')}
    </Button>
  );
  const told =
    data.post === null
      ? t('merge.notTaken')
      : [
          t('merge.taken', { title: data.post.title, edition }),
          ...(parts.length === 0 ? [t('merge.same')] : parts.map(({ state, count }) => t(`merge.count.${state}`, { count }))),
        ].join(' · ');
  return (
    <>
      {news > 0 ? (
        <Alert color="pine" variant="light" mx="md" my="xs" py={6} title={t('merge.newer', { edition: data.edition.replace(/^.*@/, '') })}>
          <Group justify="space-between" gap="sm">
            <Text size="sm">
              {t('merge.newerText', {
                changed: countOf(data, 'libraryChanged', 'bothChanged'),
                added: countOf(data, 'new'),
                removed: countOf(data, 'removed'),
              })}
            </Text>
            {button}
          </Group>
        </Alert>
      ) : (
        <Group px="md" pt="xs" gap="sm">
          <Text size="sm" c="dimmed">
            {told}
          </Text>
          {button}
        </Group>
      )}
      {asked && <MergeDialog shown={shown} onMerged={onMerged} onClose={() => ask(false)} />}
    </>
  );
}
