import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { departmentDraft, personDraft, personFilter, postDraft, type PersonDraft } from '../../db/domain/organization/organization';
import { maskedIdNumber, maskedPhone, unmasked } from '../../db/domain/personal/mask';
import type { Reader } from '../../db/handle';
import { findDepartment, insertDepartment, listDepartments, renameDepartment } from '../../db/query/department';
import { insertPerson, listPeople, listPosts, postColumns, updatePerson } from '../../db/query/person';
import { noteRiskChange } from '../../db/query/roundRisk';
import { conflict, refuse } from './failure';
import { command, query } from './procedure';

export const departments = query(
  z.object({ day: isoDate.optional(), withEnded: z.boolean().default(false) }),
  ({ db, today, scope }, { day, withEnded }) => {
    const all = listDepartments(db, day ?? today, withEnded);
    if (scope === null) return all;
    const isOwn = (id: string | null) => id !== null && scope.includes(id);
    return all.filter(({ id }) => isOwn(id)).map((row) => ({ ...row, parentId: isOwn(row.parentId) ? row.parentId : null }));
  },
);

export const createDepartment = command(z.object({ draft: departmentDraft }), ({ db }, { draft }) => {
  if (findDepartment(db, draft.name, draft.validFrom)) throw refuse('unique', 'name', { value: draft.name });
  return { id: insertDepartment(db, draft) };
});

/** Renaming takes effect from a day: papers before it keep the old name. */
export const updateDepartment = command(
  z.object({
    id,
    revision: z.number().int(),
    name: departmentDraft.shape.name,
    parentId: id.nullable(),
    kind: departmentDraft.shape.kind,
    from: isoDate,
  }),
  ({ db }, { id, revision, name, parentId, kind, from }) => {
    if (parentId === id) throw refuse('cycle', 'parentId');
    for (let above = parentId; above !== null; above = db.find('department', above)?.parentId ?? null)
      if (above === id) throw refuse('cycle', 'parentId');
    const founded = db.find('department', id)?.validFrom;
    if (founded !== undefined && from < founded) throw refuse('dateOrder', 'from', { date: founded });
    const other = findDepartment(db, name, from);
    if (other !== undefined && other !== id) throw refuse('unique', 'name', { value: name });
    db.update('department', id, { parentId, kind }, revision);
    renameDepartment(db, id, name, from);
    return { id };
  },
);

/** Departments are ended, not deleted; one that still has people or risks is not ended before they are moved. */
export const endDepartment = command(z.object({ id, revision: z.number().int(), on: isoDate }), ({ db }, { id, revision, on }) => {
  // Neither before it was founded nor before the name it has last.
  const since = db.value<string | null>('SELECT max(validFrom) FROM departmentName WHERE departmentId = ?', [id]);
  if (typeof since === 'string' && on < since) throw refuse('dateOrder', 'on', { date: since });
  const people =
    db.value<number>('SELECT count(*) FROM assignment WHERE departmentId = ? AND (validTo IS NULL OR validTo > ?)', [id, on]) ?? 0;
  const risks = db.value<number>(`SELECT count(*) FROM risk WHERE departmentId = ? AND status <> 'retired'`, [id]) ?? 0;
  const below = db.value<number>('SELECT count(*) FROM department WHERE parentId = ? AND (validTo IS NULL OR validTo > ?)', [id, on]) ?? 0;
  if (people + risks + below > 0) throw conflict('departmentInUse', { people, risks, below });
  db.update('department', id, { validTo: on }, revision);
  const name = db.value<string>('SELECT id FROM departmentName WHERE departmentId = ? AND validTo IS NULL', [id]);
  if (name !== undefined) db.update('departmentName', name, { validTo: on });
  return { id };
});

export const posts = query(z.object({ day: isoDate.optional() }), ({ db, today, scope }, { day }) =>
  listPosts(db, day ?? today).filter(({ departmentId }) => scope === null || (departmentId !== null && scope.includes(departmentId))),
);

export const createPost = command(z.object({ draft: postDraft }), ({ db }, { draft }) => ({
  id: db.insert('post', { ...postColumns(draft), validFrom: draft.validFrom, validTo: null }).id,
}));

export const updatePost = command(
  z.object({ id, revision: z.number().int(), draft: postDraft.omit({ validFrom: true }) }),
  ({ db }, { id, revision, draft }) => {
    db.update('post', id, postColumns(draft), revision);
    return { id };
  },
);

export const endPost = command(z.object({ id, revision: z.number().int(), on: isoDate }), ({ db }, { id, revision, on }) => {
  const since = db.find('post', id)?.validFrom;
  if (since !== undefined && on < since) throw refuse('dateOrder', 'on', { date: since });
  db.update('post', id, { validTo: on }, revision);
  return { id };
});

const personWindow = personFilter.extend({
  day: isoDate.optional(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(200),
});
export const people = query(personWindow, ({ db, today, scope }, { day, ...input }) => listPeople(db, day ?? today, input, scope));

export const createPerson = command(z.object({ draft: personDraft }), ({ db, today }, { draft }) => ({
  id: insertPerson(db, draft, draft.enteredOn ?? today),
}));

/** Numbers as they were stated; where one was shown masked and left alone, the one on file. */
function numbersOf(db: Reader, id: string, { idNumber, phone }: PersonDraft): Pick<PersonDraft, 'idNumber' | 'phone'> {
  const known = db.get<Pick<PersonDraft, 'idNumber' | 'phone'>>('SELECT idNumber, phone FROM person WHERE id = ?', [id]);
  if (!known) return { idNumber, phone };
  const kept = { idNumber: unmasked(idNumber, known.idNumber, maskedIdNumber), phone: unmasked(phone, known.phone, maskedPhone) };
  for (const field of ['idNumber', 'phone'] as const) if (kept[field] === null) throw refuse('masked', field);
  return { idNumber: kept.idNumber!, phone: kept.phone! };
}

/** A move to another department or post takes effect from `from`; the assignment before it stays. */
export const changePerson = command(
  z.object({ id, revision: z.number().int(), draft: personDraft, from: isoDate }),
  ({ db, today }, { id, revision, draft: stated, from }) => {
    const draft = { ...stated, ...numbersOf(db, id, stated) };
    updatePerson(db, id, revision, draft, from);
    // The register shows the owner by name.
    for (const risk of db.all<{ id: string }>('SELECT id FROM risk WHERE ownerId = ? AND ownerText <> ?', [id, draft.name])) {
      db.update('risk', risk.id, { ownerText: draft.name });
      noteRiskChange(db, today, risk.id);
    }
    for (const riskId of db.column<string>('SELECT riskId FROM riskOwner WHERE ownerId = ?', [id])) noteRiskChange(db, today, riskId);
    return { id };
  },
);
