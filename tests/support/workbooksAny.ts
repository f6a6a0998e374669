import { writeXlsx } from 'hucre';
import fc from 'fast-check';
import { grade } from '../../db/domain/risk/assessment';
import type { RiskLevel } from '../../db/domain/risk/scale';
import { csvBytes } from './csv';
import { at, riskLines, scales, type RiskLine } from './riskLines';
import { coverSheet, dateStyles, emptySheet, levelStyles, notesSheet, registerGrid, toSheet, yearIsTold } from './workbooks';
import type { RegisterShape, SourceLine } from './workbooks';
import { xlsBytes } from './workbooksXls';

/** What may be wrong or odd about a line, and what has to become of it. */
export const faults = {
  impossible: { state: 'refused', problem: 'factorImpossible', field: 'l' },
  noBasis: { state: 'refused', problem: 'basisMissing' },
  noHazard: { state: 'refused', problem: 'hazardMissing', field: 'hazardSource' },
  hugeHazard: { state: 'refused', problem: 'tooLong', field: 'hazardSource' },
  hugeOwner: { state: 'refused', problem: 'tooLong', field: 'owner' },
  longStep: { state: 'new', note: 'longTextMoved', field: 'step' },
  partial: { state: 'new', note: 'factorsIncomplete' },
  unsaved: { state: 'new', note: 'formulaWithoutValue', field: 'c' },
  higher: { state: 'new', note: 'levelKept', field: 'level' },
  lower: { state: 'new', note: 'levelDiffers', field: 'level' },
  longAgo: { state: 'new', note: 'dateImplausible', field: 'date' },
  farAhead: { state: 'new', note: 'dateImplausible', field: 'date' },
  twin: { state: 'same', note: 'duplicateRow' },
  double: { state: 'open', note: 'duplicateRow' },
  sameNumber: { state: 'new' },
} as const satisfies Record<
  string,
  { state: 'new' | 'open' | 'same' | 'refused'; problem?: string; note?: string; field?: keyof RiskLine }
>;
export type Fault = keyof typeof faults;

const formats = ['xlsx', 'xls', 'utf8', 'utf8bom', 'gbk', 'pasted'] as const;
type Format = (typeof formats)[number];

interface SheetSpec {
  shape: RegisterShape;
  /** Where the rows get their department from. */
  department: 'column' | 'sheet' | 'title';
  count: number;
  faults: { at: number; fault: Fault }[];
}
interface FileSpec {
  format: Format;
  /** Sheets around the registers: cover, empty one, notes. */
  around: number[];
  sheets: SheetSpec[];
}
export interface DeliverySpec {
  files: FileSpec[];
}

/** A row of a file with what it says and what has to become of it. */
export interface SourceRow {
  file: string;
  sheet: string;
  /** 1-based. */
  sheetRow: number;
  line: SourceLine;
  fault: Fault | undefined;
  shape: RegisterShape;
  /** Grid column of each field. */
  columns: ReadonlyMap<string, number>;
}
/** What a user hands over: files and perhaps a pasted block. */
export interface Delivery {
  files: { name: string; bytes: Uint8Array }[];
  pasted: string;
  rows: SourceRow[];
}

const shapes = fc.record({
  titleRow: fc.boolean(),
  enterprise: fc.constantFrom('北方机械有限公司', '包头市鹿城铸造有限责任公司'),
  factsRow: fc.boolean(),
  twoRowHead: fc.boolean(),
  remarks: fc.boolean(),
  emptyColumns: fc.boolean(),
  verticalMerges: fc.boolean(),
  mergedDepartments: fc.boolean(),
  ditto: fc.boolean(),
  dates: fc.constantFrom(...dateStyles),
  levels: fc.constantFrom(...levelStyles),
  fullWidth: fc.boolean(),
  numbersAsText: fc.boolean(),
  endRows: fc.boolean(),
  hiddenColumn: fc.boolean(),
  hiddenRow: fc.boolean(),
  wideStep: fc.boolean(),
  repeatedHead: fc.boolean(),
  oneMeasure: fc.boolean(),
  formulas: fc.boolean(),
  numbers: fc.constantFrom(undefined, 'register' as const, 'sheet' as const),
}) as fc.Arbitrary<RegisterShape>;

const sheetSpec = (most: number): fc.Arbitrary<SheetSpec> =>
  fc.record({
    shape: shapes.filter(yearIsTold),
    department: fc.constantFrom('column', 'sheet', 'title' as const),
    count: fc.integer({ min: 1, max: most }),
    faults: fc.array(fc.record({ at: fc.nat(most), fault: fc.constantFrom(...(Object.keys(faults) as Fault[])) }), { maxLength: 3 }),
  });
const fileSpec = (most: number, sheets: number): fc.Arbitrary<FileSpec> =>
  fc.record({
    format: fc.constantFrom(...formats),
    around: fc.subarray([0, 1, 2]),
    sheets: fc.array(sheetSpec(most), { minLength: 1, maxLength: sheets }),
  });

