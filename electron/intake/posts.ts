import { departmentDraft, postDraft } from '../../db/domain/organization/organization';
import type { PostLevel } from '../../db/domain/responsibility/responsibility';
import type { StatedPlace } from './departmentMeant';
import type { PostField } from './fields';
import { columnNames, placeOfField } from './columnNames';
import type { ColumnName, Note, Problem } from './notes';
import { departmentPath } from './people';
import type { RefusedRow, SurveyedRows } from './risks';
import type { IntakeRow } from './rows';
import { placeOf, type RowPlace } from './rowPlace';
import { unspaced } from './values';

/** A post as a sheet states it; null where it does not say. */
export interface SheetPost extends StatedPlace {
  name: string;
  /** The sheet says 不限部门. */
  isOfAll: boolean;
  level: PostLevel | null;
  isHazardExposed: boolean | null;
  isSpecialOperation: boolean | null;
  isLeader: boolean | null;
  validFrom: string | null;
}

export interface PostCandidate extends RowPlace {
  no: string;
  post: SheetPost;
  /** Texts of its cells as written. */
  raw: IntakeRow['raw'];
  notes: Note[];
  /** Where a finding about a field stands. */
  at: (field: PostField) => Pick<Problem, 'field' | 'column' | 'value'>;
}

export interface PostIntake {
  candidates: PostCandidate[];
  refused: RefusedRow[];
}

const ofAll = /^(不限|不限部门|不分部门|所有部门|各部门|全部部门|全公司|全厂|any department)$/i;
const mostName = postDraft.shape.name.maxLength ?? Infinity;
const mostDepartment = departmentDraft.shape.name.maxLength ?? Infinity;

/** Turns rows into posts; only a row without a name, or with one that is too long, is refused. */
export function postCandidates(
  sheets: readonly SurveyedRows[],
  meant: (kind: 'department' | 'post', name: string) => string = (_kind, name) => name,
): PostIntake {
  const intake: PostIntake = { candidates: [], refused: [] };
  for (const { survey, rows } of sheets) {
    const columns = columnNames(survey);
    for (const row of rows) {
      const text = (field: PostField): string => (row.values[field] as string | undefined) ?? '';
      const at = placeOfField(row, columns);
      const name = unspaced(text('postName').replace(/\s*\n\s*/g, ''));
      const own = departmentPath([text('postDepartment'), text('workshop'), text('team')]);
      const isOfAll = own.length === 1 && ofAll.test(own[0]!);
      const stated = own.length > 0 ? own : departmentPath([row.section?.department || (survey.facts.department ?? '')]);
      const path = isOfAll ? [] : stated.map((part) => meant('department', unspaced(part)));
      const base = { ...placeOf(row), no: text('no'), raw: row.raw, notes: [...row.notes] };
      const problem = problemOf(name, path, columns, at);
      if (problem !== undefined) {
        intake.refused.push({ ...base, problems: [problem] });
        continue;
      }
      const post: SheetPost = {
        name: meant('post', name),
        department: path.at(-1) ?? '',
        above: path.slice(0, -1),
        isOfAll,
        level: (row.values.postLevel as PostLevel | undefined) ?? null,
        isHazardExposed: (row.values.isHazardExposed as boolean | undefined) ?? null,
        isSpecialOperation: (row.values.isSpecialOperation as boolean | undefined) ?? null,
        isLeader: (row.values.isCompanyLeader as boolean | undefined) ?? null,
        validFrom: (row.values.validFrom as string | undefined) ?? null,
      };
      intake.candidates.push({ ...base, post, at });
    }
  }
  return intake;
}

function problemOf(
  name: string,
  path: readonly string[],
  columns: ReadonlyMap<string, ColumnName>,
  at: PostCandidate['at'],
): Problem | undefined {
  if (name === '') return { key: columns.has('postName') ? 'postMissing' : 'postColumnMissing', ...at('postName') };
  const long = path.find((part) => part.length > mostDepartment);
  if (name.length > mostName)
    return { key: 'nameTooLong', ...at('postName'), value: `${name.slice(0, 40)}…`, params: { length: name.length, max: mostName } };
  if (long === undefined) return undefined;
  const params = { length: long.length, max: mostDepartment };
  return { key: 'nameTooLong', ...at('postDepartment'), value: `${long.slice(0, 40)}…`, params };
}
