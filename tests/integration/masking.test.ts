import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Database } from '../../db/handle';
import { api } from '../../electron/api/index';
import type { AnyProcedure } from '../../electron/api/procedure';
import { readWorkbook } from '../../electron/intake/workbook';
import { anyInput } from '../support/anyInput';
import { openFile } from '../support/database';
import { knownTo } from '../support/known';
import { paperShell, populate } from '../support/populated';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const idNumber = '150203197803120013';
/** Of a person, and of that person's and another's risks. */
const phones = ['13800000004', '13911112222'];
const numbers = [idNumber, ...phones];

/** Procedures that show numbers on purpose: two leave a word in the audit, the others show a paper as its recipient gets it. */
const showing =
  /^(person\.reveal|risk\.reveal|filing\.(draft|preview|pages|difference|crossTable|offers|stated)|form\.(preview|previewDocx))$/;
/** They work on other workspaces or accounts, or would leave this one. */
const elsewhere = /^(workspace|restore|archive|investigation|account|recovery|session)\./;
const kinds = ['query', 'task', 'keep', 'command'];
const procedures = Object.entries(api as Record<string, AnyProcedure>)
  .filter(([name, { kind }]) => kinds.includes(kind) && !elsewhere.test(name) && !showing.test(name))
  .toSorted(([, a], [, b]) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

let workspace: TestWorkspace;
let file: Database;
let folder: string;
let riskId: string;
let personId: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anze-masking-'));
  process.chdir(folder);
  workspace = await newWorkspace({ shell: paperShell });
  file = openFile(workspace.folder);
  const { call } = workspace;
  const draft = { name: '贺文婷', sex: '', idNumber, phone: phones[0]!, education: '', employment: 'formal', isLeader: false, enteredOn: null, departmentId: null, postId: null, remark: '' } as const; // prettier-ignore
  personId = (await call('person.create', { draft })).value.id;
  for (const [at, phone] of phones.entries()) {
    const risk = { ...emptyRisk, hazardSource: `断绳 ${at}`, l: 3, e: 6, c: 15, ownerId: personId, ownerText: '贺文婷', phone } as const;
    riskId = (await call('risk.create', { point: { name: '天车', kind: 'equipment' }, draft: risk })).value.id;
  }
  await populate(workspace, folder);
  while ((await workspace.host.dispatcher!.catchUpSearch(1000)) > 0);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

describe('no whole number of a person is in an answer of', () => {
  test.each(procedures)('%s', async (name, { input }) => {
    const inputs = fc.sample(anyInput(input, knownTo(name, file, folder, workspace.folder)), { seed: 20_261_122, numRuns: 20 });
    for (const given of inputs) {
      const reply = await workspace.host.call(name, given);
      const text = JSON.stringify(reply) ?? '';
      // What a caller has said may be said back.
      const asked = JSON.stringify(given) ?? '';
      expect(numbers.filter((number) => text.includes(number) && !asked.includes(number))).toEqual([]);
      if (reply.ok && (reply.data as { step?: number | null } | null)?.step) await workspace.host.call('history.undo', {});
    }
  });

  test('the lists and forms that are known to hold them', async () => {
    const list = await workspace.call('risk.list', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} });
    expect(list.rows.map(({ phone }) => phone)).toEqual(expect.arrayContaining(['138****0004', '139****2222']));
    const { risk, draft } = await workspace.call('risk.get', { id: riskId });
    expect([risk.phone, draft.phone]).toEqual(['139****2222', '139****2222']);
  });
});

describe('a masked telephone of a risk', () => {
  const stored = (id = riskId) => file.prepare('SELECT phone FROM risk WHERE id = ?').pluck().get(id);
  const revision = async () => (await workspace.call('risk.get', { id: riskId })).risk.revision;

  test('is shown on purpose, and who asked is on record', async () => {
    const { value, step } = await workspace.call('risk.reveal', { id: riskId, reason: '核对' });
    expect(value).toEqual({ phone: phones[1] });
    expect(file.prepare('SELECT subject, reason FROM disclosure WHERE subjectId = ?').get(riskId)).toEqual({
      subject: 'risk',
      reason: '核对',
    });
    expect(step).toBeNull();
  });

  test('is what is on file when it is sent back, pasted from elsewhere, or refused when nobody can tell', async () => {
    await workspace.call('risk.update', { id: riskId, revision: await revision(), patch: { phone: '139****2222', remark: '改' } });
    expect(stored()).toBe(phones[1]);
    await workspace.call('risk.updateEach', { changes: [{ id: riskId, revision: await revision(), patch: { phone: '138****0004' } }] });
    expect(stored()).toBe(phones[0]);
    await workspace.call('history.undo', {});
    expect(stored()).toBe(phones[1]);
    const refused = await workspace.fail('risk.update', { id: riskId, revision: await revision(), patch: { phone: '137****0000' } });
    expect(refused).toMatchObject({ code: 'INVALID', findings: [{ rule: 'masked', field: 'phone' }] });
  });

  test('leaves in a workbook as it is shown, in full only on record; the masked one comes back without a change', async () => {
    const base = {
      fields: ['riskNo', 'riskPoint', 'hazardSource', 'phone'],
      filter: {},
      sort: { by: 'riskNo', descending: false },
    } as const;
    const cells = async (out: string) => {
      const { sheets } = await readWorkbook(readFileSync(out), 'a.xlsx', {});
      return sheets[0]!.rows.flatMap((row) => row.map((cell) => cell.text));
    };
    const masked = path.join(folder, '遮盖.xlsx');
    const whole = path.join(folder, '写全.xlsx');
    const given = { ...base, fields: [...base.fields] };
    await workspace.call('risk.export', { ...given, file: masked });
    await workspace.call('risk.export', { ...given, file: whole, numbers: true });
    expect((await cells(masked)).filter((text) => numbers.includes(text))).toEqual([]);
    expect(await cells(whole)).toEqual(expect.arrayContaining(phones));
    expect(file.prepare(`SELECT count(*) FROM disclosure WHERE reason = '导出安全风险清单'`).pluck().get()).toBe(1);
    const { counts } = await workspace.call('intake.plan', { subject: 'risk', files: [masked] });
    expect(counts).toMatchObject({ new: 0, changed: 0 });
  });
});
