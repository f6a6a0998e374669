import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconCircleFilled, IconInfoCircleFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RiskLevel } from '../../db/domain/risk/scale';
import classes from './LevelBadge.module.css';

const icons = {
  major: IconAlertOctagonFilled,
  considerable: IconAlertTriangleFilled,
  general: IconInfoCircleFilled,
  low: IconCircleFilled,
};

interface LevelBadgeProps {
  /** Null while nothing is graded yet. */
  level: RiskLevel | null;
  size?: 'sm' | 'lg';
}

/** A risk level in its statutory colour, its word and a shape of its own. */
export function LevelBadge({ level, size = 'sm' }: LevelBadgeProps) {
  const { t } = useTranslation(['component', 'term']);
  if (level === null) return <span className={classes.none}>{t('level.none')}</span>;
  const Icon = icons[level];
  return (
    <span className={classes.badge} data-level={level} data-size={size}>
      <Icon size={size === 'lg' ? 16 : 12} aria-hidden />
      {t(`term:riskLevel.${level}`)}
    </span>
  );
}
