import type { RiskLevel, Scale } from '../../../db/domain/risk/scale';

/** Each level of a scale with its range in words of arithmetic: `160 ≤ D ≤ 320`. */
export function bandsOf({ method, bands }: Pick<Scale, 'method' | 'bands'>): { level: RiskLevel; range: string }[] {
  const symbol = method === 'lec' ? 'D' : 'R';
  return bands.map(({ level, from, over }, index) => {
    const above = bands[index - 1];
    const upper = above === undefined ? '' : above.over !== undefined ? ` ≤ ${above.over}` : ` < ${above.from ?? 0}`;
    const isLowest = index === bands.length - 1 && (from ?? over) === 0;
    if (isLowest || (over === undefined && from === undefined)) return { level, range: `${symbol}${upper}` };
    if (upper === '') return { level, range: over === undefined ? `${symbol} ≥ ${from}` : `${symbol} > ${over}` };
    return { level, range: over === undefined ? `${from} ≤ ${symbol}${upper}` : `${over} < ${symbol}${upper}` };
  });
}