/** One to three files of several sheets, or as many as nine workshops and more hand in. */
export const deliveries: fc.Arbitrary<DeliverySpec> = fc.oneof(
  { weight: 3, arbitrary: fc.array(fileSpec(12, 3), { minLength: 1, maxLength: 3 }).map((files) => ({ files })) },
  { weight: 1, arbitrary: fc.array(fileSpec(4, 1), { minLength: 10, maxLength: 12 }).map((files) => ({ files })) },
);

const workshops = ['机加工车间', '装配车间', '铆焊车间', '铸造车间', '热处理车间', '动力车间'];
/** Styles that name the level itself; of a number the direction would have to be known. */
const wordStyles: readonly string[] = ['words', 'longWords', 'colours', 'loose', 'fill'];

/** Writes the files of a specification. Every hazard source is another one, so that a row is known by its words. */
export async function deliver({ files: specs }: DeliverySpec): Promise<Delivery> {
  const delivery: Delivery = { files: [], pasted: '', rows: [] };
  let from = 0;
  const oneMeasure = specs[0]!.sheets[0]!.shape.oneMeasure === true;
  for (const [index, spec] of specs.entries()) {
    const isText = spec.format !== 'xlsx' && spec.format !== 'xls';
    // A block is pasted once, and a text file is one sheet.
    const pasted = spec.format === 'pasted' && delivery.pasted === '';
    const format: Format = spec.format === 'pasted' && !pasted ? 'utf8' : spec.format;
    const own = workshops[index % workshops.length]!;
    const file = pasted ? 'pasted' : `${index + 1}-${own}风险清单.${isText ? 'csv' : format}`;
    const sheets = spec.sheets.slice(0, isText ? 1 : undefined).map((sheet, place) => {
      const shape = fittingShape({ ...sheet.shape, oneMeasure }, sheet, format);
      const workshop = at(workshops, index + place);
      // The department of a text file is said by its name, of a pasted block by nothing.
      const ofSheet = isText ? own : workshop;
      const department = sheet.department === 'column' || pasted ? 'column' : sheet.department;
      if (department !== 'column') shape.noDepartment = true;
      if (department === 'title') Object.assign(shape, { titleRow: true, enterprise: `${shape.enterprise}${ofSheet}` });
      const name = pasted ? 'pasted' : isText ? file.slice(0, -4) : department === 'sheet' ? workshop : `清单${place + 1}`;
      const plain = riskLines(sheet.count, from).map((line): SourceLine => ({
        ...line,
        ...(department !== 'column' && { department: ofSheet }),
        ...(shape.numbers === 'register' && { write: { riskNo: `A-${line.no + from}` } }),
      }));
      from += sheet.count;
      const fault = new Map<number, Fault>();
      for (const asked of sheet.faults) if (asked.at < plain.length && !fault.has(asked.at)) fault.set(asked.at, asked.fault);
      const lines: SourceLine[] = [];
      for (const [row, line] of plain.entries()) {
        const wanted = fault.get(row);
        const spoiled = wanted && spoil(line, wanted, shape, format, fault.has(row - 1) ? undefined : lines[row - 1]);
        if (spoiled === undefined) fault.delete(row);
        lines.push(spoiled ?? line);
      }
      const grid = registerGrid(lines, shape);
      for (const [row, line] of lines.entries())
        delivery.rows.push({
          file,
          sheet: name,
          sheetRow: grid.places[row]! + 1,
          line,
          fault: fault.get(row),
          shape,
          columns: grid.columns,
        });
      return toSheet(name, grid);
    });
    const others = spec.around.map((place) => [coverSheet, emptySheet, notesSheet][place]!);
    const book = [...others.slice(0, 1), ...sheets, ...others.slice(1)];
    if (pasted) delivery.pasted = Buffer.from(csvBytes(sheets[0]!.rows!, 'utf8', '\t')).toString('utf8');
    else if (format === 'xlsx') delivery.files.push({ name: file, bytes: await writeXlsx({ sheets: book }) });
    else if (format === 'xls') delivery.files.push({ name: file, bytes: xlsBytes(book) });
    else delivery.files.push({ name: file, bytes: csvBytes(sheets[0]!.rows!, format as 'gbk') });
  }
  return delivery;
}

/** What a format cannot hold is left out of the shape. */
function fittingShape(shape: RegisterShape, { department }: SheetSpec, format: Format): RegisterShape {
  if (format === 'xlsx' || format === 'xls') return department === 'column' ? shape : { ...shape, mergedDepartments: false };
  const { wideStep: _wide, mergedDepartments: _merged, formulas: _formulas, ...text } = shape;
  return { ...text, levels: shape.levels === 'fill' ? 'words' : (shape.levels ?? 'words') };
}

