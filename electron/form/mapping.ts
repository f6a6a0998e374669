import type { FormValue } from '../../db/domain/form/form';
import { term, type TermKind } from '../../db/domain/term';

/** How a field is written: a stored word carries the term that it is told by. */
export type FieldKind = 'text' | 'number' | 'date' | TermKind;
/** Days are ISO texts, words the stored ones; nothing is null or an empty text. */
export type FieldContent = string | number | null;
export type FieldValues = Readonly<Record<string, FieldContent>>;

/** What goes into a place: a number or a day where the value is that field alone, else text. */
export type Written = string | number | { day: string };

const pad = (number: number): string => String(number).padStart(2, '0');

/** A day as a pattern of `datePatterns` says it. */
export function patterned(iso: string, pattern: string): string {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const parts: Record<string, string> = { yyyy: String(year), MM: pad(month), M: String(month), dd: pad(day), d: String(day) };
  return pattern.replace(/yyyy|MM?|dd?/g, (part) => parts[part]!);
}

const isEmpty = (content: FieldContent | undefined): boolean => content === undefined || content === null || content === '';

/** One field in words. */
function worded(content: FieldContent | undefined, kind: FieldKind | undefined, { words, date }: FormValue): string {
  if (content === undefined || content === null || content === '') return '';
  if (kind === undefined || kind === 'text' || kind === 'number') return String(content);
  if (kind === 'date') return patterned(String(content), date === '' ? 'yyyy-MM-dd' : date);
  return words[content] ?? term(kind, String(content));
}

/**
 * What a form gets to read in one place.
 * @param kinds of the fields that may be named; others are written as they stand, so that a slip is seen
 */
export function written(value: FormValue, kinds: ReadonlyMap<string, FieldKind>, values: FieldValues): Written {
  const alone = /^\{([a-zA-Z]+)\}$/.exec(value.text.trim())?.[1];
  const kind = alone === undefined ? undefined : kinds.get(alone);
  if (alone !== undefined && kind !== undefined) {
    const content = values[alone];
    if (isEmpty(content)) return value.empty;
    if (kind === 'number' && typeof content === 'number') return content;
    if (kind === 'date' && value.date === '') return { day: String(content) };
    return worded(content, kind, value);
  }
  const lines = value.text.split('\n').map((line) => {
    let named = 0;
    let told = 0;
    const text = line.replace(/\{([a-zA-Z]+)\}/g, (whole, key: string) => {
      if (!kinds.has(key)) return whole;
      named += 1;
      const content = worded(values[key], kinds.get(key), value);
      if (content !== '') told += 1;
      return content === '' ? value.empty : content;
    });
    return { text, silent: named > 0 && told === 0 };
  });
  if (lines.length === 1) return lines[0]!.text;
  const kept = lines.filter(({ silent }) => !silent);
  return kept.length === 0 ? value.empty : kept.map(({ text }) => text).join('\n');
}

/** The same as text only, for places that hold nothing else. */
export function writtenText(value: FormValue, kinds: ReadonlyMap<string, FieldKind>, values: FieldValues): string {
  const result = written(value, kinds, values);
  return typeof result === 'object' ? patterned(result.day, 'yyyy-MM-dd') : String(result);
}
