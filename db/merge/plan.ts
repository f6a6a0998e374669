import type { Reader } from '../handle';
import type { Subject } from '../tables';
import { Before, rowOf, touchedSince, type Change, type Side, type Touched } from './records';
import type { Fork } from './fork';
import { noteRounds } from './rounds';
import { noteLoops, noteNeeds } from './needs';
import { derivedDiffer, differing, mergedSubjects, naturalKeys, numberColumns, unitOf, type AnyRow } from './shape';

export const verdicts = ['taken', 'kept', 'joined', 'conflict', 'clash', 'removedThere', 'removedHere'] as const;
/**
 * What becomes of a record when nobody decides otherwise: `taken` changed or made only there; `kept` only here; `joined` both changed other
 * fields; `conflict` both changed the same, or one removed what the other changed: a person decides; `clash` made on both sides under one
 * number: it comes over under a new one; `removedThere` removed there and unchanged here, `removedHere` the other way round.
 */
export type Verdict = (typeof verdicts)[number];
/**
 * Why it is so: `neededBy` something of the other side belongs to it; `hasChildren` likewise, so that it is not removed; `loop` superior
 * departments would form a ring; `erased` personal data that was removed stays removed; `roundClosed` a round closed on one side and worked
 * on at the other, `roundGone` likewise given up; `roundNext` it ended there, where the next one was opened; `openRound` each side has opened
 * one; `sameKey` the same entry was made on both sides.
 */
export type Note =
  | ''
  | 'neededBy'
  | 'hasChildren'
  | 'loop'
  | 'erased'
  | 'roundClosed'
  | 'roundGone'
  | 'roundNext'
  | 'openRound'
  | 'sameKey';

/** A record that differs, with its rows. */
export interface Case {
  subject: Subject;
  /** Here; the id of the other copy where it is not here. */
  id: string;
  /** There, where the same entry was made on both sides. */
  theirsId: string;
  base: AnyRow | null;
  mine: AnyRow | null;
  theirs: AnyRow | null;
  changes: Record<Side, Change | null>;
  /** `derived`: only what follows from others differs; nobody is asked. */
  verdict: Verdict | 'derived';
  note: Note;
  /** Units of columns that each side changed, and those that both changed differently. */
  units: { mine: string[]; theirs: string[]; conflict: string[] };
  choices: Side[];
  /** The round with which it comes or stays. */
  follows: string | null;
}

/** Ids of the other copy and what they are called here. */
export type Twins = ReadonlyMap<string, string>;
export interface Plan {
  cases: Case[];
  twins: Twins;
  /** People whose data was removed on either side. */
  erased: ReadonlySet<string>;
}

/** Holds two copies against what they were when they were one, record by record. Both readers must show one state each meanwhile. */
export function planMerge(mine: Reader, theirs: Reader, fork: Fork): Plan {
  const touched = { mine: touchedSince(mine, fork.fork.seq), theirs: touchedSince(theirs, fork.fork.seq) };
  const news = fork.known.seq === fork.fork.seq ? touched.theirs : touchedSince(theirs, fork.known.seq);
  const before = new Before(mine, theirs, fork, touched);
  const erasedIn = (reader: Reader) => new Set(reader.column<string>('SELECT personId FROM erasure'));
  const erasures = { mine: erasedIn(mine), theirs: erasedIn(theirs) };
  const twins = new Map<string, string>();
  const cases = new Map<string, Case>();
  const add = (subject: Subject, id: string, theirsId: string): void => {
    const rows = { mine: rowOf(mine, subject, id), theirs: rowOf(theirs, subject, theirsId) };
    // The same entry by another id: it is written here as what it is here.
    if (rows.theirs !== null && id !== theirsId) rows.theirs = { ...rows.theirs, id };
    rows.theirs = renamed(rows.theirs, twins);
    const base = before.row(id, theirsId, rows);
    const found = caseOf(subject, id, theirsId, { base, ...rows }, { mine: touched.mine.get(id), theirs: news.get(theirsId) });
    if (found !== null) cases.set(id, noteErased(found, erasures));
  };
  const subjectOf = new Map([...touched.mine, ...touched.theirs].map(([id, { subject }]) => [id, subject]));
  // Owners of natural keys first: what belongs to them is called by their ids.
  for (const subject of mergedSubjects) {
    for (const [id, { subject: own }] of touched.theirs) {
      if (own !== subject) continue;
      const twin = twinOf(mine, theirs, subject, id, twins);
      if (twin !== undefined) twins.set(id, twin);
    }
  }
  const paired = new Set(twins.values());
  for (const [id, subject] of subjectOf) {
    if (!mergedSubjects.includes(subject) || twins.has(id) || paired.has(id)) continue;
    add(subject, id, id);
  }
  for (const [theirsId, id] of twins) add(subjectOf.get(theirsId)!, id, theirsId);
  const plan: Plan = { cases: [...cases.values()], twins, erased: new Set([...erasures.mine, ...erasures.theirs]) };
  noteClashes(mine, plan);
  noteRounds(mine, plan);
  noteNeeds(mine, theirs, plan);
  noteLoops(mine, theirs, plan);
  return plan;
}

