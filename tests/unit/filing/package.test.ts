import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeF07 } from '../../../electron/filing/f07/compose';
import type { Letter } from '../../../electron/filing/document';
import { buildPackage, packageFilings, packageNames, safeName, sha256, type PackageFile } from '../../../electron/filing/package';
import { zip } from '../../../electron/filing/render/zip';
import { unzip } from './archive';
import { sampleF07, sampleF40 } from './sample';

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (more: Partial<PackageFile>): PackageFile => ({
  kind: 'paper',
  code: 'F07',
  title: '安全风险分级管控清单',
  number: 'F07-2026-003',
  format: 'xlsx',
  bytes: bytes('x'),
  ...more,
});
const files = [
  file({}),
  file({ kind: 'contents', code: 'contents', title: '目录', format: 'pdf', number: '' }),
  file({ code: 'F10', title: '安全风险评估报告：第三季度', number: '', format: 'docx' }),
  file({ kind: 'letter', code: 'F40', title: '函', format: 'pdf' }),
];
const options = {
  enterprise: '某公司',
  recipient: '应急管理局',
  subject: '三季度材料',
  packedAt: Date.UTC(2026, 8, 28, 4),
  version: '0.1.0',
};

describe('names in a package', () => {
  it('begin with the letter and the contents, then follow the order', () => {
    expect(packageNames(files)).toEqual([
      '01-报送函.pdf',
      '02-目录.pdf',
      '03-安全风险分级管控清单（F07-2026-003）.xlsx',
      '04-安全风险评估报告：第三季度.docx',
    ]);
    expect(packageNames(files, true)).toEqual(['01-letter.pdf', '02-contents.pdf', '03-F07-2026-003.xlsx', '04-F10.docx']);
  });

  it('are taken by every Windows', () => {
    expect(safeName('a/b:c*?"<>|\\d. ')).toBe('a_b_c_______d');
    expect(safeName('CON')).toBe('_CON');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeName(name);
        // oxlint-disable-next-line no-control-regex
        expect(safe).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]|[. ]$/);
        expect([...safe].length).toBeLessThanOrEqual(61);
      }),
    );
  });
});

describe('a package', () => {
  it('carries its files with their checks, under names marked as UTF-8', async () => {
    const [volume, ...others] = await packageFilings(files, options);
    expect(others).toEqual([]);
    expect(volume!.name).toBe('某公司-三季度材料.zip');
    const entries = await unzip(volume!.bytes);
    expect([...entries.keys()]).toEqual([...packageNames(files), '校验/SHA256SUMS.txt', '校验/manifest.json']);
    expect([...entries.values()].every(({ flags }) => (flags & 0x800) !== 0)).toBe(true);
    const sums = entries.get('校验/SHA256SUMS.txt')!.text.trim().split('\n');
    for (const line of sums) {
      const [hash, name] = line.split('  ') as [string, string];
      expect(hash).toBe(sha256(entries.get(name)!.bytes));
    }
    expect(sums).toHaveLength(4);
    expect(JSON.parse(entries.get('校验/manifest.json')!.text)).toMatchObject({
      schema: 'package@1',
      recipient: '应急管理局',
      packedAt: '2026-09-28T04:00:00.000Z',
      volume: 1,
      volumes: 1,
    });
  });

  it('is the same for the same files and instant', async () => {
    const [once, again] = await Promise.all([packageFilings(files, options), packageFilings(files, options)]);
    expect(sha256(once[0]!.bytes)).toBe(sha256(again[0]!.bytes));
  });

  it('is split where it would be too large, each part with its own checks', async () => {
    const big = [file({ bytes: new Uint8Array(600) }), file({ bytes: new Uint8Array(600) }), file({ bytes: new Uint8Array(1500) })];
    const volumes = await packageFilings(big, { ...options, asciiNames: true, volumeBytes: 1300 });
    expect(volumes.map(({ name, files: inside }) => [name, inside.length])).toEqual([
      ['submission-1.zip', 2],
      ['submission-2.zip', 1],
    ]);
    const entries = await unzip(volumes[1]!.bytes);
    expect([...entries.keys()]).toEqual(['03-F07-2026-003.xlsx', 'check/SHA256SUMS.txt', 'check/manifest.json']);
  });
});

describe('buildPackage', () => {
  it('composes the contents from what is really inside', async () => {
    let contents: Letter | undefined;
    const built = await buildPackage({
      letter: { dossier: sampleF40, number: 'F40-2026-003', pdf: bytes('letter') },
      papers: [
        {
          number: 'F07-2026-003',
          title: '安全风险分级管控清单',
          format: 'xlsx',
          bytes: bytes('list'),
          document: composeF07(sampleF07(1), { draft: false }),
        },
        {
          number: 'F07-2026-003',
          title: '安全风险分级管控清单',
          format: 'pdf',
          bytes: bytes('<</Type /Pages /Count 2>> <</Type /Page\n/Parent>> <</Type /Page>>'),
          document: composeF07(sampleF07(1), { draft: false }),
        },
      ],
      asciiNames: false,
      version: '0.1.0',
      now: options.packedAt,
      printContents: async (paper) => {
        contents = paper as Letter;
        return bytes('contents');
      },
    });
    const files = ['03-安全风险分级管控清单（F07-2026-003）.xlsx', '04-安全风险分级管控清单（F07-2026-003）.pdf'];
    expect(built.names).toEqual(['01-报送函.pdf', '02-目录.pdf', ...files]);
    const table = contents!.blocks.find((block) => block.type === 'table')!;
    expect(table.type === 'table' && table.table.rows).toEqual([[1, '安全风险分级管控清单', 'F07-2026-003', files.join('\n'), 2, 2]]);
    const entries = await unzip(built.zip);
    expect(entries.get('02-目录.pdf')!.text).toBe('contents');
    expect(entries.get('01-报送函.pdf')!.text).toBe('letter');
  });
});

describe('zip', () => {
  it('keeps empty and large files', async () => {
    const large = new Uint8Array(300_000).fill(7);
    const entries = await unzip(
      await zip(
        [
          { path: '空.txt', bytes: new Uint8Array() },
          { path: '大.bin', bytes: large.subarray(1) },
        ],
        options.packedAt,
      ),
    );
    expect(entries.get('空.txt')!.bytes).toHaveLength(0);
    expect(entries.get('大.bin')!.bytes).toHaveLength(299_999);
  });
});
