import path from 'node:path';
import { IntakeFailure, limits, tooLarge } from './failure';
import type { LongWork, Workbook } from './sheet';
import { decodeCsv, parseDelimited } from './text';
import { readXls } from './xls';
import { readXlsx } from './xlsx';

/**
 * Reads a file by what it holds, whatever its name says.
 * @param file name for messages; its folder is left out
 * @throws IntakeFailure with the reason, never anything else (an abort throws the signal's reason)
 */
export async function readWorkbook(bytes: Uint8Array, file: string, work: LongWork = {}): Promise<Workbook> {
  const name = path.win32.basename(file);
  // Excel and WPS keep one beside each workbook that is open.
  if (name.startsWith('~$')) throw new IntakeFailure('lockFile', { file: name });
  if (bytes.length === 0) throw new IntakeFailure('emptyFile', { file: name });
  if (bytes.length > limits.fileBytes) throw tooLarge(name, bytes.length, limits.fileBytes);
  work.signal?.throwIfAborted();
  try {
    const workbook = await readKind(bytes, name, work);
    if (workbook.sheets.every((sheet) => sheet.rows.length === 0)) throw new IntakeFailure('emptyFile', { file: name });
    return workbook;
  } catch (cause) {
    if (cause instanceof IntakeFailure || work.signal?.aborted) throw cause;
    throw new IntakeFailure('damaged', { file: name }, { cause });
  }
}

/** Cells copied from Excel or WPS (tab-separated, line breaks inside quotes) as a workbook of one sheet. */
export function readPasted(text: string, name = ''): Workbook {
  const sheet = parseDelimited(text, name, name, '\t');
  if (sheet.rows.length === 0) throw new IntakeFailure('emptyFile', { file: name });
  return { file: name, format: 'pasted', sheets: [sheet] };
}

async function readKind(bytes: Uint8Array, file: string, work: LongWork): Promise<Workbook> {
  const begin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  if (begin.length >= 4 && begin.readUInt32BE(0) === 0x504b0304) return { file, format: 'xlsx', sheets: await readXlsx(bytes, file, work) };
  if (begin.length >= 8 && begin.readUInt32BE(0) === 0xd0cf11e0) return { file, format: 'xls', sheets: readXls(bytes, file) };
  refuseOthers(begin, file);
  const { text, encoding } = decodeCsv(bytes, file);
  return { file, format: 'csv', encoding, sheets: [parseDelimited(text, path.parse(file).name, file)] };
}

/** Tells apart what is no table at all, so that the message can say what to do. */
function refuseOthers(begin: Buffer, file: string): void {
  // A bare BIFF stream: Excel 2 to 4.
  if (begin[0] === 0x09 && [0x00, 0x02, 0x04].includes(begin[1] ?? -1) && begin[2] !== undefined && begin[2] < 0x20 && begin[3] === 0) {
    throw new IntakeFailure('oldFormat', { file, format: 'Excel 2–4' });
  }
  const start = begin.toString('latin1').trimStart().toLowerCase();
  if (/^(ï»¿)?\s*<(!doctype html|html|table|head|meta|style)/.test(start)) throw new IntakeFailure('webPage', { file });
  if (/^(ï»¿)?<\?xml/.test(start))
    throw new IntakeFailure(start.includes('spreadsheet') ? 'oldFormat' : 'notWorkbook', { file, format: 'XML 2003' });
  const utf16 = begin[0] === 0xff && begin[1] === 0xfe;
  if (/^%pdf|^\{\\rtf|^pk|^rar!/.test(start) || (!utf16 && begin.includes(0))) throw new IntakeFailure('notWorkbook', { file });
}
