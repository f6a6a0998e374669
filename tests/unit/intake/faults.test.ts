import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { writeXlsx } from 'hucre';
import { failureKeys, IntakeFailure, limits } from '../../../electron/intake/failure';
import { readWorkbook } from '../../../electron/intake/workbook';
import { packParts } from '../../../electron/intake/zip';
import { inlineRow, worksheet, xlsxOfParts } from '../../support/parts';
import { riskLines } from '../../support/riskLines';
import { registerXlsx } from '../../support/workbooks';

vi.setConfig({ testTimeout: 60_000 });

const xls = readFileSync(path.resolve(import.meta.dirname, '../../support/fixtures/register.xls'));
const failure = async (bytes: Uint8Array, name = '清单.xlsx'): Promise<{ key: string; params: object }> => {
  try {
    await readWorkbook(bytes, name);
  } catch (error) {
    expect(error).toBeInstanceOf(IntakeFailure);
    const { key, params } = error as IntakeFailure;
    expect(params).toMatchObject({ file: name });
    return { key, params };
  }
  return { key: 'none', params: {} };
};
/** What may become of a damaged file: it is read, or it fails with a reason. */
const outcomes = [...failureKeys, 'none'];

describe('a file that cannot be taken in says why', () => {
  it.each([
    ['nothing in it', new Uint8Array(), 'emptyFile'],
    ['only spaces', Buffer.from(' \r\n , ,\r\n'), 'emptyFile'],
    ['a pdf', Buffer.from('%PDF-1.7\n...'), 'notWorkbook'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d, 1, 2, 3]), 'notWorkbook'],
    ['a web page named xls', Buffer.from('<html><table><tr><td>风险点</td></tr></table></html>'), 'webPage'],
    ['XML of 2003', Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), 'oldFormat'],
    ['other XML', Buffer.from('<?xml version="1.0"?><root/>'), 'notWorkbook'],
    ['Excel 4', Buffer.from([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]), 'oldFormat'],
    ['bytes of no encoding', Buffer.from(Array.from({ length: 400 }, (_, index) => 0x80 + (index % 2) * 0x7f)), 'encoding'],
  ])('%s', async (_, bytes, key) => {
    expect((await failure(bytes)).key).toBe(key);
  });

  it('an encrypted xlsx', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [['x']] }], encryption: { password: 'secret', spinCount: 10 } });
    expect((await failure(bytes)).key).toBe('encrypted');
  });

  it('an encrypted xls', async () => {
    const bytes = Buffer.from(xls);
    const begin = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]));
    bytes.writeUInt16LE(0x002f, begin + 20);
    expect((await failure(bytes, '清单.xls')).key).toBe('encrypted');
  });

  it('an xls of Excel 95 and a Word document', async () => {
    const old = Buffer.from(xls);
    const begin = old.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]));
    old.writeUInt16LE(0x0500, begin + 4);
    expect((await failure(old)).key).toBe('oldFormat');
    const name = Buffer.from('Workbook', 'utf16le');
    const word = Buffer.from(xls);
    Buffer.from('Wordbook', 'utf16le').copy(word, word.indexOf(name));
    expect((await failure(word)).key).toBe('notWorkbook');
  });

  it('zips that are no workbooks', async () => {
    const relations = (target: string): Buffer =>
      Buffer.from(`<Relationships><Relationship Id="r" Type="x/officeDocument" Target="${target}"/></Relationships>`);
    expect((await failure(await packParts([['a.txt', Buffer.from('x')]]))).key).toBe('notWorkbook');
    expect(
      (
        await failure(
          await packParts([
            ['_rels/.rels', relations('word/document.xml')],
            ['word/document.xml', Buffer.from('<x/>')],
          ]),
        )
      ).key,
    ).toBe('notWorkbook');
    expect(
      (
        await failure(
          await packParts([
            ['_rels/.rels', relations('xl/workbook.bin')],
            ['xl/workbook.bin', Buffer.from('x')],
          ]),
        )
      ).key,
    ).toBe('oldFormat');
  });

  it('a workbook without worksheets and one with only empty ones', async () => {
    expect((await failure(await xlsxOfParts({ sheets: [] }))).key).toBe('noSheets');
    expect((await failure(await xlsxOfParts({ sheets: [worksheet('')] }))).key).toBe('emptyFile');
  });

  it('200 sheets', async () => {
    const bytes = await xlsxOfParts({ sheets: Array.from({ length: 200 }, () => worksheet(inlineRow('x'))) });
    expect(await failure(bytes)).toMatchObject({ key: 'tooManySheets', params: { count: 200, max: limits.sheets } });
  });

  it('too many rows, naming the sheet', async () => {
    const bytes = await xlsxOfParts({ sheets: [worksheet('<row><c><v>1</v></c></row>'.repeat(limits.rows + 1))] });
    expect(await failure(bytes)).toMatchObject({ key: 'tooManyRows', params: { sheet: 'Sheet1', max: limits.rows } });
  });

  it('too large a file is not even opened', async () => {
    const bytes = new Uint8Array(limits.fileBytes + 1);
    expect(await failure(bytes)).toMatchObject({ key: 'tooLarge', params: { max: limits.fileBytes / 2 ** 20 } });
  });
});

