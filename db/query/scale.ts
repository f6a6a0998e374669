import type { Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';

export interface ChosenScales { lec: string; ls: string }
export const defaultScales: ChosenScales = { lec: 'lec@1', ls: 'ls-shandong@1' };

/** Level mappings chosen for this workspace; the defaults where nothing was chosen. */
export function readScales(reader: Reader, content: { scales(): Scale[] }): ChosenScales {
  const stored = reader.value<string>(`SELECT value FROM preference WHERE key = 'scales'`);
  if (stored === undefined) return defaultScales;
  const chosen = { ...defaultScales, ...(JSON.parse(stored) as Partial<ChosenScales>) };
  const known = (id: string) => content.scales().some((scale) => scale.id === id);
  return { lec: known(chosen.lec) ? chosen.lec : defaultScales.lec, ls: known(chosen.ls) ? chosen.ls : defaultScales.ls };
}
