import { pinyin } from 'pinyin-pro';
import { han, runsOf } from './searchText';

/** Pairs of pinyin initials of every Chinese run: 整改通知 → `zg gt tz`, so that `zgtz` and `gt` find it. */
export function splitInitials(text: string): string {
  const out: string[] = [];
  for (const run of runsOf(text)) {
    if (!han.test(run)) continue;
    const initials = pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
    for (let i = 0; i + 1 < initials.length; i += 1) out.push(initials.slice(i, i + 2));
    out.push('.');
  }
  return out.join(' ');
}
