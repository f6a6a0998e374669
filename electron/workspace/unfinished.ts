import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { storeOf } from './backup/catalogue';
import type { WorkspacePaths } from './paths';

/**
 * Removes what writes have left that were cut off by the end of their process: `.part` files beside what they were to become. Only for
 * who holds the lock of the workspace: nobody else is writing one then.
 */
export function removeUnfinished({ attachments, filings, previews, backups }: WorkspacePaths): void {
  for (const folder of [attachments, filings, previews, storeOf({ folder: backups })]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.part')) continue;
      try {
        rmSync(path.join(folder, name), { force: true });
      } catch {
        // It takes room and does no other harm; the next opening tries again.
      }
    }
  }
}
