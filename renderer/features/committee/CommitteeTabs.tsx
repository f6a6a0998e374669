import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { useAskBeforeLeaving } from '../../components/SidePanel';
import { go } from '../../place';
import classes from './Committee.module.css';

/** Meetings and resolutions, and what the house asks for: a meeting each quarter (D12). */
export function CommitteeTabs({ at }: { at: 'meeting' | 'resolution' }) {
  const { t } = useTranslation('committee');
  const ask = useAskBeforeLeaving();
  const { data } = useApi('committee.figures', {}, { keep: true, subjects: ['committeeMeeting', 'resolution', 'person'] });
  return (
    <Group px="md" pb={4} gap="xs" justify="space-between">
      <Group component="nav" gap={4} aria-label={t('tabs')}>
        {(['meeting', 'resolution'] as const).map((tab) => (
          <Button
            key={tab}
            size="compact-sm"
            variant={tab === at ? 'light' : 'subtle'}
            aria-current={tab === at ? 'page' : undefined}
            onClick={() => ask(() => go(tab === 'meeting' ? '/committee' : '/committee/resolution'))}
          >
            {t(`tab.${tab}`)}
          </Button>
        ))}
      </Group>
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
    </Group>
  );
}
