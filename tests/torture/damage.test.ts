import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepFigures } from '../support/figures';
import { drawMutants, nameOfMutant, newBench, play, type Bench, type Mutant, type Outcome } from './damaged';

// A campaign: npm run torture -- --only=damage --seed=<seed> --rounds=<number>; one mutant again: --round=<its name>.
const count = Number(process.env['ANZE_ROUNDS'] ?? 32);
const seed = Number(process.env['ANZE_SEED'] ?? 20_261_122);
const [target, harm, own] = process.env['ANZE_ROUND']?.split('/') ?? [];
const mutants = target === undefined ? drawMutants(seed, count) : [{ target, harm, seed: Number(own) } as Mutant];

let bench: Bench;
const outcomes: (Mutant & Outcome)[] = [];
beforeAll(async () => {
  bench = await newBench();
}, 120_000);
afterAll(() => {
  const sums: Record<string, Record<string, number>> = {};
  const ways: Record<string, number> = {};
  for (const { target: at, kind, recovery } of outcomes) {
    const own = (sums[at] ??= {});
    own[kind] = (own[kind] ?? 0) + 1;
    ways[recovery] = (ways[recovery] ?? 0) + 1;
  }
  keepFigures('damage', { seed, mutants: outcomes.length, recovery: ways, ...sums });
});

test.each(mutants.map((mutant) => [nameOfMutant(mutant), mutant] as const))(
  'damaged at %s: it is told and can be recovered, or the bytes meant nothing',
  async (_name, mutant) => {
    const outcome = await play(bench, mutant);
    outcomes.push({ ...mutant, ...outcome });
    expect(outcome, outcome.detail).toMatchObject({ kind: expect.stringMatching(/^(unused|refused|told|earlier|unwatched)$/) });
  },
);
