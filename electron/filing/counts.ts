import type { z } from 'zod';
import { riskLevels, type RiskLevel } from '../../db/domain/risk/scale';
import { term } from '../../db/domain/term';
import type { departmentCountsSchema, levelCountsSchema } from './dossier';
import type { Column, CellValue } from './document';

export type LevelCounts = z.infer<typeof levelCountsSchema>;
export type DepartmentCounts = z.infer<typeof departmentCountsSchema>;

export const noLevels = (): LevelCounts => ({ major: 0, considerable: 0, general: 0, low: 0, ungraded: 0 });
export const totalOf = (counts: LevelCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Sums of several counts, level by level. */
export function sumCounts(list: readonly LevelCounts[]): LevelCounts {
  const sum = noLevels();
  for (const counts of list) for (const level of [...riskLevels, 'ungraded'] as const) sum[level] += counts[level];
  return sum;
}

/** Stands in place of a department where none is known. */
export const noDepartment = '未明确';

/** Risks by level for each department, in the order given; unknown departments follow, risks without one come last as 未明确. */
export function countByDepartment(
  risks: readonly { department: string; level: RiskLevel | null }[],
  departments: readonly string[],
): DepartmentCounts[] {
  const found = new Map<string, LevelCounts>(departments.map((department) => [department, noLevels()]));
  const without = noLevels();
  for (const { department, level } of risks) {
    const counts = department === '' ? without : (found.get(department) ?? noLevels());
    counts[level ?? 'ungraded'] += 1;
    if (department !== '') found.set(department, counts);
  }
  const rows = [...found].map(([department, counts]) => ({ department, counts }));
  return totalOf(without) > 0 ? [...rows, { department: noDepartment, counts: without }] : rows;
}

/** Departments that have risks at all: a paper does not list the others. */
export const withRisks = (rows: readonly DepartmentCounts[]): DepartmentCounts[] => rows.filter(({ counts }) => totalOf(counts) > 0);

/** Columns of a table of levels; 待定级 only where something is not graded yet. */
export function levelColumns(rows: readonly LevelCounts[], group?: string): Column[] {
  const column = (key: string, title: string): Column => ({ key, title, width: 5, kind: 'number', ...(group ? { group } : {}) });
  return [
    ...riskLevels.map((level) => column(level, `${term('riskLevel', level)}风险`)),
    ...(rows.some(({ ungraded }) => ungraded > 0) ? [column('ungraded', '待定级')] : []),
    column('total', '合计'),
  ];
}

/** Values for `levelColumns`. */
export const levelCells = (counts: LevelCounts, withUngraded: boolean): CellValue[] => [
  ...riskLevels.map((level) => counts[level]),
  ...(withUngraded ? [counts.ungraded] : []),
  totalOf(counts),
];

/** e.g. 共 320 条，其中重大风险 2 条、较大风险 11 条、一般风险 87 条、低风险 220 条 */
export function countsText(counts: LevelCounts): string {
  const parts = riskLevels.map((level) => `${term('riskLevel', level)}风险 ${counts[level]} 条`);
  if (counts.ungraded > 0) parts.push(`待定级 ${counts.ungraded} 条`);
  return `共 ${totalOf(counts)} 条，其中${parts.join('、')}`;
}
