import { longDate } from '../../../db/domain/period';
import type { Block, CellValue, Column, Fact, Letter, Table } from '../document';
import type { Stamp } from '../dossier';
import type { F31Dossier, F31List, F31Version } from './dossier';
import { f31Sheets } from './sheets';
import { levelText, peopleText, placeText, signedBy, versionText } from './words';

/** A day to be written by hand while nobody stated one. */
const dayText = (day: string | null): string => (day === null ? '　　　　年　　月　　日' : longDate(day));
const blank = '　　　　　　　　';

/** A list of which a version is in force. */
type Listed = F31List & { inForce: F31Version };
const isListed = (list: F31List): list is Listed => list.inForce !== null;

/** F31 全员安全生产责任清单与公示 (A4 landscape; portrait for one post): a list of the posts, one part for each, where and when it hangs out. */
export function composeF31(dossier: F31Dossier, stamp: Stamp): Letter {
  const { enterprise, part, compiledOn, period } = dossier;
  const listed = dossier.lists.filter(isListed);
  return {
    type: 'letter',
    form: true,
    head: {
      ...stamp,
      code: 'F31',
      title: part.kind === 'post' ? '岗位安全生产责任清单' : '全员安全生产责任清单',
      ...(part.name === '' ? {} : { subtitle: part.name }),
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A4', orientation: part.kind === 'post' ? 'portrait' : 'landscape' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      running: [enterprise.name, part.name, `${period}现行`].filter((words) => words !== '').join(' · '),
    },
    blocks: [...(part.kind === 'post' ? onePost(dossier, listed) : manyPosts(dossier, listed)), signatures(dossier)],
    sheets: f31Sheets(dossier),
  };
}

/** A table of the posts, a part for each, the words of 公示. */
function manyPosts(dossier: F31Dossier, listed: readonly Listed[]): Block[] {
  const { apart } = dossier;
  return [
    { type: 'facts', facts: headFacts(dossier, listed) },
    { type: 'heading', level: 1, text: '一、岗位一览' },
    { type: 'table', table: overview(listed) },
    { type: 'heading', level: 1, text: '二、各岗位责任清单' },
    ...listed.flatMap((list, at) => listBlocks(list, at, apart && at > 0)),
    ...(apart && listed.length > 0 ? [{ type: 'pageBreak' } as const] : []),
    { type: 'heading', level: 1, text: '三、公示' },
    ...posting(dossier, listed),
  ];
}

/** One list on one page, to hang up at the post. */
const onePost = (dossier: F31Dossier, listed: readonly Listed[]): Block[] => [
  {
    type: 'facts',
    rowHeight: factHeight,
    facts: [
      { label: '单位名称', value: dossier.enterprise.name },
      ...listed.flatMap(listFacts),
      { label: '公示时间', value: spanText(dossier.posting) },
      { label: '公示地点', value: placeOf(dossier.posting) },
    ],
  },
  ...(listed.length === 0 ? [{ type: 'paragraph', text: '这一天没有现行的责任清单。' } as const] : []),
  ...listed.map(({ inForce }): Block => ({ type: 'table', table: dutyTable(inForce, true) })),
];

const headFacts = (dossier: F31Dossier, listed: readonly Listed[]): Fact[] => [
  { label: '单位名称', value: dossier.enterprise.name },
  { label: '信用代码', value: dossier.enterprise.uscc },
  { label: '现行日期', value: dossier.period },
  { label: '编制日期', value: dossier.compiledOn === null ? '' : longDate(dossier.compiledOn) },
  { label: '岗位、角色', value: `${listed.length} 个` },
  { label: '职责条目', value: `${listed.reduce((sum, { inForce }) => sum + inForce.duties.length, 0)} 条` },
];

const overviewColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number', align: 'center' },
  { key: 'department', title: '部门', width: 8 },
  { key: 'title', title: '岗位（角色）', width: 10 },
  { key: 'level', title: '层级', width: 5, align: 'center' },
  { key: 'people', title: '责任人员', width: 18 },
  { key: 'duties', title: '职责条数', width: 3, kind: 'number', align: 'center' },
  { key: 'version', title: '版本', width: 4, align: 'center' },
  { key: 'validFrom', title: '执行日期', width: 5.6, kind: 'date' },
];

