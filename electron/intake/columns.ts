import { createHash } from 'node:crypto';
import { essentialFields, isField, joinedFields, type IntakeField, type IntakeSubject } from './fields';
import { oneLine, plainText } from './headText';
import { matchTitle, type FieldGuess, type Why } from './matchTitle';
import { columnLetter, type Cell } from './sheet';
import { readNumber } from './values';

/** One column of a table: `from`..`to` are the grid columns that it is merged over, 0-based. */
export interface HeadColumn {
  from: number;
  to: number;
  group: string;
  leaf: string;
}

export interface ColumnProposal extends HeadColumn {
  /** Letter as the sheet shows it, `C`. */
  letter: string;
  /** `现有控制措施/工程技术`, on one line. */
  title: string;
  field: IntakeField | null;
  /** 0 to 1. */
  confidence: number;
  why: Why;
}

/** Field of a column by its title in plain text; what a person chose before for this layout. */
export type RememberedColumns = Readonly<Record<string, string | null>>;

export interface ProposeOptions {
  remembered?: RememberedColumns;
  /** Choices for this sheet, by column letter or by title; they go before everything. */
  chosen?: Readonly<Record<string, string | null>>;
  /** Some cells of a grid column below the head, to tell 后果 in words from 后果 as a factor. */
  sample?: (column: number) => readonly Cell[];
}

const titleOf = ({ group, leaf }: Pick<HeadColumn, 'group' | 'leaf'>): string =>
  [group, leaf]
    .map(oneLine)
    .filter((text) => text !== '')
    .join('/');

interface Offer {
  proposal: ColumnProposal;
  guesses: readonly FieldGuess[];
}

/** Proposes a field for every column; each field goes to the surest column, joined fields to several. */
export function proposeColumns(subject: IntakeSubject, columns: readonly HeadColumn[], options: ProposeOptions = {}): ColumnProposal[] {
  // A column may be called L, E or C and stand elsewhere: a key that is the letter of a column means that column.
  const letters = new Set(columns.map(({ from }) => columnLetter(from)));
  const offers = columns.map((column): Offer => {
    const base = { ...column, letter: columnLetter(column.from), title: titleOf(column) };
    const said = saidField(subject, base.letter, base.title, options, letters);
    if (said !== undefined) return { proposal: { ...base, ...said }, guesses: [] };
    const { guesses, known } = matchTitle(subject, column.group, column.leaf);
    const cells = options.sample?.(column.from) ?? [];
    const why = known ?? (base.title === '' && cells.length === 0 ? 'empty' : 'unknown');
    return { proposal: { ...base, field: null, confidence: 0, why }, guesses: judgeByValues(guesses, cells) };
  });
  assign(offers);
  findEssential(subject, offers);
  const proposals = offers.map(({ proposal }) => proposal);
  const sample = options.sample ?? (() => []);
  settleSeverity(proposals, sample, ['e', 'c', 's']);
  settleSeverity(proposals, sample, ['inherentE', 'inherentC', 'inherentS']);
  return proposals;
}

function saidField(
  subject: IntakeSubject,
  letter: string,
  title: string,
  options: ProposeOptions,
  letters: ReadonlySet<string>,
): Pick<ColumnProposal, 'field' | 'confidence' | 'why'> | undefined {
  const { chosen = {}, remembered = {} } = options;
  const choice = [letter, title, plainText(title)].find((key) => Object.hasOwn(chosen, key) && (key === letter || !letters.has(key)));
  if (choice !== undefined) return toField(subject, chosen[choice] ?? null, 'chosen');
  const key = plainText(title);
  if (key !== '' && Object.hasOwn(remembered, key)) return toField(subject, remembered[key] ?? null, 'remembered');
  return undefined;
}

const toField = (subject: IntakeSubject, field: string | null, why: Why): Pick<ColumnProposal, 'field' | 'confidence' | 'why'> => ({
  field: field !== null && isField(subject, field) ? field : null,
  confidence: 1,
  why,
});

/** Greedy by confidence: a loser takes its next guess that is still free. */
function assign(offers: readonly Offer[]): void {
  const taken = new Set<string>(offers.flatMap(({ proposal: { field } }) => (field === null || joinedFields.has(field) ? [] : [field])));
  const ranked = offers
    .flatMap(({ proposal, guesses }, order) => guesses.map((guess) => ({ proposal, guess, order })))
    .sort((a, b) => b.guess.confidence - a.guess.confidence || a.order - b.order);
  for (const { proposal, guess } of ranked) {
    if (proposal.field !== null) continue;
    const joins = joinedFields.has(guess.field) && guess.why === 'exact';
    if (taken.has(guess.field) && !joins) {
      proposal.why = 'duplicate';
      continue;
    }
    taken.add(guess.field);
    proposal.field = guess.field as IntakeField;
    proposal.confidence = Math.min(1, guess.confidence);
    proposal.why = guess.why;
  }
}

