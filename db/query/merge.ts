import { matchKey } from '../domain/risk/matchKey';
import { alikeNames, type Mergeable } from '../domain/risk/nearName';
import type { Reader, SqlValue } from '../handle';
import type { NewRow, Patch, Row } from '../tables';
import type { Writer } from '../writer';
import { moveAttachments } from './attachment';
import { dayBefore, departmentNames, listDepartments } from './department';
import { rememberAliases } from './nameAlias';
import { noteRiskChange } from './roundRisk';

/** One of several records whose names may mean the same. */
export interface AlikeRecord {
  id: string;
  name: string;
  /** Where it is, by which a person tells it from its namesakes. */
  note: string;
  /** Risks in force. */
  risks: number;
}

/** Groups of records of like names but for those that a person has told apart; the one with most risks first. */
function told<Named extends AlikeRecord>(reader: Reader, subject: Mergeable, all: readonly Named[]): Named[][] {
  const stored = reader.value<string>('SELECT value FROM preference WHERE key = ?', [apartKey(subject)]);
  const apart = new Set(stored === undefined ? [] : (JSON.parse(stored) as string[]));
  return alikeNames(all)
    .filter((group) => !apart.has(groupKey(group.map(({ id }) => id))))
    .map((group) => group.toSorted((a, b) => b.risks - a.risks));
}

/** Preference under which the groups stand that a person has told apart. */
export const apartKey = (subject: Mergeable): string => `apart.${subject}`;
export const groupKey = (ids: readonly string[]): string => ids.toSorted().join(' ');

export const alikePoints = (reader: Reader): AlikeRecord[][] =>
  told(
    reader,
    'riskPoint',
    reader.all<AlikeRecord>(
      `SELECT p.id, p.name, trim(p.no || ' ' || p.location) AS note, (SELECT count(*) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS risks
        FROM riskPoint p ORDER BY p.name`,
    ),
  );

export function alikeDepartments(reader: Reader, today: string): AlikeRecord[][] {
  const all = listDepartments(reader, today);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return told(
    reader,
    'department',
    all.map(({ id, name, parentId, risks }) => ({ id, name, note: names.get(parentId ?? '') ?? '', risks })),
  );
}

/**
 * Gives everything that hangs on some risk points to another one; they go. Sheets of both are joined: what stands in that
 * of the point that stays is kept, gaps are filled from the others.
 */
export function mergePoints(db: Writer, today: string, keep: Row<'riskPoint'>, others: readonly Row<'riskPoint'>[]): { moved: number } {
  const moved: string[] = [];
  rememberAliases(db, 'riskPoint', keep, others);
  for (const other of others) {
    for (const { id, step, hazardSource } of db.all<{ id: string; step: string; hazardSource: string }>(
      'SELECT id, step, hazardSource FROM risk WHERE riskPointId = ?',
      [other.id],
    )) {
      db.update('risk', id, { riskPointId: keep.id, matchKey: matchKey(keep.name, step, hazardSource) });
      moved.push(id);
    }
    for (const subject of ['activity', 'equipment', 'workplace'] as const) joinSheets(db, subject, keep.id, other.id);
    joinCards(db, keep.id, other.id);
    moveAttachments(db, 'riskPoint', other.id, keep.id);
    db.remove('riskPoint', other.id);
  }
  const { location, departmentId, zoneId } = others.reduce((filled, other) => ({ ...filled, ...gapsFilled(filled, other) }), keep);
  const remark = [keep, ...others].map((point) => point.remark).filter((text, at, all) => text !== '' && all.indexOf(text) === at);
  const stays = db.update('riskPoint', keep.id, { location, departmentId, zoneId, remark: remark.join('\n') });
  const shown = stays.location === keep.location ? moved : db.column<string>('SELECT id FROM risk WHERE riskPointId = ?', [keep.id]);
  for (const id of shown) noteRiskChange(db, today, id);
  return { moved: moved.length };
}

/** Risks of a point that say the same as another of its risks. */
export const saidTwice = (reader: Reader, pointId: string): number =>
  reader.value<number>(`SELECT count(*) - count(DISTINCT matchKey) FROM risk WHERE riskPointId = ? AND status <> 'retired'`, [pointId]) ??
  0;

