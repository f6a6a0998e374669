import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { approvalDraft, mostLists, noteDraft, postingDraft } from '../../db/domain/responsibility/list';
import { dayBefore } from '../../db/query/department';
import { dutiesOf, holdersOf, ownerOf, versionsOf } from '../../db/query/responsibility';
import type { Row } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { conflict, notFound, refuse } from './failure';
import { asTask, command } from './procedure';
import { draftOf } from './responsibility';

const revision = z.number().int();
const several = z.array(id).min(1).max(mostLists);

/** Approves drafts: each is in force from a day, and the version before it to the day before. All of them or none. */
export const approve = command(z.object({ ids: several, approval: approvalDraft }), ({ db }, { ids, approval }) => {
  for (const listId of new Set(ids)) approveOne(db, draftOf(db, listId), approval);
  return { approved: new Set(ids).size };
});

function approveOne(db: Writer, draft: Row<'responsibility'>, { approvedBy, approvedOn, validFrom }: z.infer<typeof approvalDraft>): void {
  const { title } = draft;
  if (dutiesOf(db, draft.id).length === 0) throw conflict('responsibilityEmpty', { title });
  const former = versionsOf(db, ownerOf(draft)).find(({ status }) => status !== 'draft');
  if (former?.validFrom && former.validFrom >= validFrom) throw refuse('listOrder', 'validFrom', { title, date: former.validFrom });
  if (former && (former.validTo === null || former.validTo >= validFrom))
    db.update('responsibility', former.id, { status: 'replaced', validTo: dayBefore(validFrom) });
  db.update('responsibility', draft.id, { status: 'approved', approvedBy, approvedOn, validFrom });
}

/** @throws CONFLICT for a draft: what is not approved is neither published nor taken note of */
function approvedOf(db: Writer, listId: string): Row<'responsibility'> {
  const known = db.find('responsibility', listId);
  if (!known) throw notFound('responsibility');
  if (known.status === 'draft') throw conflict('responsibilityDrafted', { title: known.title });
  return known;
}

/** Records where and when approved versions hang out for all to read; NULL takes the record back. */
export const publish = command(z.object({ ids: several, posting: postingDraft.nullable() }), ({ db }, { ids, posting }) => {
  if (posting?.to && posting.to < posting.from) throw refuse('dateOrder', 'to', { date: posting.from });
  for (const listId of new Set(ids)) {
    const { approvedOn } = approvedOf(db, listId);
    if (posting && approvedOn !== null && posting.from < approvedOn) throw refuse('dateOrder', 'from', { date: approvedOn });
    db.update('responsibility', listId, {
      publishedFrom: posting?.from ?? null,
      publishedTo: posting?.to ?? null,
      publishedPlace: posting?.place ?? '',
    });
  }
  return { published: new Set(ids).size };
});

/** 知悉签收 of people, by themselves or all who hold the post or role that day; who has taken note already is left as it is. */
export const acknowledge = command(
  z.object({ ids: several, personIds: z.array(id).max(2000).nullable(), note: noteDraft }),
  ({ db, today }, { ids, personIds, note }) => {
    if (note.on > today) throw refuse('dateFuture', 'on', { date: today });
    let acknowledged = 0;
    for (const listId of new Set(ids)) {
      const known = approvedOf(db, listId);
      if (known.approvedOn !== null && note.on < known.approvedOn) throw refuse('dateOrder', 'on', { date: known.approvedOn });
      const people = personIds ?? holdersOf(db, note.on, ownerOf(known), listId).map(({ personId }) => personId);
      const noted = new Set(db.column<string>('SELECT personId FROM acknowledgement WHERE responsibilityId = ?', [listId]));
      for (const personId of new Set(people)) {
        if (noted.has(personId)) continue;
        if (!db.find('person', personId)) throw notFound('person');
        db.insert('acknowledgement', { responsibilityId: listId, personId, ...note });
        acknowledged += 1;
      }
    }
    return { acknowledged };
  },
  {
    precaution: ({ db }, { ids, personIds }) =>
      personIds === null ? (db.value<number>('SELECT count(*) FROM person') ?? 0) : ids.length * personIds.length,
  },
);
export const acknowledgeLarge = asTask('responsibility.acknowledge', acknowledge);

/** Takes an acknowledgement back, with its scans. */
export const withdraw = command(z.object({ id, revision }), ({ db }, { id: noteId, revision }) => {
  if (!db.find('acknowledgement', noteId)) throw notFound('acknowledgement');
  db.removeOf('attachment', 'subjectId', noteId);
  db.remove('acknowledgement', noteId, revision);
  return { id: noteId };
});

/** The list ends without another after it, as with its post. */
export const end = command(z.object({ id, revision, on: isoDate }), ({ db }, { id: listId, revision, on }) => {
  const { validFrom, status, title } = approvedOf(db, listId);
  if (status !== 'approved') throw conflict('responsibilityOver', { title });
  if (validFrom !== null && on < validFrom) throw refuse('dateOrder', 'on', { date: validFrom });
  db.update('responsibility', listId, { status: 'ended', validTo: on }, revision);
  return { id: listId };
});
