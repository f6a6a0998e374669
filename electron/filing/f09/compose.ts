import { longDate } from '../../../db/domain/period';
import { comparisons } from '../../../db/domain/round/round';
import { term } from '../../../db/domain/term';
import { controlLevels } from '../../../db/domain/risk/risk';
import { countsText, levelCells, levelColumns, sumCounts } from '../counts';
import type { Block, CellValue, Fact, Letter } from '../document';
import type { Stamp } from '../dossier';
import {
  annexLabel,
  chineseNumber,
  correctedIn,
  correctedText,
  paragraphsOf,
  roundCorrectionsText,
  scaleText,
  type FigurePart,
} from '../wording';
import { annexesOf, isUpper } from './attachments';
import type { F09Dossier } from './dossier';
import { publicView } from './publish';

const text = (words: string): Block => ({ type: 'paragraph', text: words });
/** Small print that tells which figures above were corrected; by whom only where people are named. */
const corrected = ({ corrections, posts }: F09Dossier, part: FigurePart): Block[] =>
  correctedText(correctedIn(corrections, part).map((one) => (posts ? { ...one, by: '' } : one))).map((note): Block => ({
    type: 'note',
    text: note,
  }));
/** A day to be written by hand while nobody stated one. */
const dayText = (date: string | null): string => (date ? longDate(date) : '　　　　年　　月　　日');
const pending = (what: string): string => `（待补：${what}）`;

/** F09 年度安全风险评估结果公示: what the public reads, the table of 重大 and 较大 risks, the record of what came back. */
export function composeF09(stored: F09Dossier, stamp: Stamp): Letter {
  const { dossier } = publicView(stored);
  const { enterprise, compiledOn, year } = dossier;
  const annexes = annexesOf(dossier);
  const label = (index: number) => annexLabel(index, annexes.length);
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F09',
      title: `${year}年度安全风险评估结果公示`,
      subtitle: enterprise.name,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    blocks: [
      text(
        `按照《中华人民共和国安全生产法》关于安全风险分级管控的规定，我单位完成了${year}年度安全风险评估，现将结果向社会公示，接受职工群众和社会监督。`,
      ),
      ...chapters(dossier, (words) => label(annexes.findIndex(({ title }) => title.includes(words)))),
      ...annexes.flatMap(({ title, wide, blocks }, index): Block[] => [
        { type: 'attachment', label: label(index), title, ...(wide ? { orientation: 'landscape' as const } : {}) },
        ...blocks,
      ]),
    ],
    attachments: annexes.map(({ title }) => title),
    sender: enterprise.name,
  };
}

/** Name of the annex whose title holds the words, e.g. 附件2. */
type See = (words: string) => string;

function chapters(dossier: F09Dossier, see: See): Block[] {
  const parts: readonly [string, Block[]][] = [
    ['企业概况', [{ type: 'facts', facts: profile(dossier) }]],
    ['评估组织与方法', organisation(dossier)],
    ['各级安全风险数量', results(dossier)],
    ['重大、较大安全风险及管控措施', serious(dossier, see)],
    ['年度变化情况', changes(dossier, see)],
    ['公示时间、地点和意见反馈', publicity(dossier)],
  ];
  return parts.flatMap(([title, blocks], index): Block[] => [
    { type: 'heading', level: 1, text: `${chineseNumber(index + 1)}、${title}` },
    ...blocks,
  ]);
}

const profile = ({ enterprise, profile: own }: F09Dossier): Fact[] => [
  { label: '单位名称', value: enterprise.name },
  { label: '信用代码', value: enterprise.uscc },
  { label: '主要负责人', value: own.principal },
  { label: '单位地址', value: own.address },
  { label: '所属行业', value: own.industry },
  { label: '企业规模', value: own.scale },
  { label: '从业人员', value: own.headcount === null ? '' : `${own.headcount} 人` },
  { label: '所在地区', value: own.region },
];

function organisation(dossier: F09Dossier): Block[] {
  const { rounds, leads, year, scope, riskPoints, methodNote, scales, roundCorrections } = dossier;
  const members = rounds.at(-1);
  const group =
    members && members.team > 0
      ? `评估组由 ${members.team} 人组成${leads.length > 0 ? `，${leads.join('、')}` : ''}，其中职工代表 ${members.workerRepresentatives} 人。`
      : '';
  return [
    text(
      `${year}年度我单位共开展安全风险评估 ${rounds.length} 轮。${group}评估范围为${scope.trim().replace(/[。；;]$/, '') || '全公司'}，共 ${riskPoints} 个风险点。`,
    ),
    ...corrected(dossier, 'scope'),
    {
      type: 'table',
      caption: '年度评估情况',
      table: {
        columns: [
          { key: 'no', title: '序号', width: 2.5, kind: 'number' },
          { key: 'name', title: '评估轮次', width: 14 },
          { key: 'on', title: '评估日期', width: 5.6, kind: 'date' },
          { key: 'team', title: '评估组（人）', width: 4, kind: 'number' },
          { key: 'workers', title: '职工代表（人）', width: 4, kind: 'number' },
          { key: 'risks', title: '安全风险（条）', width: 4, kind: 'number' },
        ],
        rows: rounds.map(({ name, assessedOn, team, workerRepresentatives, risks }, index): CellValue[] => [
          index + 1,
          name,
          assessedOn,
          team,
          workerRepresentatives,
          risks,
        ]),
      },
    },
    ...paragraphsOf(methodNote).map(text),
    ...scales.map((scale) => text(scaleText(scale))),
    ...roundCorrectionsText(roundCorrections).map((words): Block => ({ type: 'note', text: words })),
  ];
}