function joinSheets(db: Writer, subject: 'activity' | 'equipment' | 'workplace', keepId: string, otherId: string): void {
  const find = (pointId: string) => {
    const id = db.value<string>(`SELECT id FROM "${subject}" WHERE riskPointId = ?`, [pointId]);
    return id === undefined ? undefined : db.find(subject, id);
  };
  const [kept, other] = [find(keepId), find(otherId)];
  if (other === undefined) return;
  if (kept === undefined) {
    db.update(subject, other.id, { riskPointId: keepId });
    return;
  }
  db.update(subject, kept.id, gapsFilled(kept, other) as Patch<typeof subject>);
  moveAttachments(db, subject, other.id, kept.id);
  db.remove(subject, other.id);
}

/** Cards stay with the point that had them; where both have some, the last one takes over what was written on the others. */
function joinCards(db: Writer, keepId: string, otherId: string): void {
  const cards = (pointId: string) =>
    db.all<{ id: string; texts: string }>('SELECT id, texts FROM noticeCard WHERE riskPointId = ? ORDER BY version DESC', [pointId]);
  const [last] = cards(keepId);
  for (const { id, texts } of cards(otherId)) {
    if (last === undefined) {
      db.update('noticeCard', id, { riskPointId: keepId });
      continue;
    }
    const written = JSON.parse(db.find('noticeCard', last.id)!.texts) as Record<string, string>;
    db.update('noticeCard', last.id, { texts: JSON.stringify({ ...(JSON.parse(texts) as Record<string, string>), ...written }) });
    moveAttachments(db, 'noticeCard', id, last.id);
    db.remove('noticeCard', id);
  }
}

/** Columns of one row that a second one fills: what is empty there, and members of lists that it lacks. */
function gapsFilled<Stored extends object>(row: Stored, other: Stored): Partial<Stored> {
  const own = new Set(['id', 'revision', 'createdAt', 'createdBy', 'updatedAt', 'riskPointId', 'no', 'name', 'kind']);
  const values = row as Record<string, SqlValue>;
  const patch: Record<string, SqlValue> = {};
  for (const [name, value] of Object.entries(other) as [string, SqlValue][]) {
    const now = values[name];
    if (own.has(name)) continue;
    if (isList(now) && isList(value)) patch[name] = bothLists(now, value);
    else if (now === '' || now === null || now === 0) patch[name] = value;
  }
  return patch as Partial<Stored>;
}
const isList = (value: unknown): value is string => typeof value === 'string' && value.startsWith('[');
function bothLists(first: string, second: string): string {
  const members = [first, second].flatMap((json) => (JSON.parse(json) as unknown[]).map((member) => JSON.stringify(member)));
  return `[${[...new Set(members)].join(',')}]`;
}

/** Tables whose rows belong to a department by `departmentId`; sheets that were handed out stay with whom they were handed to. */
const ofDepartment = ['risk', 'riskPoint', 'assignment', 'post', 'activity', 'equipment', 'workplace', 'zone'] as const;

/**
 * Gives everything of some departments to another one. They end the day before, so that papers until then keep their names;
 * one that was founded by mistake today goes altogether.
 * @param from day on which two departments became one: people were where they were before it. NULL where it was one department all along
 */
