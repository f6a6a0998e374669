import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column } from '../document';
import { signInBlocks } from '../signoff/signIn';
import { accidentsNote, annexLabel, paragraphsOf } from '../wording';
import type { F10Dossier } from './dossier';
import { scanBlocks, type Scans } from './scans';

export interface Annex {
  title: string;
  blocks: Block[];
}

/** The annexes that this report has, numbered in order; the wide tables lie across. */
export function attachments(dossier: F10Dossier): Annex[] {
  const { scans = {} } = dossier;
  const parts: readonly ((Annex & { wide?: boolean }) | undefined)[] = [
    scanned(dossier.notice?.title || '安全风险评估通知', scans.notice) ??
      circular('安全风险评估通知', dossier.notice, dossier.enterprise.name),
    scanned(dossier.plan?.title || '安全风险评估方案', scans.plan) ?? circular('安全风险评估方案', dossier.plan, dossier.enterprise.name),
    teamAnnex(dossier),
    scanned(signInTitle, scans.signIn) ?? meetingAnnex(dossier),
    changesAnnex(dossier),
    seriousAnnex(dossier),
  ];
  return parts
    .filter((part) => part !== undefined)
    .map(({ title, blocks, wide }, index, { length }) => ({
      title,
      blocks: [
        { type: 'attachment', label: annexLabel(index, length), title, ...(wide ? { orientation: 'landscape' as const } : {}) },
        ...blocks,
      ],
    }));
}

const signInTitle = '评审会议签到表';

/** The original as it was scanned, where there is one. */
const scanned = (title: string, scans: Scans['notice']): Annex | undefined => scans && { title, blocks: scanBlocks(scans) };

function circular(title: string, paper: F10Dossier['notice'], sender: string): Annex | undefined {
  if (!paper) return undefined;
  const blocks: Block[] = [];
  if (paper.number) blocks.push({ type: 'paragraph', text: paper.number, align: 'center' });
  if (paper.addressee) blocks.push({ type: 'paragraph', text: `${paper.addressee}：`, indent: false });
  blocks.push(...paragraphsOf(paper.text).map((text): Block => ({ type: 'paragraph', text })));
  if (paper.on)
    blocks.push({ type: 'paragraph', text: sender, align: 'right' }, { type: 'paragraph', text: longDate(paper.on), align: 'right' });
  return { title: paper.title || title, blocks };
}

function teamAnnex({ team }: F10Dossier): Annex | undefined {
  if (team.length === 0) return undefined;
  const columns: Column[] = [
    { key: 'no', title: '序号', width: 2.5, kind: 'number' },
    { key: 'name', title: '姓名', width: 6.2, align: 'center' },
    { key: 'title', title: '职务或岗位', width: 8, align: 'center' },
    { key: 'role', title: '组内分工', width: 5.6, align: 'center' },
    { key: 'worker', title: '职工代表', width: 3, align: 'center' },
    { key: 'signature', title: '签字', width: 6, align: 'center' },
  ];
  const rows = team.map(({ name, title, role, isWorkerRepresentative }, index): CellValue[] => [
    index + 1,
    name,
    title,
    role,
    isWorkerRepresentative ? '是' : '',
    null,
  ]);
  return { title: '评估组名单及签字', blocks: [{ type: 'table', table: { columns, rows, rowHeight: 11 } }] };
}

const meetingAnnex = ({ meeting, team }: F10Dossier): Annex | undefined =>
  meeting ? { title: signInTitle, blocks: signInBlocks(meeting, team, Math.max(4, 13 - team.length)) } : undefined;

/** A table of thousands of lines is nobody's report: the register has them. */
const mostChanges = 200;

