import type { Cadence } from '../period';
import { periodOf, previousPeriod, periodBounds } from '../period';
import { review, type Finding, type Rule } from '../rule';

/** What the rules of the whole workspace look at. */
export interface WorkspaceFacts {
  today: string;
  startDate: string;
  cadence: Cadence;
  /** Periods with a closed round. */
  closedPeriods: readonly string[];
  /** Years with a closed annual round, and those whose result was published. */
  annualYears: readonly string[];
  publishedYears: readonly string[];
  enterpriseMissing: readonly string[];
  risks: number;
  /** Whether the region asks for a round every quarter (V10) and a publication every year (V11). */
  quarterlyRounds: boolean;
  annualPublication: boolean;
  /** Months that are over without a full inspection by 法定代表人 or 实际控制人, newest first; none where the region does not ask for it (V31). */
  inspectionsMissing: readonly string[];
}

/** Periods that are over, newest first, back to the start date and at most eight. */
export function finishedPeriods(today: string, startDate: string, cadence: Cadence): string[] {
  const periods: string[] = [];
  for (
    let period = previousPeriod(periodOf(today, cadence));
    periods.length < 8 && periodBounds(period).from >= periodBounds(periodOf(startDate, cadence)).from;
    period = previousPeriod(period)
  )
    periods.push(period);
  return periods;
}

export const workspaceRules: readonly Rule<WorkspaceFacts>[] = [
  {
    id: 'V10',
    kind: 'policy',
    basis: ['003'],
    check: ({ today, startDate, closedPeriods, quarterlyRounds, risks }) => {
      if (!quarterlyRounds || risks === 0) return undefined;
      return finishedPeriods(today, startDate, 'quarter')
        .filter((period) => !closedPeriods.includes(period))
        .map((period) => ({ params: { period }, subjectId: period }));
    },
  },
  {
    id: 'V11',
    kind: 'policy',
    basis: ['003'],
    check: ({ annualYears, publishedYears, annualPublication }) =>
      annualPublication
        ? annualYears.filter((year) => !publishedYears.includes(year)).map((period) => ({ params: { period }, subjectId: period }))
        : undefined,
  },
  {
    id: 'V31',
    kind: 'policy',
    basis: ['003'],
    check: ({ inspectionsMissing }) => inspectionsMissing.map((month) => ({ params: { month }, subjectId: month })),
  },
  {
    id: 'enterprise',
    kind: 'house',
    basis: [],
    check: ({ enterpriseMissing }) =>
      enterpriseMissing.length > 0 ? { key: 'enterprise.missing', params: { count: enterpriseMissing.length } } : undefined,
  },
];

export const reviewWorkspace = (facts: WorkspaceFacts, switchedOff: readonly string[] = []): Finding[] =>
  review(
    workspaceRules.filter((rule) => !switchedOff.includes(rule.id)),
    facts,
  );
