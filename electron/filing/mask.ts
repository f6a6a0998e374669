import { maskFields, type MaskField } from '../../db/domain/filing/handover';
import { identityNumber } from '../../db/domain/personal/identity';
import { mobileNumber } from '../../db/domain/phone';
import { term } from '../../db/domain/term';
import type { MaskStated } from './dossier';
import { hideStock } from './f09/scrub';
import { looksLikeName, nameFinder, nameParts } from './personName';

/** Something that was left out, as it was written and as the paper shows it. */
export interface Masked {
  kind: MaskField;
  text: string;
  shown: string;
}

/** What is no text of a person: identity of the enterprise, keys, words of catalogues. */
const kept: ReadonlySet<string> = new Set([
  'schema',
  'mask',
  'enterprise',
  'catalogues',
  'scales',
  'id',
  'roundId',
  'period',
  'compiledOn',
]);
/** Who signs a paper, answers for it or is to be asked about it is named on it, and so is whoever it is for and whom a letter itself names. */
const signing: ReadonlySet<string> = new Set([
  'filledBy',
  'preparedBy',
  'reviewedBy',
  'approvedBy',
  'principal',
  'signer',
  'team',
  'meeting',
  'chair',
  'recorder',
  'recipient',
  'assessedFor',
  'subject',
  'basis',
  'body',
  'copyTo',
]);
/** Where the telephone of who is to be asked stands: it is there to be rung up. */
const asking: ReadonlySet<string> = new Set(['filledBy', 'contact']);
/** Fields that hold names of people, as far as they are no posts. */
const naming: ReadonlySet<string> = new Set(['owner', 'implementedBy']);

/** What stays where a text stands, whatever the mask. */
type Stays = readonly MaskField[];
const nothing: Stays = [];
const ofSigner: Stays = ['names', 'stock'];
const ofContact: Stays = ['names', 'stock', 'mobile'];

/** What a dossier says, with the record and the field that each text stands in. */
type Visit = (text: string, key: string, owner: Record<string, unknown>, stays: Stays) => string;

function visited<Dossier extends object>(dossier: Dossier, visit: Visit): Dossier {
  function walk(value: unknown, key: string, owner: Record<string, unknown>, stays: Stays): unknown {
    if (typeof value === 'string') return value === '' ? value : visit(value, key, owner, stays);
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key, owner, stays));
    if (value === null || typeof value !== 'object') return value;
    const record = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(record).map(([name, part]) => [name, kept.has(name) ? part : walk(part, name, record, staysIn(name, record, stays))]),
    );
  }
  const staysIn = (name: string, record: object, stays: Stays): Stays => {
    if (stays !== nothing) return stays;
    if (asking.has(name) || (record === dossier && name === 'phone')) return ofContact;
    return signing.has(name) ? ofSigner : nothing;
  };
  return walk(dossier, '', {}, nothing) as Dossier;
}

/**
 * What has to be stated so that a paper can be shown without personal data.
 * @param people everybody the enterprise knows; those of them that the dossier names are left out, with names that only it knows
 */
export function maskFor(dossier: object, authority: string, fields: readonly MaskField[], people: Iterable<string>): MaskStated {
  if (!fields.includes('names')) return { authority, fields: [...fields], people: [] };
  const find = nameFinder(people);
  const named = new Set<string>();
  const signs = new Set<string>();
  visited(dossier, (text, key, owner, stays) => {
    // 责任领导 is named with a title; a notice has one, too, and no name.
    const those = stays.includes('names') || ('title' in owner && 'name' in owner) ? signs : named;
    const rest = find(text, (name) => {
      those.add(name);
      return '、';
    });
    if (naming.has(key)) for (const part of nameParts(rest)) if (looksLikeName(part)) those.add(part);
    return text;
  });
  return { authority, fields: [...fields], people: [...named].filter((name) => !signs.has(name)).sort() };
}

