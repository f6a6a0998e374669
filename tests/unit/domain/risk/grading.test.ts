import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formulaText, grade, impossibleFactors, scoreText } from '../../../../db/domain/risk/assessment';
import {
  higherLevel,
  highestLevel,
  lecScore,
  lecValues,
  levelColours,
  levelOf,
  levelRank,
  lsScore,
  lsValues,
  riskLevels,
  scaleSchema,
  type RiskLevel,
} from '../../../../db/domain/risk/scale';

const folder = path.resolve(import.meta.dirname, '../../../../resources/catalogues');
const scales = readdirSync(folder)
  .filter((name) => /^(lec|ls)/.test(name))
  .map((name) => scaleSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
const scale = (id: string) => scales.find((entry) => entry.id === id)!;

/** Product of decimals as people multiply them on paper: digits as integers, then the point. Knows no floats. */
function decimalProduct(...factors: number[]): { digits: bigint; places: number } {
  return factors.reduce(
    (product, factor) => {
      const [whole = '', fraction = ''] = String(factor).split('.');
      return { digits: product.digits * BigInt(whole + fraction), places: product.places + fraction.length };
    },
    { digits: 1n, places: 0 },
  );
}
const hundredths = ({ digits, places }: { digits: bigint; places: number }): bigint =>
  places <= 2 ? digits * 10n ** BigInt(2 - places) : digits / 10n ** BigInt(places - 2);
function written({ digits, places }: { digits: bigint; places: number }): string {
  const text = String(digits).padStart(places + 1, '0');
  const point = text.length - places;
  return places === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`.replace(/\.?0+$/, '');
}

/** Lower limits of the bands as printed in the tables, in hundredths; `over` where the limit itself is not in the band. */
const tables: Record<string, { level: RiskLevel; limit: bigint; over?: boolean }[]> = {
  'lec@1': [
    { level: 'major', limit: 32_000n, over: true },
    { level: 'considerable', limit: 16_000n },
    { level: 'general', limit: 7000n },
  ],
  'lec-province@1': [
    { level: 'major', limit: 32_000n, over: true },
    { level: 'considerable', limit: 16_000n },
    { level: 'general', limit: 7000n },
  ],
  'lec-above70@1': [
    { level: 'major', limit: 32_000n, over: true },
    { level: 'considerable', limit: 16_000n },
    { level: 'general', limit: 7000n, over: true },
  ],
  'ls-shandong@1': [
    { level: 'major', limit: 2000n },
    { level: 'considerable', limit: 1500n },
    { level: 'general', limit: 900n },
  ],
  'ls-province@1': [
    { level: 'major', limit: 1700n },
    { level: 'considerable', limit: 1300n },
    { level: 'general', limit: 800n },
  ],
  'ls-third@1': [
    { level: 'major', limit: 2000n },
    { level: 'considerable', limit: 900n },
    { level: 'general', limit: 400n },
  ],
};
const expected = (id: string, score: bigint): RiskLevel =>
  tables[id]!.find(({ limit, over }) => (over ? score > limit : score >= limit))?.level ?? 'low';

const lec = lecValues.l.flatMap((l) => lecValues.e.flatMap((e) => lecValues.c.map((c) => ({ l, e, c }))));
const ls = lsValues.flatMap((l) => lsValues.map((s) => ({ l, s })));

it('every shipped scale has its table here', () => {
  expect(scales.map(({ id }) => id).sort()).toEqual(Object.keys(tables).sort());
  expect([lec.length, ls.length]).toEqual([252, 25]);
});

describe.each(scales.filter(({ method }) => method === 'lec'))('all 252 LEC combinations on $id', ({ id }) => {
  it.each(lec)('L $l · E $e · C $c', (factors) => {
    const { l, e, c } = factors;
    const product = decimalProduct(l, e, c);
    const assessment = { method: 'lec' as const, ...factors };
    const graded = grade(assessment, scale(id));
    expect(impossibleFactors(assessment)).toEqual([]);
    expect(BigInt(graded.score100!)).toBe(hundredths(product));
    expect(graded).toEqual({ score100: lecScore(l, e, c), level: expected(id, hundredths(product)), scale: id });
    expect(scoreText(graded.score100)).toBe(written(product));
    expect(formulaText(assessment)).toBe(`${l} × ${e} × ${c} = ${written(product)}`);
  });
});

describe.each(scales.filter(({ method }) => method === 'ls'))('all 25 LS combinations on $id', ({ id }) => {
  it.each(ls)('L $l · S $s', ({ l, s }) => {
    const assessment = { method: 'ls' as const, l, s };
    expect(impossibleFactors(assessment)).toEqual([]);
    expect(grade(assessment, scale(id))).toEqual({ score100: lsScore(l, s), level: expected(id, BigInt(l * s) * 100n), scale: id });
    expect(formulaText(assessment)).toBe(`${l} × ${s} = ${l * s}`);
  });
});

describe('the edges of LEC', () => {
  const scores = lec.map(({ l, e, c }) => lecScore(l, e, c));

  it('252 combinations give 103 scores; 320 and 160 are none of them, 70 and 20 are', () => {
    expect(new Set(scores).size).toBe(103);
    for (const never of [320, 160]) expect(scores).not.toContain(never * 100);
    const giving = (score: number) => lec.filter(({ l, e, c }) => lecScore(l, e, c) === score * 100);
    expect(giving(70)).toEqual([
      { l: 10, e: 1, c: 7 },
      { l: 1, e: 10, c: 7 },
    ]);
    expect(giving(20).length).toBeGreaterThan(0);
  });

  it('70 is 一般 by default and 低 where the table says “above 70”; 20 is 低 everywhere', () => {
    for (const [l, e] of [
      [10, 1],
      [1, 10],
    ] as const) {
      expect(grade({ method: 'lec', l, e, c: 7 }, scale('lec@1')).level).toBe('general');
      expect(grade({ method: 'lec', l, e, c: 7 }, scale('lec-above70@1')).level).toBe('low');
    }
    for (const { id } of scales.filter(({ method }) => method === 'lec')) expect(levelOf(scale(id), 2000)).toBe('low');
  });

  it('plain floats would be wrong for 36 of them, which is why the products are integers', () => {
    expect(lec.filter(({ l, e, c }) => l * e * c !== lecScore(l, e, c) / 100)).toHaveLength(36);
  });
});

describe('what cannot be graded', () => {
  it('names every factor that the method does not know', () => {
    expect(impossibleFactors({ method: 'lec', l: 4, e: 6.000001, c: 50 })).toEqual(['l', 'e', 'c']);
    expect(impossibleFactors({ method: 'lec', l: 0, e: -1, c: 15 })).toEqual(['l', 'e']);
    expect(impossibleFactors({ method: 'ls', l: 0, s: 6 })).toEqual(['l', 's']);
    expect(impossibleFactors({ method: 'ls', l: 2.5, s: 5 })).toEqual(['l']);
    expect(impossibleFactors({ method: 'direct' })).toEqual([]);
  });

  it('a scale of another method and a scale with a hole are faults, not grades', () => {
    expect(() => grade({ method: 'ls', l: 1, s: 1 }, scale('lec@1'))).toThrow(RangeError);
    expect(() => levelOf({ ...scale('lec@1'), bands: [{ level: 'major', over: 320 }] }, 100)).toThrow(RangeError);
  });

  it('a direct judgement has neither score nor scale', () => {
    expect(grade({ method: 'direct', level: 'general' }, scale('lec@1'))).toEqual({ score100: null, level: 'general', scale: null });
    expect(formulaText({ method: 'direct', level: 'general' })).toBe('');
    expect(scoreText(null)).toBe('');
  });
});

describe('levels', () => {
  it('rank from 重大 1 to 低 4, each with the statutory colour', () => {
    expect(riskLevels.map(levelRank)).toEqual([1, 2, 3, 4]);
    expect(riskLevels.map((level) => levelColours[level])).toEqual(['red', 'orange', 'yellow', 'blue']);
  });

  it('the higher of two and the highest of many (V08)', () => {
    for (const a of riskLevels) for (const b of riskLevels) expect(levelRank(higherLevel(a, b))).toBe(Math.min(levelRank(a), levelRank(b)));
    expect(highestLevel(['low', 'general', 'low'])).toBe('general');
    expect(highestLevel(['low', 'major', 'considerable'])).toBe('major');
    expect(highestLevel([])).toBeUndefined();
  });
});
