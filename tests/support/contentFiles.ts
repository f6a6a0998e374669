import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

/** The files shipped in `resources/`, read for the tests of the content. */
export const root = join(import.meta.dirname, '../../resources');
export const files = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .sort();
export const catalogues = (prefix: string) => files('catalogues').filter((name) => name.startsWith(prefix));
export const read = <T extends z.ZodType>(schema: T, path: string): z.infer<T> =>
  schema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
export const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
export const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
