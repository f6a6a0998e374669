import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { employments, personSelection, type OpenItemKind } from '../../db/domain/organization/organization';
import { handOver, leftWithItems, openItemsOf } from '../../db/query/openItems';
import { endPerson, movePerson, selectedPeople } from '../../db/query/person';
import type { Row } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { conflict, notFound, refuse } from './failure';
import { command, query, type CommandScene } from './procedure';

/** Most items that are told one by one. */
const most = 200;

/** What selected people answer for and have not finished. */
export const openItems = query(z.object({ selection: personSelection }), ({ db, today }, { selection }) => {
  const people = selectedPeople(db, today, selection);
  const items = openItemsOf(db, people);
  const counts: Partial<Record<OpenItemKind, number>> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return { people: people.length, items: items.slice(0, most), counts, total: items.length };
});

/** People who have left with open items still in their names. */
export const leftOwners = query(z.object({}), ({ db, today }) => leftWithItems(db, today));

/** @throws AppError where whoever is to take over has left by then, or leaves too */
function requireSuccessor(db: Writer, successorId: string, leavers: readonly string[], on: string): Row<'person'> {
  const successor = db.find('person', successorId);
  if (!successor) throw notFound('person');
  if (leavers.includes(successorId)) throw refuse('successorLeaves', 'successorId', { name: successor.name });
  if (successor.leftOn !== null && successor.leftOn <= on)
    throw refuse('successorLeft', 'successorId', { name: successor.name, date: successor.leftOn });
  return successor;
}

/** Ends people with their last day; what they have not finished goes to somebody else in the same step. */
function leave({ db, today }: CommandScene, people: readonly Row<'person'>[], on: string, successorId: string | null): { given: number } {
  const ids = people.map((person) => person.id);
  const late = people.find(({ enteredOn }) => enteredOn !== null && on < enteredOn);
  if (late) throw refuse('enteredAfter', 'on', { name: late.name, date: late.enteredOn! });
  const open = openItemsOf(db, ids).length;
  if (open > 0 && successorId === null) throw conflict('openItems', { count: open });
  const given = open === 0 || successorId === null ? 0 : handOver(db, today, ids, requireSuccessor(db, successorId, ids, on));
  for (const { id: personId } of people) endPerson(db, personId, undefined, on);
  return { given };
}

export const leaveOne = command(
  z.object({ id, revision: z.number().int(), on: isoDate, successorId: id.nullable().default(null) }),
  (scene, { id: personId, revision, on, successorId }) => {
    const person = scene.db.update('person', personId, { leftOn: on }, revision);
    return { id: personId, ...leave(scene, [person], on, successorId) };
  },
);

export const leaveMany = command(
  z.object({ selection: personSelection, on: isoDate, successorId: id.nullable().default(null) }),
  (scene, { selection, on, successorId }) => {
    const people = selectedPeople(scene.db, scene.today, selection).map((personId) => scene.db.find('person', personId)!);
    return { left: people.length, ...leave(scene, people, on, successorId) };
  },
  { precaution: ({ db, today }, { selection }) => selectedPeople(db, today, selection).length },
);

/** Open items of somebody who has left, or who only gives them away, go to another. */
export const giveItems = command(z.object({ personId: id, successorId: id }), ({ db, today }, { personId, successorId }) => ({
  given: handOver(db, today, [personId], requireSuccessor(db, successorId, [personId], today)),
}));

const moveInput = z.object({
  selection: personSelection,
  from: isoDate,
  patch: z.object({
    departmentId: id.nullable().optional(),
    postId: id.nullable().optional(),
    employment: z.enum(employments).optional(),
    employer: text(200).optional(),
  }),
});

/** Moves people from a day on: another department, post, employment or employer; the assignments before stay. */
export const moveMany = command(
  moveInput,
  ({ db, today }, { selection, from, patch: { departmentId, postId, employment, employer } }) => {
    const people = selectedPeople(db, today, selection);
    for (const personId of people) {
      const person = db.find('person', personId)!;
      if (person.enteredOn !== null && from < person.enteredOn)
        throw refuse('enteredAfter', 'from', { name: person.name, date: person.enteredOn });
      const current = db.get<Row<'assignment'>>('SELECT * FROM assignment WHERE personId = ? AND validTo IS NULL', [personId]);
      const known = employments.find((one) => one === (employment ?? (current?.employment || person.employment)))!;
      if (employment !== undefined) db.update('person', personId, { employment });
      const place = {
        departmentId: departmentId === undefined ? (current?.departmentId ?? null) : departmentId,
        postId: postId === undefined ? (current?.postId ?? null) : postId,
        employment: known,
        ...(employer === undefined ? {} : { employer }),
      };
      movePerson(db, personId, place, person.employment, from);
    }
    return { moved: people.length };
  },
  { precaution: ({ db, today }, { selection }) => selectedPeople(db, today, selection).length },
);
