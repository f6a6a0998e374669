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

/** True when a text contains what was typed, as it is written or by pinyin initials (`zgtz` finds 整改通知). */
export function matches(text: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return wanted === '' || text.toLowerCase().includes(wanted) || (/^[a-z0-9]+$/.test(wanted) && initialsOf(text).includes(wanted));
}
