import { z } from 'zod';
import { text } from '../field';
import { riskLevels } from '../risk/scale';

/** Papers whose content can be put into a table or a text that an authority gave. */
export const formCodes = ['F07', 'F08', 'F09', 'F10', 'F40'] as const;
export type FormCode = (typeof formCodes)[number];

/** What a paper tells line by line. */
export const formLists = ['risks', 'departments', 'changes', 'team', 'items'] as const;
export type FormList = (typeof formLists)[number];

/** Ways in which a form writes days; the empty one leaves it to the cell, where that shows a date by itself. */
export const datePatterns = ['', 'yyyy-MM-dd', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'yyyy年M月', 'yyyy 年 M 月 d 日', 'yyyy'] as const;
/** As papers write it in a sentence: a document has no look of days by itself. */
export const usualDate = 'yyyy年M月d日';

/**
 * What is written into one place of a form: text with fields in braces, `填报单位：{enterprise}`. A line whose fields are all empty is left
 * out where there are several.
 */
export const formValue = z.object({
  text: z.string().max(2000),
  /** This form's word of a stored one: `{ major: 'Ⅰ级' }`. */
  words: z.record(z.string().max(40), z.string().max(60)).default({}),
  date: z.enum(datePatterns).default(''),
  empty: text(20).default(''),
});
export type FormValue = z.output<typeof formValue>;

const row = z.number().int().min(0).max(1_048_575);
const column = z.number().int().min(0).max(511);
const sheet = z.string().min(1).max(100);

/** A table of a worksheet with a line for each record. Rows and columns are 0-based; what stood there is kept, to notice another edition. */
const xlsxTable = z.object({
  sheet,
  list: z.enum(formLists),
  /** Only risks of these levels; none means all. */
  levels: z.array(z.enum(riskLevels)).max(4).default([]),
  /** Rows of the head, both included. */
  top: row,
  bottom: row,
  /** The row that the others are made like, and the last row of the form that is kept free for records. */
  first: row,
  last: row,
  /** Said in the first row when there is nothing to list. */
  none: text(60).default('无'),
  columns: z
    .array(z.object({ column, title: text(300), value: formValue }))
    .min(1)
    .max(200),
});

/** A single cell; `was` is what the form itself says there, `label` what stands beside it. */
const xlsxCell = z.object({ sheet, row, column, was: z.string().max(4000).default(''), label: text(300).default(''), value: formValue });

/** Where an xlsx form wants what. */
export const xlsxMapping = z.object({
  tables: z.array(xlsxTable).max(40),
  cells: z.array(xlsxCell).max(500),
  /** The sheet that stands once for each department, with its lines and its numbers; empty for none. */
  departmentSheet: z.string().max(100).default(''),
});
export type XlsxMapping = z.output<typeof xlsxMapping>;
export type XlsxTable = XlsxMapping['tables'][number];

const field = /\{([a-zA-Z]+)\}/g;

/** Keys of the fields that a text names. */
export const fieldsIn = (text: string): string[] => Array.from(text.matchAll(field), ([, key]) => key!);

/** The same text with the fields called otherwise: by their titles for people, by their keys for storage; unknown names stay as they are. */
export const renamed = (text: string, nameOf: (name: string) => string | undefined): string =>
  text.replace(/\{([^{}]{1,60})\}/g, (whole, name: string) => {
    const other = nameOf(name.trim());
    return other === undefined ? whole : `{${other}}`;
  });

/** A value that is one field and nothing else. */
export const plainValue = (key: string, more: Partial<FormValue> = {}): FormValue => ({
  words: {},
  date: '',
  empty: '',
  ...more,
  text: `{${key}}`,
});

/** What a person states of a form beside where it wants what. */
export const formDraft = z.object({ name: text(200).min(1), code: z.enum(formCodes), authorityId: z.uuid().nullable() });

/** How forms write stored words, by the kind of word and in the order of its terms. */
export const wordSets: Readonly<Record<string, readonly (readonly string[])[]>> = {
  riskLevel: [
    ['重大风险', '较大风险', '一般风险', '低风险'],
    ['Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级'],
    ['一级', '二级', '三级', '四级'],
    ['1级', '2级', '3级', '4级'],
    ['1', '2', '3', '4'],
    ['A级', 'B级', 'C级', 'D级'],
    ['红', '橙', '黄', '蓝'],
    ['红色', '橙色', '黄色', '蓝色'],
  ],
  levelColour: [['红色', '橙色', '黄色', '蓝色']],
  controlLevel: [
    ['公司', '车间', '班组', '岗位'],
    ['公司级', '部门级', '班组级', '岗位级'],
    ['厂级', '车间级', '班组级', '岗位级'],
  ],
};
