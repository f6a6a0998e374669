import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openFile } from '../support/database';
import { between, pick, randomOf } from '../support/random';
import { putReleased, releasedSchemas } from '../support/released';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { newHost, newWorkspace } from '../support/workspace';
import type { ActorTask } from './actor';
import { examined, type Outcome } from './examined';
import { kinds, stateIn, storyOf, type Kind, type State } from './story';

const root = path.resolve(import.meta.dirname, '../..');
/** Two folders below the root, like the sources that it is made of. */
const program = path.join(root, 'out/tests/actor.js');

/** What the rounds of a run share. */
export interface Bench {
  folder: string;
  base: string;
  register: string;
  /** What a workspace of an earlier schema holds once it is migrated without a fault. */
  migrated(schema: number): Promise<State>;
}

export async function newBench(): Promise<Bench> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'tests/torture/actor.ts', outDir: path.dirname(program), emptyOutDir: false, minify: false },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-拔电 '));
  const register = path.join(folder, '全厂.xlsx');
  writeFileSync(register, await registerXlsx(riskLines(150)));
  const { call, host, folder: base } = await newWorkspace();
  for (let i = 0; i < 12; i += 1)
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: `危险源 ${i}`, l: 3, e: 6, c: 15 },
    });
  await host.close();
  const states = new Map<number, Promise<State>>();
  const migrated = (schema: number): Promise<State> => {
    if (!states.has(schema)) states.set(schema, migratedState(schema, path.join(folder, `schema-${schema}`)));
    return states.get(schema)!;
  };
  return { folder, base, register, migrated };
}

async function migratedState(schema: number, folder: string): Promise<State> {
  putReleased(schema, folder);
  const { call, host } = newHost();
  await call('workspace.open', { folder });
  const file = openFile(folder);
  const state = stateIn(file);
  file.close();
  await host.close();
  return state;
}

/** `import/123/commit:3:after`, or `…/time:250` for a kill from outside so many milliseconds after the point is armed. */
export interface Round {
  kind: Kind;
  seed: number;
  point: string;
}
export const tokenOf = ({ kind, seed, point }: Round): string => `${kind}/${seed}/${point}`;
export function roundOf(token: string): Round {
  const [kind, seed, point] = token.split('/') as [Kind, string, string];
  if (!kinds.includes(kind)) throw new Error(`no round: ${token}`);
  return { kind, seed: Number(seed), point };
}

/** How far each counter comes at most in a round of the kind. */
const reach: Readonly<Record<Kind, Readonly<Record<'sql' | 'commit' | 'fs' | 'page', number>>>> = {
  write: { sql: 150, commit: 12, fs: 50, page: 0 },
  import: { sql: 900, commit: 6, fs: 12, page: 0 },
  migrate: { sql: 260, commit: 6, fs: 30, page: 1 },
  backup: { sql: 60, commit: 12, fs: 50, page: 1 },
  close: { sql: 12, commit: 4, fs: 30, page: 1 },
  restore: { sql: 40, commit: 5, fs: 115, page: 0 },
  archive: { sql: 35, commit: 8, fs: 85, page: 2 },
  evidence: { sql: 190, commit: 6, fs: 340, page: 0 },
  account: { sql: 90, commit: 10, fs: 0, page: 0 },
  thin: { sql: 40, commit: 7, fs: 60, page: 2 },
};

/** Rounds that follow from a seed: each kind as often, kills from outside one in five. */
export function drawRounds(seed: number, count: number, of: readonly Kind[] = kinds): Round[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = of[i % of.length]!;
    const own = between(1, 2 ** 30, random);
    if (random() < 0.2) return { kind, seed: own, point: `time:${between(0, kind === 'import' ? 1200 : 250, random)}` };
    const ways = Object.entries(reach[kind]).filter(([, most]) => most > 0);
    const [at, most] = pick(ways, random);
    return {
      kind,
      seed: own,
      point: `${at}:${between(1, most, random)}:${pick(at === 'fs' ? ['before', 'half', 'after'] : ['before', 'after'], random)}`,
    };
  });
}

/** One round: a workspace, a program that works on it and is killed, and what is found afterwards. @throws Error where something is lost */
export async function play({ folder, base, register, migrated }: Bench, round: Round): Promise<Outcome> {
  const own = mkdtempSync(path.join(folder, `${round.kind} `));
  const place = path.join(own, '工作区');
  const [home, papers] = [path.join(own, 'home'), path.join(own, 'papers')];
  mkdirSync(papers);
  const schema = round.kind === 'migrate' ? pick(releasedSchemas, randomOf(round.seed)) : undefined;
  if (schema === undefined) cpSync(base, place, { recursive: true });
  else putReleased(schema, place);
  const [, time] = /^time:(\d+)$/.exec(round.point) ?? [];
  const point = time === undefined ? round.point : null;
  const output = await killed({ kind: round.kind, seed: round.seed, point, folder: place, home, register, papers }, Number(time));
  const story = storyOf(output);
  // Nothing was acknowledged before a migration but what stands in the file.
  if (schema !== undefined) story.acknowledged ??= await migrated(schema);
  const outcome = await examined(place, home, story);
  rmSync(own, { recursive: true, force: true });
  return outcome;
}

/** @returns what the program told until it was killed */
async function killed(task: ActorTask, time: number): Promise<string> {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let isArmed: () => void = () => {};
  const armed = new Promise<void>((resolve) => (isArmed = resolve));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.includes('"armed"')) isArmed();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<string | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  if (task.point === null) {
    await Promise.race([armed, ended]);
    await pause(time);
    child.kill('SIGKILL');
  }
  const signal = await ended;
  if (signal !== 'SIGKILL') throw new Error(`ended with ${signal}, not by the kill: ${errors}`);
  return output;
}
