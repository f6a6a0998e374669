import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../electron/filing/document';
import { composeF40 } from '../../../electron/filing/f40/compose';
import { composeF10 } from '../../../electron/filing/f10/compose';
import { renderDocx } from '../../../electron/filing/render/docx';
import { renderHtml } from '../../../electron/filing/render/html';
import { pictureGone, pictureSize, tallestPicture } from '../../../electron/filing/render/layout';
import { unzip } from './archive';
import { sampleF10, sampleF40 } from './sample';

/** The smallest png: its size, 300 by 200 pixels, stands where every reader looks. */
const png = new Uint8Array(33);
png.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 44, 0, 0, 0, 200]);
/** The smallest jpg of 300 by 200 pixels whose camera was held like this. */
const heldJpg = (orientation: number) =>
  Uint8Array.from(
    [
      [0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
      [0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
      [0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0, 0xff, 0xd9],
    ].flat(),
  );
const document = async (paper: Letter, pictureOf?: (sha256: string) => Uint8Array | null) =>
  unzip(await renderDocx(paper, pictureOf && { pictureOf }));

describe('pictures', () => {
  const letter: Letter = {
    ...composeF40(sampleF40, { draft: false }),
    blocks: [
      { type: 'image', sha256: 'there', width: 75, caption: '第一张' },
      { type: 'image', sha256: 'gone', width: 75, caption: '第二张' },
    ],
  };
  it('keep their proportions and stay on the page', () => {
    expect(pictureSize({ width: 300, height: 200 }, 75, 156)).toEqual({ width: 75, height: 50 });
    expect(pictureSize({ width: 300, height: 200 }, 400, 156)).toEqual({ width: 156, height: 104 });
    expect(pictureSize({ width: 100, height: 1000 }, 75, 156)).toEqual({ width: 12, height: tallestPicture });
  });

  it('stand side by side over their captions, a missing one is told', async () => {
    const body = (await document(letter, (sha256) => (sha256 === 'there' ? png : null))).get('word/document.xml')!.text;
    expect(body.match(/<w:tbl>/g)).toHaveLength(1);
    expect(body.match(/<w:gridCol /g)).toHaveLength(2);
    // 74 mm, in 914,400 to the inch.
    expect(body).toMatch(/<wp:extent cx="26[67]\d{4}" cy="177\d{4}"\/>/);
    expect(body).toContain(pictureGone);
    const html = renderHtml(letter, { pictureUrl: (sha256) => (sha256 === 'there' ? 'data:image/png;base64,AA' : null) });
    expect(html).toContain('<img src="data:image/png;base64,AA" alt="第一张">');
    expect(html).toContain(pictureGone);
    expect(html).toContain('<figcaption>第二张</figcaption>');
  });

  it.each([
    [1, '<a:xfrm>', false],
    [2, '<a:xfrm flipH="true">', false],
    [3, '<a:xfrm rot="10800000">', false],
    [6, '<a:xfrm rot="5400000">', true],
    [7, '<a:xfrm flipH="true" rot="5400000">', true],
    [8, '<a:xfrm rot="16200000">', true],
  ])('held like %i are turned upright, which Word does not do by itself', async (orientation, turn, stands) => {
    const body = (await document(letter, () => heldJpg(orientation))).get('word/document.xml')!.text;
    expect(body).toContain(turn);
    const [, across, down] = /<wp:extent cx="(\d+)" cy="(\d+)"\/>/.exec(body)!.map(Number);
    expect(across! / down!).toBeCloseTo(1.5, 1);
    // A picture that stands goes over its place above and below.
    expect(/<w:spacing w:after="(\d+)" w:before="\1" w:line="240"/.exec(body)?.[1] === '60').toBe(!stands);
  });
});

describe('a 函', () => {
  const letter: Letter = { ...composeF40({ ...sampleF40, signer: '' }, { draft: false }), style: 'letter' };
  it('stands under its name and a red double rule, begins at 30 mm and has no number on its first page', async () => {
    const parts = await document(letter);
    const body = parts.get('word/document.xml')!.text;
    expect(body).toMatch(/<w:pgMar w:top="1701"/);
    expect(body).toContain('<w:titlePg/>');
    expect(body).toMatch(/<w:top w:val="thickThinSmallGap" w:color="FF0000"/);
    const first = [...parts].find(([name, part]) => name.includes('footer') && part.text.includes('thinThickSmallGap'));
    expect(first?.[1].text).not.toContain('PAGE');
  });

  it('begins at 30 mm in print too', () => {
    const html = renderHtml(letter);
    expect(html).toContain('@page portrait:first{margin-top:30mm}');
    expect(html).toContain('class="number plain"');
  });
});

describe('a row higher than half a page', () => {
  it('goes on over the next page, and its table begins where it stands', async () => {
    const columns = [{ key: 'a', title: '措施', width: 14 }];
    const letter: Letter = {
      ...composeF40(sampleF40, { draft: false }),
      blocks: [{ type: 'table', table: { columns, rows: [['短'], ['先通风、再检测、后作业。'.repeat(150)]] } }],
    };
    const html = renderHtml(letter);
    expect(html).toContain('<tr><td');
    expect(html).toContain('<tr class="long"><td');
    expect(html).not.toContain('grid whole');
    const body = (await document(letter)).get('word/document.xml')!.text;
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(body.match(/<w:tr>/g)!.length - 1);
  });
});

describe('a list of contents', () => {
  it('names chapters and annexes on a page without number', async () => {
    const report = composeF10(sampleF10(6), { draft: false });
    const letter: Letter = {
      ...report,
      blocks: [{ type: 'contentsList' }, ...report.blocks.filter(({ type }) => type !== 'contentsList')],
    };
    const html = renderHtml(letter);
    expect(html).toContain('目　录');
    const parts = await document(letter);
    const body = parts.get('word/document.xml')!.text;
    expect(body).toMatch(/TOC [^<]*\\o &quot;1-1&quot;/);
    expect(body.indexOf('目　录')).toBeLessThan(body.indexOf('<w:pgNumType w:start="1"/>'));
  });
});

describe('over every page', () => {
  it('stand whose register it is and the place of the seal', async () => {
    const letter = composeF40(sampleF40, { draft: false });
    const parts = await document({ ...letter, head: { ...letter.head, code: 'F10', running: '单位 · 2026年第三季度', seam: true } });
    const headers = [...parts].filter(([name]) => name.includes('word/header')).map(([, part]) => part.text);
    expect(headers.every((text) => text.includes('单位 · 2026年第三季度') && text.includes('framePr'))).toBe(true);
  });
});