const overview = (listed: readonly Listed[]): Table => ({
  columns: overviewColumns,
  rows: listed.map((list, at): CellValue[] => [
    at + 1,
    placeText(list),
    list.title,
    levelText(list),
    peopleText(list),
    list.inForce.duties.length,
    versionText(list.inForce),
    list.inForce.validFrom,
  ]),
  empty: '这一天没有现行的责任清单。',
});

const dutyColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2, kind: 'number', align: 'center' },
  { key: 'text', title: '职责条目', width: 17 },
  { key: 'frequency', title: '履职频次', width: 6, align: 'center' },
  { key: 'evidence', title: '履职记录', width: 9 },
  { key: 'criteria', title: '考核标准', width: 12 },
  { key: 'standard', title: '标准分', width: 2.4, align: 'center' },
  { key: 'basis', title: '依据', width: 14 },
];

/** Widths with which the columns fit on a page that stands upright. */
const narrowWidths = [2, 12, 4.5, 6, 9, 2.4, 8];

/** Columns in which something stands; what every list has is shown even where it is empty. */
function dutyTable({ duties }: F31Version, narrow = false): Table {
  const all = duties.map((duty, at): CellValue[] => [
    at + 1,
    duty.text,
    duty.frequency,
    duty.evidence,
    duty.criteria,
    duty.standard10 === null ? '' : duty.standard10 / 10,
    duty.legalBasis,
  ]);
  const always = new Set(['no', 'text', 'frequency', 'criteria']);
  const shown = dutyColumns.flatMap(({ key }, at) => (always.has(key) || all.some((row) => row[at] !== '') ? [at] : []));
  return {
    columns: shown.map((at) => ({ ...dutyColumns[at]!, ...(narrow && { width: narrowWidths[at]! }) })),
    rows: all.map((row) => shown.map((at) => row[at]!)),
    tall: true,
  };
}

const listBlocks = (list: Listed, at: number, apart: boolean): Block[] => [
  ...(apart ? [{ type: 'pageBreak' } as const] : []),
  { type: 'heading', level: 2, text: `${at + 1}．${list.title}` },
  { type: 'facts', rowHeight: factHeight, facts: listFacts(list) },
  { type: 'table', table: dutyTable(list.inForce) },
];

/** Low lines: a list and its facts should stand on one page. */
const factHeight = 7;

const listFacts = (list: Listed): Fact[] => {
  const { approvedBy, approvedOn, validFrom, scope, criteria } = list.inForce;
  return [
    { label: '部门', value: placeText(list) },
    { label: '层级', value: levelText(list) },
    { label: '版本', value: `${versionText(list.inForce)}${validFrom === null ? '' : `，${validFrom} 起`}` },
    { label: '批准', value: [approvedBy, approvedOn ?? ''].filter((words) => words !== '').join('　') },
    { label: '责任人员', value: peopleText(list) },
    { label: '责任范围', value: scope },
    ...(criteria === '' ? [] : [{ label: '考核标准', value: criteria }]),
  ];
};

const spanText = ({ from, to }: F31Dossier['posting']): string =>
  from !== null && to === null ? `${dayText(from)}起长期公示` : `${dayText(from)}至${dayText(to)}`;
const placeOf = ({ place }: F31Dossier['posting']): string => (place === '' ? blank : place);

/** 公示: to whom, from when to when, where. */
function posting({ posting: stated, part, enterprise }: F31Dossier, listed: readonly Listed[]): Block[] {
  const what = `${part.name === '' ? '全员' : part.name}安全生产责任清单（${listed.length} 个岗位、角色）`;
  return [
    `现将${enterprise.name}${what}予以公示，请各岗位人员知悉并履行职责，接受全体从业人员监督。`,
    `公示时间：${spanText(stated)}`,
    `公示地点：${placeOf(stated)}`,
    '对清单有意见的，请在公示期间向安全生产管理部门或工会反映。',
  ].map((text): Block => ({ type: 'paragraph', text }));
}

const signatures = ({ preparedBy, reviewedBy, approvedBy }: F31Dossier): Block => ({
  type: 'signatures',
  signatures: [
    signedBy('编制', preparedBy),
    signedBy('审核', reviewedBy),
    { ...signedBy('主要负责人批准（签字）', approvedBy), date: true },
  ],
});
