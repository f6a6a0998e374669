import { riskLevels } from '../../db/domain/risk/scale';
import { review, type Finding, type FindingHit, type Rule } from '../../db/domain/rule';
import { totalOf } from './counts';
import type { Listed, Statement } from './statement';

/** What the papers of a round say in figures, in the order of their codes. */
type Statements = readonly Statement[];

const levels = [...riskLevels, 'ungraded'] as const;
const rule = (id: string, check: Rule<Statements>['check']): Rule<Statements> => ({ id, kind: 'arithmetic', basis: [], check });

/** Every paper against the first that says something of it. */
function against<T>(
  statements: Statements,
  part: (statement: Statement) => T | undefined,
  differ: (first: T, other: T, codes: { first: string; other: string }) => FindingHit[],
): FindingHit[] {
  const said = statements.flatMap((statement) => {
    const value = part(statement);
    return value === undefined ? [] : [{ code: statement.code, value }];
  });
  const [first, ...others] = said;
  return first === undefined ? [] : others.flatMap(({ code, value }) => differ(first.value, value, { first: first.code, other: code }));
}

/** What the papers of one round must agree in (handbook 9.9: 数字互校). `first` and `other` are the papers that differ. */
const crossRules: readonly Rule<Statements>[] = [
  rule('filing.round', (statements) =>
    against(
      statements,
      ({ roundId }) => ({ roundId }),
      (a, b, codes) => (a.roundId === b.roundId ? [] : [{ params: codes }]),
    ),
  ),
  // A publication speaks of the year, the others of the period within it.
  rule('filing.period', (statements) =>
    against(
      statements,
      ({ period }) => period,
      (a, b, codes) => {
        const same = codes.other === 'F09' || codes.first === 'F09' ? a.slice(0, 4) === b.slice(0, 4) : a === b;
        return same ? [] : [{ params: { ...codes, register: a, report: b } }];
      },
    ),
  ),
  rule('filing.level', (statements) =>
    against(
      statements,
      ({ counts }) => counts,
      (a, b, codes) =>
        levels
          .filter((level) => a[level] !== b[level])
          .map((level) => ({ field: level, params: { ...codes, level, register: a[level], report: b[level] } })),
    ),
  ),
  rule('filing.department', (statements) =>
    against(
      statements,
      ({ departments }) => departments,
      (a, b, codes) =>
        [...new Set([...Object.keys(a), ...Object.keys(b)])]
          .filter((name) => (a[name] ?? 0) !== (b[name] ?? 0))
          .map((department) => ({ params: { ...codes, department, register: a[department] ?? 0, report: b[department] ?? 0 } })),
    ),
  ),
  rule('filing.serious', (statements) => [
    ...against(statements, ({ major }) => major, sameRisks),
    ...against(statements, ({ considerable }) => considerable, sameRisks),
  ]),
  // The zero report: as many lines as the count of 重大 says.
  rule('filing.major', (statements) =>
    statements
      .filter(({ lines, counts }) => lines !== undefined && lines !== counts?.major)
      .map(({ lines = 0, counts }) => ({ params: { register: counts?.major ?? 0, report: lines } })),
  ),
  // A corrected total is the sum of the levels, corrected or not.
  rule('filing.total', (statements) =>
    statements
      .filter(({ code, counts, total }) => code === 'F10' && counts !== undefined && total !== totalOf(counts))
      .map(({ counts, total = 0 }) => ({ params: { other: 'F10', register: totalOf(counts!), report: total } })),
  ),
  rule('filing.balance', (statements) => statements.flatMap(balance)),
];

/** Risks that one paper lists at a level and the other does not. */
function sameRisks(a: readonly Listed[], b: readonly Listed[], codes: { first: string; other: string }): FindingHit[] {
  const [left, right] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))];
  return [...a.filter(({ id }) => !right.has(id)), ...b.filter(({ id }) => !left.has(id))].map(({ id, riskNo, level }) => ({
    subjectId: id,
    params: { ...codes, riskNo, level },
  }));
}

/** Before plus what came less what went is what is now. */
function balance({ code, comparison }: Statement): FindingHit[] {
  if (comparison === undefined) return [];
  const { previous, now: total, added, removed, same, up, down } = comparison;
  const kept = same + up + down + added;
  return previous + added - removed === total && kept === total ? [] : [{ params: { other: code, previous, added, removed, kept, total } }];
}

/** Contradictions between the papers of a round, empty when they agree. Pure. */
export const crossCheck = (statements: Statements): Finding[] => review(crossRules, statements);
