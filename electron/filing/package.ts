import { createHash } from 'node:crypto';
import { composeContents } from './contents/compose';
import type { Document } from './document';
import type { F40Dossier } from './f40/dossier';
import { pdfPages } from './render/pdf';
import { zip, type ZipEntry } from './render/zip';

/** A rendered paper on its way into a package. `kind` places the letter first and the contents second. */
export interface PackageFile {
  kind: 'letter' | 'contents' | 'paper';
  /** Filing code, e.g. F07. */
  code: string;
  title: string;
  /** Number of the issued paper, empty where it has none. */
  number: string;
  format: 'pdf' | 'docx' | 'xlsx' | 'zip' | 'jpg' | 'png';
  bytes: Uint8Array;
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
  /** Names in ASCII, for receivers whose old Windows shows Chinese names of a zip as rubbish. */
  asciiNames?: boolean;
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
  name: string;
  bytes: Uint8Array;
  files: PackedFile[];
}

export interface Submission {
  letter: { dossier: F40Dossier; number: string; pdf: Uint8Array };
  /** Issued papers in the order in which they are to be read. */
  papers: readonly { number: string; title: string; format: PackageFile['format']; bytes: Uint8Array; document: Document }[];
  asciiNames: boolean;
  version: string;
  /** Instant of packing, milliseconds UTC. */
  now: number;
  /** Prints 目录 to pdf. */
  printContents: (document: Document) => Promise<Uint8Array>;
}

/** One zip of a letter and its papers, with the contents composed from what is really inside. */
export async function buildPackage({
  letter,
  papers,
  asciiNames,
  version,
  now,
  printContents,
}: Submission): Promise<{ zip: Uint8Array; names: string[] }> {
  const { dossier } = letter;
  const body: PackageFile[] = [
    { kind: 'letter', code: 'F40', title: '报送函', number: letter.number, format: 'pdf', bytes: letter.pdf },
    { kind: 'contents', code: 'contents', title: '目录', number: '', format: 'pdf', bytes: new Uint8Array() },
    ...papers.map(({ document, ...paper }): PackageFile => ({ kind: 'paper', code: document.head.code, ...paper })),
  ];
  const names = packageNames(body, asciiNames);
  const contents = composeContents(
    {
      schema: 'contents@1',
      catalogues: [],
      enterprise: dossier.enterprise,
      period: dossier.period,
      compiledOn: dossier.compiledOn,
      recipient: dossier.recipient,
      subject: dossier.subject,
      documentNumber: dossier.documentNumber,
      items: papers.map(({ title, number, format, bytes }, index) => {
        const stated = dossier.items.find((item) => item.number !== '' && item.number === number);
        return {
          title,
          number,
          format,
          copies: stated?.copies ?? 1,
          pages: format === 'pdf' ? pdfPages(bytes) : null,
          name: names[index + 2]!,
          remark: '',
        };
      }),
    },
    { draft: false },
  );
  const printed = await printContents(contents);
  const files = body.map((file) => (file.kind === 'contents' ? { ...file, bytes: printed } : file));
  const [volume] = await packageFilings(files, {
    enterprise: dossier.enterprise.name,
    recipient: dossier.recipient,
    subject: dossier.subject,
    packedAt: now,
    version,
    asciiNames,
  });
  return { zip: volume!.bytes, names: volume!.files.map((file) => file.path) };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Zips of a submission: `01-报送函.pdf`, `02-目录.pdf`, then the papers in the order given, and in each zip a folder 校验
 * with SHA256SUMS.txt and manifest.json over its files. One zip unless `volumeBytes` splits it.
 */
export async function packageFilings(files: readonly PackageFile[], options: PackageOptions): Promise<PackageVolume[]> {
  const names = packageNames(files, options.asciiNames);
  const ordered = inOrder(files).map((file, index) => ({ file, path: names[index]! }));
  const volumes = split(ordered, options.volumeBytes ?? Infinity);
  return Promise.all(
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
      );
      return { name: volumeName(options, index + 1, volumes.length), bytes, files: packed };
    }),
  );
}

/** Names inside the package, in the order of the package. */
export const packageNames = (files: readonly PackageFile[], ascii = false): string[] =>
  inOrder(files).map((file, index) => {
    const position = String(index + 1).padStart(2, '0');
    const words = ascii ? asciiWords(file) : chineseWords(file);
    return `${position}-${words}.${file.format}`;
  });

const places = { letter: 0, contents: 1, paper: 2 } as const;
const inOrder = (files: readonly PackageFile[]): PackageFile[] => [...files].sort((a, b) => places[a.kind] - places[b.kind]);

const chineseWords = ({ kind, title, number }: PackageFile): string => {
  if (kind === 'letter') return '报送函';
  if (kind === 'contents') return '目录';
  return safeName(number ? `${title}（${number}）` : title);
};

const asciiWords = ({ kind, code, number }: PackageFile): string => {
  if (kind !== 'paper') return kind;
  return safeName((number || code).replace(/[^\x20-\x7e]/g, '')) || 'paper';
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

type Entry = { file: PackageFile; path: string };

/** Files in order, a new volume when the next one does not fit; a file larger than the limit has a volume to itself. */
function split(entries: readonly Entry[], limit: number): Entry[][] {
  const volumes: Entry[][] = [[]];
  let size = 0;
  for (const entry of entries) {
    if (size > 0 && size + entry.file.bytes.byteLength > limit) {
      volumes.push([]);
      size = 0;
    }
    volumes.at(-1)!.push(entry);
    size += entry.file.bytes.byteLength;
  }
  return volumes;
}

function volumeName({ enterprise, subject, asciiNames }: PackageOptions, volume: number, volumes: number): string {
  const name = asciiNames ? 'submission' : safeName(`${enterprise}-${subject}`) || '报送材料';
  return `${name}${volumes > 1 ? `-${volume}` : ''}.zip`;
}

function checks(files: readonly PackedFile[], options: PackageOptions, volume: number, volumes: number): ZipEntry[] {
  const folder = options.asciiNames ? 'check' : '校验';
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
  return [
    // The form that `sha256sum -c` reads.
    { path: `${folder}/SHA256SUMS.txt`, bytes: utf8(files.map((file) => `${file.sha256}  ${file.path}\n`).join('')) },
    { path: `${folder}/manifest.json`, bytes: utf8(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
}
