import { IntakeFailure, limits } from './failure';
import { columnOf, emptyCell, emptyRow, textCell, type Cell, type LongWork, type Merge, type Sheet } from './sheet';
import { attributesOf, elements, firstElement, prefixOf, runsText } from './xml';
import { parseLooks } from './xlsxStyles';
import { readCells, type CellContext } from './xlsxCells';
import { openPackage, type Package } from './zip';

/** Where the parts of a workbook lie in its package. */
export interface XlsxLayout {
  workbook: string;
  styles?: string;
  sheets: readonly { name: string; hidden: boolean; part: string }[];
  shared?: string;
  theme?: string;
  date1904: boolean;
}

/** Reads an xlsx (or xlsm, xltx) as far as intake needs it. */
export async function readXlsx(bytes: Uint8Array, file: string, work: LongWork = {}): Promise<Sheet[]> {
  const zip = await openPackage(bytes, file);
  const layout = await layoutOf(zip, file);
  const part = async (name: string | undefined): Promise<string> =>
    name !== undefined && zip.has(name) ? (await zip.read(name)).toString('utf8') : '';
  const look = parseLooks(await part(layout.styles), await part(layout.theme));
  const shared = layout.shared === undefined ? [] : await readShared(zip, layout.shared, file);
  const total = layout.sheets.reduce((sum, sheet) => sum + zip.size(sheet.part), 0);
  let before = 0;
  let cellCount = 0;
  const sheets: Sheet[] = [];
  for (const info of layout.sheets) {
    const context = { prefix: '', date1904: layout.date1904, look, shared, numbers: new Map<string, Cell>(), ignored: 0 };
    const reader = new SheetReader(info.name, info.hidden, file, context);
    const decoder = new TextDecoder();
    try {
      for await (const chunk of await zip.stream(info.part)) {
        work.signal?.throwIfAborted();
        before += (chunk as Buffer).length;
        reader.push(decoder.decode(chunk as Buffer, { stream: true }));
        if (cellCount + reader.cellCount > limits.cells) throw new IntakeFailure('tooManyCells', { file, max: limits.cells });
        work.onProgress?.(total === 0 ? 1 : Math.min(1, before / total));
      }
    } catch (cause) {
      if (cause instanceof IntakeFailure || work.signal?.aborted) throw cause;
      throw new IntakeFailure('damaged', { file }, { cause });
    }
    cellCount += reader.cellCount;
    sheets.push(reader.finish());
  }
  return sheets;
}

/**
 * Finds the parts of a workbook.
 * @throws IntakeFailure `notWorkbook` for other packages (docx, plain zip), `oldFormat` for xlsb, `tooManySheets`
 */
