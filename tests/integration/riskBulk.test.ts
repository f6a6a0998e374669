import { describe, expect, test } from 'vitest';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { matchKey } from '../../db/domain/risk/matchKey';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
const everything = { filter: {}, except: [] };

async function registerOf(...drafts: Partial<RiskDraft>[]) {
  const workspace = await newWorkspace();
  const ids: string[] = [];
  for (const [at, draft] of drafts.entries())
    ids.push(
      (
        await workspace.call('risk.create', {
          point: { name: '喷漆房', kind: 'place', location: '' },
          draft: { ...emptyRisk, hazardSource: `危险源${at}`, riskNo: `A-${at + 1}`, l: 1, e: 6, c: 7, ...draft },
        })
      ).value.id,
    );
  return { ...workspace, ids };
}
const stored = async ({ call }: Pick<TestWorkspace, 'call'>) => (await call('risk.list', byNumber)).rows;

describe('one change for many risks', () => {
  test('keeps its reason where each of them is looked at, and takes it along when undone', async () => {
    const workspace = await registerOf({}, { checkCycle: '每班' }, {});
    const { call, ids, host } = workspace;
    const { value, changed } = await call('risk.updateMany', {
      selection: everything,
      patch: { checkCycle: '每班' },
      reason: '公司统一检查周期',
    });
    expect(value).toEqual({ selected: 3, updated: 2 });
    expect(changed).toBe(3);
    const history = await call('history.record', { id: ids[0]!, limit: 10 });
    expect(history.map(({ reason }) => reason)).toEqual(['公司统一检查周期', null]);
    expect(await call('history.record', { id: ids[1]!, limit: 10 })).toHaveLength(1);
    expect((await call('history.steps', { limit: 1 }))[0]).toMatchObject({
      command: 'risk.updateMany',
      reason: '公司统一检查周期',
      rows: 2,
    });

    await call('history.undo', {});
    expect((await stored(workspace)).map(({ checkCycle }) => checkCycle)).toEqual(['', '每班', '']);
    await call('history.redo', {});
    expect((await call('history.record', { id: ids[0]!, limit: 1 }))[0]).toMatchObject({
      command: 'history.redo',
      reason: '公司统一检查周期',
    });
    expect((await call('audit.verify', {})).faults).toEqual([]);
    await host.close();
  });

  test('writes nothing, not even a reason, where nothing would be different', async () => {
    const { call, host } = await registerOf({ checkCycle: '每班' });
    expect(await call('risk.updateMany', { selection: everything, patch: { checkCycle: '每班' }, reason: '再说一遍' })).toMatchObject({
      changed: 0,
      step: null,
    });
    await host.close();
  });

  test('adds measures, consequences and accident types without repeating what is there', async () => {
    const workspace = await registerOf({ engineering: '加装通风', accidentTypes: ['01'] }, { engineering: '防爆电器；加装通风联锁' }, {});
    const { call, host } = workspace;
    const addition = { engineering: '加装通风联锁', accidentTypes: ['01', '02'] };
    await call('risk.updateMany', { selection: everything, addition });
    const rows = await stored(workspace);
    expect(rows.map(({ engineering }) => engineering)).toEqual(['加装通风\n加装通风联锁', '防爆电器；加装通风联锁', '加装通风联锁']);
    expect(rows.map(({ accidentTypes }) => accidentTypes)).toEqual([
      ['01', '02'],
      ['01', '02'],
      ['01', '02'],
    ]);
    expect(rows[2]!.missing).not.toContain('engineering');
    expect((await call('risk.updateMany', { selection: everything, addition })).changed).toBe(0);
    await call('risk.updateMany', { selection: everything, patch: { engineering: '只此一条' } });
    expect((await stored(workspace)).map(({ engineering }) => engineering)).toEqual(['只此一条', '只此一条', '只此一条']);
    await host.close();
  });

  test('names the risk that cannot take more, and changes none', async () => {
    const workspace = await registerOf({}, { ppe: '戴'.repeat(7990) });
    expect(await workspace.fail('risk.updateMany', { selection: everything, addition: { ppe: '佩戴防毒面具和防护手套' } })).toMatchObject({
      code: 'INVALID',
      findings: [{ key: 'overfull.text', field: 'ppe', params: { riskNo: 'A-2', maximum: 8000 } }],
    });
    expect((await stored(workspace))[0]!.ppe).toBe('');
    await workspace.host.close();
  });

  test('moves risks to another point, where the next import finds them', async () => {
    const workspace = await registerOf({ step: '喷涂' }, { step: '喷涂' });
    const { call, fail, ids, host } = workspace;
    await call('risk.updateMany', {
      selection: { ids: ids.slice(0, 1) },
      point: { name: '调漆间', kind: 'place' },
      reason: '场所重新划分',
    });
    expect((await stored(workspace)).map(({ riskPoint }) => riskPoint)).toEqual(['调漆间', '喷漆房']);
    expect(host.dispatcher!.reader.value('SELECT matchKey FROM risk WHERE id = ?', [ids[0]!])).toBe(matchKey('调漆间', '喷涂', '危险源0'));
    const change = (await call('history.record', { id: ids[0]!, limit: 1 }))[0]!;
    const points = [change.before!['riskPointId'], change.after!['riskPointId']] as string[];
    expect(change.reason).toBe('场所重新划分');
    expect(Object.values(await call('riskPoint.names', { ids: points })).toSorted()).toEqual(['喷漆房', '调漆间']);
    // A point that an undo has taken away is still called by its name.
    await call('history.undo', {});
    expect(await call('riskPoint.names', { ids: points })).toMatchObject({ [points[1]!]: '调漆间' });
    expect(await fail('risk.updateMany', { selection: everything, point: { id: '019a0000-0000-7000-8000-000000000000' } })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await host.close();
  });

  test('as a task does the same and can be undone alike', async () => {
    const workspace = await registerOf({}, {});
    const { call, host } = workspace;
    expect(await call('risk.updateLarge', { selection: everything, patch: { checkCycle: '每日' }, reason: '统一' })).toMatchObject({
      changed: 3,
      value: { updated: 2 },
    });
    const { step } = await call('risk.removeLarge', { selection: everything });
    expect(await stored(workspace)).toEqual([]);
    expect((await call('history.state', {})).undo).toMatchObject({ step, command: 'risk.remove' });
    await call('history.undo', {});
    expect((await stored(workspace)).map(({ checkCycle }) => checkCycle)).toEqual(['每日', '每日']);
    await host.close();
  });
});
