import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { appointmentRoles, type AppointmentRole } from '../../db/domain/organization/appointment';
import { differenceOf } from '../../db/domain/responsibility/difference';
import { listDraft, listOwner, type DutyDraft, type ListOwner } from '../../db/domain/responsibility/list';
import type { PostLevel } from '../../db/domain/responsibility/responsibility';
import { term } from '../../db/domain/term';
import type { Reader } from '../../db/handle';
import { departmentNames } from '../../db/query/department';
import { dutiesOf, formerHolders, holdersOf, listResponsibilities, ownerOf, versionOn, versionsOf } from '../../db/query/responsibility';
import type { NewRow, Row } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { conflict, notFound } from './failure';
import { command, query } from './procedure';

const revision = z.number().int();

/** 责任清单: one line per post in use and per fixed role as of a day, those without a list first. */
export const list = query(z.object({ day: isoDate.optional() }), ({ db, today }, { day }) => {
  const rows = listResponsibilities(db, day ?? today);
  const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + count(row), 0);
  return {
    day: day ?? today,
    rows,
    /** Posts and roles that need a list of their own. */
    total: sum(({ stand }) => (stand === 'elsewhere' ? 0 : 1)),
    inForce: sum(({ inForce }) => (inForce ? 1 : 0)),
    people: sum(({ inForce, people }) => (inForce ? people : 0)),
    acknowledged: sum(({ acknowledged }) => acknowledged),
  };
});

interface OwnerView {
  owner: ListOwner;
  title: string;
  departmentId: string | null;
  level: PostLevel | '';
}

/** The post or role that a key names: id of a post, word of a role, or id of one version of its list. */
function ownerOfKey(db: Reader, key: string): OwnerView {
  const version = db.get<Row<'responsibility'>>('SELECT * FROM responsibility WHERE id = ?', [key]);
  const owner = version ? ownerOf(version) : isRole(key) ? { role: key } : { postId: key };
  return viewOf(db, owner);
}

const isRole = (key: string): key is AppointmentRole => (appointmentRoles as readonly string[]).includes(key);

/** @throws NOT_FOUND for a post that is none */
export function viewOf(db: Reader, owner: ListOwner): OwnerView {
  if ('role' in owner) return { owner, title: term('appointmentRole', owner.role), departmentId: null, level: '' };
  const post = db.get<Row<'post'>>('SELECT * FROM post WHERE id = ?', [owner.postId]);
  if (!post) throw notFound('post');
  return { owner, title: post.name, departmentId: post.departmentId, level: post.level as PostLevel | '' };
}

/** The list of one post or role: its versions, the one asked for with its duties, and who holds it on the day. */
export const get = query(
  z.object({ key: text(60).min(1), day: isoDate.optional(), versionId: id.optional() }),
  ({ db, today }, { key, day = today, versionId }) => {
    const { owner, ...view } = ownerOfKey(db, key);
    const versions = versionsOf(db, owner);
    const current = versionOn(db, owner, day);
    const asked = versionId ?? (versions.some((version) => version.id === key) ? key : undefined);
    const draft = versions.find(({ status }) => status === 'draft');
    // Of another day only what was in force then is shown.
    const isNow = day === today;
    const shownId = asked ?? (isNow ? draft?.id : undefined) ?? current?.id ?? (isNow ? versions[0]?.id : undefined);
    const shown = versions.find((version) => version.id === shownId) ?? null;
    const noted = shown?.status === 'draft' ? (current?.id ?? null) : (shown?.id ?? null);
    return {
      key: 'role' in owner ? owner.role : owner.postId,
      owner,
      ...view,
      department: view.departmentId === null ? null : (departmentNames(db, day).get(view.departmentId) ?? null),
      day,
      versions,
      currentId: current?.id ?? null,
      shown: shown && { ...shown, items: dutiesOf(db, shown.id) },
      /** Version that the acknowledgements are of. */
      notedId: noted,
      holders: holdersOf(db, day, owner, noted),
      former: noted === null ? [] : formerHolders(db, day, owner, noted),
    };
  },
);

