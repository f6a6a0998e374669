import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finalCommands, isPassedOver } from '../../db/undo';
import type { Database } from '../../db/handle';
import { api, type ProcedureName } from '../../electron/api/index';
import { failureCodes, type Reply } from '../../electron/api/failure';
import type { AnyProcedure } from '../../electron/api/procedure';
import { anyInput } from '../support/anyInput';
import { openFile } from '../support/database';
import type { HostOptions } from '../../electron/workspace/state';
import { keepFigures } from '../support/figures';
import { knownTo } from '../support/known';
import { malformed } from '../support/malformed';
import { paperShell, populate } from '../support/populated';
import { randomOf } from '../support/random';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

// A replay: ANZE_SEED=<seed> ANZE_RUNS=<number> npx vitest run tests/integration/fuzz.test.ts
const seed = Number(process.env['ANZE_SEED'] ?? 20_261_121);
const runs = Number(process.env['ANZE_RUNS'] ?? 40);
/** With the first account nobody else may do anything; accounts have tests of their own. */
const isOfAccounts = (name: string): boolean => name.startsWith('account.') || name.startsWith('recovery.');
const procedures = Object.entries(api as Record<string, AnyProcedure>).filter(([name]) => !isOfAccounts(name));

let workspace: TestWorkspace;
let file: Database;
let folder: string;
const internal: unknown[] = [];
/** Inputs of both kinds, and the procedures that took one. */
let refused = 0;
let fitting = 0;
const accepted = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anze-fuzz-'));
  // Whatever path is made up, it ends here.
  process.chdir(folder);
  const log: HostOptions['log'] = ({ level, message, cause }) => {
    if (level === 'error') internal.push(`${message}: ${cause instanceof Error ? cause.stack : String(cause)}`);
  };
  workspace = await newWorkspace({ log, shell: paperShell });
  file = openFile(workspace.folder);
  await populate(workspace, folder);
});
afterAll(async () => {
  keepFigures('fuzz', { seed, procedures: procedures.length, refused, fitting, accepted: accepted.size });
  file.close();
  await workspace.host.close();
});

/** Counts what other connections commit: equal before and after means that nothing was written. */
const version = (): number => file.pragma('data_version', { simple: true }) as number;
const written = (input: unknown) => JSON.stringify(input, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** A password or code that does not fit is counted, so that nobody tries them all. */
const countsTries = new Set(['session.signIn', 'session.recover', 'session.changePassword']);

async function answered(name: string, input: unknown): Promise<Reply<unknown>> {
  internal.length = 0;
  const before = version();
  const reply = await workspace.host.call(name, input);
  expect(internal, `${name} ${written(input)}`).toEqual([]);
  const { kind } = api[name as ProcedureName];
  // Another workspace may be open now, or none: the next input meets this one.
  if (workspace.host.folder !== workspace.folder) await workspace.call('workspace.open', { folder: workspace.folder });
  // A task commits command by command: what it did before it failed stands.
  const mayWrite = kind === 'task' || (reply.ok && kind !== 'query') || countsTries.has(name);
  expect(mayWrite || version() === before, `${name} wrote ${written(input)}`).toBe(true);
  expect(failureCodes.filter((code) => code !== 'INTERNAL')).toContain(reply.ok ? 'INVALID' : reply.error.code);
  return reply;
}

describe('input that fits no schema', () => {
  test.each(procedures)('%s answers INVALID to a thousand of them and writes nothing', async (name, { input }) => {
    const some = fc.sample(anyInput(input, knownTo(name, file, folder, workspace.folder)), { seed, numRuns: 12 });
    const values = malformed(input, some, 1000, randomOf(seed));
    expect(values).toHaveLength(1000);
    const before = version();
    internal.length = 0;
    for (const value of values) {
      const reply = await workspace.host.call(name, value);
      if (reply.ok || reply.error.code !== 'INVALID') throw new Error(`${inspect(value)}: ${inspect(reply)}`);
    }
    refused += values.length;
    expect(internal).toEqual([]);
    expect(version()).toBe(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

/** So many of their fields have to fit each other that few inputs get through. */
const seldom = new Set([
  'target.addFromLibrary',
  'point.update',
  'round.correct',
  'round.explain',
  'filing.saveDifference',
  'filing.correctEvent',
  'appointment.create',
]);
/** Each makes or writes a whole workspace, or a password slow to guess. */
const slow = new Set([
  'workspace.create',
  'archive.write',
  'investigation.write',
  'session.signIn',
  'session.recover',
  'account.begin',
  'account.create',
  'account.reset',
]);

describe('input that fits, however odd', () => {
  test.each(procedures)('%s answers without a fault of its own', async (name, { input, kind }) => {
    await fc.assert(
      fc.asyncProperty(anyInput(input, knownTo(name, file, folder, workspace.folder)), async (value) => {
        fitting += 1;
        const reply = await answered(name, value);
        if (!reply.ok) return;
        accepted.add(name);
        if (kind === 'query') return;
        const { changed, step = null } = (reply.data ?? {}) as { changed: number; step?: number | null };
        expect(kind === 'task' || (step !== null) === (changed > 0 && !finalCommands.has(name) && !isPassedOver(name))).toBe(true);
        // Taken back where it can be, so that the next input meets the same register.
        if (step !== null && !/^history|round.close|filing|person.reveal|legalHold/.test(name)) await workspace.call('history.undo', {});
      }),
      { seed, numRuns: seldom.has(name) ? runs * 8 : slow.has(name) ? Math.ceil(runs / 4) : runs },
    );
  });

  test('and nearly all procedures were reached with something that they could do', () => {
    const never = procedures.map(([name]) => name).filter((name) => !accepted.has(name));
    // These need a file of a shape, a session or a state that no accident makes.
    const special = [
      /^workspace\.(begin|openSaved|restored)$/,
      /^intake\.(plan|commit|rows|giveBack|asImported|applyRisks|applyPeople|applyDepartments|applyPosts)$/,
      /^history\.(undo|redo|restore)$/,
      /^person\.(leave|handOver|merge)$/,
      /^responsibility\.(adopt|approve|withdraw|mergeLibrary)$/,
      /^appraisal\.(save|close|exportSheets|collectSheets|applySelf|applySheets)$/,
      /^target\.copyYear$/,
      /^letter\.issue(All)?$/,
      /^session\.(signIn|changePassword|recover)$/,
      /^risk\.updateEach$/,
      /^(person\.erase|erasedBackup\.drop|legalHold\.end)$/,
      /^round\.((open|close|abandon|take|takeIn)(Large)?|confirmLarge|followLarge|collectSheets|applyAnswers|exportSheets|handOut|updateSheet|planPast|pastRows|importPast)$/,
      /^picture\.save$/,
      /^backup\.verify$/,
      /^restore\.(run|salvage|previewNew|runNew)$/,
      /^investigation\.(log|exportLog)$/,
      /^round\.implement(Large)?$/,
      /^filing\.(package|openKept|render|renderForm(Draft)?|advanceAll)$/,
      /^submission\.(record|send)$/,
      /^authority\.adopt$/,
      /^form\.(succeed|remove|table)$/,
      /^attachment\.(add|addFiles|addPicture)$/,
      /^evidence\.(open|read|keepThumbnail)$/,
      /^copies\.(rows|decide|apply|merge|mergeFinal|replace)$/,
    ];
    expect(never.filter((name) => !special.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('and the chain of the audit still holds after all of it', async () => {
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.pragma('foreign_key_check')).toEqual([]);
  });
});
