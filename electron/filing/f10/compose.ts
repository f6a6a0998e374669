import { comparisons } from '../../../db/domain/round/round';
import { longDate } from '../../../db/domain/period';
import { sentence } from '../../../db/domain/round/notice';
import { term } from '../../../db/domain/term';
import { countsText, levelCells, levelColumns, noDepartment, sumCounts, withRisks } from '../counts';
import type { Block, Fact, Letter } from '../document';
import type { Stamp } from '../dossier';
import {
  annexLabel,
  chineseNumber,
  correctedIn,
  correctedText,
  dateWords,
  paragraphsOf,
  regulationText,
  roundCorrectionsText,
  scaleText,
  type FigurePart,
} from '../wording';
import { attachments } from './attachments';
import type { F10Dossier } from './dossier';

type Part = Exclude<Block, { type: 'heading' }>;
const text = (words: string): Part => ({ type: 'paragraph', text: words });
/** Stands where a report needs something that nobody has written yet. */
const pending = (what: string): Part => text(`（待补：${what}）`);

/** Small print that tells which figures above were corrected. */
const corrected = (corrections: F10Dossier['corrections'], part: FigurePart): Part[] =>
  correctedText(correctedIn(corrections, part)).map((note): Part => ({ type: 'note', text: note }));

/** F10 风险评估报告: cover, nine chapters, and as annexes the notice, the plan, the group, the sign-in sheet and the tables. */
export function composeF10(dossier: F10Dossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn } = dossier;
  const annexes = attachments(dossier);
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F10',
      title: '安全风险评估报告',
      subtitle: `（${dossier.period}）`,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      seam: true,
    },
    cover: cover(dossier, stamp),
    blocks: [
      { type: 'contentsList' },
      ...chapters(
        dossier,
        stamp,
        annexes.map(({ title }) => title),
      ),
      ...annexes.flatMap(({ blocks }) => blocks),
    ],
    attachments: annexes.map(({ title }) => title),
  };
}

const cover = ({ enterprise, compiledOn, preparedBy, reviewedBy, approvedBy }: F10Dossier, { number }: Stamp): Fact[] => [
  { label: '编制单位', value: enterprise.name },
  { label: '信用代码', value: enterprise.uscc },
  ...(number ? [{ label: '文件编号', value: number }] : []),
  { label: '编　　制', value: preparedBy ?? '' },
  { label: '审　　核', value: reviewedBy ?? '' },
  { label: '批　　准', value: approvedBy ?? '' },
  { label: '编制日期', value: compiledOn ? longDate(compiledOn) : '　　　　年　　月　　日' },
];

function chapters(dossier: F10Dossier, { draft }: Stamp, annexes: readonly string[]): Block[] {
  const parts: readonly [string, Part[]][] = [
    ['评估概况', overview(dossier)],
    ['评估依据', basis(dossier)],
    [
      '评估范围',
      [
        dossier.scope.trim() ? text(sentence(dossier.scope)) : pending('评估范围'),
        text(
          `本轮评估风险点 ${dossier.riskPoints} 个，涉及责任单位 ${withRisks(dossier.results).filter(({ department }) => department !== noDepartment).length} 个。`,
        ),
        ...corrected(dossier.corrections, 'scope'),
      ],
    ],
    ['评估方法', methods(dossier)],
    ['评估组', team(dossier, annexes)],
    ['评估结果', results(dossier)],
    ['与上轮评估比较', comparison(dossier, annexes)],
    ['重大、较大安全风险及管控措施落实情况', serious(dossier, annexes, draft)],
    ['评估结论', dossier.conclusion.trim() ? paragraphsOf(dossier.conclusion).map(text) : [pending('评估结论')]],
  ];
  return [
    ...parts.flatMap(([title, blocks], index): Block[] => [
      { type: 'heading', level: 1, text: `${chineseNumber(index + 1)}、${title}` },
      ...blocks,
    ]),
    {
      type: 'signatures',
      signatures: [
        { label: '评估组组长（签字）', date: true },
        { label: '主要负责人（签字）', date: true },
        { label: '编制单位', seal: true, date: true },
      ],
    },
  ];
}

