import { z } from 'zod';
import { id, isoDate, text } from '../field';
import { performanceKinds, type PerformanceKind } from './performance';

/** What a person states of something a leader did that no other register holds. */
export const recordDraft = z.object({
  personId: id,
  on: isoDate,
  kind: z.enum(performanceKinds),
  title: text(200).min(1),
  place: text(200),
  content: text(2000),
  result: text(1000),
});
export type RecordDraft = z.infer<typeof recordDraft>;

/** Something a leader did, with where it stands. */
export interface Deed {
  id: string;
  on: string;
  kind: PerformanceKind;
  title: string;
  place: string;
  result: string;
  /** Record that shows it. */
  subject:
    | 'leaderInspection'
    | 'committeeMeeting'
    | 'resolution'
    | 'inspectionFinding'
    | 'responsibility'
    | 'filing'
    | 'round'
    | 'performanceRecord';
  subjectId: string;
  /** Files attached to it. */
  files: number;
}

/** How often each kind in each month of a year: `[kind][month 0–11]`; kinds that did not occur are left out. */
export function countDeeds(deeds: readonly Pick<Deed, 'kind' | 'on'>[]): { kind: PerformanceKind; months: number[]; total: number }[] {
  return performanceKinds
    .map((kind) => {
      const months = Array.from({ length: 12 }, () => 0);
      for (const deed of deeds) if (deed.kind === kind) months[Number(deed.on.slice(5, 7)) - 1]! += 1;
      return { kind, months, total: months.reduce((sum, count) => sum + count, 0) };
    })
    .filter(({ total }) => total > 0);
}
