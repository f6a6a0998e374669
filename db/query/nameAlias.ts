import { bare } from '../domain/risk/matchKey';
import type { Mergeable } from '../domain/risk/nearName';
import type { Reader } from '../handle';
import type { Writer } from '../writer';
import { departmentNames } from './department';

/**
 * The record that a name means since it was merged into that. Ask for a record of the very name first: it may have been made anew.
 * @returns undefined for a name that was never merged, and where what it means has ended
 */
export function aliasOf(reader: Reader, today: string, subject: Mergeable, name: string): { id: string; name: string } | undefined {
  const id = reader.value<string>('SELECT targetId FROM nameAlias WHERE subject = ? AND name = ?', [subject, bare(name)]);
  if (id === undefined) return undefined;
  const now =
    subject === 'department'
      ? departmentNames(reader, today).get(id)
      : reader.value<string>('SELECT name FROM riskPoint WHERE id = ?', [id]);
  return now === undefined ? undefined : { id, name: now };
}

/** Remembers that names mean the record that stays; what meant one of those that go means it from now on. */
export function rememberAliases(
  db: Writer,
  subject: Mergeable,
  keep: { id: string; name: string },
  gone: readonly { id: string; name: string }[],
): void {
  for (const { id } of gone)
    for (const alias of db.column<string>('SELECT id FROM nameAlias WHERE subject = ? AND targetId = ?', [subject, id]))
      db.update('nameAlias', alias, { targetId: keep.id });
  const known = (name: string) => db.value<string>('SELECT id FROM nameAlias WHERE subject = ? AND name = ?', [subject, name]);
  const own = bare(keep.name);
  for (const name of new Set(gone.map((one) => bare(one.name)))) {
    if (name === own) continue;
    const id = known(name);
    if (id === undefined) db.insert('nameAlias', { subject, name, targetId: keep.id });
    else db.update('nameAlias', id, { targetId: keep.id });
  }
  const stale = known(own);
  if (stale !== undefined) db.remove('nameAlias', stale);
}
