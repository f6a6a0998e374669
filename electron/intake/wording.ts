import { riskLevels, riskMethods } from '../../db/domain/risk/scale';
import type { Note, Params, Problem } from './notes';

/** Looks up a sentence of the locale `intake`, e.g. `note.dateSpan`. */
export type Say = (key: string, params: Params) => string;
/** Word of a stored value: `term('riskLevel', 'major')`. */
export type TermOf = (kind: 'riskLevel' | 'riskMethod', value: string) => string;

/** A note or problem in words, with its column, its cell's text and the terms of its parameters. */
export function wordFinding(
  kind: 'note' | 'problem',
  { key, column, value = '', params = {} }: Note | Problem,
  say: Say,
  term: TermOf,
): string {
  const place = column === undefined ? say('place.none', {}) : say(column.title === '' ? 'place.letter' : 'place.column', { ...column });
  const words = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, termOf(param, term)]));
  return say(`${kind}.${key}`, { value: value.length > 60 ? `${value.slice(0, 60)}…` : value, ...words, column: place });
}

const termOf = (param: string | number, term: TermOf): string | number => {
  if (typeof param === 'number') return param;
  if ((riskLevels as readonly string[]).includes(param)) return term('riskLevel', param);
  return (riskMethods as readonly string[]).includes(param) ? term('riskMethod', param) : param;
};
