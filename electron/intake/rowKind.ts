import type { HeadColumn } from './columns';
import { plainText } from './headText';
import { filled, type Cell } from './sheet';

/** Why a row below the head is no record. */
export type SkippedRow = 'blank' | 'numberOnly' | 'repeatedHead' | 'columnNumbers' | 'total' | 'signature' | 'note' | 'section' | 'example';

const totalWords = /^(合计|总计|小计|共计|总数|累计)/;
const signatureWords =
  /^(编制|制表|填报|填表|填写|审核|审批|批准|审定|校核|会签|复核|评价|评估|辨识|分析|安全|主要|部门|车间|单位|项目|公司|分管|主管)*(领导|负责|管理)?(人|人员|单位|组长|组员|成员)?(签字|签名|签章|盖章|公章|日期|时间)*$/;
const noteWords = /^(注|备注|说明|填表说明|填写说明|填报说明|编制说明|附注|注意事项|注意)\s*\d?\s*[:：、.．]/;
const sectionNumber = /^([一二三四五六七八九十]{1,3}|[(（][一二三四五六七八九十]{1,3}[)）])[、.．\s]?/;

/** The next risk point of a sheet that analyses several, one block each. */
const pointLabel = /^(风险点|作业活动|工作任务|设备设施|设备名称|评价单元|分析对象|分析单元)(名称|单元)?\s*[:：]/;

export interface RowContext {
  columns: readonly HeadColumn[];
  /** Head texts as written. */
  titles: ReadonlySet<string>;
  /** Grid columns that fields were given to. */
  mapped: ReadonlySet<number>;
  /** Grid column of 序号, -1 without one. */
  numberColumn: number;
  /** Grid columns of 评价值: sheets keep their formula in empty rows. */
  computedColumns: ReadonlySet<number>;
  /** Rows are names by themselves: 公司, 一车间 and 安全部门 are no labels and no titles of sections. */
  areNames: boolean;
  /** 一、生产部 in a row of its own is a record, no title of those below it. */
  isTree: boolean;
  /** True when the row's one cell is merged over the table. */
  mergedOver(row: number, column: number): boolean;
}

/**
 * Tells records from what else stands below a head.
 * @param row 0-based
 * @param ended true once a signature or a note was met; then short rows are notes too
 */
export function skippedRow(cells: readonly Cell[], row: number, context: RowContext, ended: boolean): SkippedRow | undefined {
  let count = 0;
  let first = -1;
  let beyond = false;
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column]!;
    if (!filled(cell)) continue;
    count += 1;
    if (first < 0) first = column;
    if (context.mapped.has(column) && column !== context.numberColumn && !context.computedColumns.has(column)) beyond = true;
  }
  if (count === 0) return 'blank';
  const { text } = cells[first]!;
  if (text.startsWith('示例') || text.startsWith('例：') || text.startsWith('例:')) return 'example';
  if (count >= 3 && context.titles.has(text) && isRepeatedHead(cells, context.columns, count)) return 'repeatedHead';
  if (count >= 4 && text.length <= 3 && isColumnNumbers(cells)) return 'columnNumbers';
  if (!beyond && (context.computedColumns.has(first) || (first === context.numberColumn && /^\D{0,4}\d+\D?$/.test(text.normalize('NFKC')))))
    return 'numberOnly';
  // What follows is said in few cells; a full row is a record without looking closer.
  if (count > Math.max(6, context.columns.length / 3)) return undefined;
  if (count <= Math.max(3, context.columns.length / 3) && totalWords.test(plainText(text))) return 'total';
  if ((!context.areNames || /[:：]/.test(text)) && isSignature(text, cells, count)) return 'signature';
  if (count <= 2 && ((ended && !context.areNames) || noteWords.test(text))) return 'note';
  if (pointLabel.test(text)) return 'section';
  if (count === 1 && (context.mergedOver(row, first) || (!context.isTree && sectionNumber.test(text) && context.columns.length > 3)))
    return 'section';
  return undefined;
}

/** `编制人：张三    审核人：    日期：` in one cell or in several. */
export function isSignature(text: string, cells: readonly Cell[], count: number): boolean {
  const colon = text.search(/[:：]/);
  if (colon > 14) return false;
  const label = plainText(colon < 0 ? text : text.slice(0, colon));
  if (label.length < 2 || label.length > 14 || !signatureWords.test(label)) return false;
  if (colon >= 0) return true;
  // Labels without a colon: every other cell must be one too, or a record could be lost.
  return count >= 2 && cells.filter(filled).every((cell) => /[:：]/.test(cell.text) || signatureWords.test(plainText(cell.text)));
}

function isRepeatedHead(cells: readonly Cell[], columns: readonly HeadColumn[], count: number): boolean {
  let same = 0;
  for (const { from, group, leaf } of columns) {
    const text = cells[from]?.text ?? '';
    if (text !== '' && (plainText(text) === plainText(leaf) || (group !== '' && plainText(text) === plainText(group)))) same += 1;
  }
  return same >= 2 && same >= count * 0.6;
}

/** The line `1 2 3 4 …` or `(1) (2) (3)` under the head of printed forms. */
function isColumnNumbers(cells: readonly Cell[]): boolean {
  let expected = 0;
  for (const cell of cells) {
    if (!filled(cell)) continue;
    const number = Number(plainText(cell.text));
    if (!Number.isInteger(number) || number < 1 || (expected > 0 && number !== expected + 1)) return false;
    if (expected === 0 && number > 2) return false;
    expected = number;
  }
  return true;
}