describe('zip bombs', () => {
  const bomb = Buffer.alloc(limits.ratioFromBytes + 1, 0x20);

  it('are told from the directory, without unpacking', async () => {
    const bytes = await packParts([
      ['xl/workbook.xml', Buffer.from('<workbook/>')],
      ['xl/worksheets/sheet1.xml', bomb],
    ]);
    expect((await failure(bytes)).key).toBe('zipBomb');
  });

  it('cannot lie about their size', async () => {
    const honest = await xlsxOfParts({ sheets: [`${worksheet(inlineRow('x'))}${' '.repeat(2_000_000)}`] });
    const bytes = Buffer.from(honest);
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const entry = bytes.lastIndexOf(name) - 46;
    bytes.writeUInt32LE(1000, entry + 24);
    expect((await failure(bytes)).key).toBe('damaged');
  });
});

describe('damage', () => {
  it('never does more than fail: cut anywhere', async () => {
    const xlsx = await registerXlsx(riskLines(6), { twoRowHead: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(Buffer.from(xlsx), xls), fc.double({ min: 0, max: 0.999, noNaN: true }), async (bytes, share) => {
        const { key } = await failure(bytes.subarray(0, Math.floor(bytes.length * share)));
        // The last bytes of an xls are padding.
        expect(bytes === xls || key !== 'none').toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('never does more than fail: bytes changed anywhere', async () => {
    const xlsx = Buffer.from(await registerXlsx(riskLines(6), { twoRowHead: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(xlsx, xls),
        fc.array(fc.tuple(fc.nat(12_000), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        async (bytes, changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, value] of changes) changed[at % changed.length] = value;
          expect(outcomes).toContain((await failure(changed)).key);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never does more than fail: parts that are no XML', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<row r="5"',
      '<c r="A1"',
      ' t="s"',
      '>',
      '<v>',
      '3',
      '</v>',
      '</c>',
      '</sheetData>',
      '<si>',
      '<t>',
      '&#x110000;',
      '"',
      "'",
      '=',
      '<f/>',
      '<mergeCells><mergeCell ref="A1:XFD9"/>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.array(piece, { maxLength: 20 }), async (rows, shared) => {
        const bytes = await xlsxOfParts({
          sheets: [worksheet(rows.join(''))],
          shared: `<sst>${shared.join('')}</sst>`,
          styles: shared.join(''),
        });
        expect(outcomes).toContain((await failure(bytes, '坏.xlsx')).key);
      }),
      { numRuns: 300 },
    );
  });

  it('never does more than fail: any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.constantFrom('', 'PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', '\ufeff'),
        async (bytes, begin) => {
          expect(outcomes).toContain((await failure(Buffer.concat([Buffer.from(begin, 'latin1'), bytes]), '随便.bin')).key);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('takes long whatever is nested: an unclosed element costs its length, not its square', async () => {
    const shared = `<sst>${'<si>'.repeat(400_000)}</sst>`;
    const rows = `${'<row r="1">'.repeat(200_000)}`;
    expect(outcomes).toContain((await failure(await xlsxOfParts({ sheets: [worksheet(rows)], shared }), '深.xlsx')).key);
  }, 20_000);
});
