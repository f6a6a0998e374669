import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, compare, database, draft, risksOf, rowsOf, twoCopies } from '../support/copies';
import { businessRows } from '../support/dump';
import type { TestWorkspace } from '../support/workspace';

describe('random changes on both sides', () => {
  test('are merged so that whatever one side alone changed is as that side has it', async () => {
    await fc.assert(
      fc.asyncProperty(actions, actions, fc.constantFrom('mine', 'theirs'), async (here, there, side) => {
        const copies = await twoCopies(async (made) => {
          for (let count = 0; count < 4; count += 1) await act(made, { kind: 'create', which: count, text: `原有 ${count}`, factor: 3 });
        });
        const { office, home } = copies;
        const first = businessRows(database(office));
        for (const action of here) await act(office, action);
        for (const action of there) await act(home, action);
        const [mine, theirs] = [businessRows(database(office)), businessRows(database(home))];
        const { found } = await compare(copies);
        if (found.relation !== 'diverged') return;
        await office.call('copies.decide', { id: found.id, filter: { open: true }, side: side as 'mine' });
        const { renumbered } = await apply(copies, found);
        const after = businessRows(database(office));
        const renamed = new Set(renumbered.map(({ id }) => id));
        const wrong: object[] = [];
        for (const subject of ['risk', 'riskPoint', 'department', 'departmentName', 'person', 'assignment', 'post'] as const) {
          const at = (rows: typeof first) => new Map(rows[subject]!.map((row) => [(JSON.parse(row) as { id: string }).id, contentOf(row)]));
          const [was, ours, others, now] = [at(first), at(mine), at(theirs), at(after)];
          for (const id of new Set([...was.keys(), ...ours.keys(), ...others.keys()])) {
            if (renamed.has(id)) continue;
            const [kept, base] = [heldBy(subject, id, after), was.get(id)];
            const wanted =
              ours.get(id) === base
                ? (others.get(id) ?? kept)
                : others.get(id) === base
                  ? (ours.get(id) ?? kept)
                  : side === 'mine' && ours.get(id) === undefined
                    ? kept
                    : now.get(id);
            if (now.get(id) !== wanted) wrong.push({ subject, now: now.get(id), wanted });
          }
        }
        expect(wrong).toEqual([]);
        expect((await office.call('audit.verify', {})).faults).toEqual([]);
        await office.call('history.undo', {});
        expect(rowsOf(office)).toEqual(withoutRuns(mine));
        await office.host.close();
      }),
      { seed: 20_261_122, numRuns: 6 },
    );
  }, 180_000);
});

interface Action {
  kind: 'create' | 'change' | 'grade' | 'remove' | 'point' | 'department' | 'person';
  which: number;
  text: string;
  factor: 1 | 3 | 6;
}
const actions = fc.array(
  fc.record({
    kind: fc.constantFrom<Action['kind']>('create', 'change', 'change', 'grade', 'remove', 'point', 'department', 'person'),
    which: fc.nat(20),
    text: fc.constantFrom('甲', '乙', '丙'),
    factor: fc.constantFrom(1 as const, 3 as const, 6 as const),
  }),
  { minLength: 1, maxLength: 8 },
);

/** One change through the real procedures; what a rule refuses is no change. */
async function act(made: TestWorkspace, { kind, which, text, factor }: Action): Promise<void> {
  const { host, call } = made;
  const risks = await risksOf(made);
  const risk = risks[which % Math.max(1, risks.length)];
  const point = (await call('riskPoint.list', { offset: 0, limit: 100 })).rows.at(which % 3);
  const update = (patch: object) => host.call('risk.update', { id: risk?.id, revision: risk?.revision, patch });
  switch (kind) {
    case 'create':
      return void (await host.call('risk.create', {
        point: { name: `点 ${which % 3}`, kind: 'equipment' },
        draft: { ...draft, hazardSource: `${text} ${which}`, l: factor },
      }));
    case 'change':
      return void (await update(which % 2 === 0 ? { remark: text } : { measures: text, training: text }));
    case 'grade':
      return void (await update({ l: factor, e: 6, c: 15 }));
    case 'remove':
      return void (await host.call('risk.remove', { selection: { ids: [risk?.id] } }));
    case 'point': {
      const { id, revision, no, name, kind: what, location, departmentId } = point ?? ({} as NonNullable<typeof point>);
      const renamed = { no, name: which % 2 ? `${text}点` : name, kind: what, location, departmentId, remark: text };
      return void (await host.call('riskPoint.update', { id, revision, draft: renamed }));
    }
    case 'department':
      return void (await host.call('department.create', {
        draft: { name: `${text}${which}`, parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
      }));
    default:
      await host.call('person.create', {
        draft: { name: `${text}${which}`, sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: null, departmentId: null, postId: null, remark: '' }, // prettier-ignore
      });
  }
}

/** A row without what every merge may make anew. */
function contentOf(row: string): string {
  const { seq: _seq, sort: _sort, matchKey: _key, ...rest } = JSON.parse(row) as Record<string, unknown>;
  return JSON.stringify(rest);
}
/** A risk point that risks belong to stays, whoever removed it. */
const heldBy = (subject: string, id: string, rows: Record<string, string[]>): string | undefined =>
  subject === 'riskPoint' && rows['risk']!.some((row) => row.includes(id))
    ? rows[subject]!.filter((row) => row.includes(`"id":"${id}"`)).map(contentOf)[0]
    : undefined;
const withoutRuns = ({ mergeRun: _run, ...rest }: Record<string, string[]>) => rest;
