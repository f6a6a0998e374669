import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/handle';
import type { PreviewRow } from '../../electron/intake/session';
import { openFile } from '../support/database';
import { deliver, deliveries, faults, nextQuarter, quarters } from '../support/workbooksAny';
import { businessRows } from '../support/dump';
import {
  allRows,
  expectAccounted,
  expectFaults,
  expectNoSilentFall,
  expectStored,
  expectUndone,
  planned,
  replay,
  storedRisks,
} from '../support/workbooksCheck';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let file: Database;
let empty: Record<string, string[]>;

beforeAll(async () => {
  workspace = await newWorkspace();
  file = openFile(workspace.folder);
  empty = businessRows(file);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

/** Takes back what an earlier run has left, so that every run begins at the same register. */
async function beginAnew(): Promise<void> {
  while ((await workspace.call('history.state', {})).undo !== null) await workspace.call('history.undo', {});
  expect(businessRows(file)).toEqual(empty);
}

/** Rows that are neither the same nor refused, with what moves them. */
const moved = (rows: readonly PreviewRow[]) =>
  rows
    .filter(({ state }) => state !== 'same' && state !== 'refused')
    .map(({ key, state, changes, notes, questions }) => ({ key, state, changes, notes, questions }));

test('a delivery in any shape is taken row by row, nothing lost, and can be taken back', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (spec) => {
      await beginAnew();
      const delivery = await deliver(spec);
      const plan = await planned(workspace, 'risk', delivery);
      expect(plan.failures).toEqual([]);
      const preview = await allRows(workspace, plan.sessionId);
      expectAccounted(delivery.rows, preview, plan.counts);
      expectFaults(delivery.rows, preview);
      expect(businessRows(file)).toEqual(empty);
      const { counts, step } = await workspace.call('intake.commit', { sessionId: plan.sessionId });
      expect(counts).toEqual(plan.counts);
      const refused = delivery.rows.filter(({ fault }) => fault !== undefined && faults[fault].state === 'refused').length;
      expect(counts.refused).toBe(refused);
      expect(step === null).toBe(counts.new === 0);
      expectStored(delivery.rows, storedRisks(file));
      const again = await planned(workspace, 'risk', delivery);
      expect(moved(await allRows(workspace, again.sessionId))).toEqual([]);
      expect(again.counts).toMatchObject({ rows: delivery.rows.length, new: 0, changed: 0, open: 0, refused });
      await expectUndone(workspace, file, step, empty);
    }),
    replay(10),
  );
});

test('the register of the next quarter changes what has changed, keeps the rest, and lets no level fall by itself', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, quarters, fc.boolean(), async (spec, quarter, twoPeople) => {
      await beginAnew();
      const first = await deliver(spec);
      await workspace.call('intake.commit', { sessionId: (await planned(workspace, 'risk', first)).sessionId });
      const before = storedRisks(file);
      const rowsBefore = businessRows(file);
      const next = await nextQuarter(first, quarter);
      const plan = await planned(workspace, 'risk', next);
      const preview = await allRows(workspace, plan.sessionId);
      expectAccounted(next.rows, preview, plan.counts);
      const ranks = new Map(before.map(({ hazardSource, level }) => [hazardSource, level]));
      const twice = new Set(first.rows.filter(({ fault }) => fault === 'double').map(({ line }) => line.hazardSource));
      for (const { title, state, changes, sheetRow } of preview) {
        if (twice.has(title)) continue;
        const change = next.changes.get(title)!;
        const expected = { keep: 'same', measure: 'changed', raise: 'changed', lower: 'changed', new: 'new', drop: '' }[change];
        // A new line may be worded like a risk of the register, which is asked.
        const open = change === 'new' && state === 'open';
        expect({ sheetRow, title, state, changes, level: ranks.get(title) }).toMatchObject({ state: open ? 'open' : expected });
      }
      const lowering = twoPeople ? { reason: '改用自动送料', assessor: '王安全', reviewer: '赵总监' } : null;
      const { counts, step } = await workspace.call('intake.commit', { sessionId: plan.sessionId, lowering });
      expect(counts.refused).toBe(0);
      const after = storedRisks(file);
      expect(after.length).toBe(before.length + counts.new);
      expectNoSilentFall(file, before, after);
      const again = await planned(workspace, 'risk', next);
      expect(again.counts).toMatchObject({ new: 0, changed: twoPeople ? 0 : again.counts.onlyFalls, refused: 0 });
      await expectUndone(workspace, file, step, rowsBefore);
    }),
    replay(5),
  );
});
