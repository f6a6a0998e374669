import { openDatabase } from '../../db/open';
import type { Database } from '../../db/handle';
import { workspacePaths } from '../../electron/workspace/paths';

/** A second connection to the file of a workspace, to look at rows and to do what only a stranger with an SQLite editor would. */
export const openFile = (folder: string): Database => openDatabase({ file: workspacePaths(folder).database, nativeBinding: null });

/** Every row of every table, so that “nothing was written” can be said of the whole file. Catalogues and facts of the file aside. */
export function contents(sqlite: Database): Record<string, unknown[]> {
  const names = sqlite
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('catalogue', 'workspaceFact', '__drizzle_migrations')`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(names.map((name) => [name, sqlite.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).all()]));
}
