import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { DocxMapping, DocxTableRow } from '../../../db/domain/form/docxForm';
import { plainValue, type FormValue } from '../../../db/domain/form/form';
import { fillDocx } from '../../../electron/form/docxFill';
import { readDocxForm } from '../../../electron/form/docxForm';
import { formValues, type FormValues } from '../../../electron/form/fields';
import { IntakeFailure } from '../../../electron/intake/failure';
import { authorityDocx } from '../../support/authorityDocx';
import { docxOfParts, wc, wp, wr, wrow, wtable } from '../../support/docxParts';
import { unzip } from '../filing/archive';
import { sampleF07 } from '../filing/sample';

const plain = (text: string, more: Partial<FormValue> = {}): FormValue => ({ ...plainValue(''), ...more, text });
const values = (count: number): FormValues => formValues(sampleF07(count))!;
const withBody = (...blocks: string[]) => docxOfParts({ body: blocks.join('') });

/** Text of a filled form as an independent reader sees it. */
const textOf = async (bytes: Uint8Array): Promise<string> => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
const bodyOf = async (bytes: Uint8Array): Promise<string> => (await unzip(bytes)).get('word/document.xml')!.text;
const blanksOf = async (bytes: Uint8Array) => (await readDocxForm(bytes, 'form.docx')).blanks;
const rowsOf = async (bytes: Uint8Array): Promise<DocxTableRow[]> =>
  (await readDocxForm(bytes, 'form.docx')).parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'table' ? block.rows : [])),
  );

/** A mapping of all blanks whose label is named; rows by the label of one of their blanks. */
async function mapped(bytes: Uint8Array, texts: Readonly<Record<string, FormValue>>, repeat?: string): Promise<DocxMapping> {
  const row = repeat === undefined ? undefined : (await rowsOf(bytes)).find(({ label }) => label.includes(repeat));
  const blanks = await blanksOf(bytes);
  const isRepeated = (label: string): boolean => row?.label.split('、').includes(label) ?? false;
  return {
    places: blanks.flatMap(({ place, kind, label }) => {
      if (texts[label] === undefined || (isRepeated(label) && !place.startsWith(`${row!.place}/`))) return [];
      return [{ place, kind, label, value: texts[label] }];
    }),
    rows: row === undefined ? [] : [{ place: row.place, label: row.label, list: 'risks', levels: [], none: '无' }],
  };
}

const particulars = {
  编号: plain('{uscc}'),
  填报单位: plain('{enterprise}'),
  '填报单位（盖章）': plain('{enterprise}'),
  填报日期: plain('{compiledOn}', { date: 'yyyy年M月d日' }),
  所属期间: plain('{period}'),
  共有重大风险: plain('{majorCount}'),
  单位名称: plain('{enterprise}'),
  联系电话: plain('{filledPhone}'),
  联系人: plain('{filledBy}'),
};
const lines = {
  风险点: plain('{riskPoint}'),
  风险等级: plain('{level}'),
  管控措施: plain('{engineering}\n{administrative}'),
  责任人: plain('{owner}'),
};

