export type DueState = 'overdue' | 'week' | 'month' | 'later' | 'done';

const day = 86_400_000;

/** Days from `today` to `due`, negative when past; both `YYYY-MM-DD`. */
export const daysUntil = (due: string, today: string): number => Math.round((Date.parse(due) - Date.parse(today)) / day);

/** Never overdue when done. */
export function dueState(due: string, today: string, done = false): DueState {
  if (done) return 'done';
  const days = daysUntil(due, today);
  if (days < 0) return 'overdue';
  if (days <= 7) return 'week';
  return days <= 30 ? 'month' : 'later';
}
