import { useCallback, useMemo } from 'react';
import { formerMark, isFormer } from '../../../db/domain/risk/accident';
import { load, queryClient, useApi, type Data } from '../../api';
import type { Choices } from '../../choices';
import type { Chip } from '../../components/form/ChipsField';
import type { PickerOption } from '../../components/Picker';
import { loadPinyin, matches } from '../../components/pinyin';
import { peopleMatching } from '../../people';

type Department = Data<'department.list'>[number];

/**
 * Accident types are stored by their code of GB 6441 where it is known, and shown by their names. `marked` tells the names of
 * the former edition: 机械伤害（1986 版）; `stored` reads names with and without that mark.
 */
export function accidentWords(choices: Choices | undefined) {
  const types = choices?.accidentTypes ?? [];
  const byCode = new Map(types.map(({ code, name }) => [code, name]));
  const byName = new Map(types.flatMap(({ code, name }) => [[name, code] as const, [markedName(code, name), code] as const]));
  return {
    names: (stored: readonly string[]): string[] => stored.map((code) => byCode.get(code) ?? code),
    marked: (stored: readonly string[]): string[] => stored.map((code) => markedName(code, byCode.get(code) ?? code)),
    stored: (names: readonly string[]): string[] => [...new Set(names.map((name) => byName.get(name) ?? name))],
  };
}
const markedName = (code: string, name: string): string => (isFormer(code) ? `${name}${formerMark}` : name);

const block = 200;
/** Rows that are offered from memory, so that pinyin finds them; beyond that the search runs in the database. */
const mostInMemory = 2000;

async function loadAll<Row>(window: (offset: number) => Promise<{ rows: readonly Row[]; total: number }>): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { rows, total } = await window(all.length);
    all.push(...rows);
    if (rows.length === 0 || all.length >= Math.min(total, mostInMemory)) return all;
  }
}

const knownPoints = () =>
  queryClient.fetchQuery({
    queryKey: ['riskPoint.list', 'all'],
    meta: { subjects: ['riskPoint'] },
    queryFn: () => loadAll((offset) => load('riskPoint.list', { offset, limit: block })),
  });

export interface DepartmentChoice {
  id: string;
  name: string;
  /** Names of the departments above it, highest first. */
  above: string[];
  /** Ids of the department and all below it. */
  within: ReadonlySet<string>;
}

/** Departments in the order of the organization, each with where it belongs. */
function departmentTree(departments: readonly Department[]): DepartmentChoice[] {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const chain = (department: Department): Department[] => {
    const found: Department[] = [];
    for (let at = byId.get(department.parentId ?? ''); at !== undefined && !found.includes(at); at = byId.get(at.parentId ?? ''))
      found.unshift(at);
    return found;
  };
  const chains = departments.map((department) => [department, chain(department)] as const);
  return chains.map(([{ id, name }, above]) => ({
    id,
    name,
    above: above.map((entry) => entry.name),
    within: new Set([id, ...chains.filter(([, own]) => own.some((entry) => entry.id === id)).map(([entry]) => entry.id)]),
  }));
}

const noDepartments: readonly Department[] = [];

export function useDepartments(): { tree: readonly DepartmentChoice[]; options: readonly PickerOption[] } {
  const { data = noDepartments } = useApi('department.list', {}, { subjects: ['department', 'departmentName'] });
  return useMemo(() => {
    const tree = departmentTree(data);
    return {
      tree,
      options: tree.map(({ id, name, above }) => ({ value: id, label: name, ...(above.length > 0 ? { note: above.at(-1)! } : {}) })),
    };
  }, [data]);
}

/** Who owns a risk, as the picker knows it: `person:<id>` or `post:<id>`. */
export const ownerValue = ({ ownerId, ownerPostId }: { ownerId: string | null; ownerPostId: string | null }): string | null =>
  ownerId !== null ? `person:${ownerId}` : ownerPostId !== null ? `post:${ownerPostId}` : null;

export function ownerIds(value: string | null): { ownerId: string | null; ownerPostId: string | null } {
  const [kind, id = null] = value?.split(':') ?? [];
  return { ownerId: kind === 'person' ? id : null, ownerPostId: kind === 'post' ? id : null };
}

export interface OwnerOption extends PickerOption {
  phone: string;
  isLeader: boolean;
}

/** People, then posts; those of a large enterprise are searched for in the database. */
export function useOwnerOptions(postNote: string): (typed: string, signal: AbortSignal) => Promise<readonly OwnerOption[]> {
  return useCallback(
    async (typed: string, signal: AbortSignal) => {
      const [found, posts] = await Promise.all([peopleMatching(typed, signal), load('post.list', {}, { signal })]);
      return [
        ...found.map((person): OwnerOption => ({
          value: `person:${person.id}`,
          label: person.name,
          note: [person.department, person.post].filter(Boolean).join(' · '),
          phone: person.phone,
          isLeader: person.isLeader === 1,
        })),
        ...posts
          .filter(({ name, department }) => matches(`${name} ${department ?? ''}`, typed))
          .map((post): OwnerOption => ({
            value: `post:${post.id}`,
            label: post.name,
            note: [postNote, post.department].filter(Boolean).join(' · '),
            phone: '',
            isLeader: post.isLeader === 1,
          })),
      ];
    },
    [postNote],
  );
}

/** One of those responsible: a person, a post, or words that are neither yet. */
export interface OwnerChip extends Chip {
  /** Null while it is only words. */
  isLeader: boolean | null;
}
export const ownerChip = ({ value, label, isLeader }: OwnerOption): OwnerChip => ({ value, name: label, isLeader });
export const wordsChip = (name: string): OwnerChip => ({ value: null, name, isLeader: null });

/** People and posts by exact name, only where one of them bears it. */
export async function ownersNamed(names: readonly string[]): Promise<Map<string, OwnerChip>> {
  const found = new Map<string, OwnerChip>();
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (wanted.length === 0) return found;
  const posts = await load('post.list', {});
  for (const name of wanted) {
    const { rows } = await load('person.list', { offset: 0, limit: 50, text: name });
    const people = rows.filter((person) => person.name === name);
    const namedPosts = posts.filter((post) => post.name === name);
    const [one] = people.length === 1 ? people : people.length === 0 && namedPosts.length === 1 ? namedPosts : [];
    if (one) found.set(name, { value: `${people.length === 1 ? 'person' : 'post'}:${one.id}`, name, isLeader: one.isLeader === 1 });
  }
  return found;
}

/** The same as a cell of the register takes them. */
export const findOwners = async (names: readonly string[]): Promise<Map<string, { ownerId: string } | { ownerPostId: string }>> =>
  new Map(
    [...(await ownersNamed(names))].map(([name, { value }]) => {
      const { ownerId, ownerPostId } = ownerIds(value);
      return [name, ownerId === null ? { ownerPostId: ownerPostId! } : { ownerId }];
    }),
  );

/** Risk points by name, number or place. */
export const findPoints = async (typed: string, signal: AbortSignal): Promise<readonly PickerOption[]> => {
  const [points] = await Promise.all([knownPoints(), loadPinyin()]);
  const found =
    points.length < mostInMemory
      ? points.filter(({ name, no, location }) => matches(`${name} ${no} ${location}`, typed))
      : (await load('riskPoint.list', { offset: 0, limit: 100, text: typed }, { signal })).rows;
  return found.map(({ id, name, location }) => ({ value: id, label: name, note: location }));
};
