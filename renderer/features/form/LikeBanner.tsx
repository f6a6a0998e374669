import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import type { Likeness } from './FormPage';

/** Asks whether a form that was just taken is the new edition of one that it looks like. */
export function LikeBanner({ likeness: { id, like }, onSettled }: { likeness: Likeness; onSettled: () => void }) {
  const { t } = useTranslation('form');
  const succeed = useCommand('form.succeed', { done: t('like.done') });
  return (
    <Alert color="pine" variant="light" py="xs" mx="md" mb="xs" title={t('like.title', { name: like.name })}>
      <Group gap="xs">
        {t('like.text')}
        <Button
          size="compact-sm"
          loading={succeed.pending}
          onClick={() => void succeed.run({ id, replacesId: like.id }).then((reply) => reply.ok && onSettled())}
        >
          {t('like.yes')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onSettled}>
          {t('like.no')}
        </Button>
      </Group>
    </Alert>
  );
}
