import { writeXlsx, type Cell, type CellValue, type MergeRange, type WriteSheet } from 'hucre';
import type { RiskLevel } from '../../db/domain/risk/scale';
import { at, type RiskLine } from './riskLines';

export const levelStyles = [
  'words',
  'longWords',
  'colours',
  'gradeDown',
  'bareGrade',
  'chineseGrade',
  'roman',
  'letters',
  'gradeUp',
  'loose',
  'fill',
] as const;
export type LevelStyle = (typeof levelStyles)[number];
export const dateStyles = ['real', 'slash', 'dot', 'dash', 'chinese', 'monthDay', 'span', 'serial', 'serialText', 'mixed'] as const;
export type DateStyle = (typeof dateStyles)[number];
/** 5月26日 and 5.26-5.28 need a year somewhere: the 填报时间 of the facts row or of the signature row. */
export const yearIsTold = ({ dates, factsRow, endRows }: RegisterShape): boolean =>
  (dates !== 'monthDay' && dates !== 'span') || factsRow === true || endRows === true;

/** How a real register may look; each part can be switched on by itself. */
export interface RegisterShape {
  titleRow?: boolean;
  /** In the title row. */
  enterprise?: string;
  /** A column of numbers: of the register, or of the sheet from 1. */
  numbers?: 'register' | 'sheet';
  /** All measures in one cell, one under the other. */
  oneMeasure?: boolean;
  /** The score is a formula that was saved without its result. */
  formulas?: boolean;
  hiddenRow?: boolean;
  /** The sheet's name or title says it. */
  noDepartment?: boolean;
  /** 项目名称 / 填报人 / 填报时间 above the head. */
  factsRow?: boolean;
  twoRowHead?: boolean;
  /** `危险级别   (1级/2级/3级/4级/5级)` and line breaks inside head cells. */
  remarks?: boolean;
  emptyColumns?: boolean;
  /** Equal risk points one under the other are merged. */
  verticalMerges?: boolean;
  /** So are equal departments; saved as text such cells are empty and mean nothing. */
  mergedDepartments?: boolean;
  /** Equal departments one under the other are written 同上. */
  ditto?: boolean;
  dates?: DateStyle;
  levels?: LevelStyle;
  fullWidth?: boolean;
  numbersAsText?: boolean;
  /** 编制人 and 合计 below the records, and a remark. */
  endRows?: boolean;
  hiddenColumn?: boolean;
  /** 作业步骤 merged over five grid columns. */
  wideStep?: boolean;
  /** The head again in the middle, as a printed page has it. */
  repeatedHead?: boolean;
}

/** A line with what stands in its cells instead of what it says, by column; `stated` is the level that is written, null for none. */
export interface SourceLine extends RiskLine {
  write?: Readonly<Partial<Record<ColumnKey, CellValue>>>;
  stated?: RiskLevel | null;
  /** Its cells with a formula that has no result. */
  unsaved?: readonly ColumnKey[];
}
export type ColumnKey = Exclude<keyof RiskLine, 'measures'> | 'riskNo' | 'measure' | keyof RiskLine['measures'];

type Row = CellValue[];
type Merging = (startRow: number, startCol: number, endRow: number, endCol: number) => void;
interface Grid {
  rows: Row[];
  merges: MergeRange[];
  cells: Map<string, Partial<Cell>>;
  hidden: Set<number>;
  hiddenRows: Set<number>;
  /** Row of each line, 0-based. */
  places: number[];
  /** Grid column of each field. */
  columns: Map<ColumnKey, number>;
}

interface GridColumn {
  group?: string;
  leaf: string;
  span?: number;
  value(line: SourceLine, index: number): CellValue;
  fill?(line: SourceLine): string | undefined;
  formula?: string;
  key?: ColumnKey;
  hidden?: boolean;
}

