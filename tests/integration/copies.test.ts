import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { CopyRow } from '../../db/merge/view';
import type { Comparison } from '../../electron/api/copies';
import { newHost, newWorkspace, type TestWorkspace } from '../support/workspace';

const draft = { ...emptyRisk, l: 1, e: 6, c: 15 };

/** A workspace and a copy of it, both open, each with a clock of its own. */
async function twoCopies(
  prepare: (made: TestWorkspace) => Promise<void> = async () => {},
): Promise<{ office: TestWorkspace; home: TestWorkspace }> {
  const office = await newWorkspace();
  await office.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...draft, hazardSource: '钢丝绳断丝' } });
  await office.call('risk.create', { point: { name: '空压机', kind: 'equipment' }, draft: { ...draft, hazardSource: '超压' } });
  await prepare(office);
  await office.call('workspace.close', {});
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'anze-回家 ')), '工作区');
  cpSync(office.folder, folder, { recursive: true });
  const home = newHost({ folder, today: '2026-11-22' });
  await office.call('workspace.open', { folder: office.folder });
  await home.call('workspace.open', { folder });
  onTestFinished(async () => {
    await office.host.close();
    await home.host.close();
  });
  return { office, home };
}

async function compare({ office, home }: { office: TestWorkspace; home: TestWorkspace }): Promise<{ found: Comparison; rows: CopyRow[] }> {
  if (home.host.folder) await home.call('workspace.close', {});
  const found = await office.call('copies.compare', { place: home.folder });
  if (found === null || found.needsPassword) throw new Error('not compared');
  const { rows } = await office.call('copies.rows', { id: found.id, offset: 0, limit: 200 });
  return { found, rows };
}

const risksOf = async ({ call }: TestWorkspace) =>
  (await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} } as never)).rows;
const change = async (made: TestWorkspace, riskNo: string, patch: object) => {
  const row = (await risksOf(made)).find((risk) => risk.riskNo === riskNo)!;
  await made.call('risk.update', { id: row.id, revision: row.revision, patch });
};

describe('two copies', () => {
  test('that nobody has changed are the same', async () => {
    const { found, rows } = await compare(await twoCopies());
    expect(found).toMatchObject({ relation: 'same', faults: 0, counts: { total: 0 } });
    expect(rows).toEqual([]);
  });

  test('of which one went on are told apart by which', async () => {
    const copies = await twoCopies();
    await change(copies.home, 'FX-0001', { remark: '在家改的' });
    expect((await compare(copies)).found).toMatchObject({ relation: 'ahead', theirs: { since: 1 }, mine: { since: 0 } });
    const others = await twoCopies();
    await change(others.office, 'FX-0001', { remark: '在单位改的' });
    expect((await compare(others)).found).toMatchObject({ relation: 'behind', theirs: { since: 0 } });
  });

  test('of different workspaces are foreign', async () => {
    const { office } = await twoCopies();
    const home = await newWorkspace();
    const { found } = await compare({ office, home });
    expect(found).toMatchObject({ relation: 'foreign', counts: { total: 0 } });
  });

  test('are held against what they were: taken, kept, joined, in conflict, clashing, removed', async () => {
    const copies = await twoCopies(async (made) => {
      for (const hazardSource of ['合并', '删掉', '这里删', '冲突'])
        await made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...draft, hazardSource } });
    });
    const { office, home } = copies;
    await change(home, 'FX-0001', { remark: '那边' });
    await change(office, 'FX-0002', { remark: '这里' });
    await change(home, 'FX-0003', { remark: '那边' });
    await change(office, 'FX-0003', { training: '每月一次' });
    const idOf = async (made: TestWorkspace, no: string) => (await risksOf(made)).find((risk) => risk.riskNo === no)!.id;
    await home.call('risk.remove', { selection: { ids: [await idOf(home, 'FX-0004')] } });
    await office.call('risk.remove', { selection: { ids: [await idOf(office, 'FX-0005')] } });
    await change(home, 'FX-0006', { remark: '那边', l: 3 });
    await change(office, 'FX-0006', { remark: '这里', c: 40 });
    for (const made of [office, home])
      await made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...draft, hazardSource: '新的' } });
    const { found, rows } = await compare(copies);
    expect(found).toMatchObject({ relation: 'diverged', faults: 0, isFinal: false, counts: { open: 1 } });
    const risks = rows.filter(({ subject }) => subject === 'risk');
    const verdictOf = (name: string) => risks.find((row) => row.name.startsWith(name));
    expect(verdictOf('FX-0001')).toMatchObject({ verdict: 'taken', mine: null, theirs: { kind: 'changed', command: 'risk.update' } });
    expect(verdictOf('FX-0001')!.fields).toEqual([
      { field: 'remark', base: '', mine: '', theirs: '那边', from: 'theirs', decision: null, group: null },
    ]);
    expect(verdictOf('FX-0002')).toMatchObject({ verdict: 'kept', theirs: null, choices: [] });
    expect(verdictOf('FX-0003')).toMatchObject({ verdict: 'joined' });
    expect(verdictOf('FX-0004')).toMatchObject({ verdict: 'removedThere', theirs: { kind: 'removed' } });
    expect(verdictOf('FX-0005')).toMatchObject({ verdict: 'removedHere', mine: { kind: 'removed' } });
    const conflict = verdictOf('FX-0006')!;
    expect(conflict).toMatchObject({ verdict: 'conflict', isOpen: true });
    expect(conflict.fields.filter(({ from }) => from === 'conflict').map(({ field }) => field)).toEqual(
      expect.arrayContaining(['remark', 'l10', 'c']),
    );
    expect(risks.filter(({ verdict }) => verdict === 'clash')).toMatchObject([
      { renumber: { from: 'FX-0007', to: 'FX-0008', side: 'theirs' } },
    ]);
    expect(risks.map(({ verdict }) => verdict).filter((verdict) => verdict === 'kept')).toHaveLength(2);
    // The other copy is as it was.
    await home.call('workspace.open', { folder: home.folder });
    expect((await risksOf(home)).find(({ riskNo }) => riskNo === 'FX-0001')).toMatchObject({ remark: '那边' });
  });
});
