import type { Reader } from '../handle';
import type { Case, Plan } from './plan';
import type { AnyRow } from './shape';

/** Subjects whose rows make up a round: they come or stay with it. */
const parts = new Set(['roundRisk', 'roundSheet', 'publication', 'roundCorrection']);

/** What a round comes as that only the other side has made, closed or given up. */
const comes: ReadonlySet<Case['verdict']> = new Set(['taken', 'clash', 'removedThere']);

const isClosed = (row: AnyRow | null): boolean => row?.['status'] === 'closed';
const isOpen = (row: AnyRow | null): boolean => row?.['status'] === 'open';

/**
 * A round that one side closed or gave up while the other worked on it comes or stays as a whole: what it froze is one statement. Never are two
 * rounds open: one opened there comes with the end that ours has found there, or not at all.
 */
export function noteRounds(mine: Reader, plan: Plan): void {
  const rounds = new Map(plan.cases.filter(({ subject }) => subject === 'round').map((found) => [found.id, found]));
  const partsOf = Map.groupBy(
    plan.cases.filter(({ subject }) => parts.has(subject)),
    ({ mine: here, theirs: there }) => String((here ?? there)!['roundId']),
  );
  const lead = (found: Case): void => partsOf.get(found.id)?.forEach((part) => (part.follows = found.id));
  const together = (found: Case, note: Case['note'], choices: Case['choices'] = ['mine', 'theirs']): void => {
    Object.assign(found, { verdict: 'conflict', note, choices, units: { mine: [], theirs: [], conflict: [] } });
    lead(found);
  };
  for (const [id, found] of rounds) {
    const { base, mine: here, theirs: there } = found;
    const isEnded = isClosed(here) || isClosed(there) || here === null || there === null;
    if (!isEnded || isClosed(base)) continue;
    if (comes.has(found.verdict)) lead(found);
    if (base === null) continue;
    const own = [found, ...(partsOf.get(id) ?? [])].filter(({ verdict }) => verdict !== 'derived');
    const isTouched = (side: 'mine' | 'theirs') => found.changes[side] !== null || own.some(({ changes }) => changes[side] !== null);
    if (own.length > 0 && isTouched('mine') && isTouched('theirs'))
      together(found, here === null || there === null ? 'roundGone' : 'roundClosed');
  }
  noteOpened(mine, rounds, together, partsOf);
  noteFiles(plan);
  // One that is the same on both sides was needed only for what belongs to it.
  plan.cases = plan.cases.filter(({ subject, verdict }) => subject !== 'round' || verdict !== 'derived');
}

/** A round that is open there beside another one that is open here. */
function noteOpened(
  mine: Reader,
  rounds: ReadonlyMap<string, Case>,
  together: (found: Case, note: Case['note'], choices?: Case['choices']) => void,
  partsOf: ReadonlyMap<string, Case[]>,
): void {
  const openHere = mine.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
  const found = [...rounds.values()].find(({ mine: here, theirs: there }) => isOpen(there) && !isOpen(here));
  if (openHere === undefined || found === undefined || found.verdict === 'kept' || found.verdict === 'removedHere') return;
  const ours = rounds.get(openHere);
  const hasEndThere = ours !== undefined && ours.base !== null && !isOpen(ours.theirs);
  if (!hasEndThere || found.mine !== null) return together(found, 'openRound', ['mine']);
  for (const one of [found, ...(partsOf.get(found.id) ?? [])]) one.follows = ours.id;
  ours.note = 'roundNext';
}

/** Files that one side added to a round or a part of one that the other side does not have: they come or stay with it. */
function noteFiles({ cases }: Plan): void {
  const byId = new Map(cases.filter(({ subject }) => subject === 'round' || parts.has(subject)).map((found) => [found.id, found]));
  for (const file of cases) {
    if (file.subject !== 'attachment' || (file.mine !== null && file.theirs !== null)) continue;
    const owner = byId.get(String((file.mine ?? file.theirs)!['subjectId']));
    if (owner?.[file.mine === null ? 'mine' : 'theirs'] === null) file.follows = owner.follows ?? owner.id;
  }
}
