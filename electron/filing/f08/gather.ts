import type { AccidentEdition } from '../../../db/domain/risk/accident';
import { longDate, periodTitle } from '../../../db/domain/period';
import type { EnteredFigures } from '../../../db/domain/round/figure';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { compareLevels } from '../../../db/domain/round/round';
import { term } from '../../../db/domain/term';
import { readEnterprise } from '../../../db/query/enterprise';
import { eventStands } from '../../../db/query/filing';
import { isStanding } from '../../../db/query/round';
import { correctedSql } from '../../../db/query/roundCorrection';
import { noLevels } from '../counts';
import {
  accidentNames,
  measuresText,
  risksOf,
  roundCorrectionsOf,
  roundOf,
  scalesOf,
  type FrozenRisk,
  type GatherScene,
  accidentsTold,
} from '../gather';
import { withEntered } from '../figures';
import { directoryOn, namesOf, type Directory } from '../people';
import { assessedFor } from '../f07/assessedFor';
import type { F08Dossier, F08Risk } from './dossier';

export interface F08Request {
  roundId: string | null;
  compiledOn: string | null;
  recipient: string;
  filledBy: string;
  phone: string;
  /** 责任领导 of those whose owners are no leaders of the company. */
  leader: string;
  /** 所属期间 in a person's words, where the register is reported and no round; empty for its day. */
  period: string;
  /** Recipient whose own assessment the paper goes by; empty for the main one. */
  assessedFor: string;
  /** As in F07. */
  accidentEdition: AccidentEdition | '';
  entered?: EnteredFigures | undefined;
}

/** The 重大 risks of a closed round, or of the register as it stands; none makes a zero report. */
export function gatherF08(scene: GatherScene, request: F08Request): F08Dossier {
  const round = request.roundId === null ? null : roundOf(scene, request.roundId);
  const frozen = assessedFor(scene, risksOf(scene, round), request.assessedFor, round);
  const day = round?.assessedOn ?? scene.today;
  const enterprise = readEnterprise(scene.db);
  const major = frozen.filter(({ level }) => level === 'major');
  const accidents = accidentNames(scene, request.accidentEdition);
  const people = directoryOn(scene, day);
  const reports = reportsOf(scene, request.assessedFor);
  const scales = scalesOf(scene, major.length > 0 ? major : frozen);
  const counts = noLevels();
  for (const { level } of frozen) counts[level] += 1;
  return withEntered(
    {
      schema: 'f08@1',
      assessedFor: request.assessedFor,
      ...accidentsTold(scene, request.accidentEdition, major),
      enterprise: { name: enterprise.name, uscc: enterprise.uscc },
      catalogues: [...scales.map(({ id }) => id), 'gb6441@2025'],
      period: round === null ? request.period || `截至${longDate(scene.today)}` : periodTitle(round.period),
      asOf: round === null ? scene.today : null,
      compiledOn: request.compiledOn,
      roundId: round?.id ?? null,
      round: round === null ? null : { name: round.name, kind: round.kind, assessedOn: round.assessedOn },
      roundCorrections: roundCorrectionsOf(round, 'F08'),
      address: enterprise.address,
      principal: enterprise.principal || enterprise.legalRep,
      recipient: request.recipient || enterprise.regulator,
      filledBy: request.filledBy,
      phone: request.phone,
      scales,
      counts,
      previous: previousOf(reports, major),
      risks: major.map((risk): F08Risk => ({
        id: risk.id,
        riskNo: risk.riskNo,
        riskPoint: risk.riskPoint,
        location: risk.location,
        step: risk.step,
        hazardSource: risk.hazardSource,
        accidentTypes: accidents(risk.accidentTypes),
        consequence: risk.consequence,
        impactScope: risk.impactScope ?? '',
        method: risk.method as F08Risk['method'],
        score100: risk.score100,
        directReason: risk.directReason,
        measures: measuresText({ ...risk, emergency: '' }),
        monitoring: risk.monitoring ?? monitoringOf(risk),
        monitoringTaken: !risk.monitoring,
        emergency: risk.emergency,
        ...answerable(people, risk, request.leader),
        ...(request.assessedFor === '' ? lastChange(scene, risk, day) : { changedOn: risk.assessedOn, change: '另一套评价' }),
        ...reported(reports, risk.id),
        missing: risk.missing,
      })),
    },
    request.entered,
    round,
  );
}

const watching = /监测|报警|预警|监控|探测/;

/** What the measures themselves say of monitoring, clause by clause. */
function monitoringOf(risk: Pick<FrozenRisk, 'engineering' | 'administrative' | 'measures'>): string {
  const clauses = [risk.engineering, risk.administrative, risk.measures].flatMap((text) => text.split(/[，,；;。\n]/));
  return clauses
    .map((clause) => clause.trim())
    .filter((clause) => watching.test(clause))
    .join('；');
}

