import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
import { rectangle, whole } from '../../db/domain/map/outline';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import { finalCommands } from '../../db/undo';
import type { Database } from '../../db/handle';
import { api, type ProcedureName } from '../../electron/api/index';
import { failureCodes, type Reply } from '../../electron/api/failure';
import type { AnyProcedure } from '../../electron/api/procedure';
import { authorityDocx } from '../support/authorityDocx';
import { countyForm } from '../support/forms';
import { anyInput, noInput, type Known } from '../support/anyInput';
import { previewFontUrls } from '../../electron/fonts';
import { noShell } from '../../electron/workspace/shell';
import { openFile } from '../support/database';
import type { HostOptions } from '../../electron/workspace/host';
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
  await populate(workspace);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

/** A png as far as its size. */
const image = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 32, 0, 0, 2, 88]); // prettier-ignore

/** Some of everything: departments, people, risks, lists, plans, cards, a closed and an open round, issued papers. */
async function populate({ call }: TestWorkspace): Promise<void> {
  const department = await call('department.create', {
    draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
  });
  const departmentId = department.value.id;
  const post = await call('post.create', {
    draft: { name: '行车工', departmentId, isSpecialOperation: true, isLeader: false, validFrom: '2026-01-01' },
  });
  const person = await call('person.create', {
    draft: {
      name: '张三',
      sex: '',
      idNumber: '',
      phone: '',
      education: '',
      employment: 'formal',
      isLeader: false,
      enteredOn: null,
      departmentId,
      postId: post.value.id,
      remark: '',
    },
  });
  await call('department.create', { draft: { name: '空部门', parentId: null, kind: 'department', validFrom: '2026-01-01' } });
  await call('riskPoint.create', { draft: { no: '', name: '空库房', kind: 'place', location: '', departmentId, remark: '' } });
  for (const l of [1, 3, 6] as const) {
    const draft = { ...emptyRisk, hazardSource: `危险源 ${l}`, l, e: 6, c: 15, departmentId, ownerId: person.value.id };
    await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft });
  }
  const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
  const round = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] };
  const first = await call('round.open', {
    draft: { ...round, name: '三季度', period: '2026Q3', startedOn: '2026-09-01', baseRoundId: null },
  });
  await call('round.close', { id: first.value.id, revision: 1, closedOn: '2026-09-30', assessedOn: '2026-09-20', acceptPending: true });
  const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  for (const gapReason of ['先报送', '再报送']) {
    await call('filing.issue', { request: { code: 'F07', roundId: first.value.id, compiledOn: '2026-10-08', ...word }, gapReason });
  }
  const [paper] = await call('filing.list', {});
  const scan = path.join(folder, '扫描.pdf');
  writeFileSync(scan, '%PDF-1.7');
  const place = { subject: 'filingEvent' as const, subjectId: paper!.events[0]!.id, use: 'scan' as const };
  await call('attachment.addFiles', { place, files: [scan] });
  await call('publication.create', {
    roundId: first.value.id,
    draft: { fromOn: '2026-10-09', toOn: '2026-10-15', place: '公告栏', phone: '', result: '', objections: '' },
  });
  await populatePlaces(call, departmentId);
  await populateHandOver(call, paper!.id);
  await call('round.open', { draft: { ...round, name: '四季度', period: '2026Q4', startedOn: '2026-10-08', baseRoundId: first.value.id } });
}

/** Entries of the three lists, a floor plan with its areas, and a notice card that was made. */
async function populatePlaces(call: TestWorkspace['call'], departmentId: string): Promise<void> {
  const { activity, equipment, workplace } = emptySheets;
  const own = { departmentId };
  await call('point.create', { sheet: 'activity', point: { name: '吊装' }, draft: { ...activity, ...own, steps: ['挂钩', '起吊'] } });
  await call('point.create', { sheet: 'equipment', point: { name: '空压机' }, draft: { ...equipment, ...own } });
  await call('point.create', { sheet: 'workplace', point: { name: '喷漆房' }, draft: { ...workplace, ...own } });
  const picture = path.join(folder, '平面图.png');
  writeFileSync(picture, image);
  const { value } = await call('map.takeImage', { planId: null, files: [picture] });
  await call('map.createPlan', { draft: { name: '空白', drawnOn: null, approvedBy: '', remark: '' } });
  const { rows } = await call('map.points', { offset: 0, limit: 200 });
  for (const [index, name] of ['甲区', '乙区'].entries()) {
    const outline = rectangle([index * 400_000, 0], [index * 400_000 + 300_000, 300_000]);
    const zone = await call('map.createZone', { planId: value.id!, draft: { name, outline, departmentId, ownerText: '' } });
    await call('map.assign', { zoneId: zone.value.id, pointIds: [rows[index]!.id] });
  }
  const [card] = (await call('card.list', { filter: { all: true }, offset: 0, limit: 10 })).rows;
  const { shown } = await call('card.get', { pointId: card!.id });
  await call('card.save', { pointId: card!.id, compiledOn: '2026-10-08', texts: shown });
}

/** Two authorities and what one wants, two forms, a letter and the package that went with it. */
async function populateHandOver(call: TestWorkspace['call'], paperId: string): Promise<void> {
  for (const name of ['包头市应急管理局', '昆都仑区应急管理局']) {
    const { value } = await call('authority.create', { draft: { ...emptyAuthority, name } });
    await call('authority.createProfile', { authorityId: value.id, draft: { name: '季报' } });
  }
  for (const [name, bytes] of [
    ['县表样.xlsx', await countyForm()],
    ['县报告表.docx', await authorityDocx()],
  ] as const) {
    writeFileSync(path.join(folder, name), bytes);
    await call('form.take', { file: path.join(folder, name) });
  }
  const letter = {
    code: 'F40' as const,
    compiledOn: '2026-10-08',
    recipient: '包头市应急管理局',
    contact: { name: '张三', phone: '', address: '' },
    items: [{ number: '', title: '清单', copies: 1, pages: null, format: '' }],
  };
  const { value } = await call('filing.issue', { request: letter, gapReason: '先报送' });
  await call('filing.package', { letterId: value.id, filings: [{ id: paperId, formats: ['xlsx'] }], file: path.join(folder, '包.zip') });
}

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
