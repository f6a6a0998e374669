import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { go } from '../../place';

/** Letters and targets; at the right what belongs to the one that is shown. */
export function LetterTabs({ at, children }: { at: 'letter' | 'target'; children?: ReactNode }) {
  const { t } = useTranslation('letter');
  return (
    <Group px="md" pb={4} gap="xs" justify="space-between">
      <Group component="nav" gap={4} aria-label={t('tabs')}>
        {(['letter', 'target'] as const).map((tab) => (
          <Button
            key={tab}
            size="compact-sm"
            variant={tab === at ? 'light' : 'subtle'}
            aria-current={tab === at ? 'page' : undefined}
            onClick={() => go(tab === 'letter' ? '/letter' : '/letter/target')}
          >
            {t(`tab.${tab}`)}
          </Button>
        ))}
      </Group>
      {children}
    </Group>
  );
}
