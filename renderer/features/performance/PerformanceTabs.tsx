import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/PageTabs';
import { go } from '../../place';

/** Inspections, and what each leader did. */
export function PerformanceTabs({ at }: { at: 'inspection' | 'dossier' }) {
  const { t } = useTranslation('performance');
  return (
    <PageTabs
      label={t('tabs')}
      tabs={(['inspection', 'dossier'] as const).map((id) => ({ id, title: t(`tab.${id}`) }))}
      at={at}
      onOpen={(id) => go(id === 'inspection' ? '/performance' : '/performance/dossier')}
    />
  );
}
