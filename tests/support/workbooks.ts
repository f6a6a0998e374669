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
  'fill',
] as const;
export type LevelStyle = (typeof levelStyles)[number];
export const dateStyles = ['real', 'slash', 'dot', 'chinese', 'monthDay', 'serial', 'mixed'] as const;
export type DateStyle = (typeof dateStyles)[number];

/** How a real register may look; each part can be switched on by itself. */
export interface RegisterShape {
  titleRow?: boolean;
  /** 项目名称 / 填报人 / 填报时间 above the head. */
  factsRow?: boolean;
  twoRowHead?: boolean;
  /** `危险级别   (1级/2级/3级/4级/5级)` and line breaks inside head cells. */
  remarks?: boolean;
  emptyColumns?: boolean;
  /** Equal risk points one under the other are merged. */
  verticalMerges?: boolean;
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

type Row = CellValue[];
type Merging = (startRow: number, startCol: number, endRow: number, endCol: number) => void;
interface Grid {
  rows: Row[];
  merges: MergeRange[];
  cells: Map<string, Partial<Cell>>;
  hidden: Set<number>;
}

interface GridColumn {
  group?: string;
  leaf: string;
  span?: number;
  value(line: RiskLine, index: number): CellValue;
  fill?(line: RiskLine): string;
  key?: keyof RiskLine;
  hidden?: boolean;
}

/** The cells of a register in a shape, as rows. */
export function registerGrid(lines: readonly RiskLine[], shape: RegisterShape = {}): Grid {
  const columns = registerColumns(shape);
  const width = columns.reduce((sum, { span = 1 }) => sum + span, 0);
  const grid: Grid = { rows: [], merges: [], cells: new Map(), hidden: new Set() };
  const merge: Merging = (startRow, startCol, endRow, endCol) => {
    if (endRow > startRow || endCol > startCol) grid.merges.push({ startRow, startCol, endRow, endCol });
  };
  if (shape.titleRow) {
    grid.rows.push(['北方机械有限公司安全风险分级管控清单']);
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
  const first = grid.rows.length;
  for (const [index, line] of lines.entries()) {
    if (shape.repeatedHead && index === Math.ceil(lines.length / 2) && index > 0 && !shape.verticalMerges)
      grid.rows.push(...head.map((row) => [...row]));
    writeLine(grid, columns, line, index, lines[index - 1], shape, merge);
  }
  if (shape.verticalMerges) mergeDown(grid, lines, columns, first, merge);
  if (shape.endRows) {
    grid.rows.push(['合计', null, lines.length], ['编制人：赵敏        审核人：           日期：2026.3.28'], ['注：本表一式两份。']);
    merge(grid.rows.length - 2, 0, grid.rows.length - 2, width - 1);
  }
  let column = 0;
  for (const { span = 1, hidden } of columns) {
    if (hidden) grid.hidden.add(column);
    column += span;
  }
  return grid;
}

function writeLine(
  grid: Grid,
  columns: readonly GridColumn[],
  line: RiskLine,
  index: number,
  before: RiskLine | undefined,
  shape: RegisterShape,
  merge: Merging,
): void {
  const row: Row = [];
  for (const { value, span = 1, fill, key } of columns) {
    const same = key !== undefined && before !== undefined && before[key] === line[key];
    if (fill !== undefined) {
      grid.cells.set(`${grid.rows.length},${row.length}`, {
        style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill(line) } } },
      });
    }
    merge(grid.rows.length, row.length, grid.rows.length, row.length + span - 1);
    row.push(shape.ditto && key === 'department' && same ? '同上' : value(line, index), ...Array.from({ length: span - 1 }, () => null));
  }
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

