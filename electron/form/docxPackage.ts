import path from 'node:path';
import type { DocxNote } from '../../db/domain/form/docxForm';
import { readContainer } from '../intake/cfb';
import { IntakeFailure, tooLarge } from '../intake/failure';
import { attributesOf, elements } from '../intake/xml';
import { openPackage, packParts, type Package } from '../intake/zip';
import { BrokenXml, parseXml, type XmlNode } from './docxXml';

/** A part with text in it, as it stands in the file. */
export interface DocxXml {
  /** As places name it: `document`, `header1`. */
  name: string;
  /** Its name in the package. */
  entry: string;
  xml: string;
  root: XmlNode;
}
export interface OpenDocx {
  parts: DocxXml[];
  /** What is to be known of the file as a whole. */
  notes: DocxNote[];
  /** The same file with some of its parts written anew; all others byte by byte as they were. */
  write(changed: ReadonlyMap<string, string>): Promise<Uint8Array>;
}

/** Bounds of a form: a text of 500 pages lies well inside. */
const most = { fileBytes: 50 * 2 ** 20, partBytes: 64 * 2 ** 20, parts: 60 };

/**
 * Opens a Word document.
 * @throws IntakeFailure that says what the file is instead
 */
export async function openDocx(bytes: Uint8Array, file: string): Promise<OpenDocx> {
  const name = path.win32.basename(file);
  if (bytes.length === 0) throw new IntakeFailure('emptyFile', { file: name });
  if (bytes.length > most.fileBytes) throw tooLarge(name, bytes.length, most.fileBytes);
  refuseOthers(bytes, name);
  try {
    return await opened(await openPackage(bytes, name), name);
  } catch (cause) {
    if (cause instanceof IntakeFailure && cause.key !== 'damaged') throw cause;
    throw new IntakeFailure('documentDamaged', { file: name }, { cause });
  }
}

/** Tells what is no docx, so that the message can say what to do. */
function refuseOthers(bytes: Uint8Array, file: string): void {
  const begin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  if (begin.length >= 4 && begin.readUInt32BE(0) === 0x504b0304) return;
  if (begin.length >= 4 && begin.readUInt32BE(0) === 0xd0cf11e0) {
    const isLocked = streamNames(bytes, file).includes('EncryptedPackage');
    throw new IntakeFailure(isLocked ? 'documentLocked' : 'documentOld', { file });
  }
  const start = begin.toString('latin1').trimStart().toLowerCase();
  throw new IntakeFailure(/^\{\\rtf|^(ï»¿)?<|^mime-version/.test(start) ? 'documentOld' : 'notDocument', { file });
}

function streamNames(bytes: Uint8Array, file: string): string[] {
  try {
    return [...readContainer(bytes, file).keys()];
  } catch {
    return [];
  }
}

async function opened(zip: Package, file: string): Promise<OpenDocx> {
  const main = (await relationsOf(zip, '_rels/.rels', '')).find(({ type }) => type === 'officeDocument')?.target;
  const types = zip.has('[Content_Types].xml') ? (await zip.read('[Content_Types].xml')).toString('utf8') : '';
  if (main === undefined || !/wordprocessingml|ms-word/.test(types)) throw new IntakeFailure('notDocument', { file });
  if (/macroEnabled|wordprocessingml\.template/.test(types)) throw new IntakeFailure('documentOld', { file });
  const folder = path.posix.dirname(main);
  const relations = await relationsOf(zip, `${folder}/_rels/${path.posix.basename(main)}.rels`, folder);
  const margins = relations.filter(({ type }) => type === 'header' || type === 'footer').slice(0, most.parts);
  const parts = [await partOf(zip, 'document', main, file)];
  for (const { type, target } of margins) {
    const base = path.posix.basename(target, '.xml');
    const name = /^(?:header|footer)\d*$/.test(base) ? base : `${type}${900 + parts.length}`;
    if (zip.has(target) && parts.every((part) => part.entry !== target)) parts.push(await partOf(zip, name, target, file));
  }
  return { parts, notes: await notesOf(zip, relations, parts), write: (changed) => rewritten(zip, changed) };
}

async function partOf(zip: Package, name: string, entry: string, file: string): Promise<DocxXml> {
  if (zip.size(entry) > most.partBytes) throw new IntakeFailure('zipBomb', { file });
  const xml = (await zip.read(entry)).toString('utf8');
  const root = parseXml(xml);
  if (!['w:document', 'w:hdr', 'w:ftr'].includes(root.name)) throw new BrokenXml('name');
  return { name, entry, xml, root };
}

interface Relation {
  /** Last word of its type. */
  type: string;
  target: string;
}

async function relationsOf(zip: Package, entry: string, folder: string): Promise<Relation[]> {
  if (!zip.has(entry)) return [];
  const xml = (await zip.read(entry)).toString('utf8');
  const named = Array.from(elements(xml, 'Relationship'), ({ tag }) => attributesOf(tag));
  return named
    .filter((one) => one['TargetMode'] !== 'External')
    .map(({ Type = '', Target = '' }) => ({
      type: Type.slice(Type.lastIndexOf('/') + 1),
      target: Target.startsWith('/') ? Target.slice(1) : path.posix.join(folder, Target),
    }));
}

async function notesOf(zip: Package, relations: readonly Relation[], parts: readonly DocxXml[]): Promise<DocxNote[]> {
  const notes: DocxNote[] = [];
  if (parts.some(({ xml }) => /<w:(?:ins|del|moveFrom|moveTo)\s[^>]*>/.test(xml)))
    notes.push({ key: 'tracked', place: '', label: '', text: '' });
  const settings = relations.find(({ type }) => type === 'settings')?.target;
  const text = settings !== undefined && zip.has(settings) ? (await zip.read(settings)).toString('utf8') : '';
  const protection = elements(text, 'w:documentProtection').next().value;
  if (protection && ['1', 'true', 'on'].includes(attributesOf(protection.tag)['w:enforcement'] ?? ''))
    notes.push({ key: 'protected', place: '', label: '', text: '' });
  return notes;
}

async function rewritten(zip: Package, changed: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const parts: [string, Buffer][] = [];
  for (const name of zip.names) {
    if (name.endsWith('/')) continue;
    const xml = changed.get(name);
    parts.push([name, xml === undefined ? await zip.read(name) : Buffer.from(xml)]);
  }
  return packParts(parts);
}
