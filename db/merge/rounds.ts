import type { Reader } from '../handle';
import type { Case, Plan } from './plan';
import type { AnyRow } from './shape';

/** Subjects whose rows make up a round: they come or stay with it. */
const parts = new Set(['roundRisk', 'roundSheet', 'publication', 'roundCorrection']);

const isClosed = (row: AnyRow | null): boolean => row?.['status'] === 'closed';

/**
 * A round that one side closed while the other worked on it comes or stays as a whole: what it froze is one statement. A round opened
 * there beside one opened here cannot come.
 */
export function noteRounds(mine: Reader, theirs: Reader, { cases }: Plan): void {
  const rounds = new Map(cases.filter(({ subject }) => subject === 'round').map((found) => [found.id, found]));
  const partsOf = Map.groupBy(
    cases.filter(({ subject }) => parts.has(subject)),
    ({ mine: here, theirs: there }) => String((here ?? there)!['roundId']),
  );
  const openHere = mine.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
  const isClosedThere =
    openHere === undefined || theirs.value(`SELECT 1 FROM round WHERE id = ? AND status <> 'open'`, [openHere]) !== undefined;
  const together = (found: Case, note: 'roundClosed' | 'openRound', choices: Case['choices']): void => {
    Object.assign(found, { verdict: 'conflict', note, choices, units: { mine: [], theirs: [], conflict: [] } });
    for (const part of partsOf.get(found.id) ?? []) part.follows = found.id;
  };
  for (const [id, found] of rounds) {
    const { base, mine: here, theirs: there } = found;
    if (here === null && there !== null && base === null && !isClosed(there) && !isClosedThere) together(found, 'openRound', ['mine']);
    if (here === null || there === null || isClosed(base) || (!isClosed(here) && !isClosed(there))) continue;
    const own = [found, ...(partsOf.get(id) ?? [])];
    const isTouched = {
      mine: own.some(({ changes }) => changes.mine !== null),
      theirs: own.some(({ changes }) => changes.theirs !== null),
    };
    if (isTouched.mine && isTouched.theirs) together(found, 'roundClosed', ['mine', 'theirs']);
  }
}
