/** Pairs of neighbouring characters: what two wordings of one thing share. */
const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

const holds = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a));

/** True when one text holds the other or they share at least that part of their pairs of characters. */
export function similar(a: string, b: string, least = 0.5): boolean {
  if (a === b || holds(a, b)) return true;
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return shared > 0 && (2 * shared) / (left.size + right.size) >= least;
}

/** Finds similar texts among many without comparing each with each. */
export class NearTexts<Item> {
  readonly #pairs = new Map<string, number[]>();
  readonly #entries: { item: Item; text: string; size: number }[] = [];

  add(text: string, item: Item): void {
    const pairs = pairsOf(text);
    for (const pair of pairs) {
      const places = this.#pairs.get(pair);
      if (places === undefined) this.#pairs.set(pair, [this.#entries.length]);
      else places.push(this.#entries.length);
    }
    this.#entries.push({ item, text, size: pairs.size });
  }

  /** Most alike first. */
  find(text: string, least: number): Item[] {
    if (this.#entries.length === 0) return [];
    const pairs = pairsOf(text);
    const shared = new Map<number, number>();
    for (const pair of pairs) for (const place of this.#pairs.get(pair) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    return [...shared]
      .map(([place, count]) => {
        const entry = this.#entries[place]!;
        const part = (2 * count) / (pairs.size + entry.size);
        return { item: entry.item, part: holds(text, entry.text) ? Math.max(part, least) : part };
      })
      .filter(({ part }) => part >= least)
      .sort((a, b) => b.part - a.part)
      .map(({ item }) => item);
  }
}
