import type { Reader } from '../handle';

/**
 * How two copies lie to each other: `ahead` the other one only went on, `behind` it has nothing that is not here, `diverged` both went on by
 * themselves, `foreign` they never were one.
 */
export type Relation = 'same' | 'ahead' | 'behind' | 'diverged' | 'foreign';

/** A place in the chain of one copy. */
export interface Place {
  seq: number;
  hash: string;
}
const headOf = (reader: Reader): Place =>
  reader.get<Place>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: '' };
const hashAt = (reader: Reader, seq: number): string | undefined => reader.value<string>('SELECT hash FROM audit WHERE seq = ?', [seq]);

export interface Fork {
  relation: Relation;
  mine: Place;
  theirs: Place;
  /** The last entry that both have; seq 0 for none. */
  fork: Place;
  /** Where the state that both changes are held against is read: in which chain, up to which entry. */
  base: { side: 'mine' | 'theirs'; seq: number };
  /** The last entry of the other copy that is known here, by the chain or by an earlier merge; what comes after it is new. */
  known: Place;
}

/**
 * Equal hashes at equal places are a common past: each is salted and holds all before it. An earlier merge of one into the other moves
 * the base on, to what the merged copy was then.
 */
export function forkOf(mine: Reader, theirs: Reader): Fork {
  const heads = { mine: headOf(mine), theirs: headOf(theirs) };
  const fork = lastCommon(mine, theirs, Math.min(heads.mine.seq, heads.theirs.seq));
  const relation: Relation =
    fork.seq === 0
      ? 'foreign'
      : fork.seq === heads.mine.seq
        ? fork.seq === heads.theirs.seq
          ? 'same'
          : 'ahead'
        : fork.seq === heads.theirs.seq
          ? 'behind'
          : 'diverged';
  const plain: Fork = { ...heads, relation, fork, base: { side: 'mine', seq: fork.seq }, known: fork };
  if (relation !== 'diverged') return plain;
  const known = lastMerged(mine, theirs, fork) ?? fork;
  const given = lastMerged(theirs, mine, fork);
  const isNewer = given !== undefined && (known === fork || timeOf(mine, given.seq) > timeOf(theirs, known.seq));
  return {
    ...plain,
    relation: known.seq === heads.theirs.seq ? 'behind' : 'diverged',
    base: isNewer ? { side: 'mine', seq: given.seq } : { side: known === fork ? 'mine' : 'theirs', seq: known.seq },
    known,
  };
}

/** Binary search: once the chains differ they never meet again. */
function lastCommon(mine: Reader, theirs: Reader, most: number): Place {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const hash = hashAt(mine, middle);
    if (hash !== undefined && hash === hashAt(theirs, middle)) low = middle;
    else high = middle - 1;
  }
  return { seq: low, hash: low === 0 ? '' : hashAt(mine, low)! };
}

const timeOf = (reader: Reader, seq: number): number => reader.value<number>('SELECT at FROM audit WHERE seq = ?', [seq]) ?? 0;

/** The last place of `from` that was merged into `into` and stands; undefined for none. */
function lastMerged(into: Reader, from: Reader, fork: Place): Place | undefined {
  const runs = into.all<{ otherHead: string; step: number }>(
    `SELECT m.otherHead, a.step FROM mergeRun m JOIN audit a ON a.subjectId = m.id AND a.beforeDigest = '' ORDER BY a.seq DESC`,
  );
  const places = runs
    .filter(({ step }) => isInForce(into, step))
    .flatMap(({ otherHead }) => from.get<Place>('SELECT seq, hash FROM audit WHERE hash = ? AND seq > ?', [otherHead, fork.seq]) ?? []);
  return places.toSorted((a, b) => b.seq - a.seq)[0];
}

/** Whether a step was not taken back, or brought back since. */
const isInForce = (reader: Reader, step: number): boolean =>
  !reader.column<number>('SELECT seq FROM audit WHERE undoes = ? AND seq = step', [step]).some((undoing) => isInForce(reader, undoing));
