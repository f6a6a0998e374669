import type { RiskMethod, Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { Row } from '../tables';

export interface ChosenScales {
  lec: string;
  ls: string;
}
const defaultScales: ChosenScales = { lec: 'lec@1', ls: 'ls-shandong@1' };

/** Level mappings chosen for this enterprise; the defaults where nothing was chosen. */
export function readScales(reader: Reader, content: { scales(): Scale[] }): ChosenScales {
  const stored = reader.get<Pick<Row<'enterprise'>, 'lecScale' | 'lsScale'>>('SELECT lecScale, lsScale FROM enterprise LIMIT 1');
  const known = (method: keyof ChosenScales) =>
    content.scales().find((scale) => scale.id === stored?.[`${method}Scale`] && scale.method === method)?.id ?? defaultScales[method];
  return { lec: known('lec'), ls: known('ls') };
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
