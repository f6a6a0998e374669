import type { RiskLevel } from '../risk/scale';
import type { Rule } from '../rule';
import type { CardState } from './card';

export interface CardFacts {
  level: RiskLevel | null;
  state: CardState;
  /** Version of the card that was last made. */
  version: number;
}

/** Rules about the card of a risk point. */
export const cardRules: readonly Rule<CardFacts>[] = [
  {
    id: 'V13',
    kind: 'statutory',
    basis: ['R17'],
    check: ({ level, state, version }) => {
      if (state === 'outdated') return { key: 'V13.outdated', params: { version } };
      return state === 'none' && (level === 'major' || level === 'considerable') ? { key: 'V13.none' } : undefined;
    },
  },
];
