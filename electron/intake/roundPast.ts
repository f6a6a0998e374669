import { randomUUID } from 'node:crypto';
import type { PastRisk } from '../../db/domain/round/past';
import { matchKey } from '../../db/domain/risk/matchKey';
import type { RiskSnapshot } from '../../db/domain/risk/risk';
import type { RiskLevel } from '../../db/domain/risk/scale';
import { findDepartment } from '../../db/query/department';
import type { Reader } from '../../db/handle';
import type { IntakeFailure } from './failure';
import type { TakenFile } from './intake';
import type { Note } from './notes';
import { matchRisks } from './riskMatch';
import { placeOf, type RowPlace } from './rowPlace';
import type { RefusedRow, RiskCandidate } from './risks';

/** By what a line of a past register was found again. */
export const pastMatches = ['register', 'round', 'new'] as const;
export type PastMatch = (typeof pastMatches)[number];

/** A line of a past register, and the risk that it speaks of. */
export interface PastRow extends RowPlace {
  riskId: string | null;
  match: PastMatch;
  level: RiskLevel;
  risk: PastRisk;
  notes: readonly Note[];
}

interface PastScene {
  db: Reader;
  today: string;
  accidentCode(name: string): string | undefined;
}

/**
 * Finds for every line the risk that it means: of the register by number, else by point, step and hazard source; else one that
 * is gone from the register but stands in a closed round. What is said twice word for word is taken once.
 */
export function matchPast({ db, today, accidentCode }: PastScene, candidates: readonly RiskCandidate[]): PastRow[] {
  const own = candidates.filter(({ duplicateOf }) => !duplicateOf?.same);
  const departments = new Map<string, string | null>();
  const departmentOf = ({ risk: { department } }: RiskCandidate): string | null => {
    if (!departments.has(department)) departments.set(department, findDepartment(db, department, today) ?? null);
    return departments.get(department)!;
  };
  const matches = matchRisks({ db, departmentOf, isSame: () => false, decided: () => undefined, answerFor: () => undefined }, own);
  const gone = goneRisks(db);
  return own.map((candidate, at): PastRow => {
    const inRegister = matches[at]!.partner?.row.id;
    const inRound = inRegister === undefined ? takeGone(gone, candidate) : undefined;
    const { inherentLevel: inherent = null, risk, graded, levelKept } = candidate;
    return {
      ...placeOf(candidate),
      riskId: inRegister ?? inRound ?? null,
      match: inRegister !== undefined ? 'register' : inRound !== undefined ? 'round' : 'new',
      level: levelKept?.from ?? graded.level,
      risk: {
        ...risk,
        kind: risk.kind ?? 'activity',
        accidentTypes: risk.accidentTypes.map((name) => accidentCode(name) ?? name),
        keptLevel: levelKept?.from ?? null,
        inherentLevel: inherent,
      },
      // What matters for the register of today says nothing of the past one.
      notes: candidate.notes.filter(({ key }) => key !== 'levelKept'),
    };
  });
}

/** Risks that only closed rounds know, by their words; the newest state of each. */
function goneRisks(db: Reader): Map<string, { riskId: string; department: string }[]> {
  const rows = db.all<{ riskId: string; content: string }>(
    `SELECT i.riskId, s.content FROM roundRisk i JOIN round r ON r.id = i.roundId JOIN snapshot s ON s.id = coalesce(i.after, i.before)
      WHERE r.status = 'closed' AND NOT EXISTS (SELECT 1 FROM risk k WHERE k.id = i.riskId) ORDER BY r.assessedOn DESC`,
  );
  const byKey = new Map<string, { riskId: string; department: string }[]>();
  const seen = new Set<string>();
  for (const { riskId, content } of rows) {
    if (seen.has(riskId)) continue;
    seen.add(riskId);
    const { riskPoint, step, hazardSource, department } = JSON.parse(content) as RiskSnapshot;
    const key = matchKey(riskPoint, step, hazardSource);
    byKey.set(key, [...(byKey.get(key) ?? []), { riskId, department }]);
  }
  return byKey;
}

/** Takes it out: a risk is met by one line. */
function takeGone(gone: Map<string, { riskId: string; department: string }[]>, { matchKey: key, risk }: RiskCandidate): string | undefined {
  const known = gone.get(key);
  const at = known?.findIndex(({ department }) => department === '' || risk.department === '' || department === risk.department) ?? -1;
  return at < 0 ? undefined : known!.splice(at, 1)[0]!.riskId;
}

/** What was read of a past register, between preview and import; lives in the memory of the process that read it. */
export interface PastSession {
  id: string;
  files: readonly TakenFile[];
  /** Files in which no table was found. */
  failures: readonly IntakeFailure[];
  rows: readonly PastRow[];
  refused: readonly RefusedRow[];
  /** Mappings that the levels were read by. */
  scales: { lec: string; ls: string };
  /** How its sheets are to be read the next time. */
  layouts: readonly { signature: string; mapping: Record<string, string | null> }[];
}

let last: PastSession | undefined;
export const keepPast = (session: Omit<PastSession, 'id'>): PastSession => (last = { ...session, id: randomUUID() });
/** What is imported is not imported a second time. */
export const dropPast = (): void => void (last = undefined);
export const findPast = (id: string): PastSession | undefined => (last?.id === id ? last : undefined);
