import { departmentDraft, type DepartmentKind } from '../../db/domain/organization/organization';
import type { DepartmentField } from './fields';
import { columnNames, placeOfField } from './columnNames';
import type { ColumnName, Note, Problem } from './notes';
import type { RefusedRow, SurveyedRows } from './risks';
import type { IntakeRow } from './rows';
import { placeOf, type RowPlace } from './rowPlace';
import { unspaced } from './values';

/** A department as a sheet states it. */
export interface DepartmentCandidate extends RowPlace {
  no: string;
  /** Name with the names above it. */
  matchKey: string;
  name: string;
  /** Names of the departments above, topmost first; empty where the sheet says nothing. */
  above: string[];
  kind: DepartmentKind | null;
  validFrom: string | null;
  /** Texts of its cells as written. */
  raw: IntakeRow['raw'];
  notes: Note[];
  /** Where a finding about a field stands. */
  at: (field: DepartmentField) => Pick<Problem, 'field' | 'column' | 'value'>;
}

export interface DepartmentIntake {
  candidates: DepartmentCandidate[];
  refused: RefusedRow[];
}

const tierFields = ['tier1', 'tier2', 'tier3', 'tier4'] as const;
/** Lines and bullets by which a tree is drawn with characters, and the spaces of an indented name. */
const lead = /^[\s\u00a0\u3000│┃├┣└┗─━┕┝|]+/u;
const most = departmentDraft.shape.name.maxLength ?? Infinity;

/**
 * Turns rows into departments: the one above stands in a column of its own, in the name (生产部/一车间), in columns for each
 * level, or is told by indenting. Only a row without a name, or with one that is too long, is refused.
 * @param known true for a name that exists: a stroke in it is part of it
 */
export function departmentCandidates(sheets: readonly SurveyedRows[], known: (name: string) => boolean = () => false): DepartmentIntake {
  const intake: DepartmentIntake = { candidates: [], refused: [] };
  for (const { survey, rows } of sheets) {
    const columns = columnNames(survey);
    const tiers = new Tiers(tierFields.filter((field) => columns.has(field)));
    const tree = !columns.has('parent') && tiers.fields.length === 0 ? new Tree() : undefined;
    for (const row of rows) {
      const at = placeOfField(row, columns);
      const notes: Note[] = [...row.notes];
      const own = pathOf(textOf(row, 'departmentName'), known);
      const stated = pathOf(textOf(row, 'parent').replace(/^(无|没有|顶级|根部门)$/, ''), known);
      const levels = tiers.of(row, notes, at);
      const inTree = tree?.above(textOf(row, 'departmentName'), own.at(-1)) ?? [];
      const path = own.length > 1 ? [...stated.filter((name) => !own.includes(name)), ...own] : [...stated, ...own];
      const full = [...inTree, ...levels, ...path].filter((name, index, all) => levels.length === 0 || name !== all[index - 1]);
      const base = { ...placeOf(row), no: textOf(row, 'no'), raw: row.raw, notes };
      const name = levels.length === 0 && own.length === 0 ? undefined : full.at(-1);
      const problem = problemOf(name, full, columns, at);
      if (name === undefined || problem !== undefined) {
        intake.refused.push({ ...base, problems: problem === undefined ? [] : [problem] });
        continue;
      }
      intake.candidates.push({
        ...base,
        matchKey: full.join('/'),
        name,
        above: full.slice(0, -1),
        kind: (row.values.departmentKind as DepartmentKind | undefined) ?? null,
        validFrom: (row.values.validFrom as string | undefined) ?? null,
        at,
      });
    }
  }
  return intake;
}

const textOf = (row: IntakeRow, field: DepartmentField): string => (row.values[field] as string | undefined) ?? '';

function problemOf(
  name: string | undefined,
  path: readonly string[],
  columns: ReadonlyMap<string, ColumnName>,
  at: DepartmentCandidate['at'],
): Problem | undefined {
  const isMapped = columns.has('departmentName') || tierFields.some((field) => columns.has(field));
  if (name === undefined) return { key: isMapped ? 'departmentMissing' : 'departmentColumnMissing', ...at('departmentName') };
  const long = path.find((part) => part.length > most);
  if (long === undefined) return undefined;
  const place = at(long === name ? 'departmentName' : 'parent');
  return { key: 'nameTooLong', ...place, value: `${long.slice(0, 40)}…`, params: { length: long.length, max: most } };
}

/** A name by itself. */
const clean = (text: string): string => unspaced(text.replace(lead, '').trim());

/** Names of a path, outermost first. */
function pathOf(written: string, known: (name: string) => boolean): string[] {
  const whole = clean(written);
  if (whole === '') return [];
  return known(whole)
    ? [whole]
    : whole
        .split(/[/／\\＼>＞→]/)
        .map(clean)
        .filter((part) => part !== '');
}

/** Columns 一级部门, 二级部门 …: the last that is filled is the department, those before it stand above. */
class Tiers {
  #before: string[] = [];
  constructor(readonly fields: readonly (typeof tierFields)[number][]) {}

  of(row: IntakeRow, notes: Note[], at: DepartmentCandidate['at']): string[] {
    const names = this.fields.map((field) => clean(textOf(row, field)));
    const first = names.findIndex((name) => name !== '');
    const isBelow = first > 0 || (first < 0 && textOf(row, 'departmentName') !== '' && this.fields.length > 0);
    if (isBelow) {
      // Cells that were left empty below their department instead of merged.
      for (let index = 0; index < (first < 0 ? names.length : first); index += 1) {
        const value = this.#before[index] ?? '';
        if (value === '') continue;
        names[index] = value;
        notes.push({ key: 'filledFromAbove', ...at(this.fields[index]!), value });
      }
    }
    this.#before = names;
    return names.filter((name) => name !== '');
  }
}

/** Indented names: what stands less far to the right above a name is above it. */
class Tree {
  readonly #open: { indent: number; name: string }[] = [];

  above(written: string, name: string | undefined): string[] {
    if (name === undefined) return [];
    const indent = [...(lead.exec(written)?.[0] ?? '')].reduce(
      (sum, character) => sum + (/[\s\u00a0]/.test(character) && character !== '\u3000' ? 1 : 2),
      0,
    );
    while (this.#open.length > 0 && this.#open.at(-1)!.indent >= indent) this.#open.pop();
    const above = this.#open.map((entry) => entry.name);
    this.#open.push({ indent, name });
    return above;
  }
}
