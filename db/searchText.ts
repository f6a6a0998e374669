export const han = /\p{Script=Han}/u;

/**
 * Text pre-split for FTS5: single characters in one column, overlapping pairs in the other, so that one, two and many
 * characters are found by the index. Runs of letters and digits stand as lower-case words, and as pairs for part words.
 */
export function splitText(text: string): { singles: string; pairs: string } {
  const singles: string[] = [];
  const pairs: string[] = [];
  for (const run of runsOf(text)) {
    const characters = [...run];
    singles.push(...new Set(characters));
    if (!han.test(run)) singles.push(run);
    for (let i = 0; i + 1 < characters.length; i += 1) pairs.push(characters[i]! + characters[i + 1]!);
    pairs.push('.');
  }
  return { singles: singles.join(' '), pairs: pairs.join(' ') };
}

/**
 * FTS5 query for what a person typed; null when nothing in it can be searched. Words are joined by AND; letters are
 * looked up as pinyin initials too.
 */
export function matchQuery(typed: string): string | null {
  const terms = [...runsOf(typed)].map((run) => {
    const characters = [...run];
    if (characters.length === 1) return `singles:${quote(run)}`;
    const phrase = quote(
      characters
        .slice(0, -1)
        .map((character, i) => character + characters[i + 1]!)
        .join(' '),
    );
    return /^[a-z]+$/.test(run) ? `(pairs:${phrase} OR initials:${phrase})` : `pairs:${phrase}`;
  });
  return terms.length === 0 ? null : terms.join(' AND ');
}

const quote = (words: string): string => `"${words.replaceAll('"', '""')}"`;

/** Runs of Chinese characters and runs of letters or digits, NFKC and lower case; all else separates. */
export function* runsOf(text: string): Generator<string> {
  for (const match of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu))
    yield match[0];
}
