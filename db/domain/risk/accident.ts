/** Editions of GB 6441 that receivers ask for. */
export const accidentEditions = ['2025', '1986'] as const;
export type AccidentEdition = (typeof accidentEditions)[number];

/** A type of GB 6441 as risks store it: the code of the edition of 2025, or `1986:<name>` for a name that only the former one has. */
export interface AccidentType {
  code: string;
  name: string;
  /** Name that the former edition has for a type of the present one. */
  former?: string;
  /** Codes of the present edition that a former type may mean; more than one means that a person has to choose. */
  to?: readonly string[];
}

interface AccidentCatalogue {
  types: readonly { code: string; name: string; former: string }[];
  formerTypes: readonly { name: string; to: readonly string[] }[];
}

/** Behind the name of a former type where both editions are offered. */
export const formerMark = '（1986 版）';
export const isFormer = (code: string): boolean => code.startsWith('1986:');

/** The present types, then those of 1986 whose names the present edition no longer has. */
export function accidentTypesOf({ types, formerTypes }: AccidentCatalogue): AccidentType[] {
  const present = new Set(types.map(({ name }) => name));
  return [...types, ...formerTypes.filter(({ name }) => !present.has(name)).map(({ name, to }) => ({ code: `1986:${name}`, name, to }))];
}

/** Former types that may mean several present ones, as risks store them: earlier ones as the bare name. */
export const ambiguousAccidents = (types: readonly AccidentType[]): string[] =>
  types.filter(({ to = [] }) => to.length > 1).flatMap(({ code, name }) => [code, name]);

/**
 * Names of stored types in one edition, each once; words that no edition knows stay, and so does a former type that may mean
 * several present ones. Without an edition the names as they were stated.
 */
export function accidentNaming(types: readonly AccidentType[], edition: AccidentEdition | ''): (stored: readonly string[]) => string[] {
  const byCode = new Map(types.map((type) => [type.code, type]));
  const byWord = new Map(types.flatMap((type) => [[type.name, type] as const, [type.code, type] as const]));
  const nameIn = (word: string): string => {
    const type = byWord.get(word);
    if (type === undefined) return word;
    if (edition === '1986') return type.former ?? type.name;
    return edition === '2025' && type.to?.length === 1 ? byCode.get(type.to[0]!)!.name : type.name;
  };
  return (stored) => [...new Set(stored.map(nameIn))];
}

/** Names of former types that a paper in the words of 2025 keeps, with the number of risks that have them. */
export function keptAccidents(types: readonly AccidentType[], risks: readonly (readonly string[])[]): { name: string; count: number }[] {
  const open = new Map(
    types.filter(({ to = [] }) => to.length > 1).flatMap((type) => [[type.code, type.name] as const, [type.name, type.name] as const]),
  );
  const counts = new Map<string, number>();
  for (const stored of risks)
    for (const name of new Set(stored.flatMap((word) => open.get(word) ?? []))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
