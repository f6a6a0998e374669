import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/PageTabs';
import { go } from '../../place';

/** Letters and targets; at the right what belongs to the one that is shown. */
export function LetterTabs({ at, children }: { at: 'letter' | 'target'; children?: ReactNode }) {
  const { t } = useTranslation('letter');
  return (
    <PageTabs
      label={t('tabs')}
      tabs={(['letter', 'target'] as const).map((id) => ({ id, title: t(`tab.${id}`) }))}
      at={at}
      onOpen={(id) => go(id === 'letter' ? '/letter' : '/letter/target')}
    >
      {children}
    </PageTabs>
  );
}
