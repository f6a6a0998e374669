import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAskBeforeLeaving } from '../../components/SidePanel';
import { go } from '../../place';

/** Inspections, and what each leader did. */
export function PerformanceTabs({ at }: { at: 'inspection' | 'dossier' }) {
  const { t } = useTranslation('performance');
  const ask = useAskBeforeLeaving();
  return (
    <Group component="nav" px="md" pb={4} gap={4} aria-label={t('tabs')}>
      {(['inspection', 'dossier'] as const).map((tab) => (
        <Button
          key={tab}
          size="compact-sm"
          variant={tab === at ? 'light' : 'subtle'}
          aria-current={tab === at ? 'page' : undefined}
          onClick={() => ask(() => go(tab === 'inspection' ? '/performance' : '/performance/dossier'))}
        >
          {t(`tab.${tab}`)}
        </Button>
      ))}
    </Group>
  );
}
