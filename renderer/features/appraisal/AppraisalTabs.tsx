import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/PageTabs';
import { go } from '../../place';

const tabs = { staff: '/appraisal', leader: '/appraisal/leader', trend: '/appraisal/trend' } as const;

/** The whole staff, leaders, and the trend; at the right what belongs to the one that is shown. */
export function AppraisalTabs({ at, children }: { at: keyof typeof tabs; children?: ReactNode }) {
  const { t } = useTranslation('appraisal');
  return (
    <PageTabs
      label={t('tabs')}
      tabs={(['staff', 'leader', 'trend'] as const).map((id) => ({ id, title: t(`tab.${id}`) }))}
      at={at}
      onOpen={(id) => go(tabs[id])}
    >
      {children}
    </PageTabs>
  );
}
