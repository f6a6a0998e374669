import { readFileSync } from 'node:fs';
import { grade } from '../../../db/domain/risk/assessment';
import { assessmentOf } from '../../../db/domain/risk/risk';
import { lecValues, scaleSchema, type Scale } from '../../../db/domain/risk/scale';
import type { ContentsDossier } from '../../../electron/filing/contents/dossier';
import { countByDepartment, sumCounts } from '../../../electron/filing/counts';
import type { F07Dossier, F07Risk } from '../../../electron/filing/f07/dossier';
import type { F08Dossier, F08Risk } from '../../../electron/filing/f08/dossier';
import type { F09Dossier } from '../../../electron/filing/f09/dossier';
import type { F10Dossier } from '../../../electron/filing/f10/dossier';
import type { F40Dossier } from '../../../electron/filing/f40/dossier';
import type { SignoffDossier } from '../../../electron/filing/signoff/dossier';

export const scale = (id: string): Scale =>
  scaleSchema.parse(JSON.parse(readFileSync(new URL(`../../../resources/catalogues/${id}.json`, import.meta.url), 'utf8')));

const lec = scale('lec@1');
const base = {
  enterprise: { name: '内蒙古北方重型装备制造有限责任公司', uscc: '91150100MA0N00001X' },
  catalogues: ['lec@1', 'gb6441@2025', 'gbt13861@2022'],
  period: '2026年第三季度',
  compiledOn: '2026-09-28',
};
const departments = ['一号铸造车间', '二号机加工车间', '热处理车间', '涂装车间', '设备动力部', '仓储物流部', '质量检验部', '综合管理部'];
const points = [
  '1#中频感应熔炼炉及炉前平台',
  '数控龙门铣床（5m×18m）',
  '天然气热处理炉',
  '喷漆室及调漆间',
  '10kV 高压配电室',
  '危险化学品专用仓库',
  '理化检验室',
  '厂区道路与装卸区',
];
const places = ['铸造厂房东跨 A1–A6 轴', '机加工厂房 3 号跨', '热处理厂房', '涂装厂房北侧', '动力站房', '', '质检楼二层', '厂区'];
const steps = [
  '加料、熔炼、测温取样',
  '工件吊装与找正',
  '点火、升温、保温',
  '调漆、喷涂、清洗喷枪',
  '倒闸操作',
  '入库验收与码放',
  '金相试样腐蚀',
  '叉车转运与装卸',
];
const hazards = [
  '炉料潮湿或夹带密闭容器入炉，引起钢水飞溅、喷炉；冷却水管渗漏进入炉膛',
  '吊索具磨损超标、吊点选择不当，工件坠落或摆动碰撞人员',
  '燃气管道、阀门泄漏，点火前未进行炉膛吹扫',
  '可燃溶剂蒸气积聚，防爆电气失效，静电接地不良',
  '误入带电间隔、未验电即挂接地线',
  '禁忌物料混存，包装破损泄漏',
  '强酸试剂飞溅',
  '叉车超速、人车混行、视线遮挡',
];
const accidents = [
  ['灼烫', '其他爆炸'],
  ['起重致害', '物体打击'],
  ['可燃气体爆炸', '火灾'],
  ['火灾', '可燃液体蒸气爆炸'],
  ['触电'],
  ['火灾', '中毒和窒息'],
  ['灼烫'],
  ['厂（场）内车辆致害'],
];
const engineering = [
  '炉前设置防护挡板和应急储钢坑，冷却水设流量、温度、压力联锁报警；炉衬厚度在线监测；加料采用振动加料车，操作人员不靠近炉口。',
  '行车安装起重量限制器、双限位；设置吊具专用存放架和报废标识；划定吊装作业区并设置警戒链。',
  '设置燃气泄漏报警并与紧急切断阀联锁；炉膛自动吹扫程序；防爆泄压口。',
  '喷漆室设置机械排风并与喷枪联锁，可燃气体浓度报警；防爆电气每季度检测；设置静电接地和人体静电释放装置。',
];
const administrative = [
  '严格执行熔炼岗位安全操作规程和炉料检查制度；炉前作业实行双人确认；每班对冷却系统、炉衬、漏炉报警装置进行检查并填写记录；炉役期满前停炉评估；非岗位人员不得进入炉前平台；交接班必须当面交清炉况。',
  '执行吊装作业许可制度；吊具每月检查、每年检测；指挥人员持证并统一信号；六级以上大风停止露天吊装。',
  '执行点火操作票；燃气设施每周泄漏检查。',
];
const factor = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

