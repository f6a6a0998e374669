import { terms } from '../../../db/domain/term';
import type { F09Dossier } from './dossier';
import { scrub, type Hidden } from './scrub';

/** Something that was taken out, and where it stood, e.g. `CC-001 管理措施`. */
export interface Removal extends Hidden {
  where: string;
}

/** Words of places that are no fields of the register. */
const places: Readonly<Record<string, string>> = {
  measures: '管控措施',
  reason: '变化原因',
  place: '公示地点',
  phone: '监督电话',
  address: '单位地址',
  scope: '评估范围',
  methodNote: '评估方法',
  leads: '评估组',
  implementation: '落实情况',
};
/** What is no text of a person: identity of the enterprise, keys, words of catalogues. */
const kept: ReadonlySet<string> = new Set(['schema', 'enterprise', 'catalogues', 'scales', 'id', 'roundId', 'period', 'compiledOn']);

/** The dossier as the public may read it, and what was taken out of it. Pure. */
export function publicView(dossier: F09Dossier): { dossier: F09Dossier; removals: Removal[] } {
  const removals: Removal[] = [];

  function walk(value: unknown, key: string, owner: Record<string, unknown>): unknown {
    if (typeof value === 'string') return clean(value, key, owner);
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key, owner));
    if (value === null || typeof value !== 'object') return value;
    const record = value as Record<string, unknown>;
    return Object.fromEntries(Object.entries(record).map(([name, part]) => [name, kept.has(name) ? part : walk(part, name, record)]));
  }

  function clean(text: string, key: string, owner: Record<string, unknown>): string {
    const about =
      'riskPoint' in owner
        ? Object.values(owner)
            .flat()
            .filter((part) => typeof part === 'string')
            .join('\n')
        : text;
    const { text: rest, hidden } = scrub(text, about);
    const name = places[key] ?? (terms.field as Record<string, string>)[key] ?? '正文';
    const where = typeof owner['riskNo'] === 'string' && owner['riskNo'] !== '' ? `${owner['riskNo']} ${name}` : name;
    removals.push(...hidden.map((one) => ({ ...one, where })));
    // Half a telephone number helps nobody: the line is written anew.
    return key === 'phone' && hidden.length > 0 ? '' : rest;
  }

  return { dossier: walk(dossier, '', {}) as F09Dossier, removals };
}

/** e.g. CC-001 管理措施“8 吨”、监督电话“13800000000” */
export const removalsText = (removals: readonly Removal[], most = 12): string =>
  removals
    .slice(0, most)
    .map(({ where, text }) => `${where}“${text}”`)
    .join('、') + (removals.length > most ? `等 ${removals.length} 处` : '');
