import { sql, type SQL } from 'drizzle-orm';

/** CHECK that a column holds one of the words of the zod enum (or NULL where the column allows it). */
export const oneOf = (column: string, words: readonly string[]): SQL =>
  sql.raw(`"${column}" IN (${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')})`);
