import { hash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { filingFormats, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { fileNameKinds } from '../../db/domain/filing/handover';
import { id } from '../../db/domain/field';
import { term } from '../../db/domain/term';
import { evidenceFor, scansOf, type Scan } from '../../db/query/submission';
import type { Row } from '../../db/tables';
import { f40Dossier, type F40Dossier } from '../filing/f40/dossier';
import { f41Dossier } from '../filing/f41/dossier';
import { buildPackage, materialsOf, volumeStem, type Material, type PackageEntry, type PackageFile } from '../filing/package';
import { filePages } from '../filing/render/pages';
import { readAttachment } from '../workspace/attachment';
import { freeName, safeFileName, writeFileSafely } from '../workspace/file';
import { volumeFile } from '../workspace/paths';
import { notFound, refuse } from './failure';
import { filledForm } from './formPaper';
import { bytesOf, rendered } from './paper';
import { query, task, type TaskScene } from './procedure';

const megabyte = 1_000_000;

/** What may go along with papers: the scans of them that were signed, and the evidence that belongs to them. */
export const offers = query(z.object({ filingIds: z.array(id).max(60) }), ({ db }, { filingIds }) => ({
  scans: scansOf(db, filingIds).map(({ filingId, name, size }) => ({ filingId, name, size })),
  evidence: evidenceFor(db, filingIds),
}));

/**
 * The zips for an authority: letter, contents, receipt where wanted, papers in order, evidence, 校验 folder; volumes stand beside each
 * other. What was packed is recorded and its zips are kept. `file` empty asks the user where; null when the user cancels.
 * @throws INVALID for a paper that was replaced or voided
 */
export const pack = task(
  z.object({
    letterId: id,
    filings: z
      .array(
        z.object({
          id,
          formats: z.array(z.enum(filingFormats)),
          scan: z.boolean().default(false),
          /** The authority's own form, in the place of our table. */
          formId: id.nullable().default(null),
        }),
      )
      .min(1)
      .max(50),
    /** The letter as it was scanned with its seal, in the place of its pdf. */
    letterScan: z.boolean().default(false),
    /** Attachments in their order. */
    evidence: z.array(id).max(300).default([]),
    file: z.string().max(2000),
    fileNames: z.enum(fileNameKinds).default('utf8'),
    volumeMb: z.number().int().min(1).max(4000).nullable().default(null),
    /** 签收回执 goes along: issued now, or the one issued before to the same materials. */
    withReceipt: z.boolean().default(false),
    /** What the authority asks for, kept with the record as it is now. */
    profile: z.record(z.string(), z.unknown()).default({}),
  }),
  async (scene, { letterId, filings, letterScan, evidence, file, fileNames, volumeMb, withReceipt, profile }) => {
    const letter = standing(scene, letterId);
    if (letter.code !== 'F40') throw refuse('packageLetter', 'letterId');
    const dossier = f40Dossier.parse(JSON.parse(letter.dossier));
    for (const entry of filings) standing(scene, entry.id);
    const stem = safeFileName(fileNames === 'ascii' ? letter.number : `${letter.number} ${letter.title}`);
    const place = await placeFor(scene, file, stem);
    if (place === null) return null;
    const letterFiles = await filesOf(scene, { id: letterId, formats: letterScan ? [] : ['pdf'], scan: letterScan, formId: null }, 1);
    const papers: PackageFile[] = [];
    for (const [at, entry] of filings.entries()) {
      scene.signal.throwIfAborted();
      scene.progress(at / (filings.length + 2), 'render');
      papers.push(...(await filesOf(scene, entry, copiesOf(dossier, scene, entry.id))));
    }
    const ids = [letterId, ...filings.map((entry) => entry.id)];
    const files = [...papers, ...evidenceFiles(scene, ids, evidence)];
    const receiptId = withReceipt ? await receiptFor(scene, letter, materialsOf(files)) : null;
    const receipt = receiptId === null ? [] : await filesOf(scene, { id: receiptId, formats: ['pdf'], scan: false, formId: null }, 1);
    scene.progress(0.9, 'pack');
    const { volumes, entries, contents, tooLarge } = await buildPackage({
      letter: { dossier, number: letter.number, files: letterFiles.map((one) => ({ ...one, kind: 'letter' })) },
      files: [...receipt.map((one): PackageFile => ({ ...one, kind: 'receipt' })), ...files],
      fileNames,
      volumeBytes: volumeMb === null ? undefined : volumeMb * megabyte,
      version: scene.version,
      now: scene.now,
      printContents: (document) => bytesOf(scene, document, 'pdf'),
    });
    const packed = volumes.map(({ bytes, files: inside }, index) => ({
      name: `${volumeStem(stem, index + 1, volumes.length, fileNames)}.zip`,
      size: bytes.length,
      sha256: hash('sha256', bytes, 'hex'),
      entries: inside.map((entry) => entry.path),
    }));
    for (const [index, { sha256 }] of packed.entries()) writeFileSafely(volumeFile(scene.paths, sha256), volumes[index]!.bytes);
    const { value } = (await scene.run('submission.record', {
      letterId,
      profile,
      receiptFilingId: receiptId,
      volumes: packed.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
      contents,
      items: itemsOf(entries),
    })) as { value: { id: string; no: string } };
    const written = packed.map(({ name }, index) => writeVolume(place, name, packed.length, volumes[index]!.bytes));
    return {
      submission: value,
      volumes: packed.map((volume, index) => ({ ...volume, file: written[index]! })),
      pages: contents.items.reduce((sum, { pages }) => sum + (pages ?? 0), 0),
      tooLarge: tooLarge.map((entry) => ({ name: entry.path, size: entry.size })),
    };
  },
);

/** The receipt to a letter: the one that stands where it lists the same materials, else a new one in its place. */
async function receiptFor(scene: TaskScene, letter: Row<'filing'>, materials: readonly Material[]): Promise<string> {
  const items = materials.map(({ title, number, copies, pages }) => ({ title, number, copies, pages, format: '' }));
  const known = scene.db.get<{ id: string; dossier: string }>(
    `SELECT id, dossier FROM filing WHERE code = 'F41' AND state NOT IN ('voided', 'replaced') AND json_extract(request, '$.letterId') = ?
      ORDER BY createdAt DESC LIMIT 1`,
    [letter.id],
  );
  const listed = known && f41Dossier.parse(JSON.parse(known.dossier)).items.slice(1);
  if (known && JSON.stringify(listed) === JSON.stringify(items)) return known.id;
  const request = { code: 'F41', compiledOn: letter.compiledOn, letterId: letter.id, items };
  const { value } = (await scene.run('filing.issue', { request, replacesId: known?.id ?? null })) as { value: { id: string } };
  return value.id;
}

/** What the record of a package keeps of its files: one entry for each paper, one for each piece of evidence. */
function itemsOf(entries: readonly PackageEntry[]) {
  const kept = entries.filter(({ file }) => file.filingId !== undefined || file.attachmentId !== undefined);
  return [...Map.groupBy(kept, ({ file }) => file.filingId ?? file.attachmentId).values()].map((own) => {
    const { file } = own[0]!;
    return {
      filingId: file.filingId ?? null,
      attachmentId: file.attachmentId ?? null,
      title: file.title,
      copies: file.copies ?? 1,
      pages: materialsOf(own.map((entry) => entry.file))[0]!.pages,
      files: own.map((entry) => ({
        name: entry.path,
        sha256: hash('sha256', entry.file.bytes, 'hex'),
        size: entry.file.bytes.length,
        pages: filePages(entry.file.format, entry.file.bytes),
        format: entry.file.format,
        formId: entry.file.formId ?? null,
      })),
    };
  });
}

/** A paper that may be handed over. @throws INVALID for one that was replaced or voided */
function standing(scene: TaskScene, filingId: string): Row<'filing'> {
  const row = scene.db.get<Row<'filing'>>('SELECT * FROM filing WHERE id = ?', [filingId]);
  if (!row) throw notFound('filing');
  if (row.state === 'replaced' || row.state === 'voided')
    throw refuse('packageDead', 'filings', { number: row.number, state: term('filingState', row.state) });
  return row;
}

const copiesOf = ({ items }: F40Dossier, scene: TaskScene, filingId: string): number => {
  const number = scene.db.value<string>('SELECT number FROM filing WHERE id = ?', [filingId]);
  return items.find((item) => item.number !== '' && item.number === number)?.copies ?? 1;
};

interface Wanted {
  id: string;
  formats: readonly FilingFormat[];
  scan: boolean;
  formId: string | null;
}

/** The files of one paper: in the formats wanted, then its scans. */
async function filesOf(scene: TaskScene, { id: filingId, formats: asked, scan, formId }: Wanted, copies: number): Promise<PackageFile[]> {
  const row = standing(scene, filingId);
  const paper = { kind: 'paper', code: row.code as FilingCode, title: row.title, number: row.number, copies, filingId } as const;
  const scans = scan ? scansOf(scene.db, [filingId]) : [];
  const files: PackageFile[] = [];
  const form = formId === null ? undefined : await filledForm(scene, filingId, formId);
  const formats = asked.filter((format) => format !== form?.format);
  if (form !== undefined) files.push({ ...paper, format: form.format, bytes: form.bytes, formId });
  // A paper whose scan is wanted but not there goes along as it was printed.
  for (const format of formats.length === 0 && scans.length === 0 && form === undefined ? (['pdf'] as const) : formats)
    files.push({ ...paper, format, bytes: (await rendered(scene, filingId, format)).bytes });
  return [
    ...files,
    ...scans.map((one): PackageFile => ({ ...paper, format: extensionOf(one.name), bytes: keptBytes(scene, one), isScan: true })),
  ];
}

/** Evidence in the order wanted: several of one kind are one material. */
function evidenceFiles(scene: TaskScene, filingIds: readonly string[], wanted: readonly string[]): PackageFile[] {
  const known = new Map(evidenceFor(scene.db, filingIds).map((offer) => [offer.attachmentId, offer]));
  return wanted.map((attachmentId) => {
    const offer = known.get(attachmentId);
    if (!offer) throw notFound('attachment');
    return {
      kind: 'evidence',
      code: offer.use,
      title: evidenceTitle(offer),
      number: '',
      format: extensionOf(offer.name),
      bytes: keptBytes(scene, offer),
      attachmentId,
    };
  });
}

/** What evidence is called in the contents: by its use, or as the file that a person added was named. */
function evidenceTitle({ subject, use, name }: { subject: string; use: string; name: string }): string {
  if (subject === 'round') return use === 'signIn' ? '评审会签到表' : '评估、评审照片';
  return subject === 'publication' ? '公示照片' : name.replace(/\.[^.]+$/, '');
}

const extensionOf = (name: string): string => path.extname(name).slice(1).toLowerCase();

function keptBytes({ paths }: TaskScene, { sha256, name }: Pick<Scan, 'sha256' | 'name'>): Uint8Array {
  const bytes = readAttachment(paths, sha256);
  if (bytes === undefined) throw refuse('attachmentGone', 'evidence', { name });
  return bytes;
}

/** Folder and stem that volumes are written to; null when the user cancels. */
async function placeFor(scene: TaskScene, target: string, stem: string): Promise<{ folder: string; file: string | null } | null> {
  if (target.endsWith(path.sep)) return { folder: target, file: null };
  const file = target === '' ? await scene.shell.chooseSave('save', `${stem}.zip`) : target;
  return file === null ? null : { folder: path.dirname(file), file };
}

/** One zip goes where the user said; of several each gets a name beside it at which nothing stands yet. */
function writeVolume({ folder, file }: { folder: string; file: string | null }, name: string, volumes: number, bytes: Uint8Array): string {
  const own = file === null || volumes > 1 ? null : file;
  const target = own ?? (file === null ? path.join(folder, name) : freeName(folder, name.replace(/\.zip$/, ''), 'zip'));
  writeFileSafely(target, bytes);
  return target;
}
