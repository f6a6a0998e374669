import { adopted, baseOf, dutyFields, wordsOf, type DutyField, type DutyWords, type LibraryDuty, type RegulationTitles } from './library';

/** A duty of the enterprise's list, as its row has it. */
export type OwnDuty = DutyWords & { id: string; libraryDuty: string; base: Readonly<Record<string, string>> };

export type SideChanged = 'libraryChanged' | 'mineChanged' | 'bothChanged';
/** `dropped`: the list left out a duty that its own edition of the library had; `own`: written by the enterprise. */
export type DutyState = 'unchanged' | SideChanged | 'new' | 'dropped' | 'removed' | 'own';

export interface FieldDifference {
  field: DutyField;
  state: SideChanged;
  /** Empty where nobody noted the words at adoption. */
  base: string;
  mine: string;
  library: string;
}
export interface DutyComparison {
  state: DutyState;
  mine?: OwnDuty;
  library?: LibraryDuty;
  /** Fields that differ, for a duty that both have. */
  fields: FieldDifference[];
}

function differenceOf(field: DutyField, base: string | undefined, mine: string, library: string): FieldDifference[] {
  if (mine === library) return [];
  // Without a base nobody can say who changed it: a person decides.
  const state = base === mine ? 'libraryChanged' : base === library ? 'mineChanged' : 'bothChanged';
  return [{ field, state, base: base ?? '', mine, library }];
}

function stateOf(fields: readonly FieldDifference[]): DutyState {
  const states = new Set(fields.map(({ state }) => state));
  if (states.size === 0) return 'unchanged';
  return states.size === 1 ? fields[0]!.state : 'bothChanged';
}

/**
 * A list held against a newer edition, with the words at adoption as base: the duties of the list in its order, then those it does not have.
 * `former` are the duties of the edition that the list was taken from; what it left out of them is `dropped`, not `new`.
 */
export function compareWithLibrary(
  list: readonly OwnDuty[],
  library: readonly LibraryDuty[],
  titles: RegulationTitles,
  former: readonly LibraryDuty[] = [],
): DutyComparison[] {
  const held = list.map((mine): DutyComparison => {
    if (mine.libraryDuty === '') return { state: 'own', mine, fields: [] };
    const duty = library.find(({ id }) => id === mine.libraryDuty);
    if (duty === undefined) return { state: 'removed', mine, fields: [] };
    const [own, others] = [baseOf(mine), baseOf(wordsOf(duty, titles))];
    const fields = dutyFields.flatMap((field) => differenceOf(field, mine.base[field], own[field]!, others[field]!));
    return { state: stateOf(fields), mine, library: duty, fields };
  });
  const known = new Set(list.map(({ libraryDuty }) => libraryDuty));
  const lacking = library
    .filter(({ id }) => !known.has(id))
    .map((duty): DutyComparison => ({ state: former.some(({ id }) => id === duty.id) ? 'dropped' : 'new', library: duty, fields: [] }));
  return [...held, ...lacking];
}

/** A duty of the merged list; without id where it is a new row. */
export type MergedDuty = Omit<OwnDuty, 'id'> & { id?: string };

/** Whose words a field keeps. */
export type Side = 'mine' | 'library';
/** What a person decided of a comparison. */
export interface Decisions {
  /** By row of the list and field; what is not named goes its usual way. */
  fields?: ReadonlyMap<string, Readonly<Partial<Record<DutyField, Side>>>>;
  /** Duties of the library that the list takes; absent for those that are new. */
  take?: ReadonlySet<string>;
}

const usualSide: Readonly<Record<SideChanged, Side | undefined>> = {
  libraryChanged: 'library',
  mineChanged: 'mine',
  bothChanged: undefined,
};

/**
 * The list with what the library changed where the enterprise had left its words as they were, and with the new duties, each behind the one it
 * follows in the library; a person may decide otherwise for each. What the enterprise wrote, left out or added stays. The words of the new
 * edition become the base, so a difference that stays is the enterprise's own from then on; only fields changed on both sides keep theirs until
 * somebody decides.
 */
export function mergeDuties(
  comparisons: readonly DutyComparison[],
  library: readonly LibraryDuty[],
  titles: RegulationTitles,
  { fields: decided, take }: Decisions = {},
): MergedDuty[] {
  const merged = comparisons.flatMap(({ mine, library: duty, fields }): MergedDuty[] => {
    if (mine === undefined) return [];
    if (duty === undefined) return [mine];
    const words = wordsOf(duty, titles);
    const base = baseOf(words);
    const taken: Partial<DutyWords> = {};
    for (const { field, state } of fields) {
      const side = decided?.get(mine.id)?.[field] ?? usualSide[state];
      if (side === 'library') Object.assign(taken, { [field]: words[field] });
      if (side === undefined) base[field] = mine.base[field] ?? '';
    }
    return [{ ...mine, ...taken, base }];
  });
  for (const { state, mine, library: duty } of comparisons) {
    if (mine !== undefined || duty === undefined || !(take?.has(duty.id) ?? state === 'new')) continue;
    const order = library.map(({ id }) => id);
    const before = new Set(order.slice(0, order.indexOf(duty.id)));
    const place = merged.findLastIndex(({ libraryDuty }) => before.has(libraryDuty));
    merged.splice(place + 1, 0, adopted(duty, titles));
  }
  return merged;
}
