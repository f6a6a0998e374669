import { libraryFields } from './list';

/** A duty as versions of a list are compared. */
export interface ComparedDuty {
  text: string;
  frequency: string;
  evidence: string;
  criteria: string;
  standard10: number | null;
  legalBasis: string;
  libraryDuty: string;
}
export const comparedFields = [...libraryFields, 'standard10'] as const;
export type ComparedField = (typeof comparedFields)[number];

/** What became of a duty from one version to the next. */
export type DutyChange<Duty extends ComparedDuty> =
  | { kind: 'added'; before: null; after: Duty; fields: readonly ComparedField[] }
  | { kind: 'removed'; before: Duty; after: null; fields: readonly ComparedField[] }
  | { kind: 'changed' | 'same'; before: Duty; after: Duty; fields: readonly ComparedField[] };

/** Half of their pairs of characters are the same: the words were changed, not the duty. */
const alike = 0.5;

const pairs = (words: string): Set<string> => {
  const plain = words.replaceAll(/\s+/g, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)));
};

/** Share of the pairs of characters that two texts have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const [one, other] = [pairs(a), pairs(b)];
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

/**
 * What changed from one version to another, in the order of the later one, what was dropped last. A duty is the same one by the duty of
 * the library that it comes from, by its words, or by words that are much alike.
 */
export function differenceOf<Duty extends ComparedDuty>(before: readonly Duty[], after: readonly Duty[]): DutyChange<Duty>[] {
  const left = new Set(before);
  const pairOf = new Map<Duty, Duty>();
  const take = (find: (duty: Duty) => Duty | undefined) => {
    for (const duty of after) {
      const found = pairOf.has(duty) ? undefined : find(duty);
      if (found === undefined) continue;
      left.delete(found);
      pairOf.set(duty, found);
    }
  };
  take((duty) => [...left].find(({ libraryDuty }) => libraryDuty !== '' && libraryDuty === duty.libraryDuty));
  take((duty) => [...left].find(({ text }) => text === duty.text));
  take((duty) => {
    const ranked = [...left].map((old) => ({ old, share: likeness(old.text, duty.text) })).sort((a, b) => b.share - a.share);
    return ranked[0] !== undefined && ranked[0].share >= alike ? ranked[0].old : undefined;
  });
  return [
    ...after.map((duty): DutyChange<Duty> => {
      const old = pairOf.get(duty);
      if (old === undefined) return { kind: 'added', before: null, after: duty, fields: [] };
      const fields = comparedFields.filter((field) => old[field] !== duty[field]);
      return { kind: fields.length > 0 ? 'changed' : 'same', before: old, after: duty, fields };
    }),
    ...before
      .filter((duty) => left.has(duty))
      .map((duty): DutyChange<Duty> => ({ kind: 'removed', before: duty, after: null, fields: [] })),
  ];
}
