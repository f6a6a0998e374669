import { findDate, readDateText } from './dates';
import { oneLine, plainText } from './headText';
import { cellAt, type Sheet } from './sheet';

/** What the rows around a table say about all of it. */
export interface SheetFacts {
  title?: string;
  /** Day that the sheet was assessed or filled in, ISO. */
  date?: string;
  /** Year for dates written without one. */
  year?: number;
  /** `2026Q1` when the sheet names its quarter. */
  period?: string;
  unit?: string;
  /** Department of the whole sheet, from its head rows or its name. */
  department?: string;
  compiledBy?: string;
  /** Risk point that the whole sheet is about, as an analysis by job or by checklist has it above its head. */
  riskPoint?: string;
}

const labels: readonly (readonly [keyof Pick<SheetFacts, 'date' | 'unit' | 'department' | 'compiledBy' | 'riskPoint'>, RegExp])[] = [
  ['date', /^(风险)?(辨识)?(评价|评估|辨识|评审)(日期|时间)$/],
  ['date', /^(填报|填表|编制|制表|上报|更新)?(日期|时间)$/],
  ['department', /^(责任|填报|所属|所在|评价|编制)?(部门|车间|班组|科室|部门车间|车间部门)(名称)?$/],
  ['unit', /^(单位|企业|公司|项目|工程|填报单位|单位项目)(名称|全称)?$/],
  ['riskPoint', /^(风险点|作业活动|工作任务|设备设施|设备|评价单元|分析对象|分析单元)(名称|单元)?$/],
  ['compiledBy', /^(填报|填表|编制|制表|评价|辨识|填写)人(员)?$/],
];

const departmentEnd = /(车间|工段|班组|部|处|科|科室|办公室|分厂|仓库|库房|库|站|队|中心|工区|食堂|班)$/;
const genericName = /^(sheet|工作表|表|table|list)?[\s_-]*\d*$/i;
/** Words that a register's name ends with, behind the department. */
const registerWords =
  /(?:安全|生产|双重预防|风险|危险源|危险|有害|因素|点|单元|分级|管控|辨识|评价|评估|识别|控制|隐患|排查|治理|与|和|及|信息|登记|汇总|人员|员工|花|名册|名单|清单|台账|台帐|表|一览|数据库|统计|明细)+$/;

/**
 * Facts of a sheet: title and label rows above the head, signature rows below, its name.
 * @param top first row of the head, 0-based
 * @param file name of the file, last resort for the year
 */
