import { alikeNames } from '../../db/domain/risk/nearName';
import { findDepartment, listDepartments } from '../../db/query/department';
import { aliasOf } from '../../db/query/nameAlias';
import type { Reader } from '../../db/handle';
import { NearTexts } from './nearness';

/** What a sheet names that the workspace may not have yet. */
export const nameKinds = ['department', 'riskPoint', 'post', 'owner'] as const;
export type NameKind = (typeof nameKinds)[number];

/**
 * What a person said of a name: another name is the one that is meant; `+` makes it, `+person` and `+post` make an owner,
 * `=` keeps an owner in words.
 */
export type NameAnswers = Readonly<Partial<Record<NameKind, Readonly<Record<string, string>>>>>;

export interface NewName {
  kind: NameKind;
  name: string;
  /** Rows that name it. */
  count: number;
  /** Names of the workspace that may mean the same, the likeliest first. */
  near: string[];
  /** All names of the workspace of this kind, where they are few enough to choose from. */
  known: string[];
  /** May be the name of a person or a post, and no sentence. */
  isOne: boolean;
  /** Name of the record that it was merged into: meant unless a person says otherwise. */
  merged: string | null;
  answer: string | null;
}

const mostKnown = 100;
const mostNear = 8;
const isOneName = (name: string): boolean => name.length <= 20 && !/[、，,；;/\\\s]/.test(name);
const isWord = (answer: string): boolean => ['+', '+person', '+post', '='].includes(answer);

/** What names that were merged into another mean since; undefined for one that is on file itself or was never merged. */
export const mergedNames =
  (db: Reader, today: string) =>
  (kind: NameKind, name: string): string | undefined => {
    if (kind !== 'department' && kind !== 'riskPoint') return undefined;
    const own =
      kind === 'department' ? findDepartment(db, name, today) : db.value<string>('SELECT id FROM riskPoint WHERE name = ? LIMIT 1', [name]);
    return own === undefined ? aliasOf(db, today, kind, name)?.name : undefined;
  };

/** The names that rows state, with what a person said of them. */
export class Names {
  readonly #counts = new Map<NameKind, Map<string, number>>();
  readonly #merged = new Map<NameKind, Map<string, string | undefined>>();
  constructor(
    readonly answers: NameAnswers,
    private readonly merged: (kind: NameKind, name: string) => string | undefined = () => undefined,
  ) {}

  #mergedInto(kind: NameKind, name: string): string | undefined {
    let known = this.#merged.get(kind);
    if (known === undefined) this.#merged.set(kind, (known = new Map()));
    if (!known.has(name)) known.set(name, this.merged(kind, name));
    return known.get(name);
  }

  /** The name that is meant. */
  meant = (kind: NameKind, name: string): string => {
    if (name === '') return name;
    let counts = this.#counts.get(kind);
    if (counts === undefined) this.#counts.set(kind, (counts = new Map()));
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const answer = this.answers[kind]?.[name] ?? this.#mergedInto(kind, name);
    return answer === undefined || isWord(answer) ? name : answer;
  };

  /** How an owner of that name is made, undefined for one that is not. */
  made = (name: string): 'person' | 'post' | undefined => {
    const answer = this.answers.owner?.[name];
    return !isOneName(name) ? undefined : answer === '+person' ? 'person' : answer === '+post' ? 'post' : undefined;
  };

  /** Names that the workspace does not have, and those that a person has answered. A new risk point alone asks nothing. */
  unknown(db: Reader, today: string): NewName[] {
    return [...this.#counts].flatMap(([kind, counts]) => {
      const known = knownNames(db, today, kind);
      const isKnown = new Set(known);
      const open = [...counts].filter(([name]) => !isKnown.has(name));
      const near = nearTo(
        known,
        open.map(([name]) => name),
      );
      return open
        .map(([name, count]) => ({ name, count, merged: this.#mergedInto(kind, name) ?? null }))
        .map(({ name, count, merged }): NewName => ({
          kind,
          name,
          count,
          merged,
          near: [...new Set([...(merged === null ? [] : [merged]), ...near(name)])],
          known: known.length <= mostKnown ? known : [],
          isOne: isOneName(name),
          answer: this.answers[kind]?.[name] ?? merged,
        }))
        .filter((entry) => kind !== 'riskPoint' || entry.near.length > 0 || entry.answer !== null)
        .sort((a, b) => Number(b.near.length > 0) - Number(a.near.length > 0) || b.count - a.count);
    });
  }
}

function knownNames(db: Reader, today: string, kind: NameKind): string[] {
  const posts = () => db.column<string>('SELECT DISTINCT name FROM post WHERE validTo IS NULL OR validTo > ? ORDER BY name', [today]);
  if (kind === 'department') return listDepartments(db, today).map(({ name }) => name);
  if (kind === 'riskPoint') return db.column<string>('SELECT DISTINCT name FROM riskPoint ORDER BY name');
  if (kind === 'post') return posts();
  return [
    ...new Set([...db.column<string>('SELECT name FROM person WHERE leftOn IS NULL OR leftOn > ? ORDER BY name', [today]), ...posts()]),
  ];
}

/** Names of the workspace that are spelled almost like one that is not in it. */
export function alikeKnown(known: readonly string[], open: readonly string[]): ReadonlyMap<string, string[]> {
  const isKnown = new Set(known);
  const alike = new Map<string, string[]>();
  for (const group of alikeNames([...known, ...open].map((name) => ({ name })))) {
    const own = group.map(({ name }) => name);
    for (const name of own)
      if (!isKnown.has(name))
        alike.set(
          name,
          own.filter((other) => isKnown.has(other)),
        );
  }
  return alike;
}

/** Names spelled almost alike first, then those that share much of their wording. */
function nearTo(known: readonly string[], open: readonly string[]): (name: string) => string[] {
  const texts = new NearTexts<string>();
  for (const name of known) texts.add(name, name);
  const alike = alikeKnown(known, open);
  return (name) => [...new Set([...(alike.get(name) ?? []), ...texts.find(name, 0.5)])].slice(0, mostNear);
}
