import { higherLevel, levelOf, levelRank, type RiskLevel, type Scale } from './scale';

/** What a stored risk is before another level mapping grades it. */
export interface GradedRisk {
  score100: number;
  level: RiskLevel;
  keptLevel: RiskLevel | null;
  directMajor: boolean;
}
export const levelMoves = ['up', 'down', 'same'] as const;
export type LevelMove = (typeof levelMoves)[number];

/** Which way a level goes. */
export const moveOf = (from: RiskLevel, to: RiskLevel): LevelMove =>
  from === to ? 'same' : levelRank(to) < levelRank(from) ? 'up' : 'down';

/**
 * A stored risk under another mapping (handbook 3.2.4). A level that falls is kept until a person confirms it (V16), like
 * one that an import kept; judged 重大 directly it stays 重大.
 */
export function regraded(
  risk: GradedRisk,
  scale: Scale,
  fallsConfirmed: boolean,
): { move: LevelMove; level: RiskLevel; keptLevel: RiskLevel | null } {
  if (risk.directMajor) return { move: 'same', level: risk.level, keptLevel: risk.keptLevel };
  const computed = levelOf(scale, risk.score100);
  const graded = risk.keptLevel ? higherLevel(risk.keptLevel, computed) : computed;
  const move = moveOf(risk.level, graded);
  const level = move === 'down' && !fallsConfirmed ? risk.level : graded;
  return { move, level, keptLevel: level === computed ? null : level };
}
