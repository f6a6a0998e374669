import { IconAlarm, IconCalendar, IconCalendarDue, IconCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DueBadge.module.css';
import { daysUntil, dueState } from './due';

const icons = { overdue: IconAlarm, week: IconClock, month: IconCalendarDue, later: IconCalendar, done: IconCheck };

interface DueBadgeProps {
  /** `YYYY-MM-DD`; null when nothing is due. */
  due: string | null;
  today: string;
  done?: boolean;
  /** Show the date itself before the words. */
  withDate?: boolean;
}

/** When something is due: colour, icon and words. */
export function DueBadge({ due, today, done = false, withDate = false }: DueBadgeProps) {
  const { t } = useTranslation('component');
  if (due === null) return null;
  const state = dueState(due, today, done);
  const Icon = icons[state];
  const days = daysUntil(due, today);
  const words = days === 0 && state === 'week' ? t('due.today') : t(`due.${state}`, { count: Math.abs(days) });
  return (
    <span className={classes.badge} data-state={state} title={due}>
      <Icon size={14} aria-hidden />
      {withDate && <span className={classes.date}>{due}</span>}
      {words}
    </span>
  );
}
