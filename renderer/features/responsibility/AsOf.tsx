import { useTranslation } from 'react-i18next';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';

/** The day that is looked at: null for today. */
export interface AsOfProps {
  day: string | null;
  onDay: (day: string | null) => void;
}

/** Chooses the day that is looked at. */
export function AsOf({ day, onDay }: AsOfProps) {
  const { t } = useTranslation('responsibility');
  const today = useToday();
  return (
    <DayInput
      size="xs"
      w="9.5rem"
      aria-label={t('day')}
      placeholder={t('dayText')}
      value={day}
      onChange={(next) => onDay(next === today ? null : next)}
    />
  );
}