export function sampleRisk(index: number): F07Risk {
  const kind = index % 8;
  const [l, e, c] =
    index === 3
      ? [6, 6, 40]
      : index % 31 === 5
        ? [6, 10, 7]
        : index % 6 === 1
          ? [3, 6, 7]
          : [factor(lecValues.l.slice(3), index), factor(lecValues.e, index), factor(lecValues.c.slice(2), index)];
  const { score100, level } = grade(assessmentOf({ method: 'lec', l, e, c, s: null, level: null })!, lec);
  return {
    id: `risk-${index}`,
    riskNo: `FX-${String(index + 1).padStart(4, '0')}`,
    riskPoint: points[kind]!,
    riskPointKind: factor(['equipment', 'activity', 'place', 'area'] as const, index),
    location: places[kind]!,
    step: steps[kind]!,
    hazardSource: hazards[kind]!,
    factorCode: factor(['21011', '150101', '2205', '1303'], index),
    accidentTypes: accidents[kind]!,
    consequence: '可能造成作业人员烧烫伤、骨折直至死亡，设备损坏，停产',
    method: 'lec',
    l,
    e,
    c,
    s: null,
    score100,
    level,
    inherentLevel: null,
    directReason: '',
    engineering: factor(engineering, index),
    administrative: factor(administrative, index),
    training: '三级安全教育；岗位操作规程和应急处置每年再培训不少于 20 学时',
    ppe: '安全帽、阻燃防护服、防护面罩、防砸鞋',
    emergency: '立即停炉断电，启动现场处置方案，撤离人员，拨打 119、120 并报告公司值班室 0471-6660000',
    measures: '',
    controlLevel: level === 'major' ? 'company' : level === 'considerable' ? 'workshop' : level === 'general' ? 'team' : 'post',
    department: departments[kind]!,
    owner: factor(['欧阳建国', '王芳', '李志强、赵敏', '张伟'], index),
    phone: '13800000000',
    checkCycle: factor(['每班', '每日', '每周', '每月'], index),
    assessedOn: '2026-09-15',
    nextReviewOn: '2026-12-31',
    status: 'active',
    checklistItems: [`PC-${1000 + index}`],
    remark: '',
  };
}

export const sampleF07 = (count: number): F07Dossier => ({
  schema: 'f07@1',
  ...base,
  roundId: 'round-1',
  scope: '全公司',
  filledBy: '李志强',
  phone: '0471-6660000',
  preparedBy: '李志强',
  reviewedBy: '',
  approvedBy: '',
  scales: [lec],
  corrections: [],
  departments,
  risks: Array.from({ length: count }, (_, index) => sampleRisk(index)),
});

