import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { api, type ProcedureName } from '../../electron/api/index';
import type { AnyProcedure } from '../../electron/api/procedure';
import { anyInput } from '../support/anyInput';
import { keepFigures } from '../support/figures';
import { knownTo } from '../support/known';
import { paperShell, populate } from '../support/populated';
import { between, pick, randomOf } from '../support/random';
import { newWorkspace } from '../support/workspace';
import { Beside } from './beside';
import { made } from './made';

// A campaign: npm run torture -- --only=model --seed=<seed> --rounds=<number of actions>.
const count = Number(process.env['ANZE_ROUNDS'] ?? 400);
const seed = Number(process.env['ANZE_SEED'] ?? 20_261_122);
/** Actions upon one workspace: undo looks back at most a thousand steps. */
const each = Math.min(400, Math.ceil(count / 2));
const sessions = Array.from({ length: Math.ceil(count / each) }, (_, i) => seed + i);

const procedures = Object.entries(api as Record<string, AnyProcedure>) as [ProcedureName, AnyProcedure][];
/** Who may do what has tests of its own; they would lock the model out. */
const apart = /^(account|recovery|session|history)\.|^workspace\.begin$/;
const callable = procedures.filter(([name, { kind }]) => kind !== 'host' && !apart.test(name));
const reads = callable.filter(([, { kind }]) => kind === 'query');
const writes = callable.filter(([, { kind }]) => kind !== 'query');

const reached = new Map<string, number>();
let actions = 0;
afterAll(() => {
  const never = callable.map(([name]) => name).filter((name) => !reached.has(name));
  const accepted = [...reached.values()].reduce((sum, times) => sum + times, 0);
  const figures = {
    seed,
    actions,
    accepted,
    procedures: callable.length,
    neverAccepted: never,
    undo: reached.get('history.undo'),
    redo: reached.get('history.redo'),
  };
  keepFigures('model', figures);
});

test.each(sessions)(
  'any actions of all procedures, taken back and done again, leave what two stacks of states say (seed %i)',
  async (own) => {
    const random = randomOf(own);
    const folder = mkdtempSync(path.join(tmpdir(), 'anze-model-'));
    process.chdir(folder);
    const workspace = await newWorkspace({ shell: paperShell });
    await populate(workspace, folder);
    const beside = new Beside(workspace);
    const drawn = ([name, { input }]: [ProcedureName, AnyProcedure]) =>
      fc.sample(anyInput(input, knownTo(name, beside.file, folder, workspace.folder)), {
        numRuns: 1,
        seed: between(1, 2 ** 30, random),
      })[0];
    // Every second workspace is one with accounts.
    if ((own - seed) % 2 === 1) await beside.admit(beside.file.prepare(`SELECT id FROM department ORDER BY rowid`).pluck().get() as string);
    await beside.backUp();

    for (let i = 0; i < Math.min(each, count); i += 1) {
      const way = random();
      if (way < 0.16) await beside.call('history.undo', 'command', {});
      else if (way < 0.25) await beside.call('history.redo', 'command', {});
      else if (way < 0.255) await beside.reopen();
      else if (way < 0.26) await beside.backUp();
      else if (way < 0.267) await beside.restore(random);
      else if (way < 0.28) beside.change(random);
      else if (way < 0.4) await pick(made, random)(beside, { random, folder });
      else {
        const chosen = pick(way < 0.5 ? reads : writes, random);
        await beside.call(chosen[0], chosen[1].kind, drawn(chosen));
      }
      actions += 1;
    }
    for (const [name, times] of beside.reached) reached.set(name, (reached.get(name) ?? 0) + times);
    // What was erased is told of the audit, too.
    expect((await beside.verify()).filter(({ kind }) => kind !== 'erased')).toEqual([]);
    const { file } = beside;
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.pragma('foreign_key_check')).toEqual([]);
    file.close();
    await workspace.host.close();
  },
);
