import type { Reader } from '../../db/handle';
import { similar } from './nearness';
import { isRunningNumber, sameDepartment, type Match, type MatchScene, type Stored } from './match';
import { askPartners } from './riskQuestions';
import type { RiskCandidate } from './risks';

/**
 * Finds the risk of the register that each row means: by number, else by normalised point, step and hazard source within
 * the same department. A stored risk is met by one row at most, so that nothing overwrites what the same import has said.
 */
export function matchRisks(scene: MatchScene, candidates: readonly RiskCandidate[]): Match[] {
  const matches = candidates.map((): Match => ({}));
  const claimed = new Set<string>();
  const settled = byDecision(scene, candidates, matches, claimed);
  const rest = byNumber(scene, candidates, matches, claimed, settled);
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
  askPartners(scene, candidates, matches, claimed);
  return matches;
}

/** @returns places of the rows that a person has decided; a decision about a risk that is gone or taken is none */
function byDecision(scene: MatchScene, candidates: readonly RiskCandidate[], matches: Match[], claimed: Set<string>): Set<number> {
  const settled = new Set<number>();
  const said = candidates.flatMap((candidate, at) => {
    const decision = scene.decided(candidate);
    return decision === undefined ? [] : [{ at, ...decision }];
  });
  const rows = new Map(
    storedWhere(
      scene.db,
      'id',
      said.map(({ answer }) => answer),
    ).map((row) => [row.id, row]),
  );
  for (const { at, key, answer } of said) {
    const row = rows.get(answer);
    if (answer !== 'new' && (row === undefined || claimed.has(row.id))) continue;
    settled.add(at);
    matches[at] = { question: { key, rows: row === undefined ? [] : [row], answer } };
    if (row === undefined) continue;
    matches[at].partner = { row, others: [] };
    claimed.add(row.id);
  }
  return settled;
}

/** All risks of the register that bear one of the words, in one go: a query per row would take as long as reading the file. */
const storedWhere = (db: Reader, column: 'id' | 'riskNo' | 'matchKey', words: readonly string[]): Stored[] => {
  const asked = [...new Set(words)].filter((word) => word !== '');
  return asked.length === 0
    ? []
    : db.all<Stored>(`SELECT * FROM risk WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY riskNoKey`, [JSON.stringify(asked)]);
};

/** @returns places of the rows that no number has matched */
function byNumber(
  scene: MatchScene,
  candidates: readonly RiskCandidate[],
  matches: Match[],
  claimed: Set<string>,
  settled: ReadonlySet<number>,
): number[] {
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
      rest.push(...group.filter((at) => !settled.has(at)));
      continue;
    }
    const row = stored.get(riskNo);
    const open = group.filter((at) => !settled.has(at));
    const owner =
      row === undefined
        ? (group.find((at) => matches[at]!.partner === undefined) ?? group[0])
        : claimed.has(row.id)
          ? undefined
          : (open.find((at) => candidates[at]!.matchKey === row.matchKey && isAlike(scene, candidates[at]!, row)) ??
            open.find((at) => isAlike(scene, candidates[at]!, row)));
    for (const at of group) {
      if (at === owner && row !== undefined) {
        matches[at]!.partner = { row, others: [] };
        claimed.add(row.id);
        continue;
      }
      if (at !== owner && matches[at]!.partner === undefined)
        matches[at]!.numberTaken = { by: row?.hazardSource ?? candidates[owner!]!.risk.hazardSource, ...(row && { row }) };
      if (!settled.has(at)) rest.push(at);
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
    if (!onlySame && here.length < free.length) match.elsewhere = free.find((row) => !here.includes(row))!;
    return false;
  }
  claimed.add(partner.id);
  match.partner = { row: partner, others: same === undefined ? here.filter((row) => row !== partner) : [] };
  return true;
}

/**
 * Whether a row and the risk that bears its number are the same one, reworded or moved perhaps. Every workshop numbers its
 * own sheet from 1: such a number alone says nothing across departments.
 */
function isAlike(scene: MatchScene, candidate: RiskCandidate, row: Stored): boolean {
  const [point, , source] = candidate.matchKey.split('|') as [string, string, string];
  const [storedPoint, , storedSource] = row.matchKey.split('|') as [string, string, string];
  if (sameDepartment(scene, candidate, row)) return point === storedPoint || similar(source, storedSource);
  return !isRunningNumber(candidate.risk.riskNo) && (candidate.matchKey === row.matchKey || similar(source, storedSource));
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
