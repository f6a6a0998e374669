import { riskLevels } from '../../db/domain/risk/scale';
import type { PaperFigureKey } from '../../db/domain/round/figure';
import { comparisons } from '../../db/domain/round/round';
import { review, type Finding, type FindingHit, type Rule } from '../../db/domain/rule';
import { totalOf } from './counts';
import type { Listed, Statement } from './statement';

/** What the papers of a round say in figures, in the order of their codes. */
type Statements = readonly Statement[];

const levels = [...riskLevels, 'ungraded'] as const;
const rule = (id: string, check: Rule<Statements>['check']): Rule<Statements> => ({ id, kind: 'arithmetic', basis: [], check });

/** What a paper is called in a finding: by its number once it has one. */
const nameOf = ({ code, number = code }: Statement): string => number;
interface Pair {
  /** What the two papers are called. */
  names: { first: string; other: string };
  first: Statement;
  other: Statement;
}

/** Every paper against the first that says something of it. */
function against<T>(
  statements: Statements,
  part: (statement: Statement) => T | undefined,
  differ: (first: T, other: T, pair: Pair) => FindingHit[],
): FindingHit[] {
  const said = statements.flatMap((statement) => {
    const value = part(statement);
    return value === undefined ? [] : [{ statement, value }];
  });
  const [first, ...others] = said;
  if (first === undefined) return [];
  return others.flatMap(({ statement: other, value }) =>
    differ(first.value, value, {
      names: { first: nameOf(first.statement), other: nameOf(other) },
      first: first.statement,
      other,
    }),
  );
}

/** What two papers say of a figure, with what was counted where a person entered it; nothing where they agree. */
function figureHit(id: string, key: PaperFigureKey | 'ungraded', [register, report]: [number, number], pair: Pair): FindingHit[] {
  if (register === report) return [];
  const { names, first, other } = pair;
  const own = key === 'ungraded' ? [] : [first.corrected?.[key], other.corrected?.[key]];
  const params = { ...names, register, report };
  if (own.every((correction) => correction === undefined)) return [{ params }];
  return [
    {
      key: `${id}Entered`,
      params: { ...params, registerCounted: own[0]?.computed ?? register, reportCounted: own[1]?.computed ?? report },
    },
  ];
}

/** A publication may compare with the state before the year, and says so: that is another figure. */
export const isOtherBase = (statement: Statement, base: Statement): boolean =>
  statement.yearly === true ||
  (statement.code === 'F09' && statement.corrected?.previous === undefined && statement.comparison?.previous !== base.comparison?.previous);

/** What the papers of one round must agree in (handbook 9.9: 数字互校). `first` and `other` are the papers that differ. */
const crossRules: readonly Rule<Statements>[] = [
  rule('filing.round', (statements) =>
    against(
      statements,
      ({ roundId }) => ({ roundId }),
      (a, b, { names }) => (a.roundId === b.roundId ? [] : [{ params: names }]),
    ),
  ),
  // A publication speaks of the year, the others of the period within it.
  rule('filing.period', (statements) =>
    against(
      statements,
      ({ period }) => period,
      (a, b, { names, first, other }) => {
        const same = [first.code, other.code].includes('F09') ? a.slice(0, 4) === b.slice(0, 4) : a === b;
        return same ? [] : [{ params: { ...names, register: a, report: b } }];
      },
    ),
  ),
  rule('filing.level', (statements) =>
    against(
      statements,
      ({ counts }) => counts,
      (a, b, pair) =>
        levels.flatMap((level) =>
          figureHit('filing.level', level, [a[level], b[level]], pair).map((hit) => ({
            ...hit,
            field: level,
            params: { ...hit.params, level },
          })),
        ),
    ),
  ),
  // Totals are the sum of the levels, unless a person entered them.
  rule('filing.figure', (statements) => [
    ...against(
      statements,
      ({ counts, total }) => (counts === undefined || total === undefined ? undefined : { counts, total }),
      (a, b, pair) => (totalOf(a.counts) === totalOf(b.counts) ? ofFigure('total', [a.total, b.total], pair) : []),
    ),
    ...against(
      statements,
      ({ riskPoints }) => riskPoints,
      (a, b, pair) => ofFigure('riskPoints', [a, b], pair),
    ),
    ...against(
      statements,
      ({ comparison }) => comparison,
      (a, b, pair) =>
        isOtherBase(pair.first, pair.other) || isOtherBase(pair.other, pair.first)
          ? []
          : (['previous', ...comparisons] as const).flatMap((key) => ofFigure(key, [a[key], b[key]], pair)),
    ),
  ]),
  rule('filing.department', (statements) =>
    against(
      statements,
      ({ departments }) => departments,
      (a, b, { names }) =>
        [...new Set([...Object.keys(a), ...Object.keys(b)])]
          .filter((name) => (a[name] ?? 0) !== (b[name] ?? 0))
          .map((department) => ({ params: { ...names, department, register: a[department] ?? 0, report: b[department] ?? 0 } })),
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
      .map((statement) => ({
        params: { other: nameOf(statement), register: statement.counts?.major ?? 0, report: statement.lines ?? 0 },
      })),
  ),
  // A corrected total is the sum of the levels, corrected or not.
  rule('filing.total', (statements) =>
    statements
      .filter(({ counts, total }) => counts !== undefined && total !== totalOf(counts))
      .map((statement) => ({ params: { other: nameOf(statement), register: totalOf(statement.counts!), report: statement.total ?? 0 } })),
  ),
  rule('filing.balance', (statements) => statements.flatMap(balance)),
];

const ofFigure = (key: PaperFigureKey, values: [number, number], pair: Pair): FindingHit[] =>
  figureHit('filing.figure', key, values, pair).map((hit) => ({ ...hit, field: key, params: { ...hit.params, figure: key } }));

/** Risks that one paper lists at a level and the other does not. */
function sameRisks(a: readonly Listed[], b: readonly Listed[], { names }: Pair): FindingHit[] {
  const [left, right] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))];
  return [...a.filter(({ id }) => !right.has(id)), ...b.filter(({ id }) => !left.has(id))].map(({ id, riskNo, level }) => ({
    subjectId: id,
    params: { ...names, riskNo, level },
  }));
}

/** Before plus what came less what went is what is now. */
function balance(statement: Statement): FindingHit[] {
  const { comparison } = statement;
  if (comparison === undefined) return [];
  const { previous, now: total, added, removed, same, up, down } = comparison;
  const kept = same + up + down + added;
  return previous + added - removed === total && kept === total
    ? []
    : [{ params: { other: nameOf(statement), previous, added, removed, kept, total } }];
}

/** Contradictions between the papers of a round, empty when they agree. Pure. */
export const crossCheck = (statements: Statements): Finding[] => review(crossRules, statements);
