import { meanShareOf, type AppraisalGrade } from '../../../db/domain/responsibility/appraise';
import type { FoundMatch } from '../../../db/domain/responsibility/found';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column, Letter, Register } from '../document';

/** Tenths as points; null for none. */
const points = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);
const percent = (share: number | null): string => (share === null ? '' : `${share / 10}%`);
const gradeWord = (grade: AppraisalGrade | string | null): string =>
  grade === null ? '' : term('appraisalGrade', grade as AppraisalGrade);
const outcomeWords = ({ outcome, outcomeNote }: { outcome: string; outcomeNote: string }): string =>
  [outcome === '' ? '' : term('appraisalOutcome', outcome as 'reward'), outcomeNote].filter((words) => words !== '').join('：');

interface Enterprise {
  name: string;
  uscc: string;
}
interface Period {
  name: string;
  fromOn: string;
  toOn: string;
  isOfLeaders: boolean;
  excellentFrom: number;
  qualifiedFrom: number;
}

/** One person's sheet with its duties as it is printed. */
export interface SheetPaper {
  period: Period;
  personName: string;
  department: string;
  title: string;
  full10: number;
  self10: number | null;
  check10: number | null;
  share: number | null;
  grade: string | null;
  assessor: string;
  assessedOn: string | null;
  outcome: string;
  outcomeNote: string;
  rectification: string;
  items: readonly {
    text: string;
    criteria: string;
    standard10: number;
    self10: number | null;
    selfNote: string;
    check10: number | null;
    reason: string;
    found: readonly FoundMatch[];
  }[];
}

/** Records told on paper beside one duty; the rest is counted. */
const mostFound = 5;

function foundBlocks(items: SheetPaper['items']): Block[] {
  const rows = items.flatMap(({ found }, at): CellValue[][] => [
    ...found.slice(0, mostFound).map(({ on, text, state }): CellValue[] => [at + 1, on, text, term('foundState', state)]),
    ...(found.length > mostFound ? [[at + 1, null, `另有 ${found.length - mostFound} 条`, null]] : []),
  ]);
  return annex(
    '查到的履职记录',
    [
      { key: 'on', title: '日期', width: 6, kind: 'date', align: 'center' },
      { key: 'text', title: '记录', width: 24 },
      { key: 'state', title: '情况', width: 6, align: 'center' },
    ],
    rows,
  );
}

/** What the assessed person says to the self scores, by item. */
function noteBlocks(items: SheetPaper['items']): Block[] {
  const rows = items.flatMap(({ selfNote }, at): CellValue[][] => (selfNote === '' ? [] : [[at + 1, selfNote]]));
  return annex('自评说明', [{ key: 'note', title: '自评说明', width: 36 }], rows);
}

/** A table behind the sheet whose rows begin with the number of their item; nothing where there are none. */
function annex(title: string, columns: readonly Column[], rows: CellValue[][]): Block[] {
  if (rows.length === 0) return [];
  return [
    { type: 'heading', level: 1, text: `附：${title}` },
    { type: 'table', table: { columns: [{ key: 'item', title: '条目', width: 3, align: 'center' }, ...columns], rows } },
  ];
}

/** 责任制考核表 (leaders: 安全履职评价表) of one person, filled as far as it is scored; blanks are written by hand. */
export function composeAppraisalSheet(sheet: SheetPaper, { name, uscc }: Enterprise): Letter {
  const { period, items, full10, self10, check10 } = sheet;
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'appraisal',
      title: period.isOfLeaders ? '领导安全履职评价表' : '安全生产责任制考核表',
      subtitle: period.name,
      draft: false,
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: name,
      uscc,
      running: [name, period.name, sheet.personName].join(' · '),
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: name },
          { label: '被考核人', value: sheet.personName },
          { label: '部门', value: sheet.department },
          { label: '岗位', value: sheet.title },
          { label: '考核日期', value: sheet.assessedOn ?? '' },
        ],
      },
      {
        type: 'table',
        table: {
          columns: [
            // Wide enough that the sheet of a usual post with its signatures is one page.
            { key: 'no', title: '序号', width: 2.2, kind: 'number', align: 'center' },
            { key: 'text', title: '考核条目（职责）', width: 15 },
            { key: 'criteria', title: '考核标准', width: 13 },
            { key: 'standard', title: '标准分', width: 3.2, kind: 'number', align: 'center' },
            { key: 'self', title: '自评', width: 2.4, kind: 'number', align: 'center' },
            { key: 'check', title: '得分', width: 2.4, kind: 'number', align: 'center' },
            { key: 'reason', title: '扣分原因', width: 7 },
          ],
          rows: items.map((item, at): CellValue[] => [
            at + 1,
            item.text,
            item.criteria || null,
            points(item.standard10),
            points(item.self10),
            points(item.check10),
            item.reason || null,
          ]),
          total: [null, '合计', null, points(full10), points(self10), points(check10), null],
        },
      },
      {
        type: 'facts',
        facts: [
          { label: '得分率', value: percent(sheet.share) },
          { label: '等级', value: gradeWord(sheet.grade) },
          { label: '结果应用', value: outcomeWords(sheet) },
          { label: '整改要求', value: sheet.rectification },
        ],
      },
      { type: 'note', text: `考核期间：${period.fromOn} 至 ${period.toOn}。${limitsText(period)}` },
      {
        type: 'signatures',
        signatures: [
          { label: '被考核人（签字）', date: true },
          { label: '考核人（签字）', ...(sheet.assessor === '' ? {} : { name: sheet.assessor }), date: true },
        ],
      },
      ...noteBlocks(items),
      ...foundBlocks(items),
    ],
  };
}

