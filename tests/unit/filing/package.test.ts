import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../electron/filing/document';
import {
  buildPackage,
  packageFilings,
  packageNames,
  safeName,
  sha256,
  volumeStem,
  type PackageFile,
  type PackageParts,
} from '../../../electron/filing/package';
import { filePages } from '../../../electron/filing/render/pages';
import { zip } from '../../../electron/filing/render/zip';
import { unzip, unzipRaw } from './archive';
import { sampleF40 } from './sample';

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
    expect(packageNames(files, 'ascii')).toEqual(['01-letter.pdf', '02-contents.pdf', '03-F07-2026-003.xlsx', '04-F10.docx']);
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
    const big = [file({ bytes: new Uint8Array(600) }), file({ bytes: new Uint8Array(600) }), file({ bytes: new Uint8Array(9500) })];
    const volumes = await packageFilings(big, { ...options, fileNames: 'ascii', volumeBytes: 8000 });
    expect(volumes.map(({ files: inside }) => inside.length)).toEqual([2, 1]);
    expect(volumes[0]!.bytes.length).toBeLessThan(8000);
    const entries = await unzip(volumes[1]!.bytes);
    expect([...entries.keys()]).toEqual(['03-F07-2026-003.xlsx', 'check/SHA256SUMS-2of2.txt', 'check/manifest-2of2.json']);
  });
});

const pdf = (pages: number) => bytes(`1 0 obj <</Type /Pages /Count ${pages} /Kids []>> endobj 2 0 obj <</Type /Page>> endobj`);
const parts = (more: Partial<PackageParts>): PackageParts => ({
  letter: {
    dossier: sampleF40,
    number: 'F40-2026-003',
    files: [file({ kind: 'letter', code: 'F40', format: 'pdf', bytes: bytes('letter') })],
  },
  files: [],
  fileNames: 'utf8',
  volumeBytes: undefined,
  version: '0.1.0',
  now: options.packedAt,
  printContents: () => Promise.resolve(bytes('contents')),
  ...more,
});
/** Rows of the list, with ordinary hyphens for those at which no line ends. */
const rowsOf = (paper: Letter) => {
  const table = paper.blocks.find((block) => block.type === 'table')!;
  if (table.type !== 'table') return [];
  return table.table.rows.map((row) => row.map((value) => (typeof value === 'string' ? value.replaceAll('\u2011', '-') : value)));
};

