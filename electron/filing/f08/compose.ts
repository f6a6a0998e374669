import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import { countsText } from '../counts';
import type { CellValue, Column, Fact, Register, RegisterSection } from '../document';
import type { Stamp } from '../dossier';
import { accidentsNote, correctedText, roundCorrectionsText, runningHead, scaleText } from '../wording';
import { assessedForNote } from '../f07/assessedFor';
import type { F08Dossier, F08Risk } from './dossier';

const title = '重大安全风险清单报告';
const none = '本单位无重大安全风险';

/** F08 重大安全风险清单报告: one table, one line per 重大 risk (A3 landscape); a zero report (A4) where there is none. */
export function composeF08(dossier: F08Dossier, stamp: Stamp): Register {
  return {
    type: 'register',
    head: {
      ...stamp,
      code: 'F08',
      title,
      subtitle: dossier.period,
      ...(dossier.compiledOn ? { compiledOn: dossier.compiledOn } : {}),
      paper: { size: dossier.risks.length === 0 ? 'A4' : 'A3', orientation: 'landscape' },
      enterprise: dossier.enterprise.name,
      uscc: dossier.enterprise.uscc,
      running: runningHead(dossier.enterprise.name, dossier.period),
    },
    sections: [section(dossier)],
  };
}

function section(dossier: F08Dossier): RegisterSection {
  const { risks } = dossier;
  return {
    title: risks.length === 0 ? `${title}（零报告）` : title,
    sheet: '重大安全风险清单',
    facts: facts(dossier),
    table: {
      columns: risks.length === 0 ? columns.filter(({ key }) => ofZeroReport.has(key)) : columns,
      rows: risks.map((risk, index) => [index + 1, ...cells(risk)]),
      ...(risks.length === 0 ? {} : { total: closing(risks.length) }),
      empty: none,
      frozenColumns: 3,
      rowHeight: 14,
    },
    notes: notes(dossier).map((note, index) => `${index + 1}．${note}`),
    signatures: [
      { label: '主要负责人（签字）', date: true },
      { label: '单位', seal: true },
      { label: '接收部门', seal: true },
      { label: '接收人（签字）', date: true },
    ],
  };
}

const facts = (dossier: F08Dossier): Fact[] => {
  const { enterprise, address, principal, recipient, period, risks, filledBy, phone, compiledOn } = dossier;
  return [
    { label: '单位名称', value: enterprise.name },
    { label: '统一社会信用代码', value: enterprise.uscc },
    { label: '单位地址', value: address },
    { label: '主要负责人', value: principal },
    { label: '接收部门', value: recipient },
    { label: '所属期间', value: period },
    { label: '报告类别', value: kindText(dossier) },
    { label: '重大安全风险', value: `${risks.length} 条` },
    { label: '填报人', value: filledBy },
    { label: '联系电话', value: phone },
    { label: '编制日期', value: compiledOn ? longDate(compiledOn) : '' },
  ];
};

/** What happened since the last report tells the kind, not only what started the round. */
function kindText({ risks, round, previous }: F08Dossier): string {
  const moved = previous !== null && previous.added.length + previous.removed.length > 0;
  const ofEvent = round?.kind === 'change' || round?.kind === 'accident';
  if (risks.length === 0) return moved || ofEvent ? '零报告（变化报告）' : '零报告';
  if (round?.kind === 'annual') return moved ? '定期报告（较上次有变化）' : '定期报告';
  return moved || ofEvent ? '变化报告' : '定期报告';
}

const leader = '公司级责任领导';
const control = '责任部门';
const report = '报告属地部门';
const columns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2, kind: 'number' },
  { key: 'riskNo', title: '编号', width: 4, align: 'center' },
  { key: 'riskPoint', title: '名称', width: 7 },
  { key: 'location', title: '所在位置', width: 7 },
  { key: 'hazard', title: '风险描述', width: 9 },
  { key: 'accident', title: '可能发生的事故及影响范围', width: 8 },
  { key: 'level', title: '风险等级', width: 2.5, kind: 'level' },
  { key: 'score', title: '评价结果', width: 4, align: 'center' },
  { key: 'measures', title: '现有管控措施', width: 16 },
  { key: 'monitoring', title: '监测预警方式', width: 7 },
  { key: 'emergency', title: '应急措施', width: 9 },
  { key: 'leaderName', title: '姓名', group: leader, width: 4, align: 'center' },
  { key: 'leaderTitle', title: '职务', group: leader, width: 4, align: 'center' },
  { key: 'leaderPhone', title: '手机', group: leader, width: 7, align: 'center' },
  { key: 'department', title: '名称', group: control, width: 5.6, align: 'center' },
  { key: 'owner', title: '责任人', group: control, width: 4, align: 'center' },
  { key: 'phone', title: '电话', group: control, width: 7, align: 'center' },
  { key: 'changed', title: '上次变化日期', width: 6.4, align: 'center' },
  { key: 'reportedOn', title: '日期', group: report, width: 6.4, kind: 'date' },
  { key: 'receipt', title: '回执', group: report, width: 6.4, align: 'center' },
];

