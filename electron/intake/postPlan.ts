import type { PostDraft } from '../../db/domain/organization/organization';
import { departmentNames, withDescendants } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { departmentsMeant, type DepartmentPlace } from './departmentMeant';
import type { Note, Problem } from './notes';
import type { PostCandidate } from './posts';
import { stateOf, type PlanNote, type PlanState } from './riskPlan';
import type { RefusedRow } from './risks';
import { placeOf, placeParams, type RowPlace } from './rowPlace';
import type { RepeatedRow } from './session';

export interface PlannedPost extends RowPlace {
  no: string;
  state: PlanState;
  draft: Required<Omit<PostDraft, 'departmentId'>>;
  /** Empty for one of all departments. */
  department: DepartmentPlace;
  existing: { id: string; revision: number } | null;
  changes: { field: string; before: string; after: string }[];
  notes: PlanNote[];
  raw: PostCandidate['raw'];
}

export interface PostPlan {
  posts: PlannedPost[];
  refused: RefusedRow[];
  repeated: RepeatedRow[];
}

type Stored = Row<'post'>;
interface PlacedPost {
  candidate: PostCandidate;
  department: DepartmentPlace;
  existing?: Stored;
  notes: Note[];
}
const ofAllDepartments: DepartmentPlace = { id: null, name: '', above: [] };

/**
 * Holds posts of sheets against those on file: a name may stand in several departments, once in each. One that is on file for all
 * departments, or that the sheet names without a department, is the only one of its name or none.
 */
export function planPosts({ db, today }: { db: Reader; today: string }, candidates: readonly PostCandidate[]): PostPlan {
  const plan: PostPlan = { posts: [], refused: [], repeated: [] };
  const departmentOf = departmentsMeant(
    db,
    today,
    candidates.map(({ post }) => post),
  );
  const first = new Map<string, PostCandidate>();
  const rows: PlacedPost[] = [];
  for (const candidate of candidates) {
    const { post } = candidate;
    const department = departmentOf(post);
    const key = `${post.name}\n${department.id ?? department.name}`;
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, candidate);
      rows.push({ candidate, department, notes: [] });
    } else {
      const note: Note = { key: 'duplicatePost', field: 'postName', value: post.name, params: placeParams(twin, candidate) };
      plan.repeated.push({ ...placed(candidate), title: post.name, place: department.name, notes: [...candidate.notes, note] });
    }
  }
  const problems = matchPosts(db, today, rows);
  const scene = { start: readEnterprise(db).startDate, names: departmentNames(db, today), validFrom: departmentStarts(db) };
  for (const row of rows) {
    const problem = problems.get(row);
    if (problem === undefined) plan.posts.push(planned(row, scene));
    else plan.refused.push({ ...placed(row.candidate), problems: [problem], notes: row.candidate.notes });
  }
  return plan;
}

const placed = (row: PostCandidate) => ({ ...placeOf(row), no: row.no, raw: row.raw });

const departmentStarts = (db: Reader): ReadonlyMap<string, string> =>
  new Map(db.all<{ id: string; validFrom: string }>('SELECT id, validFrom FROM department').map(({ id, validFrom }) => [id, validFrom]));

/** Which post on file each row means; one on file is met by one row at most. @returns rows that may mean several */
function matchPosts(db: Reader, today: string, rows: readonly PlacedPost[]): Map<PlacedPost, Problem> {
  const stored = Map.groupBy(
    db.all<Stored>('SELECT * FROM post WHERE validTo IS NULL OR validTo > ? ORDER BY validFrom, id', [today]),
    ({ name }) => name,
  );
  const problems = new Map<PlacedPost, Problem>();
  for (const [name, own] of Map.groupBy(rows, ({ candidate }) => candidate.post.name)) {
    const free = [...(stored.get(name) ?? [])];
    const take = (row: PlacedPost, fits: (post: Stored) => boolean): void => {
      const at = row.existing === undefined ? free.findIndex(fits) : -1;
      if (at >= 0) row.existing = free.splice(at, 1)[0]!;
    };
    const isWithout = ({ department }: PlacedPost) => department.name === '';
    for (const row of own)
      take(row, ({ departmentId }) =>
        isWithout(row) ? departmentId === null : departmentId === row.department.id && departmentId !== null,
      );
    const open = own.filter(({ existing }) => existing === undefined);
    const total = free.length;
    for (const row of open) {
      if (isWithout(row)) {
        // Without a department it is the only one of its name, wherever that stands.
        if (total === 1 && open.length === 1) take(row, () => true);
        else if (total > 1 && !row.candidate.post.isOfAll)
          problems.set(row, { key: 'postAmbiguous', ...row.candidate.at('postName'), value: name, params: { count: total } });
      } else if (open.length === 1) {
        take(row, ({ departmentId }) => departmentId === null);
      } else if (free.some(({ departmentId }) => departmentId === null))
        row.notes.push({ key: 'postElsewhere', field: 'postName', value: name });
    }
    for (const row of own) if (row.existing !== undefined) settlePlace(db, today, row, row.existing);
  }
  return problems;
}

