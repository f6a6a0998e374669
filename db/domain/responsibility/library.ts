import { z } from 'zod';
import { citation, regionCode, text } from '../content';
import { appointmentRoles } from '../organization/appointment';
import { postLevels, type PostLevel } from './responsibility';

const places = z.array(regionCode).min(1).optional();

/** 岗位安全生产职责库, one edition of it (`duty-library@1`): what a list may be taken from, never what it must say. */
const dutySchema = z.strictObject({
  /** `principal.system`: of its post, the same in every edition. */
  id: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/),
  text: text.max(120),
  /** 责任范围 of this duty, in words. */
  scope: text.max(30),
  frequency: text.max(30),
  /** The record that proves it. */
  evidence: text.max(60),
  /** Measurable: how points are taken off. */
  criteria: text.max(90),
  /** 标准分 in points; those of a post add up to 100. */
  standard: z.number().int().min(1).max(40),
  /** An item stands behind its article: 第21条第1项. `regions` where a document of one place is the basis only there. */
  basis: z.array(citation.extend({ regions: places })).min(1),
  /** Only in these regions and below them; its points then go off those of the duty `partOf`. */
  regions: places,
  partOf: text.optional(),
});

const postSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z]+$/),
  title: text.max(30),
  synonyms: z.array(text.max(20)),
  level: z.enum(postLevels),
  /** The fixed role that the post usually is; of several posts of one role the first is the general one. */
  role: z.enum(appointmentRoles).nullable(),
  group: z.enum(['领导', '部门', '车间班组', '专业岗位', '作业岗位', '其他人员']),
  /** 责任范围 of the post. */
  scope: text.max(80),
  duties: z.array(dutySchema).min(6).max(14),
});

export const dutyLibrarySchema = z.strictObject({
  id: z.string().regex(/^duty-library@\d+$/),
  title: text,
  note: text,
  /** Every regulation that a basis names. */
  sources: z.array(text),
  posts: z.array(postSchema),
});

export type LibraryDuty = z.infer<typeof dutySchema>;
export type LibraryPost = z.infer<typeof postSchema>;
export type DutyLibrary = z.infer<typeof dutyLibrarySchema>;

/** Why a post of the library is offered, best first: its title, another name of it, a name like it, only its level. */
export interface PostMatch {
  post: LibraryPost;
  why: 'exact' | 'synonym' | 'near' | 'level';
  /** 0 to 1. */
  nearness: number;
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');

/** A name as a whole and without its remark in brackets: 保安员（微型消防站队员） is also 保安员. */
function forms(name: string): string[] {
  const whole = plain(name);
  const bare = plain(name.normalize('NFKC').replace(/\([^()]*\)/g, ''));
  return [...new Set([whole, bare])].filter((form) => form !== '');
}

const pairs = (word: string): string[] => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));

const isDeputy = (name: string): boolean => /副|助理/.test(name);

/** 0 to 1: one word in the other, best at its end where the kind of post stands (数控车工 is a 车工), or shared pairs of characters. */
function likeness(name: string, word: string): number {
  // 副总经理 is no 总经理.
  const weight = isDeputy(name) === isDeputy(word) ? 1 : 0.6;
  const [short, long] = name.length < word.length ? [name, word] : [word, name];
  if (short.length >= 2 && long.includes(short)) return weight * ((long.endsWith(short) ? 0.6 : 0.5) + (0.3 * short.length) / long.length);
  const [mine, others] = [pairs(name), pairs(word)];
  const shared = mine.filter((pair) => others.includes(pair)).length;
  return shared === 0 ? 0 : (weight * 1.2 * shared) / (mine.length + others.length);
}

const leastNearness = 0.3;

function matchOf(post: LibraryPost, names: readonly string[], level: PostLevel | ''): PostMatch | undefined {
  const titles = forms(post.title);
  const synonyms = post.synonyms.map(plain);
  if (names.some((name) => titles.includes(name))) return { post, why: 'exact', nearness: 1 };
  if (names.some((name) => synonyms.includes(name))) return { post, why: 'synonym', nearness: 0.98 };
  const like = Math.max(0, ...names.flatMap((name) => [...titles, ...synonyms].map((word) => likeness(name, word))));
  const bonus = post.level === level ? 0.05 : 0;
  if (like >= leastNearness) return { post, why: 'near', nearness: Math.min(0.95, like + bonus) };
  return bonus > 0 ? { post, why: 'level', nearness: 0.1 } : undefined;
}