export function sampleF10(count: number): F10Dossier {
  const { risks } = sampleF07(count);
  const change = (index: number, kind: F10Dossier['changes'][number]['change'], before: F07Risk['level'], after: F07Risk['level']) => {
    const risk = risks[index % risks.length]!;
    return {
      riskNo: risk.riskNo,
      riskPoint: risk.riskPoint,
      hazardSource: risk.hazardSource,
      department: risk.department,
      change: kind,
      before,
      after,
      reason: '更换为带联锁的自动加料装置，人员暴露次数由每班 6 次降为每班 1 次，经现场核实后重新评价',
    };
  };
  return {
    schema: 'f10@1',
    ...base,
    roundId: 'round-1',
    roundName: '2026年第三季度安全风险评估',
    kind: 'quarterly',
    reason: '',
    startedOn: '2026-09-01',
    assessedOn: '2026-09-15',
    backfilled: false,
    notice: {
      title: '关于开展2026年第三季度安全风险评估的通知',
      number: '北重安〔2026〕18号',
      on: '2026-08-28',
      addressee: '各部门、各车间',
      text: '为落实安全风险分级管控要求，全面掌握本单位安全风险变化情况，定于2026年9月开展第三季度安全风险评估。现将有关事项通知如下。\n各部门、各车间按照分发的清单逐条核对，9月12日前将核对结果交安全管理部。\n评审会议定于9月25日召开，请评估组成员准时参加。',
    },
    plan: {
      title: '2026年第三季度安全风险评估方案',
      number: '',
      on: null,
      addressee: '',
      text: '一、目的：查明三季度以来工艺、设备、人员、环境变化带来的风险变化。\n二、范围：全公司所有风险点。\n三、方法：作业条件危险性评价法（LEC）。\n四、时间安排：9月1日至12日分发核对，9月15日评估，9月25日评审。',
    },
    team: [
      { name: '欧阳建国', title: '总经理', role: '组长', isWorkerRepresentative: false, attended: true },
      { name: '李志强', title: '安全总监', role: '副组长', isWorkerRepresentative: false, attended: true },
      { name: '王芳', title: '一号铸造车间主任', role: '成员', isWorkerRepresentative: false, attended: true },
      { name: '赵敏', title: '熔炼班班长', role: '成员', isWorkerRepresentative: true, attended: true },
    ],
    regulations: [
      { title: '中华人民共和国安全生产法', number: '主席令第 88 号' },
      { title: '生产安全事故分类与编码', number: 'GB 6441-2025' },
      { title: '生产过程危险和有害因素分类与代码', number: 'GB/T 13861-2022' },
    ],
    ownPapers: ['本单位《安全风险分级管控管理制度》'],
    scope: '全公司生产、辅助生产、储存场所和办公生活区域内的设备设施、作业活动和场所部位。',
    riskPoints: points.length,
    methodNote: '',
    scales: [lec],
    results: countByDepartment(risks, departments),
    previous: { name: '2026年第二季度安全风险评估', assessedOn: '2026-06-16', total: count - 1 },
    changes: [
      change(0, 'down', 'considerable', 'general'),
      change(1, 'up', 'general', 'considerable'),
      change(2, 'added', null, 'low'),
      change(4, 'added', null, 'general'),
      change(5, 'removed', 'low', null),
    ],
    unchanged: count - 4,
    corrections: [],
    serious: risks
      .filter(({ level }) => level === 'major' || level === 'considerable')
      .map((risk) => ({
        id: risk.id,
        riskNo: risk.riskNo,
        riskPoint: risk.riskPoint,
        location: risk.location,
        hazardSource: risk.hazardSource,
        accidentTypes: risk.accidentTypes,
        level: risk.level as 'major' | 'considerable',
        score100: risk.score100,
        measures: `${risk.engineering}\n${risk.administrative}`,
        controlLevel: risk.controlLevel,
        department: risk.department,
        owner: risk.owner,
        implementation: '联锁报警装置试验有效，检查记录齐全；9月10日现场核查无异常。',
      })),
    conclusion:
      '本轮评估认为，本单位安全风险总体受控。重大风险主要集中在熔炼和涂装环节，管控措施已落实到公司领导、车间、班组和岗位。\n下一季度应重点关注涂装车间防爆电气检测和热处理炉燃气联锁试验。',
    meeting: { on: '2026年9月25日 9:00', place: '办公楼三层第二会议室', chair: '欧阳建国', recorder: '张伟', topic: '' },
  };
}

export function sampleF08(count: number): F08Dossier {
  const { risks, departments: order } = sampleF07(count);
  return {
    schema: 'f08@1',
    ...base,
    roundId: 'round-1',
    round: { name: '2026年第三季度安全风险评估', kind: 'quarterly', assessedOn: '2026-09-15' },
    address: '呼和浩特市新城区工业大街 1 号',
    principal: '欧阳建国',
    recipient: '呼和浩特市新城区应急管理局',
    filledBy: '李志强',
    phone: '0471-6660000',
    scales: [lec],
    corrections: [],
    counts: sumCounts(countByDepartment(risks, order).map(({ counts }) => counts)),
    previous: {
      number: 'F08-2026-001',
      compiledOn: '2026-06-30',
      added: [{ riskNo: 'FX-0004', riskPoint: points[3]! }],
      removed: [{ riskNo: 'FX-0901', riskPoint: '旧冲天炉' }],
    },
    risks: risks
      .filter(({ level }) => level === 'major')
      .map((risk, index): F08Risk => ({
        id: risk.id,
        riskNo: risk.riskNo,
        riskPoint: risk.riskPoint,
        location: risk.location,
        step: risk.step,
        hazardSource: risk.hazardSource,
        accidentTypes: risk.accidentTypes,
        consequence: risk.consequence,
        method: risk.method,
        score100: risk.score100,
        directReason: risk.directReason,
        emergency: risk.emergency,
        department: risk.department,
        owner: risk.owner,
        phone: risk.phone,
        measures: `${risk.engineering}；${risk.administrative}`,
        monitoring: '可燃气体探测器 20%LEL 报警、40%LEL 联锁切断，值班室 24 小时监控',
        impactScope: '本工段及相邻工段，当班 12 人',
        leader: { name: '欧阳建国', title: '总经理', phone: '13900000001' },
        changedOn: '2026-09-15',
        change: '由较大升级',
        reportedOn: index === 0 ? '2026-07-02' : null,
        receipt: index === 0 ? '2026-07-03 签收' : '',
        missing: [],
      })),
  };
}

