import type { AccidentEdition } from '../../../db/domain/risk/accident';
import { periodTitle } from '../../../db/domain/period';
import type { EnteredFigures } from '../../../db/domain/round/figure';
import type { Implementation } from '../../../db/domain/round/item';
import { draftConclusion } from '../../../db/domain/round/conclusion';
import { readEnterprise } from '../../../db/query/enterprise';
import { snapshotOf } from '../../../db/query/risk';
import { getRisk } from '../../../db/query/riskList';
import { allChanges, compareRounds } from '../../../db/query/roundCompare';
import { roundFigures } from '../../../db/query/roundRisk';
import { getRound, type RoundView } from '../../../db/query/round';
import { countByDepartment } from '../counts';
import { withEntered } from '../figures';
import {
  accidentNames,
  accidentsTold,
  departmentOrder,
  enterpriseOf,
  measuresText,
  risksOf,
  roundCorrectionsOf,
  roundOf,
  scalesOf,
  type FrozenRisk,
  type GatherScene,
} from '../gather';
import { chairOf, meetingOf, noticeOf, planOf, recorderOf } from '../signoff/gatherMeeting';
import { regulationText } from '../wording';
import type { ChangedRisk, F10Dossier } from './dossier';
import { scannedAnnexes, scansOf } from './scans';

export interface F10Request {
  roundId: string;
  compiledOn: string | null;
  /** Text of the notice and of the plan in a person's words; empty takes those of the round. */
  noticeText: string;
  planText: string;
  chair: string;
  recorder: string;
  /** Which annexes are set anew, and which show their scanned originals. */
  noticeFrom?: 'set' | 'scan' | undefined;
  planFrom?: 'set' | 'scan' | undefined;
  signInFrom?: 'set' | 'scan' | undefined;
  /** On the cover; empty is signed by hand. */
  preparedBy: string;
  reviewedBy: string;
  approvedBy: string;
  /** 措施落实情况 of every serious risk that has no text of its own. */
  implementation: string;
  /** As in F07. */
  accidentEdition: AccidentEdition | '';
  entered?: EnteredFigures | undefined;
}

interface Regulation {
  id: string;
  title: string;
  number: string | null;
  category: string;
  /** Only where it does not apply to the whole country. */
  region?: string;
  inForceFrom: string | null;
  inForceTo: string | null;
  confidence: string;
}
/** What a risk assessment rests on in the whole country, beside the local regulations (地方性法规) where the enterprise is. */
const basis = ['R01', 'R32', 'R50', 'R52', 'R53'];

/** A round as a report: what was assessed, how, by whom, what came of it and what changed. */
export function gatherF10(scene: GatherScene, request: F10Request): F10Dossier {
  const round = roundOf(scene, request.roundId);
  const frozen = risksOf(scene, round);
  const day = round.assessedOn ?? scene.today;
  const figures = roundFigures(scene.db, round.id);
  const base = round.baseRoundId === null ? undefined : getRound(scene.db, round.baseRoundId);
  const compared = base === undefined ? { changes: [], unchanged: frozen.length } : changesOf(scene, round, base);
  const scales = scalesOf(scene, frozen);
  const chosen = scannedAnnexes.filter((annex) => request[`${annex}From`] === 'scan');
  const scans = scansOf(scene.db, round.id, chosen);
  const found = implementationOf(scene, round.id);
  return withEntered(
    {
      schema: 'f10@1',
      enterprise: enterpriseOf(scene),
      catalogues: [...scales.map((scale) => scale.id), 'gb6441@2025', 'regulations@1'],
      period: periodTitle(round.period),
      compiledOn: request.compiledOn,
      roundId: round.id,
      roundName: round.name,
      kind: round.kind,
      reason: round.reason,
      startedOn: round.startedOn,
      assessedOn: round.assessedOn,
      backfilled: round.origin === 'backfilled',
      signedOn: round.signedOn,
      enteredOn: round.isLate ? round.enteredOn : null,
      roundCorrections: roundCorrectionsOf(round, 'F10'),
      scans,
      scansMissing: chosen.filter((annex) => scans[annex] === undefined),
      preparedBy: request.preparedBy,
      reviewedBy: request.reviewedBy,
      approvedBy: request.approvedBy,
      notice:
        round.noticeOn === null && request.noticeText === '' && round.noticeText === ''
          ? null
          : { ...noticeOf(round), ...(request.noticeText === '' ? {} : { text: request.noticeText }) },
      plan: { ...planOf(round), ...(request.planText === '' ? {} : { text: request.planText }) },
      team: round.team,
      regulations: regulationsOn(scene, day),
      ownPapers: ownPapersOn(scene, day),
      scope: round.scope,
      riskPoints: new Set(frozen.map((risk) => risk.riskPoint)).size,
      methodNote: round.methodNote,
      scales,
      results: countByDepartment(frozen, departmentOrder(scene, day, frozen)),
      previous:
        base === undefined
          ? null
          : { name: base.name, assessedOn: base.assessedOn, total: totalOf(roundFigures(scene.db, base.id).levels) },
      ...compared,
      serious: seriousOf(scene, frozen, request.implementation, request.accidentEdition).map((risk) => ({
        ...risk,
        ...found.get(risk.id),
      })),
      ...accidentsTold(scene, request.accidentEdition, frozen.filter(isSerious)),
      conclusion: round.conclusion || draftConclusion(round, figures),
      meeting:
        round.meetingOn === null
          ? null
          : meetingOf(round, { chair: request.chair || chairOf(round), recorder: request.recorder || recorderOf(round) }),
    },
    request.entered,
    round,
  );
}

