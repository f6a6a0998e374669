import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter, Register } from '../../../electron/filing/document';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { composeF10 } from '../../../electron/filing/f10/compose';
import { composeF40 } from '../../../electron/filing/f40/compose';
import { composeSignoff } from '../../../electron/filing/signoff/compose';
import { renderDocx } from '../../../electron/filing/render/docx';
import { linesOf } from '../../../electron/filing/render/text';
import { unzip } from './archive';
import { sampleF07, sampleF10, sampleF40, sampleSignoff } from './sample';

const partsOf = async (paper: Letter | Register, options = {}) => unzip(await renderDocx(paper, options));
const bodyOf = async (paper: Letter | Register) => (await partsOf(paper)).get('word/document.xml')!.text;
/** Headers or footers of a document. */
const margins = (parts: Awaited<ReturnType<typeof unzip>>, kind: 'header' | 'footer') =>
  [...parts].filter(([name]) => new RegExp(`^word/${kind}\\d+\\.xml$`).test(name)).map(([, { text }]) => text);
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
const tables = (xml: string) =>
  xml
    .split('<w:tbl>')
    .slice(1)
    .map((part) => part.split('</w:tbl>')[0]!);
/** Text of a part in order; line breaks and paragraphs as \n. */
const textOf = (xml: string) =>
  xml
    .replace(/<w:br\/>|<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

describe('a letter after GB/T 9704-2012', async () => {
  const parts = await partsOf(composeF40(sampleF40, { draft: false, number: 'F40-2026-001', auditHead: 'abc123' }));
  const body = parts.get('word/document.xml')!.text;

  it('stands on A4 with margins of 37, 35, 28 and 26 mm', () => {
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  });

  it('has its title in 小标宋 二号, its body in 仿宋 三号, lines of 28.95 pt', () => {
    expect(body).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/>(?:(?!<\/w:rPr>).)*<w:sz w:val="44"\/>/);
    expect(body).toMatch(/w:eastAsia="仿宋"[^>]*\/>(?:(?!<\/w:rPr>).)*<w:sz w:val="32"\/>/);
    expect(body).toMatch(/w:line="579" w:lineRule="exact"/);
    expect(textOf(body)).toContain('签发人：欧阳建国');
  });

  it('numbers its pages outside, — 1 —', () => {
    expect(parts.get('word/settings.xml')!.text).toContain('<w:evenAndOddHeaders');
    const footers = margins(parts, 'footer');
    expect(footers).toHaveLength(2);
    expect(footers.every((xml) => xml.includes('PAGE') && xml.includes('—'))).toBe(true);
    expect(new Set(footers.map((xml) => /w:jc w:val="(\w+)"/.exec(xml)![1]))).toEqual(new Set(['left', 'right']));
  });

  it('names fonts that every Chinese office has, also in the theme, with their stand-ins', () => {
    const theme = parts.get('word/theme/theme1.xml')!.text;
    expect(theme).toMatch(/<a:majorFont>.*?<a:ea typeface="黑体"/s);
    expect(theme).toMatch(/<a:minorFont>.*?<a:ea typeface="仿宋"/s);
    expect(theme).not.toContain('Calibri');
    const fonts = parts.get('word/fontTable.xml')!.text;
    expect(fonts).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体,SimSun"/>');
    expect(parts.get('word/styles.xml')!.text).toContain('w:eastAsia="仿宋"');
    const used = new Set([...parts.values()].flatMap(({ text }) => [...text.matchAll(/w:eastAsia="([^"]+)"/g)].map((match) => match[1])));
    expect([...used].filter((name) => !fonts.includes(`w:name="${name}"`) && name !== 'zh-CN')).toEqual([]);
  });

  it('closes with attachments, name, date and person, and bears no number but its own', () => {
    const text = textOf(body);
    expect(text).toMatch(/附件：1．.*\n2．.*\n3．/);
    expect(text.trim().split('\n').slice(-3)).toEqual([
      '内蒙古北方重型装备制造有限责任公司',
      '2026年9月28日',
      '（联系人：李志强；联系电话：0471-6660000；地址：呼和浩特市新城区工业大街 1 号）',
    ]);
    expect(margins(parts, 'header').map(textOf).join()).not.toMatch(/编号|校验码/);
  });
});

describe('tables', async () => {
  const report = await bodyOf(composeF10(sampleF10(40), { draft: true }));
  const register = await bodyOf(composeF07(sampleF07(5), { draft: true }));

  it('have a grid that adds up to their width (WPS drops tables without one)', () => {
    for (const table of [...tables(report), ...tables(register)]) {
      const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map((match) => Number(match[1]));
      const width = Number(/<w:tblW [^>]*w:w="(\d+)"/.exec(table)?.[1] ?? /<w:tblW w:w="(\d+)"/.exec(table)![1]);
      expect(grid.length).toBeGreaterThan(0);
      expect(grid.every((column) => column > 100)).toBe(true);
      expect(grid.reduce((sum, column) => sum + column, 0)).toBe(width);
      expect(table).toContain('<w:tblLayout w:type="fixed"/>');
    }
  });

  it('never cut a row and repeat their head rows', () => {
    const list = tables(register).find((table) => table.includes('危险源'))!;
    expect(count(list, /<w:tr>|<w:tr /g)).toBe(2 + 5);
    expect(count(list, /<w:cantSplit/g)).toBe(2 + 5);
    expect(count(list, /<w:tblHeader/g)).toBe(2);
    expect(list).toContain('<w:vMerge');
    expect(list).toContain('<w:gridSpan');
  });

  it('begin below the title of a register: few rows stay with each other in a letter only, the last two anywhere', () => {
    const list = tables(register).find((table) => table.includes('危险源'))!;
    const kept = list.split(/<w:tr[ >]/).map((row) => /<w:keepNext\/>/.test(row));
    expect(kept.slice(1, 3)).toEqual([true, true]);
    expect(kept.slice(3, 6)).toEqual([false, false, false]);
    expect(kept[6]).toBe(true);
  });

  it('colour levels in the statutory four, with the word', () => {
    expect(register).toMatch(/w:fill="FF0000"[^>]*\/>.*?重大/s);
  });

  it('never touch each other, or Word joins them', () => {
    expect(report).not.toContain('</w:tbl><w:tbl>');
    expect(register).not.toContain('</w:tbl><w:tbl>');
  });

  it('keep the places to sign with the conclusion and the closing', () => {
    const signing = tables(report).find((table) => textOf(table).includes('评估组组长（签字）'))!;
    expect(count(signing, /<w:keepNext/g)).toBe(count(signing, /<w:p>/g));
  });

  it('have below them, where a page ends, nothing that would start another', async () => {
    const below = (xml: string) =>
      xml
        .split('</w:tbl>')
        .slice(1)
        .map((part) => /w:line="(\d+)"/.exec(part)![1]);
    const sheet = await bodyOf(composeSignoff(sampleSignoff(6), { draft: false }));
    expect(below(sheet)).toEqual(['200', '200', '200', '20']);
    const attached = report
      .split('</w:tbl>')
      .slice(1)
      .map((part) => part.slice(0, part.indexOf('</w:p>') + 600));
    for (const part of attached.filter((text) => /附件\d/.test(textOf(text)))) expect(part).toMatch(/^<w:p><w:pPr>[^]*?w:line="20"/);
  });

  it('lie across where they are wide', () => {
    expect(count(report, /w:orient="landscape"/g)).toBe(1);
    expect(register).toContain('<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/>');
  });
});

describe('a report', () => {
  it('begins its page numbers after the cover and is marked as a draft', async () => {
    const parts = await partsOf(composeF10(sampleF10(6), { draft: true }));
    expect(parts.get('word/document.xml')!.text).toContain('<w:pgNumType w:start="1"');
    expect(margins(parts, 'header').every((text) => text.includes('送审稿'))).toBe(true);
  });
});

describe('a form', () => {
  it('has ordinary margins and says page n of m', async () => {
    const parts = await partsOf(composeSignoff(sampleSignoff(6), { draft: false }));
    expect(parts.get('word/document.xml')!.text).toContain('w:top="1247"');
    expect(margins(parts, 'footer')[0]).toContain('NUMPAGES');
  });
});

describe('目录', () => {
  it('names the chapters with the pages of the print, as far as they are known, and can be updated', async () => {
    const report = composeF10(sampleF10(3), { draft: false });
    const body = (await partsOf(report, { chapterPages: [1, undefined, 4] })).get('word/document.xml')!.text;
    const entries = textOf(body.slice(body.indexOf('TOC '), body.indexOf('w:fldCharType="end"')))
      .split('\n')
      .filter((line) => /^[一二三]、/.test(line));
    expect(entries.map((line) => /\d*$/.exec(line)![0])).toEqual(['1', '', '4']);
    expect(body.includes('w:dirty="true"')).toBe(false);
    expect((await bodyOf(report)).includes('w:dirty="true"')).toBe(true);
  });
});

describe('text', () => {
  it('survives whatever it is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 10, maxLength: 20 }), async (texts) => {
        const xml = await bodyOf({
          type: 'letter',
          head: { code: 'F10', title: '报告', draft: false, paper: { size: 'A4', orientation: 'portrait' }, enterprise: '某公司' },
          blocks: texts.map((text) => ({ type: 'paragraph', text, indent: false })),
        });
        const found = textOf(xml);
        for (const text of texts) expect(found).toContain(linesOf(text).join('\n'));
      }),
      { numRuns: 8 },
    );
  });
});