/** A post on file keeps its department where the sheet names none, and stays for all where people of other departments hold it. */
function settlePlace(db: Reader, today: string, row: PlacedPost, existing: Stored): void {
  const { candidate, department } = row;
  const keep = (): void => {
    const id = existing.departmentId;
    row.department = id === null ? ofAllDepartments : { id, name: departmentNames(db, today).get(id) ?? '', above: [] };
  };
  if (department.name === '') {
    if (!candidate.post.isOfAll) keep();
    return;
  }
  if (existing.departmentId !== null) return;
  const holders = db.column<string | null>(
    'SELECT DISTINCT departmentId FROM assignment WHERE postId = ? AND validFrom <= ? AND (validTo IS NULL OR validTo >= ?)',
    [existing.id, today, today],
  );
  const below = department.id === null ? [] : withDescendants(db, [department.id]);
  if (holders.every((id) => id !== null && below.includes(id))) return;
  row.notes.push({ key: 'postOfSeveral', ...candidate.at('postDepartment'), value: candidate.post.name });
  keep();
}

interface Starts {
  start: string;
  names: ReadonlyMap<string, string>;
  validFrom: ReadonlyMap<string, string>;
}

function planned({ candidate, department, existing, notes: told }: PlacedPost, { start, names, validFrom }: Starts): PlannedPost {
  const { post, at } = candidate;
  const notes: PlanNote[] = [...candidate.notes, ...told];
  if (department.name !== '' && department.id === null)
    notes.push({ key: 'newDepartment', field: 'postDepartment', value: [...department.above, department.name].join('/') });
  const since = department.id === null ? start : (validFrom.get(department.id) ?? start);
  const draft: PlannedPost['draft'] = {
    name: post.name,
    level: post.level ?? (existing?.level as PlannedPost['draft']['level'] | undefined) ?? '',
    isHazardExposed: post.isHazardExposed ?? existing?.isHazardExposed === 1,
    isSpecialOperation: post.isSpecialOperation ?? existing?.isSpecialOperation === 1,
    isLeader: post.isLeader ?? existing?.isLeader === 1,
    validFrom: existing?.validFrom ?? post.validFrom ?? (since > start ? since : start),
  };
  const changes: PlannedPost['changes'] = [];
  if (existing !== undefined) {
    const change = (field: string, before: string, after: string): void => {
      if (before !== after) changes.push({ field, before, after });
    };
    if (department.id !== existing.departmentId || (department.id === null && department.name !== ''))
      change('postDepartment', names.get(existing.departmentId ?? '') ?? '', department.name);
    change('postLevel', existing.level, draft.level);
    for (const [field, own] of [
      ['isHazardExposed', 'isHazardExposed'],
      ['isSpecialOperation', 'isSpecialOperation'],
      ['isCompanyLeader', 'isLeader'],
    ] as const)
      change(field, String(existing[own] === 1), String(draft[own]));
    if (post.validFrom !== null && post.validFrom !== existing.validFrom)
      notes.push({ ...at('validFrom'), key: 'validFromKept', params: { date: existing.validFrom } });
  }
  return {
    ...placed(candidate),
    draft,
    department,
    existing: existing === undefined ? null : { id: existing.id, revision: existing.revision },
    changes,
    notes,
    state: stateOf(existing, changes),
  };
}