const totalOf = (levels: Record<string, number>): number => Object.values(levels).reduce((sum, count) => sum + count, 0);

/** What moved from one round to another, by name, and how many did not. */
export function changesOf(scene: GatherScene, round: RoundView, base: RoundView): { changes: ChangedRisk[]; unchanged: number } {
  const pair = { earlierId: base.id, laterId: round.id, today: scene.today };
  const reasons = reasonsSince(scene, base, round);
  return {
    unchanged: compareRounds(scene.db, pair).counts.same,
    changes: allChanges(scene.db, pair).map(({ riskId, comparison, beforeLevel, afterLevel, before, after, reason }): ChangedRisk => {
      const now = after === null ? getRisk(scene.db, scene.today, riskId) : undefined;
      const named = after ?? (now && snapshotOf(now)) ?? before;
      return {
        riskNo: named?.riskNo ?? '',
        riskPoint: named?.riskPoint ?? '',
        hazardSource: named?.hazardSource ?? '',
        department: named?.department ?? '',
        change: comparison as ChangedRisk['change'],
        before: beforeLevel,
        after: afterLevel,
        reason: reason || (reasons.get(riskId) ?? ''),
      };
    }),
  };
}

/** The last reason that was written for each risk in the rounds after `base`, up to `round`. */
function reasonsSince({ db }: GatherScene, base: RoundView, round: RoundView): Map<string, string> {
  const rows = db.all<{ riskId: string; reason: string }>(
    `WITH since(id, startedOn) AS (SELECT id, startedOn FROM round WHERE id = @id OR (startedOn > @after AND startedOn <= @upTo))
      SELECT l.riskId, l.reason, s.startedOn FROM levelChange l JOIN since s ON s.id = l.roundId WHERE l.reason <> ''
      UNION ALL SELECT i.riskId, i.reason, s.startedOn FROM roundRisk i JOIN since s ON s.id = i.roundId WHERE i.reason <> '' AND i.beforeLevel IS NOT i.afterLevel
      ORDER BY 3`,
    { id: round.id, after: base.startedOn, upTo: round.startedOn },
  );
  return new Map(rows.map((row) => [row.riskId, row.reason]));
}

/** What the round found of the measures of its risks, as far as somebody has written it. */
const implementationOf = ({ db }: GatherScene, roundId: string): Map<string, Implementation> =>
  new Map(
    db
      .all<Implementation & { riskId: string }>(
        `SELECT riskId, implementation, implementedOn, implementedBy FROM roundRisk WHERE roundId = ? AND implementation <> ''`,
        [roundId],
      )
      .map(({ riskId, ...item }) => [riskId, item]),
  );

const isSerious = ({ level }: FrozenRisk): boolean => level === 'major' || level === 'considerable';

/** 重大 and 较大 risks with their measures. */
export function seriousOf(
  scene: GatherScene,
  risks: readonly FrozenRisk[],
  implementation: string,
  edition: AccidentEdition | '' = '',
): F10Dossier['serious'] {
  const accidents = accidentNames(scene, edition);
  return risks.filter(isSerious).map((risk) => ({
    id: risk.id,
    riskNo: risk.riskNo,
    riskPoint: risk.riskPoint,
    location: risk.location,
    hazardSource: risk.hazardSource,
    accidentTypes: accidents(risk.accidentTypes),
    level: risk.level as 'major' | 'considerable',
    score100: risk.score100,
    measures: measuresText(risk),
    controlLevel: risk.controlLevel as F10Dossier['serious'][number]['controlLevel'],
    department: risk.department,
    owner: risk.owner,
    implementation,
  }));
}

/** 本单位文件 as they are cited, those of a later day left out. */
const ownPapersOn = ({ db }: GatherScene, day: string): string[] =>
  readEnterprise(db)
    .ownPapers.filter(({ on }) => on === null || on <= day)
    .map(({ title, number }) => regulationText(title.replace(/^《(.*)》$/, '$1'), number));

/** The law, the local regulations, then the rest; only what is in force on the day, and nothing unverified. */
function regulationsOn({ content, db }: GatherScene, day: string): { title: string; number: string }[] {
  const all = content.json<{ regulations: Regulation[] }>('regulations/regulations@1.json').regulations;
  const { packs } = content.regionRules(readEnterprise(db).regionCode);
  const local = all.filter(({ category, region }) => category === 'localRegulation' && region !== undefined && packs.includes(region));
  const [law, ...others] = basis.flatMap((id) => all.filter((entry) => entry.id === id));
  return [law!, ...local, ...others]
    .filter(
      (entry) =>
        (entry.inForceFrom === null || entry.inForceFrom <= day) &&
        (entry.inForceTo === null || entry.inForceTo >= day) &&
        entry.confidence !== 'unverified',
    )
    .map(({ title, number }) => ({ title, number: number ?? '' }));
}
