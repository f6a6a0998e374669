import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../out/torture');

/** What a campaign (`npm run torture`) has counted, for out/torture/<part>.json. */
export function keepFigures(part: string, figures: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${part}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
