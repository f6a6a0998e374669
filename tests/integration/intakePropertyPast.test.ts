import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFile } from '../support/database';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { deliver, deliveries, faults } from '../support/workbooksAny';
import { businessRows } from '../support/dump';
import { expectUndone, handIn, planned, replay } from '../support/workbooksCheck';
import { newWorkspace } from '../support/workspace';

test('a past register in any shape becomes one closed round with all its lines, and the present register stays as it is', async () => {
  const workspace = await newWorkspace();
  const { call, fail, folder, host } = workspace;
  const file = openFile(folder);
  // The register of today knows some of what the past ones say.
  const present = { files: [{ name: '现在.xlsx', bytes: await registerXlsx(riskLines(8)) }], pasted: '' };
  await call('intake.commit', { sessionId: (await planned(workspace, 'risk', present)).sessionId });
  const before = businessRows(file);
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ files: specs }) => {
      while ((await call('history.state', {})).undo?.command === 'round.applyPast') await call('history.undo', {});
      expect(businessRows(file)).toEqual(before);
      const delivery = await deliver({ files: specs.map((spec) => (spec.format === 'pasted' ? { ...spec, format: 'gbk' } : spec)) });
      const plan = await call('round.planPast', { files: handIn(delivery.files) });
      const count = (state: string) => delivery.rows.filter(({ fault }) => fault !== undefined && faults[fault].state === state).length;
      expect(plan).toMatchObject({ refused: count('refused'), total: delivery.rows.length - count('refused') - count('same') });
      const { rows, total } = await call('round.pastRows', { sessionId: plan.sessionId, offset: 0, limit: 200 });
      expect(total).toBe(plan.total + plan.refused);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(businessRows(file)).toEqual(before);
      if (plan.total === 0) return;
      const round = { name: '以往', kind: 'quarterly' as const, period: '2026Q1', assessedOn: '2026-03-20', closedOn: '2026-03-31' };
      const { step, risks } = await call('round.importPast', { sessionId: plan.sessionId, round });
      expect(risks).toBe(plan.total);
      expect(await fail('round.importPast', { sessionId: plan.sessionId, round })).toMatchObject({ code: 'NOT_FOUND' });
      const states = file.prepare('SELECT s.content FROM roundRisk i JOIN snapshot s ON s.id = coalesce(i.after, i.before)').pluck().all();
      const said = (states as string[]).map((content) => (JSON.parse(content) as { hazardSource: string }).hazardSource).sort();
      const taken = delivery.rows.filter(({ fault }) => fault === undefined || ['new', 'open'].includes(faults[fault].state));
      expect(said).toEqual(taken.map(({ line }) => line.hazardSource).sort());
      expect(businessRows(file)['risk']).toEqual(before['risk']);
      await expectUndone(workspace, file, step, before);
    }),
    replay(8),
  );
  file.close();
  await host.close();
});
