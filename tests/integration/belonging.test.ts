import { expect, test } from 'vitest';
import { z } from 'zod';
import { emptyRisk } from '../../db/domain/risk/risk';
import { api } from '../../electron/api/index';
import { command } from '../../electron/api/procedure';
import { contents, openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

const ids = z.object({ riskId: z.uuid(), riskPointId: z.uuid(), roundId: z.uuid() });

/** A row of everything that hangs on a risk, a risk point and an open round, and a plan with a zone. */
const fill = command(ids, ({ db }, { riskId, riskPointId, roundId }) => {
  const plan = db.insert('floorPlan', { name: '一层平面图', width: 1600, height: 900 });
  const zone = db.insert('zone', { floorPlanId: plan.id, name: '冲压区', ownerText: '张建国', outline: '[[0,0],[1000000,0],[0,1000000]]' });
  db.insert('assessment', {
    riskId,
    role: 'inherent',
    method: 'lec',
    l10: 60,
    e10: 60,
    c: 15,
    score100: 54000,
    level: 'major',
    scale: 'lec@1',
  });
  db.insert('assessment', { riskId, role: 'second', recipient: '集团', method: 'ls', l10: 30, s: 4, score100: 1200, level: 'general' });
  db.insert('riskOwner', { riskId, sort: 2, ownerText: '李四' });
  db.insert('changeNote', { reason: '责任人调整', count: 1 });
  db.insert('activity', { riskPointId, steps: '["吊装"]', frequency: 'often', dangerousWork: '["hoisting"]' });
  db.insert('equipment', { riskPointId, category: 'lifting', isSpecialEquipment: 1 });
  db.insert('workplace', { riskPointId, area: 300 });
  db.insert('noticeCard', { riskPointId, compiledOn: '2026-11-21', contentHash: 'x' });
  const sheet = db.insert('roundSheet', { roundId, handedOn: '2026-11-21', risks: 1 });
  const file = { sha256: 'a'.repeat(64), size: 1, name: '回收表.pdf' };
  db.insert('attachment', { ...file, subject: 'roundSheet', subjectId: sheet.id, use: 'scan' });
  db.insert('attachment', { ...file, subject: 'round', subjectId: roundId, use: 'photo' });
  return { plan: plan.id, zone: zone.id };
});

test('what belongs to a risk, a risk point or an open round goes with it and comes back with it', async () => {
  const { call, host, folder } = await newWorkspace({ procedures: { ...api, 'test.fill': fill } });
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  const riskId = (await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
  const riskPointId = (await call('riskPoint.list', { offset: 0, limit: 1 })).rows[0]!.id;
  const round = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [] };
  const opened = await call('round.open', {
    draft: { ...round, name: '四季度', period: '2026Q4', startedOn: '2026-11-01', baseRoundId: null },
  });
  const roundId = opened.value.id;
  const filled = (await host.call('test.fill', { riskId, riskPointId, roundId })) as { ok: true; data: { value: { zone: string } } };
  expect(filled.ok).toBe(true);
  expect(await call('search.everything', { text: '冲压区' })).toMatchObject([{ subject: 'zone', id: filled.data.value.zone }]);

  const file = openFile(folder);
  const counts = () => {
    const rows = contents(file);
    const belonging = ['assessment', 'riskOwner', 'activity', 'equipment', 'workplace', 'noticeCard', 'roundSheet', 'attachment'];
    return belonging.map((table) => rows[table]!.length).join(' ');
  };
  expect(counts()).toBe('2 1 1 1 1 1 1 2');
  await call('round.abandon', { id: roundId, revision: 1 });
  expect(counts()).toBe('2 1 1 1 1 1 0 0');
  await call('risk.remove', { selection: { ids: [riskId] } });
  expect(counts()).toBe('0 0 1 1 1 1 0 0');
  await call('riskPoint.remove', { id: riskPointId, revision: 1 });
  expect(counts()).toBe('0 0 0 0 0 0 0 0');
  for (let step = 0; step < 3; step += 1) await call('history.undo', {});
  expect(counts()).toBe('2 1 1 1 1 1 1 2');
  expect((await call('audit.verify', {})).faults).toEqual([]);
  file.close();
  await host.close();
});

test.each([
  ['a word that is none', { role: 'later' }],
  ['a second assessment for nobody', { role: 'second' }],
  ['a score that does not follow', { score100: 1 }],
])('%s is refused by the table itself', async (_name, wrong) => {
  const { call, host } = await newWorkspace({
    procedures: {
      ...api,
      'test.assess': command(z.object({ riskId: z.uuid() }), ({ db }, { riskId }) => {
        const right = { riskId, role: 'inherent', method: 'lec', l10: 60, e10: 60, c: 15, score100: 54000, level: 'major' };
        return db.insert('assessment', { ...right, ...wrong }).id;
      }),
    },
  });
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  const riskId = (await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
  expect(await host.call('test.assess', { riskId })).toMatchObject({ ok: false, error: { code: 'INVALID', key: 'constraint' } });
  await host.close();
});
