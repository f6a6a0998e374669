import { createHash } from 'node:crypto';
import type { FileNames } from '../../db/domain/filing/handover';
import { composeContents, composeVolume } from './contents/compose';
import type { ContentsDossier } from './contents/dossier';
import type { Document } from './document';
import type { F40Dossier } from './f40/dossier';
import { gbkName } from './render/gbk';
import { filePages } from './render/pages';
import { zip, type ZipEntry } from './render/zip';

/** A rendered paper or a piece of evidence on its way into a package; `kind` gives its place. */
export interface PackageFile {
  kind: 'volume' | 'letter' | 'contents' | 'receipt' | 'paper' | 'evidence';
  /** Filing code, e.g. F07; of evidence its use, e.g. photo. */
  code: string;
  title: string;
  /** Number of the issued paper, empty where it has none. */
  number: string;
  /** Extension of the file's name. */
  format: string;
  bytes: Uint8Array;
  copies?: number;
  /** The signed and sealed paper as it was scanned. */
  isScan?: boolean;
  /** The issued paper or the attachment that it is. */
  filingId?: string;
  attachmentId?: string;
  /** The authority's own form that it was filled into. */
  formId?: string | null;
}

export interface PackageOptions {
  /** Reference of the package in its manifest: who sends what to whom. */
  enterprise: string;
  recipient: string;
  subject: string;
  /** Instant of packing, milliseconds UTC. */
  packedAt: number;
  /** Version of the application, for the manifest. */
  version: string;
  fileNames?: FileNames;
  /** Largest size of one zip in bytes; 20 MB is what many portals take. Left out: one zip. */
  volumeBytes?: number;
}

export interface PackedFile {
  path: string;
  title: string;
  code: string;
  number: string;
  size: number;
  sha256: string;
}
export interface PackageVolume {
  bytes: Uint8Array;
  files: PackedFile[];
}

export interface PackageParts {
  letter: { dossier: F40Dossier; number: string; files: readonly PackageFile[] };
  /** Papers and evidence in the order in which they are to be read. */
  files: readonly PackageFile[];
  fileNames: FileNames;
  volumeBytes: number | undefined;
  version: string;
  /** Instant of packing, milliseconds UTC. */
  now: number;
  /** Prints 目录 and 本卷清单 to pdf. */
  printContents: (document: Document) => Promise<Uint8Array>;
}

export interface Package {
  volumes: PackageVolume[];
  /** All files in their order, with their names inside. */
  entries: readonly PackageEntry[];
  contents: ContentsDossier;
  /** Files that are larger than a volume may be: each has one to itself. */
  tooLarge: PackedFile[];
}

/** Room kept for 目录 in the first volume and for 本卷清单 in each, which are printed when it is known what goes where. */
const listBytes = 200_000;

/** The zips of a letter and its papers, with the contents composed from what is really inside. */
export async function buildPackage({ letter, files, printContents, ...rest }: PackageParts): Promise<Package> {
  const { dossier } = letter;
  const options: PackageOptions = {
    enterprise: dossier.enterprise.name,
    recipient: dossier.recipient,
    subject: dossier.subject,
    packedAt: rest.now,
    version: rest.version,
    fileNames: rest.fileNames,
    ...(rest.volumeBytes === undefined ? {} : { volumeBytes: rest.volumeBytes }),
  };
  const blank: PackageFile = { ...listFile, kind: 'contents', code: 'contents', title: '目录', bytes: new Uint8Array(listBytes) };
  const entries = named([...letter.files, blank, ...files], rest.fileNames);
  const whole = split(entries, options.volumeBytes);
  const isSplit = whole.length > 1;
  const volumes = isSplit ? split(entries, options.volumeBytes, listBytes) : whole;
  const contents = contentsOf(dossier, entries, (entry) => (isSplit ? volumes.findIndex((volume) => volume.includes(entry)) + 1 : 0));
  const printed = await printContents(composeContents(contents, { draft: false }));
  for (const entry of entries) if (entry.file === blank) entry.file = { ...blank, bytes: printed };
  if (isSplit)
    for (const [at, volume] of volumes.entries()) {
      const own = {
        volume: at + 1,
        volumes: volumes.length,
        files: volume.map(({ file, path }) => ({ ...file, path, size: file.bytes.length })),
      };
      const bytes = await printContents(composeVolume(contents, own, { draft: false }));
      const title = `本卷清单（第${at + 1}卷，共${volumes.length}卷）`;
      volume.unshift(
        ...named([{ ...listFile, kind: 'volume', code: `volume-${at + 1}of${volumes.length}`, title, bytes }], rest.fileNames),
      );
    }
  const packed = await zipped(volumes, options);
  return {
    volumes: packed,
    entries,
    contents,
    tooLarge: packed.flatMap(({ files: inside }) => inside).filter(({ size }) => size > (options.volumeBytes ?? Infinity)),
  };
}

