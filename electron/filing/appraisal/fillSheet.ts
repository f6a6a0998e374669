import type { CellValue, Column, Register } from '../document';
import { markHead, noDepartment } from '../roundSheet/compose';
import { fillMark, type StoredScores } from './fillMark';

/** Heads of what a sheet shows. */
export const fillShown = {
  person: '姓名',
  post: '岗位',
  no: '条',
  text: '考核条目（职责）',
  criteria: '考核标准',
  standard: '标准分',
} as const;
/** Heads that a collected sheet is read back by; printed exactly so. */
export const fillHeads = { self: '自评得分', selfNote: '自评说明', check: '考核得分', reason: '扣分原因' } as const;
export { markHead };

export interface FillPerson {
  personName: string;
  title: string;
  items: readonly (StoredScores & { id: string; text: string; criteria: string; standard10: number })[];
}
export interface FillSheet {
  enterprise: string;
  uscc: string;
  /** As `workspaceMark` writes it. */
  workspace: string;
  period: { id: string; name: string; fromOn: string; toOn: string; isOfLeaders: boolean };
  /** With columns for whoever assesses. */
  withCheck: boolean;
  departments: readonly { department: string; people: readonly FillPerson[] }[];
}

const points = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);
const score = (key: 'self' | 'check'): Column => ({
  key,
  title: fillHeads[key],
  width: 4.5,
  kind: 'number',
  align: 'center',
  entry: { kind: 'number', upTo: 'standard', hint: '填 0 到标准分之间的数，最多一位小数。' },
});
const words = (key: 'selfNote' | 'reason', width: number): Column => ({
  key,
  title: fillHeads[key],
  width,
  entry: { kind: 'text', most: 500, hint: '最多 500 字。' },
});

const columnsOf = (withCheck: boolean): readonly Column[] => [
  { key: 'person', title: fillShown.person, width: 5, align: 'center' },
  { key: 'post', title: fillShown.post, width: 8 },
  { key: 'no', title: fillShown.no, width: 2.2, kind: 'number', align: 'center' },
  { key: 'text', title: fillShown.text, width: 22 },
  { key: 'criteria', title: fillShown.criteria, width: 15 },
  { key: 'standard', title: fillShown.standard, width: 3.6, kind: 'number', align: 'center' },
  score('self'),
  words('selfNote', 12),
  ...(withCheck ? [score('check'), words('reason', 12)] : []),
  { key: 'mark', title: markHead, width: 3, hidden: true },
];

const guide = (withCheck: boolean): string =>
  [
    '只填黄色的格：自评得分填 0 到标准分之间的数（最多一位小数），需要说明的写在自评说明栏。',
    withCheck ? '考核得分由考核人填写，低于标准分的要写扣分原因。' : '',
    '空着的视为还没有填。可以另存、改文件名、按姓名筛选，不要增删行和列；填完把本文件交回安全管理部门。',
  ].join('');

/** 2026年第三季度安全生产责任制考核表 */
export const fillTitle = ({ name, isOfLeaders }: Pick<FillSheet['period'], 'name' | 'isOfLeaders'>): string =>
  `${name.replace(/(考核|评价)表?$/, '')}${isOfLeaders ? '评价表' : '考核表'}`;

/** Assessment sheets for departments that fill them in in a spreadsheet, one department on each. */
export function composeFillSheet({ enterprise, uscc, workspace, period, withCheck, departments }: FillSheet): Register {
  const columns = columnsOf(withCheck);
  const title = fillTitle(period);
  return {
    type: 'register',
    head: {
      code: 'appraisalSheet',
      title,
      draft: false,
      paper: { size: 'A4', orientation: 'landscape' },
      enterprise,
      uscc,
      running: [enterprise, period.name].join(' · '),
    },
    sections: departments.map(({ department, people }) => ({
      title,
      sheet: department || noDepartment,
      facts: [
        { label: '单位名称', value: enterprise },
        { label: '考核期间', value: `${period.fromOn} 至 ${period.toOn}` },
        { label: '部门', value: department || noDepartment },
        { label: '人数', value: String(people.length) },
        { label: '填写说明', value: guide(withCheck) },
      ],
      table: {
        columns,
        rows: people.flatMap(({ personName, title: post, items }) =>
          items.map((item, at): CellValue[] => [
            personName,
            post || null,
            at + 1,
            item.text,
            item.criteria || null,
            points(item.standard10),
            points(item.self10),
            item.selfNote || null,
            ...(withCheck ? [points(item.check10), item.reason || null] : []),
            fillMark(workspace, period.id, item),
          ]),
        ),
        frozenColumns: 3,
      },
      signatures: [
        { label: `${department || noDepartment}负责人（签字）`, date: true },
        ...(withCheck ? [{ label: '考核人（签字）', date: true }] : []),
      ],
    })),
  };
}