export async function layoutOf(zip: Package, file: string): Promise<XlsxLayout> {
  const root = zip.has('_rels/.rels') ? relations((await zip.read('_rels/.rels')).toString('utf8'), '') : [];
  const workbook = root.find((relation) => relation.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (workbook.endsWith('.bin')) throw new IntakeFailure('oldFormat', { file, format: 'xlsb' });
  if (!zip.has(workbook) || /^(word|ppt)\//.test(workbook)) throw new IntakeFailure('notWorkbook', { file });
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const relsPart = `${folder}_rels/${workbook.slice(folder.length)}.rels`;
  const relationsOfBook = zip.has(relsPart) ? relations((await zip.read(relsPart)).toString('utf8'), folder) : [];
  const target = (kind: string): string | undefined => relationsOfBook.find((relation) => relation.type.endsWith(`/${kind}`))?.target;
  const xml = (await zip.read(workbook)).toString('utf8');
  const prefix = prefixOf(xml);
  const targets = new Map(relationsOfBook.map((relation) => [relation.id, relation]));
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  for (const { tag } of elements(firstElement(xml, `${prefix}sheets`)?.inner ?? '', `${prefix}sheet`)) {
    const attributes = attributesOf(tag);
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    const relation = targets.get(id);
    // Chart sheets and macro sheets hold no register.
    if (relation === undefined || !relation.type.endsWith('/worksheet') || !zip.has(relation.target)) continue;
    sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', part: relation.target });
  }
  if (sheets.length === 0) throw new IntakeFailure('noSheets', { file });
  if (sheets.length > limits.sheets) throw new IntakeFailure('tooManySheets', { file, count: sheets.length, max: limits.sheets });
  const date1904 = attributesOf(firstElement(xml, `${prefix}workbookPr`)?.tag ?? '')['date1904'];
  const styles = target('styles');
  const shared = target('sharedStrings');
  const theme = target('theme');
  return {
    workbook,
    sheets,
    date1904: date1904 === '1' || date1904 === 'true',
    ...(styles !== undefined && { styles }),
    ...(shared !== undefined && zip.has(shared) && { shared }),
    ...(theme !== undefined && { theme }),
  };
}

function relations(xml: string, folder: string): { id: string; type: string; target: string }[] {
  const prefix = prefixOf(xml);
  return [...elements(xml, `${prefix}Relationship`)].map(({ tag }) => {
    const { Id = '', Type = '', Target = '' } = attributesOf(tag);
    return { id: Id, type: Type, target: resolve(folder, Target) };
  });
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function readShared(zip: Package, part: string, file: string): Promise<Cell[]> {
  if (zip.size(part) > limits.textBytes) throw new IntakeFailure('zipBomb', { file });
  const xml = (await zip.read(part)).toString('utf8');
  const prefix = prefixOf(xml);
  const cells: Cell[] = [];
  for (const { inner } of elements(xml, `${prefix}si`)) {
    const text = runsText(inner, prefix);
    cells.push(text.trim() === '' ? emptyCell : textCell(text));
  }
  return cells;
}

/** Longest single row or head of a sheet part that is waited for. */
const longestPiece = 32 * 2 ** 20;

/** Takes the text of a worksheet part piece by piece, keeping only the row that is not complete yet. */
class SheetReader {
  cellCount = 0;
  private readonly rows: (readonly Cell[])[] = [];
  private readonly hiddenRows = new Set<number>();
  private readonly hiddenColumns = new Set<number>();
  private merges: Merge[] = [];
  private rest = '';
  private searched = 0;
  private state: 'head' | 'rows' | 'tail' = 'head';
  private row = -1;
  private contentRows = 0;

  constructor(
    private readonly name: string,
    private readonly hidden: boolean,
    private readonly file: string,
    private readonly context: CellContext,
  ) {}

  push(text: string): void {
    this.rest += text;
    if (this.state === 'head') this.readHead();
    if (this.state === 'rows') this.readRows();
    if (this.rest.length > (this.state === 'tail' ? limits.textBytes : longestPiece))
      throw new IntakeFailure('damaged', { file: this.file });
  }

  finish(): Sheet {
    this.readMerges();
    return {
      name: this.name,
      hidden: this.hidden,
      rows: this.rows,
      merges: this.merges,
      hiddenColumns: this.hiddenColumns,
      hiddenRows: this.hiddenRows,
      ignoredCells: this.context.ignored,
    };
  }

  private readHead(): void {
    const start = /<([\w.-]+:)?sheetData(\s[^>]*)?\/?>/.exec(this.rest);
    if (start === null) return;
    this.context.prefix = start[1] ?? '';
    const head = this.rest.slice(0, start.index);
    for (const { tag } of elements(head, `${this.context.prefix}col`)) {
      const { min, max, hidden } = attributesOf(tag);
      if (hidden !== '1' && hidden !== 'true') continue;
      for (let column = Number(min); column <= Math.min(Number(max), limits.columns); column += 1) this.hiddenColumns.add(column - 1);
    }
    this.rest = this.rest.slice(start.index + start[0].length);
    this.state = start[0].endsWith('/>') ? 'tail' : 'rows';
  }

  private readRows(): void {
    const { prefix } = this.context;
    const open = `<${prefix}row`;
    const close = `</${prefix}row>`;
    const last = `</${prefix}sheetData>`;
    const text = this.rest;
    const end = text.indexOf(last, Math.max(0, this.searched - last.length));
    let at = 0;
    for (;;) {
      const start = text.indexOf(open, at);
      if (end >= 0 && (start < 0 || end < start)) {
        this.rest = text.slice(end + last.length);
        this.state = 'tail';
        return;
      }
      if (start < 0) {
        at = Math.max(at, text.length - last.length);
        break;
      }
      const head = text.indexOf('>', start);
      if (head < 0) {
        at = start;
        break;
      }
      if (text.charCodeAt(head - 1) === 47) {
        this.row = rowOf(text.slice(start, head), this.row);
        at = head + 1;
        continue;
      }
      const closing = text.indexOf(close, Math.max(head, this.searched - close.length));
      if (closing < 0) {
        at = start;
        break;
      }
      this.searched = 0;
      this.takeRow(text.slice(start + open.length, head), readCells(text, head, closing, this.context));
      at = closing + close.length;
    }
    this.rest = text.slice(at);
    this.searched = this.rest.length;
  }

  private takeRow(tag: string, cells: readonly Cell[] | undefined): void {
    this.row = rowOf(tag, this.row);
    if (cells === undefined || this.row < 0 || this.row >= 1_048_576) return;
    this.contentRows += 1;
    this.cellCount += cells.length;
    if (this.contentRows > limits.rows) throw new IntakeFailure('tooManyRows', { file: this.file, sheet: this.name, max: limits.rows });
    while (this.rows.length < this.row) this.rows.push(emptyRow);
    this.rows[this.row] = cells;
    if (/\shidden="(1|true)"/.test(tag)) this.hiddenRows.add(this.row);
  }

  private readMerges(): void {
    const { prefix } = this.context;
    const bottomRow = this.rows.length;
    for (const { tag } of elements(firstElement(this.rest, `${prefix}mergeCells`)?.inner ?? '', `${prefix}mergeCell`)) {
      const merge = mergeOf(attributesOf(tag)['ref'] ?? '');
      if (merge !== undefined && merge.top < bottomRow) this.merges.push(merge);
    }
  }
}

function rowOf(tag: string, previous: number): number {
  const stated = /\sr="(\d{1,7})"/.exec(tag);
  return stated === null ? previous + 1 : Number(stated[1]) - 1;
}

/** A range such as `B3:D5`, undefined when it is none. */
function mergeOf(reference: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (match === null) return undefined;
  return { top: Number(match[2]) - 1, left: columnOf(match[1]!), bottom: Number(match[4]) - 1, right: columnOf(match[3]!) };
}
