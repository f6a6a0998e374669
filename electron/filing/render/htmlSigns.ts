import { escape, inline } from './htmlTable';

/** Safety signs side by side, each with its name below it. */
export const htmlSigns = (names: readonly string[], signUrl?: (name: string) => string): string =>
  names.length === 0 ? '' : `<div class="signs">${names.map((name) => sign(name, signUrl?.(name))).join('')}</div>`;

const sign = (name: string, url: string | undefined): string =>
  `<figure>${url === undefined ? '' : `<img src="${escape(url)}" alt="">`}<figcaption>${inline(name)}</figcaption></figure>`;

/** Their own rules; the paper says how large a sign is and how wide its name. */
export const signStyle = `.signs{display:flex;flex-wrap:wrap}
.signs figure{width:var(--name);margin:0 0 1mm;text-align:center}
.signs img{display:block;width:var(--sign);height:var(--sign);margin:0 auto}
.signs figcaption{font:inherit}
`;
