import { z } from 'zod';
import { id, isoDate, text } from '../field';
import type { AppointmentRole } from '../organization/appointment';

const findingDraft = z.object({
  /** Of the stored row; absent for a new one. */
  id: id.optional(),
  text: text(1000).min(1),
  place: text(200),
  ownerId: id.nullable(),
  ownerText: text(60),
  measure: text(1000),
  dueOn: isoDate.nullable(),
  doneOn: isoDate.nullable(),
  doneNote: text(1000),
  verifiedBy: text(60),
  verifiedOn: isoDate.nullable(),
});
export type FindingDraft = z.infer<typeof findingDraft>;

/** What a person states of an inspection that a leader led (handbook 3.1). */
export const inspectionDraft = z.object({
  on: isoDate,
  inspectorId: id,
  isFullScope: z.boolean(),
  scope: text(1000),
  participants: text(500),
  content: text(5000),
  conclusion: text(2000),
  signedOn: isoDate.nullable(),
  remark: text(2000),
  findings: z.array(findingDraft).max(200),
});
export type InspectionDraft = z.infer<typeof inspectionDraft>;

/** Whether it is the monthly inspection of D05: of everything, led by 法定代表人 or 实际控制人. */
export const isMonthly = ({ isFullScope, role }: { isFullScope: boolean; role: AppointmentRole | null }): boolean =>
  isFullScope && (role === 'legalRep' || role === 'actualController');

/** Days of one finding in their order, none later than today; the field that is wrong with its limit. */
export function findingFault(
  { doneOn, verifiedOn, verifiedBy, dueOn }: FindingDraft,
  on: string,
  today: string,
): { rule: 'dateOrder' | 'dateFuture' | 'shape'; date: string } | undefined {
  if ((dueOn ?? on) < on || (doneOn ?? on) < on) return { rule: 'dateOrder', date: on };
  if ((doneOn ?? '') > today || (verifiedOn ?? '') > today) return { rule: 'dateFuture', date: today };
  if (verifiedOn !== null && (doneOn === null || verifiedBy === '')) return { rule: 'shape', date: '' };
  if (verifiedOn !== null && doneOn !== null && verifiedOn < doneOn) return { rule: 'dateOrder', date: doneOn };
  return undefined;
}

export interface MonthOfYear {
  /** `YYYY-MM` */
  month: string;
  /** Numbers of the inspections that count for it. */
  nos: string[];
  /** `later` for months still to come, `open` for the present one, `before` the workspace began to be used. */
  state: 'done' | 'missing' | 'open' | 'later' | 'before';
}

/** The months of a year beside the inspections of D05; before the 启用日期 nothing is missing. */
export function monthsOf(
  year: number,
  monthly: readonly { no: string; on: string }[],
  today: string,
  startedOn: string | null,
): MonthOfYear[] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = `${year}-${String(at + 1).padStart(2, '0')}`;
    const nos = monthly.filter(({ on }) => on.startsWith(month)).map(({ no }) => no);
    const now = today.slice(0, 7);
    const state =
      nos.length > 0
        ? 'done'
        : month > now
          ? 'later'
          : month === now
            ? 'open'
            : month < (startedOn ?? '').slice(0, 7)
              ? 'before'
              : 'missing';
    return { month, nos, state };
  });
}