const listFile = { number: '', format: 'pdf' } as const;

/** 目录: papers and evidence, pages where they can be counted, in which volume they lie. */
function contentsOf(letter: F40Dossier, entries: readonly PackageEntry[], volumeOf: (entry: PackageEntry) => number): ContentsDossier {
  const listed = entries.filter(({ file }) => file.kind === 'paper' || file.kind === 'evidence');
  const pages = new Map(materialsOf(listed.map(({ file }) => file)).map((material) => [material.files[0], material.pages]));
  const { enterprise, period, compiledOn, recipient, subject, documentNumber } = letter;
  return {
    schema: 'contents@1',
    catalogues: [],
    enterprise,
    period,
    compiledOn,
    recipient,
    subject,
    documentNumber,
    items: listed.map((entry) => {
      const { file, path } = entry;
      const volume = volumeOf(entry);
      return {
        title: file.title,
        number: file.number,
        format: file.format,
        copies: file.copies ?? 1,
        // They stand with the first file of the material.
        pages: pages.get(file) ?? null,
        name: path,
        remark: volume === 0 ? '' : `第${volume}卷`,
      };
    }),
  };
}

/** What a clerk counts as one: a paper with all its files, pictures of one kind. */
export interface Material {
  title: string;
  number: string;
  copies: number;
  pages: number | null;
  files: readonly PackageFile[];
}

/** Files of papers and evidence as materials, in their order. */
export const materialsOf = (files: readonly PackageFile[]): Material[] =>
  [...Map.groupBy(files, ({ number, title }) => number || title).values()].map((own) => ({
    title: own[0]!.title,
    number: own[0]!.number,
    copies: own[0]!.copies ?? 1,
    pages: materialPages(own),
    files: own,
  }));

