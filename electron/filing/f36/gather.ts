import { reportChapters, type ReportChapter } from '../../../db/domain/filing/report';
import { appraisalYear, inspectionYear, meetingYear } from '../../../db/query/annual';
import { readEnterprise } from '../../../db/query/enterprise';
import { listBatches } from '../../../db/query/letter';
import { listResponsibilities } from '../../../db/query/responsibility';
import { listRounds } from '../../../db/query/round';
import { roundFigures } from '../../../db/query/roundRisk';
import { listTargets } from '../../../db/query/target';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F36Dossier, F36Request } from './dossier';

/** What the registers know of a year, up to its end or today. */
export function gatherF36(scene: GatherScene, request: F36Request): F36Dossier {
  const { db, today } = scene;
  const year = request.year ?? Number(today.slice(0, 4));
  const from = `${year}-01-01`;
  const until = `${year}-12-31` < today ? `${year}-12-31` : today;
  const targetsOf = (of: number) =>
    listTargets(db, of, until)
      .filter(({ departmentId, postId }) => departmentId === null && postId === null)
      .map(({ kind, name, value }) => ({ kind: kind as F36Dossier['targets'][number]['kind'], name, value }));
  const lists = listResponsibilities(db, until);
  const batches = listBatches(db).filter((batch) => batch.year === year);
  const sum = (of: (batch: (typeof batches)[number]) => number) => batches.reduce((total, batch) => total + of(batch), 0);
  return {
    schema: 'f36@1',
    enterprise: enterpriseOf(scene),
    catalogues: [],
    period: `${year}年度`,
    compiledOn: request.compiledOn,
    year,
    until,
    audience: request.audience,
    principal: readEnterprise(db).principal,
    written: Object.fromEntries(reportChapters.map((chapter) => [chapter, request[chapter]])) as Record<ReportChapter, string>,
    targets: targetsOf(year),
    nextTargets: targetsOf(year + 1),
    lists: {
      all: lists.length,
      inForce: lists.filter(({ inForce }) => inForce).length,
      published: lists.filter(({ inForce, publishedFrom }) => inForce && publishedFrom !== null && publishedFrom <= until).length,
    },
    letters: batches.length === 0 ? null : { all: sum(({ letters, voided }) => letters - voided), signed: sum(({ signed }) => signed) },
    appraisals: appraisalYear(db, from, until),
    rounds: listRounds(db)
      .filter(({ period, replacedBy }) => period.startsWith(String(year)) && replacedBy === null)
      .toReversed()
      .map((round) => {
        const { levels, comparison } = roundFigures(db, round.id);
        const { major, considerable, general, low } = levels;
        return {
          name: round.name,
          closedOn: round.status === 'closed' ? round.closedOn : null,
          major,
          considerable,
          general,
          low,
          added: comparison.added,
          removed: comparison.removed,
        };
      }),
    inspections: inspectionYear(db, from, until),
    meetings: meetingYear(db, from, until),
  };
}