/** A line with a fault; undefined where the sheet cannot show it. `before` is the sound line above. */
function spoil(
  line: SourceLine,
  fault: Fault,
  shape: RegisterShape,
  format: Format,
  before: SourceLine | undefined,
): SourceLine | undefined {
  const inWords = wordStyles.includes(shape.levels ?? 'words');
  const write = line.write ?? {};
  switch (fault) {
    case 'impossible':
      return { ...line, write: { ...write, l: 4 } };
    case 'noBasis':
      return { ...line, stated: null, write: { ...write, l: null, e: null, c: null, score: null } };
    case 'noHazard':
      return { ...line, write: { ...write, hazardSource: null } };
    case 'hugeHazard':
    case 'hugeOwner':
      return format === 'xls'
        ? undefined
        : { ...line, write: { ...write, [fault === 'hugeHazard' ? 'hazardSource' : 'owner']: '很长'.repeat(25_000) } };
    case 'longStep':
      return { ...line, write: { ...write, step: `${line.step}：${'逐项确认，'.repeat(150)}` } };
    case 'partial':
      return inWords ? { ...line, write: { ...write, e: null, score: null } } : undefined;
    case 'unsaved':
      return inWords && format === 'xlsx' ? { ...line, unsaved: ['c'] } : undefined;
    case 'higher':
      return inWords && line.level !== 'major' ? { ...line, stated: 'major' } : undefined;
    case 'lower':
      return inWords && line.level !== 'low' ? { ...line, stated: 'low' } : undefined;
    case 'longAgo':
      return { ...line, write: { ...write, date: '1899-12-31' } };
    case 'farAhead':
      return { ...line, write: { ...write, date: new Date('2199-05-01T00:00:00Z') } };
    case 'twin':
      return before && shape.numbers !== 'sheet' ? { ...before, no: line.no } : undefined;
    case 'double':
      return before && shape.numbers !== 'sheet'
        ? { ...before, no: line.no, write: line.write ?? {}, measures: { ...before.measures, ppe: `另配护目镜${line.no}` } }
        : undefined;
    case 'sameNumber':
      return before?.write?.riskNo === undefined ? undefined : { ...line, write: { ...write, riskNo: before.write.riskNo } };
  }
}

const changes = ['keep', 'measure', 'raise', 'lower', 'drop'] as const;
export type Change = (typeof changes)[number];
/** The same register a quarter later: how each line has changed, and how many came. */
export const quarters = fc.record({
  changes: fc.array(fc.constantFrom(...changes), { minLength: 1, maxLength: 12 }),
  added: fc.integer({ min: 0, max: 4 }),
  shape: shapes.filter(yearIsTold),
  format: fc.constantFrom('xlsx', 'xls', 'gbk' as const),
});
export type Quarter = typeof quarters extends fc.Arbitrary<infer Value> ? Value : never;

/** One file with the sound lines of a delivery as they are a quarter later, with what has become of each. */
export async function nextQuarter(
  { rows }: Delivery,
  { changes: asked, added, shape: wanted, format }: Quarter,
): Promise<Delivery & { changes: Map<string, Change | 'new'> }> {
  const known = new Map<string, Change | 'new'>();
  const lines: SourceLine[] = [];
  for (const [place, { line }] of rows.filter(({ fault }) => fault === undefined).entries()) {
    const change = at(asked, place);
    if (change === 'drop') continue;
    known.set(line.hazardSource, change);
    lines.push(changed(line, change));
  }
  for (const line of riskLines(added, 5000)) {
    known.set(line.hazardSource, 'new');
    lines.push(line);
  }
  if (lines.length === 0) return nextQuarter({ files: [], pasted: '', rows: [] }, { changes: asked, added: 1, shape: wanted, format });
  const shape = fittingShape(
    { ...wanted, oneMeasure: rows[0]?.shape.oneMeasure === true, numbers: undefined as never, levels: 'words' },
    { department: 'column', shape: wanted, count: 0, faults: [] },
    format,
  );
  const grid = registerGrid(
    lines.map((line, index) => ({ ...line, no: index + 1 })),
    shape,
  );
  const isText = format === 'gbk';
  const sheet = toSheet('全厂', grid);
  const file = `全厂风险清单.${isText ? 'csv' : format}`;
  const bytes = isText ? csvBytes(grid.rows, 'gbk') : format === 'xls' ? xlsBytes([sheet]) : await writeXlsx({ sheets: [sheet] });
  return {
    files: [{ name: file, bytes }],
    pasted: '',
    changes: known,
    rows: lines.map((line, index) => ({
      file,
      sheet: isText ? '全厂风险清单' : '全厂',
      sheetRow: grid.places[index]! + 1,
      line,
      fault: undefined,
      shape,
      columns: grid.columns,
    })),
  };
}

function changed({ write: _write, ...line }: SourceLine, change: Exclude<Change, 'drop'>): SourceLine {
  switch (change) {
    case 'keep':
      return line;
    case 'measure':
      return { ...line, measures: { ...line.measures, engineering: `${line.measures.engineering}，另加联锁` } };
    case 'raise':
      return regraded(line, 10, 10, 100);
    case 'lower':
      return regraded(line, 0.2, 0.5, 1);
  }
}

function regraded(line: SourceLine, l: number, e: number, c: number): SourceLine {
  const graded = grade({ method: 'lec', l, e, c }, scales.lec);
  const level: RiskLevel = graded.level;
  return { ...line, l, e, c, level, score: (graded.score100 ?? 0) / 100 };
}
