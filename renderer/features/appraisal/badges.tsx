import { IconAlertTriangle, IconCheck, IconClock, IconPencil, IconSignature, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppraisalGrade, AppraisalState } from '../../../db/domain/responsibility/appraise';
import classes from './Appraisal.module.css';

const states = {
  waiting: { icon: IconClock, tone: 'notice' },
  self: { icon: IconPencil, tone: 'plain' },
  checked: { icon: IconCheck, tone: 'good' },
  signed: { icon: IconSignature, tone: 'good' },
} as const satisfies Record<AppraisalState, { icon: typeof IconCheck; tone: string }>;
const grades = {
  excellent: { icon: IconStar, tone: 'good' },
  qualified: { icon: IconCheck, tone: 'plain' },
  unqualified: { icon: IconAlertTriangle, tone: 'attention' },
} as const satisfies Record<AppraisalGrade, { icon: typeof IconCheck; tone: string }>;

/** How far an assessment is: icon, colour and word. */
export function StateBadge({ state }: { state: AppraisalState }) {
  const { t } = useTranslation('term');
  const { icon: Icon, tone } = states[state];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {t(`appraisalState.${state}`)}
    </span>
  );
}

/** What it came to: icon, colour and word. */
export function GradeBadge({ grade }: { grade: AppraisalGrade }) {
  const { t } = useTranslation('term');
  const { icon: Icon, tone } = grades[grade];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {t(`appraisalGrade.${grade}`)}
    </span>
  );
}
