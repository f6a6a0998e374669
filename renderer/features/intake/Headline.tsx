import { Anchor, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Intake.module.css';
import { remarksOf } from './remarks';
import type { Plan, Subject } from './work';

interface HeadlineProps {
  plan: Plan;
  subject: Subject;
  onSheets: () => void;
}

/** The first line: something about their own register that its owner did not know, then what would happen. */
export function Headline({ plan, subject, onSheets }: HeadlineProps) {
  const { t } = useTranslation('import');
  const { counts, sheets } = plan;
  const used = sheets.filter((sheet) => sheet.used);
  if (counts.rows === 0 && counts.refused === 0) return null;
  const remarks = remarksOf(plan).map(({ key, count }) => t(`remark.${key}`, { count }));
  const unknown = used.reduce(
    (sum, { columns }) => sum + columns.filter(({ field, why, title }) => field === null && why === 'unknown' && title !== '').length,
    0,
  );
  return (
    <div className={classes.headline}>
      <IconBulb size={22} stroke={1.6} aria-hidden />
      <div>
        <Text fw={600}>{remarks.length > 0 ? t('remark.some', { remarks: remarks.join(t('comma')) }) : t('remark.none')}</Text>
        <Text size="sm" c="dimmed">
          {t(`summary.${subject}`, { ...counts, sheets: used.length })}{' '}
          {counts.repeated > 0 && t('summary.repeated', { count: counts.repeated })}{' '}
          {unknown > 0 && (
            <Anchor component="button" type="button" size="sm" onClick={onSheets}>
              {t('summary.unknown', { count: unknown })}
            </Anchor>
          )}
        </Text>
      </div>
    </div>
  );
}
