import { readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

/** Lines of a hand-written source in this folder, without comments and empty lines. */
export const source = (name) =>
  readFileSync(path.join(here, name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'));
export const json = (name) => JSON.parse(readFileSync(path.join(here, name), 'utf8'));

/** The value, or the reason why the sources do not fit together. */
export const need = (value, what) => {
  if (value === undefined) throw new Error(`sample: ${what}`);
  return value;
};
