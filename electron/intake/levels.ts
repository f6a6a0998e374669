import { hslOf } from './colour';
import type { RiskLevel } from '../../db/domain/risk/scale';

/** A level as a cell states it: one of the four, or a grade number whose direction the data must tell. */
export type LevelReading = { level: RiskLevel } | { grade: number };

const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };
const numerals = '一二三四五';

/** Which way 1级 to 5级 run in a sheet; `down`: 1 is the highest. */
export interface LevelScheme {
  direction: 'down' | 'up';
  /** Number of grades in use, 4 or 5. */
  grades: 4 | 5;
  /** From the data, or supposed because nothing in the data tells (then it is to be asked once). */
  basis: 'data' | 'supposed' | 'chosen';
}

/**
 * Reads 重大/较大/一般/低, colours in words, 一级, 2级, Ⅲ, B.
 * @returns undefined when the text is no level
 */
export function readLevelText(written: string): LevelReading | undefined {
  const text = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
  if (text === '') return undefined;
  const word = levelWord(text);
  if (word !== undefined) return { level: word };
  const grade = gradeOf(text);
  return grade === undefined ? undefined : { grade };
}

function levelWord(text: string): RiskLevel | undefined {
  const said = new Set<RiskLevel>();
  // 可接受 and 稍有危险 are what the old five-grade tables call the lowest grades.
  if (/重大|特大|极其危险|极高|很高|不可容许|不可接受|巨大/.test(text)) said.add('major');
  if (/较大|高度危险|高风险|^高$/.test(text)) said.add('considerable');
  if (/一般|显著危险|中等|中度|中风险|^中$/.test(text)) said.add('general');
  if (/低|较小|稍有危险|可接受|可容许|轻微|轻度/.test(text) && !/不可/.test(text)) said.add('low');
  if (said.size === 0) {
    if (text.includes('红')) said.add('major');
    if (text.includes('橙') || text.includes('桔')) said.add('considerable');
    if (text.includes('黄')) said.add('general');
    if (text.includes('蓝') || text.includes('绿')) said.add('low');
  }
  // “一般危险，需要注意” is grade 4 of LEC, and a text that names two levels is none.
  if (/一般危险/.test(text)) return 'low';
  return said.size === 1 ? [...said][0] : undefined;
}

function gradeOf(text: string): number | undefined {
  const bare = text.replace(/风险|等级|级别|级|为/g, '');
  if (/^[1-5]$/.test(bare)) return Number(bare);
  if (numerals.includes(bare) && bare.length === 1) return numerals.indexOf(bare) + 1;
  if (Object.hasOwn(romans, bare)) return romans[bare];
  if (/^[a-e]$/.test(bare)) return bare.charCodeAt(0) - 96;
  const both = /^([a-e])?([1-5])([a-e])?$/.exec(bare);
  return both === null ? undefined : Number(both[2]);
}

/** Level of a grade under a scheme: of five grades the two lowest are both 低 (handbook 3.2.3). */
export function levelOfGrade(grade: number, scheme: Pick<LevelScheme, 'direction' | 'grades'>): RiskLevel {
  const rank = scheme.direction === 'down' ? grade : scheme.grades + 1 - grade;
  return rank <= 1 ? 'major' : rank === 2 ? 'considerable' : rank === 3 ? 'general' : 'low';
}

/** Level that the ground of a cell shows; undefined for grounds that are none of the four colours. */
export function levelOfFill(fill: string): RiskLevel | undefined {
  const { hue, saturation, lightness } = hslOf(fill);
  if (saturation < 0.35 || lightness < 0.2 || lightness > 0.93) return undefined;
  if (hue < 14 || hue >= 340) return 'major';
  // FFC000, Excel's own 橙色, has hue 45.2; its 金色 begins at 50.
  if (hue < 48) return 'considerable';
  if (hue < 70) return 'general';
  return hue >= 170 && hue < 260 ? 'low' : undefined;
}

/** A row that says both a grade number and something that ranks it. */
export interface GradedSample {
  grade: number;
  /** Score of the sheet or from its factors; higher is worse. */
  score: number;
  /** Level that the factors give, where there are any. */
  level?: RiskLevel;
}

/**
 * Tells from the data which way the grades run: where 1 is the highest, low grades go with high scores. Every two
 * grades have one vote by their mean scores; where all rows have one grade, agreement with the factors decides.
 * @param stated how many grades there are, where the head or the data say so; else agreement decides that too
 */
export function inferScheme(samples: readonly GradedSample[], stated?: 4 | 5): LevelScheme {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { grade, score } of samples) {
    const { sum, count } = sums.get(grade) ?? { sum: 0, count: 0 };
    sums.set(grade, { sum: sum + score, count: count + 1 });
  }
  const means = [...sums].map(([grade, { sum, count }]) => ({ grade, score: sum / count })).sort((a, b) => a.grade - b.grade);
  let votes = 0;
  for (const [index, lower] of means.entries()) for (const higher of means.slice(index + 1)) votes += Math.sign(lower.score - higher.score);
  const best = (directions: readonly LevelScheme['direction'][]) =>
    directions
      .flatMap((direction) => (stated === undefined ? ([4, 5] as const) : [stated]).map((grades) => ({ direction, grades })))
      .map((scheme) => ({ ...scheme, agree: agreement(samples, scheme) }))
      .reduce((top, next) => (next.agree > top.agree ? next : top));
  const down = best(['down']);
  const up = best(['up']);
  const { direction, grades } = votes < 0 || (votes === 0 && up.agree > down.agree) ? up : down;
  return { direction, grades, basis: votes === 0 && up.agree === down.agree ? 'supposed' : 'data' };
}

const agreement = (samples: readonly GradedSample[], scheme: Pick<LevelScheme, 'direction' | 'grades'>): number =>
  samples.filter(({ grade, level }) => level !== undefined && levelOfGrade(grade, scheme) === level).length;