function overview(dossier: F10Dossier): Part[] {
  const { kind, reason, startedOn, assessedOn, signedOn, enteredOn, notice, meeting, backfilled, roundCorrections } = dossier;
  const facts: Fact[] = [
    { label: '评估轮次', value: dossier.roundName },
    { label: '评估类型', value: term('roundKind', kind) },
    { label: '所属期间', value: dossier.period },
    { label: '启动日期', value: longDate(startedOn) },
    { label: '评估日期', value: assessedOn ? longDate(assessedOn) : '' },
    { label: '评审会议', value: meeting ? [dateWords(meeting.on), meeting.place].filter((part) => part !== '').join('，') : '' },
    ...(signedOn ? [{ label: '签批日期', value: longDate(signedOn) }] : []),
    ...(notice?.number ? [{ label: '评估通知', value: notice.number }] : []),
    ...(reason.trim() ? [{ label: '触发原因', value: reason }] : []),
    ...(backfilled ? [{ label: '资料来源', value: '历史补录：依据已有纸质资料录入' }] : []),
    ...(enteredOn ? [{ label: '补录', value: `${longDate(enteredOn)}录入` }] : []),
  ];
  return [{ type: 'facts', facts }, ...roundCorrectionsText(roundCorrections).map((words): Part => ({ type: 'note', text: words }))];
}

function basis({ regulations, ownPapers }: F10Dossier): Part[] {
  const items = [...regulations.map(({ title, number }) => regulationText(title, number)), ...ownPapers];
  if (items.length === 0) return [pending('评估日现行有效的法律法规和标准')];
  return [
    text(`本次评估依据评估日现行有效的下列法律法规、标准${ownPapers.length > 0 ? '和本单位文件' : ''}：`),
    { type: 'list', items: items.map((item, index) => `${index + 1}．${item}`) },
  ];
}

function methods({ scales, methodNote }: F10Dossier): Part[] {
  const own = paragraphsOf(methodNote).map(text);
  const used = scales.map((scale) => text(scaleText(scale)));
  return own.length + used.length === 0 ? [pending('评估方法')] : [...own, ...used];
}

/** “见附件3” of the first annex whose title holds the words, “见附件” of the only one, nothing where there is none. */
function see(annexes: readonly string[], words: string): string {
  const index = annexes.findIndex((title) => title.includes(words));
  return index < 0 ? '' : `见${annexLabel(index, annexes.length)}`;
}

function team({ team: members }: F10Dossier, annexes: readonly string[]): Part[] {
  if (members.length === 0) return [pending('评估组名单')];
  const lead = members
    .filter(({ role }) => role.includes('组长'))
    .map(({ name, title, role }) => `${role}${name}${title ? `（${title}）` : ''}`);
  const workers = members.filter(({ isWorkerRepresentative }) => isWorkerRepresentative).map(({ name }) => name);
  return [
    text(
      `本单位成立评估组，共 ${members.length} 人${lead.length ? `，${lead.join('、')}` : ''}${workers.length ? `，职工代表${workers.join('、')}` : ''}。名单及签字${see(annexes, '评估组名单')}。`,
    ),
  ];
}

function results({ results: every, corrections }: F10Dossier): Part[] {
  const rows = withRisks(every);
  const counts = rows.map((row) => row.counts);
  const all = sumCounts(counts);
  return [
    text(`本轮评估安全风险${countsText(all)}。按责任单位的分布如下：`),
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
    ...corrected(corrections, 'levels'),
  ];
}

function comparison({ previous, changes, unchanged, corrections }: F10Dossier, annexes: readonly string[]): Part[] {
  if (!previous) return [text('本轮为首轮评估，没有可比较的上一轮评估结果。')];
  const number = (kind: (typeof comparisons)[number]) =>
    kind === 'same' ? unchanged : changes.filter(({ change }) => change === kind).length;
  const compared = `与上一轮（${previous.name}${previous.assessedOn ? `，${longDate(previous.assessedOn)}` : ''}，共 ${previous.total} 条）比较，`;
  const table: Part = {
    type: 'table',
    caption: '与上轮评估比较（条）',
    table: {
      columns: comparisons.map((kind) => ({
        key: kind,
        title: kind === 'up' || kind === 'down' ? `等级${term('comparison', kind)}` : term('comparison', kind),
        width: 5,
        kind: 'number' as const,
      })),
      rows: [comparisons.map(number)],
    },
  };
  const detail =
    changes.length === 0 ? '各项风险的等级均无变化。' : `有变化的风险共 ${changes.length} 条，变化情况及原因${see(annexes, '变化')}。`;
  return [text(compared + detail), table, ...corrected(corrections, 'changes')];
}

function serious({ serious: risks }: F10Dossier, annexes: readonly string[], draft: boolean): Part[] {
  if (risks.length === 0) return [text('本轮评估未发现重大、较大安全风险。')];
  const count = (level: string) => risks.filter((risk) => risk.level === level).length;
  const missing = draft ? risks.filter(({ implementation }) => implementation.trim() === '').length : 0;
  return [
    text(
      `本轮评估确定重大风险 ${count('major')} 条、较大风险 ${count('considerable')} 条，管控措施及落实情况${see(annexes, '落实')}。${missing ? `其中 ${missing} 条的落实情况待填写。` : ''}`,
    ),
  ];
}
