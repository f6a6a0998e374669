import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { between, pick } from './random';

/** What can befall bytes: a bit, a scratch, a page of zeros, an end that is missing, two pages exchanged, rubbish at the end. */
export const harms = ['bit', 'noise', 'zero', 'cut', 'swap', 'grown'] as const;
export type Harm = (typeof harms)[number];

/** Where in a database file: `header` and the kinds of its pages; `free` belongs to no table. */
export const regions = ['header', 'schema', 'interior', 'leaf', 'overflow', 'index', 'free'] as const;
export type Region = (typeof regions)[number];

/** Bytes from and to. */
export type Range = readonly [from: number, to: number];

/** Where the pages of each kind lie in a database, by what SQLite itself tells of it. @param copy path that may be written */
export function regionsOf(file: string, copy: string): { pageSize: number; ranges: Readonly<Record<Region, Range[]>> } {
  copyFileSync(file, copy);
  const sqlite = new BetterSqlite3(copy);
  const pageSize = sqlite.pragma('page_size', { simple: true }) as number;
  const count = sqlite.pragma('page_count', { simple: true }) as number;
  const indexes = new Set(sqlite.prepare(`SELECT name FROM sqlite_master WHERE type = 'index'`).pluck().all() as string[]);
  const pages = sqlite.prepare('SELECT pageno, pagetype, name FROM dbstat').all() as { pageno: number; pagetype: string; name: string }[];
  sqlite.close();
  const ranges: Record<Region, Range[]> = { header: [[0, 100]], schema: [], interior: [], leaf: [], overflow: [], index: [], free: [] };
  const page = (number: number): Range => [(number - 1) * pageSize, number * pageSize];
  const seen = new Set<number>();
  for (const { pageno, pagetype, name } of pages) {
    seen.add(pageno);
    const region = name === 'sqlite_schema' ? 'schema' : indexes.has(name) ? 'index' : pagetype === 'internal' ? 'interior' : pagetype;
    ranges[region as Region].push(page(pageno));
  }
  for (let number = 1; number <= count; number += 1) if (!seen.has(number)) ranges.free.push(page(number));
  return { pageSize, ranges };
}

/** Does the harm to a file, within one of the ranges. @returns what was done, for the report */
export function harmFile(file: string, harm: Harm, ranges: readonly Range[], random: () => number): string {
  const [from, to] = pick(ranges, random);
  const bytes = readFileSync(file);
  const end = Math.min(to, bytes.length);
  const at = between(from, Math.max(from, end - 1), random);
  switch (harm) {
    case 'bit':
      bytes[at] = bytes[at]! ^ (1 << between(0, 7, random));
      break;
    case 'noise':
      for (let i = at; i < Math.min(at + 64, end); i += 1) bytes[i] = between(0, 255, random);
      break;
    case 'zero':
      bytes.fill(0, from, end);
      break;
    case 'cut':
      truncateSync(file, at);
      return `cut at ${at}`;
    case 'swap': {
      const [other, otherEnd] = pick(ranges, random);
      const length = Math.min(end - from, Math.min(otherEnd, bytes.length) - other);
      const [mine, theirs] = [Buffer.from(bytes.subarray(from, from + length)), Buffer.from(bytes.subarray(other, other + length))];
      theirs.copy(bytes, from);
      mine.copy(bytes, other);
      break;
    }
    case 'grown':
      writeFileSync(file, Buffer.concat([bytes, Buffer.from(Array.from({ length: 5000 }, () => between(0, 255, random)))]));
      return 'grown';
  }
  writeFileSync(file, bytes);
  return `${harm} at ${harm === 'zero' || harm === 'swap' ? from : at}`;
}