function changesAnnex({ changes, previous }: F10Dossier): (Annex & { wide: true }) | undefined {
  if (!previous || changes.length === 0) return undefined;
  const columns: Column[] = [
    { key: 'no', title: '序号', width: 2.5, kind: 'number' },
    { key: 'riskNo', title: '编号', width: 5, align: 'center' },
    { key: 'riskPoint', title: '风险点', width: 8 },
    { key: 'hazardSource', title: '危险源', width: 11 },
    { key: 'department', title: '责任单位', width: 6.4, align: 'center' },
    { key: 'change', title: '变化', width: 3, align: 'center' },
    { key: 'before', title: '上轮等级', group: '风险等级', width: 3, kind: 'level' },
    { key: 'after', title: '本轮等级', group: '风险等级', width: 3, kind: 'level' },
    { key: 'reason', title: '变化原因', width: 12 },
  ];
  const order = { up: 0, added: 1, down: 2, removed: 3 } as const;
  const rows = changes
    .toSorted((a, b) => order[a.change] - order[b.change])
    .slice(0, mostChanges)
    .map((risk, index): CellValue[] => [
      index + 1,
      risk.riskNo,
      risk.riskPoint,
      risk.hazardSource,
      risk.department,
      term('comparison', risk.change),
      term('riskLevel', risk.before),
      term('riskLevel', risk.after),
      risk.reason,
    ]);
  const rest = changes.length - rows.length;
  return {
    wide: true,
    title: '安全风险变化情况一览表',
    blocks: [
      { type: 'table', table: { columns, rows, tall: true } },
      ...(rest === 0
        ? []
        : [
            {
              type: 'note' as const,
              text: `注：有变化的风险共 ${changes.length} 条，本表按升级、新增、降级、消除的顺序列出 ${rows.length} 条；其余 ${rest} 条详见《安全风险分级管控清单》（F07）。`,
            },
          ]),
    ],
  };
}

/** What was found, and below it on which day and by whom. */
function implementationText({ implementation, implementedOn, implementedBy }: F10Dossier['serious'][number]): string {
  const by = [implementedOn ?? '', implementedBy ?? ''].filter((part) => part !== '').join(' ');
  return implementation === '' || by === '' ? implementation : `${implementation}\n（${by}）`;
}

function seriousAnnex({ serious, accidents }: F10Dossier): (Annex & { wide: true }) | undefined {
  if (serious.length === 0) return undefined;
  const columns: Column[] = [
    { key: 'no', title: '序号', width: 2.5, kind: 'number' },
    { key: 'riskNo', title: '编号', width: 5, align: 'center' },
    { key: 'riskPoint', title: '风险点及位置', width: 7 },
    { key: 'hazardSource', title: '危险源', width: 9 },
    { key: 'accidentTypes', title: '可能发生的事故类型', width: 5, align: 'center' },
    { key: 'score', title: '评价值', width: 3, kind: 'number' },
    { key: 'level', title: '风险等级', width: 3, kind: 'level' },
    { key: 'measures', title: '主要管控措施', width: 14 },
    { key: 'controlLevel', title: '管控层级', width: 3, align: 'center' },
    { key: 'department', title: '责任单位', width: 6.4, align: 'center' },
    { key: 'owner', title: '责任人', width: 3.5, align: 'center' },
    { key: 'implementation', title: '措施落实情况', width: 9 },
  ];
  const rows = [...serious]
    .sort((a, b) => Number(a.level !== 'major') - Number(b.level !== 'major'))
    .map((risk, index): CellValue[] => [
      index + 1,
      risk.riskNo,
      risk.location && risk.location !== risk.riskPoint ? `${risk.riskPoint}\n（${risk.location}）` : risk.riskPoint,
      risk.hazardSource,
      risk.accidentTypes.join('、'),
      risk.score100 === null ? null : risk.score100 / 100,
      term('riskLevel', risk.level),
      risk.measures,
      term('controlLevel', risk.controlLevel),
      risk.department,
      risk.owner,
      implementationText(risk),
    ]);
  return {
    wide: true,
    title: '重大、较大安全风险清单及管控措施落实情况表',
    blocks: [
      { type: 'table', table: { columns, rows, tall: true } },
      ...(accidents ? [{ type: 'note' as const, text: `注：${accidentsNote(accidents)}` }] : []),
    ],
  };
}
