import { hash } from 'node:crypto';
import type { Database } from '../../db/handle';
import { stateOf } from '../support/dump';

/** What a round is about. */
export const kinds = ['write', 'import', 'migrate', 'backup', 'close', 'restore', 'archive', 'evidence', 'account', 'thin'] as const;
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
  /** How often each kind of kill point was passed, told by a round that came to its end. */
  passed?: object;
  /** Id of a backup that was acknowledged. */
  backup?: string;
  /** An archive that was acknowledged, and its password. */
  archive?: Archive;
  /** What the act, a restore, brings back. */
  target?: State;
  /** Who may sign in from now on, or once the act is done. */
  signIn?: SignIn;
};
export interface Archive {
  file: string;
  password: string | null;
}
export interface SignIn {
  name: string;
  password: string;
}

/** What is known of a round when it is over. */
export interface Story {
  /** The last state that was acknowledged; undefined while nothing was. */
  acknowledged: State | undefined;
  /** The act that was under way. */
  underWay: string | undefined;
  complaints: readonly string[];
  /** Ids of the backups that were acknowledged. */
  backups: readonly string[];
  archives: readonly Archive[];
  /** What the restore under way brings back. */
  target: State | undefined;
  /** Who may sign in, the one of the act under way last; none where there are no accounts. */
  signIns: readonly SignIn[];
  acts: number;
  /** How far a round came that was not killed before its end. */
  passed: object | undefined;
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
    archives: told.flatMap(({ archive = [] }) => archive),
    target: begun?.target,
    signIns: told.flatMap(({ signIn = [] }) => signIn),
    passed: told.findLast(({ passed }) => passed !== undefined)?.passed,
    acts: told.filter(({ done }) => done !== undefined).length,
  };
}

/** What must not be lost: business rows but for the notes of restoring, what the page keeps (drafts), the last row of the audit. */
export function stateIn(file: Database): State {
  const kept = file.prepare('SELECT key, value FROM preference ORDER BY key').all();
  const head = file.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as State['head'] | undefined;
  return { rows: stateOf(file, ['restoration']), kept: hash('sha256', JSON.stringify(kept), 'hex'), head: head ?? { seq: 0, hash: '' } };
}