/** 危险源及潜在后果描述 sounds more like 后果, but a table without 危险源 is none: the surest column that may be it gives up what it was taken for. */
function findEssential(subject: IntakeSubject, offers: readonly Offer[]): void {
  const [wanted] = essentialFields[subject];
  if (offers.some(({ proposal: { field } }) => field !== null && essentialFields[subject].includes(field))) return;
  const [best] = offers
    .filter(({ proposal }) => proposal.field === null || proposal.why === 'similar')
    .flatMap(({ proposal, guesses }) => guesses.filter(({ field }) => field === wanted).map((guess) => ({ proposal, guess })))
    .sort((a, b) => b.guess.confidence - a.guess.confidence);
  if (best) Object.assign(best.proposal, { field: wanted, confidence: Math.min(1, best.guess.confidence), why: best.guess.why });
}

const isNumeric = (cell: Cell): boolean => readNumber(cell) !== undefined;

/** A column of words is no factor, and a column of numbers called 后果 is one. */
function judgeByValues(guesses: readonly FieldGuess[], cells: readonly Cell[]): readonly FieldGuess[] {
  if (cells.length < 3) return guesses;
  const numeric = cells.filter(isNumeric).length / cells.length;
  return guesses.flatMap((guess): FieldGuess[] => {
    if (guess.field === 'consequence' && numeric >= 0.8) return [{ ...guess, field: 'c', why: 'values' }];
    if (guess.field === 'c' && numeric <= 0.2) return [{ ...guess, field: 'consequence', why: 'values' }];
    if (guess.field === 'accidentTypes' && numeric >= 0.8) return [];
    if (guess.field === 'inherentLevel' && cells.every((cell) => (readNumber(cell) ?? 0) > 5))
      return [{ ...guess, field: 'inherentScore', why: 'values' }];
    return [guess];
  });
}

/** 严重性 is C beside E, else S where the values allow it; `E/S` beside no C is S. */
function settleSeverity(
  proposals: ColumnProposal[],
  sample: (column: number) => readonly Cell[],
  [eField, cField, sField]: readonly [IntakeField, IntakeField, IntakeField],
): void {
  const find = (field: string): ColumnProposal | undefined => proposals.find((proposal) => proposal.field === field);
  const [e, c, s] = [find(eField), find(cField), find(sField)];
  const open = (proposal: ColumnProposal | undefined): proposal is ColumnProposal =>
    proposal !== undefined && proposal.why !== 'chosen' && proposal.why !== 'remembered';
  const fitsLs = ({ from }: ColumnProposal): boolean => sample(from).every((cell) => (readNumber(cell) ?? 1) <= 5);
  if (e === undefined && s === undefined && open(c) && !/[cC]/.test(c.title.normalize('NFKC')) && fitsLs(c)) c.field = sField;
  else if (e !== undefined && c === undefined && open(s) && !/[sS]/.test(s.title.normalize('NFKC'))) s.field = cField;
  else if (e !== undefined && c === undefined && s === undefined && open(e) && /[sS]/.test(e.title.normalize('NFKC'))) e.field = sField;
}

/** Name of a layout: the same titles in the same order give the same name, wherever the table stands in its sheet. */
export function layoutSignature(subject: IntakeSubject, columns: readonly HeadColumn[]): string {
  const titles = columns.map((column) => plainText(titleOf(column))).filter((title) => title !== '');
  return createHash('sha256')
    .update(`${subject}\n${titles.join('\n')}`)
    .digest('hex')
    .slice(0, 16);
}

/** Beside the columns of a layout the direction of its grade numbers is remembered, under a title that no column has. */
const gradesKey = '';
type Direction = { direction: 'down' | 'up'; grades: 4 | 5 };

/** The direction of 1级–5级 that a person chose for this layout. */
export function rememberedGrades(remembered: RememberedColumns | undefined): Direction | undefined {
  const told = /^(down|up)([45])$/.exec(remembered?.[gradesKey] ?? '');
  return told ? { direction: told[1] as Direction['direction'], grades: told[2] === '4' ? 4 : 5 } : undefined;
}

/** A mapping with the direction of its grade numbers. */
export const withGrades = (columns: RememberedColumns, chosen: Direction | undefined): RememberedColumns =>
  chosen === undefined ? columns : { ...columns, [gradesKey]: `${chosen.direction}${chosen.grades}` };

/** What is worth remembering of a mapping: title in plain text → field. */
export const rememberColumns = (proposals: readonly ColumnProposal[]): RememberedColumns =>
  Object.fromEntries(proposals.filter(({ title }) => plainText(title) !== '').map(({ title, field }) => [plainText(title), field]));
