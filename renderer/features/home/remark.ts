import type { RiskLevel } from '../../../db/domain/risk/scale';
import { shareIn } from '../../../db/domain/share';
import type { Data } from '../../api';

export type Summary = Data<'home.summary'>;

export type Remark =
  | { key: 'empty' }
  | { key: 'highIn'; total: number; high: number; share: number; department: string; count: number }
  | { key: 'high'; total: number; high: number; share: number }
  | { key: 'noHigh'; total: number; general: number }
  | { key: 'moved'; period: string; up: number; down: number; added: number; removed: number }
  | { key: 'still'; period: string };

interface Spread {
  departmentId: string;
  level: RiskLevel;
  count: number;
}

/** Whole percent; never 0 or 100 while there is one on either side. */
export const percent = (part: number, whole: number): number => shareIn(100, part, whole);

/** What the register itself has to say: where its high risks are, and how the last round moved. */
export function remarksOf(
  { risks, trend }: Pick<Summary, 'risks' | 'trend'>,
  spread: readonly Spread[],
  nameOf: (departmentId: string) => string | undefined,
): Remark[] {
  const { total, level } = risks;
  if (total === 0) return [{ key: 'empty' }];
  const remarks = [standing(total, level, spread, nameOf)];
  const last = trend.at(-1);
  if (last && trend.length > 1) {
    const { up, down, added, removed } = last.comparison;
    remarks.push(
      up + down + added + removed === 0
        ? { key: 'still', period: last.period }
        : { key: 'moved', period: last.period, up, down, added, removed },
    );
  }
  return remarks;
}

function standing(
  total: number,
  level: Summary['risks']['level'],
  spread: readonly Spread[],
  nameOf: (departmentId: string) => string | undefined,
): Remark {
  const high = (level['major'] ?? 0) + (level['considerable'] ?? 0);
  if (high === 0) return { key: 'noHigh', total, general: level['general'] ?? 0 };
  const byDepartment = new Map<string, number>();
  for (const { departmentId, level: at, count } of spread) {
    if (at === 'major' || at === 'considerable') byDepartment.set(departmentId, (byDepartment.get(departmentId) ?? 0) + count);
  }
  const [departmentId, count] = [...byDepartment].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  const department = nameOf(departmentId);
  const share = percent(high, total);
  return department === undefined || byDepartment.size < 2
    ? { key: 'high', total, high, share }
    : { key: 'highIn', total, high, share, department, count };
}
