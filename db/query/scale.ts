import type { RiskMethod, Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { Row } from '../tables';

export interface ChosenScales {
  lec: string;
  ls: string;
}
const defaultScales: ChosenScales = { lec: 'lec@1', ls: 'ls-shandong@1' };

/** Level mappings chosen for this workspace; the defaults where nothing was chosen. */
export function readScales(reader: Reader, content: { scales(): Scale[] }): ChosenScales {
  const stored = reader.value<string>(`SELECT value FROM preference WHERE key = 'scales'`);
  if (stored === undefined) return defaultScales;
  const chosen = JSON.parse(stored) as Partial<ChosenScales> | null;
  const known = (method: keyof ChosenScales) =>
    content.scales().find((scale) => scale.id === chosen?.[method] && scale.method === method)?.id;
  return { lec: known('lec') ?? defaultScales.lec, ls: known('ls') ?? defaultScales.ls };
}

/** The mapping that grades a risk: the one it was graded by, else the chosen one; null for a direct judgement. */
export function scaleFor(
  content: { scale(id: string): Scale },
  method: RiskMethod,
  stored: Pick<Row<'risk'>, 'scale'> | undefined,
  chosen: ChosenScales,
): Scale | null {
  if (method === 'direct') return null;
  return content.scale(stored?.scale?.startsWith(method) ? stored.scale : chosen[method]);
}
