import { hash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileSafely } from '../file';

/** One look at a copy that was handed to investigators. */
export interface Look {
  seq: number;
  /** Milliseconds UTC. */
  at: number;
  /** As typed on opening: name and unit. */
  who: string;
  /** The procedure, `open` for the opening itself. */
  what: string;
  /** What the record is known by that was looked at; empty for lists. */
  record: string;
  /** What was asked for, as JSON: ids of records, filters. */
  asked: string;
  /** `refused` for what would have changed something. */
  outcome: 'ok' | 'refused';
  hash: string;
}

/**
 * What does not fit: a line that cannot be read, one that was changed or whose predecessor was, or, at the end, looks that are gone: `seq`
 * is the first of them.
 */
export interface LookFault {
  kind: 'unreadable' | 'changed' | 'missing';
  seq: number;
}

export const lookFile = (folder: string): string => path.join(path.dirname(folder), 'log.jsonl');
/** The last seq and hash, apart from the log: a log that was cut off is found by it. */
const headFile = (file: string): string => `${file}.head`;

const chained = (previous: string, { hash: _hash, ...look }: Omit<Look, 'hash'> & { hash?: string }): string =>
  hash('sha256', `${previous}\n${JSON.stringify(look)}`, 'hex');

/** Where a log ends. */
export interface Head {
  seq: number;
  hash: string;
}

/** The log and what does not fit in it. */
export function readLooks(file: string): { looks: Look[]; faults: LookFault[]; head: Head } {
  const looks: Look[] = [];
  const faults: LookFault[] = [];
  let head: Head = { seq: 0, hash: '' };
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines) {
    if (line === '') continue;
    const look = lookIn(line);
    if (look === undefined) {
      faults.push({ kind: 'unreadable', seq: head.seq + 1 });
      continue;
    }
    if (look.seq !== head.seq + 1 || chained(head.hash, look) !== look.hash) faults.push({ kind: 'changed', seq: look.seq });
    looks.push(look);
    head = { seq: look.seq, hash: look.hash };
  }
  const witness = headIn(file);
  if (witness !== undefined && witness.seq > head.seq) faults.push({ kind: 'missing', seq: head.seq + 1 });
  else if (witness === undefined ? looks.length > 0 : witness.hash !== looks[witness.seq - 1]?.hash)
    faults.push({ kind: 'changed', seq: witness?.seq ?? head.seq });
  return { looks, faults, head };
}

function lookIn(line: string): Look | undefined {
  try {
    const look = JSON.parse(line) as Look;
    return typeof look.seq === 'number' && typeof look.hash === 'string' ? look : undefined;
  } catch {
    return undefined;
  }
}

function headIn(file: string): Head | undefined {
  try {
    return JSON.parse(readFileSync(headFile(file), 'utf8')) as Head;
  } catch {
    return undefined;
  }
}

/** Writes looks one after the other, each with a hash over the one before. */
export class LookLog {
  #head: Head;

  constructor(readonly file: string) {
    const { head } = readLooks(file);
    const witness = headIn(file);
    // What is gone stays a gap that everybody sees.
    this.#head = witness !== undefined && witness.seq > head.seq ? witness : head;
    if (existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'))) appendFileSync(file, '\n');
  }

  add(look: Omit<Look, 'seq' | 'hash'>): void {
    const { at, who, what, record, asked, outcome } = look;
    const next = { seq: this.#head.seq + 1, at, who, what, record, asked, outcome };
    const sum = chained(this.#head.hash, next);
    appendFileSync(this.file, `${JSON.stringify({ ...next, hash: sum })}\n`);
    this.#head = { seq: next.seq, hash: sum };
    writeFileSafely(headFile(this.file), Buffer.from(JSON.stringify(this.#head)));
  }
}
