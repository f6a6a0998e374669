import { decisionOf, rowKey, type Question, type Settled } from './questions';
import type { RiskCandidate } from './risks';
import { placeOf, placeParams } from './rowPlace';

/** A row is taken unless an earlier one says exactly the same, or a person chose another of the same risk. */
export const isTaken = ({ duplicateOf, leftOutFor }: RiskCandidate): boolean => !duplicateOf?.same && leftOutFor === undefined;

/** Leaves out what a person chose to leave out among rows of the same risk with other contents. */
export function settleDuplicates(candidates: readonly RiskCandidate[], settled: Settled): void {
  let byPlace: Map<string, RiskCandidate> | undefined;
  for (const candidate of candidates) {
    if (candidate.duplicateOf === undefined || candidate.duplicateOf.same) continue;
    const answer = answerOf(settled, candidate);
    if (answer !== 'first' && answer !== 'this') continue;
    byPlace ??= new Map(candidates.map((row) => [rowKey(row), row]));
    const first = byPlace.get(rowKey(candidate.duplicateOf));
    const [out, kept] = answer === 'first' ? [candidate, candidate.duplicateOf] : [first, candidate];
    if (out === undefined) continue;
    out.leftOutFor = placeOf(kept);
    out.notes.push({ key: 'leftOut', field: 'hazardSource', params: placeParams(kept, out) });
  }
}

const answerOf = (settled: Settled, candidate: RiskCandidate): string | null => {
  const stated = decisionOf(settled, candidate).duplicate ?? settled.answers.duplicate ?? '';
  return ['both', 'first', 'this'].includes(stated) ? stated : null;
};

/** What is to be done with a row that says a risk again, with other contents; undefined where it says the very same. */
export function duplicateQuestion(settled: Settled, candidate: RiskCandidate): Question | undefined {
  const { duplicateOf } = candidate;
  if (duplicateOf === undefined || duplicateOf.same) return undefined;
  return {
    key: 'duplicate',
    field: 'hazardSource',
    choices: [{ value: 'both' }, { value: 'first' }, { value: 'this' }],
    fallback: 'both',
    answer: answerOf(settled, candidate),
    params: placeParams(duplicateOf, candidate),
  };
}
