import { z } from 'zod';
import { attachmentExtensions } from '../../db/domain/attachment';
import { id, isoDate, text } from '../../db/domain/field';
import { letterBatchDraft, nextLetterStates, numberInName } from '../../db/domain/responsibility/letter';
import { letterStates, type LetterState } from '../../db/domain/responsibility/responsibility';
import { targetYear } from '../../db/domain/responsibility/target';
import { term } from '../../db/domain/term';
import { departmentNames, withDescendants } from '../../db/query/department';
import { issueLetters, letterIds, listBatches, listLetters, planLetters, type LetterFilter, type LetterRow } from '../../db/query/letter';
import type { Reader } from '../../db/handle';
import { usualRewards } from '../filing/f32/compose';
import { conflict, notFound, refuse } from './failure';
import { asTask, command, query, task } from './procedure';

const whose = z.array(id).min(1).max(2000).nullable().default(null);

/** Departments with all below them; NULL stays everybody. */
const within = (db: Reader, departmentIds: readonly string[] | null): string[] | null =>
  departmentIds === null ? null : withDescendants(db, departmentIds);

/** Who would get a letter that day, and who would not and why; at most `limit` names of each. */
export const preview = query(
  z.object({ year: targetYear, day: isoDate, departmentIds: whose, limit: z.number().int().min(0).max(1000).default(200) }),
  ({ db }, { year, day, departmentIds, limit }) => {
    const plan = planLetters(db, year, day, within(db, departmentIds));
    const names = departmentNames(db, day);
    const nameOf = (departmentId: string | null) => (departmentId && names.get(departmentId)) || '';
    return {
      usualRewards,
      letters: plan.letters.length,
      posts: new Set(plan.letters.map(({ departmentId, postId, responsibilityId }) => [departmentId, postId, responsibilityId].join()))
        .size,
      leftOut: plan.leftOut.length,
      people: plan.letters
        .slice(0, limit)
        .map(({ personId, name, departmentId, title }) => ({ personId, name, department: nameOf(departmentId), title })),
      without: plan.leftOut.slice(0, limit).map(({ departmentId, ...person }) => ({ ...person, department: nameOf(departmentId) })),
    };
  },
);

/** Makes the letters of the whole enterprise, or of departments, in one step. */
export const issue = command(
  z.object({ draft: letterBatchDraft, departmentIds: whose }),
  ({ db }, { draft, departmentIds }) => {
    if (draft.issuerId !== null && !db.find('person', draft.issuerId)) throw notFound('person');
    const plan = planLetters(db, draft.year, draft.issuedOn, within(db, departmentIds));
    if (plan.letters.length === 0) throw refuse('letterNobody', 'issuedOn');
    return { ...issueLetters(db, draft, plan), leftOut: plan.leftOut.length };
  },
  {
    precaution: ({ db }, { draft, departmentIds }) => planLetters(db, draft.year, draft.issuedOn, within(db, departmentIds)).letters.length,
  },
);
/** The same beside the queries: thousands of letters take seconds. */
export const issueAll = asTask('letter.issue', issue);

export const batches = query(z.object({}), ({ db }) => listBatches(db));

const filter = z.object({
  batchId: id,
  state: z.enum(letterStates).optional(),
  departmentId: id.optional(),
  text: z.string().max(100).optional(),
});
const filterOf = (db: Reader, { departmentId, ...stated }: z.output<typeof filter>): LetterFilter => ({
  ...stated,
  ...(departmentId === undefined ? {} : { departmentIds: withDescendants(db, [departmentId]) }),
});

/** Letters of a batch, a window of them. */
export const list = query(
  filter.extend({ offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(200).default(200) }),
  ({ db }, { offset, limit, ...stated }) => listLetters(db, filterOf(db, stated), { offset, limit }),
);

/** Letters that a person has chosen, or all that a filter finds. */
export const letterSelection = z.union([
  z.object({ ids: z.array(id).min(1).max(20_000) }),
  z.object({ filter, except: z.array(id).max(20_000).default([]) }),
]);
export function selectedLetters(db: Reader, selection: z.output<typeof letterSelection>): string[] {
  if ('ids' in selection) return [...new Set(selection.ids)];
  const except = new Set(selection.except);
  return letterIds(db, filterOf(db, selection.filter)).filter((letterId) => !except.has(letterId));
}

const dayOf: Record<LetterState, 'sentOn' | 'signedOn' | 'voidedOn' | null> = {
  printed: null,
  sent: 'sentOn',
  signed: 'signedOn',
  voided: 'voidedOn',
};

/** Enters that letters were handed out, signed or voided, many at once; those that cannot get there are left as they are and counted. */
export const advance = command(
  z.object({
    selection: letterSelection,
    state: z.enum(['sent', 'signed', 'voided']),
    on: isoDate,
    reason: text(500).default(''),
  }),
  ({ db }, { selection, state, on, reason }) => {
    if (state === 'voided' && reason === '') throw refuse('reason', 'reason');
    let done = 0;
    let left = 0;
    for (const id of selectedLetters(db, selection)) {
      const row = db.find('letter', id);
      if (!row) throw notFound('letter');
      if (!nextLetterStates(row.state as LetterState).includes(state)) {
        left += 1;
        continue;
      }
      const since = row.sentOn ?? db.find('letterBatch', row.batchId)!.issuedOn;
      if (on < since) throw refuse('dateOrder', 'on', { date: since });
      db.update('letter', id, { state, [dayOf[state]!]: on, ...(state === 'voided' ? { reason } : {}) });
      done += 1;
    }
    if (done === 0 && left > 0) throw conflict('letterState', { state: term('letterState', state) });
    return { done, left };
  },
  { precaution: ({ db }, { selection }) => selectedLetters(db, selection).length },
);

/** Letters with the scan that belongs to each. */
export interface ScanMatch {
  file: string;
  name: string;
  /** By the number in the name of the file, or by the name of the person that stands there alone; null for none, or for several of one name. */
  letter: Pick<LetterRow, 'id' | 'number' | 'personName' | 'department' | 'title' | 'state'> | null;
  why: 'number' | 'person' | 'several' | 'none';
}

/** Which letters of a batch scans are, by what their names say; with no file named the user is asked for them. */
export const matchScans = task(
  z.object({ batchId: id, files: z.array(z.string().min(1).max(4000)).max(1000) }),
  async ({ db, shell }, { batchId, files: stated }): Promise<ScanMatch[]> => {
    const files = stated.length > 0 ? stated : await shell.chooseFiles('attachment', attachmentExtensions);
    const letters = db.all<LetterRow>(
      `SELECT l.id, l.number, l.personName, c.department, c.title, l.state FROM letter l JOIN letterContent c ON c.id = l.contentId WHERE l.batchId = ? AND l.state <> 'voided' ORDER BY l.number`,
      [batchId],
    );
    const byNumber = new Map(letters.map((letter) => [letter.number, letter]));
    return files.map((file) => {
      const name = file.split(/[\\/]/).at(-1)!;
      const numbered = byNumber.get(numberInName(name) ?? '');
      if (numbered) return { file, name, letter: numbered, why: 'number' };
      const longest = Math.max(
        0,
        ...letters.filter(({ personName }) => name.includes(personName)).map(({ personName }) => personName.length),
      );
      const named = letters.filter(({ personName }) => personName.length === longest && name.includes(personName));
      const [one] = named;
      return {
        file,
        name,
        letter: named.length === 1 ? one! : null,
        why: named.length === 1 ? 'person' : named.length > 1 ? 'several' : 'none',
      };
    });
  },
);
