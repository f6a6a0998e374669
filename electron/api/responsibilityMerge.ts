import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { dutiesFor, dutyFields, wordsOf, type LibraryPost } from '../../db/domain/responsibility/library';
import { compareWithLibrary, mergeDuties, type MergedDuty, type OwnDuty } from '../../db/domain/responsibility/libraryMerge';
import { mostDuties } from '../../db/domain/responsibility/list';
import type { Reader } from '../../db/handle';
import { dutiesOf, ownerOf } from '../../db/query/responsibility';
import type { Row } from '../../db/tables';
import type { Writer } from '../../db/writer';
import type { Content } from '../workspace/content';
import { conflict, notFound, refuse } from './failure';
import { command, query } from './procedure';
import { insertVersion } from './responsibility';
import { regionsOf } from './responsibilityLibrary';

const ownDuty = ({ id: rowId, base, ...row }: Row<'responsibilityDuty'>): OwnDuty => ({
  id: rowId,
  text: row.text,
  frequency: row.frequency,
  evidence: row.evidence,
  criteria: row.criteria,
  standard10: row.standard10,
  legalBasis: row.legalBasis,
  libraryDuty: row.libraryDuty,
  base: JSON.parse(base) as Record<string, string>,
});

interface Compared {
  list: Row<'responsibility'>;
  post: LibraryPost;
  duties: ReturnType<typeof dutiesFor>;
  comparisons: ReturnType<typeof compareWithLibrary>;
}

/** A version held against a post of the newest edition: the one it was taken from, or another; null where there is none yet. */
function compared(db: Reader, content: Content, listId: string, asked: string): Compared | null {
  const list = db.get<Row<'responsibility'>>('SELECT * FROM responsibility WHERE id = ?', [listId]);
  if (!list) throw notFound('responsibility');
  const newest = content.dutyLibrary();
  const wanted = asked || list.libraryPost;
  if (wanted === '') return null;
  const post = newest.posts.find((one) => one.id === wanted);
  if (!post) {
    // An edition may leave a post out; nobody asked for it then.
    if (asked === '') return null;
    throw refuse('libraryPost', 'libraryPost', { value: asked });
  }
  const regions = regionsOf(db, content);
  const edition = content.dutyLibraries().find((one) => one.id === list.libraryEdition);
  const former = wanted === list.libraryPost ? edition?.posts.find((one) => one.id === wanted) : undefined;
  const duties = dutiesFor(post, regions);
  const own = dutiesOf(db, listId).map(ownDuty);
  const comparisons = compareWithLibrary(own, duties, content.regulationTitles(), former ? dutiesFor(former, regions) : []);
  return { list, post, duties, comparisons };
}

/** A list beside its post of the newest library: what the enterprise changed, left out and added, and what a newer edition says otherwise. */
export const againstLibrary = query(z.object({ id, libraryPost: text(60).default('') }), ({ db, content }, { id: listId, libraryPost }) => {
  const edition = content.dutyLibrary().id;
  const found = compared(db, content, listId, libraryPost);
  if (found === null) return { edition, taken: '', post: null, scope: null, isNewer: false, duties: [] };
  const { list, post, comparisons } = found;
  const titles = content.regulationTitles();
  const isNewer = list.libraryPost === post.id && list.libraryEdition !== edition;
  return {
    edition,
    /** Edition that the list was taken from; empty where it was not. */
    taken: list.libraryEdition,
    post: { id: post.id, title: post.title },
    scope: list.scope === post.scope ? null : { mine: list.scope, library: post.scope },
    isNewer,
    duties: comparisons.map(({ state, mine, library: duty, fields }) => ({
      key: mine?.id ?? duty!.id,
      state,
      text: mine?.text ?? duty!.text,
      dutyId: mine?.id ?? null,
      libraryDuty: duty?.id ?? null,
      library: mine === undefined && duty !== undefined ? wordsOf(duty, titles) : null,
      fields,
    })),
  };
});

const side = z.enum(['mine', 'library']);

/**
 * Takes over from the library what a person decided: a draft is changed, an approved version gets its next one as a draft. Nothing that the
 * enterprise wrote is changed but where it was decided so.
 * @throws CONFLICT where the library is another than the one looked at
 */
export const mergeLibrary = command(
  z.object({
    id,
    revision: z.number().int(),
    libraryPost: text(60).min(1),
    edition: text(60).min(1),
    scope: side,
    fields: z.array(z.object({ dutyId: id, field: z.enum(dutyFields), side })).max(mostDuties * dutyFields.length),
    take: z.array(text(60).min(1)).max(mostDuties),
  }),
  ({ db, content }, { id: listId, revision, libraryPost, edition, scope, fields, take }) => {
    if (content.dutyLibrary().id !== edition) throw refuse('libraryEdition', 'edition');
    const { list, post, duties, comparisons } = compared(db, content, listId, libraryPost)!;
    if (list.revision !== revision) throw conflict();
    if (list.status !== 'draft' && list.status !== 'approved') throw conflict('responsibilityOver', { title: list.title });
    const decided = Map.groupBy(fields, ({ dutyId }) => dutyId);
    const merged = mergeDuties(comparisons, duties, content.regulationTitles(), {
      fields: new Map([...decided].map(([dutyId, those]) => [dutyId, Object.fromEntries(those.map((one) => [one.field, one.side]))])),
      take: new Set(take),
    });
    if (merged.length > mostDuties) throw refuse('mostDuties', 'take', { count: mostDuties });
    const words = { libraryPost: post.id, libraryEdition: edition, scope: scope === 'library' ? post.scope : list.scope };
    if (list.status === 'draft') {
      const stored = db.update('responsibility', listId, words, revision);
      if (rewrite(db, listId, merged) && stored.revision === revision) db.touch('responsibility', listId);
      return { id: listId };
    }
    const { criteria, preparedBy, remark } = list;
    const made = insertVersion(db, ownerOf(list), { criteria, preparedBy, remark, ...words });
    for (const [at, { id: _row, base, ...duty }] of merged.entries())
      db.insert('responsibilityDuty', { ...duty, base: JSON.stringify(base), responsibilityId: made.id, sort: (at + 1) * 10 });
    return { id: made.id };
  },
);

/** @returns whether a duty changed */
function rewrite(db: Writer, responsibilityId: string, merged: readonly MergedDuty[]): boolean {
  const before = db.changed;
  for (const [at, { id: rowId, base, ...duty }] of merged.entries()) {
    const row = { ...duty, base: JSON.stringify(base), sort: (at + 1) * 10 };
    if (rowId === undefined) db.insert('responsibilityDuty', { ...row, responsibilityId });
    else db.update('responsibilityDuty', rowId, row);
  }
  return db.changed > before;
}
