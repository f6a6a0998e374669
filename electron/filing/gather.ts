import { accidentNaming, keptAccidents, type AccidentEdition } from '../../db/domain/risk/accident';
import type { RiskSnapshot } from '../../db/domain/risk/risk';
import { particularWords, printedOn } from '../../db/domain/round/correction';
import type { RiskLevel, Scale } from '../../db/domain/risk/scale';
import type { Reader } from '../../db/handle';
import { listDepartments } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import { snapshotOf } from '../../db/query/risk';
import { eachRisk } from '../../db/query/riskList';
import { getRound, type RoundView } from '../../db/query/round';
import { readScales } from '../../db/query/scale';
import type { Content } from '../workspace/content';
import type { WorkspacePaths } from '../workspace/paths';
import { notFound } from '../api/failure';
import type { AccidentsTold } from './dossier';
import { figureName } from './wording';

/** What gathering needs besides the register: content and the business date. */
export interface GatherScene {
  db: Reader;
  content: Content;
  today: string;
  /** Where files beside the records lie. */
  paths: Pick<WorkspacePaths, 'attachments'>;
}

export interface FrozenRisk extends RiskSnapshot {
  id: string;
}

/** Risks that a paper speaks of: frozen ones of a closed round, else the register as it stands. Retired ones are left out. */
export function risksOf({ db, today }: GatherScene, round: RoundView | null): FrozenRisk[] {
  const register = () =>
    [...eachRisk(db, today)]
      .filter((risk) => risk.status !== 'retired')
      .map((risk): FrozenRisk => ({ id: risk.id, ...snapshotOf(risk) }))
      .sort(byWeight);
  if (round === null) return register();
  const frozen = frozenOf(db, round.id);
  if (round.status === 'closed') return frozen.sort(byWeight);
  if (round.followsId === null) return register();
  // A reissue under way: what it took over, and what follows the register.
  const following = new Set(db.column<string>('SELECT riskId FROM roundRisk WHERE roundId = ? AND after IS NULL', [round.id]));
  return [...frozen, ...register().filter(({ id }) => following.has(id))].sort(byWeight);
}

const frozenOf = (db: Reader, roundId: string): FrozenRisk[] =>
  db
    .all<{ riskId: string; content: string }>(
      'SELECT i.riskId, s.content FROM roundRisk i JOIN snapshot s ON s.id = i.after WHERE i.roundId = ?',
      [roundId],
    )
    .map((row) => ({ id: row.riskId, ...(JSON.parse(row.content) as RiskSnapshot) }));

const rank: Record<RiskLevel, number> = { major: 1, considerable: 2, general: 3, low: 4 };
/** The order of every paper: 重大 first, then by score, then by number; what is not graded comes last. */
const byWeight = (a: FrozenRisk, b: FrozenRisk): number =>
  (rank[a.level] ?? 5) - (rank[b.level] ?? 5) ||
  (b.score100 ?? 0) - (a.score100 ?? 0) ||
  a.riskNo.localeCompare(b.riskNo, 'en', { numeric: true });

/** Scales that the risks were graded by, each as it was kept when it was first used; those of the enterprise where there is no risk. */
export function scalesOf({ db, content }: GatherScene, risks: readonly { scale: string | null }[]): Scale[] {
  const chosen = readScales(db, content);
  const used = risks.length === 0 ? [chosen.lec, chosen.ls] : risks.map((risk) => risk.scale).filter((id) => id !== null);
  const ids = [...new Set(used)].sort();
  return ids.map((id) => {
    const kept = db.value<string>('SELECT content FROM catalogue WHERE id = ?', [id]);
    return kept === undefined ? content.scale(id) : (JSON.parse(kept) as Scale);
  });
}

/** Stored accident types in words; an edition of GB 6441 puts them into its own. */
export const accidentNames = (
  { content }: Pick<GatherScene, 'content'>,
  edition: AccidentEdition | '' = '',
): ((types: readonly string[]) => string[]) => accidentNaming(content.accidentTypes(), edition);

/** Which edition a paper speaks, and what it could not put into it; nothing where types stand as they were stated. */
export const accidentsTold = (
  { content }: GatherScene,
  edition: AccidentEdition | '',
  risks: readonly { accidentTypes: readonly string[] }[],
): { accidents?: AccidentsTold } =>
  edition === ''
    ? {}
    : {
        accidents: {
          edition,
          kept:
            edition === '1986'
              ? []
              : keptAccidents(
                  content.accidentTypes(),
                  risks.map(({ accidentTypes }) => accidentTypes),
                ),
        },
      };

/** Names of the departments that have risks, in their order on the day of the paper. */
export function departmentOrder(scene: GatherScene, day: string, risks: readonly { department: string }[]): string[] {
  const named = new Set(risks.map((risk) => risk.department));
  return listDepartments(scene.db, day, true)
    .map((row) => row.name)
    .filter((name) => named.has(name));
}

export function enterpriseOf({ db }: GatherScene): { name: string; uscc: string } {
  const { name, uscc } = readEnterprise(db);
  return { name, uscc };
}

export function roundOf({ db }: GatherScene, id: string): RoundView {
  const round = getRound(db, id);
  if (!round) throw notFound('round');
  return round;
}

/**
 * What a paper tells of the corrections of its round: those that it prints. Figures that were entered where none stood before are told
 * beside what was counted, and not twice.
 */
export const roundCorrectionsOf = (round: RoundView | null, code: string) =>
  (round?.corrections ?? [])
    .filter(({ field }) => printedOn[code]?.includes(field))
    .map(({ field, before, after, reason, correctedBy, correctedOn }) => ({
      field,
      before: particularWords(field, before, figureName),
      after: particularWords(field, after, figureName),
      reason,
      by: correctedBy,
      on: correctedOn,
    }))
    .filter(({ field, before }) => field !== 'entered' || before !== '');

/** Measures in one text: kinds named one after the other, or the unsplit text of the sheet. */
export function measuresText(
  risk: Pick<RiskSnapshot, 'engineering' | 'administrative' | 'training' | 'ppe' | 'emergency' | 'measures'>,
): string {
  const parts = [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency].filter((text) => text !== '');
  return parts.length === 0
    ? risk.measures
    : [...parts, ...(risk.measures === '' ? [] : [risk.measures])].join('；').replaceAll(/[；;。]；/g, '；');
}