/** Posts of the library for a post of the enterprise, nearest first, those of the same level last; none is like it: empty. */
export function postsFor(library: DutyLibrary, name: string, level: PostLevel | '' = ''): PostMatch[] {
  const names = forms(name);
  return library.posts.flatMap((post) => matchOf(post, names, level) ?? []).sort((a, b) => b.nearness - a.nearness);
}

/** Duties of a post where the enterprise is: `regions` are the codes from the nation down to its own. Points add up to 100. */
export function dutiesFor(post: LibraryPost, regions: readonly string[]): LibraryDuty[] {
  const holdsHere = (entry: { regions?: string[] | undefined }): boolean =>
    entry.regions === undefined || entry.regions.some((code) => regions.includes(code));
  const here = post.duties.filter(holdsHere);
  const taken = (id: string): number => here.reduce((sum, duty) => (duty.partOf === id ? sum + duty.standard : sum), 0);
  return here.map((duty) => ({ ...duty, standard: duty.standard - taken(duty.id), basis: duty.basis.filter(holdsHere) }));
}

/** Fields of a duty that are compared, as the columns of `responsibilityDuty` are called. */
export const dutyFields = ['text', 'frequency', 'evidence', 'criteria', 'standard10', 'legalBasis'] as const;
export type DutyField = (typeof dutyFields)[number];
/** The words of a duty; `standard10` in tenths, null for what is not assessed. */
export type DutyWords = Record<Exclude<DutyField, 'standard10'>, string> & { standard10: number | null };

/** Titles of regulations by their code. */
export type RegulationTitles = ReadonlyMap<string, string>;

/** 《安全生产法》第21条第1项、第22条；《…》. What is no article (全文, 使用范围) leaves the title alone; a code without title stays a code. */
export function basisWords(basis: LibraryDuty['basis'], titles: RegulationTitles): string {
  const cited = new Map<string, string[]>();
  for (const { regulation, article = '' } of basis) {
    const known = cited.get(regulation) ?? [];
    cited.set(regulation, /^[第（\d]/.test(article) ? [...known, article] : known);
  }
  return [...cited]
    .map(([code, articles]) => {
      const title = (titles.get(code) ?? code).replace(/（[^（）]*）$/, '');
      return `${title.includes('《') ? title : `《${title}》`}${articles.join('、')}`;
    })
    .join('；');
}

/** The words of a duty of the library as a list takes them over. */
export const wordsOf = (duty: LibraryDuty, titles: RegulationTitles): DutyWords => ({
  text: duty.text,
  frequency: duty.frequency,
  evidence: duty.evidence,
  criteria: duty.criteria,
  standard10: duty.standard * 10,
  legalBasis: basisWords(duty.basis, titles),
});

/** Words as `responsibilityDuty.base` keeps them. */
export const baseOf = (words: DutyWords): Record<string, string> =>
  Object.fromEntries(dutyFields.map((field) => [field, String(words[field] ?? '')]));

/** A duty of the library as a new row of a list, its words also kept as the base of later comparisons. */
export function adopted(duty: LibraryDuty, titles: RegulationTitles): DutyWords & { libraryDuty: string; base: Record<string, string> } {
  const words = wordsOf(duty, titles);
  return { ...words, libraryDuty: duty.id, base: baseOf(words) };
}

/** A post of the library as a list takes it over: words of the list, and its duties as new rows. */
export const adoptedPost = (library: DutyLibrary, post: LibraryPost, regions: readonly string[], titles: RegulationTitles) => ({
  list: { scope: post.scope, libraryPost: post.id, libraryEdition: library.id, level: post.level },
  duties: dutiesFor(post, regions).map((duty) => adopted(duty, titles)),
});
export type AdoptedPost = ReturnType<typeof adoptedPost>;
