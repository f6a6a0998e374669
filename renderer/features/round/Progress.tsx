import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shareIn } from '../../../db/domain/share';
import { roundItemStates } from '../../../db/domain/round/round';
import classes from './Round.module.css';
import { progressOf, type Figures, type RoundItem } from './round';

interface ProgressProps {
  figures: Figures;
  chosen: readonly RoundItem['state'][] | undefined;
  onChoose: (state: RoundItem['state']) => void;
  children?: ReactNode;
}

/** How far the round is; each part narrows the list below. */
export function Progress({ figures, chosen, onChoose, children }: ProgressProps) {
  const { t } = useTranslation(['round', 'term']);
  const { states } = figures;
  const total = roundItemStates.reduce((sum, state) => sum + states[state], 0);
  const done = (['confirmed', 'changed', 'added', 'removed', 'pending'] as const).filter((state) => states[state] > 0);
  return (
    <div className={classes.progress}>
      <Text size="sm" fw={600}>
        {t('progress', { percent: shareIn(100, progressOf(figures), 1) })}
      </Text>
      <div className={classes.bar} role="img" aria-label={t('progressOf', { done: total - states.pending, total })}>
        {done.map((state) => (
          <span key={state} data-state={state} style={{ width: `${(states[state] / total) * 100}%` }} />
        ))}
      </div>
      <div className={classes.states}>
        {roundItemStates.map((state) => (
          <Button
            key={state}
            size="compact-xs"
            variant={chosen?.length === 1 && chosen[0] === state ? 'light' : 'subtle'}
            aria-pressed={chosen?.length === 1 && chosen[0] === state}
            onClick={() => onChoose(state)}
          >
            {t('stateCount', { state: t(`term:roundItemState.${state}`), count: states[state] })}
          </Button>
        ))}
      </div>
      {children}
    </div>
  );
}
