import type { Reader } from '../handle';

/** Catalogues of direct judgement that the enterprise has chosen; none by default (handbook 9.6). */
export const chosenDirect = (reader: Reader): string[] =>
  JSON.parse(reader.value<string>('SELECT directCatalogues FROM enterprise LIMIT 1') ?? '[]') as string[];
