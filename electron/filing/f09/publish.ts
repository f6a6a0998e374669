import { terms } from '../../../db/domain/term';
import type { F09Dossier } from './dossier';
import { scrub, type Hidden } from './scrub';

/** Something that was taken out, and where it stood, e.g. `CC-001 管理措施`. */
export interface Removal extends Hidden {
  where: string;
}

/** A text of the register that the public reads otherwise: what was taken out of it, or what a person wrote instead. */
export interface PublicText {
  /** Names the text in `wording`: the risk and the field. */
  key: string;
  where: string;
  register: string;
  shown: string;
  /** True for the words of a person. */
  own: boolean;
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
const kept: ReadonlySet<string> = new Set([
  'schema',
  'enterprise',
  'catalogues',
  'scales',
  'id',
  'roundId',
  'period',
  'compiledOn',
  'wording',
  'photos',
  'unprinted',
]);

/**
 * The dossier as the public may read it, the texts that differ from the register, and what was taken out. The words of a person
 * (`wording`) stand in place of the register's, and the same is taken out of them. Pure.
 */
export function publicView(dossier: F09Dossier): { dossier: F09Dossier; texts: PublicText[]; removals: Removal[] } {
  const removals: Removal[] = [];
  const texts: PublicText[] = [];
  const { wording = {} } = dossier;

  function walk(value: unknown, key: string, owner: Record<string, unknown>, at = ''): unknown {
    if (typeof value === 'string') return clean(value, key, owner, at);
    if (Array.isArray(value)) return value.map((entry, index) => walk(entry, key, owner, `.${index}`));
    if (value === null || typeof value !== 'object') return value;
    const record = value as Record<string, unknown>;
    return Object.fromEntries(Object.entries(record).map(([name, part]) => [name, kept.has(name) ? part : walk(part, name, record)]));
  }

  function clean(register: string, field: string, owner: Record<string, unknown>, at: string): string {
    const key = [owner['id'] ?? owner['riskNo'], field].filter((part) => typeof part === 'string' && part !== '').join('.') + at;
    const about =
      'riskPoint' in owner
        ? Object.values(owner)
            .flat()
            .filter((part) => typeof part === 'string')
            .join('\n')
        : register;
    const own = wording[key];
    const { text: rest, hidden } = scrub(own ?? register, about);
    if (own === undefined && hidden.length === 0) return register;
    const name = places[field] ?? (terms.field as Record<string, string>)[field] ?? '正文';
    const where = typeof owner['riskNo'] === 'string' && owner['riskNo'] !== '' ? `${owner['riskNo']} ${name}` : name;
    removals.push(...hidden.map((one) => ({ ...one, where })));
    // Half a telephone number helps nobody: the line is written anew.
    const shown = field === 'phone' && hidden.length > 0 ? '' : rest;
    texts.push({ key, where, register, shown, own: own !== undefined });
    return shown;
  }

  return { dossier: walk(dossier, '', {}) as F09Dossier, texts, removals };
}

/** e.g. CC-001 管理措施“8 吨”、监督电话“13800000000” */
export const removalsText = (removals: readonly Removal[], most = 12): string =>
  removals
    .slice(0, most)
    .map(({ where, text }) => `${where}“${text}”`)
    .join('、') + (removals.length > most ? `等 ${removals.length} 处` : '');
