import { riskLevels } from '../../db/domain/risk/scale';
import { comparisons } from '../../db/domain/round/round';
import { term, terms } from '../../db/domain/term';
import type { CrossFigure } from './crossTable';
import type { Difference } from './difference';
import type { CellValue, Register, RegisterSection } from './document';

export interface DifferenceHead {
  code: string;
  title: string;
  enterprise: string;
  uscc: string;
  /** Numbers of the two papers, or 送审稿. */
  before: string;
  after: string;
}

/** 变化对照表 of two papers of one code: figures, particulars, and line by line what came, went and changed. */
export function composeDifference({ code, title, enterprise, uscc, before, after }: DifferenceHead, found: Difference): Register {
  const facts = [
    { label: '单位名称', value: enterprise },
    { label: '材料', value: title },
    { label: '上次', value: before },
    { label: '本次', value: after },
  ];
  const told = found.changed.filter((line) => !isOnlyDated(line));
  const dated = found.changed.length - told.length;
  const sections: RegisterSection[] = [
    {
      title: '变化对照表（数字）',
      sheet: '数字',
      facts,
      table: {
        columns: [
          { key: 'what', title: '项目', width: 14 },
          { key: 'before', title: '上次', width: 6, kind: 'number' },
          { key: 'after', title: '本次', width: 6, kind: 'number' },
          { key: 'change', title: '增减', width: 6, kind: 'number' },
        ],
        rows: [
          ...found.figures.map((pair) => figureRow(figureWords(pair.key as CrossFigure), pair)),
          ...found.departments.map((pair) => figureRow(pair.key, pair)),
        ],
        empty: '没有可比的数字',
      },
    },
    {
      title: '变化对照表（条目）',
      sheet: '条目',
      facts,
      table: {
        columns: [
          { key: 'kind', title: '变化', width: 4, align: 'center' },
          { key: 'name', title: '条目', width: 16 },
          { key: 'field', title: '栏目', width: 7 },
          { key: 'before', title: '上次', width: 16 },
          { key: 'after', title: '本次', width: 16 },
        ],
        rows: linesOf({ ...found, changed: told }),
        empty: dated === 0 ? '与上次相比没有变化' : '除评价日期外没有变化',
      },
      ...(dated === 0 ? {} : { notes: [`另有 ${dated} 条只有评价日期、下次评价日期随本次评估更新，不逐条列出。`] }),
      signatures: [{ label: '编制人', date: true }],
    },
  ];
  return {
    type: 'register',
    head: { code, title: '变化对照表', draft: false, paper: { size: 'A4', orientation: 'landscape' }, enterprise, uscc },
    sections,
  };
}

/** Every round moves the days of every line: that alone is no change to read. */
const days: ReadonlySet<string> = new Set(['assessedOn', 'nextReviewOn']);
const isOnlyDated = ({ fields: moved }: Difference['changed'][number]): boolean => moved.every(({ field }) => days.has(field));

const figureRow = (what: string, { before, after }: { before: number | null; after: number | null }): CellValue[] => [
  what,
  before,
  after,
  before === null || after === null ? null : after - before,
];

const linesOf = ({ particulars, added, gone, changed }: Difference): CellValue[][] => [
  ...particulars.map(({ field, before, after }): CellValue[] => ['填报', '（全件）', fieldWords(field), before, after]),
  ...added.map(({ name }): CellValue[] => ['新增', name, '', '', '']),
  ...gone.map(({ name }): CellValue[] => ['减少', name, '', '', '']),
  ...changed.flatMap(({ name, fields }) =>
    fields.map(({ field, before, after }): CellValue[] => ['变更', name, fieldWords(field), before, after]),
  ),
];

/** Names of figures as papers write them. */
export function figureWords(key: CrossFigure): string {
  if ((riskLevels as readonly string[]).includes(key)) return `${term('riskLevel', key as 'low')}风险`;
  if ((comparisons as readonly string[]).includes(key)) return term('comparison', key as 'up');
  return term('paperFigure', key as 'total');
}

const fields: Record<string, string> = { ...terms.paperField, ...terms.field };
/** Names of fields as papers write them. */
export const fieldWords = (field: string): string => fields[field] ?? field;
