import { hash } from 'node:crypto';
import type { Database } from '../../db/handle';
import { stateOf } from '../support/dump';

/** What a round is about. */
export const kinds = ['write', 'import', 'migrate', 'backup', 'close'] as const;
export type Kind = (typeof kinds)[number];

/** Hashes of what stands in a workspace. */
export interface State {
  rows: string;
  /** Preferences and drafts. */
  kept: string;
  head: { seq: number; hash: string };
}

/** A line that the killed program has told. */
export type Told = {
  armed?: true;
  begin?: number;
  done?: number;
  act?: string;
  state?: State;
  complaints?: string[];
  /** Id of a backup that was acknowledged. */
  backup?: string;
};

/** What is known of a round when it is over. */
export interface Story {
  /** The last state that was acknowledged; undefined while nothing was. */
  acknowledged: State | undefined;
  /** The act that was under way. */
  underWay: string | undefined;
  complaints: readonly string[];
  /** Ids of the backups that were acknowledged. */
  backups: readonly string[];
  acts: number;
}

export function storyOf(output: string): Story {
  // A line that was cut off was not told.
  const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
  const told = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Told);
  const begun = told.findLast(({ begin }) => begin !== undefined);
  const done = told.findLast(({ done }) => done !== undefined);
  return {
    acknowledged: told.findLast(({ state }) => state !== undefined)?.state,
    underWay: begun === undefined || done?.done === begun.begin ? undefined : begun.act,
    complaints: told.flatMap(({ complaints = [] }) => complaints),
    backups: told.flatMap(({ backup = [] }) => backup),
    acts: told.filter(({ done }) => done !== undefined).length,
  };
}

/** What must not be lost: business rows, what the page keeps (drafts), the last row of the audit. */
export function stateIn(file: Database): State {
  const kept = file.prepare('SELECT key, value FROM preference ORDER BY key').all();
  const head = file.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as State['head'] | undefined;
  return { rows: stateOf(file), kept: hash('sha256', JSON.stringify(kept), 'hex'), head: head ?? { seq: 0, hash: '' } };
}
