/**
 * A share in `units` (100 for percent, 1000 for tenths of a percent), rounded; never nothing while there is something, never all while
 * something is lacking: 99.98 % are 99.9 %, not 100 %.
 */
export function shareIn(units: 100 | 1000, part: number, whole: number): number {
  if (whole <= 0) return 0;
  const share = Math.round((part * units) / whole);
  return part > 0 && part < whole ? Math.min(units - 1, Math.max(1, share)) : share;
}