/** A dossier as the one it is for may read it, and what was left out. Pure; without a mask it is the dossier itself. */
export function masked<Dossier extends object & { mask?: MaskStated | undefined }>(
  dossier: Dossier,
): { dossier: Dossier; hidden: Masked[] } {
  const hidden: Masked[] = [];
  if (dossier.mask === undefined || dossier.mask.fields.length === 0) return { dossier, hidden };
  const { fields, people } = dossier.mask;
  const replaceNames = nameFinder(people);
  const hide = (kind: MaskField, short: (found: string) => string) => (found: string) => {
    const shown = short(found);
    hidden.push({ kind, text: found, shown });
    return shown;
  };
  const steps: Record<MaskField, (text: string, owner: Record<string, unknown>) => string> = {
    idNumber: (text) => text.replace(identityNumber, hide('idNumber', shortIdNumber)),
    mobile: (text) => text.replace(mobileNumber, hide('mobile', shortNumber)),
    names: (text) => replaceNames(text, hide('names', shortName)),
    stock: (text, owner) => {
      const { text: rest, hidden: stocks } = hideStock(text, 'riskPoint' in owner ? wordsOf(owner) : text);
      hidden.push(...stocks.map(({ text: found }): Masked => ({ kind: 'stock', text: found, shown: '' })));
      return rest;
    },
  };
  // An identity number may hold a run of digits that looks like a mobile number, so it goes first.
  const order = (['idNumber', 'mobile', 'names', 'stock'] as const).filter((field) => fields.includes(field));
  const shown = visited(dossier, (text, _key, owner, stays) =>
    order.reduce((rest, field) => (stays.includes(field) ? rest : steps[field](rest, owner)), text),
  );
  return { dossier: shown, hidden };
}

const wordsOf = (record: Record<string, unknown>): string =>
  Object.values(record)
    .flat()
    .filter((part) => typeof part === 'string')
    .join('\n');

/** 150202********1234 */
function shortIdNumber(found: string): string {
  const digits = found.normalize('NFKC').replace(/[\s-]/g, '');
  return `${digits.slice(0, 6)}********${digits.slice(-4)}`;
}
/** 138****5678 */
function shortNumber(found: string): string {
  const digits = found.normalize('NFKC').replace(/\D/g, '').slice(-11);
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
/** 张×× */
const shortName = (name: string): string => {
  const [first, ...rest] = name;
  return `${first}${'×'.repeat(rest.length)}`;
};

/** e.g. 手机号 12 处、姓名 3 处; empty where nothing was left out. */
export const maskedText = (hidden: readonly Masked[]): string =>
  maskFields
    .map((field) => [field, hidden.filter(({ kind }) => kind === field).length] as const)
    .filter(([, count]) => count > 0)
    .map(([field, count]) => `${term('maskField', field)} ${count} 处`)
    .join('、');

/** For whom a paper is masked, what of it, and what that leaves out, with some of it as it reads now; null where nothing is masked. */
export interface MaskTold {
  authority: string;
  fields: MaskField[];
  hidden: { kind: MaskField; count: number; examples: Pick<Masked, 'text' | 'shown'>[] }[];
}
const mostExamples = 3;
export function maskTold(dossier: { mask?: MaskStated | undefined }): MaskTold | null {
  if (dossier.mask === undefined || dossier.mask.fields.length === 0) return null;
  const { authority, fields } = dossier.mask;
  const byKind = Map.groupBy(masked(dossier).hidden, ({ kind }) => kind);
  const hidden = maskFields.flatMap((kind) => {
    const found = byKind.get(kind) ?? [];
    const examples = [...new Map(found.map(({ text, shown }) => [text, { text, shown }])).values()].slice(0, mostExamples);
    return found.length === 0 ? [] : [{ kind, count: found.length, examples }];
  });
  return { authority, fields: maskFields.filter((field) => fields.includes(field)), hidden };
}
