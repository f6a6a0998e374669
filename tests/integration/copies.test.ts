import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open';
import { apply, change, compare, database, draft, risksOf, rowsOf, twoCopies } from '../support/copies';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

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

describe('merging two copies', () => {
  test('joins what each side did, asks for what both did, and is taken back by one step', async () => {
    const copies = await twoCopies();
    const { office, home } = copies;
    await change(home, 'FX-0001', { remark: '那边', l: 3 });
    await change(office, 'FX-0001', { training: '每月一次' });
    await change(home, 'FX-0002', { remark: '那边', measures: '那边的措施' });
    await change(office, 'FX-0002', { remark: '这里', measures: '这里的措施' });
    for (const made of [office, home])
      await made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...draft, hazardSource: '新的' } });
    const before = rowsOf(office);
    const { found, rows } = await compare(copies);
    expect(await office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesUndecided', params: { count: 1 } });
    const { n } = rows.find(({ verdict }) => verdict === 'conflict')!;
    await office.call('copies.decide', { id: found.id, rows: [n], field: 'remark', side: 'theirs' });
    expect(await office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesUndecided' });
    const { counts } = await office.call('copies.decide', { id: found.id, rows: [n], field: 'measures', side: 'mine' });
    expect(counts.open).toBe(0);
    const done = await apply(copies, found);
    expect(done).toMatchObject({
      isFinal: false,
      counts: { removed: 0 },
      renumbered: [{ subject: 'risk', from: 'FX-0003', to: 'FX-0004' }],
    });
    expect(done.step).not.toBeNull();
    const merged = database(office);
    const risk = (no: string) => merged.prepare('SELECT * FROM risk WHERE riskNo = ?').get(no) as Record<string, unknown>;
    expect(risk('FX-0001')).toMatchObject({ remark: '那边', training: '每月一次', l10: 30, score100: 27_000, level: 'considerable' });
    expect(risk('FX-0002')).toMatchObject({ remark: '那边', measures: '这里的措施' });
    expect(risk('FX-0004')).toMatchObject({ hazardSource: '新的', createdBy: '王安全' });
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
    const history = await office.call('history.record', { id: String(risk('FX-0001')['id']), limit: 50 });
    expect(history.map(({ command, copy }) => [command, copy])).toEqual([
      ['copies.merge', null],
      ['risk.update', '工作区'],
      ['risk.update', null],
      ['risk.create', null],
    ]);
    await office.call('history.undo', {});
    expect(rowsOf(office)).toEqual(before);
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
    await office.call('history.redo', {});
    expect(risk('FX-0002')).toMatchObject({ remark: '那边' });
  });

  test('goes on from the last merge when the copy is brought again', async () => {
    const copies = await twoCopies();
    const { office, home } = copies;
    await change(home, 'FX-0001', { remark: '第一次' });
    await change(office, 'FX-0001', { remark: '这里' });
    const first = await compare(copies);
    await office.call('copies.decide', { id: first.found.id, filter: { open: true }, side: 'mine' });
    await apply(copies, first.found);
    expect((await compare(copies)).found).toMatchObject({ relation: 'behind' });
    await home.call('workspace.open', { folder: home.folder });
    await change(home, 'FX-0002', { remark: '第二次' });
    const { found, rows } = await compare(copies);
    expect(found).toMatchObject({ relation: 'diverged', mergedBefore: true, counts: { open: 0 } });
    expect(rows.filter(({ verdict }) => verdict === 'taken').map(({ name }) => name)).toEqual(['FX-0002 超压']);
    await apply(copies, found);
    expect((await risksOf(office)).map(({ remark }) => remark)).toEqual(['这里', '第二次']);
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
  });

  test('refuses what has changed since, and a copy whose audit does not fit', async () => {
    const copies = await twoCopies();
    await change(copies.home, 'FX-0001', { remark: '那边' });
    await change(copies.office, 'FX-0002', { remark: '这里' });
    const { found } = await compare(copies);
    await change(copies.office, 'FX-0002', { remark: '又改了' });
    expect((await copies.office.call('copies.state', {}))!.isStale).toBe(true);
    expect(await copies.office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesStale' });
    const file = openDatabase({ file: path.join(copies.home.folder, 'anze.db'), nativeBinding: null });
    file.prepare(`UPDATE risk SET remark = '绕过' WHERE riskNo = 'FX-0002'`).run();
    file.close();
    const again = await compare(copies);
    expect(again.found.faults).toBe(1);
    expect(await copies.office.fail('copies.apply', { id: again.found.id })).toMatchObject({ key: 'copiesDamaged' });
  });

  test('keeps what something of the other side belongs to, and never makes a ring of departments', async () => {
    const names: Record<string, string> = {};
    const copies = await twoCopies(async ({ call }) => {
      for (const name of ['甲', '乙'])
        names[name] = (
          await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })
        ).value.id;
      await call('riskPoint.create', { draft: { no: '', name: '空库房', kind: 'place', location: '', departmentId: null, remark: '' } });
    });
    const { office, home } = copies;
    const below = async ({ call }: TestWorkspace, name: string, parent: string) => {
      const row = (await call('department.list', {})).find(({ id }) => id === names[name])!;
      await call('department.update', {
        id: row.id,
        revision: row.revision,
        name,
        parentId: names[parent]!,
        kind: 'workshop',
        from: '2026-11-21',
      });
    };
    await below(home, '甲', '乙');
    await below(office, '乙', '甲');
    const point = (await home.call('riskPoint.list', { offset: 0, limit: 50 })).rows.find(({ name }) => name === '空库房')!;
    await home.call('riskPoint.remove', { id: point.id, revision: point.revision });
    await office.call('risk.create', { point: { id: point.id }, draft: { ...draft, hazardSource: '货架倒塌' } });
    const { found, rows } = await compare(copies);
    expect(rows.find(({ id }) => id === point.id)).toMatchObject({ verdict: 'kept', note: 'hasChildren' });
    const ring = rows.filter(({ note }) => note === 'loop');
    expect(ring.map(({ id }) => id).sort()).toEqual(Object.values(names).sort());
    const put = (id: string, side: 'mine' | 'theirs') =>
      office.call('copies.decide', { id: found.id, rows: [ring.find((row) => row.id === id)!.n], side });
    await put(names['甲']!, 'theirs');
    await put(names['乙']!, 'mine');
    expect(await office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesLoop' });
    await put(names['乙']!, 'theirs');
    await apply(copies, found);
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
    expect((await office.call('riskPoint.list', { offset: 0, limit: 50 })).rows.map(({ name }) => name)).toContain('空库房');
  });

  test('takes the other copy as a whole where it only went on', async () => {
    const copies = await twoCopies();
    await change(copies.home, 'FX-0001', { remark: '那边' });
    const { found } = await compare(copies);
    expect(await copies.office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesRelation' });
    await copies.office.call('copies.replace', { id: found.id, reason: '带回' });
    expect((await risksOf(copies.office))[0]).toMatchObject({ remark: '那边' });
    expect(await copies.office.call('copies.state', {})).toBeNull();
  });
});
