import { hash } from 'node:crypto';
import type { Database } from '../../db/handle';
import { subjects } from '../../db/tables';

/** Every business row of the file but for what each write moves on, so that states can be compared. */
export function businessRows(file: Database): Record<string, string[]> {
  const still = (row: unknown): string => {
    const { revision: _revision, updatedAt: _at, ...rest } = row as Record<string, unknown>;
    return JSON.stringify(rest);
  };
  return Object.fromEntries(
    subjects.map((subject) => [
      subject,
      file
        .prepare(`SELECT * FROM "${subject}"`)
        .all()
        .map(still)
        .sort((a, b) => (a < b ? -1 : 1)),
    ]),
  );
}

/** One hash over all business rows: equal when nothing is lost, added or half done. @param apart subjects that are left out */
export function stateOf(file: Database, apart: readonly string[] = []): string {
  const rows = Object.entries(businessRows(file)).filter(([subject]) => !apart.includes(subject));
  return hash('sha256', JSON.stringify(rows), 'hex');
}