function results(dossier: F09Dossier): Block[] {
  const { results: rows, roundName, assessedOn } = dossier;
  const counts = rows.map((row) => row.counts);
  const all = sumCounts(counts);
  return [
    text(
      `${assessedOn ? `截至${longDate(assessedOn)}（${roundName}）` : `截至${roundName}`}，我单位安全风险${countsText(all)}。按责任单位分布如下：`,
    ),
    {
      type: 'table',
      caption: '安全风险分布表（条）',
      table: {
        columns: [
          { key: 'no', title: '序号', width: 2.5, kind: 'number' },
          { key: 'department', title: '责任单位', width: 9 },
          ...levelColumns(counts),
        ],
        rows: rows.map(({ department, counts: own }, index) => [index + 1, department, ...levelCells(own, all.ungraded > 0)]),
        total: [null, '合计', ...levelCells(all, all.ungraded > 0)],
        empty: '无安全风险',
      },
    },
    ...corrected(dossier, 'levels'),
  ];
}

function serious({ serious: risks, posts }: F09Dossier, see: See): Block[] {
  if (risks.length === 0) return [text('我单位无重大、较大安全风险。')];
  const told = posts ? '责任岗位' : '责任人';
  return [
    text(
      `${levelText(risks, 'major')}；${levelText(risks, 'considerable')}。上一级负责管控的风险，下一级同时管控。各项风险的位置、可能发生的事故、主要管控措施和${told}见${see('管控措施')}。`,
    ),
  ];
}

/** How many there are of a level, and at which levels they are controlled. */
function levelText(all: F09Dossier['serious'], level: 'major' | 'considerable'): string {
  const risks = all.filter((risk) => risk.level === level);
  const controlled = [...controlLevels, null].flatMap((control) => {
    const count = risks.filter(({ controlLevel }) => controlLevel === control).length;
    return count === 0 ? [] : [{ count, words: control === null ? '待明确管控层级' : `由${term('controlLevel', control)}管控` }];
  });
  const [first, ...others] = controlled;
  const words =
    first === undefined
      ? ''
      : others.length === 0
        ? `，均${first.words}`
        : `，其中 ${controlled.map(({ count, words: each }) => `${count} 条${each}`).join('、')}`;
  return `${term('riskLevel', level)}风险 ${risks.length} 条${words}`;
}

/** The counts of the year; those that touch the upper two levels stand by name in an annex. */
function changes(dossier: F09Dossier, see: See): Block[] {
  const { previous, changes: all, unchanged } = dossier;
  if (!previous) return [text('本年度为首次评估，没有可比较的上年度评估结果。')];
  const number = (kind: (typeof comparisons)[number]) => (kind === 'same' ? unchanged : all.filter(({ change }) => change === kind).length);
  const upper = all.filter(isUpper).length;
  return [
    text(
      `与${previous.name}${previous.assessedOn ? `（${longDate(previous.assessedOn)}，共 ${previous.total} 条）` : ''}比较，安全风险变化如下：`,
    ),
    {
      type: 'table',
      caption: '年度变化（条）',
      table: {
        columns: comparisons.map((kind) => ({
          key: kind,
          title: kind === 'up' || kind === 'down' ? `等级${term('comparison', kind)}` : term('comparison', kind),
          width: 5,
          kind: 'number' as const,
        })),
        rows: [comparisons.map(number)],
      },
    },
    ...corrected(dossier, 'changes'),
    text(upper === 0 ? '重大、较大安全风险没有变化。' : `其中涉及重大、较大安全风险的变化 ${upper} 条，变化情况和原因见${see('变化')}。`),
  ];
}

function publicity({ publicity: { from, to, place, department, phone }, profile: { address } }: F09Dossier): Block[] {
  return [
    {
      type: 'facts',
      facts: [
        { label: '公示起止', value: `${dayText(from)}至${dayText(to)}` },
        { label: '公示地点', value: place.trim() || pending('公示地点') },
        { label: '受理部门', value: department.trim() || pending('意见受理部门') },
        { label: '监督电话', value: `${phone.trim() || pending('监督电话（固定电话）')}（本单位）\n12350（安全生产举报投诉特服电话）` },
        ...(address ? [{ label: '受理地址', value: address }] : []),
      ],
    },
    text('公示期内，任何单位和个人对公示内容有异议的，可通过电话、来信、来访等方式反映，我单位将逐项核实并答复。'),
  ];
}
