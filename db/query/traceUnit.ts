import type { TraceUnit } from '../domain/responsibility/trace';
import type { Reader } from '../handle';
import type { DepartmentKind } from '../domain/organization/organization';
import { inForce } from './asOf';
import { departmentGone, rowOn } from './past';

/** A department on the way from a matter to the enterprise, on a day. */
export interface PastUnit extends TraceUnit {
  kind: DepartmentKind;
  /** Where its people and offices of the day stand now: those of a department that was one with another all along stand there. */
  keptId: string;
}

const lastName = (reader: Reader, id: string): string =>
  reader.value<string>('SELECT name FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1', [id]) ?? '';
const nameOn = (reader: Reader, id: string, day: string): string =>
  reader.value<string>(`SELECT name FROM departmentName WHERE departmentId = @id AND ${inForce()} ORDER BY validFrom DESC LIMIT 1`, {
    id,
    day,
  }) ?? lastName(reader, id);

/** The department and those above it as they were on a day, nearest first, also those that have ended or were joined to others since. */
export function departmentsOf(reader: Reader, id: string | null, day: string): PastUnit[] {
  const units: PastUnit[] = [];
  for (let at = id; at !== null && units.every((unit) => unit.id !== at);) {
    const unit = unitOn(reader, at, day);
    if (unit === undefined) break;
    units.push(unit);
    at = rowOn(reader, 'department', at, day)?.row.parentId ?? null;
  }
  return units;
}

function unitOn(reader: Reader, id: string, day: string): PastUnit | undefined {
  const row = reader.get<{ kind: DepartmentKind; validTo: string | null; successorId: string | null }>(
    'SELECT kind, validTo, successorId FROM department WHERE id = ?',
    [id],
  );
  if (row === undefined) {
    const gone = departmentGone(reader, id);
    const kind = rowOn(reader, 'department', id, day)?.row.kind as DepartmentKind | undefined;
    if (gone === undefined || kind === undefined) return undefined;
    const { name, keptId } = gone;
    return { id, name, kind, endedOn: null, successor: keptId === null ? '' : lastName(reader, keptId), keptId: keptId ?? id };
  }
  const { kind, validTo, successorId } = row;
  const isOwn =
    successorId === null ||
    reader.value(`SELECT 1 FROM assignment WHERE departmentId = @id UNION ALL SELECT 1 FROM appointment WHERE departmentId = @id LIMIT 1`, {
      id,
    }) !== undefined;
  return {
    id,
    name: nameOn(reader, id, day),
    kind,
    endedOn: validTo,
    successor: successorId === null ? '' : lastName(reader, successorId),
    keptId: isOwn ? id : successorId,
  };
}
