import { z } from 'zod';
import { isoDate, text } from '../../db/domain/field';
import type { PostLevel } from '../../db/domain/responsibility/responsibility';
import {
  adoptedPost,
  dutiesFor,
  postsFor,
  type DutyLibrary,
  type LibraryPost,
  type PostMatch,
} from '../../db/domain/responsibility/library';
import { listOwner, mostLists, type ListOwner } from '../../db/domain/responsibility/list';
import type { Reader } from '../../db/handle';
import { readEnterprise } from '../../db/query/enterprise';
import { insertAdopted, listResponsibilities } from '../../db/query/responsibility';
import type { Content } from '../workspace/content';
import { refuse } from './failure';
import { command, query } from './procedure';
import { insertVersion, viewOf } from './responsibility';

/** Codes of the regions whose duties apply, from the nation down. */
export const regionsOf = (db: Reader, content: Content): string[] => content.regionRules(readEnterprise(db).regionCode).packs;

/** Posts of the library for a post or role, the likeliest first: a role is first of all the post that says it is that role. */
function matchesFor(library: DutyLibrary, owner: ListOwner, title: string, level: PostLevel | ''): PostMatch[] {
  const named = postsFor(library, title, level);
  if (!('role' in owner)) return named;
  const own = library.posts.find(({ role }) => role === owner.role);
  return own ? [{ post: own, why: 'exact', nearness: 1 }, ...named.filter(({ post }) => post.id !== own.id)] : named;
}

/** Posts of the newest edition with their duties here, the likeliest for a post or role first; `why` only for those. */
export const library = query(z.object({ owner: listOwner }), ({ db, content }, { owner }) => {
  const newest = content.dutyLibrary();
  const { title, level } = viewOf(db, owner);
  const regions = regionsOf(db, content);
  const found = matchesFor(newest, owner, title, level).filter(({ why }) => why !== 'level');
  const known = new Set(found.map(({ post }) => post.id));
  const told = (post: LibraryPost, why: PostMatch['why'] | null) => ({
    id: post.id,
    title: post.title,
    group: post.group,
    level: post.level,
    scope: post.scope,
    why,
    duties: dutiesFor(post, regions).map((duty) => duty.text),
  });
  return {
    edition: newest.id,
    posts: [
      ...found.map(({ post, why }) => told(post, why)),
      ...newest.posts.filter(({ id }) => !known.has(id)).map((post) => told(post, null)),
    ],
  };
});

/** Posts and roles without a list, and which post of the library fits each; null where none is like it. */
export const proposals = query(z.object({ day: isoDate.optional() }), ({ db, today, content }, { day }) => {
  const newest = content.dutyLibrary();
  const rows = listResponsibilities(db, day ?? today)
    .filter(({ stand }) => stand === 'none')
    .map(({ id, postId, role, title, department, level, people }) => {
      const owner: ListOwner = role === null ? { postId: postId! } : { role };
      const [best] = matchesFor(newest, owner, title, level).filter(({ why }) => why !== 'level');
      return { id, owner, title, department, people, libraryPost: best?.post.id ?? null, why: best?.why ?? null };
    });
  return { edition: newest.id, posts: newest.posts.map(({ id, title, group }) => ({ id, title, group })), rows };
});

/** Drafts with the duties of posts of the library, to be adapted: their words of today are kept for a later comparison. */
export const adopt = command(
  z.object({
    items: z
      .array(z.object({ owner: listOwner, libraryPost: text(60).min(1) }))
      .min(1)
      .max(mostLists),
  }),
  ({ db, content }, { items }) => {
    const newest = content.dutyLibrary();
    const titles = content.regulationTitles();
    const regions = regionsOf(db, content);
    const ids = items.map(({ owner, libraryPost }) => {
      const post = newest.posts.find(({ id }) => id === libraryPost);
      if (!post) throw refuse('libraryPost', 'libraryPost', { value: libraryPost });
      const { list, duties } = adoptedPost(newest, post, regions, titles);
      const { level } = viewOf(db, owner);
      const made = insertVersion(db, owner, { ...list, ...(level === '' ? {} : { level }) });
      insertAdopted(db, made.id, duties);
      return made.id;
    });
    return { ids };
  },
  { precaution: (_scene, { items }) => items.length * 12 },
);
