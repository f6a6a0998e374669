import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../db/handle';
import { openDatabase } from '../../db/open';
import { ensureFolder } from './file';

class BackupFault extends Error {}

/**
 * A copy by SQLite's online backup, opened, integrity-checked and counted before it takes its name.
 * @returns path of the proven copy
 * @throws BackupFault when the copy is not as good as the original
 */
export async function backUp(sqlite: Database, folder: string, name: string, nativeBinding: string | null): Promise<string> {
  ensureFolder(folder);
  const file = path.join(folder, `${name}.db`);
  const temporary = `${file}.part`;
  rmSync(temporary, { force: true });
  await sqlite.backup(temporary);
  const counted = (database: Database) => (database.prepare(`SELECT count(*) AS n FROM sqlite_master`).get() as { n: number }).n;
  const copy = openDatabase({ file: temporary, nativeBinding });
  try {
    const verdict = copy.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok' || counted(copy) !== counted(sqlite)) throw new BackupFault(String(verdict));
    // One file that can be copied by hand, without a log beside it.
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  renameSync(temporary, file);
  return file;
}
