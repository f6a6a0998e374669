import { z } from 'zod';

/** The statutory four, highest first (R32). Colour follows from the level and is never stored. */
export const riskLevels = ['major', 'considerable', 'general', 'low'] as const;
export type RiskLevel = (typeof riskLevels)[number];
export const levelColours = { major: 'red', considerable: 'orange', general: 'yellow', low: 'blue' } as const satisfies Record<
  RiskLevel,
  string
>;

/** 1 = 重大 … 4 = 低; smaller is higher. */
export const levelRank = (level: RiskLevel): number => riskLevels.indexOf(level) + 1;
export const higherLevel = (a: RiskLevel, b: RiskLevel): RiskLevel => (levelRank(a) <= levelRank(b) ? a : b);
/** The highest of some levels, undefined for none (V08). */
export const highestLevel = (levels: readonly RiskLevel[]): RiskLevel | undefined =>
  levels.reduce<RiskLevel | undefined>((top, level) => (top === undefined ? level : higherLevel(top, level)), undefined);

export const riskMethods = ['lec', 'ls', 'direct'] as const;
export type RiskMethod = (typeof riskMethods)[number];

/** Allowed factor values (handbook 3.2.3 and 3.2.4). */
export const lecValues = {
  l: [10, 6, 3, 1, 0.5, 0.2, 0.1],
  e: [10, 6, 3, 2, 1, 0.5],
  c: [100, 40, 15, 7, 3, 1],
} as const;
export const lsValues = [1, 2, 3, 4, 5] as const;

const band = z.object({
  level: z.enum(riskLevels),
  /** Lowest score of the band, included. */
  from: z.number().optional(),
  /** Score that the band lies above, excluded. */
  over: z.number().optional(),
});

const factor = z.object({ value: z.number(), text: z.string() });

/** A versioned level mapping, `resources/catalogues/<id>.json`. A published one is never edited. */
export const scaleSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+@\d+$/),
  method: z.enum(['lec', 'ls']),
  title: z.string(),
  /** Where the thresholds come from, in words for the user. */
  source: z.string(),
  factors: z.object({ l: z.array(factor), e: z.array(factor).optional(), c: z.array(factor).optional(), s: z.array(factor).optional() }),
  /** Highest level first. */
  bands: z.array(band).min(1),
});
export type Scale = z.infer<typeof scaleSchema>;

/**
 * LEC in scaled integers: 100·D = (10·L)·(10·E)·C. Floats give 36 wrong products out of 252.
 * @returns 100·D, an integer.
 */
export const lecScore = (l: number, e: number, c: number): number => Math.round(l * 10) * Math.round(e * 10) * c;
/** @returns 100·R, an integer, so that both methods store scores in the same unit. */
export const lsScore = (l: number, s: number): number => l * s * 100;

/**
 * Level of a score on a scale.
 * @param score100 score times 100
 * @throws RangeError when the scale has no band for it (a broken catalogue)
 */
export function levelOf(scale: Scale, score100: number): RiskLevel {
  for (const { level, from, over } of scale.bands) {
    if (over !== undefined ? score100 > over * 100 : score100 >= (from ?? 0) * 100) return level;
  }
  throw new RangeError(`${scale.id}: no band for ${score100 / 100}`);
}