/** A zero report shows what a report would hold, on paper that every office prints. */
const ofZeroReport: ReadonlySet<string> = new Set([
  'no',
  'riskPoint',
  'location',
  'hazard',
  'accident',
  'level',
  'measures',
  'emergency',
  'leaderName',
  'leaderTitle',
  'leaderPhone',
  'department',
  'owner',
]);

const cells = (risk: F08Risk): CellValue[] => [
  risk.riskNo,
  risk.riskPoint,
  risk.location,
  risk.step === '' ? risk.hazardSource : `${risk.step}：${risk.hazardSource}`,
  [risk.accidentTypes.join('、'), risk.consequence, risk.impactScope ? `影响范围：${risk.impactScope}` : '']
    .filter((part) => part !== '')
    .join('\n'),
  term('riskLevel', 'major'),
  scoreText(risk),
  risk.measures,
  risk.monitoring,
  risk.emergency,
  risk.leader.name,
  risk.leader.title,
  risk.leader.phone,
  risk.department,
  risk.owner,
  risk.phone,
  [risk.changedOn ?? '', risk.change].filter((part) => part !== '').join('\n'),
  risk.reportedOn,
  risk.receipt,
];

/** e.g. LEC 360, or the reason why no score was asked. */
function scoreText({ method, score100, directReason }: F08Risk): string {
  const graded = score100 === null ? '' : `${term('riskMethod', method)}\n${score100 / 100}`;
  const direct =
    method === 'direct' || directReason !== '' ? `${term('riskMethod', 'direct')}${directReason === '' ? '' : `：${directReason}`}` : '';
  return [graded, direct].filter((part) => part !== '').join('\n');
}

/** Nothing can be written under the last line: how many there are, and that the rest is blank. */
const closing = (count: number): CellValue[] =>
  columns.map(({ key }) => ({ riskNo: '合计', riskPoint: `${count} 条`, location: '（以下空白）' })[key] ?? null);

function notes(dossier: F08Dossier): string[] {
  const { risks, counts, scales, assessedFor, accidents, corrections, roundCorrections } = dossier;
  const assessed = `${basisText(dossier)}本单位安全风险${countsText(counts)}。`;
  return [
    risks.length === 0 ? `${assessed}${none}，按规定实行零报告。` : assessed,
    ...correctedText(corrections),
    sinceText(dossier),
    ...scales.map((scale) => `评价方法：${scaleText(scale)}`),
    ...(assessedFor ? [assessedForNote(assessedFor)] : []),
    ...roundCorrectionsText(roundCorrections),
    ...(accidents ? [accidentsNote(accidents)] : []),
    ...(risks.length === 0
      ? []
      : [
          `重大安全风险由公司级管控，车间、班组、岗位逐级落实；风险发生变化的，及时更新本清单并报告。${risks.some(({ monitoring }) => monitoring === '') ? '“监测预警方式”空白处由责任部门据实填写。' : ''}`,
        ]),
    '本单位对所报内容的真实性、完整性负责。',
  ];
}

function basisText({ round, period, asOf }: F08Dossier): string {
  if (round === null) return asOf ? `截至${longDate(asOf)}，` : `${period}，`;
  return `经${round.name}${round.assessedOn ? `（评估日期 ${longDate(round.assessedOn)}）` : ''}，`;
}

function sinceText({ previous }: F08Dossier): string {
  if (previous === null) return '本单位首次报告重大安全风险清单，无上次报告可比。';
  const list = (kind: string, risks: readonly { riskNo: string; riskPoint: string }[]) =>
    risks.length === 0
      ? []
      : [`${kind} ${risks.length} 条（${risks.map(({ riskNo, riskPoint }) => `${riskNo} ${riskPoint}`).join('；')}）`];
  const moved = [...list('新增', previous.added), ...list('不再属于重大安全风险', previous.removed)];
  return `与上次报告（${previous.number}，${longDate(previous.compiledOn)}）比较：${moved.length === 0 ? '重大安全风险没有增减' : moved.join('，')}。`;
}