/** The cells of a register in a shape, as rows. */
export function registerGrid(lines: readonly SourceLine[], shape: RegisterShape = {}): Grid {
  const columns = registerColumns(shape);
  const width = columns.reduce((sum, { span = 1 }) => sum + span, 0);
  const grid: Grid = {
    rows: [],
    merges: [],
    cells: new Map(),
    hidden: new Set(),
    hiddenRows: new Set(),
    places: [],
    columns: new Map(),
  };
  const merge: Merging = (startRow, startCol, endRow, endCol) => {
    if (endRow > startRow || endCol > startCol) grid.merges.push({ startRow, startCol, endRow, endCol });
  };
  if (shape.titleRow) {
    grid.rows.push([`${shape.enterprise ?? '北方机械有限公司'}安全风险分级管控清单`]);
    merge(0, 0, 0, width - 1);
  }
  if (shape.factsRow) {
    const half = Math.floor(width / 2);
    const row: Row = Array.from({ length: width }, () => null);
    row[0] = '项目名称：二期扩建    填报人：赵敏';
    row[half] = '填报时间：2026年 3 月 25 日';
    grid.rows.push(row);
  }
  const head = headRows(columns, width, shape, grid.rows.length, merge);
  grid.rows.push(...head);
  for (const [index, line] of lines.entries()) {
    if (shape.repeatedHead && index === Math.ceil(lines.length / 2) && index > 0 && !shape.verticalMerges && !shape.mergedDepartments)
      grid.rows.push(...head.map((row) => [...row]));
    writeLine(grid, columns, line, index, lines[index - 1], shape, merge);
  }
  let column = 0;
  for (const { span = 1, hidden, key } of columns) {
    if (hidden) grid.hidden.add(column);
    if (key !== undefined) grid.columns.set(key, column);
    column += span;
  }
  if (shape.hiddenRow && grid.places.length > 1) grid.hiddenRows.add(grid.places[1]!);
  if (shape.verticalMerges) mergeDown(grid, lines, 'riskPoint', merge);
  if (shape.mergedDepartments) mergeDown(grid, lines, 'department', merge);
  if (shape.endRows) {
    grid.rows.push(['合计', null, lines.length], ['编制人：赵敏        审核人：           日期：2026.3.28'], ['注：本表一式两份。']);
    merge(grid.rows.length - 2, 0, grid.rows.length - 2, width - 1);
  }
  return grid;
}

function writeLine(
  grid: Grid,
  columns: readonly GridColumn[],
  line: SourceLine,
  index: number,
  before: SourceLine | undefined,
  shape: RegisterShape,
  merge: Merging,
): void {
  const row: Row = [];
  const top = grid.rows.length;
  for (const { value, span = 1, fill, formula, key } of columns) {
    const rgb = fill?.(line);
    const unsaved = formula ?? (key !== undefined && line.unsaved?.includes(key) ? '1+1' : undefined);
    if (rgb !== undefined)
      grid.cells.set(`${top},${row.length}`, { style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } } });
    if (unsaved !== undefined) grid.cells.set(`${top},${row.length}`, { formula: unsaved });
    merge(top, row.length, top, row.length + span - 1);
    const written = key === undefined ? undefined : line.write?.[key];
    const isSame = shape.ditto && !shape.mergedDepartments && key === 'department' && before?.department === line.department;
    row.push(
      unsaved !== undefined ? null : written !== undefined ? written : isSame ? '同上' : value(line, index),
      ...Array.from({ length: span - 1 }, () => null),
    );
  }
  grid.places.push(top);
  grid.rows.push(row);
}

function headRows(columns: readonly GridColumn[], width: number, shape: RegisterShape, top: number, merge: Merging): Row[] {
  const upper: Row = Array.from({ length: width }, () => null);
  const lower: Row = Array.from({ length: width }, () => null);
  let column = 0;
  for (const [index, { group, leaf, span = 1 }] of columns.entries()) {
    const end = column + span - 1;
    if (!shape.twoRowHead) {
      upper[column] = leaf;
      merge(top, column, top, end);
    } else if (group === undefined) {
      upper[column] = leaf;
      merge(top, column, top + 1, end);
    } else {
      lower[column] = leaf;
      if (columns[index - 1]?.group !== group) {
        upper[column] = group;
        const members = columns.filter((other) => other.group === group).reduce((sum, other) => sum + (other.span ?? 1), 0);
        merge(top, column, top, column + members - 1);
      }
    }
    column += span;
  }
  return shape.twoRowHead ? [upper, lower] : [upper];
}

