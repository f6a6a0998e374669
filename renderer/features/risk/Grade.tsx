import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Graded } from '../../../db/domain/risk/assessment';
import { riskLevels, type Scale } from '../../../db/domain/risk/scale';
import { LevelBadge } from '../../components/LevelBadge';
import { bandText, fullFormula } from './grading';
import classes from './RiskForm.module.css';
import type { RiskValues } from './riskValues';

interface GradeProps {
  values: RiskValues;
  graded: Graded | null;
  scale: Scale | null;
  nextReviewOn: string | null;
}

/** Result while typing: score, level with the reason for it, next assessment. */
export function Grade({ values, graded, scale, nextReviewOn }: GradeProps) {
  const { t } = useTranslation(['risk', 'term']);
  const byScore = graded !== null && scale !== null && !values.directMajor && values.keptLevel === null;
  return (
    <div className={classes.grade}>
      <output aria-live="polite">
        <Group gap="xs" wrap="wrap">
          <LevelBadge level={graded?.level ?? null} size="lg" />
          <Text fw={600} size="sm" className={classes.formula}>
            {fullFormula(values)}
          </Text>
        </Group>
        <Text size="xs" c="dimmed">
          {graded === null
            ? t('grade.none')
            : values.directMajor
              ? t('grade.directMajor')
              : values.keptLevel !== null && graded.level === values.keptLevel
                ? t('grade.kept')
                : byScore
                  ? t('grade.why', {
                      band: bandText(scale, graded.level),
                      level: t(`term:riskLevel.${graded.level}`),
                      colour: t(`grade.colour.${graded.level}`),
                      scale: scale.title,
                    })
                  : t('grade.direct', { colour: t(`grade.colour.${graded.level}`) })}
          {nextReviewOn !== null && ` ${t('grade.next', { date: nextReviewOn })}`}
        </Text>
      </output>
    </div>
  );
}

/** The four levels with their limits on this scale; the present one stands out. */
export function Bands({ scale, graded }: { scale: Scale; graded: Graded | null }) {
  const { t } = useTranslation(['risk', 'term']);
  return (
    <ul className={classes.bands} aria-label={t('grade.bands', { scale: scale.title })}>
      {riskLevels
        .toReversed()
        .filter((level) => scale.bands.some((band) => band.level === level))
        .map((level) => (
          <li key={level} data-level={level} aria-current={graded?.level === level || undefined}>
            <b>{t(`term:riskLevel.${level}`)}</b>
            <span>{bandText(scale, level)}</span>
          </li>
        ))}
    </ul>
  );
}
