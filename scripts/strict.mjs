// drizzle-kit cannot write STRICT: this adds it to every CREATE TABLE of the migrations (run by `npm run db:generate`).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../db/migrations/', import.meta.url);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const before = readFileSync(new URL(name, folder), 'utf8');
  const after = before.replace(/(CREATE TABLE [\s\S]*?\n\));/g, '$1 STRICT;');
  if (after !== before) writeFileSync(new URL(name, folder), after);
}
