import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import type { RiskCandidate } from './risks';

type Stored = Row<'risk'>;

/** What the register holds for a row of a sheet. */
export interface Partner {
  row: Stored;
  /** Others that say the same and could be meant as well. */
  others: string[];
}

/** Found for every row: its partner in the register, or why it has none. */
export interface Match {
  partner?: Partner;
  /** Its number belongs to another risk, of the register or of an earlier row: it gets a new one. */
  numberTaken?: { by: string };
  /** A risk of the same words in another department. */
  elsewhere?: string;
}

interface MatchScene {
  db: Reader;
  /** Id of the department of a row; null while there is none of that name. */
  departmentOf(candidate: RiskCandidate): string | null;
  /** True when the row says nothing that the register does not hold. */
  isSame(candidate: RiskCandidate, row: Stored): boolean;
}

/**
 * Finds the risk of the register that each row means: by number, else by normalised point, step and hazard source within
 * the same department. A stored risk is met by one row at most, so that nothing overwrites what the same import has said.
 */
export function matchRisks(scene: MatchScene, candidates: readonly RiskCandidate[]): Match[] {
  const matches = candidates.map((): Match => ({}));
  const claimed = new Set<string>();
  const rest = byNumber(scene, candidates, matches, claimed);
  const byKey = Map.groupBy(
    storedWhere(
      scene.db,
      'matchKey',
      rest.map((at) => candidates[at]!.matchKey),
    ),
    ({ matchKey }) => matchKey,
  );
  for (const group of grouped(rest, (at) => candidates[at]!.matchKey)) {
    const stored = byKey.get(candidates[group[0]!]!.matchKey);
    if (stored === undefined) continue;
    // Rows that change nothing first: a changed twin must not take the place of one that stayed.
    const open: number[] = [];
    if (group.length === 1) open.push(...group);
    else for (const at of group) if (!claim(scene, candidates[at]!, matches[at]!, stored, claimed, true)) open.push(at);
    for (const at of open) claim(scene, candidates[at]!, matches[at]!, stored, claimed, false);
  }
  return matches;
}

/** All risks of the register that bear one of the words, in one go: a query per row would take as long as reading the file. */
const storedWhere = (db: Reader, column: 'riskNo' | 'matchKey', words: readonly string[]): Stored[] => {
  const asked = [...new Set(words)].filter((word) => word !== '');
  return asked.length === 0
    ? []
    : db.all<Stored>(`SELECT * FROM risk WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY riskNoKey`, [JSON.stringify(asked)]);
};

/** @returns places of the rows that no number has matched */
function byNumber(scene: MatchScene, candidates: readonly RiskCandidate[], matches: Match[], claimed: Set<string>): number[] {
  const rest: number[] = [];
  const stored = new Map(
    storedWhere(
      scene.db,
      'riskNo',
      candidates.map(({ risk }) => risk.riskNo),
    ).map((row) => [row.riskNo, row]),
  );
  for (const group of grouped(candidates.keys(), (at) => candidates[at]!.risk.riskNo)) {
    const { riskNo } = candidates[group[0]!]!.risk;
    if (riskNo === '') {
      rest.push(...group);
      continue;
    }
    const row = stored.get(riskNo);
    const owner =
      row === undefined
        ? group[0]
        : (group.find((at) => candidates[at]!.matchKey === row.matchKey && isAlike(scene, candidates[at]!, row)) ??
          group.find((at) => isAlike(scene, candidates[at]!, row)));
    for (const at of group) {
      if (at === owner && row !== undefined) {
        matches[at] = { partner: { row, others: [] } };
        claimed.add(row.id);
        continue;
      }
      if (at !== owner) matches[at] = { numberTaken: { by: row?.hazardSource ?? candidates[owner!]!.risk.hazardSource } };
      rest.push(at);
    }
  }
  return rest.sort((a, b) => a - b);
}

function claim(
  scene: MatchScene,
  candidate: RiskCandidate,
  match: Match,
  stored: readonly Stored[],
  claimed: Set<string>,
  onlySame: boolean,
): boolean {
  const free = stored.filter((row) => !claimed.has(row.id));
  const here = free.filter((row) => sameDepartment(scene, candidate, row));
  const same = onlySame || here.length > 1 ? here.find((row) => scene.isSame(candidate, row)) : undefined;
  const partner = same ?? (onlySame ? undefined : here[0]);
  if (partner === undefined) {
    if (!onlySame && here.length < free.length) match.elsewhere = free.find((row) => !here.includes(row))!.riskNo;
    return false;
  }
  claimed.add(partner.id);
  match.partner = { row: partner, others: same === undefined ? here.filter((row) => row !== partner).map((row) => row.riskNo) : [] };
  return true;
}

const sameDepartment = (scene: MatchScene, candidate: RiskCandidate, { departmentId }: Stored): boolean =>
  candidate.risk.department === '' || departmentId === null || scene.departmentOf(candidate) === departmentId;

/**
 * Whether a row and the risk that bears its number are the same one, reworded or moved perhaps. Every workshop numbers its
 * own sheet from 1: such a number alone says nothing across departments.
 */
function isAlike(scene: MatchScene, candidate: RiskCandidate, row: Stored): boolean {
  const [point, , source] = candidate.matchKey.split('|') as [string, string, string];
  const [storedPoint, , storedSource] = row.matchKey.split('|') as [string, string, string];
  if (sameDepartment(scene, candidate, row)) return point === storedPoint || similar(source, storedSource);
  return !/^\d{1,4}$/.test(candidate.risk.riskNo) && (candidate.matchKey === row.matchKey || similar(source, storedSource));
}

/** True when one text holds the other or they share half of their pairs of characters. */
function similar(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a))) return true;
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return shared > 0 && (2 * shared) / (left.size + right.size) >= 0.5;
}

function grouped(places: Iterable<number>, keyOf: (at: number) => string): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const at of places) {
    const key = keyOf(at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  return groups.values();
}
