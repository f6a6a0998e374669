import { leaderRoles } from '../domain/organization/appointment';
import type { LetterBatchDraft, LetterContent } from '../domain/responsibility/letter';
import { letterNumber } from '../domain/responsibility/letter';
import type { LetterState } from '../domain/responsibility/responsibility';
import { targetsStated } from '../domain/responsibility/target';
import type { Reader, SqlValue } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { inForce, versionInForce } from './asOf';
import { departmentNames, departmentsAbove } from './department';
import { takeCounts } from './risk';
import { listTargets } from './target';

/** Somebody who works here on a day, with the list that is in force for the post, and for a fixed role where the post has none. */
export interface Candidate {
  personId: string;
  name: string;
  departmentId: string | null;
  postId: string | null;
  title: string;
  isLeader: boolean;
  responsibilityId: string | null;
  /** A letter of the same year that stands. */
  letterNumber: string | null;
}

/** Everybody who works here on the day, in the order of departments, posts and names. */
const listCandidates = (reader: Reader, year: number, day: string): Candidate[] =>
  reader
    .all<Omit<Candidate, 'isLeader'> & { isLeader: number }>(
      `WITH office AS (
          SELECT m.personId, r.id, r.title, row_number() OVER (PARTITION BY m.personId ORDER BY r.id) AS place FROM appointment m
            JOIN responsibility r ON r.role = m.role AND ${versionInForce('r')} WHERE ${inForce('m')}
        )
        SELECT p.id AS personId, p.name, a.departmentId, a.postId, coalesce(o.name, f.title, '') AS title,
          max(p.isLeader, coalesce(o.isLeader, 0)) AS isLeader, coalesce(r.id, f.id) AS responsibilityId,
          (SELECT l.number FROM letter l JOIN letterBatch b ON b.id = l.batchId WHERE l.personId = p.id AND l.state <> 'voided' AND b.year = @year LIMIT 1) AS letterNumber
        FROM person p LEFT JOIN assignment a ON a.personId = p.id AND ${inForce('a')}
          LEFT JOIN post o ON o.id = a.postId LEFT JOIN department d ON d.id = a.departmentId
          LEFT JOIN responsibility r ON r.postId = a.postId AND ${versionInForce('r')}
          LEFT JOIN office f ON f.personId = p.id AND f.place = 1
        WHERE (p.enteredOn IS NULL OR p.enteredOn <= @day) AND (p.leftOn IS NULL OR p.leftOn >= @day)
        GROUP BY p.id ORDER BY d.sort IS NOT NULL, d.sort, o.name, p.name, p.id`,
      { day, year },
    )
    .map((row) => ({ ...row, isLeader: row.isLeader === 1 }));

/** Why somebody gets no letter: no post or role, no list in force for it, one already. */
export type LeftOut = Pick<Candidate, 'personId' | 'name' | 'departmentId' | 'title' | 'letterNumber'> & {
  why: 'noPost' | 'noList' | 'hasLetter';
};

const whyNot = ({ postId, title, responsibilityId, letterNumber: number }: Candidate): LeftOut['why'] | undefined =>
  number !== null ? 'hasLetter' : responsibilityId !== null ? undefined : postId === null && title === '' ? 'noPost' : 'noList';

export interface LetterPlan {
  letters: Candidate[];
  leftOut: LeftOut[];
}

/** Who gets a letter in a run and who does not, of some departments or of all. */
export function planLetters(reader: Reader, year: number, day: string, departmentIds: readonly string[] | null): LetterPlan {
  const asked = listCandidates(reader, year, day).filter(
    ({ departmentId }) => departmentIds === null || (departmentId !== null && departmentIds.includes(departmentId)),
  );
  const leftOut = asked.flatMap((person): LeftOut[] => {
    const why = whyNot(person);
    const { personId, name, departmentId, title, letterNumber: number } = person;
    return why === undefined ? [] : [{ personId, name, departmentId, title, letterNumber: number, why }];
  });
  return { letters: asked.filter((person) => whyNot(person) === undefined), leftOut };
}

/** Heads of departments on a day: name by department. */
const headsOn = (reader: Reader, day: string): ReadonlyMap<string, { personId: string; name: string; title: string }> =>
  new Map(
    reader
      .all<{ departmentId: string; personId: string; name: string; title: string }>(
        `SELECT m.departmentId, p.id AS personId, p.name, m.title FROM appointment m JOIN person p ON p.id = m.personId
          WHERE m.role = 'departmentHead' AND m.departmentId IS NOT NULL AND ${inForce('m')}`,
        { day },
      )
      .map((row) => [row.departmentId, row]),
  );

