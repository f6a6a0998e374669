import { z } from 'zod';
import { nameOfId } from '../../db/query/history';
import { forbidden } from './failure';
import { keep, query, type Session } from './procedure';

/** Everybody has these for themselves; the rest are settings of the workspace, which not everybody may change. */
const own = ['settings', 'list.', 'draft.', 'panel.'];
const isOwn = (key: string): boolean => own.some((start) => key.startsWith(start));
const ownKey = ({ accountId }: Session, key: string): string => (accountId !== null && isOwn(key) ? `${accountId}/${key}` : key);

/** What the page remembers: columns, views, filters, theme, drafts. JSON text of at most 200,000 characters. */
export const get = query(z.object({ key: z.string().max(200) }), ({ db, session }, { key }) => {
  const value = db.value<string>('SELECT value FROM preference WHERE key = ?', [ownKey(session, key)]);
  return value === undefined ? null : (JSON.parse(value) as unknown);
});

export const set = keep(
  z.object({ key: z.string().min(1).max(200), value: z.unknown() }),
  ({ sqlite, now, session }, { key: stated, value }) => {
    if (!isOwn(stated) && !['director', 'officer'].includes(session.role)) throw forbidden('notYours');
    const key = ownKey(session, stated);
    if (value === null || value === undefined) sqlite.prepare('DELETE FROM preference WHERE key = ?').run(key);
    else {
      const text = asJson(value);
      if (text === undefined || text.length > 200_000) return { kept: false };
      sqlite.prepare('INSERT OR REPLACE INTO preference (key, value, updatedAt) VALUES (?, ?, ?)').run(key, text, now);
    }
    return { kept: true };
  },
);

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * What was typed and not saved, the latest first, at most 100: `key` as it was set. `name` is what the record is known by at which the
 * key ends, '' for one that was still to be made, null where it is gone.
 */
export const drafts = query(z.object({ prefix: z.string().max(100) }), ({ db, session }, { prefix }) =>
  db
    .all<{ key: string; updatedAt: number }>(
      `SELECT substr(key, 1 + length(@prefix) - length(@stated)) AS key, updatedAt FROM preference WHERE substr(key, 1, length(@prefix)) = @prefix ORDER BY updatedAt DESC LIMIT 100`,
      { prefix: ownKey(session, prefix), stated: prefix },
    )
    .map((draft) => {
      const id = draft.key.slice(draft.key.lastIndexOf('.') + 1);
      return { ...draft, name: id.startsWith('new') ? '' : nameOfId(db, id) };
    }),
);
