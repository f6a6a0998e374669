import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../handle';
import { person } from '../schema/organization';
import { subjectTables, type Patch, type Row, type Subject } from '../tables';
import type { Writer } from '../writer';
import { moveAttachments } from './attachment';
import { dayAfter, dayBefore, departmentNameOn } from './department';
import { handOver } from './openItems';
import { noteRiskChange } from './roundRisk';

/** One of several records that may be the same person. */
export interface AlikePerson {
  id: string;
  name: string;
  department: string | null;
  employeeNo: string;
  idNumber: string;
  phone: string;
  leftOn: string | null;
  isNamesake: number;
}

/**
 * Records that may be one person: those of one ID number, and those of one name of which a number, a 工号 or a person has not told
 * apart every one.
 */
export function alikePeople(reader: Reader, day: string): AlikePerson[][] {
  const people = reader.all<AlikePerson>(
    `SELECT p.id, p.name, p.employeeNo, p.idNumber, p.phone, p.leftOn, p.isNamesake,
        (SELECT ${departmentNameOn('a.departmentId')} FROM assignment a WHERE a.personId = p.id ORDER BY a.validTo IS NULL DESC, a.validFrom DESC LIMIT 1) AS department
      FROM person p WHERE (p.idNumber <> '' AND p.idNumber IN (SELECT idNumber FROM person GROUP BY idNumber HAVING count(*) > 1))
        OR p.name IN (SELECT name FROM person GROUP BY name HAVING count(*) > 1)
      ORDER BY p.name, p.createdAt, p.id`,
    { day },
  );
  const sameNumber = [
    ...Map.groupBy(
      people.filter(({ idNumber }) => idNumber !== ''),
      ({ idNumber }) => idNumber,
    ).values(),
  ];
  const sameName = [...Map.groupBy(people, ({ name }) => name).values()];
  const isTold = (group: readonly AlikePerson[]): boolean =>
    group.every(({ isNamesake }) => isNamesake === 1) ||
    (['idNumber', 'employeeNo'] as const).some((field) => {
      const numbers = group.map((one) => one[field]);
      return numbers.every((number) => number !== '') && new Set(numbers).size === numbers.length;
    });
  const certain = sameNumber.filter((group) => group.length > 1);
  const dealt = new Set(certain.flatMap((group) => group.map(({ id }) => id)));
  return [...certain, ...sameName.filter((group) => group.length > 1 && !isTold(group) && !group.every(({ id }) => dealt.has(id)))];
}

/** Columns that point to a person, of all registers: a new one needs nothing here. */
const pointers: readonly { subject: Subject; column: string }[] = Object.entries(subjectTables).flatMap(([subject, table]) =>
  getTableConfig(table as SQLiteTable)
    .foreignKeys.map((key) => key.reference())
    .filter(({ foreignTable }) => foreignTable === person)
    .flatMap(({ columns }) => columns.map(({ name }) => ({ subject: subject as Subject, column: name }))),
);

/**
 * Makes one record of several of one person: assignments, offices, what they own, led, signed and were told stays, under the record
 * that is kept; gaps of that are filled from the others, which go.
 */
export function mergePeople(db: Writer, today: string, keep: Row<'person'>, others: readonly Row<'person'>[]): { moved: number } {
  let moved = 0;
  for (const other of others) {
    moved += handOver(db, today, [other.id], keep);
    joinAssignments(db, keep.id, other.id);
    joinOffices(db, keep.id, other.id);
    for (const { subject, column } of pointers)
      for (const id of db.column<string>(`SELECT id FROM "${subject}" WHERE "${column}" = ?`, [other.id])) {
        db.update(subject, id, { [column]: keep.id } as Patch<Subject>);
        if (subject === 'risk') noteRiskChange(db, today, id);
        moved += 1;
      }
    moveAttachments(db, 'person', other.id, keep.id);
    db.remove('person', other.id);
  }
  db.update('person', keep.id, filled(keep, others));
  return { moved };
}

/** Where somebody was before the first and after the last that the record kept knows; in between that record is believed. */
function joinAssignments(db: Writer, keepId: string, otherId: string): void {
  const spans = db.all<Row<'assignment'>>('SELECT * FROM assignment WHERE personId = ? ORDER BY validFrom', [keepId]);
  const [first, last] = [spans[0], spans.at(-1)];
  for (const row of db.all<Row<'assignment'>>('SELECT * FROM assignment WHERE personId = ? ORDER BY validFrom', [otherId])) {
    if (first === undefined || last === undefined) db.update('assignment', row.id, { personId: keepId });
    else if (row.validFrom < first.validFrom) {
      const until = dayBefore(first.validFrom);
      db.update('assignment', row.id, { personId: keepId, validTo: row.validTo !== null && row.validTo < until ? row.validTo : until });
    } else if (last.validTo !== null && (row.validTo === null || row.validTo > last.validTo)) {
      const since = dayAfter(last.validTo);
      db.update('assignment', row.id, { personId: keepId, validFrom: row.validFrom > since ? row.validFrom : since });
    } else db.remove('assignment', row.id);
  }
}

/** An office that both records hold at one time is held once, from the earlier to the later day. */
function joinOffices(db: Writer, keepId: string, otherId: string): void {
  for (const row of db.all<Row<'appointment'>>('SELECT * FROM appointment WHERE personId = ?', [otherId])) {
    const twin = db.get<Row<'appointment'>>(
      `SELECT * FROM appointment WHERE personId = @keepId AND role = @role AND departmentId IS @departmentId
        AND validFrom <= coalesce(@validTo, '9999') AND (validTo IS NULL OR validTo >= @validFrom)`,
      { keepId, role: row.role, departmentId: row.departmentId, validFrom: row.validFrom, validTo: row.validTo },
    );
    if (twin === undefined) continue;
    db.update('appointment', twin.id, {
      validFrom: row.validFrom < twin.validFrom ? row.validFrom : twin.validFrom,
      validTo: row.validTo === null || twin.validTo === null ? null : row.validTo > twin.validTo ? row.validTo : twin.validTo,
    });
    moveAttachments(db, 'appointment', row.id, twin.id);
    db.remove('appointment', row.id);
  }
}

/** What the record kept lacks and another one knows; in service since the first day of any, still here where one is. */
function filled(keep: Row<'person'>, others: readonly Row<'person'>[]): Patch<'person'> {
  const all = [keep, ...others];
  const stated = (field: 'employeeNo' | 'sex' | 'idNumber' | 'phone' | 'education'): string =>
    all.map((row) => row[field]).find((value) => value !== '') ?? '';
  const entered = all.flatMap(({ enteredOn }) => enteredOn ?? []).toSorted();
  const left = all.map(({ leftOn }) => leftOn);
  return {
    employeeNo: stated('employeeNo'),
    sex: stated('sex'),
    idNumber: stated('idNumber'),
    phone: stated('phone'),
    education: stated('education'),
    isLeader: all.some(({ isLeader }) => isLeader === 1) ? 1 : 0,
    enteredOn: entered[0] ?? null,
    leftOn: left.includes(null) ? null : left.reduce((last, day) => (last === null || (day ?? '') > last ? day : last), null),
    remark: [...new Set(all.map(({ remark }) => remark).filter((remark) => remark !== ''))].join('\n').slice(0, 2000),
  };
}
