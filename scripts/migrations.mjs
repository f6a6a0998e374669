import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readChild } from './child.mjs';

const root = path.join(import.meta.dirname, '..');
const drizzleKit = path.join(root, 'node_modules/drizzle-kit/bin.cjs');

/** What is wrong with the migrations: their order, their snapshots, or a schema that has changed without a migration. */
export async function migrationComplaints() {
  const { default: config } = await import('../drizzle.config.ts');
  const complaints = journalComplaints(path.join(root, config.out));
  await readChild(process.execPath, [drizzleKit, 'check'], { cwd: root }).catch((error) => complaints.push(error.message));

  // drizzle-kit writes what it generates and takes relative paths only: it gets a copy.
  const copy = 'out/check/migrations';
  rmSync(path.join(root, copy), { recursive: true, force: true });
  mkdirSync(path.join(root, copy), { recursive: true });
  cpSync(path.join(root, config.out), path.join(root, copy), { recursive: true });
  const args = ['generate', `--dialect=${config.dialect}`, `--schema=${config.schema}`, `--out=${copy}`];
  await readChild(process.execPath, [drizzleKit, ...args], { cwd: root }).catch((error) => complaints.push(error.message));
  const generated = readdirSync(path.join(root, copy)).filter((file) => !readdirSync(path.join(root, config.out)).includes(file));
  if (generated.length > 0) complaints.push('the schema has changed without a migration: run `npm run db:generate`');
  return complaints;
}

/** The migrator silently skips a migration whose time is not later than that of the newest one applied. */
function journalComplaints(folder) {
  const { entries } = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8'));
  const backwards = entries.filter((entry, index) => index > 0 && entry.when <= entries[index - 1].when);
  const listed = entries.map((entry) => `${entry.tag}.sql`);
  const unlisted = readdirSync(folder).filter((file) => file.endsWith('.sql') && !listed.includes(file));
  return [
    ...backwards.map((entry) => `${entry.tag}: its time in the journal is not later than that of the migration before`),
    ...unlisted.map((file) => `${file}: not in the journal`),
  ];
}
