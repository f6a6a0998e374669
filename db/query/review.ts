import type { Finding } from '../domain/rule';
import { reviewRisk, type RiskWords } from '../domain/risk/rules';
import { reviewWorkspace } from '../domain/review/rules';
import { reviewResponsibility } from '../domain/responsibility/rules';
import { reviewAppraisals } from '../domain/responsibility/appraisalRules';
import { reviewStaffing } from '../domain/staffing/rules';
import type { Cadence } from '../domain/period';
import type { RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { readAppraisalFacts } from './appraisalReview';
import { readEnterprise } from './enterprise';
import { readResponsibility } from './responsibilityReview';
import { readStaffing, type LocalRules } from './staffing';
import { annualYears } from './publication';
import { monthsMissing } from './inspection';
import { draftOf } from './risk';
import { furtherLeaderSql } from './riskOwner';
import { closedPeriods } from './round';

export interface ReviewFinding extends Finding {
  subject: 'risk' | 'round' | 'enterprise' | 'card' | 'staffing' | 'responsibility' | 'inspection' | 'appraisal';
  title: string;
}

interface Rules extends LocalRules {
  reviewCadence: Cadence;
}

/** Rules of the house that this workspace does not want to hear. */
export function switchedOffRules(reader: Reader): string[] {
  const stored = reader.value<string>(`SELECT value FROM preference WHERE key = 'switchedOffRules'`);
  const rules: unknown = stored === undefined ? [] : JSON.parse(stored);
  return Array.isArray(rules) ? rules.filter((rule) => typeof rule === 'string') : [];
}

/** The rules of one risk over all that are stored, or over some by their ids. */
export function* reviewRisks(
  reader: Reader,
  today: string,
  cadence: Cadence,
  words: RiskWords,
  switchedOff: readonly string[],
  ids?: readonly string[],
): Generator<ReviewFinding> {
  const rows = reader.iterate<Row<'risk'> & { ownerIsLeader: number | null; inherentLevel: RiskLevel | null }>(
    `SELECT r.*, max(coalesce(p.isLeader, o.isLeader), coalesce(${furtherLeaderSql}, 0)) AS ownerIsLeader,
        (SELECT a.level FROM assessment a WHERE a.riskId = r.id AND a.role = 'inherent') AS inherentLevel FROM risk r LEFT JOIN person p ON p.id = r.ownerId LEFT JOIN post o ON o.id = r.ownerPostId
      ${ids === undefined ? '' : 'WHERE r.id IN (SELECT value FROM json_each(@ids))'} ORDER BY r.levelRank, r.riskNoKey`,
    ids === undefined ? {} : { ids: JSON.stringify(ids) },
  );
  for (const row of rows) {
    const facts = {
      risk: draftOf(row),
      graded: { level: row.level as RiskLevel, score100: row.score100 },
      before: null,
      lowering: null,
      ownerIsLeader: row.ownerIsLeader === null ? null : row.ownerIsLeader === 1,
      inherentLevel: row.inherentLevel,
      today,
      cadence,
      words,
    };
    for (const finding of reviewRisk(facts, switchedOff))
      yield { ...finding, subjectId: row.id, subject: 'risk', title: `${row.riskNo} ${row.hazardSource}` };
    if (row.missingCount > 0) {
      yield {
        rule: 'missing',
        kind: 'house',
        key: 'missing',
        params: { fields: row.missing },
        subjectId: row.id,
        subject: 'risk',
        title: `${row.riskNo} ${row.hazardSource}`,
      };
    }
  }
}

/** All rules over everything stored (体检). Private; advises, never accuses. */
export function reviewEverything(
  reader: Reader,
  today: string,
  local: Rules,
  words: RiskWords,
  switchedOff: readonly string[],
): ReviewFinding[] {
  const { reviewCadence, rules } = local;
  const found = [...reviewRisks(reader, today, reviewCadence, words, switchedOff)];
  const enterprise = readEnterprise(reader);
  const closed = closedPeriods(reader);
  const annual = annualYears(reader);
  const workspace = reviewWorkspace(
    {
      today,
      startDate: enterprise.startDate,
      cadence: reviewCadence,
      closedPeriods: closed,
      annualYears: annual.assessed,
      publishedYears: annual.published,
      enterpriseMissing: enterprise.missing,
      risks: reader.value<number>('SELECT count(*) FROM risk') ?? 0,
      quarterlyRounds: rules['V10'] === 'on',
      annualPublication: rules['V11'] === 'on',
      inspectionsMissing: rules['V31'] === 'on' ? monthsMissing(reader, today) : [],
    },
    switchedOff,
  );
  return [
    ...workspace.map((finding): ReviewFinding => ({
      ...finding,
      subject: finding.rule === 'V10' || finding.rule === 'V11' ? 'round' : finding.rule === 'V31' ? 'inspection' : 'enterprise',
      title: '',
    })),
    ...reviewStaffing(readStaffing(reader, today, local).facts, switchedOff).map((finding): ReviewFinding => ({
      ...finding,
      subject: 'staffing',
      title: '',
    })),
    ...reviewLists(reader, today, rules, switchedOff),
    ...reviewAppraisals(readAppraisalFacts(reader, today), switchedOff).map((finding): ReviewFinding => ({
      ...finding,
      subject: 'appraisal',
      title: '',
    })),
    ...found,
  ];
}

/** V106–V108 over the responsibility lists of a day. */
export function reviewLists(reader: Reader, day: string, rules: LocalRules['rules'], switchedOff: readonly string[]): ReviewFinding[] {
  const facts = readResponsibility(reader, day, rules);
  const names = new Map(
    facts.lists.map(({ id, departmentId, department, title }) => [id, departmentId === null ? title : `${department} ${title}`]),
  );
  return reviewResponsibility(facts, switchedOff).map((finding) => ({
    ...finding,
    subject: 'responsibility',
    title: names.get(finding.subjectId!) ?? '',
  }));
}
