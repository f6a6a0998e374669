import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { PageTabs } from '../../components/PageTabs';
import { go } from '../../place';
import classes from './Committee.module.css';

/** Meetings and resolutions, and what the house asks for: a meeting each quarter (D12). */
export function CommitteeTabs({ at }: { at: 'meeting' | 'resolution' }) {
  const { t } = useTranslation('committee');
  const { data } = useApi('committee.figures', {}, { keep: true, subjects: ['committeeMeeting', 'resolution', 'person'] });
  return (
    <PageTabs
      label={t('tabs')}
      tabs={(['meeting', 'resolution'] as const).map((id) => ({ id, title: t(`tab.${id}`) }))}
      at={at}
      onOpen={(id) => go(id === 'meeting' ? '/committee' : '/committee/resolution')}
    >
      {data && (
        <span className={classes.quiet}>
          {[
            data.resolutions.overdue > 0 && t('overdue', { count: data.resolutions.overdue }),
            data.resolutions.ownerless > 0 && t('ownerless', { count: data.resolutions.ownerless }),
            !data.interval.isHeld && t('interval', { by: data.interval.by }),
          ]
            .filter(Boolean)
            .join('　')}
        </span>
      )}
    </PageTabs>
  );
}
