/** A proven backup as thinning sees it. */
export interface Thinnable {
  id: string;
  /** Milliseconds UTC. */
  at: number;
  /** Kept until then whatever its age, milliseconds UTC. */
  pinnedUntil?: number;
}

const dayLength = 86_400_000;
/** How many days, weeks and months keep one backup each. */
const periods: readonly [count: number, of: (day: number) => number][] = [
  [14, (day) => day],
  // Day 0, 1970-01-01, was a Thursday: weeks begin on Monday.
  [8, (day) => Math.floor((day + 3) / 7)],
  [24, monthOf],
];

/**
 * Backups to keep: all of today, the last one of each of 14 days, 8 weeks and 24 months. Days, weeks and months are counted among
 * those that have a backup, not backwards from now, so that neither a long holiday nor a clock that jumped empties the shelf.
 * The newest, what is dated after `now` and what is pinned always stay.
 * @param offsetMinutes minutes that local time is ahead of UTC: days end at local midnight
 */
export function keepWhich(entries: readonly Thinnable[], now: number, offsetMinutes: number): Set<string> {
  const dayOf = (at: number) => Math.floor((at + offsetMinutes * 60_000) / dayLength);
  const today = dayOf(now);
  const past = entries.filter(({ at }) => at <= now).toSorted((a, b) => b.at - a.at);
  const kept = new Set(
    entries.filter(({ at, pinnedUntil = 0 }) => at > now || dayOf(at) === today || pinnedUntil > now).map(({ id }) => id),
  );
  if (past[0]) kept.add(past[0].id);
  // Today has its own rule and takes no turn of the others.
  const before = past.filter(({ at }) => dayOf(at) !== today);
  for (const [count, of] of periods) {
    const seen = new Set<number>();
    for (const { id, at } of before) {
      const period = of(dayOf(at));
      if (seen.has(period)) continue;
      if (seen.size === count) break;
      seen.add(period);
      kept.add(id);
    }
  }
  return kept;
}

function monthOf(day: number): number {
  const date = new Date(day * dayLength);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