/** Makes the letters of a plan as one batch: what those of one post say is frozen once. @returns the batch and how many letters */
export function issueLetters(db: Writer, draft: LetterBatchDraft, plan: LetterPlan): { batchId: string; letters: number } {
  const { isByLevel, ownIssuer, ...batch } = draft;
  const day = draft.issuedOn;
  const batchId = db.insert('letterBatch', batch).id;
  const targets = listTargets(db, draft.year, day);
  const names = departmentNames(db, day);
  const heads = headsOn(db, day);
  const signer = draft.issuerId ?? signerNamed(db, draft.issuerName, day);
  const offices = officesOn(db, day);
  const above = departmentsAbove(db);
  const contents = new Map<string, string>();
  const first = takeCounts(db, 'letter', String(draft.year), plan.letters.length);
  const former = formerLetters(db, draft.year);
  for (const [at, person] of plan.letters.entries()) {
    const path = above(person.departmentId);
    const head = path
      .map((departmentId) => heads.get(departmentId))
      .find((found) => found !== undefined && found.personId !== person.personId);
    const issuer =
      person.personId === signer
        ? { name: ownIssuer, title: '' }
        : isByLevel && !person.isLeader && head
          ? { name: head.name, title: head.title || '部门负责人' }
          : { name: draft.issuerName, title: draft.issuerTitle };
    const besides = (offices.get(person.personId) ?? []).filter((id) => id !== person.responsibilityId);
    const key = [person.responsibilityId, person.departmentId, person.postId, issuer.name, person.isLeader, ...besides].join(' ');
    let contentId = contents.get(key);
    if (contentId === undefined) {
      contentId = db.insert('letterContent', {
        batchId,
        responsibilityId: person.responsibilityId,
        departmentId: person.departmentId,
        department: (person.departmentId && names.get(person.departmentId)) || '',
        title: person.title,
        content: JSON.stringify(
          contentOf(
            db,
            draft,
            [person.responsibilityId!, ...besides],
            issuer,
            targetsStated(targets, person.postId, path, person.isLeader),
          ),
        ),
      }).id;
      contents.set(key, contentId);
    }
    db.insert('letter', {
      batchId,
      contentId,
      number: letterNumber(draft.year, first + at),
      personId: person.personId,
      departmentId: person.departmentId,
      personName: person.name,
      state: 'printed',
      previousId: former.get(person.personId) ?? null,
    });
  }
  return { batchId, letters: plan.letters.length };
}

/** Whoever of that name signs for the enterprise: the only one here of the name, or the only leader of several; NULL where nobody can tell. */
function signerNamed(reader: Reader, name: string, day: string): string | null {
  const found = reader.all<{ id: string; isLeader: number }>(
    `SELECT p.id, max(p.isLeader, coalesce((SELECT max(o.isLeader) FROM assignment a JOIN post o ON o.id = a.postId WHERE a.personId = p.id AND ${inForce('a')}), 0),
        EXISTS (SELECT 1 FROM appointment m WHERE m.personId = p.id AND m.role IN (SELECT value FROM json_each(@roles)) AND ${inForce('m')})) AS isLeader
      FROM person p WHERE p.name = @name AND (p.leftOn IS NULL OR p.leftOn >= @day)`,
    { name, day, roles: JSON.stringify(leaderRoles) },
  );
  const leaders = found.length === 1 ? found : found.filter(({ isLeader }) => isLeader === 1);
  return leaders.length === 1 ? leaders[0]!.id : null;
}

/** Lists in force of the fixed roles that people hold on a day, by person. */
function officesOn(reader: Reader, day: string): ReadonlyMap<string, string[]> {
  const rows = reader.all<{ personId: string; id: string }>(
    `SELECT DISTINCT m.personId, r.id FROM appointment m JOIN responsibility r ON r.role = m.role AND ${versionInForce('r')}
      WHERE ${inForce('m')} ORDER BY r.title, r.id`,
    { day },
  );
  return new Map([...Map.groupBy(rows, ({ personId }) => personId)].map(([personId, lists]) => [personId, lists.map(({ id }) => id)]));
}

/** The last letter of each person from a year before that stands. */
const formerLetters = (reader: Reader, year: number): ReadonlyMap<string, string> =>
  new Map(
    reader
      .all<{ personId: string; id: string }>(
        `SELECT l.personId, l.id FROM letter l JOIN letterBatch b ON b.id = l.batchId WHERE l.state <> 'voided' AND b.year < ? ORDER BY b.year, l.id`,
        [year],
      )
      .map(({ personId, id }) => [personId, id]),
  );

