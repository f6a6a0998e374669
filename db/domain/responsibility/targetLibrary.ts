import { z } from 'zod';
import { citation, text, versioned } from '../content';
import { postLevels, targetKinds, targetLevels, type PostLevel } from './responsibility';

/** 年度安全生产目标指标 to choose from: names and figures are suggestions; a basis says that the work is required, not the figure. */
export const targetLibrarySchema = z.strictObject({
  ...versioned,
  departmentKinds: z.array(z.strictObject({ id: text, name: text, words: z.array(text).min(1) })),
  targets: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-zA-Z]+$/),
      level: z.enum(targetLevels),
      kind: z.enum(targetKinds),
      name: text.max(40),
      value: text.max(30),
      criteria: text.max(60),
      evidence: text.max(30),
      /** The target of a level above that it serves. */
      parent: text.optional(),
      /** Kinds of department that it suits; absent for every one. */
      departments: z.array(text).min(1).optional(),
      postLevels: z.array(z.enum(postLevels)).min(1).optional(),
      basis: z.array(citation),
    }),
  ),
});

export type TargetLibrary = z.infer<typeof targetLibrarySchema>;
export type LibraryTarget = TargetLibrary['targets'][number];

/** Kind of a department by the words in its name, the longest word first, of equal ones that which stands first; '' for none. */
export function departmentKindOf(library: TargetLibrary, name: string): string {
  const hits = library.departmentKinds.flatMap(({ id, words }) =>
    words.filter((word) => name.includes(word)).map((word) => ({ id, word })),
  );
  const [best] = hits.sort((a, b) => b.word.length - a.word.length || name.indexOf(a.word) - name.indexOf(b.word));
  return best?.id ?? '';
}

/** Targets for the enterprise, for a department by its name, or for a post by its level; '' for a level nobody has said. */
export function targetsFor(
  library: TargetLibrary,
  whose: { level: 'enterprise' } | { level: 'department'; name: string } | { level: 'post'; postLevel: PostLevel | '' },
): LibraryTarget[] {
  const kind = whose.level === 'department' ? departmentKindOf(library, whose.name) : '';
  return library.targets.filter(({ level, departments, postLevels: levels }) => {
    if (level !== whose.level) return false;
    if (whose.level === 'post') return whose.postLevel !== '' && (levels?.includes(whose.postLevel) ?? true);
    return departments?.includes(kind) ?? true;
  });
}