export function mergeDepartments(
  db: Writer,
  today: string,
  keep: Row<'department'>,
  others: readonly Row<'department'>[],
  from: string | null = null,
): { moved: number } {
  const risks: string[] = [];
  const names = departmentNames(db, today);
  const named = ({ id }: { id: string }) => ({ id, name: names.get(id) ?? '' });
  rememberAliases(db, 'department', named(keep), others.map(named));
  for (const other of others) {
    for (const subject of ofDepartment) {
      if (subject === 'assignment' && from !== null) {
        for (const row of spansFrom(db, subject, other.id, from)) moveSpan(db, subject, row, keep.id, from);
        continue;
      }
      const ids = db.column<string>(`SELECT id FROM "${subject}" WHERE departmentId = ?`, [other.id]);
      for (const id of ids) db.update(subject, id, { departmentId: keep.id });
      if (subject === 'risk') risks.push(...ids);
    }
    // A department below the one that goes rises to where that was, before its neighbours come under it.
    if (isBelow(db, keep.id, other.id)) db.update('department', keep.id, { parentId: other.parentId });
    for (const id of db.column<string>('SELECT id FROM department WHERE parentId = ?', [other.id]))
      db.update('department', id, { parentId: keep.id });
    giveDuties(db, other.id, keep.id, from ?? today);
    // Files of a department that was another one until the day stay with it.
    if (from === null) moveAttachments(db, 'department', other.id, keep.id);
    endOrRemove(db, from ?? today, other, keep.id);
  }
  for (const id of risks) noteRiskChange(db, today, id);
  return { moved: risks.length };
}

function isBelow(reader: Reader, id: string, above: string): boolean {
  for (let at: string | null | undefined = id; at; at = reader.value<string | null>('SELECT parentId FROM department WHERE id = ?', [at]))
    if (at === above) return true;
  return false;
}

type Spanned = 'assignment' | 'appointment';

/** Rows of a department that hold on a day or later. */
const spansFrom = <S extends Spanned>(db: Writer, subject: S, departmentId: string, from: string): Row<S>[] =>
  db.all<Row<S>>(`SELECT * FROM "${subject}" WHERE departmentId = @departmentId AND (validTo IS NULL OR validTo >= @from)`, {
    departmentId,
    from,
  });

/** A row goes to another department from a day on; until then it stays where it was. */
function moveSpan<S extends Spanned>(db: Writer, subject: S, row: Row<S>, departmentId: string, from: string): void {
  const patch = { departmentId } as Patch<S>;
  if (row.validFrom >= from) {
    db.update(subject, row.id, patch);
    return;
  }
  const { id, revision: _revision, createdAt: _createdAt, createdBy: _createdBy, updatedAt: _updatedAt, ...stated } = row;
  db.update(subject, id, { validTo: dayBefore(from) } as Patch<S>);
  db.insert(subject, { ...stated, ...patch, validFrom: from } as unknown as NewRow<S>);
}

/** Offices within a department that goes, and what was decided or found there and is not done. Its head is head no more. */
function giveDuties(db: Writer, from: string, to: string, day: string): void {
  for (const row of spansFrom(db, 'appointment', from, day)) {
    if (row.role !== 'departmentHead') moveSpan(db, 'appointment', row, to, day);
    else db.update('appointment', row.id, { validTo: row.validFrom < day ? dayBefore(day) : row.validFrom });
  }
  for (const subject of ['inspectionFinding', 'resolution'] as const)
    for (const id of db.column<string>(`SELECT id FROM "${subject}" WHERE departmentId = ? AND doneOn IS NULL`, [from]))
      db.update(subject, id, { departmentId: to });
  for (const id of db.column<string>('SELECT id FROM safetyBody WHERE departmentId = ? AND (validTo IS NULL OR validTo >= ?)', [from, day]))
    db.update('safetyBody', id, { departmentId: to });
}

function endOrRemove(db: Writer, today: string, { id, validFrom }: Row<'department'>, successorId: string): void {
  const names = db.all<{ id: string; validFrom: string; validTo: string | null }>(
    'SELECT id, validFrom, validTo FROM departmentName WHERE departmentId = ? ORDER BY validFrom',
    [id],
  );
  const used = ['roundSheet', 'assignment', 'appointment', 'inspectionFinding', 'resolution', 'accountDepartment'].some(
    (table) => db.value(`SELECT 1 FROM "${table}" WHERE departmentId = ? LIMIT 1`, [id]) !== undefined,
  );
  if (validFrom >= today && !used) {
    for (const name of names) db.remove('departmentName', name.id);
    db.remove('department', id);
    return;
  }
  const last = [dayBefore(today), validFrom, ...names.map((name) => name.validFrom)].reduce((a, b) => (a > b ? a : b));
  db.update('department', id, { validTo: last, successorId });
  for (const name of names) if (name.validTo === null) db.update('departmentName', name.id, { validTo: last });
}