describe('buildPackage', () => {
  it('composes the contents from what is really inside, with pages counted through', async () => {
    let contents: Letter | undefined;
    const { volumes } = await buildPackage(
      parts({
        files: [
          file({ copies: 2 }),
          file({ copies: 2, format: 'pdf', bytes: pdf(12) }),
          file({ code: 'F10', title: '安全风险评估报告', number: 'F10-2026-001', format: 'pdf', isScan: true, bytes: pdf(5) }),
          file({ kind: 'evidence', code: 'photo', title: '公示照片', number: '', format: 'jpg' }),
          file({ kind: 'evidence', code: 'photo', title: '公示照片', number: '', format: 'png' }),
        ],
        printContents: async (paper) => {
          contents = paper as Letter;
          return bytes('contents');
        },
      }),
    );
    const names = [
      '03-安全风险分级管控清单（F07-2026-003）.xlsx',
      '04-安全风险分级管控清单（F07-2026-003）.pdf',
      '05-安全风险评估报告（F10-2026-001）（签章扫描件）.pdf',
      '证据/01-公示照片.jpg',
      '证据/02-公示照片.png',
    ];
    expect(volumes.map(({ files: inside }) => inside.map(({ path }) => path))).toEqual([['01-报送函.pdf', '02-目录.pdf', ...names]]);
    expect(rowsOf(contents!)).toEqual([
      [1, '安全风险分级管控清单', 'F07-2026-003', names.slice(0, 2).join('\n'), 2, 12, '1–12'],
      [2, '安全风险评估报告', 'F10-2026-001', names[2], 1, 5, '13–17'],
      [3, '公示照片', '', names.slice(3).join('\n'), 1, 2, '18–19'],
    ]);
    const entries = await unzip(volumes[0]!.bytes);
    expect(entries.get('02-目录.pdf')!.text).toBe('contents');
    expect(entries.get('01-报送函.pdf')!.text).toBe('letter');
  });

  const large = (fileNames: PackageParts['fileNames'], printed: Letter[] = []) =>
    parts({
      volumeBytes: 500_000,
      fileNames,
      files: [file({ bytes: new Uint8Array(60_000) }), file({ number: 'F08-2026-001', code: 'F08', bytes: new Uint8Array(600_000) })],
      printContents: async (paper) => {
        printed.push(paper as Letter);
        return bytes(`${paper.head.title} ${paper.head.subtitle}`);
      },
    });

  it('splits what is too large, says in the contents where it lies, in each volume what it holds, and which file no volume holds', async () => {
    const printed: Letter[] = [];
    const { volumes, tooLarge } = await buildPackage(large('utf8', printed));
    const [contents, first, second] = printed;
    expect(volumes.map(({ files: inside }) => inside.map(({ path }) => path))).toEqual([
      ['00-本卷清单（第1卷，共2卷）.pdf', '01-报送函.pdf', '02-目录.pdf', '03-安全风险分级管控清单（F07-2026-003）.xlsx'],
      ['00-本卷清单（第2卷，共2卷）.pdf', '04-安全风险分级管控清单（F08-2026-001）.xlsx'],
    ]);
    expect(tooLarge.map(({ number }) => number)).toEqual(['F08-2026-001']);
    expect(rowsOf(contents!).map((row) => row.at(-1))).toEqual(['第1卷', '第2卷']);
    expect(rowsOf(first!).map((row) => row[1])).toEqual(['报送函', '目录', '安全风险分级管控清单']);
    expect(rowsOf(second!)).toEqual([
      [1, '安全风险分级管控清单', 'F08-2026-001', '04-安全风险分级管控清单（F08-2026-001）.xlsx', '600 KB'],
    ]);
    expect(JSON.stringify(second!.blocks)).toContain('报送函和全部材料的目录在第 1 卷');
    const entries = await unzip(volumes[1]!.bytes);
    const sums = entries.get('校验/SHA256SUMS-2of2.txt')!.text.trim().split('\n');
    expect(sums.map((line) => line.slice(66))).toEqual([...entries.keys()].slice(0, 2));
    for (const line of sums) expect(line.slice(0, 64)).toBe(sha256(entries.get(line.slice(66))!.bytes));
    expect(JSON.parse(entries.get('校验/manifest-2of2.json')!.text)).toMatchObject({ volume: 2, volumes: 2 });
  });

  it('makes volumes that are the same byte by byte, whatever the clock of the computer shows', async () => {
    const made = async () => (await buildPackage(large('gbk'))).volumes.map((volume) => sha256(volume.bytes));
    const once = await made();
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'America/Los_Angeles';
      expect(await made()).toEqual(once);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  const readers = {
    unzip: (at: string) => ['-qo', at, '-d', path.dirname(at)],
    '7z': (at: string) => ['x', '-y', `-o${path.dirname(at)}`, at],
    python3: (at: string) => ['-m', 'zipfile', '-e', at, path.dirname(at)],
  };
  const installed = Object.entries(readers).filter(([name]) =>
    (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name))),
  );
  it.each(installed)('is unpacked by %s, volume after volume into one folder', async (name, args) => {
    for (const fileNames of ['utf8', 'ascii'] as const) {
      const folder = mkdtempSync(path.join(tmpdir(), 'anze-解压 '));
      const { volumes } = await buildPackage(large(fileNames));
      for (const [at, { bytes: packed }] of volumes.entries()) {
        const target = path.join(folder, `${volumeStem('包', at + 1, 2, fileNames)}.zip`);
        writeFileSync(target, packed);
        execFileSync(name, args(target), { env: { ...process.env, LC_ALL: 'C.UTF-8' }, stdio: 'pipe' });
      }
      for (const { files: inside } of volumes)
        for (const packed of inside) expect(sha256(readFileSync(path.join(folder, packed.path)))).toBe(packed.sha256);
      const check = path.join(folder, fileNames === 'utf8' ? '校验' : 'check');
      expect(readdirSync(check).sort()).toEqual(['SHA256SUMS-1of2.txt', 'SHA256SUMS-2of2.txt', 'manifest-1of2.json', 'manifest-2of2.json']);
    }
  });

  it('names volumes after the whole', () => {
    expect(volumeStem('函', 1, 1, 'utf8')).toBe('函');
    expect(volumeStem('函', 2, 3, 'gbk')).toBe('函（第2卷，共3卷）');
    expect(volumeStem('F40-2026-001', 2, 3, 'ascii')).toBe('F40-2026-001-2of3');
  });
});

describe('names for old Windows', () => {
  it('are in GBK without the mark of UTF-8, the same in both heads of the zip, and what GBK lacks is no rubbish', async () => {
    const [volume] = await packageFilings([file({ title: '𠮷林ᠮ清单' }), file({ kind: 'letter', format: 'pdf' })], {
      ...options,
      fileNames: 'gbk',
    });
    const read = await unzipRaw(volume!.bytes);
    expect(read.map(({ name }) => new TextDecoder('gbk').decode(name))).toEqual([
      '01-报送函.pdf',
      '02-_林_清单（F07-2026-003）.xlsx',
      '校验/SHA256SUMS.txt',
      '校验/manifest.json',
    ]);
    expect(read.every(({ flags }) => (flags & 0x800) === 0)).toBe(true);
    expect(new TextDecoder().decode(read[1]!.content)).toBe('x');
    expect(new TextDecoder().decode(read[2]!.content)).toContain('02-_林_清单（F07-2026-003）.xlsx');
  });
});

describe('pages of a file', () => {
  it('are counted in the pdf of Chromium and in the packed one of a scanner, never guessed', () => {
    expect(filePages('pdf', pdf(3))).toBe(3);
    const objects = '3 0 4 40 <</Type /Pages /Kids [4 0 R] /Count 7>>     <</Type /Page /Parent 3 0 R>>';
    const packed = deflateSync(Buffer.from(objects.replace('3 0 4 40 ', '3 0 4 45 ')));
    const head = Buffer.from(
      `%PDF-1.5\n9 0 obj <</Filter /FlateDecode /First 9 /N 2 /Type /ObjStm /Length ${packed.length}>> stream\n`,
      'latin1',
    );
    expect(filePages('pdf', Buffer.concat([head, packed, Buffer.from('\nendstream endobj')]))).toBe(7);
    expect(filePages('pdf', bytes('%PDF-1.5 9 0 obj <</Type /ObjStm>> stream\nrubbish\nendstream endobj'))).toBe(null);
    expect(filePages('jpg', bytes('x'))).toBe(1);
    expect(filePages('xlsx', bytes('x'))).toBe(null);
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