const limitsText = ({ excellentFrom, qualifiedFrom }: Pick<Period, 'excellentFrom' | 'qualifiedFrom'>): string =>
  `等级按得分率确定：优秀 ${excellentFrom / 10}% 及以上，合格 ${qualifiedFrom / 10}% 及以上，其余为不合格。`;

interface SummaryRow {
  personName: string;
  department: string;
  title: string;
  full10: number;
  self10: number | null;
  check10: number | null;
  share: number | null;
  place: number | null;
  grade: string | null;
  deductions: string;
  outcome: string;
  outcomeNote: string;
  signedOn: string | null;
}

const mean = (shares: readonly number[]): number | null =>
  shares.length === 0 ? null : meanShareOf(shares.reduce((sum, one) => sum + one, 0) / (1000 * shares.length));

function departmentRow(department: string, rows: readonly SummaryRow[]): CellValue[] {
  const of = (grade: AppraisalGrade) => rows.filter((row) => row.grade === grade).length;
  return [
    department,
    rows.length,
    rows.filter(({ check10 }) => check10 !== null).length,
    of('excellent'),
    of('qualified'),
    of('unqualified'),
    percent(mean(rows.flatMap(({ share }) => share ?? []))) || null,
  ];
}

/** 考核结果汇总表: departments, everybody by place, and who was not assessed and why. */
export function composeAppraisalSummary(
  {
    period,
    rows,
    without,
  }: {
    period: Period;
    rows: readonly SummaryRow[];
    without: readonly { name: string; department: string; title: string; why: string }[];
  },
  { name, uscc }: Enterprise,
): Register {
  const facts = [
    { label: '单位名称', value: name },
    { label: '考核期间', value: `${period.fromOn} 至 ${period.toOn}` },
  ];
  const ranked = rows.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity));
  const byDepartment = Map.groupBy(rows, ({ department }) => department || '未分部门');
  const columns = {
    place: { key: 'place', title: '名次', width: 3, kind: 'number', align: 'center' },
    grade: { key: 'grade', title: '等级', width: 4, align: 'center' },
  } as const;
  return {
    type: 'register',
    head: {
      code: 'appraisalSummary',
      title: `${period.name}结果汇总表`,
      draft: false,
      paper: { size: 'A4', orientation: 'landscape' },
      enterprise: name,
      uscc,
      running: [name, period.name].join(' · '),
    },
    sections: [
      {
        title: `${period.name}结果汇总表`,
        sheet: '考核结果',
        facts,
        table: {
          columns: [
            columns.place,
            { key: 'person', title: '姓名', width: 5, align: 'center' },
            { key: 'department', title: '部门', width: 8 },
            { key: 'title', title: '岗位', width: 8 },
            { key: 'full', title: '标准分', width: 4, kind: 'number', align: 'center' },
            { key: 'self', title: '自评', width: 4, kind: 'number', align: 'center' },
            { key: 'check', title: '得分', width: 4, kind: 'number', align: 'center' },
            { key: 'share', title: '得分率', width: 4, align: 'center' },
            columns.grade,
            { key: 'deductions', title: '扣分原因', width: 13 },
            { key: 'outcome', title: '结果应用', width: 8 },
            { key: 'signedOn', title: '本人确认', width: 6, kind: 'date', align: 'center' },
          ],
          rows: ranked.map((row): CellValue[] => [
            row.place,
            row.personName,
            row.department || null,
            row.title || null,
            points(row.full10),
            points(row.self10),
            points(row.check10),
            percent(row.share) || null,
            gradeWord(row.grade) || '未考核',
            row.deductions || null,
            outcomeWords(row) || null,
            row.signedOn,
          ]),
          frozenColumns: 2,
        },
        notes: [limitsText(period)],
        signatures: [
          { label: '制表人', date: true },
          { label: '安全管理部门负责人', date: true },
          { label: '主要负责人', date: true },
        ],
      },
      {
        title: '各部门考核情况',
        facts,
        table: {
          columns: [
            { key: 'department', title: '部门', width: 16 },
            { key: 'people', title: '应考核', width: 6, kind: 'number', align: 'center' },
            { key: 'checked', title: '已考核', width: 6, kind: 'number', align: 'center' },
            { key: 'excellent', title: '优秀', width: 6, kind: 'number', align: 'center' },
            { key: 'qualified', title: '合格', width: 6, kind: 'number', align: 'center' },
            { key: 'unqualified', title: '不合格', width: 6, kind: 'number', align: 'center' },
            { key: 'share', title: '平均得分率', width: 8, align: 'center' },
          ],
          rows: [...byDepartment].map(([department, own]) => departmentRow(department, own)),
          total: departmentRow('合计', rows),
        },
      },
      ...(without.length === 0
        ? []
        : [
            {
              title: '未列入考核的人员',
              facts,
              table: {
                columns: [
                  { key: 'name', title: '姓名', width: 8, align: 'center' as const },
                  { key: 'department', title: '部门', width: 14 },
                  { key: 'title', title: '岗位', width: 14 },
                  { key: 'why', title: '原因', width: 18 },
                ],
                rows: without.map((person): CellValue[] => [person.name, person.department || null, person.title || null, person.why]),
              },
            },
          ]),
    ],
  };
}
