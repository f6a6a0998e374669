import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { WorkspacePaths } from './paths';

/**
 * Removes what writes have left that were cut off by the end of their process: `.part` files beside what they were to become. Only for
 * who holds the lock of the workspace: nobody else is writing one then.
 */
export function removeUnfinished({ attachments, filings, previews, backups }: WorkspacePaths): void {
  for (const folder of [attachments, filings, previews, backups]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      // What was put aside stays as it was found.
      if (!name.endsWith('.part') || name.startsWith(`aside${path.sep}`)) continue;
      try {
        rmSync(path.join(folder, name), { recursive: true, force: true });
      } catch {
        // It takes room and does no other harm; the next opening tries again.
      }
    }
  }
}
