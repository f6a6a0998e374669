import '@mantine/dates/styles.css';
import 'dayjs/locale/zh-cn';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from './day';
import classes from './DayInput.module.css';

interface DayInputProps extends Omit<
  DateInputProps,
  'value' | 'onChange' | 'dateParser' | 'valueFormat' | 'locale' | 'minDate' | 'maxDate'
> {
  /** `YYYY-MM-DD`; null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
  min?: string | undefined;
  max?: string | undefined;
}

/** A business date: typed in any usual way of writing or picked from a calendar that begins with Monday. */
export function DayInput({ value, onChange, min = '1900-01-01', max = '2199-12-31', clearable = true, ...rest }: DayInputProps) {
  const { t, i18n } = useTranslation('component');
  // Why what was typed was not taken: it goes away when the field is left, but not without a word.
  const [fault, setFault] = useState<string>();
  const faultOf = (typed: string): string | undefined => {
    const day = readDay(typed);
    if (day === undefined) return t('day.unread', { typed });
    if (day < min) return t('day.before', { min });
    return day > max ? t('day.after', { max }) : undefined;
  };
  return (
    <DateInput
      size="sm"
      classNames={{ day: classes.day }}
      {...rest}
      error={rest.error ?? fault}
      onFocus={(event) => {
        setFault(undefined);
        rest.onFocus?.(event);
      }}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim();
        setFault(typed === '' || typed === value ? undefined : faultOf(typed));
        rest.onBlur?.(event);
      }}
      value={value}
      onChange={(day) => onChange(day === null ? null : day.slice(0, 10))}
      dateParser={(text) => readDay(text) ?? null}
      valueFormat="YYYY-MM-DD"
      locale={i18n.language === 'en' ? 'en' : 'zh-cn'}
      monthLabelFormat={t('day.month')}
      yearLabelFormat={t('day.year')}
      minDate={min}
      maxDate={max}
      clearable={clearable && !rest.readOnly && !rest.disabled}
      clearButtonProps={{ 'aria-label': t('day.clear'), tabIndex: -1 }}
      leftSection={<IconCalendar size={16} aria-hidden />}
      leftSectionPointerEvents="none"
    />
  );
}
