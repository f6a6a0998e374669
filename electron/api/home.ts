import { z } from 'zod';
import { periodBounds, periodOf } from '../../db/domain/period';
import { finishedPeriods } from '../../db/domain/review/rules';
import { overdueAppraisals } from '../../db/query/appraisal';
import { resolutionFigures } from '../../db/query/committee';
import { readEnterprise } from '../../db/query/enterprise';
import { findingFigures, inspectionMonths, monthsMissing } from '../../db/query/inspection';
import { noticeFigures } from '../../db/query/notice';
import { closedPeriods, listRounds } from '../../db/query/round';
import { riskFacets } from '../../db/query/riskList';
import { roundFigures } from '../../db/query/roundRisk';
import type { Reader } from '../../db/handle';
import { query } from './procedure';

/** What stands on the first page: what is due, what is missing, how the risks stand and how they moved. */
export const summary = query(z.object({}), ({ db, today, content }) => {
  const enterprise = readEnterprise(db);
  const { reviewCadence, rules, packs } = content.regionRules(enterprise.regionCode);
  const rounds = listRounds(db).filter(({ replacedBy }) => replacedBy === null);
  const period = periodOf(today, reviewCadence);
  const current = rounds.find((round) => round.period === period) ?? rounds.find((round) => round.status === 'open') ?? null;
  const waiting = db.all<{ state: string; n: number }>(
    `SELECT state, count(*) AS n FROM filing WHERE state NOT IN ('received', 'replaced', 'voided') GROUP BY state`,
  );
  return {
    today,
    enterprise: {
      name: enterprise.name,
      missing: enterprise.missing,
      isSample: enterprise.isSample,
      region: content.regionName(enterprise.regionCode),
    },
    cadence: reviewCadence,
    packs,
    policyRules: Object.entries(rules)
      .filter(([, state]) => state === 'on')
      .map(([rule]) => rule),
    risks: riskFacets(db, today, {}),
    people: db.value<number>('SELECT count(*) FROM person WHERE leftOn IS NULL OR leftOn > ?', [today]) ?? 0,
    round:
      current === null
        ? null
        : { id: current.id, name: current.name, status: current.status, period: current.period, figures: roundFigures(db, current.id) },
    due: { period, by: periodBounds(period).to, done: rounds.some((round) => round.period === period && round.status === 'closed') },
    trend: rounds
      .filter((round) => round.status === 'closed')
      .slice(0, 8)
      .reverse()
      .map((round) => ({ period: round.period, name: round.name, ...roundFigures(db, round.id) })),
    filings: waiting,
    /** 决议 of the 安委会 that are not done. */
    resolutions: resolutionFigures(db, today),
    /** Findings of inspections that are overdue, and the months of D05 where the region asks for it. */
    inspections: { ...findingFigures(db, today), ...monthlyInspections(db, today, rules['V31'] === 'on') },
    /** Appointments that the authority has still to be told of. */
    notices: noticeFigures(db, today),
    /** 责任制考核 whose period is over and that nobody has closed. */
    appraisals: overdueAppraisals(db, today),
    /** Kept files that the last check found missing or changed. */
    brokenFiles: db.value<number>(`SELECT count(*) FROM attachmentCheck WHERE verdict <> 'whole'`) ?? 0,
  };
});

/** Months without the full inspection that a policy asks for, and the present one while it waits for its own. */
function monthlyInspections(db: Reader, today: string, isAsked: boolean): { missing: number; month: string | null } {
  if (!isAsked) return { missing: 0, month: null };
  const present = inspectionMonths(db, Number(today.slice(0, 4)), today).find(({ state }) => state === 'open');
  return { missing: monthsMissing(db, today).length, month: present?.month ?? null };
}

/** Counts for the top bar: what is overdue and what is due within 30 days. Cheap enough to ask on every change. */
export const due = query(z.object({}), ({ db, today, content, session, scope }) => {
  const enterprise = readEnterprise(db);
  const { reviewCadence, rules } = content.regionRules(enterprise.regionCode);
  const closed = new Set(closedPeriods(db));
  const hasRisks = db.value('SELECT 1 FROM risk LIMIT 1') !== undefined;
  const missed =
    rules['V10'] === 'on' && hasRisks && scope === null
      ? finishedPeriods(today, enterprise.startDate, 'quarter').filter((period) => !closed.has(period)).length
      : 0;
  const period = periodOf(today, reviewCadence);
  const daysLeft = Math.round((Date.parse(periodBounds(period).to) - Date.parse(today)) / 86_400_000);
  const own = scope === null ? '' : 'AND departmentId IN (SELECT value FROM json_each(@scope))';
  const anyOverdue =
    db.value(`SELECT 1 FROM risk WHERE status <> 'retired' AND nextReviewOn < @today ${own} LIMIT 1`, {
      today,
      ...(scope && { scope: JSON.stringify(scope) }),
    }) !== undefined;
  const resolutions = scope === null ? resolutionFigures(db, today) : { overdue: 0, soon: 0 };
  const findings = scope === null ? findingFigures(db, today).overdue : 0;
  const appraisals = scope === null ? overdueAppraisals(db, today).count : 0;
  return {
    overdue: missed + (anyOverdue ? 1 : 0) + (resolutions.overdue > 0 ? 1 : 0) + (findings > 0 ? 1 : 0) + (appraisals > 0 ? 1 : 0),
    soon: (hasRisks && !closed.has(period) && daysLeft <= 30 ? 1 : 0) + (resolutions.soon > 0 ? 1 : 0),
    actor: session.name,
  };
});
