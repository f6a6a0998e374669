/** Middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What a target of the work is held against. */
export interface Measured {
  name: string;
  /** Ours and the reference, medians in milliseconds (or MB). */
  ours: number;
  reference: number;
  ratio: number;
  /** The ratio may be at most this. */
  target: number | null;
  /** What the reference is. */
  against: string;
}

export const held = (name: string, ours: number, reference: number, target: number | null, against: string): Measured => ({
  name,
  ours,
  reference,
  ratio: ours / reference,
  target,
  against,
});

/** Longest time in milliseconds that something was held up: by the clock, and what of it was work on the processor. */
export interface Longest {
  clock: number;
  processor: number;
}

/** What held something up longest against what a person does not notice. */
export const notHeldUp = (name: string, { clock, processor }: Longest): Measured[] => [
  held(`${name}（毫秒）`, clock, 50, 1, '50 毫秒'),
  held(`${name}，其中处理器时间（毫秒）`, processor, 50, 1, '50 毫秒；不受机器上其他程序影响'),
];

/**
 * Medians of some works in milliseconds, taken in turns, so that a machine that is busy for a while is busy for all of them.
 * Work that is too short for the clock is repeated within a turn. `clock` 'processor' counts the time on the processor only:
 * for work that waits for nothing it is the time of an idle machine, whatever else runs.
 */
export async function compare<K extends string>(
  works: Readonly<Record<K, () => unknown>>,
  { turns = 15, warmUp = 3, atLeast = 4, clock = 'wall' as 'wall' | 'processor' } = {},
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const repeats = {} as Record<K, number>;
  const now = clock === 'wall' ? () => performance.now() : processorTime;
  for (const name of names) {
    for (let i = 0; i < warmUp; i += 1) await works[name]();
    const took = await timed(works[name], 1, () => performance.now());
    repeats[name] = Math.max(1, Math.min(200, Math.ceil(atLeast / Math.max(took, 0.001))));
  }
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of names) times[name].push((await timed(works[name], repeats[name], now)) / repeats[name]);
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>;
}

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function timed(work: () => unknown, times: number, now: () => number): Promise<number> {
  const from = now();
  for (let i = 0; i < times; i += 1) await work();
  return now() - from;
}
