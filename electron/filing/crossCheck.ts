import { riskLevels } from '../../db/domain/risk/scale';
import { standingFigure } from '../../db/domain/round/figure';
import type { Comparison } from '../../db/domain/round/round';
import { review, type Finding, type FindingHit, type Rule } from '../../db/domain/rule';
import { countByDepartment, sumCounts, totalOf, type DepartmentCounts, type LevelCounts } from './counts';
import type { F07Dossier } from './f07/dossier';
import type { F08Dossier } from './f08/dossier';
import type { F09Dossier } from './f09/dossier';
import type { F10Dossier } from './f10/dossier';

/** Papers of one round, as far as they are there. */
export interface RoundPapers {
  f07?: F07Dossier;
  f08?: F08Dossier;
  f09?: F09Dossier;
  f10?: F10Dossier;
}

const levels = [...riskLevels, 'ungraded'] as const;
const rule = (id: string, check: Rule<RoundPapers>['check']): Rule<RoundPapers> => ({ id, kind: 'arithmetic', basis: [], check });

interface Listed {
  id: string;
  riskNo: string;
  level: string;
}
/** What each paper says of the same things. A paper that does not speak of them leaves it out. */
interface Statement {
  code: string;
  roundId: string | null;
  period: string;
  counts: LevelCounts;
  departments?: DepartmentCounts[];
  major: Listed[];
  considerable?: Listed[];
}

function statements({ f07, f08, f09, f10 }: RoundPapers): Statement[] {
  const found: Statement[] = [];
  const of = <T extends { level: string | null }>(risks: readonly T[], level: string) =>
    risks.filter((risk) => risk.level === level) as (T & { level: string })[];
  if (f07) {
    const departments = countByDepartment(f07.risks, f07.departments);
    const counts = sumCounts(departments.map((row) => row.counts));
    found.push({
      code: 'F07',
      roundId: f07.roundId,
      period: f07.period,
      counts,
      departments,
      major: of(f07.risks, 'major'),
      considerable: of(f07.risks, 'considerable'),
    });
  }
  if (f08)
    found.push({
      code: 'F08',
      roundId: f08.roundId,
      period: f08.period,
      counts: f08.counts,
      major: f08.risks.map((risk) => ({ ...risk, level: 'major' })),
    });
  for (const [code, paper] of [
    ['F09', f09],
    ['F10', f10],
  ] as const) {
    if (!paper) continue;
    const counts = standingCounts(paper);
    const serious: readonly Listed[] = paper.serious;
    found.push({
      code,
      roundId: paper.roundId,
      period: paper.period,
      counts,
      departments: paper.results,
      major: of(serious, 'major'),
      considerable: of(serious, 'considerable'),
    });
  }
  return found;
}

type Compared = Pick<F10Dossier, 'previous' | 'changes' | 'unchanged' | 'results'> & Partial<Pick<F10Dossier, 'corrections'>>;

/** Risks by level as the paper states them: corrected figures stand for counted ones. */
function standingCounts({ results, corrections = [] }: Compared): LevelCounts {
  const counted = sumCounts(results.map(({ counts }) => counts));
  const standing = riskLevels.map((level) => [level, standingFigure(corrections, level, counted[level])]);
  return { ...counted, ...Object.fromEntries(standing) };
}

/** Every paper against the first that says something of it. */
function against<T>(
  papers: RoundPapers,
  part: (statement: Statement) => T | undefined,
  differ: (first: T, other: T, codes: { first: string; other: string }) => FindingHit[],
): FindingHit[] {
  const said = statements(papers).flatMap((statement) => {
    const value = part(statement);
    return value === undefined ? [] : [{ code: statement.code, value }];
  });
  const [first, ...others] = said;
  return first === undefined ? [] : others.flatMap(({ code, value }) => differ(first.value, value, { first: first.code, other: code }));
}

/** What the papers of one round must agree in (handbook 9.9: 数字互校). `first` and `other` are the papers that differ. */
const crossRules: readonly Rule<RoundPapers>[] = [
  rule('filing.round', (papers) =>
    against(
      papers,
      ({ roundId }) => ({ roundId }),
      (a, b, codes) => (a.roundId === b.roundId ? [] : [{ params: codes }]),
    ),
  ),
  // A publication speaks of the year, the others of the period within it.
  rule('filing.period', (papers) =>
    against(
      papers,
      ({ period }) => period,
      (a, b, codes) => {
        const same = codes.other === 'F09' || codes.first === 'F09' ? a.slice(0, 4) === b.slice(0, 4) : a === b;
        return same ? [] : [{ params: { ...codes, register: a, report: b } }];
      },
    ),
  ),
  rule('filing.level', (papers) =>
    against(
      papers,
      ({ counts }) => counts,
      (a, b, codes) =>
        levels
          .filter((level) => a[level] !== b[level])
          .map((level) => ({ field: level, params: { ...codes, level, register: a[level], report: b[level] } })),
    ),
  ),
  rule('filing.department', (papers) =>
    against(
      papers,
      ({ departments }) => departments,
      (a, b, codes) => {
        const [left, right] = [a, b].map((rows) => new Map(rows.map(({ department, counts }) => [department, totalOf(counts)]))) as [
          Map<string, number>,
          Map<string, number>,
        ];
        return [...new Set([...left.keys(), ...right.keys()])]
          .filter((name) => (left.get(name) ?? 0) !== (right.get(name) ?? 0))
          .map((department) => ({
            params: { ...codes, department, register: left.get(department) ?? 0, report: right.get(department) ?? 0 },
          }));
      },
    ),
  ),
  rule('filing.serious', (papers) => [
    ...against(papers, ({ major }) => major, sameRisks),
    ...against(papers, ({ considerable }) => considerable, sameRisks),
  ]),
  // The zero report: as many lines as the count of 重大 says.
  rule('filing.major', ({ f08 }) =>
    !f08 || f08.risks.length === f08.counts.major ? undefined : { params: { register: f08.counts.major, report: f08.risks.length } },
  ),
  // A corrected total is the sum of the levels, corrected or not.
  rule('filing.total', ({ f10 }) => {
    if (!f10) return undefined;
    const sum = totalOf(standingCounts(f10));
    const total = standingFigure(f10.corrections, 'total', sum);
    return total === sum ? undefined : { params: { other: 'F10', register: sum, report: total } };
  }),
  // A year that is compared with an earlier state has no figures that a person corrected.
  rule('filing.balance', ({ f09, f10 }) => [
    ...balance('F09', f09?.yearCompared ? { ...f09, corrections: [] } : f09),
    ...balance('F10', f10),
  ]),
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
function balance(code: string, paper: Compared | undefined): FindingHit[] {
  if (!paper?.previous) return [];
  const { corrections = [] } = paper;
  const number = (kind: Comparison) =>
    standingFigure(corrections, kind, kind === 'same' ? paper.unchanged : paper.changes.filter(({ change }) => change === kind).length);
  const expected = paper.previous.total + number('added') - number('removed');
  const kept = number('same') + number('up') + number('down') + number('added');
  const total = standingFigure(corrections, 'total', totalOf(standingCounts(paper)));
  return expected === total && kept === total
    ? []
    : [{ params: { other: code, previous: paper.previous.total, added: number('added'), removed: number('removed'), kept, total } }];
}

/** Contradictions between the papers of a round, empty when they agree. Pure. */
export const crossCheck = (papers: RoundPapers): Finding[] => review(crossRules, papers);
