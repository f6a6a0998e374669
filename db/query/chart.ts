import type { AppointmentRole } from '../domain/organization/appointment';
import { broken, namesInBox, type Chart, type ChartBox, type ChartKind, type ChartNode } from '../domain/organization/chart';
import { term } from '../domain/term';
import type { Reader } from '../handle';
import { inForce } from './asOf';
import { holdersOn } from './appointment';
import { departmentNames, listDepartments, type DepartmentRow } from './department';
import { readEnterprise } from './enterprise';

const box = (title: string, names: readonly string[]): ChartBox => ({ lines: [...broken(title), ...namesInBox(names)] });

/** 组织机构图 or 安全生产管理网络图 with the departments, offices and names of a day. */
export function chartOn(reader: Reader, day: string, kind: ChartKind): Chart {
  const { name } = readEnterprise(reader);
  const departments = listDepartments(reader, day);
  const heads = headsOn(reader, day);
  const known = new Set(departments.map(({ id }) => id));
  const below = new Map<string | null, DepartmentRow[]>();
  for (const row of departments) {
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const countOf = (row: DepartmentRow): number => (below.get(row.id) ?? []).reduce((sum, child) => sum + countOf(child), row.people);
  const tree = (row: DepartmentRow): ChartNode => ({
    ...box(kind === 'organization' ? `${row.name}（${countOf(row)}人）` : row.name, heads.get(row.id) ?? []),
    children: (below.get(row.id) ?? []).map(tree),
  });
  // One company above everything is the enterprise itself, which stands at the top anyway.
  const tops = below.get(null) ?? [];
  const isWhole = tops.length === 1 && tops[0]!.kind === 'company';
  const trees = (isWhole ? (below.get(tops[0]!.id) ?? []) : tops).map(tree);
  return kind === 'organization'
    ? { title: `${name}组织机构图`, rows: [[box(name, holding(reader, day, 'principal'))]], trees }
    : { title: `${name}安全生产管理网络图`, rows: safetyRows(reader, day), trees };
}

const holding = (reader: Reader, day: string, role: AppointmentRole): string[] => [
  ...new Set(holdersOn(reader, day).flatMap((held) => (held.role === role ? [held.name] : []))),
];

/** 安委会 → 主要负责人 → 分管和其他负责人 → 安全生产管理机构和人员; a row that nobody is in is left out. */
function safetyRows(reader: Reader, day: string): ChartBox[][] {
  const offices = (...roles: AppointmentRole[]): ChartBox[] =>
    roles.flatMap((role) => {
      const names = holding(reader, day, role);
      return names.length === 0 ? [] : [box(term('appointmentRole', role), names)];
    });
  const names = departmentNames(reader, day);
  const bodies = reader.all<{ kind: string; name: string; departmentId: string | null }>(
    `SELECT kind, name, departmentId FROM safetyBody WHERE ${inForce()} ORDER BY kind, name`,
    { day },
  );
  const committee = [
    ...holding(reader, day, 'committeeChair').map((name) => `主任 ${name}`),
    ...holding(reader, day, 'committeeDeputy').map((name) => `副主任 ${name}`),
    ...holding(reader, day, 'committeeMember'),
  ];
  const committeeName =
    bodies.find(({ kind }) => kind === 'committee')?.name ?? (committee.length > 0 ? term('safetyBodyKind', 'committee') : '');
  return [
    committeeName === '' ? [] : [box(committeeName, committee)],
    offices('principal'),
    offices('safetyDeputy', 'technicalLead', 'safetyDirector', 'otherLeader', 'unionChair'),
    [
      ...bodies
        .filter(({ kind }) => kind !== 'committee')
        .map(({ kind, name, departmentId }) =>
          box(
            name,
            [names.get(departmentId ?? '') ?? term('safetyBodyKind', kind)].filter((word) => word !== name),
          ),
        ),
      ...offices(
        'committeeSecretary',
        'fullTimeOfficer',
        'partTimeOfficer',
        'certifiedSafetyEngineer',
        'equipmentSafetyDirector',
        'equipmentSafetyOfficer',
      ),
    ],
  ];
}

/** Heads of departments: appointed ones, else whoever holds a post of that level there. */
function headsOn(reader: Reader, day: string): ReadonlyMap<string, string[]> {
  const heads = new Map<string, string[]>();
  for (const { role, departmentId, name } of holdersOn(reader, day))
    if (role === 'departmentHead' && departmentId !== null) heads.set(departmentId, [...(heads.get(departmentId) ?? []), name]);
  const appointed = new Set(heads.keys());
  for (const { departmentId, name } of reader.all<{ departmentId: string; name: string }>(
    `SELECT a.departmentId, p.name FROM assignment a JOIN person p ON p.id = a.personId JOIN post o ON o.id = a.postId JOIN department d ON d.id = a.departmentId
      WHERE ${inForce('a')}
        AND ((o.level = 'departmentHead' AND d.kind IN ('department', 'workshop')) OR (o.level = 'team' AND d.kind = 'team')) ORDER BY p.name, p.id`,
    { day },
  ))
    if (!appointed.has(departmentId)) heads.set(departmentId, [...(heads.get(departmentId) ?? []), name]);
  return heads;
}
