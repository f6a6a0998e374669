import { VisuallyHidden } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconEdit,
  IconEqual,
  IconHourglass,
  IconLock,
  IconMinus,
  IconPlus,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import type { Comparison, ComparisonCounts } from '../../../db/domain/round/round';
import classes from './Round.module.css';
import type { RoundItem, RoundRow } from './round';

const comparisonIcons = { up: IconArrowUp, down: IconArrowDown, added: IconPlus, removed: IconMinus, same: IconEqual };
const stateIcons = { pending: IconHourglass, confirmed: IconCheck, changed: IconEdit, added: IconPlus, removed: IconMinus };

/** What became of a risk since the earlier round. */
export function ComparisonBadge({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation(['round', 'term']);
  const Icon = comparisonIcons[comparison];
  return (
    <span className={classes.badge} data-comparison={comparison}>
      <Icon size={13} aria-hidden />
      {t(`term:comparison.${comparison}`)}
    </span>
  );
}

/** Whether somebody has looked at it in this round. */
export function StateBadge({ state }: { state: RoundItem['state'] }) {
  const { t } = useTranslation(['round', 'term']);
  const Icon = stateIcons[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size={13} aria-hidden />
      {t(`term:roundItemState.${state}`)}
    </span>
  );
}

export function StatusBadge({ round }: { round: Pick<RoundRow, 'status' | 'origin' | 'isLate' | 'replacedBy' | 'follows'> }) {
  const { t } = useTranslation(['round', 'roundTime', 'term']);
  const Icon = round.status === 'open' ? IconPlayerPlay : IconLock;
  return (
    <>
      <span className={classes.badge} data-status={round.status}>
        <Icon size={13} aria-hidden />
        {t(`term:roundStatus.${round.status}`)}
      </span>
      {round.origin === 'backfilled' && <small className={classes.origin}>{t('term:roundOrigin.backfilled')}</small>}
      {round.isLate && <small className={classes.origin}>{t('roundTime:follow.lateMark')}</small>}
      {round.replacedBy !== null && <small className={classes.origin}>{t('roundTime:follow.replacedMark')}</small>}
    </>
  );
}

/** Numbers of the four levels, each in its colour. */
export function LevelCounts({ levels }: { levels: Record<RiskLevel, number> }) {
  const { t } = useTranslation(['round', 'term']);
  return (
    <span className={classes.counts}>
      {riskLevels.map((level) => (
        <span key={level} className={classes.count} data-level={level} title={`${t(`term:riskLevel.${level}`)} ${levels[level]}`}>
          <VisuallyHidden>{t(`term:riskLevel.${level}`)}</VisuallyHidden>
          {levels[level]}
        </span>
      ))}
    </span>
  );
}

/** Only what has moved. */
export function Moves({ counts }: { counts: ComparisonCounts }) {
  const { t } = useTranslation(['round', 'term']);
  const moved = (['up', 'down', 'added', 'removed'] as const).filter((comparison) => counts[comparison] > 0);
  if (moved.length === 0) return <span className={classes.quiet}>{t('noMoves')}</span>;
  return (
    <span className={classes.counts}>
      {moved.map((comparison) => {
        const Icon = comparisonIcons[comparison];
        return (
          <span key={comparison} className={classes.badge} data-comparison={comparison} title={t(`term:comparison.${comparison}`)}>
            <Icon size={13} aria-hidden />
            {t('move', { what: t(`term:comparison.${comparison}`), count: counts[comparison] })}
          </span>
        );
      })}
    </span>
  );
}
