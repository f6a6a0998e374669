import { bare } from './matchKey';

/** Records of which several may be one under names spelled differently. */
export const mergeables = ['riskPoint', 'department'] as const;
export type Mergeable = (typeof mergeables)[number];

/** Words for a place that people exchange freely: 喷漆房 and 喷漆间 are one place. 车间 is none of them. */
const placeWords = /(?:房间|工作间|区域|部位|场所|(?<!车)间|房|室|区|处)$/;
/** Characters that tell two neighbours apart: 一车间 and 二车间, 1#炉 and 2#炉, 东门 and 西门. */
const telling = /[\d一二三四五六七八九十甲乙丙丁东西南北上下左右前后内外新旧大小高低正副主辅进出冷热a-z#-]/;

/** The name without what people write otherwise: width, case, spaces, punctuation, the word for the place. */
function core(name: string): string {
  const plain = bare(name);
  const stem = plain.replace(placeWords, '');
  return stem.length >= 2 ? stem : plain;
}

/** True when one character more, less or otherwise makes the same name, and that character does not tell places apart. */
function oneCharacterApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length < 4 || long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const sameLength = short.length === long.length;
  if (short.slice(sameLength ? start + 1 : start) !== long.slice(start + 1)) return false;
  return ![long[start] ?? '', sameLength ? (short[start] ?? '') : ''].some((character) => telling.test(character));
}

/** Each way to leave one character out: names one character apart have one of these in common. */
const shortened = (name: string): string[] => [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))];

/**
 * Names that may mean the same, as groups of two and more in the order given. Takes time linear in the number of names.
 * Only a person can tell whether they do.
 */
export function alikeNames<Named extends { name: string }>(all: readonly Named[]): Named[][] {
  const cores = all.map(({ name }) => core(name));
  const group = all.map((_, at) => at);
  const find = (at: number): number => (group[at] === at ? at : (group[at] = find(group[at]!)));
  const join = (a: number, b: number) => {
    const [first, second] = [find(a), find(b)];
    group[Math.max(first, second)] = Math.min(first, second);
  };
  const byCore = new Map<string, number>();
  const byShortened = new Map<string, number[]>();
  for (const [at, own] of cores.entries()) {
    const same = byCore.get(own);
    if (same !== undefined) {
      join(same, at);
      continue;
    }
    byCore.set(own, at);
    for (const key of shortened(own)) {
      const others = byShortened.get(key) ?? [];
      for (const other of others) if (oneCharacterApart(cores[other]!, own)) join(other, at);
      others.push(at);
      byShortened.set(key, others);
    }
  }
  const groups = new Map<number, Named[]>();
  for (const [at, named] of all.entries()) groups.set(find(at), [...(groups.get(find(at)) ?? []), named]);
  return [...groups.values()].filter((names) => names.length > 1);
}
