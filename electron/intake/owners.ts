import { departmentNames } from '../../db/query/department';
import type { Reader } from '../../db/handle';
import { decisionOf, type Question, type Settled } from './questions';
import type { RiskCandidate } from './risks';

/** One of several people who bear a name, with the place where they work. */
export interface Namesake {
  id: string;
  leftOn: string | null;
  departmentId: string | null;
  post: string | null;
}

export const namesakesOf = (db: Reader, name: string): Namesake[] =>
  db.all<Namesake>(
    `SELECT p.id, p.leftOn, a.departmentId, o.name AS post FROM person p
      LEFT JOIN assignment a ON a.personId = p.id AND a.validTo IS NULL
      LEFT JOIN post o ON o.id = a.postId
      WHERE p.name = ? GROUP BY p.id ORDER BY p.leftOn DESC, p.createdAt, p.id`,
    [name],
  );

/** Which of several people of one name is meant; by the department of the row where that was answered for all. */
export function namesakeQuestion(
  { db, today, settled }: { db: Reader; today: string; settled: Settled },
  candidate: RiskCandidate,
  namesakes: readonly Namesake[],
  departmentId: string | null,
): Question {
  const names = departmentNames(db, today);
  const choices = namesakes.map((person) => ({
    value: person.id,
    text: [candidate.risk.owner, names.get(person.departmentId ?? ''), person.post].filter(Boolean).join(' · '),
  }));
  const stated = decisionOf(settled, candidate).namesake;
  return {
    key: 'namesake',
    field: 'owner',
    choices: [{ value: 'text' }, ...choices],
    fallback: 'text',
    answer:
      stated !== undefined && (stated === 'text' || namesakes.some(({ id }) => id === stated))
        ? stated
        : forAll(settled, namesakes, departmentId),
    params: { name: candidate.risk.owner, count: namesakes.length },
  };
}

function forAll({ answers }: Settled, namesakes: readonly Namesake[], departmentId: string | null): string | null {
  if (answers.namesake !== 'department') return answers.namesake ?? null;
  const here = namesakes.filter((person) => departmentId !== null && person.departmentId === departmentId);
  return here.length === 1 ? here[0]!.id : null;
}
