import { snapshotFields, type RiskSnapshot } from '../../../db/domain/risk/risk';
import { nextPeriod, previousPeriod } from '../../../db/domain/period';
import type { RoundMember } from '../../../db/domain/round/round';
import type { Data } from '../../api';

export type RoundRow = Data<'round.list'>[number];
export type RoundData = Data<'round.get'>;
export type Round = RoundData['round'];
export type RoundItem = Data<'round.items'>['rows'][number];
export type Figures = RoundData['figures'];
export type Compared = Data<'round.compare'>;

/** Number of risks that a round holds: all but the removed ones. */
export const countOf = ({ states }: Figures): number => states.pending + states.confirmed + states.changed + states.added;

/** Share of the risks that somebody has looked at, 0 to 1. */
export function progressOf(figures: Figures): number {
  const total = countOf(figures) + figures.states.removed;
  return total === 0 ? 1 : (total - figures.states.pending) / total;
}

/** Days and the version of the mapping move on by themselves; everything else of a risk is compared. */
const beside: ReadonlySet<string> = new Set(['assessedOn', 'nextReviewOn', 'missing', 'scale']);

/** Score and level follow from the factors and stand in columns of their own. */
const following: ReadonlySet<string> = new Set(['score100', 'level']);
export const changedFields = (before: RiskSnapshot | null, after: RiskSnapshot | null): string[] =>
  differences(before, after)
    .map(({ field }) => field)
    .filter((field) => !following.has(field));

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Fields in which the state before differs from the state now. Empty for a risk that is new or gone. */
export function differences(before: RiskSnapshot | null, after: RiskSnapshot | null): Difference[] {
  if (!before || !after) return [];
  return snapshotFields
    .filter((field) => !beside.has(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Roles of a round stand in Chinese papers, whatever the language of the page. */
export const teamRoles = ['组长', '副组长', '成员', '职工代表', '记录人'] as const;
export const newMember = (role: string = teamRoles[2]): RoundMember => ({
  name: '',
  title: '',
  role,
  isWorkerRepresentative: role === teamRoles[3],
  attended: false,
});

/** Periods that a new round is offered: the one due now, the next, and the four before it. */
export function periodsAround(period: string): string[] {
  const before: string[] = [];
  for (let at = period; before.length < 4; before.push(at)) at = previousPeriod(at);
  return [nextPeriod(period), period, ...before];
}