export function sampleF09(count: number): F09Dossier {
  const f10 = sampleF10(count);
  return {
    schema: 'f09@1',
    ...base,
    period: '2026年度',
    roundId: f10.roundId,
    roundName: f10.roundName,
    assessedOn: f10.assessedOn,
    year: 2026,
    profile: {
      address: '呼和浩特市新城区工业大街 1 号',
      industry: '机械',
      region: '内蒙古自治区呼和浩特市',
      headcount: 265,
      scale: '小型',
      principal: '欧阳建国',
    },
    rounds: [{ name: f10.roundName, assessedOn: f10.assessedOn, team: f10.team.length, workerRepresentatives: 1, risks: count }],
    leads: ['组长欧阳建国（总经理）', '副组长李志强（安全总监）'],
    scope: f10.scope,
    riskPoints: f10.riskPoints,
    methodNote: '',
    scales: [lec],
    results: f10.results,
    previous: f10.previous,
    unchanged: f10.unchanged,
    changes: f10.changes,
    corrections: f10.corrections,
    serious: f10.serious.map(({ implementation: _implementation, ...risk }) => risk),
    publicity: { from: '2026-10-08', to: '2026-10-15', place: '厂区大门公告栏、公司网站', department: '安全管理部', phone: '0471-6660000' },
  };
}

export const sampleF40: F40Dossier = {
  schema: 'f40@1',
  ...base,
  salutation: '贵局',
  recipient: '呼和浩特市新城区应急管理局',
  documentNumber: '北重安〔2026〕21号',
  signer: '欧阳建国',
  subject: '2026年第三季度安全风险分级管控材料',
  basis: '《中华人民共和国安全生产法》第四十一条',
  body: '',
  items: [
    { title: '安全风险分级管控清单', number: 'F07-2026-003', copies: 2, pages: 38, format: '纸质、xlsx' },
    { title: '安全风险评估报告', number: 'F10-2026-003', copies: 2, pages: 14, format: '纸质、docx' },
    { title: '安全风险评估评审会签单', number: '', copies: 1, pages: null, format: '扫描件 pdf' },
  ],
  contact: { name: '李志强', phone: '0471-6660000', address: '呼和浩特市新城区工业大街 1 号' },
};

export const sampleContents: ContentsDossier = {
  schema: 'contents@1',
  ...base,
  recipient: sampleF40.recipient,
  subject: sampleF40.subject,
  documentNumber: sampleF40.documentNumber,
  items: sampleF40.items.map((item, index) => ({
    ...item,
    name: `${String(index + 3).padStart(2, '0')}-${item.title}.pdf`,
    remark: index === 0 ? '另附 xlsx' : '',
  })),
};

export function sampleSignoff(count: number): SignoffDossier {
  const f10 = sampleF10(count);
  return {
    schema: 'signoff@1',
    ...base,
    roundId: f10.roundId,
    roundName: f10.roundName,
    matter: '',
    meeting: { on: '2026年9月25日', place: '办公楼三层第二会议室', chair: '欧阳建国', recorder: '张伟' },
    counts: { major: 1, considerable: 9, general: 60, low: 250, ungraded: 0 },
    changes: { up: 1, down: 1, added: 2, removed: 1, same: 316 },
    corrections: [],
    reviewers: [
      { department: '公司领导', name: '欧阳建国', title: '总经理', opinion: '' },
      { department: '安全管理部', name: '李志强', title: '安全总监', opinion: '同意评估结果' },
      { department: '一号铸造车间', name: '王芳', title: '车间主任', opinion: '' },
      { department: '工会', name: '赵敏', title: '职工代表', opinion: '' },
    ],
    blankRows: 4,
    conclusion: '',
  };
}