/** What the row names by another id than we do. */
const renamed = (row: AnyRow | null, twins: Twins): AnyRow | null =>
  row === null || twins.size === 0
    ? row
    : Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          column.endsWith('Id') && typeof value === 'string' ? (twins.get(value) ?? value) : value,
        ]),
      );

/** Our record that is the same entry as one made there, by what it says it is. */
function twinOf(mine: Reader, theirs: Reader, subject: Subject, id: string, twins: Twins): string | undefined {
  const key = naturalKeys[subject];
  if (key === undefined || rowOf(mine, subject, id) !== null) return undefined;
  const row = renamed(rowOf(theirs, subject, id), twins);
  if (row === null) return undefined;
  const found = mine.value<string>(
    `SELECT id FROM "${subject}" WHERE ${key.map((column) => `"${column}" IS ?`).join(' AND ')}`,
    key.map((column) => row[column]!),
  );
  // Ours stands there as well, under another key by now: they are two.
  if (found === undefined || rowOf(theirs, subject, found) !== null) return undefined;
  return found;
}

function caseOf(
  subject: Subject,
  id: string,
  theirsId: string,
  rows: Pick<Case, 'base' | 'mine' | 'theirs'>,
  touched: Readonly<Record<Side, Touched | undefined>>,
): Case | null {
  const { base, mine, theirs } = rows;
  if (mine === null && theirs === null) return null;
  const changed = { mine: differing(subject, base, mine), theirs: differing(subject, base, theirs) };
  const found: Case = {
    subject,
    id,
    theirsId,
    ...rows,
    changes: { mine: changeOf(touched.mine, base, mine), theirs: changeOf(touched.theirs, base, theirs) },
    verdict: 'kept',
    note: id === theirsId ? '' : 'sameKey',
    units: { mine: [], theirs: [], conflict: [] },
    choices: [],
    follows: null,
  };
  const isSame = (side: Side) => (base === null) === (found[side] === null) && changed[side].length === 0;
  const given = (verdict: Case['verdict'], choices: Side[] = []): Case => ({ ...found, verdict, choices });
  if (mine === null) {
    if (base === null) return given('taken', ['mine', 'theirs']);
    return isSame('theirs') ? given('removedHere') : given('conflict', ['mine', 'theirs']);
  }
  if (theirs === null) {
    if (base === null) return given('kept');
    return isSame('mine') ? given('removedThere', ['mine', 'theirs']) : given('conflict', ['mine', 'theirs']);
  }
  const apart = differing(subject, mine, theirs);
  // What belongs to a round may differ although it does not.
  if (apart.length === 0) return subject === 'round' || derivedDiffer(subject, mine, theirs).length > 0 ? given('derived') : null;
  const unitsOf = (side: Side) => new Set(changed[side].map((column) => unitOf(subject, column)));
  const units = { mine: unitsOf('mine'), theirs: unitsOf('theirs') };
  const differ = [...new Set(apart.map((column) => unitOf(subject, column)))];
  found.units = {
    mine: differ.filter((unit) => units.mine.has(unit) && !units.theirs.has(unit)),
    theirs: differ.filter((unit) => units.theirs.has(unit) && !units.mine.has(unit)),
    conflict: differ.filter((unit) => units.theirs.has(unit) === units.mine.has(unit)),
  };
  if (found.units.conflict.length > 0) return given('conflict', ['mine', 'theirs']);
  if (found.units.theirs.length === 0) return given('kept');
  return given(found.units.mine.length === 0 ? 'taken' : 'joined', ['mine', 'theirs']);
}

function changeOf(touched: Touched | undefined, base: AnyRow | null, now: AnyRow | null): Change | null {
  if (touched === undefined) return null;
  const { at, actor, command, count } = touched;
  const kind = now === null ? 'removed' : base === null ? 'created' : command === 'person.erase' ? 'erased' : 'changed';
  return { kind, at, actor, command, count };
}

/** Whoever was removed from the records stays removed, whatever the other side wrote meanwhile. */
function noteErased(found: Case, erasures: Readonly<Record<Side, ReadonlySet<string>>>): Case {
  if (found.subject !== 'person') return found;
  if (erasures.mine.has(found.id)) return { ...found, verdict: 'kept', note: 'erased', choices: [] };
  return erasures.theirs.has(found.id) ? { ...found, verdict: 'taken', note: 'erased', choices: [] } : found;
}

/** A record made there whose number another record has here. */
function noteClashes(mine: Reader, { cases }: Plan): void {
  for (const found of cases) {
    const column = numberColumns[found.subject];
    const number = column === undefined ? undefined : found.theirs?.[column];
    if (column === undefined || found.verdict !== 'taken' || found.mine !== null || number === '' || number === undefined) continue;
    const taken = mine.value<string>(`SELECT id FROM "${found.subject}" WHERE "${column}" = ?`, [number]);
    if (taken !== undefined && taken !== found.id) found.verdict = 'clash';
  }
}
