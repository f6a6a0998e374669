import { erasedName, personalPlaces, type PersonalPlace } from '../domain/personal/places';
import type { Reader } from '../handle';
import { columnsOf, subjectTables, type Row, type Subject } from '../tables';
import type { Writer } from '../writer';

/** A place where a person was found: how many records say it there. */
export interface FoundPlace extends PersonalPlace {
  count: number;
}

export interface PersonalDossier {
  person: Pick<Row<'person'>, 'id' | 'revision' | 'name' | 'leftOn' | 'enteredOn'>;
  /** By name, number or id; a name may be that of a namesake or part of other words. */
  places: FoundPlace[];
  /** Posts held over time, risks that name the person by id, and entries of the audit about the person itself. */
  assignments: number;
  owned: number;
  entries: number;
  /** Times that numbers of the person were shown in full. */
  disclosures: number;
  /** Holds in force, newest first. */
  holds: Row<'legalHold'>[];
}

/** What is stored about a person, place by place. Reads all records, hence for a task. @returns undefined when there is no such person */
export function readDossier(reader: Reader, id: string, today: string): PersonalDossier | undefined {
  const person = reader.get<Row<'person'>>('SELECT * FROM person WHERE id = ?', [id]);
  if (!person) return undefined;
  const count = (sql: string) => reader.value<number>(sql, { id }) ?? 0;
  const { revision, name, leftOn, enteredOn } = person;
  return {
    person: { id, revision, name, leftOn, enteredOn },
    places: personalPlaces.map((place) => ({ ...place, count: countAt(reader, place, person) })).filter((place) => place.count > 0),
    assignments: count('SELECT count(*) FROM assignment WHERE personId = @id'),
    owned:
      count('SELECT count(*) FROM risk WHERE ownerId = @id OR leaderId = @id') +
      count('SELECT count(*) FROM riskOwner WHERE ownerId = @id'),
    entries: count('SELECT count(*) FROM audit WHERE subjectId = @id'),
    disclosures: count('SELECT count(*) FROM disclosure WHERE subjectId = @id'),
    holds: holdsOn(reader, id, today),
  };
}

function countAt(reader: Reader, { subject, column, kind }: PersonalPlace, person: Row<'person'>): number {
  const table = subjectTables[subject as Subject];
  if (!columnsOf(table).some(({ name }) => name === column)) return 0;
  if (subject === 'person') return (person as unknown as Record<string, unknown>)[column] ? 1 : 0;
  const sought =
    kind === 'phone' || kind === 'openPhone'
      ? [person.phone]
      : kind === 'idNumber'
        ? [person.idNumber]
        : kind === 'words'
          ? [person.name, person.phone, person.idNumber]
          : [person.name];
  const words = sought.filter((word) => word !== '');
  if (words.length === 0) return 0;
  return reader.value<number>(
    `SELECT count(*) FROM "${subject}" WHERE ${words.map(() => `instr("${column}", ?) > 0`).join(' OR ')}`,
    words,
  )!;
}

export interface Erased {
  places: { subject: string; column: string; count: number }[];
  kept: { subject: string; column: string; count: number; retention: string }[];
}

/**
 * Removes what a person's own record says, and the name where the register repeats it; what was found elsewhere stays and is told.
 * The images of the record in the audit go as a whole, so its history by field goes with them.
 */
export function erasePerson(db: Writer, { person, places }: PersonalDossier, basis: string): Erased {
  const row = db.find('person', person.id)!;
  const risks = db.all<Row<'risk'>>('SELECT * FROM risk WHERE ownerId = @id OR leaderId = @id', { id: person.id });
  for (const risk of risks)
    db.update('risk', risk.id, {
      ...(risk.ownerId === person.id ? { ownerText: erasedName } : {}),
      ...(risk.leaderId === person.id ? { leaderText: erasedName } : {}),
      ...(row.phone !== '' && risk.phone === row.phone ? { phone: '' } : {}),
    });
  db.update('person', person.id, { name: erasedName, sex: '', idNumber: '', phone: '', education: '', remark: '' });
  const isGone = ({ subject }: PersonalPlace) => subject === 'person';
  const told = ({ subject, column, count }: FoundPlace) => ({ subject, column, count });
  const erased: Erased = {
    places: [
      ...places.filter(isGone).map(told),
      ...(risks.length === 0 ? [] : [{ subject: 'risk', column: 'ownerText', count: risks.length }]),
    ],
    kept: places.filter((place) => !isGone(place)).map((place) => ({ ...told(place), retention: place.retention })),
  };
  db.insert('erasure', { personId: person.id, basis, places: JSON.stringify(erased.places), kept: JSON.stringify(erased.kept) });
  db.forget([person.id]);
  return erased;
}

/** Holds in force on a day that forbid to remove a record: its own and those of everything. One that is ended is out of force from that day on. */
const holdsOn = (reader: Reader, subjectId: string, day: string): Row<'legalHold'>[] =>
  reader.all<Row<'legalHold'>>(
    `SELECT * FROM legalHold WHERE subjectId IN ('', @subjectId) AND validFrom <= @day AND (validTo IS NULL OR validTo > @day) ORDER BY validFrom DESC`,
    { subjectId, day },
  );
