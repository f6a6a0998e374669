import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleSchema, type Sample } from '../../db/domain/sample';
import type { Comparison } from '../../db/domain/round/round';
import type { Database } from '../../db/handle';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const sample: Sample = sampleSchema.parse(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../resources/samples/machinery.json'), 'utf8')),
);
let workspace: TestWorkspace;
let file: Database;

beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
  file = openFile(workspace.folder);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});
const count = (table: string): number => file.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

describe('the sample workspace', () => {
  test('holds the whole enterprise and says that it is a sample', async () => {
    expect(await workspace.call('workspace.state', {})).toMatchObject({ open: true, isSample: true, name: sample.enterprise.name });
    expect([count('department'), count('post'), count('person'), count('risk'), count('round')]).toEqual([
      sample.departments.length,
      sample.posts.length,
      sample.people.length,
      sample.risks.length,
      4,
    ]);
    expect(sample.risks.length).toBeGreaterThanOrEqual(320);
    expect(file.pragma('foreign_key_check')).toEqual([]);
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
  });

  test('cannot be begun again within a real workspace, nor undone into nothing', async () => {
    expect(await workspace.fail('workspace.begin', { way: 'blank', name: 'x', regionCode: '150200', sector: 'machinery' })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await workspace.fail('history.undo', {})).toMatchObject({ key: 'undoBarrier' });
  });

  test('has every risk graded, owned, placed and found', async () => {
    const page = { offset: 0, limit: 200, sort: { by: 'riskNo' as const, descending: false } };
    expect((await workspace.call('risk.list', { ...page, filter: { missing: true } })).total).toBe(0);
    const [first] = sample.risks;
    while ((await workspace.host.dispatcher!.catchUpSearch(1000)) > 0);
    const { rows } = await workspace.call('risk.list', { ...page, filter: { text: first!.riskNo } });
    expect(rows[0]).toMatchObject({
      riskNo: first!.riskNo,
      riskPoint: first!.point,
      owner: sample.people.find(({ key }) => key === first!.owner)!.name,
    });
    expect((await workspace.call('review.run', {})).groups.filter(({ kind }) => kind === 'arithmetic')).toEqual([]);
  });

  test('takes a new risk under a running number in a few rows', async () => {
    const { rows } = await workspace.call('riskPoint.list', { offset: 0, limit: 1 });
    const { draft } = await workspace.call('risk.get', { id: file.prepare('SELECT id FROM risk LIMIT 1').pluck().get() as string });
    const { riskPointId: _point, ...stated } = draft;
    const { value, changed } = await workspace.call('risk.create', {
      point: { id: rows[0]!.id },
      draft: { ...stated, riskNo: '', hazardSource: '新' },
    });
    expect([value.riskNo, changed]).toEqual(['FX-0001', 2]);
    await workspace.call('history.undo', {});
  });
});

describe.each(sample.rounds.map((round, i) => ({ ...round, i })))('round $no', (told) => {
  test('is closed, compared with the one before and drafted in its own words', async () => {
    const rounds = (await workspace.call('round.list', {})).reverse();
    expect(rounds[told.i]).toMatchObject({
      no: told.no,
      period: told.period,
      status: 'closed',
      startedOn: told.openedOn,
      assessedOn: told.assessedOn,
      closedOn: told.closedOn,
      conclusion: told.conclusion,
      baseRoundId: told.i === 0 ? null : rounds[told.i - 1]!.id,
    });
    expect(rounds[told.i]!.team).toHaveLength(told.team.length);
  });

  test('says of every risk what the sample says', async () => {
    const rounds = (await workspace.call('round.list', {})).reverse();
    const { id } = rounds[told.i]!;
    const seen = new Map<string, Comparison>();
    for (let offset = 0; ; offset += 200) {
      const { rows, total } = await workspace.call('round.items', { id, offset, limit: 200 });
      for (const { before, after, comparison } of rows) seen.set((after ?? before)!.riskNo, comparison);
      if (offset + rows.length >= total) break;
    }
    const wanted = new Map<string, Comparison>(told.changes.map(({ riskNo, change }) => [riskNo, change === 'changed' ? 'same' : change]));
    const moved = (all: Map<string, Comparison>) => Object.fromEntries([...all].filter(([, comparison]) => comparison !== 'same'));
    expect(moved(seen)).toEqual(moved(wanted));
    const { figures } = await workspace.call('round.get', { id });
    expect(figures.states.pending).toBe(0);
    expect(Object.values(figures.levels).reduce((sum, n) => sum + n, 0)).toBe(rounds[told.i]!.risks);
  });

  test('compared with the one before through the frozen states gives the same', async () => {
    const rounds = (await workspace.call('round.list', {})).reverse();
    const [earlier, later] = [rounds[told.i - 1], rounds[told.i]!];
    const { counts } = await workspace.call('round.compare', { earlierId: (earlier ?? later).id, laterId: later.id });
    const { figures } = await workspace.call('round.get', { id: later.id });
    expect(counts).toEqual(earlier ? figures.comparison : { up: 0, down: 0, added: 0, removed: 0, same: later.risks });
  });
});

test('the register stands where the last round left it', async () => {
  const [last] = await workspace.call('round.list', {});
  const open = {
    name: '四季度',
    kind: 'quarterly' as const,
    period: '2026Q4',
    reason: '',
    scope: '',
    methodNote: '',
    noticeNo: '',
    noticeOn: null,
    startedOn: '2026-11-21',
    baseRoundId: last!.id,
    team: [],
  };
  const { value } = await workspace.call('round.open', { draft: open });
  const { figures } = await workspace.call('round.get', { id: value.id });
  expect(figures).toMatchObject({
    states: { pending: sample.risks.length, changed: 0, added: 0, removed: 0 },
    comparison: { same: sample.risks.length },
  });
});
