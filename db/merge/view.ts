import { isBlank, silentFields } from '../domain/difference';
import { maskedRow } from '../domain/personal/mask';
import type { Reader } from '../handle';
import { recordName } from '../query/history';
import { nextNumber } from './number';
import type { Case, Note, Verdict } from './plan';
import type { Change, Side } from './records';
import { differing, isGroup, numberColumns, unitOf, type AnyRow } from './shape';
import type { Subject } from '../tables';

/** A field of a record that differs, numbers of people masked. */
export interface FieldRow {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  from: Side | 'conflict';
  /** Only for what both changed. */
  decision: Side | null;
  /** Fields of one group are decided together. */
  group: string | null;
}

/** A record that differs, as people decide about it. */
export interface CopyRow {
  /** Stable within one comparison. */
  n: number;
  subject: Subject;
  id: string;
  name: string;
  verdict: Verdict;
  note: Note;
  /** The number it would get; the one that it gets is told by the merge. */
  renumber: { from: string; to: string; side: Side } | null;
  mine: Change | null;
  theirs: Change | null;
  fields: FieldRow[];
  choices: Side[];
  decision: Side | null;
  /** A conflict that nobody has decided. */
  isOpen: boolean;
}
export type ShownCase = Omit<CopyRow, 'n' | 'decision' | 'isOpen'>;

/** Too large to be looked at beside each other. */
const frozen: ReadonlySet<string> = new Set(['dossier', 'document', 'figures', 'contents', 'profile', 'sources']);

/** A case as it is shown; undefined for what nobody is asked about. */
export function shownCase(mine: Reader, theirs: Reader, found: Case): ShownCase | undefined {
  const { subject, id, verdict, note, changes, choices } = found;
  if (verdict === 'derived' || found.follows !== null) return undefined;
  const [reader, row] = found.mine === null ? [theirs, found.theirs] : [mine, found.mine];
  const column = numberColumns[subject];
  return {
    subject,
    id,
    name: String(maskedRow(subject, { name: recordName(reader, subject, id, row) }).name),
    verdict,
    note,
    renumber: verdict === 'clash' ? renumbered(mine, found, column!) : null,
    mine: changes.mine,
    theirs: changes.theirs,
    fields: fieldsOf(mine, theirs, found),
    choices,
  };
}

function fieldsOf(mine: Reader, theirs: Reader, found: Case): FieldRow[] {
  const { subject, base, units } = found;
  const isBoth = found.mine !== null && found.theirs !== null;
  const shown = {
    base: shownRow(found.mine === null ? theirs : mine, subject, base),
    mine: shownRow(mine, subject, found.mine),
    theirs: shownRow(theirs, subject, found.theirs),
  };
  const fromOf = (column: string): FieldRow['from'] => {
    const unit = unitOf(subject, column);
    if (!isBoth) return found.theirs === null ? 'mine' : 'theirs';
    return units.conflict.includes(unit) ? 'conflict' : units.theirs.includes(unit) ? 'theirs' : 'mine';
  };
  return columnsShown(found, shown).map((field) => {
    const unit = unitOf(subject, field);
    const [here, there] = [shown.mine?.[field] ?? null, shown.theirs?.[field] ?? null];
    const isHidden = here !== null && here === there && found.mine?.[field] !== found.theirs?.[field];
    return {
      field,
      base: shown.base?.[field] ?? null,
      mine: here,
      theirs: isHidden ? `${String(there)} (2)` : there,
      from: fromOf(field),
      decision: null,
      group: isGroup(subject, unit) ? unit : null,
    };
  });
}

function columnsShown(found: Case, shown: Readonly<Record<Side | 'base', AnyRow | null>>): string[] {
  const { subject, base, mine, theirs } = found;
  const isTold = (column: string) => !silentFields.has(column) && !frozen.has(column);
  if (mine !== null && theirs !== null) {
    const columns = differing(subject, mine, theirs).filter((column) => !frozen.has(column));
    const units = new Map<string, string[]>();
    for (const column of columns) units.set(unitOf(subject, column), [...(units.get(unitOf(subject, column)) ?? []), column]);
    // Of what both changed something has to stand there to be decided.
    return [...units].flatMap(([unit, own]) => {
      const told = own.filter(isTold);
      if (unit === 'owner' || unit === 'leader') return [`${unit}Text`];
      return told.length > 0 ? told : own.slice(0, 1);
    });
  }
  const row = mine ?? theirs!;
  if (base !== null) return differing(subject, base, row).filter(isTold);
  const filled = (mine === null ? shown.theirs : shown.mine)!;
  return Object.keys(row).filter((column) => isTold(column) && !isBlank(filled[column]));
}

/** A row with its owner by name, numbers of people masked. */
function shownRow(reader: Reader, subject: Subject, row: AnyRow | null): AnyRow | null {
  if (row === null) return null;
  const nameOf = (table: 'person' | 'post', id: string | number | null | undefined) =>
    id === null || id === undefined ? undefined : reader.value<string>(`SELECT name FROM "${table}" WHERE id = ?`, [id]);
  const owner = nameOf('person', row['ownerId']) ?? nameOf('post', row['ownerPostId']);
  return maskedRow(subject, { ...row, ...(owner !== undefined && { ownerText: owner }) });
}

function renumbered(mine: Reader, { subject, theirs }: Case, column: string): CopyRow['renumber'] {
  const { to, side } = nextNumber(mine, subject, theirs!);
  return { from: String(theirs![column]), to, side };
}