function mergeDown(grid: Grid, lines: readonly RiskLine[], columns: readonly GridColumn[], first: number, merge: Merging): void {
  const column = columns
    .slice(
      0,
      columns.findIndex(({ key }) => key === 'riskPoint'),
    )
    .reduce((sum, { span = 1 }) => sum + span, 0);
  let start = 0;
  for (let index = 1; index <= lines.length; index += 1) {
    if (lines[index]?.riskPoint === lines[start]!.riskPoint) {
      grid.rows[first + index]![column] = null;
      continue;
    }
    merge(first + start, column, first + index - 1, column);
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
    value: (line) => line.measures[key],
  });
  const group = shape.twoRowHead ? '风险评价' : undefined;
  const grouped = (column: GridColumn): GridColumn => (group === undefined ? column : { ...column, group });
  const levels = shape.levels ?? 'words';
  const levelTitle = levels === 'gradeUp' || shape.remarks ? '危险级别                (1级/2级/3级/4级/5级)' : '风险等级';
  return [
    { leaf: '序号', value: (line) => line.no },
    { leaf: shape.remarks ? '风险点\n（设备、作业）' : '风险点', key: 'riskPoint', value: (line) => line.riskPoint },
    ...(shape.emptyColumns ? [{ leaf: '', value: () => null }] : []),
    { leaf: '作业步骤', value: (line) => line.step, ...(shape.wideStep && { span: 5 }) },
    { leaf: shape.remarks ? '危险源\n（或潜在事件）' : '危险源', value: (line) => `${line.hazardSource}\n` },
    { leaf: '可能发生的事故类型', value: (line) => line.accidentTypes.join('、'), ...(shape.hiddenColumn && { hidden: true }) },
    grouped({ leaf: 'L', value: (line) => factor(line.l) }),
    grouped({ leaf: 'E', value: (line) => factor(line.e) }),
    grouped({ leaf: 'C', value: (line) => factor(line.c) }),
    grouped({ leaf: 'D', value: (line) => factor(line.score) }),
    {
      leaf: levelTitle,
      value: (line) => levelText(line, levels),
      ...(levels === 'fill' && { fill: ({ level }: RiskLine) => fills[level] }),
    },
    ...(shape.emptyColumns ? [{ leaf: '', value: () => null }] : []),
    measure(shape.twoRowHead ? '工程技术' : '工程技术措施', 'engineering'),
    measure(shape.twoRowHead ? '管理' : '管理措施', 'administrative'),
    measure('培训教育', 'training'),
    measure('个体防护', 'ppe'),
    measure('应急处置', 'emergency'),
    { leaf: '责任部门', key: 'department', value: (line) => line.department },
    { leaf: '责任人', value: (line) => line.owner },
    { leaf: '评价日期', value: (line, index) => dateValue(line.date, shape.dates ?? 'real', index) },
  ];
}

const words: Record<RiskLevel, string> = { major: '重大', considerable: '较大', general: '一般', low: '低' };
const colours: Record<RiskLevel, string> = { major: '红', considerable: '橙色', general: '黄色', low: '蓝' };
const fills: Record<RiskLevel, string> = { major: 'FF0000', considerable: 'FFC000', general: 'FFFF00', low: '00B0F0' };
const gradeOf = ({ score }: RiskLine): number => (score > 320 ? 1 : score >= 160 ? 2 : score >= 70 ? 3 : score >= 20 ? 4 : 5);

function levelText(line: RiskLine, style: LevelStyle): CellValue {
  const number = gradeOf(line);
  switch (style) {
    case 'words':
      return words[line.level];
    case 'longWords':
      return `${words[line.level]}风险`;
    case 'colours':
      return colours[line.level];
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
    case 'chinese':
      return `${year}年 ${month} 月 ${day} 日`;
    case 'monthDay':
      return `${month}月${day}日`;
    case 'serial':
      return Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
    case 'mixed':
      return dateValue(iso, at(['real', 'slash', 'dot', 'chinese'] as const, index), index);
  }
}

const toSheet = (name: string, { rows, merges, cells, hidden }: Grid): WriteSheet => ({
  name,
  rows,
  merges,
  cells,
  columns: Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) => ({ width: 12, hidden: hidden.has(column) })),
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
