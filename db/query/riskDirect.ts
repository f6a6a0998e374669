import type { Reader } from '../handle';

/** Catalogues of direct judgement that the workspace has chosen; none by default (handbook 9.6). */
export function chosenDirect(reader: Reader): string[] {
  const stored = reader.value<string>(`SELECT value FROM preference WHERE key = 'directCatalogues'`);
  const chosen: unknown = stored === undefined ? [] : JSON.parse(stored);
  return Array.isArray(chosen) ? chosen.filter((id) => typeof id === 'string') : [];
}
