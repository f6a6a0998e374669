import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceRules } from '../../db/domain/review/rules';
import { riskRules } from '../../db/domain/risk/rules';
import { terms } from '../../db/domain/term';
import { api } from '../../electron/api/index';

const root = path.resolve(import.meta.dirname, '../..');
const folder = (language: string): string => path.join(root, 'resources/locales', language);
const namespaces = readdirSync(folder('zh-CN')).map((file) => path.basename(file, '.json'));
type Tree = { readonly [key: string]: string | Tree };
const tree = (language: string, name: string): Tree => {
  const file = path.join(folder(language), `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Tree) : {};
};

/** `a.b.c` → sentence. */
const flat = (words: Tree, above = ''): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[above + key, value] as const] : [...flat(value, `${above}${key}.`)],
    ),
  );
const paramsOf = (sentence: string): string[] => [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))].toSorted();

/** Plural forms that only English needs count as the key itself. */
const plain = (key: string): string => key.replace(/_(one|other)$/, '');

describe.each(namespaces)('%s', (name) => {
  const chinese = flat(tree('zh-CN', name));
  const english = flat(tree('en', name));

  it('has the same keys in both languages', () => {
    expect([...new Set([...english.keys()].map(plain))].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it('puts the same values into the sentences of both languages', () => {
    for (const [key, sentence] of english) {
      const known = paramsOf(chinese.get(plain(key)) ?? '');
      expect(
        paramsOf(sentence).filter((param) => !known.includes(param)),
        key,
      ).toEqual([]);
    }
  });
});

describe('every key that the application speaks has its words', () => {
  const sources = ['electron/api', 'electron/workspace', 'db/domain'].flatMap((place) =>
    readdirSync(path.join(root, place), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, place, file), 'utf8')),
  );
  const found = (pattern: RegExp): string[] => [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, key]) => key!))),
  ];
  const missing = (keys: readonly string[], known: ReadonlyMap<string, string>): string[] => keys.filter((key) => !known.has(key));

  it('commands', () => {
    const commands = Object.entries(api)
      .filter(([, { kind }]) => kind === 'command')
      .map(([name]) => name);
    expect(missing(commands, flat(tree('zh-CN', 'command')))).toEqual([]);
  });

  it('refusals', () => {
    const keys = [
      ...found(/\b(?:conflict|unavailable|forbidden)\('(\w+)'/g),
      'notFound',
      'conflict',
      'invalid',
      'internal',
      'constraint',
      'duplicate',
      'referenced',
      'cancelled',
      'closed',
      'procedure',
      'taskEnded',
      'engineRestarted',
    ];
    expect(missing(keys, flat(tree('zh-CN', 'failure')))).toEqual([]);
  });

  it('findings', () => {
    const known = flat(tree('zh-CN', 'rule'));
    // The key is the rule itself unless a fourth argument names another.
    const refused = found(/throw refuse\(([^;]*)\);/g)
      .filter((call) => !call.includes('`'))
      .map((call) => /'(V\d+\.\w+)'$/.exec(call)?.[1] ?? /^'(\w+)'/.exec(call)?.[1] ?? call);
    expect(refused.length).toBeGreaterThan(10);
    expect(missing(refused, known)).toEqual([]);
    expect(missing(found(/key: '(V\d+\.\w+)'/g), known)).toEqual([]);
    const isSpoken = (id: string): boolean => known.has(id) || [...known.keys()].some((key) => key.startsWith(`${id}.`));
    expect([...riskRules, ...workspaceRules].map(({ id }) => id).filter((id) => !isSpoken(id))).toEqual([]);
  });

  it('names of rules', () => {
    expect(
      missing(
        [...riskRules, ...workspaceRules].map(({ id }) => `title.${id}`),
        flat(tree('zh-CN', 'rule')),
      ),
    ).toEqual([]);
  });
});

it('English has a word for every stored word', () => {
  const english = flat(tree('en', 'term'));
  expect([...flat(terms).keys()].filter((key) => !english.has(key))).toEqual([]);
});
