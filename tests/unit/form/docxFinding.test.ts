import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { docxNoteKeys, type DocxNote } from '../../../db/domain/form/docxForm';
import { docxFinding } from '../../../electron/form/docxFinding';
import { findingText } from '../../../electron/workspace/wording';

const sentences = (language: string): object =>
  JSON.parse(readFileSync(new URL(`../../../resources/locales/${language}/rule.json`, import.meta.url), 'utf8')) as object;

const spoken = async (language: 'zh-CN' | 'en', note: DocxNote): Promise<string> => {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: language, resources: { [language]: { rule: sentences(language) } }, interpolation: { escapeValue: false } });
  return findingText(i18n.t, docxFinding(note));
};

describe('what is wrong with a Word form', () => {
  it.each([
    ['placeGone', 'document/t2/r3/c2', '第 2 张表第 3 行第 2 格“单位名称”旁边的空位找不到了：表样可能改过，请重新指定'],
    ['placeholderUnknown', 'document/p4#2', '正文第 4 段的占位符“document/t1/r2/c1”还没有指定内容，会原样印出'],
    ['placeMoved', 'header1/p1#1', '“单位名称”由页眉移到了第 1 张表第 2 行第 1 格，已按新的位置填'],
    ['rowWithout', 'document/t1/r2', '第 1 张表第 2 行勾了每条一行，但其中没有一格指定了内容'],
  ] as const)('%s says where', async (key, place, sentence) => {
    expect(await spoken('zh-CN', { key, place, label: '单位名称', text: 'document/t1/r2/c1' })).toBe(sentence);
  });

  it.each(docxNoteKeys)('%s is a whole sentence in both languages, whatever the form says', async (key) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const text = await spoken(language, { key, place: 'document/t1/r1/c1', label: '$t(rule:V01)', text: 'document/t1/r2/c1' });
      expect(text).not.toMatch(/\{\{|\$t|docx\.|^form$/);
    }
  });
});
