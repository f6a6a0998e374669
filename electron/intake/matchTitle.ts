import { inherentFields, type IntakeSubject } from './fields';
import { headText, plainText } from './headText';
import { inherentGroups, leftOutTitles, synonyms } from './synonyms';

/** Why a column was given to a field, or to none. */
export type Why =
  | 'exact'
  | 'remark'
  | 'similar'
  | 'values'
  | 'remembered'
  | 'chosen'
  | 'unknown'
  | 'empty'
  | 'duplicate'
  | 'inherent'
  | 'leftOut';

export interface FieldGuess {
  field: string;
  /** 0 to 1; 0.95 and more is a word of the trade. */
  confidence: number;
  why: 'exact' | 'remark' | 'similar' | 'values';
}

interface Word {
  field: string;
  word: string;
  /** The word yields to a better column. */
  weak: boolean;
}

const words: Record<IntakeSubject, { list: readonly Word[]; exact: ReadonlyMap<string, readonly Word[]> }> = {
  risk: index(synonyms.risk),
  person: index(synonyms.person),
  department: index(synonyms.department),
  post: index(synonyms.post),
};
const leftOut = new Set(leftOutTitles.flatMap((title) => [headText(title).full, headText(title).bare]));
/** Longest first: 固有风险评价 goes before 固有风险. */
const inherent = inherentGroups.map(plainText).sort((a, b) => b.length - a.length);
const isInherent = (text: string): boolean => inherent.includes(text);

function index(table: Readonly<Record<string, readonly string[]>>): { list: Word[]; exact: Map<string, Word[]> } {
  const list = Object.entries(table).flatMap(([field, names]) =>
    names.map((name) => {
      const weak = name.startsWith('~');
      return { field, weak, word: headText(weak ? name.slice(1) : name).full };
    }),
  );
  const exact = new Map<string, Word[]>();
  for (const word of list) exact.set(word.word, [...(exact.get(word.word) ?? []), word]);
  return { list: list.filter(({ word }) => word.length >= 2), exact };
}

const factorLetters: Readonly<Record<string, string>> = { l: 'l', e: 'e', c: 'c', s: 's', d: 'score', r: 'score' };

export interface TitleMatch {
  guesses: readonly FieldGuess[];
  /** Set when the column is known to be none of ours. */
  known?: 'inherent' | 'leftOut';
}

const cache = new Map<string, TitleMatch>();

/**
 * Fields that a column may be, best first.
 * @param group text of the head cell above the column's own, empty where there is none
 * @param leaf the column's own head text, as written
 */
export function matchTitle(subject: IntakeSubject, group: string, leaf: string): TitleMatch {
  const key = `${subject}\n${group}\n${leaf}`;
  let match = cache.get(key);
  if (match === undefined) {
    match = findMatch(subject, group, leaf);
    if (cache.size > 5000) cache.clear();
    cache.set(key, match);
  }
  return match;
}

function findMatch(subject: IntakeSubject, group: string, leaf: string): TitleMatch {
  const own = headText(leaf);
  const above = headText(group);
  if (own.full === '' || own.full.length > 60) return { guesses: [] };
  if (subject === 'risk') {
    const groups = group.split('/').map(headText);
    if (groups.some(({ bare, full, remark }) => [bare, full, remark].some(isInherent))) return inherentMatch(leaf);
    if (isInherent(own.remark)) return inherentMatch(own.bare);
    const start = inherent.find((text) => own.full.startsWith(text));
    if (start !== undefined) return inherentMatch(own.full.slice(start.length));
  }
  const joined = above.bare === '' ? '' : above.bare + own.bare;
  const best = new Map<string, FieldGuess>();
  const offer = (field: string, confidence: number, why: FieldGuess['why']): void => {
    if (confidence > (best.get(field)?.confidence ?? 0)) best.set(field, { field, confidence, why });
  };
  const offerExact = (text: string, confidence: number): void => {
    for (const { field, weak } of words[subject].exact.get(text) ?? []) offer(field, weak ? confidence - 0.2 : confidence, 'exact');
  };
  if (joined !== '') offerExact(joined, 1);
  offerExact(own.full, 1);
  if (best.size === 0 && (leftOut.has(own.full) || leftOut.has(own.bare))) return { guesses: [], known: 'leftOut' };
  offerExact(own.bare, 0.96);
  if (subject === 'risk') offerFactor(own.bare, own.remark, offer);
  // A title is short; a word of the trade inside a sentence says nothing.
  if (best.size === 0 && own.bare.length <= 18) offerSimilar(subject, own.bare, joined, above.bare, offer);
  return { guesses: [...best.values()].sort((a, b) => b.confidence - a.confidence) };
}

/** A column of the risk without measures, by what it is called apart from that; 固有风险 alone is its level, or its score. */
function inherentMatch(title: string): TitleMatch {
  const bare = headText(title).bare;
  const guesses: FieldGuess[] =
    bare === '' || bare === '风险'
      ? [{ field: 'inherentLevel', confidence: 0.9, why: 'exact' }]
      : bare === '值'
        ? [{ field: 'inherentScore', confidence: 1, why: 'exact' }]
        : findMatch('risk', '', title).guesses.flatMap((guess) => {
            const field = inherentFields[guess.field as keyof typeof inherentFields] as string | undefined;
            return field === undefined ? [] : [{ ...guess, field }];
          });
  return guesses.length === 0 ? { guesses, known: 'inherent' } : { guesses };
}

/** `可能性（L）`, `风险评价L`, `后果C值`: the letter says which factor it is, whatever the words before it. */
function offerFactor(bare: string, remark: string, offer: (field: string, confidence: number, why: FieldGuess['why']) => void): void {
  const inRemark = factorLetters[remark.replace(/[值分]+$/, '')];
  if (inRemark !== undefined) offer(inRemark, 1.01, 'remark');
  const trailing = /^.*[\u4e00-\u9fff]([lecsdr])[值分]*$/.exec(bare) ?? /^([lecsdr])[\u4e00-\u9fff]+$/.exec(bare);
  const field = trailing === null ? undefined : factorLetters[trailing[1]!];
  if (field !== undefined) offer(field, 0.9, 'exact');
}

/** With its group; what is longer is sentences. */
const longestTitle = 30;

/** Words of the trade inside a longer title; the longer the word, the surer. */
function offerSimilar(
  subject: IntakeSubject,
  bare: string,
  joined: string,
  group: string,
  offer: (field: string, confidence: number, why: FieldGuess['why']) => void,
): void {
  const search = (text: string, share: number): void => {
    for (const { field, word, weak } of words[subject].list) {
      if (text.includes(word)) offer(field, share * (0.45 + 0.4 * (word.length / text.length)) - (weak ? 0.1 : 0), 'similar');
    }
  };
  search(bare, 1);
  // 危险源 / 描述: a leaf that says little takes its sense from the group, but never more than a leaf of its own would.
  if (joined !== '' && group.length > 0 && joined.length <= longestTitle) search(joined, 0.8);
}