describe('reading a Word form', () => {
  it('finds what can be filled in, and what each place is for', async () => {
    const found = (await blanksOf(await authorityDocx())).map(({ place, kind, label }) => `${place} ${kind} ${label}`);
    expect(found).toEqual([
      'document/p2#1 line 填报单位（盖章）',
      'document/p2#2 day 填报日期',
      'document/p3#1 placeholder 所属期间',
      'document/p3#2 bracket 共有重大风险',
      'document/t1/r1/c2 cell 单位名称',
      'document/t1/r2/c2 cell 统一社会信用代码',
      'document/t1/r2/c4 cell 联系电话',
      'document/t1/r3/c2/p1#1 tick 风险等级',
      ...[2, 3, 4].flatMap((row) =>
        ['风险点', '风险等级', '管控措施', '责任人'].map((label, at) => `document/t2/r${row}/c${at + 2} cell ${label}`),
      ),
      ...['风险点', '风险等级', '管控措施', '责任人'].map((label, at) => `document/t2/r5/c${at + 2} cell 合计／${label}`),
      'document/p5#1 line 主要负责人（签字）',
      'document/p5#2 line 联系人',
      'header1/p1#1 placeholder 编号',
      'footer1/p1#1 line 填报单位',
    ]);
  });

  it('draws tables with their merged cells', async () => {
    const merge = (first: boolean) => `<w:vMerge${first ? ' w:val="restart"' : ''}/>`;
    const bytes = await withBody(
      wtable(
        3,
        wrow([wc('单位', merge(true)), '名称', '']),
        wrow([wc('', merge(false)), '地址', '']),
        wrow([wc('备注', '<w:gridSpan w:val="2"/>'), '']),
      ),
    );
    const [first, second, third] = await rowsOf(bytes);
    expect(first!.cells.map(({ rows, columns }) => [rows, columns])).toEqual([
      [2, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(second!.cells[0]!.rows).toBe(0);
    expect(third!.cells[0]!.columns).toBe(2);
    expect((await blanksOf(bytes)).map(({ label }) => label)).toEqual(['名称', '地址', '备注']);
  });

  it('knows content controls by their names and boxes by their words', async () => {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="单位全称"/><w:id w:val="7"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wr('单击此处输入文字。', '<w:rStyle w:val="PlaceholderText"/>')}</w:sdtContent></w:sdt>`;
    const around = `<w:sdt><w:sdtPr><w:tag w:val="地址"/></w:sdtPr><w:sdtContent>${wp('请填写')}</w:sdtContent></w:sdt>`;
    const boxes = wp(
      `${wr('企业规模：大型')}<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>${wr(' 小型')}<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>`,
    );
    const found = await blanksOf(await withBody(wp(wr('单位：') + control), around, boxes));
    expect(found.map(({ kind, label, options }) => ({ kind, label, options }))).toEqual([
      { kind: 'control', label: '单位全称', options: undefined },
      { kind: 'control', label: '地址', options: undefined },
      { kind: 'tick', label: '企业规模：大型', options: ['大型', '小型'] },
    ]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'emptyFile'],
    ['a picture', Buffer.from('\x89PNG\r\n'), 'notDocument'],
    ['rich text', Buffer.from('{\\rtf1 }'), 'documentOld'],
    ['a web page', Buffer.from('<html></html>'), 'documentOld'],
    ['an old container', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), 'documentOld'],
    ['half a zip', Buffer.from('PK\x03\x04abc'), 'documentDamaged'],
  ])('says what %s is', async (_, bytes, key) => {
    await expect(readDocxForm(bytes, 'x.docx')).rejects.toMatchObject({ key });
  });

  it('takes neither macros, nor templates, nor entities, nor broken parts', async () => {
    const macro = await docxOfParts({ body: wp('x'), type: 'application/vnd.ms-word.document.macroEnabled.main+xml' });
    await expect(readDocxForm(macro, 'x.docm')).rejects.toMatchObject({ key: 'documentOld' });
    for (const body of ['<!DOCTYPE x [<!ENTITY a "b">]>', '<w:p><w:r></w:p></w:r>', '<w:p'.repeat(2), '<w:p>'.repeat(300)])
      await expect(readDocxForm(await withBody(body), 'x.docx')).rejects.toThrow(IntakeFailure);
  });
});

describe('filling a Word form', () => {
  it('writes at the places that are named, in the look that they have, and changes nothing else', async () => {
    const bytes = await authorityDocx();
    const filled = await fillDocx(bytes, 'form.docx', await mapped(bytes, particulars), values(5));
    expect(filled.notes).toEqual([]);
    const text = await textOf(filled.bytes);
    expect(text).toContain('填报单位（盖章）：内蒙古北方重型装备制造有限责任公司　填报日期：2026年9月28日');
    expect(text).toMatch(/现将 2026年第三季度 安全风险情况报告如下，共有重大风险（\d+）条。/);
    const body = await bodyOf(filled.bytes);
    expect(body).toMatch(/<w:u w:val="single"\/><\/w:rPr><w:t xml:space="preserve">内蒙古北方重型装备制造有限责任公司/);
    expect(body).toMatch(/<w:b\/><w:sz w:val="21"\/><w:szCs w:val="21"\/><\/w:rPr><w:t xml:space="preserve">0471/);
    const [before, after] = [await unzip(bytes), await unzip(filled.bytes)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    const others = [...before].filter(([name]) => !/document\.xml$|header1|footer1/.test(name));
    for (const [name, part] of others) expect(after.get(name)!.bytes).toEqual(part.bytes);
    expect(after.get('word/footer1.xml')!.text).toContain('<w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">内蒙古');
  });

  it('is the same byte for byte where nothing is mapped', async () => {
    const bytes = await authorityDocx();
    const filled = await fillDocx(bytes, 'form.docx', { places: [], rows: [] }, values(3));
    const after = await unzip(filled.bytes);
    for (const [name, part] of await unzip(bytes)) expect(after.get(name)!.bytes).toEqual(part.bytes);
    expect(filled.notes.map(({ key, text }) => [key, text])).toEqual([
      ['nothingMapped', ''],
      ['placeholderUnknown', '{所属期间}'],
      ['placeholderUnknown', '{编号}'],
    ]);
  });

  it.each([1, 3, 8])('repeats a row for %i records, uses up empty rows and goes on counting', async (count) => {
    const bytes = await authorityDocx();
    const filled = await fillDocx(bytes, 'form.docx', await mapped(bytes, lines, '风险点'), values(count));
    const rows = (await rowsOf(filled.bytes)).slice(4);
    expect(rows).toHaveLength(Math.max(count, 3) + 1);
    const first = (row: DocxTableRow) =>
      row.cells[0]!.blocks.flatMap((block) => (block.type === 'paragraph' ? block.pieces.map(({ text }) => text) : []));
    expect(rows.flatMap(first)).toEqual([...Array.from({ length: Math.max(count, 3) }, (_, at) => String(at + 1)), '合计']);
    const body = await bodyOf(filled.bytes);
    expect(body.match(/<w:i\/><\/w:rPr><w:t/g)).toHaveLength(count);
    expect(body).not.toContain('w:hRule="exact"');
    const points = values(count).lists.risks!.map(({ riskPoint }) => String(riskPoint));
    for (const point of points) expect(await textOf(filled.bytes)).toContain(point);
  });

  it('writes what to say where there is no record', async () => {
    const bytes = await authorityDocx();
    const filled = await fillDocx(bytes, 'form.docx', await mapped(bytes, lines, '风险点'), values(0));
    expect((await bodyOf(filled.bytes)).match(/>无</g)).toHaveLength(1);
  });

  it('goes on with merged cells, and leaves names and numbers that must be there once in the first row only', async () => {
    const merge = (first: boolean) => `<w:vMerge${first ? ' w:val="restart"' : ''}/>`;
    const bookmark = '<w:bookmarkStart w:id="3" w:name="m"/><w:bookmarkEnd w:id="3"/>';
    const bytes = await withBody(
      wtable(
        3,
        wrow(['类别', '风险点', '责任人']),
        wrow([wc('重大风险', merge(true)), wc(`<w:p w14:paraId="0A0B0C0D">${bookmark}</w:p>`), '']),
        wrow([wc('', merge(false)), '', '']),
        wrow(['其他', '', '']),
      ),
    );
    const filled = await fillDocx(
      bytes,
      'form.docx',
      await mapped(bytes, { '重大风险／风险点': plain('{riskPoint}') }, '重大风险／风险点'),
      values(4),
    );
    const body = await bodyOf(filled.bytes);
    expect(body.match(/<w:tr>/g)).toHaveLength(6);
    expect(body.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(1);
    expect(body.match(/<w:vMerge\/>/g)).toHaveLength(3);
    expect(body.match(/重大风险/g)).toHaveLength(1);
    expect(body.match(/w14:paraId|bookmarkStart/g)).toHaveLength(2);
  });

  it('ticks the box of the word, also where it is a symbol or a control', async () => {
    const symbol = `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`;
    const control = `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>${wr('☐')}</w:sdtContent></w:sdt>`;
    const bytes = await withBody(
      wp('等级：□重大 □较大'),
      wp(`${wr('种类：')}${symbol}${wr('定期　')}${symbol}${wr('专项')}`),
      wp(`${wr('结论：')}${control}${wr('合格')}`),
    );
    const mapping = await mapped(bytes, { 等级: plain('较大'), 种类: plain('专项'), 结论: plain('合格') });
    const filled = await fillDocx(bytes, 'form.docx', mapping, values(1));
    expect(await textOf(filled.bytes)).toContain('等级：□重大 ☑较大');
    const body = await bodyOf(filled.bytes);
    expect(body).toContain('定期　</w:t></w:r><w:r><w:t xml:space="preserve">☑</w:t>');
    expect(body).toContain('<w14:checked w14:val="1"/>');
    const other = await fillDocx(bytes, 'form.docx', await mapped(bytes, { 等级: plain('特别重大事故') }), values(1));
    expect(other.notes).toEqual([{ key: 'noOption', place: 'document/p1#1', label: '等级', text: '特别重大事故' }]);
  });

  it('frees a content control of its prompt and of what it is bound to', async () => {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="单位"/><w:dataBinding w:xpath="/a"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wr('单击输入', '<w:rStyle w:val="PlaceholderText"/>')}</w:sdtContent></w:sdt>`;
    const bytes = await withBody(wp(control));
    const filled = await fillDocx(bytes, 'form.docx', await mapped(bytes, { 单位: plain('{enterprise}') }), values(1));
    const body = await bodyOf(filled.bytes);
    expect(body).not.toMatch(/showingPlcHdr|dataBinding|PlaceholderText|单击输入/);
    expect(body).toContain('<w:alias w:val="单位"/>');
  });

  it('writes several paragraphs in a cell, line breaks elsewhere, and never a field', async () => {
    const bytes = await withBody(wtable(2, wrow(['结论', ''])), wp('说明：____'));
    const evil = '{ HYPERLINK "http://x" }\n=1+1</w:t><w:instrText>&amp;';
    const filled = await fillDocx(bytes, 'form.docx', await mapped(bytes, { 结论: plain(evil), 说明: plain('甲\n乙') }), values(1));
    const body = await bodyOf(filled.bytes);
    expect(body).not.toContain('<w:instrText');
    expect(body).toContain('甲</w:t><w:br/><w:t xml:space="preserve">乙');
    expect(await textOf(filled.bytes)).toContain('{ HYPERLINK "http://x" }\n\n=1+1</w:t><w:instrText>&amp;');
  });
});

describe('a form that has changed', () => {
  const one = (...rows: string[]) => withBody(wtable(2, ...rows));

  it('finds a place again that moved, and says where it went', async () => {
    const mapping = await mapped(await one(wrow(['单位名称', ''])), { 单位名称: plain('{enterprise}') });
    const filled = await fillDocx(await one(wrow(['地址', '']), wrow(['单位名称', ''])), 'new.docx', mapping, values(1));
    expect(filled.notes).toEqual([{ key: 'placeMoved', place: 'document/t1/r1/c2', label: '单位名称', text: 'document/t1/r2/c2' }]);
    expect(await textOf(filled.bytes)).toContain('单位名称\n\n内蒙古');
  });

  it('says what is gone and writes it nowhere', async () => {
    const mapping = await mapped(await one(wrow(['单位名称', ''])), { 单位名称: plain('{enterprise}') });
    const filled = await fillDocx(await one(wrow(['名称', ''])), 'new.docx', mapping, values(1));
    expect(filled.notes).toEqual([{ key: 'placeGone', place: 'document/t1/r1/c2', label: '单位名称', text: '{enterprise}' }]);
    expect(await textOf(filled.bytes)).not.toContain('内蒙古');
  });

  it('tells rows that are gone or name nothing, fields that the paper lacks, braces that do not close', async () => {
    const bytes = await one(wrow(['风险点', '责任人']), wrow(['', '']), wrow(['单位{名称', '']));
    const mapping = await mapped(bytes, { 责任人: plain('{weather}') }, '风险点');
    const { notes } = await fillDocx(
      bytes,
      'form.docx',
      { ...mapping, rows: [...mapping.rows, { place: 'document/t9/r1', label: '没有的行', list: 'risks', levels: [], none: '' }] },
      values(2),
    );
    expect(notes.map(({ key, text }) => [key, text])).toEqual([
      ['placeholderUnclosed', '{名称'],
      ['rowGone', ''],
      ['fieldUnknown', 'weather'],
    ]);
    const empty = await fillDocx(bytes, 'form.docx', { places: [], rows: mapping.rows }, values(2));
    expect(empty.notes.map(({ key }) => key)).toEqual(['placeholderUnclosed', 'nothingMapped', 'rowWithout']);
  });

  it('tells protection and changes that were kept', async () => {
    const bytes = await docxOfParts({
      body: `<w:p><w:ins w:id="1" w:author="x">${wr('{单位}')}</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`,
      settings: '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
    });
    const form = await readDocxForm(bytes, 'form.docx');
    expect(form.notes.map(({ key }) => key)).toEqual(['tracked', 'protected']);
    expect(form.blanks.map(({ label }) => label)).toEqual(['单位']);
  });
});

describe('any text', () => {
  const words = fc.string({
    unit: fc.oneof(
      fc.constantFrom('安', '全', '<', '&', '"', '{', '}', '$', '=', ' ', '□', '_', '：'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 40,
  });
  const clean = (text: string): string => text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]|[\ud800-\udfff]/gu, '');

  it('is found again by an independent reader; the rest stays what it was', async () => {
    const bytes = Buffer.from(
      await Packer.toBuffer(
        new Document({
          sections: [
            {
              children: [
                new Paragraph({
                  children: [new TextRun({ text: '单位：{单' }), new TextRun({ text: '位}', bold: true }), new TextRun('，特此报告。')],
                }),
                new Table({
                  rows: [new TableRow({ children: ['名称', ''].map((text) => new TableCell({ children: [new Paragraph(text)] })) })],
                }),
              ],
            },
          ],
        }),
      ),
    );
    const [inline, cell] = await blanksOf(bytes);
    await fc.assert(
      fc.asyncProperty(words, words, async (first, second) => {
        const put = (blank: typeof inline, key: string) => ({
          place: blank!.place,
          kind: blank!.kind,
          label: blank!.label,
          value: plain(`{${key}}`),
        });
        const content = { ...values(0), head: { enterprise: first, scope: second } };
        const filled = await fillDocx(bytes, 'form.docx', { places: [put(inline, 'enterprise'), put(cell, 'scope')], rows: [] }, content);
        const text = await textOf(filled.bytes);
        const flat = (one: string) => clean(one).replace(/\s/g, '');
        expect(flat(text)).toBe(flat(`单位：${first}，特此报告。名称${second}`));
        const after = await unzip(filled.bytes);
        const others = [...(await unzip(bytes))].filter(([name]) => name !== 'word/document.xml');
        for (const [name, part] of others) expect(after.get(name)!.bytes).toEqual(part.bytes);
      }),
      { numRuns: 60 },
    );
  });
});