export function sheetFacts(sheet: Sheet, top: number, file = ''): SheetFacts {
  const facts: SheetFacts = {};
  let titleLength = 0;
  for (let row = 0; row < top; row += 1) {
    for (const [label, value] of pairsOf(sheet, row)) takePair(facts, label, value);
    for (const text of textsOf(sheet, row)) {
      if (/[:：]/.test(text) || plainText(text).length <= titleLength || text.length > 100) continue;
      facts.title = oneLine(text);
      titleLength = plainText(text).length;
    }
  }
  for (let row = Math.max(top, sheet.rows.length - 6); row < sheet.rows.length && facts.date === undefined; row += 1) {
    for (const [label, value] of pairsOf(sheet, row))
      if (labels.some(([key, pattern]) => key === 'date' && pattern.test(label))) takePair(facts, label, value);
  }
  for (const text of [facts.title ?? '', sheet.name, file]) takePeriod(facts, text);
  if (facts.date !== undefined) facts.year = Number(facts.date.slice(0, 4));
  facts.unit ??= /^[^（(]{2,40}?公司/.exec(facts.title ?? '')?.[0];
  facts.department ??= departmentOf(sheet.name) ?? departmentOfTitle(facts.title ?? '');
  return dropEmpty(facts);
}

/** True when a sheet names an enterprise, and another one; 项目名称 and a department of our own are none. */
export function isOtherEnterprise(unit: string | undefined, enterprise: string): boolean {
  if (unit === undefined || !/公司|集团|厂$|企业$/.test(unit)) return false;
  const bare = (name: string): string => plainText(name).replace(/(股份|有限|责任|集团|总|公司)+/g, '');
  const [stated, own] = [bare(unit), bare(enterprise)];
  return stated !== '' && own !== '' && !stated.includes(own) && !own.includes(stated);
}

/** Risk point that a row names with its label, `风险点：行车   岗位：起重工`. */
export const riskPointIn = (sheet: Sheet, row: number): string | undefined =>
  [...pairsOf(sheet, row)].find(
    ([label, value]) => value !== '' && labels.some(([key, pattern]) => key === 'riskPoint' && pattern.test(label)),
  )?.[1];

function takePair(facts: SheetFacts, label: string, value: string): void {
  const known = labels.find(([, pattern]) => pattern.test(label));
  if (known === undefined || value === '') return;
  if (known[0] !== 'date') {
    facts[known[0]] ??= value;
    return;
  }
  const reading = readDateText(value, facts.year);
  const date = 'date' in reading ? reading.date : findDate(value)?.date;
  if (date !== undefined) facts.date ??= date;
}

function takePeriod(facts: SheetFacts, text: string): void {
  const half = text.normalize('NFKC');
  const year = /(20\d{2})\s*年?/.exec(half)?.[1];
  if (year === undefined) return;
  facts.year ??= Number(year);
  const quarter = /第?\s*([1-4一二三四])\s*季度|[Qq]([1-4])/.exec(half);
  if (quarter === null) {
    if (facts.date === undefined && facts.period === undefined) {
      const found = findDate(text);
      if (found !== undefined && !found.monthOnly) facts.date = found.date;
    }
    return;
  }
  const number =
    quarter[1] === undefined
      ? Number(quarter[2])
      : '一二三四'.includes(quarter[1])
        ? '一二三四'.indexOf(quarter[1]) + 1
        : Number(quarter[1]);
  facts.period ??= `${year}Q${number}`;
}

/** `项目名称：某项目   填报人：张三` in one cell, or the label in one cell and the value in the next. */
function* pairsOf(sheet: Sheet, row: number): Generator<[label: string, value: string]> {
  const cells = sheet.rows[row] ?? [];
  for (let column = 0; column < cells.length; column += 1) {
    const pieces = cellAt(sheet, row, column).text.split(/[:：]/);
    if (pieces.length < 2) continue;
    let label = labelAtEnd(pieces[0]!).label;
    for (const [index, piece] of pieces.entries()) {
      if (index === 0) continue;
      const last = index === pieces.length - 1;
      const { before, label: next } = last ? { before: oneLine(piece), label: '' } : labelAtEnd(piece);
      yield [label, before === '' && last ? oneLine(nextText(sheet, row, column)) : before];
      label = next;
    }
  }
}

/** Parts `二期扩建   填 报 人` into the value before and the label at its end, whose letters may stand apart. */
function labelAtEnd(piece: string): { before: string; label: string } {
  const words = piece.trim().split(/\s+/);
  for (let count = 1; count <= Math.min(4, words.length); count += 1) {
    const label = plainText(words.slice(-count).join(''));
    if (labels.some(([, pattern]) => pattern.test(label))) return { before: words.slice(0, -count).join(' '), label };
  }
  return { before: words.slice(0, -1).join(' '), label: plainText(words.at(-1) ?? '') };
}

function nextText(sheet: Sheet, row: number, column: number): string {
  const cells = sheet.rows[row] ?? [];
  for (let next = column + 1; next < cells.length && next <= column + 6; next += 1) {
    const text = cells[next]!.text;
    if (text !== '') return /[:：]$/.test(text) ? '' : text;
  }
  return '';
}

const textsOf = (sheet: Sheet, row: number): string[] => (sheet.rows[row] ?? []).map((cell) => cell.text).filter((text) => text !== '');

/** `某公司机加工车间风险分级管控清单` or `风险分级管控清单（机加工车间）`. */
function departmentOfTitle(title: string): string | undefined {
  const inBrackets = /[（(]([^（）()]+)[）)]/.exec(title)?.[1] ?? '';
  return departmentOf(inBrackets) ?? departmentOf(title.replace(/[（(][^（）()]*[）)]/g, '').replace(/^.*公司/, ''));
}

/** Department that a sheet's name means: `3-机加工车间风险清单` is 机加工车间, `Sheet1` and `汇总` are none. */
export function departmentOf(name: string): string | undefined {
  const words = name
    .normalize('NFKC')
    .replace(/^[\d一二三四五六七八九十]+[\s.、_\-)]+/, '')
    .replace(/20\d{2}年?度?/g, '')
    .replace(/第?[一二三四1-4]季度/g, '')
    .trim();
  if (genericName.test(words)) return undefined;
  const rest = words.replace(registerWords, '').replace(/^[\s_\-—()]+|[\s_\-—()]+$/g, '');
  return departmentEnd.test(rest) && rest.length >= 2 && rest.length <= 30 ? rest : undefined;
}

const dropEmpty = (facts: SheetFacts): SheetFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')) as SheetFacts;
