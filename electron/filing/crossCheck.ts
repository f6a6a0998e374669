import { riskLevels } from '../../db/domain/risk/scale';
import { review, type Finding, type FindingHit, type Rule } from '../../db/domain/rule';
import { countByDepartment, sumCounts, totalOf } from './counts';
import type { F07Dossier } from './f07/dossier';
import type { F10Dossier } from './f10/dossier';

export interface RoundPapers {
  f07: F07Dossier;
  f10: F10Dossier;
}

const levels = [...riskLevels, 'ungraded'] as const;
const rule = (id: string, check: Rule<RoundPapers>['check']): Rule<RoundPapers> => ({ id, kind: 'arithmetic', basis: [], check });

/** What the register F07 and the report F10 of one round must agree in (handbook 9.9: 数字互校). */
const crossRules: readonly Rule<RoundPapers>[] = [
  rule('filing.round', ({ f07, f10 }) => (f07.roundId === f10.roundId ? undefined : {})),
  rule('filing.period', ({ f07, f10 }) =>
    f07.period === f10.period ? undefined : { params: { register: f07.period, report: f10.period } },
  ),
  rule('filing.level', ({ f07, f10 }) => {
    const register = sumCounts(countByDepartment(f07.risks, f07.departments).map(({ counts }) => counts));
    const report = sumCounts(f10.results.map(({ counts }) => counts));
    return levels
      .filter((level) => register[level] !== report[level])
      .map((level): FindingHit => ({ field: level, params: { level, register: register[level], report: report[level] } }));
  }),
  rule('filing.department', ({ f07, f10 }) => {
    const register = new Map(countByDepartment(f07.risks, f07.departments).map(({ department, counts }) => [department, totalOf(counts)]));
    const report = new Map(f10.results.map(({ department, counts }) => [department, totalOf(counts)]));
    return [...new Set([...register.keys(), ...report.keys()])]
      .filter((name) => (register.get(name) ?? 0) !== (report.get(name) ?? 0))
      .map((department): FindingHit => ({
        params: { department, register: register.get(department) ?? 0, report: report.get(department) ?? 0 },
      }));
  }),
  rule('filing.serious', ({ f07, f10 }) => {
    const register = new Map(f07.risks.filter(({ level }) => level === 'major' || level === 'considerable').map((risk) => [risk.id, risk]));
    const report = new Map(f10.serious.map((risk) => [risk.id, risk]));
    const missing = [...register.values()].filter(({ id, level }) => report.get(id)?.level !== level);
    const extra = [...report.values()].filter(({ id }) => !register.has(id));
    return [...missing, ...extra].map((risk): FindingHit => ({ subjectId: risk.id, params: { riskNo: risk.riskNo } }));
  }),
  rule('filing.balance', ({ f10 }) => {
    if (!f10.previous) return undefined;
    const number = (kind: string) => f10.changes.filter(({ change }) => change === kind).length;
    const expected = f10.previous.total + number('added') - number('removed');
    const kept = f10.unchanged + number('up') + number('down') + number('added');
    const total = totalOf(sumCounts(f10.results.map(({ counts }) => counts)));
    return expected === total && kept === total
      ? undefined
      : { params: { previous: f10.previous.total, added: number('added'), removed: number('removed'), kept, total } };
  }),
];

/** Contradictions between the two papers of a round, empty when they agree. Pure. */
export const crossCheck = (f07: F07Dossier, f10: F10Dossier): Finding[] => review(crossRules, { f07, f10 });
