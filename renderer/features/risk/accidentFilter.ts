import { isFormer } from '../../../db/domain/risk/accident';
import type { FilterOption } from '../../components/FilterBar';
import { accidentWords } from './choices';
import type { Choices } from '../../choices';

/** Stands for every former type that may mean several present ones. */
const ambiguous = 'ambiguous';

interface AccidentFilter {
  options: FilterOption[];
  value: string[];
  /** Words of the filter for what was chosen in the menu; undefined for nothing. */
  wordsOf: (chosen: readonly string[]) => string[] | undefined;
}

/** The menu of accident types: those to be settled together, then each type by its code. */
export function accidentFilter(choices: Choices | undefined, words: readonly string[] = [], label: string): AccidentFilter {
  const types = choices?.accidentTypes ?? [];
  const open = choices?.words.ambiguousAccidents ?? [];
  const { marked } = accidentWords(choices);
  const isOn = open.length > 0 && open.every((word) => words.includes(word));
  return {
    options: [
      ...(open.length > 0 ? [{ value: ambiguous, label }] : []),
      ...types.map(({ code }) => ({ value: code, label: marked([code])[0]! })),
    ],
    value: [...(isOn ? [ambiguous] : []), ...types.map(({ code }) => code).filter((code) => words.includes(code))],
    wordsOf: (chosen) => {
      const turned = chosen.includes(ambiguous) !== isOn;
      const codes = types.filter(({ code }) => chosen.includes(code) && !(turned && isOn && open.includes(code)));
      // Earlier imports kept former types as bare names.
      const next = codes.flatMap(({ code, name }) => (isFormer(code) ? [code, name] : [code]));
      const all = [...new Set(turned && !isOn ? [...next, ...open] : next)];
      return all.length === 0 ? undefined : all;
    },
  };
}