function contentOf(
  reader: Reader,
  { year, rewards }: LetterBatchDraft,
  /** Its list and those of the fixed roles held besides. */
  [responsibilityId, ...besides]: readonly string[],
  issuer: LetterContent['issuer'],
  targets: readonly Row<'yearTarget'>[],
): LetterContent {
  const listOf = (id: string) => reader.get<Row<'responsibility'>>('SELECT * FROM responsibility WHERE id = ?', [id])!;
  const dutiesOf = (id: string) =>
    reader.all<LetterContent['duties'][number]>(
      'SELECT text, frequency, criteria, standard10 FROM responsibilityDuty WHERE responsibilityId = ? ORDER BY sort, id',
      [id],
    );
  const list = listOf(responsibilityId!);
  const duties = dutiesOf(responsibilityId!);
  const said = new Set(duties.map(({ text }) => text));
  /** What a role asks for and no list before has said. */
  const offices = besides.map((id) => ({
    title: listOf(id).title,
    duties: dutiesOf(id).filter(({ text }) => !said.has(text) && said.add(text)),
  }));
  return {
    schema: 'letter@1',
    year,
    issuer,
    targets: targets.map(({ level, kind, name, value, criteria }) => ({
      level: level as LetterContent['targets'][number]['level'],
      kind: kind as LetterContent['targets'][number]['kind'],
      name,
      value,
      criteria,
    })),
    scope: list.scope,
    criteria: list.criteria,
    duties,
    offices: offices.filter((office) => office.duties.length > 0),
    rewards,
  };
}

export type BatchRow = Row<'letterBatch'> & Record<LetterState, number> & { letters: number };

/** Runs of letters, the newest first, with how many of their letters are in which state. */
export const listBatches = (reader: Reader): BatchRow[] =>
  reader.all<BatchRow>(
    `SELECT b.*, count(l.id) AS letters, ${(['printed', 'sent', 'signed', 'voided'] as const).map((state) => `count(CASE WHEN l.state = '${state}' THEN 1 END) AS "${state}"`).join(', ')}
      FROM letterBatch b LEFT JOIN letter l ON l.batchId = b.id GROUP BY b.id ORDER BY b.year DESC, b.issuedOn DESC, b.id DESC`,
  );

export interface LetterRow {
  id: string;
  revision: number;
  number: string;
  personId: string;
  personName: string;
  department: string;
  title: string;
  state: LetterState;
  sentOn: string | null;
  signedOn: string | null;
  voidedOn: string | null;
  reason: string;
  scans: number;
  renews: string | null;
}

export interface LetterFilter {
  batchId: string;
  state?: LetterState | undefined;
  departmentIds?: readonly string[] | undefined;
  text?: string | undefined;
}

function conditions({ batchId, state, departmentIds, text }: LetterFilter): { where: string; params: Record<string, SqlValue> } {
  const parts = ['l.batchId = @batchId'];
  const params: Record<string, SqlValue> = { batchId };
  if (state !== undefined) {
    parts.push('l.state = @state');
    params['state'] = state;
  }
  if (departmentIds !== undefined) {
    parts.push('l.departmentId IN (SELECT value FROM json_each(@departments))');
    params['departments'] = JSON.stringify(departmentIds);
  }
  if (text) {
    parts.push(`(l.personName LIKE @like ESCAPE '\\' OR l.number LIKE @like ESCAPE '\\' OR c.title LIKE @like ESCAPE '\\')`);
    params['like'] = `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`;
  }
  return { where: parts.join(' AND '), params };
}

export function listLetters(
  reader: Reader,
  filter: LetterFilter,
  { offset, limit }: { offset: number; limit: number },
): { rows: LetterRow[]; total: number } {
  const { where, params } = conditions(filter);
  const from = `FROM letter l JOIN letterContent c ON c.id = l.contentId WHERE ${where}`;
  return {
    rows: reader.all<LetterRow>(
      `SELECT l.id, l.revision, l.number, l.personId, l.personName, c.department, c.title, l.state, l.sentOn, l.signedOn, l.voidedOn, l.reason,
          (SELECT count(*) FROM attachment f WHERE f.subjectId = l.id) AS scans,
          (SELECT p.number FROM letter p WHERE p.id = l.previousId) AS renews
        ${from} ORDER BY l.number LIMIT @limit OFFSET @offset`,
      { ...params, limit, offset },
    ),
    total: reader.value<number>(`SELECT count(*) ${from}`, params) ?? 0,
  };
}

export const letterIds = (reader: Reader, filter: LetterFilter): string[] => {
  const { where, params } = conditions(filter);
  return reader.column<string>(
    `SELECT l.id FROM letter l JOIN letterContent c ON c.id = l.contentId WHERE ${where} ORDER BY l.number`,
    params,
  );
};
