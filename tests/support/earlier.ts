import { mkdirSync } from 'node:fs';
import { chain, digest, type AuditRow } from '../../db/audit';
import type { Database } from '../../db/handle';
import { migrate } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { workspacePaths } from '../../electron/workspace/paths';
import { contents, openFile } from './database';

type Stored = Record<string, string | number | null>;

/**
 * A workspace as an earlier version would have written it: the rows of a present one without the columns that came later, and
 * an audit whose images have the earlier shape.
 * @returns the rows as they were written
 */
export function writeEarlier(folder: string, earlier: string, migrationsFolder: string): Record<string, unknown[]> {
  mkdirSync(earlier);
  const now = openFile(folder);
  const old = openDatabase({ file: workspacePaths(earlier).database, nativeBinding: null });
  const schema = migrate(old, migrationsFolder);
  old.pragma('foreign_keys = OFF');
  const tables = new Map(
    (old.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`).pluck().all() as string[])
      .filter((table) => !/^(sqlite_|__|search)/.test(table))
      .map((table) => [table, old.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]]),
  );
  const cut = (table: string, row: Stored): Stored =>
    Object.fromEntries(tables.get(table)!.flatMap((name) => (name in row ? [[name, row[name]!]] : [])));
  const heads = rewriteAudit(now, old, schema, { cut, knows: (table) => tables.has(table) });
  for (const table of tables.keys()) {
    if (table.startsWith('audit')) continue;
    for (const row of now.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).all() as Stored[])
      insert(old, table, withHead(heads, cut(table, row)));
  }
  now.close();
  const rows = contents(old);
  old.close();
  return rows;
}

function insert(file: Database, table: string, row: Stored): void {
  const names = Object.keys(row);
  file
    .prepare(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
    .run(row);
}

/** Papers name the head of the chain that they were issued on. */
const withHead = (heads: ReadonlyMap<string, string>, row: Stored): Stored =>
  typeof row['auditHead'] === 'string' ? { ...row, auditHead: heads.get(row['auditHead'])! } : row;

/** What is told of the earlier tables alone. @returns the heads of the new chain by those of the old one */
function rewriteAudit(
  now: Database,
  old: Database,
  schema: number,
  { cut, knows }: { cut(table: string, row: Stored): Stored; knows(table: string): boolean },
): Map<string, string> {
  const heads = new Map([['', '']]);
  let previous = '';
  let seq = 0;
  const rows = now.prepare('SELECT a.*, p.salt, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq ORDER BY a.seq');
  for (const { salt, before, after, ...row } of rows.all() as (AuditRow & {
    salt: string;
    before: string | null;
    after: string | null;
  })[]) {
    if (!knows(row.subject)) continue;
    seq += 1;
    const image = (text: string | null) => text && JSON.stringify(withHead(heads, cut(row.subject, JSON.parse(text) as Stored)));
    const [was, is] = [image(before), image(after)];
    const rewritten = { ...row, seq, schema, beforeDigest: digest(salt, was), afterDigest: digest(salt, is) };
    const hash = chain(previous, rewritten);
    heads.set(row.hash, hash);
    previous = hash;
    insert(old, 'audit', cut('audit', { ...rewritten, hash }));
    insert(old, 'auditPayload', { seq, salt, before: was, after: is });
  }
  return heads;
}
