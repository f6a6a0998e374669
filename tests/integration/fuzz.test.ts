import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../db/domain/map/outline';
import { finalCommands } from '../../db/undo';
import type { Database } from '../../db/handle';
import { api, type ProcedureName } from '../../electron/api/index';
import { failureCodes, type Reply } from '../../electron/api/failure';
import type { AnyProcedure } from '../../electron/api/procedure';
import { anyInput, noInput, type Known } from '../support/anyInput';
import { previewFontUrls } from '../../electron/fonts';
import { noShell } from '../../electron/workspace/shell';
import { openFile } from '../support/database';
import type { HostOptions } from '../../electron/workspace/host';
import { image, populate } from '../support/populated';
import { blankPdf } from '../support/printer';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

// A replay: ANZE_SEED=<seed> ANZE_RUNS=<number> npx vitest run tests/integration/fuzz.test.ts
const seed = Number(process.env['ANZE_SEED'] ?? 20_261_121);
const runs = Number(process.env['ANZE_RUNS'] ?? 40);
/** They change which workspace is open, and have tests of their own. */
const apart = ['workspace.open', 'workspace.create', 'workspace.close'];
const procedures = Object.entries(api as Record<string, AnyProcedure>).filter(([name]) => !apart.includes(name));

let workspace: TestWorkspace;
let file: Database;
let folder: string;
const internal: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anze-fuzz-'));
  // Whatever path is made up, it ends here.
  process.chdir(folder);
  const log: HostOptions['log'] = ({ level, message, cause }) => {
    if (level === 'error') internal.push(`${message}: ${cause instanceof Error ? cause.stack : String(cause)}`);
  };
  const shell = { ...noShell, printPdf: blankPdf, fontUrls: async () => previewFontUrls };
  workspace = await newWorkspace({ log, shell });
  file = openFile(workspace.folder);
  await populate(workspace, folder);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

/** Tables whose rows the `id` of a procedure names, where its own name does not say so. */
const subjectsOf = (name: string): string[] => {
  if (name === 'point.create') return ['riskPoint'];
  if (name.startsWith('point.')) return ['activity', 'equipment', 'workplace'];
  if (/^map\..*Plan$/.test(name)) return ['floorPlan'];
  if (name.startsWith('map.')) return ['zone'];
  if (name === 'round.explain') return ['roundRisk'];
  if (/^authority\..*Profile$/.test(name) && name !== 'authority.createProfile') return ['handoverProfile'];
  if (name.startsWith('form.') || name.startsWith('filing.renderForm')) return ['authorityForm'];
  if (name === 'filing.correctEvent') return ['filingEvent'];
  const own = name.split('.')[0]!;
  const known = [
    'department',
    'post',
    'person',
    'risk',
    'riskPoint',
    'round',
    'filing',
    'attachment',
    'publication',
    'authority',
    'submission',
  ];
  return [known.includes(own) ? own : 'risk'];
};

/** What fits a procedure's fields most of the time. */
function knownTo(name: string): Known {
  const idsOf = (subject: string) => file.prepare(`SELECT id FROM "${subject}"`).pluck().all() as string[];
  const of = (subject: string) =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...idsOf(subject)) }, { weight: 1, arbitrary: fc.constant(randomUUID()) });
  const paths = fc.constantFrom(
    '',
    path.join(folder, 'out.bin'),
    path.join(folder, '平面图.png'),
    path.join(folder, '不在/out.bin'),
    `${folder}${path.sep}`,
  );
  const subjects = subjectsOf(name);
  const own = fc.oneof(...subjects.map(of));
  const factor = (...values: number[]) =>
    fc.oneof({ weight: 300, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constantFrom(0, 4, -1, 0.3, 1e300) });
  const revisions = fc.constantFrom(
    99,
    ...subjects.flatMap((subject) => file.prepare(`SELECT revision FROM "${subject}"`).pluck().all() as number[]),
  );
  // What a merge joins: points or departments.
  const joined = of(['department', 'authority'].find((subject) => name.startsWith(`${subject}.`)) ?? 'riskPoint');
  return {
    ids: file.prepare('SELECT DISTINCT subjectId FROM audit').pluck().all() as string[],
    fields: {
      file: paths,
      files: paths,
      folder: paths,
      target: paths,
      id: own,
      ids: own,
      except: own,
      roundId: of('round'),
      earlierId: of('round'),
      laterId: of('round'),
      baseRoundId: of('round'),
      itemId: of('roundRisk'),
      filingId: of('filing'),
      replacesId: of('filing'),
      letterId: of('filing'),
      authorityId: of('authority'),
      formId: of('authorityForm'),
      eventId: of('filingEvent'),
      planId: of('floorPlan'),
      zoneId: of('zone'),
      within: of('zone'),
      pointId: of('riskPoint'),
      pointIds: of('riskPoint'),
      riskPointId: of('riskPoint'),
      removed: of('risk'),
      keep: joined,
      others: joined,
      headcount: fc.integer({ min: 0, max: 50 }),
      count: fc.integer({ min: 0, max: 50 }),
      outline: fc.integer({ min: 0, max: whole }),
      sha256: fc.constantFrom(hash('sha256', image, 'hex'), '0'.repeat(64)),
      lec: fc.constantFrom('lec@1', 'lec-province@1', '不在'),
      ls: fc.constantFrom('ls-shandong@1', 'ls-province@1', '不在'),
      departmentId: of('department'),
      parentId: of('department'),
      postId: of('post'),
      ownerPostId: of('post'),
      ownerId: of('person'),
      l: factor(10, 6, 3, 1, 0.5),
      e: factor(10, 6, 3, 2, 0.5),
      c: factor(100, 40, 15, 7, 1),
      s: factor(1, 3, 5),
      uscc: fc.constantFrom('', '91350100M000100Y43', '91350100M000100Y44'),
      revision: revisions,
    },
  };
}

