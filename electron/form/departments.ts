import type { FormList } from '../../db/domain/form/form';
import type { FormValues } from './fields';
import type { FieldValues } from './mapping';

/** What a sheet for one department has to say. */
export interface DepartmentValues {
  department: string;
  values: FormValues;
}

const counted = { major: 'majorCount', considerable: 'considerableCount', general: 'generalCount', low: 'lowCount' } as const;

/** A paper apart by department, in the order of its own table of departments, else of its lines: lines, numbers and counts are those of each. */
export function byDepartment(values: FormValues): DepartmentValues[] {
  const named = [...(values.lists.departments ?? []), ...(values.lists.risks ?? [])].map(departmentOf);
  return [...new Set(named)]
    .filter((department) => department !== '')
    .map((department) => ({ department, values: forOne(values, department) }));
}

const departmentOf = (record: FieldValues): string => String(record['department'] ?? '');

function forOne(values: FormValues, department: string): FormValues {
  const lists = Object.fromEntries(
    Object.entries(values.lists).map(([list, records]): [string, readonly FieldValues[]] => [
      list,
      'department' in (records[0] ?? {})
        ? records.filter((record) => departmentOf(record) === department).map((record, at) => ({ ...record, no: at + 1 }))
        : records,
    ]),
  ) as Partial<Record<FormList, readonly FieldValues[]>>;
  const risks = lists.risks ?? [];
  const counts = lists.departments?.[0] ?? {
    total: risks.length,
    ...Object.fromEntries(Object.entries(counted).map(([level, key]) => [key, risks.filter((risk) => risk['level'] === level).length])),
  };
  const { no: _no, ...own } = counts as FieldValues;
  const riskPoints = new Set(risks.map((risk) => risk['riskPoint'])).size;
  return { ...values, head: { ...values.head, riskPoints, ...own, department }, lists };
}

/** Names of sheets after departments: what Excel does not take in a name is left out, and none stands twice. */
export function sheetNames(departments: readonly string[], others: readonly string[]): string[] {
  const taken = new Set(others.map((name) => name.toLowerCase()));
  return departments.map((department) => {
    const bare = department
      .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim();
    for (let at = 1; ; at += 1) {
      const tail = at === 1 ? '' : `（${at}）`;
      const name = (bare === '' ? '部门' : bare).slice(0, 31 - tail.length) + tail;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
