import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { composeF10 } from '../../../electron/filing/f10/compose';
import { composeF40 } from '../../../electron/filing/f40/compose';
import { renderHtml } from '../../../electron/filing/render/html';
import { overHtml } from '../../../electron/filing/render/htmlOver';
import { printable } from '../../../electron/filing/render/text';
import { sampleF07, sampleF10, sampleF40, sampleRisk } from './sample';

const fontUrls = { serif: 'app://fonts/serif.ttf', serifBold: 'app://fonts/serif bold.ttf', sans: 'app://fonts/sans.ttf' };
const bodyOf = (html: string) => html.slice(html.indexOf('<body>'));
const textOf = (html: string) =>
  html
    .replaceAll('<br>', '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('the page of a register', () => {
  const html = renderHtml(composeF07(sampleF07(12), { draft: true }), { fontUrls });

  it('is self-contained and knows no script', () => {
    expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/(?:src|href)="http/);
  });

  it('lies across on A3, repeats its head and cuts no row', () => {
    expect(html).toContain('@page sheet{size:420mm 297mm;');
    expect([...bodyOf(html).matchAll(/<thead>/g)]).toHaveLength(2);
    expect(html).toContain('thead{display:table-header-group}');
    expect(html).toContain('tr{break-inside:avoid}');
    expect(html).toMatch(/<th colspan="\d+">风险评价<\/th>/);
    expect(html).toMatch(/<th rowspan="2">危险源<\/th>/);
  });

  it('names the office fonts first and the bundled ones after them', () => {
    expect(html).toContain('font-family:"PaperSong";font-weight:400;src:local("宋体"),local("SimSun"),url("app://fonts/serif.ttf")');
    expect(html).toContain('url("app://fonts/serif%20bold.ttf")');
    expect(renderHtml(composeF07(sampleF07(1), { draft: false }))).not.toContain('@font-face');
  });

  it('marks a draft and colours levels with their word', () => {
    expect(html).toContain('class="draft"');
    expect(html).toMatch(/background:#FF0000;color:#FFFFFF;font-weight:700">重大</);
    expect(renderHtml(composeF07(sampleF07(1), { draft: false }))).not.toContain('class="draft"');
  });
});

describe('the page of a letter', () => {
  it('has the margins of GB/T 9704-2012 and turns for wide tables', () => {
    const html = renderHtml(composeF10(sampleF10(40), { draft: false }));
    expect(html).toContain('@page portrait{size:210mm 297mm;margin:37mm 26mm 35mm 28mm}');
    expect(html).toContain('@page landscape{size:297mm 210mm;');
    expect(bodyOf(html)).toMatch(/class="paper landscape letter"/);
  });

  it('keeps the places to sign with the last paragraph and the closing', () => {
    const html = renderHtml(composeF10({ ...sampleF10(6), conclusion: '风险受控。' }, { draft: false }));
    expect(html).toMatch(/<div class="ending"><p class="indent">风险受控。<\/p>\s*<div class="signatures">/);
    // Its list of annexes may stand on the next page.
    expect(html).toMatch(/<\/div>\s*<\/div>\s*<\/div>\s*<div class="attachments">/);
  });

  it('lets a letter flow on to its annexes, of which the last two stay with the signature; one alone takes the body along', () => {
    const withAnnexes = (attachments: string[]) => bodyOf(renderHtml({ ...composeF40(sampleF40, { draft: false }), attachments }));
    expect(withAnnexes(['清单', '报告', '公示'])).toMatch(
      /特此函报。<\/p>\s*<div class="attachments"><p[^>]*>附件：1．清单<\/p><\/div>\s*<div class="ending"><div class="attachments">/,
    );
    expect(withAnnexes(['清单'])).toMatch(/<div class="ending"><p class="indent">特此函报。<\/p><div class="attachments">/);
  });

  it('says the same as the paper', () => {
    const text = textOf(bodyOf(renderHtml(composeF40(sampleF40, { draft: false }))));
    for (const words of [
      '呼和浩特市新城区应急管理局：',
      '签发人：欧阳建国',
      '特此函报。',
      '附件：1．安全风险分级管控清单',
      '2026年9月28日',
      '（联系人：李志强',
    ])
      expect(text).toContain(words);
  });
});

describe('any text', () => {
  it('survives and stays text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const dossier = sampleF07(0);
        const html = renderHtml(composeF07({ ...dossier, risks: [{ ...sampleRisk(0), hazardSource: text }] }, { draft: false }));
        expect(textOf(bodyOf(html))).toContain(printable(text));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the number of a standard on one line, with the hyphen that people search for', () => {
    const html = renderHtml(composeF10(sampleF10(2), { draft: false }));
    expect(html).toMatch(/GB\/T\u00a0?<span class="joined">\d+-\d{4}<\/span>|<span class="joined">GB\/T\u00a0?\d+-\d{4}<\/span>/);
    expect(html).not.toContain('\u2011');
  });

  it('cannot become markup', () => {
    const dossier = sampleF07(0);
    const html = renderHtml(
      composeF07(
        { ...dossier, scope: '"><script>alert(1)</script>', risks: [{ ...sampleRisk(0), hazardSource: '<img src=x onerror=alert(1)>' }] },
        { draft: false },
      ),
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('a pdf', () => {
  it('numbers letters — 1 — outside but not their cover', () => {
    const upright = { width: 210, height: 297 };
    const over = overHtml(
      composeF40(sampleF40, { draft: true }),
      [upright, { ...upright, number: 1 }, { ...upright, number: 2 }],
      fontUrls,
    );
    expect(over.match(/<section/g)).toHaveLength(3);
    expect([...over.matchAll(/class="foot (odd|even)"[^>]*>— (\d+) —/g)].map(([, side, number]) => `${side} ${number}`)).toEqual([
      'odd 1',
      'even 2',
    ]);
    expect(over.match(/class="draft"/g)).toHaveLength(3);
  });
});
