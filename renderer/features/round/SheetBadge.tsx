import { IconAlarm, IconCheck, IconHourglass, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Round.module.css';
import type { SheetRow } from './sheet';

const icons = { notHanded: IconHourglass, out: IconSend, overdue: IconAlarm, returned: IconCheck };

/** How far the sheet of a department is; with a count, how many are so far. */
export function SheetBadge({ state, count }: { state: SheetRow['state']; count?: number }) {
  const { t } = useTranslation('round');
  const Icon = icons[state];
  return (
    <span className={classes.badge} data-sheet={state}>
      <Icon size={13} aria-hidden />
      {t(`sheets.state.${state}`)}
      {count !== undefined && ` ${count}`}
    </span>
  );
}
