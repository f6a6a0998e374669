import { Badge, Text, UnstyledButton } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Welcome.module.css';

interface Recent {
  folder: string;
  name: string;
  isSample: boolean;
  openedAt: number;
}

interface RecentListProps {
  recent: readonly Recent[];
  busy: boolean;
  onOpen: (folder: string) => void;
}

/** Workspaces opened before, newest first. */
export function RecentList({ recent, busy, onOpen }: RecentListProps) {
  const { t, i18n } = useTranslation('welcome');
  if (recent.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('recentNone')}
      </Text>
    );
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ul className={classes.recent}>
      {recent.map(({ folder, name, isSample, openedAt }) => (
        <li key={folder}>
          <UnstyledButton className={classes.recentEntry} onClick={() => onOpen(folder)} disabled={busy} title={folder}>
            <IconFolder size={18} stroke={1.6} aria-hidden />
            <span className={classes.recentWords}>
              <span className={classes.recentName}>
                <span>{name}</span>
                {isSample && (
                  <Badge size="sm" variant="light" color="violet" style={{ flex: 'none' }}>
                    {t('isSample')}
                  </Badge>
                )}
              </span>
              <small>{t('openedAt', { date: day.format(openedAt) })}</small>
              <small className={classes.path}>{folder}</small>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
