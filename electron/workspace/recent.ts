import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileSafely } from './file';
import { workspacePaths } from './paths';

export interface RecentWorkspace {
  folder: string;
  name: string;
  isSample: boolean;
  openedAt: number;
}

const file = (home: string): string => path.join(home, 'recent.json');

/** Workspaces opened before that still exist, newest first. */
export function readRecent(home: string): RecentWorkspace[] {
  try {
    const list = JSON.parse(readFileSync(file(home), 'utf8')) as RecentWorkspace[];
    return list.filter((entry) => existsSync(workspacePaths(entry.folder).database));
  } catch {
    return [];
  }
}

export function rememberRecent(home: string, entry: RecentWorkspace): void {
  const list = [entry, ...readRecent(home).filter((other) => other.folder !== entry.folder)].slice(0, 12);
  try {
    writeFileSafely(file(home), Buffer.from(JSON.stringify(list, null, 2)));
  } catch {
    // Forgetting which workspaces were open is no reason to refuse opening one.
  }
}
