import './node24.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runChild } from './child.mjs';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'out/torture');

/** What each part runs, and how often where nothing is asked for; the same tests are in `npm test`, with fewer rounds. */
const parts = {
  kill: { file: 'tests/torture/kill.test.ts', rounds: 200 },
  model: { file: 'tests/torture/model.test.ts', rounds: 10_000 },
  damage: { file: 'tests/torture/damage.test.ts', rounds: 500 },
  fuzz: { file: 'tests/integration/fuzz.test.ts', rounds: 1000 },
};

/**
 * `npm run torture [-- --only=kill --seed=7 --rounds=200 --kinds=import,migrate]`: the campaigns that take too long for every run of the
 * tests; figures go to out/torture/<part>.json. `--round=<name of a red round>` plays one round again.
 */
async function torture(args) {
  const option = (name) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const wanted = option('only')?.split(',') ?? Object.keys(parts);
  const unknown = wanted.filter((part) => !(part in parts));
  if (unknown.length > 0) throw new Error(`--only= 只能是 ${Object.keys(parts).join('、')}`);
  const seed = option('seed') ?? String(Date.now() % 2 ** 31);
  mkdirSync(results, { recursive: true });
  let exitCode = 0;
  for (const part of wanted) {
    const rounds = option('rounds') ?? String(parts[part].rounds);
    console.log(`${part}：seed ${seed}，${rounds} 轮`);
    const file = path.join(results, `${part}.json`);
    rmSync(file, { force: true });
    const given = { ANZE_SEED: seed, ANZE_ROUNDS: rounds, ANZE_RUNS: rounds, ANZE_ROUND: option('round'), ANZE_KIND: option('kinds') };
    const env = { ...process.env, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
    const vitest = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--testTimeout=3600000', parts[part].file];
    exitCode = (await runChild(process.execPath, vitest, { cwd: root, env })) || exitCode;
    if (existsSync(file)) console.log(readFileSync(file, 'utf8').trim());
  }
  return exitCode;
}

try {
  process.exitCode = await torture(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