/** The leader of the company among the owners; the department's side is answered for by another owner or its head. */
function answerable(people: Directory, risk: FrozenRisk, stated: string): Pick<F08Risk, 'leader' | 'department' | 'owner' | 'phone'> {
  const names = namesOf(risk.owner);
  const known = { phone: risk.phone, department: risk.department };
  const found = names.map((name) => ({ name, person: people.find(name, names.length === 1 ? known : { department: risk.department }) }));
  // Who is stated of this risk goes before who is found among its owners, and that before who was named for all.
  const own = risk.leaderText ?? '';
  const leader =
    (own === '' ? undefined : (people.find(own) ?? { name: own, title: '', phone: '' })) ??
    found.find(({ person }) => person?.isLeader)?.person ??
    (stated === '' ? undefined : (people.find(stated) ?? { name: stated, title: '', phone: '' }));
  const others = found.filter(({ name }) => name !== leader?.name);
  const head = others.length > 0 ? undefined : people.headOf(risk.department);
  const owner = head?.name ?? others.map(({ name }) => name).join('、');
  return {
    leader: { name: leader?.name ?? '', title: leader?.title ?? '', phone: leader?.phone ?? '' },
    department: risk.department,
    owner: owner || risk.owner,
    phone: head?.phone ?? (others.length === names.length && risk.phone !== '' ? risk.phone : (others[0]?.person?.phone ?? risk.phone)),
  };
}

interface Move {
  changedOn: string;
  fromLevel: RiskLevel | null;
  toLevel: RiskLevel;
}

const assessed = correctedSql('r', 'assessedOn');

/** The last day on which its level moved, as far as the day of the paper; otherwise the round that found it. */
function lastChange({ db }: GatherScene, risk: FrozenRisk, day: string): Pick<F08Risk, 'changedOn' | 'change'> {
  const move = db.get<Move>(
    `SELECT changedOn, fromLevel, toLevel FROM levelChange WHERE riskId = @id AND changedOn <= @day AND fromLevel <> toLevel
      UNION ALL
      SELECT ${assessed}, i.beforeLevel, i.afterLevel FROM roundRisk i JOIN round r ON r.id = i.roundId
        WHERE i.riskId = @id AND ${assessed} <= @day AND ${isStanding('r')} AND i.afterLevel IS NOT NULL AND r.baseRoundId IS NOT NULL AND i.beforeLevel IS NOT i.afterLevel
      ORDER BY 1 DESC LIMIT 1`,
    { id: risk.id, day },
  );
  if (move) {
    const words =
      move.fromLevel === null
        ? '新增'
        : `由${term('riskLevel', move.fromLevel)}${term('comparison', compareLevels(move.fromLevel, move.toLevel))}`;
    return { changedOn: move.changedOn, change: words };
  }
  const first = db.value<string | null>(
    `SELECT min(${assessed}) FROM roundRisk i JOIN round r ON r.id = i.roundId WHERE i.riskId = ? AND i.afterLevel IS NOT NULL AND ${assessed} <= ? AND ${isStanding('r')}`,
    [risk.id, day],
  );
  return { changedOn: first ?? risk.assessedOn, change: '首次评估，此后未变' };
}

interface Report {
  number: string;
  compiledOn: string;
  risks: { id: string; riskNo: string; riskPoint: string }[];
  sentOn: string | null;
  receivedOn: string | null;
  authority: string;
}

/** Reports that were issued and still stand, newest first, with their sending and receipt. */
const reportsOf = ({ db }: GatherScene, recipient: string): Report[] =>
  db
    .all<Omit<Report, 'risks'> & { dossier: string }>(
      `SELECT f.number, f.compiledOn, f.dossier,
          (SELECT max(e."on") FROM filingEvent e WHERE e.filingId = f.id AND e.state = 'sent' AND ${eventStands('e')}) AS sentOn,
          (SELECT max(e."on") FROM filingEvent e WHERE e.filingId = f.id AND e.state = 'received' AND ${eventStands('e')}) AS receivedOn,
          coalesce((SELECT e.authority FROM filingEvent e WHERE e.filingId = f.id AND e.state = 'received' AND ${eventStands('e')} ORDER BY e."on" DESC LIMIT 1), '') AS authority
        FROM filing f WHERE f.code = 'F08' AND f.state NOT IN ('voided', 'replaced') ORDER BY f.compiledOn DESC, f.createdAt DESC`,
    )
    .map(({ dossier, ...report }) => ({ ...report, ...(JSON.parse(dossier) as Pick<F08Dossier, 'risks' | 'assessedFor'>) }))
    // Reports by another assessment tell of other levels.
    .filter((report) => (report.assessedFor ?? '') === recipient)
    .map(({ number, compiledOn, risks, sentOn, receivedOn, authority }) => ({ number, compiledOn, risks, sentOn, receivedOn, authority }));

function reported(reports: readonly Report[], riskId: string): Pick<F08Risk, 'reportedOn' | 'receipt'> {
  const report = reports.find(({ sentOn, risks }) => sentOn !== null && risks.some(({ id }) => id === riskId));
  if (!report) return { reportedOn: null, receipt: '' };
  const receipt =
    report.receivedOn === null
      ? ''
      : [`${report.receivedOn} 签收`, report.authority, report.number].filter((part) => part !== '').join('\n');
  return { reportedOn: report.sentOn, receipt };
}

function previousOf([report]: readonly Report[], major: readonly FrozenRisk[]): F08Dossier['previous'] {
  if (!report) return null;
  const before = new Set(report.risks.map(({ id }) => id));
  const now = new Set(major.map(({ id }) => id));
  const name = ({ riskNo, riskPoint }: { riskNo: string; riskPoint: string }) => ({ riskNo, riskPoint });
  return {
    number: report.number,
    compiledOn: report.compiledOn,
    added: major.filter(({ id }) => !before.has(id)).map(name),
    removed: report.risks.filter(({ id }) => !now.has(id)).map(name),
  };
}
