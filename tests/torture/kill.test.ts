import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepFigures } from '../support/figures';
import type { Outcome } from './examined';
import { drawRounds, newBench, play, roundOf, tokenOf, type Bench } from './round';
import { kinds, type Kind } from './story';

// A campaign: npm run torture -- --only=kill --seed=<seed> --rounds=<number>; one round again: --round=<token of a red test>.
const count = Number(process.env['ANZE_ROUNDS'] ?? 10);
const seed = Number(process.env['ANZE_SEED'] ?? 20_261_122);
const asked = process.env['ANZE_ROUND'];
const only = process.env['ANZE_KIND']?.split(',') as Kind[] | undefined;
const rounds = asked === undefined ? drawRounds(seed, count, only) : [roundOf(asked)];

let bench: Bench;
const outcomes: (Outcome & { round: string })[] = [];
beforeAll(async () => {
  bench = await newBench();
}, 120_000);

afterAll(() => {
  const sum = (of: (outcome: Outcome & { round: string }) => string) => {
    const sums: Record<string, number> = {};
    for (const name of outcomes.map(of)) sums[name] = (sums[name] ?? 0) + 1;
    return sums;
  };
  const figures = {
    seed,
    rounds: rounds.length,
    held: outcomes.length,
    acknowledged: outcomes.reduce((total, { acts }) => total + acts, 0),
    found: sum(({ found }) => found),
    underWay: sum(({ underWay }) => underWay ?? ''),
    kinds: sum(({ round }) => round.split('/')[0]!),
  };
  keepFigures('kill', figures);
});

test.each(rounds.map((round) => [tokenOf(round), round] as const))(
  'killed in %s: it opens, nothing acknowledged is lost, nothing is done by half',
  async (token, round) => {
    outcomes.push({ ...(await play(bench, round)), round: token });
    expect(kinds).toContain(round.kind);
  },
);
