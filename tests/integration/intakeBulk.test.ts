import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const rows = 1200;
/** What must be the same after a large import as before. */
const fittings = ({ host }: TestWorkspace) => [
  host.dispatcher!.reader.value('PRAGMA cache_size'),
  ...host.dispatcher!.reader.all(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`),
];

test('an import of many rows leaves the file with every index, an unbroken audit and one step of undo', async () => {
  const workspace = await newWorkspace();
  const { call, host } = workspace;
  const { reader } = host.dispatcher!;
  const before = fittings(workspace);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-')), '全厂.xlsx');
  writeFileSync(file, await registerXlsx(riskLines(rows)));
  const { sessionId, counts } = await call('intake.plan', { subject: 'risk', files: [file] });
  expect(counts).toMatchObject({ new: rows });
  await call('intake.commit', { sessionId });
  expect(fittings(workspace)).toEqual(before);
  expect(reader.value('PRAGMA integrity_check')).toBe('ok');
  expect(await call('audit.verify', {})).toMatchObject({ faults: [] });
  expect(reader.value(`SELECT count(*) FROM risk INDEXED BY riskSortOwner WHERE ownerText = '张建国'`)).toBe(400);
  await call('history.undo', {});
  expect(reader.value('SELECT count(*) FROM risk')).toBe(0);
});

test('an import of many rows that fails at the last one leaves the file as it was', async () => {
  const workspace = await newWorkspace();
  const { fail, host } = workspace;
  const { reader } = host.dispatcher!;
  const state = () => [
    ...fittings(workspace),
    reader.value('SELECT count(*) FROM risk'),
    reader.value('SELECT max(seq) FROM audit'),
    reader.value('PRAGMA integrity_check'),
  ];
  const before = state();
  const risks = Array.from({ length: rows }, (_, at) => ({
    existing: null,
    draft: { ...emptyRisk, hazardSource: `气瓶间距不足 ${at}`, l: at === rows - 1 ? 4 : 3, e: 6, c: 15 },
    point: { id: null, name: '焊接工位', kind: 'place', location: '' },
    department: { id: null, name: '' },
    keepAssessment: false,
    place: [0, 0, at + 2],
  }));
  const run = { fileName: '全厂.xlsx', sha256: '0'.repeat(64), rows, refused: 0, unchanged: 0, layouts: [] };
  const failure = await fail('intake.applyRisks', { run, lowering: null, sources: [], risks, unchanged: [] });
  expect(failure).toMatchObject({ code: 'INVALID', findings: [{ rule: 'V01', field: 'l' }] });
  expect(state()).toEqual(before);
});

test('of many refused rows the first ones come back with the commit, and how many there are', async () => {
  const { call } = await newWorkspace();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-')), '全厂.xlsx');
  writeFileSync(file, await registerXlsx(riskLines(250).map((line) => ({ ...line, l: 4 }))));
  const { sessionId, counts } = await call('intake.plan', { subject: 'risk', files: [file] });
  expect(counts.refused).toBe(250);
  const { refused, noted, step } = await call('intake.commit', { sessionId });
  expect(refused).toMatchObject({ total: 250, rows: { length: 200 } });
  expect(noted).toEqual({ rows: [], total: 0 });
  expect(step).toBeNull();
});