/** Two versions side by side: what each duty became, and which words of the whole changed. */
export const compare = query(z.object({ earlier: id, later: id }), ({ db }, { earlier, later }) => {
  const [before, after] = [earlier, later].map((one) => {
    const version = db.get<Row<'responsibility'>>('SELECT * FROM responsibility WHERE id = ?', [one]);
    if (!version) throw notFound('responsibility');
    return { version, duties: dutiesOf(db, one) };
  }) as [Compared, Compared];
  return {
    earlier: before.version.version,
    later: after.version.version,
    whole: (['title', 'scope', 'criteria'] as const)
      .filter((field) => before.version[field] !== after.version[field])
      .map((field) => ({ field, before: before.version[field], after: after.version[field] })),
    duties: differenceOf(before.duties, after.duties),
  };
});
interface Compared {
  version: Row<'responsibility'>;
  duties: Row<'responsibilityDuty'>[];
}

/** A version that may still be changed. @throws NOT_FOUND, CONFLICT for an approved one */
export function draftOf(db: Writer, responsibilityId: string): Row<'responsibility'> {
  const known = db.find('responsibility', responsibilityId);
  if (!known) throw notFound('responsibility');
  if (known.status !== 'draft') throw conflict('responsibilityApproved', { title: known.title });
  return known;
}

/** The next version of the list of a post or role, as a draft. @throws CONFLICT where there is one already */
export function insertVersion(db: Writer, owner: ListOwner, words: Partial<NewRow<'responsibility'>>): Row<'responsibility'> {
  const { title, departmentId, level } = viewOf(db, owner);
  const [newest] = versionsOf(db, owner);
  if (newest?.status === 'draft') throw conflict('responsibilityDraft', { title });
  return db.insert('responsibility', {
    postId: 'postId' in owner ? owner.postId : null,
    role: 'role' in owner ? owner.role : null,
    title,
    departmentId,
    level,
    ...words,
    version: (newest?.version ?? 0) + 1,
    previousId: newest?.id ?? null,
    status: 'draft',
    approvedOn: null,
    validFrom: null,
    validTo: null,
    publishedFrom: null,
    publishedTo: null,
  });
}

/** Saves a draft with its duties, in the order in which they are stated. */
export const save = command(
  z.object({ id: id.nullable(), revision: revision.nullable(), owner: listOwner, draft: listDraft }),
  ({ db }, { id: listId, revision, owner, draft: { duties, ...words } }) => {
    if (listId === null) {
      const made = insertVersion(db, owner, words);
      writeDuties(db, made.id, duties);
      return { id: made.id };
    }
    const known = draftOf(db, listId);
    const { title, departmentId, level } = viewOf(db, ownerOf(known));
    const stored = db.update(
      'responsibility',
      listId,
      { ...words, title, departmentId, ...(level === '' ? {} : { level }) },
      revision ?? 0,
    );
    if (writeDuties(db, listId, duties) && stored.revision === known.revision) db.touch('responsibility', listId);
    return { id: listId };
  },
);

/** @returns whether anything of them changed */
function writeDuties(db: Writer, responsibilityId: string, duties: readonly DutyDraft[]): boolean {
  const before = db.changed;
  const stored = new Set(dutiesOf(db, responsibilityId).map((duty) => duty.id));
  for (const [index, { id: dutyId, ...duty }] of duties.entries()) {
    const sort = (index + 1) * 10;
    if (dutyId === null) db.insert('responsibilityDuty', { ...duty, responsibilityId, sort });
    else if (stored.delete(dutyId)) db.update('responsibilityDuty', dutyId, { ...duty, sort });
    else throw notFound('responsibilityDuty');
  }
  for (const gone of stored) db.remove('responsibilityDuty', gone);
  return db.changed > before;
}

/** An approved version stays as it is: its next one begins as a copy. */
export const revise = command(z.object({ id }), ({ db }, { id: listId }) => {
  const known = db.find('responsibility', listId);
  if (!known) throw notFound('responsibility');
  const { scope, criteria, preparedBy, libraryPost, libraryEdition, remark } = known;
  const made = insertVersion(db, ownerOf(known), { scope, criteria, preparedBy, libraryPost, libraryEdition, remark });
  for (const duty of dutiesOf(db, listId)) {
    const { id: _id, revision: _revision, createdAt: _at, createdBy: _by, updatedAt: _on, ...row } = duty;
    db.insert('responsibilityDuty', { ...row, responsibilityId: made.id });
  }
  return { id: made.id };
});

/** Takes a draft away with its duties and files; the bin brings it back. */
export const remove = command(z.object({ id, revision }), ({ db }, { id: listId, revision }) => {
  draftOf(db, listId);
  db.removeOf('responsibilityDuty', 'responsibilityId', listId);
  db.removeOf('attachment', 'subjectId', listId);
  db.remove('responsibility', listId, revision);
  return { id: listId };
});
