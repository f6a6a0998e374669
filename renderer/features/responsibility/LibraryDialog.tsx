import { Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListOwner } from '../../../db/domain/responsibility/list';
import { useApi, useCommand } from '../../api';
import { failureText } from '../../components/failureText';

interface LibraryDialogProps {
  owner: ListOwner;
  onAdopted: (id: string) => void;
  onClose: () => void;
}

/** 从职责库选: the posts of the library, the likeliest first, with their duties before they are taken over. */
export function LibraryDialog({ owner, onAdopted, onClose }: LibraryDialogProps) {
  const { t } = useTranslation('responsibility');
  const { data } = useApi('responsibility.library', { owner });
  const [chosen, choose] = useState<string | null>(null);
  const adopt = useCommand('responsibility.adopt', { done: t('adopt.done', { count: 1 }), quiet: true });
  const posts = data?.posts ?? [];
  const post = posts.find(({ id }) => id === chosen) ?? posts.find(({ why }) => why !== null);
  const confirm = async () => {
    if (!post) return;
    const reply = await adopt.run({ items: [{ owner, libraryPost: post.id }] });
    if (!reply.ok) return;
    onClose();
    onAdopted(reply.data.value.ids[0]!);
  };
  return (
    <Modal opened onClose={onClose} title={t('adopt.oneTitle')} size="44rem">
      <Stack gap="sm">
        <Select
          label={t('adopt.post')}
          searchable
          allowDeselect={false}
          data={posts.map(({ id, title, group }) => ({ value: id, label: `${title}（${group}）` }))}
          value={post?.id ?? null}
          onChange={choose}
        />
        {post && (
          <>
            <Text size="sm">{t('adopt.scope', { scope: post.scope })}</Text>
            <List size="sm" type="ordered">
              {post.duties.map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          </>
        )}
        <Text size="sm" c="dimmed">
          {t('adopt.oneText')}
        </Text>
        {adopt.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, adopt.failure)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={adopt.pending} disabled={!post} onClick={() => void confirm()}>
            {t('adopt.oneVerb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
