import { Anchor, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';
import { fieldName } from '../../components/intake/fields';
import classes from './Intake.module.css';
import type { Field, Plan, RemarkKey, Subject } from './work';

/** Where the counts stand in their sentence. */
const mark = '\u0000';

interface HeadlineProps {
  plan: Plan;
  subject: Subject;
  onSheets: () => void;
  /** Shows the rows that a remark counts. */
  onRemark: (key: RemarkKey) => void;
}

/** The first is what such a column is called when none of them is there. */
const essential: Record<Subject, readonly [Field, ...Field[]]> = {
  risk: ['hazardSource'],
  person: ['name'],
  department: ['departmentName', 'tier1', 'tier2', 'tier3', 'tier4'],
  post: ['postName'],
};

/** No sheet has the column without which no row can be taken. */
export const lacksEssential = ({ sheets }: Plan, subject: Subject): boolean => {
  const used = sheets.filter((sheet) => sheet.used);
  return (
    used.length > 0 && used.every(({ columns }) => columns.every(({ field }) => field === null || !essential[subject].includes(field)))
  );
};

/** The first line: something about their own register that its owner did not know, then what would happen. */
export function Headline({ plan, subject, onSheets, onRemark }: HeadlineProps) {
  const { t } = useTranslation(['import', 'term']);
  const { counts, sheets, remarks } = plan;
  const used = sheets.filter((sheet) => sheet.used);
  if (counts.rows === 0 && counts.refused === 0)
    return used.length === 0 ? null : (
      <div className={classes.headline}>
        <IconBulb size={22} stroke={1.6} aria-hidden />
        <div>
          <Text fw={600}>{t('noRecords')}</Text>
          <Text size="sm" c="dimmed">
            {t('noRecordsText')}
          </Text>
        </div>
      </div>
    );
  if (lacksEssential(plan, subject)) {
    return (
      <div className={classes.headline}>
        <IconBulb size={22} stroke={1.6} aria-hidden />
        <div>
          <Text fw={600}>{t('missing.title', { field: fieldName(t, essential[subject][0], subject) })}</Text>
          <Text size="sm" c="dimmed">
            {t('missing.text')}{' '}
            <Anchor component="button" type="button" size="sm" onClick={onSheets}>
              {t('missing.settle')}
            </Anchor>
          </Text>
        </div>
      </div>
    );
  }
  const unknown = used.reduce(
    (sum, { columns }) => sum + columns.filter(({ field, why, title }) => field === null && why === 'unknown' && title !== '').length,
    0,
  );
  return (
    <div className={classes.headline}>
      <IconBulb size={22} stroke={1.6} aria-hidden />
      <div>
        <Text fw={600}>
          {remarks.length === 0
            ? t('remark.none')
            : speak(t, 'remark.some', { remarks: mark })
                .split(mark)
                .map((part, at) =>
                  at === 0 ? (
                    part
                  ) : (
                    <Fragment key="remarks">
                      {remarks.map(({ key, count }, index) => (
                        <Fragment key={key}>
                          {index > 0 && t('comma')}
                          <Anchor component="button" type="button" fw={600} inherit onClick={() => onRemark(key)}>
                            {t(`remark.${key}`, { count })}
                          </Anchor>
                        </Fragment>
                      ))}
                      {part}
                    </Fragment>
                  ),
                )}
        </Text>
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