/** Counts what other connections commit: equal before and after means that nothing was written. */
const version = (): number => file.pragma('data_version', { simple: true }) as number;
const written = (input: unknown) => JSON.stringify(input, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

async function answered(name: string, input: unknown): Promise<Reply<unknown>> {
  internal.length = 0;
  const before = version();
  const reply = await workspace.host.call(name, input);
  expect(internal, `${name} ${written(input)}`).toEqual([]);
  const { kind } = api[name as ProcedureName];
  // A task commits command by command: what it did before it failed stands.
  const mayWrite = kind === 'task' || (reply.ok && kind !== 'query');
  expect(mayWrite || version() === before, `${name} wrote ${written(input)}`).toBe(true);
  expect(failureCodes.filter((code) => code !== 'INTERNAL')).toContain(reply.ok ? 'INVALID' : reply.error.code);
  return reply;
}

describe('input that fits no schema', () => {
  test.each(procedures)('%s answers INVALID and writes nothing', async (name, { input }) => {
    await fc.assert(
      fc.asyncProperty(
        noInput(input).filter((value) => !input.safeParse(value).success),
        async (value) => {
          expect(await answered(name, value)).toMatchObject({ ok: false, error: { code: 'INVALID' } });
        },
      ),
      { seed, numRuns: runs },
    );
  });
});

/** So many of their fields have to fit each other that few inputs get through. */
const seldom = new Set(['point.update', 'round.correct', 'round.explain']);

describe('input that fits, however odd', () => {
  const succeeded = new Set<string>();

  test.each(procedures)('%s answers without a fault of its own', async (name, { input, kind }) => {
    await fc.assert(
      fc.asyncProperty(anyInput(input, knownTo(name)), async (value) => {
        const reply = await answered(name, value);
        if (!reply.ok) return;
        succeeded.add(name);
        if (kind === 'query') return;
        const { changed, step = null } = (reply.data ?? {}) as { changed: number; step?: number | null };
        expect(kind === 'task' || (step !== null) === (changed > 0 && !finalCommands.has(name))).toBe(true);
        // Taken back where it can be, so that the next input meets the same register.
        if (step !== null && !/^history|round.close|filing/.test(name)) await workspace.call('history.undo', {});
      }),
      { seed, numRuns: seldom.has(name) ? runs * 8 : runs },
    );
  });

  test('and nearly all procedures were reached with something that they could do', () => {
    const never = procedures.map(([name]) => name).filter((name) => !succeeded.has(name));
    // These need a file of a shape, a session or a state that no accident makes.
    const special = [
      /^workspace\.(begin|openSaved)$/,
      /^intake\.(plan|commit|rows|giveBack|asImported|applyRisks|applyPeople|applyDepartments)$/,
      /^history\.(undo|redo)$/,
      /^risk\.updateEach$/,
      /^round\.((open|close|abandon|take|takeIn)(Large)?|confirmLarge|followLarge|collectSheets|applyAnswers|exportSheets|handOut|updateSheet|planPast|pastRows|importPast)$/,
      /^picture\.save$/,
      /^backup\.verify$/,
      /^round\.implement(Large)?$/,
      /^filing\.(package|openKept|render|renderForm|advanceAll)$/,
      /^submission\.(record|send)$/,
      /^authority\.adopt$/,
      /^form\.(succeed|remove|table)$/,
      /^attachment\.(add|addFiles|addPicture)$/,
    ];
    expect(never.filter((name) => !special.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('and the chain of the audit still holds after all of it', async () => {
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.pragma('foreign_key_check')).toEqual([]);
  });
});