function mergeDown(grid: Grid, lines: readonly SourceLine[], key: 'riskPoint' | 'department', merge: Merging): void {
  const column = grid.columns.get(key);
  if (column === undefined) return;
  let start = 0;
  for (let index = 1; index <= lines.length; index += 1) {
    if (lines[index]?.[key] === lines[start]![key]) {
      grid.rows[grid.places[index]!]![column] = null;
      continue;
    }
    merge(grid.places[start]!, column, grid.places[index - 1]!, column);
    start = index;
  }
}

function registerColumns(shape: RegisterShape): GridColumn[] {
  const factor = (value: number): CellValue => {
    const text = shape.fullWidth
      ? String(value).replace(/[\d.]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      : String(value);
    return shape.fullWidth || shape.numbersAsText ? text : value;
  };
  const measure = (leaf: string, key: keyof RiskLine['measures']): GridColumn => ({
    group: '现有控制措施',
    leaf,
    key,
    value: (line) => line.measures[key],
  });
  const measures = shape.oneMeasure
    ? [{ leaf: '现有控制措施', key: 'measure' as const, value: ({ measures: all }: RiskLine) => allMeasures(all) }]
    : [
        measure(shape.twoRowHead ? '工程技术' : '工程技术措施', 'engineering'),
        measure(shape.twoRowHead ? '管理' : '管理措施', 'administrative'),
        measure('培训教育', 'training'),
        measure('个体防护', 'ppe'),
        measure('应急处置', 'emergency'),
      ];
  const group = shape.twoRowHead ? '风险评价' : undefined;
  const grouped = (column: GridColumn): GridColumn => (group === undefined ? column : { ...column, group });
  const levels = shape.levels ?? 'words';
  const levelTitle = levels === 'gradeUp' || shape.remarks ? '危险级别                (1级/2级/3级/4级/5级)' : '风险等级';
  const empty: GridColumn[] = shape.emptyColumns ? [{ leaf: '', value: () => null }] : [];
  return [
    { leaf: '序号', key: 'no', value: (line) => line.no },
    ...(shape.numbers ? [{ leaf: '编号', key: 'riskNo' as const, value: (_line: RiskLine, index: number) => index + 1 }] : []),
    { leaf: shape.remarks ? '风险点\n（设备、作业）' : '风险点', key: 'riskPoint', value: (line) => line.riskPoint },
    ...empty,
    { leaf: '作业步骤', key: 'step', value: (line) => line.step, ...(shape.wideStep && { span: 5 }) },
    { leaf: shape.remarks ? '危险源\n（或潜在事件）' : '危险源', key: 'hazardSource', value: (line) => `${line.hazardSource}\n` },
    {
      leaf: '可能发生的事故类型',
      key: 'accidentTypes',
      value: (line) => line.accidentTypes.join('、'),
      ...(shape.hiddenColumn && { hidden: true }),
    },
    grouped({ leaf: 'L', key: 'l', value: (line) => factor(line.l) }),
    grouped({ leaf: 'E', key: 'e', value: (line) => factor(line.e) }),
    grouped({ leaf: 'C', key: 'c', value: (line) => factor(line.c) }),
    grouped({ leaf: 'D', key: 'score', value: (line) => factor(line.score), ...(shape.formulas && { formula: '1*1*1' }) }),
    {
      leaf: levelTitle,
      key: 'level',
      value: (line) => levelText(line, levels),
      ...(levels === 'fill' && { fill: ({ level, stated = level }: SourceLine) => (stated === null ? undefined : fills[stated]) }),
    },
    ...empty,
    ...measures,
    ...(shape.noDepartment ? [] : [{ leaf: '责任部门', key: 'department' as const, value: (line: RiskLine) => line.department }]),
    { leaf: '责任人', key: 'owner', value: (line) => line.owner },
    { leaf: '评价日期', key: 'date', value: (line, index) => dateValue(line.date, shape.dates ?? 'real', index) },
  ];
}

/** What several measures look like in one cell. */
export const allMeasures = (measures: RiskLine['measures']): string =>
  Object.values(measures)
    .map((measure, index) => `${index + 1}、${measure}；`)
    .join('\n');

const words: Record<RiskLevel, string> = { major: '重大', considerable: '较大', general: '一般', low: '低' };
const colours: Record<RiskLevel, string> = { major: '红', considerable: '橙色', general: '黄色', low: '蓝' };
const fills: Record<RiskLevel, string> = { major: 'FF0000', considerable: 'FFC000', general: 'FFFF00', low: '00B0F0' };
const gradeOf = ({ score }: RiskLine): number => (score > 320 ? 1 : score >= 160 ? 2 : score >= 70 ? 3 : score >= 20 ? 4 : 5);

function levelText(line: SourceLine, style: LevelStyle): CellValue {
  const number = gradeOf(line);
  const level = line.stated === undefined ? line.level : line.stated;
  if (level === null) return null;
  switch (style) {
    case 'words':
      return words[level];
    case 'longWords':
      return `${words[level]}风险`;
    case 'loose':
      return `${words[level]}${at(['', '风险', '事故隐患', '级', '\n'], line.no)}`;
    case 'colours':
      return colours[level];
    case 'gradeDown':
      return `${number}级`;
    case 'bareGrade':
      return number;
    case 'chineseGrade':
      return `${'一二三四五'[number - 1]}级`;
    case 'roman':
      return `${'ⅠⅡⅢⅣⅤ'[number - 1]}级`;
    case 'letters':
      return 'ABCDE'[number - 1]!;
    case 'gradeUp':
      return `${6 - number}级`;
    case 'fill':
      return null;
  }
}

function dateValue(iso: string, style: DateStyle, index: number): CellValue {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  switch (style) {
    case 'real':
      return new Date(`${iso}T00:00:00Z`);
    case 'slash':
      return `${year}/${month}/${day}`;
    case 'dot':
      return `${year}.${month}.${day}`;
    case 'dash':
      return `${year}-${month}-${day}`;
    case 'chinese':
      return `${year}年 ${month} 月 ${day} 日`;
    case 'monthDay':
      return `${month}月${day}日`;
    case 'span':
      return `${month}.${day}-${month}.${day + 1}`;
    case 'serial':
      return Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
    case 'serialText':
      return String(dateValue(iso, 'serial', index));
    case 'mixed':
      return dateValue(iso, at(['real', 'slash', 'dot', 'dash', 'chinese', 'serial'] as const, index), index);
  }
}

/** A grid as a sheet of a workbook. */
export const toSheet = (name: string, { rows, merges, cells, hidden, hiddenRows }: Grid): WriteSheet => ({
  name,
  rows,
  merges,
  cells,
  columns: Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) => ({ width: 12, hidden: hidden.has(column) })),
  rowDefs: new Map([...hiddenRows].map((row) => [row, { hidden: true }])),
});

/** A register as an xlsx, with other sheets around it. */
export const registerXlsx = (
  lines: readonly RiskLine[],
  shape: RegisterShape = {},
  around: { name?: string; before?: WriteSheet[]; after?: WriteSheet[] } = {},
): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [...(around.before ?? []), toSheet(around.name ?? '风险清单', registerGrid(lines, shape)), ...(around.after ?? [])],
  });

export const coverSheet: WriteSheet = {
  name: '封面',
  rows: [['北方机械有限公司'], ['安全风险分级管控清单'], ['编制：赵敏'], ['审核：'], ['批准：']],
};
export const emptySheet: WriteSheet = { name: 'Sheet2', rows: [] };
export const notesSheet: WriteSheet = { name: '填表说明', rows: [['填表说明'], ['1、本表由各车间填写。'], ['2、L、E、C 按附表取值。']] };

/** A plain sheet of rows as an xlsx. */
export const plainXlsx = (rows: CellValue[][], more: Partial<WriteSheet> = {}): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...more }] });