/** Pages of a material: of its scan or its pdf, and of all its files where it is evidence. */
function materialPages(files: readonly PackageFile[]): number | null {
  const counted = files.flatMap((file) => {
    const pages = filePages(file.format, file.bytes);
    return pages === null ? [] : [{ pages, isScan: file.isScan ?? false }];
  });
  const scans = counted.filter(({ isScan }) => isScan);
  const meant = files[0]!.kind === 'evidence' ? counted : scans.length > 0 ? scans : counted.slice(0, 1);
  return meant.length === 0 ? null : meant.reduce((sum, { pages }) => sum + pages, 0);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Zips of a submission: `01-报送函.pdf`, `02-目录.pdf`, then the papers in the order given, evidence in a folder of its own, and in
 * each zip a folder 校验 with SHA256SUMS.txt and manifest.json over its files. One zip unless `volumeBytes` splits it.
 */
export function packageFilings(files: readonly PackageFile[], options: PackageOptions): Promise<PackageVolume[]> {
  return zipped(split(named(files, options.fileNames), options.volumeBytes), options);
}

const zipped = (volumes: readonly (readonly PackageEntry[])[], options: PackageOptions): Promise<PackageVolume[]> =>
  Promise.all(
    volumes.map(async (entries, index) => {
      const packed = entries.map(({ file, path }): PackedFile => ({
        path,
        title: file.title,
        code: file.code,
        number: file.number,
        size: file.bytes.byteLength,
        sha256: sha256(file.bytes),
      }));
      const bytes = await zip(
        [...entries.map(({ file, path }) => ({ path, bytes: file.bytes })), ...checks(packed, options, index + 1, volumes.length)],
        options.packedAt,
        options.fileNames,
      );
      return { bytes, files: packed };
    }),
  );

export interface PackageEntry {
  file: PackageFile;
  path: string;
}

const places = { volume: 0, letter: 1, contents: 2, receipt: 3, paper: 4, evidence: 5 } as const;

/** Files in the order of the package under their names inside it. Those of evidence are numbered by themselves. */
function named(files: readonly PackageFile[], names: FileNames = 'utf8'): PackageEntry[] {
  const words = names === 'ascii' ? asciiWords : chineseWords;
  const count = { papers: 0, evidence: 0 };
  return [...files]
    .sort((a, b) => places[a.kind] - places[b.kind])
    .map((file) => {
      const isEvidence = file.kind === 'evidence';
      const place = file.kind === 'volume' ? 0 : isEvidence ? ++count.evidence : ++count.papers;
      const position = String(place).padStart(2, '0');
      const folder = isEvidence ? (names === 'ascii' ? 'evidence/' : '证据/') : '';
      const path = `${folder}${position}-${words(file)}.${file.format}`;
      return { file, path: names === 'gbk' ? gbkName(path) : path };
    });
}

export const packageNames = (files: readonly PackageFile[], names: FileNames = 'utf8'): string[] =>
  named(files, names).map(({ path }) => path);

const chineseWords = ({ kind, title, number, isScan }: PackageFile): string => {
  const scan = isScan ? '（签章扫描件）' : '';
  if (kind === 'letter') return `报送函${scan}`;
  if (kind === 'contents') return '目录';
  return `${safeName(number && kind === 'paper' ? `${title}（${number}）` : title)}${scan}`;
};

const asciiWords = ({ kind, code, number, isScan }: PackageFile): string => {
  const words = kind === 'paper' ? (number || code).replace(/[^\x20-\x7e]/g, '') : kind === 'evidence' || kind === 'volume' ? code : kind;
  return `${safeName(words) || kind}${isScan ? '-scan' : ''}`;
};

/** A file name that every Windows takes: no reserved signs or names, no dot or blank at the end, at most 60 characters. */
export function safeName(name: string): string {
  const clean = name
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/\p{Surrogate}/gu, '')
    .trim();
  const short = [...clean]
    .slice(0, 60)
    .join('')
    .replace(/[. ]+$/, '');
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `_${short}` : short;
}

/** What the checks and heads of a zip take besides: for the zip, and for each of its files. */
const zipBytes = { zip: 4096, file: 1024 };

/**
 * Files in order, a new volume when the next one does not fit; a file larger than the limit has a volume to itself.
 * @param reserved room that each volume needs besides
 */
function split(entries: readonly PackageEntry[], limit = Infinity, reserved = 0): PackageEntry[][] {
  const volumes: PackageEntry[][] = [[]];
  const empty = zipBytes.zip + reserved;
  let size = empty;
  for (const entry of entries) {
    const more = entry.file.bytes.byteLength + zipBytes.file;
    if (volumes.at(-1)!.length > 0 && size + more > limit) {
      volumes.push([]);
      size = empty;
    }
    volumes.at(-1)!.push(entry);
    size += more;
  }
  return volumes;
}

/** Name of a volume without its extension, after that of the whole. */
export const volumeStem = (stem: string, volume: number, volumes: number, names: FileNames): string =>
  volumes === 1 ? stem : names === 'ascii' ? `${stem}-${volume}of${volumes}` : `${stem}（第${volume}卷，共${volumes}卷）`;

function checks(files: readonly PackedFile[], options: PackageOptions, volume: number, volumes: number): ZipEntry[] {
  const folder = options.fileNames === 'ascii' ? 'check' : '校验';
  const manifest = {
    schema: 'package@1',
    version: options.version,
    enterprise: options.enterprise,
    recipient: options.recipient,
    subject: options.subject,
    packedAt: new Date(options.packedAt).toISOString(),
    volume,
    volumes,
    files,
  };
  const utf8 = (text: string) => new TextEncoder().encode(text);
  // Volumes are unpacked into one folder: each keeps its own check.
  const own = volumes === 1 ? '' : `-${volume}of${volumes}`;
  return [
    // The form that `sha256sum -c` reads.
    { path: `${folder}/SHA256SUMS${own}.txt`, bytes: utf8(files.map((file) => `${file.sha256}  ${file.path}\n`).join('')) },
    { path: `${folder}/manifest${own}.json`, bytes: utf8(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
}
