import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { term } from '../../../db/domain/term';
import { failureKeys } from '../../../electron/intake/failure';
import { noteKeys, problemKeys, sheetNoteKeys } from '../../../electron/intake/notes';
import { wordFinding, type Say } from '../../../electron/intake/wording';

type Words = Record<string, Record<string, string>>;
const words = (language: string): Words =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../resources/locales/${language}/intake.json`), 'utf8')) as Words;
const chinese = words('zh-CN');
const say: Say = (key, params) => {
  const [section, name] = key.split('.') as [string, string];
  return chinese[section]![name]!.replace(/\{\{(\w+)\}\}/g, (_, param: string) => String(params[param] ?? `?${param}`));
};

it('every key has its sentence in both languages, with the same parameters', () => {
  const english = words('en');
  expect(Object.keys(english)).toEqual(Object.keys(chinese));
  for (const [section, sentences] of Object.entries(chinese)) {
    expect(Object.keys(english[section]!)).toEqual(Object.keys(sentences));
    for (const [key, sentence] of Object.entries(sentences)) {
      const params = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!))].sort();
      expect(params(english[section]![key]!), key).toEqual(params(sentence));
      expect(/\p{Script=Han}/u.test(english[section]![key]!), key).toBe(false);
    }
  }
  for (const [section, keys] of [
    ['failure', failureKeys],
    ['note', noteKeys],
    ['problem', problemKeys],
    ['sheet', sheetNoteKeys],
  ] as const) {
    for (const key of keys) expect(chinese[section], key).toHaveProperty(key);
  }
});

it('a problem names its column and value, a level its term', () => {
  expect(
    wordFinding(
      'problem',
      { key: 'factorImpossible', column: { letter: 'E', title: '风险评价/L' }, value: '4', params: { allowed: '10、6、3' } },
      say,
      term,
    ),
  ).toBe('E 列“风险评价/L”：没有 4 这一档，只能取 10、6、3');
  expect(
    wordFinding(
      'note',
      { key: 'levelKept', column: { letter: 'J', title: '风险等级' }, params: { sheet: 'major', computed: 'low' } },
      say,
      term,
    ),
  ).toBe('J 列“风险等级”：写的是“重大”，按分值算是“低”；等级要降低，确认之前保留“重大”');
  expect(wordFinding('note', { key: 'duplicateRow', params: { where: '', row: 7 } }, say, term)).toBe('与第 7 行是同一条风险');
});
