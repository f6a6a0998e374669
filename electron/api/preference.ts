import { z } from 'zod';
import { keep, query } from './procedure';

/** What the page remembers: columns, views, filters, theme, drafts. JSON text of at most 200,000 characters. */
export const get = query(z.object({ key: z.string().max(200) }), ({ db }, { key }) => {
  const value = db.value<string>('SELECT value FROM preference WHERE key = ?', [key]);
  return value === undefined ? null : (JSON.parse(value) as unknown);
});

export const set = keep(z.object({ key: z.string().min(1).max(200), value: z.unknown() }), ({ sqlite, now }, { key, value }) => {
  if (value === null || value === undefined) sqlite.prepare('DELETE FROM preference WHERE key = ?').run(key);
  else {
    const text = asJson(value);
    if (text === undefined || text.length > 200_000) return { kept: false };
    sqlite.prepare('INSERT OR REPLACE INTO preference (key, value, updatedAt) VALUES (?, ?, ?)').run(key, text, now);
  }
  return { kept: true };
});

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

export const drafts = query(z.object({ prefix: z.string().max(100) }), ({ db }, { prefix }) =>
  db.all<{ key: string; updatedAt: number }>(
    `SELECT key, updatedAt FROM preference WHERE substr(key, 1, length(@prefix)) = @prefix ORDER BY updatedAt DESC LIMIT 100`,
    { prefix },
  ),
);
