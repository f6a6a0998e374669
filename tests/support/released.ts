import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { workspacePaths } from '../../electron/workspace/paths';

const root = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(root, 'tests/support/fixtures/workspaces');

/** Numbers of the schemas of which a workspace is kept as the version of that time wrote it. */
export const releasedSchemas: readonly number[] = readdirSync(fixtures)
  .flatMap((name) => /^schema-(\d+)\.db\.br$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);

/**
 * Puts one into a folder that is not there yet: departments, a person, risks of which one was removed, a closed round, an issued paper.
 */
export function putReleased(schema: number, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(workspacePaths(folder).database, brotliDecompressSync(readFileSync(path.join(fixtures, `schema-${schema}.db.br`))));
}
