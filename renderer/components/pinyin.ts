import type { OptionsFilter } from '@mantine/core';

type Initials = (text: string) => string;

let initials: Initials | undefined;
let loading: Promise<void> | undefined;

/** Fetches the table of readings once, when the first picker that searches is used. */
export function loadPinyin(): Promise<void> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    initials = (text) => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();
  });
  return loading;
}

const cache = new Map<string, string>();

function initialsOf(text: string): string {
  if (!initials) return '';
  let known = cache.get(text);
  if (known === undefined) cache.set(text, (known = initials(text)));
  return known;
}

/**
 * True when a text contains what was typed, as it is written or by pinyin initials (`zgtz` finds 整改通知); of a text of several words the
 * beginnings of some in their order will do (包头青山 and `btqs` find 内蒙古自治区 包头市 青山区).
 */
export function matches(text: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  const written = text.toLowerCase();
  if (written.includes(wanted) || beginsWords(written.split(' '), wanted.replaceAll(' ', ''))) return true;
  return /^[a-z0-9]+$/.test(wanted) && (initialsOf(text).includes(wanted) || beginsWords(text.split(' ').map(initialsOf), wanted));
}

function beginsWords(words: readonly string[], wanted: string): boolean {
  if (wanted === '') return true;
  return words.some((word, index) => {
    let same = 0;
    while (same < wanted.length && word[same] === wanted[same]) same++;
    for (; same > 0; same--) if (beginsWords(words.slice(index + 1), wanted.slice(same))) return true;
    return false;
  });
}

/** Options of a control that match what is typed, for controls that filter by themselves. */
export const matching: OptionsFilter = ({ options, search, limit }) =>
  options.filter((option) => 'group' in option || matches(option.label, search)).slice(0, limit);
