import { z } from 'zod';
import { searchAll } from '../../db/search';
import { query } from './procedure';

/** One search over everything; pinyin initials work. */
export const everything = query(
  z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50).default(20) }),
  ({ db, scope }, { text, limit }) => searchAll(db, text, limit, scope),
);

/** Records still waiting to be indexed after a bulk change. */
export const waiting = query(z.object({}), ({ db }) => ({ stale: db.value<number>('SELECT count(*) FROM searchStale') ?? 0 }));
