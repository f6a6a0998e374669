import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFile } from '../support/database';
import { businessRows } from '../support/dump';
import { allRows, expectAccounted, expectUndone, planned, replay } from '../support/workbooksCheck';
import { peopleOf, personFaults, personSpecs } from '../support/workbooksPeople';
import { newWorkspace } from '../support/workspace';

test('a list of people in any shape is taken row by row, nobody lost or doubled, and can be taken back', async () => {
  const workspace = await newWorkspace();
  const { call, folder, host } = workspace;
  const file = openFile(folder);
  const empty = businessRows(file);
  await fc.assert(
    fc.asyncProperty(personSpecs, async (spec) => {
      while ((await call('history.state', {})).undo !== null) await call('history.undo', {});
      expect(businessRows(file)).toEqual(empty);
      const list = await peopleOf(spec);
      const plan = await planned(workspace, 'person', list);
      expect(plan.failures).toEqual([]);
      const preview = await allRows(workspace, plan.sessionId);
      expectAccounted(list.rows, preview, plan.counts);
      const lines = new Map(preview.map((row) => [row.sheetRow, row]));
      for (const { sheetRow, fault } of list.rows) {
        const expected = fault === undefined ? { state: 'new' } : personFaults[fault];
        const { state, notes, problems } = lines.get(sheetRow)!;
        const told: string[] = [...notes, ...problems].map(({ key }) => key);
        expect({ sheetRow, fault, state, told: 'key' in expected ? told.includes(expected.key) : true }).toEqual({
          sheetRow,
          fault,
          state: expected.state,
          told: true,
        });
      }
      const { step, counts } = await call('intake.commit', { sessionId: plan.sessionId });
      expect(counts).toEqual(plan.counts);
      const stored = file
        .prepare(
          `SELECT p.name, p.sex, p.phone, p.enteredOn, p.idNumber, d.name AS department, o.name AS post FROM person p
            JOIN assignment a ON a.personId = p.id JOIN departmentName d ON d.departmentId = a.departmentId JOIN post o ON o.id = a.postId`,
        )
        .all() as Record<string, string | null>[];
      const taken = list.rows.filter(({ fault }) => fault === undefined || personFaults[fault].state === 'new');
      const byName = (a: { name?: string | null }, b: { name?: string | null }) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1);
      expect(stored.map(({ idNumber: _id, ...row }) => row).sort(byName)).toEqual(
        taken
          .map(({ person: { idNumber: _id, ...row }, fault }) => ({ ...row, ...(fault === 'longAgo' && { enteredOn: null }) }))
          .sort(byName),
      );
      const sound = taken.filter(({ fault }) => fault === undefined).map(({ person }) => person.idNumber);
      expect(stored.map(({ idNumber }) => idNumber)).toEqual(expect.arrayContaining(sound));
      const again = await planned(workspace, 'person', list);
      expect(again.counts).toMatchObject({ rows: list.rows.length, new: 0, changed: 0, refused: counts.refused });
      await expectUndone(workspace, file, step, empty);
    }),
    replay(15),
  );
  file.close();
  await host.close();
});
