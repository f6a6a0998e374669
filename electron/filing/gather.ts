import type { RiskSnapshot } from '../../db/domain/risk/risk';
import type { RiskLevel, Scale } from '../../db/domain/risk/scale';
import type { Reader } from '../../db/handle';
import { listDepartments } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import { snapshotOf } from '../../db/query/risk';
import { eachRisk } from '../../db/query/riskList';
import { getRound, type RoundView } from '../../db/query/round';
import type { Content } from '../workspace/content';
import { AppError } from '../api/failure';

/** What gathering needs besides the register: content and the business date. */
export interface GatherScene {
  db: Reader;
  content: Content;
  today: string;
}

export interface FrozenRisk extends RiskSnapshot {
  id: string;
}

/** Risks that a paper speaks of: frozen ones of a closed round, else the register as it stands. Retired ones are left out. */
export function risksOf({ db, today }: GatherScene, round: RoundView | null): FrozenRisk[] {
  if (round === null || round.status === 'open') {
    return [...eachRisk(db, today)].filter((risk) => risk.status !== 'retired').map((risk) => ({ id: risk.id, ...snapshotOf(risk) }));
  }
  return db
    .all<{ riskId: string; content: string }>(
      'SELECT i.riskId, s.content FROM roundRisk i JOIN snapshot s ON s.id = i.after WHERE i.roundId = ?',
      [round.id],
    )
    .map((row) => ({ id: row.riskId, ...(JSON.parse(row.content) as RiskSnapshot) }))
    .sort(byWeight);
}

const rank: Record<RiskLevel, number> = { major: 1, considerable: 2, general: 3, low: 4 };
const byWeight = (a: FrozenRisk, b: FrozenRisk): number =>
  rank[a.level] - rank[b.level] || (b.score100 ?? 0) - (a.score100 ?? 0) || a.riskNo.localeCompare(b.riskNo, 'en', { numeric: true });

/** Scales that the risks were graded by, each as it was kept when it was first used. */
export function scalesOf({ db, content }: GatherScene, risks: readonly { scale: string | null }[]): Scale[] {
  const ids = [...new Set(risks.map((risk) => risk.scale).filter((id) => id !== null))].sort();
  return ids.map((id) => {
    const kept = db.value<string>('SELECT content FROM catalogue WHERE id = ?', [id]);
    return kept === undefined ? content.scale(id) : (JSON.parse(kept) as Scale);
  });
}

/** Accident types in words: GB 6441 codes become names, words of a sheet stay. */
export function accidentNames({ content }: GatherScene, types: readonly string[]): string[] {
  const names = new Map(content.accidentTypes().map((type) => [type.code, type.name]));
  return types.map((type) => names.get(type) ?? type);
}

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
  if (!round) throw new AppError({ code: 'NOT_FOUND', key: 'notFound', params: { subject: 'round' } });
  return round;
}

/** Measures in one text: kinds named one after the other, or the unsplit text of the sheet. */
export function measuresText(
  risk: Pick<RiskSnapshot, 'engineering' | 'administrative' | 'training' | 'ppe' | 'emergency' | 'measures'>,
): string {
  const parts = [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency].filter((text) => text !== '');
  return parts.length === 0
    ? risk.measures
    : [...parts, ...(risk.measures === '' ? [] : [risk.measures])].join('；').replaceAll(/[；;。]；/g, '；');
}
