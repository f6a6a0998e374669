import type { Reader } from '../../db/handle';
import { isRunningNumber, sameDepartment, type Match, type MatchScene, type PartnerQuestion, type Stored } from './match';
import { NearTexts, similar } from './nearness';
import type { Question } from './questions';
import type { RiskCandidate } from './risks';

/** Shared part of the wording from which two risks of one point are asked about. */
const likeness = 0.6;
const mostChoices = 4;

/** Asks about rows that another risk of the register may mean, and follows what was answered for all of them. */
export function askPartners(
  scene: MatchScene,
  candidates: readonly RiskCandidate[],
  matches: readonly Match[],
  claimed: Set<string>,
): void {
  const near = new Neighbours(scene.db);
  for (const [at, match] of matches.entries()) {
    if (match.question !== undefined) continue;
    const asked = questionOf(scene, candidates[at]!, match, claimed, near);
    if (asked === undefined) continue;
    const word = scene.answerFor(asked.key);
    const [first] = asked.rows as [Stored, ...Stored[]];
    match.question = { ...asked, answer: word === undefined ? null : word === 'new' ? 'new' : first.id };
    if (word === 'new') delete match.partner;
    else if (word !== undefined && match.partner === undefined) {
      match.partner = { row: first, others: [] };
      claimed.add(first.id);
    }
  }
}

function questionOf(
  scene: MatchScene,
  candidate: RiskCandidate,
  { partner, numberTaken, elsewhere }: Match,
  claimed: ReadonlySet<string>,
  near: Neighbours,
): Omit<PartnerQuestion, 'answer'> | undefined {
  const isFree = ({ id }: Stored): boolean => !claimed.has(id);
  if (partner !== undefined) {
    const others = partner.others.filter(isFree);
    return others.length === 0 ? undefined : { key: 'alreadyTwice', rows: [partner.row, ...others] };
  }
  // Every workshop numbers its own sheet from 1: such a number asks nothing across departments.
  const taken =
    numberTaken?.row !== undefined &&
    isFree(numberTaken.row) &&
    (sameDepartment(scene, candidate, numberTaken.row) || !isRunningNumber(candidate.risk.riskNo))
      ? numberTaken.row
      : undefined;
  const moved = elsewhere !== undefined && isFree(elsewhere) ? elsewhere : undefined;
  const alike = near.of(candidate).filter((row) => isFree(row) && sameDepartment(scene, candidate, row));
  const rows = [...new Map([taken, moved, ...alike].flatMap((row) => (row === undefined ? [] : [[row.id, row]]))).values()];
  if (rows.length === 0) return undefined;
  return { key: taken ? 'numberTaken' : moved ? 'sameElsewhere' : 'similar', rows: rows.slice(0, mostChoices) };
}

/** Risks of the register by their point, each point read once. */
class Neighbours {
  readonly #points = new Map<string, NearTexts<Stored>>();
  constructor(readonly db: Reader) {}

  /** Risks of the same point whose source is worded much alike, in the same step where both name one. */
  of({ matchKey }: RiskCandidate): Stored[] {
    const [point, step, source] = matchKey.split('|') as [string, string, string];
    return this.#at(point)
      .find(source, likeness)
      .filter((row) => {
        const storedStep = row.matchKey.split('|')[1]!;
        return step === '' || storedStep === '' || similar(step, storedStep);
      });
  }

  #at(point: string): NearTexts<Stored> {
    const known = this.#points.get(point);
    if (known !== undefined) return known;
    const texts = new NearTexts<Stored>();
    // `}` follows `|`: all keys that begin with the point.
    const rows = this.db.all<Stored>('SELECT * FROM risk WHERE matchKey >= ? AND matchKey < ? ORDER BY riskNoKey LIMIT 2000', [
      `${point}|`,
      `${point}}`,
    ]);
    for (const row of rows) texts.add(row.matchKey.split('|')[2]!, row);
    this.#points.set(point, texts);
    return texts;
  }
}

/** The question as a person reads it; a risk that a person chose can be chosen anew. */
export const partnerQuestion = ({ key, rows, answer }: PartnerQuestion): Question => ({
  key,
  field: key === 'numberTaken' ? 'riskNo' : key === 'sameElsewhere' ? 'department' : 'hazardSource',
  choices: [
    ...rows.map(({ id, riskNo, step, hazardSource }) => ({
      value: id,
      text: [riskNo, [step, hazardSource].filter((part) => part !== '').join('：')].join(' '),
    })),
    { value: 'new' },
  ],
  fallback: key === 'alreadyTwice' ? (rows[0]?.id ?? 'new') : 'new',
  answer,
});
