import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { CellValue, Column, Fact, Register, RegisterSection } from '../document';
import type { Stamp } from '../dossier';
import type { F35Dossier } from './dossier';

const title = '安全管理机构与人员配备情况表';

/** F35: what every basis asks for beside what there is, with the sums, then who they are; those for special equipment apart (A4 landscape). */
export function composeF35(dossier: F35Dossier, stamp: Stamp): Register {
  const { enterprise, period, compiledOn, staff, usesSpecialEquipment } = dossier;
  const equipment = staff.filter(isForEquipment);
  return {
    type: 'register',
    head: {
      ...stamp,
      code: 'F35',
      title,
      subtitle: period,
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A4', orientation: 'landscape' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      running: [enterprise.name, period].join(' · '),
    },
    sections: [
      summary(dossier),
      list(
        dossier,
        '安全生产管理人员名单',
        staff.filter((one) => !isForEquipment(one)),
        '没有登记安全生产管理人员。',
      ),
      ...(usesSpecialEquipment || equipment.length > 0
        ? [list(dossier, '特种设备安全总监、安全员名单', equipment, '没有登记特种设备安全总监、安全员。')]
        : []),
    ],
  };
}

type Member = F35Dossier['staff'][number];
const isForEquipment = ({ role }: Member): boolean => role === 'equipmentSafetyDirector' || role === 'equipmentSafetyOfficer';

function summary(dossier: F35Dossier): RegisterSection {
  const { filledBy, reviewedBy } = dossier;
  return {
    title,
    sheet: '配备情况',
    facts: facts(dossier),
    table: {
      columns: [
        { key: 'no', title: '序号', width: 2.5, kind: 'number' },
        { key: 'rule', title: '项目', width: 7 },
        { key: 'kind', title: '性质', width: 3, align: 'center' },
        { key: 'case', title: '适用情形', width: 10 },
        { key: 'needed', title: '应配（算式）', width: 13 },
        { key: 'existing', title: '实配', width: 10 },
        { key: 'basis', title: '依据', width: 11 },
        { key: 'state', title: '情况', width: 3.5, align: 'center' },
      ],
      rows: dossier.requirements.map((one, at): CellValue[] => [
        at + 1,
        term('staffingRule', one.rule),
        one.kind === 'house' ? '推荐' : term('ruleKind', one.kind),
        // What the page asks its user to check is none of the authority's business.
        term('staffingCase', one.case).replace(/（[^（）]*请[^（）]*）$/, ''),
        [one.needed || '—', ...one.sums].join('\n'),
        one.existing || '—',
        one.basis.join('\n'),
        term('staffingState', one.state),
      ]),
      empty: '没有对本单位适用的机构、人员配备要求。',
    },
    notes: notes(dossier).map((note, at) => `${at + 1}．${note}`),
    signatures: [
      { label: '填报人', name: filledBy },
      { label: '审核人', name: reviewedBy },
      { label: '单位', seal: true },
    ],
  };
}

const facts = (dossier: F35Dossier): Fact[] => {
  const { enterprise, day, recipient, headcount, people, phone, compiledOn } = dossier;
  return [
    { label: '单位名称', value: enterprise.name },
    { label: '统一社会信用代码', value: enterprise.uscc },
    ...(recipient === '' ? [] : [{ label: '接收单位', value: recipient }]),
    { label: '截至日期', value: longDate(day) },
    { label: '从业人员', value: headcount === null ? '' : `${headcount} 人` },
    {
      label: '人员登记',
      value: `${people.employees} 人（正式 ${people.formal}、派遣 ${people.dispatched}、实习 ${people.intern}）`,
    },
    ...bodyFacts(dossier),
    { label: '联系电话', value: phone },
    { label: '编制日期', value: compiledOn === null ? '' : longDate(compiledOn) },
  ];
};

/** Bodies by kind, with how they are set up; a kind that is lacking is told where the paper is about it. */
function bodyFacts({ bodies }: F35Dossier): Fact[] {
  const of = (kind: (typeof bodies)[number]['kind'], withSetting: boolean) =>
    bodies
      .filter((body) => body.kind === kind)
      .map(({ name, isMerged, documentNumber, validFrom }) => {
        const told = [withSetting ? (isMerged ? '与其他机构合并设置' : '独立设置') : '', documentNumber, `${validFrom} 起`];
        return `${name}（${told.filter((part) => part !== '').join('，')}）`;
      })
      .join('；');
  const entrusted = of('entrusted', false);
  return [
    { label: term('safetyBodyKind', 'office'), value: of('office', true) || '未设' },
    { label: term('safetyBodyKind', 'committee'), value: of('committee', false) || '未设' },
    ...(entrusted === '' ? [] : [{ label: term('safetyBodyKind', 'entrusted'), value: entrusted }]),
  ];
}

function notes({ people, present, requirements }: F35Dossier): string[] {
  return [
    `现有安全总监 ${present.directors} 人；专职、兼职安全生产管理人员 ${present.officers} 人，其中专职 ${present.fullTime} 人；注册安全工程师 ${present.engineers} 人。一人兼任几项的，各项分别计一次。`,
    '从业人员含被派遣劳动者和实习学生，取自企业档案，由本单位核实；外委人员不计。' +
      (people.contractor > 0 ? `登记的外委人员 ${people.contractor} 人。` : '') +
      '注册安全工程师只计证书在有效期内的。' +
      (requirements.some(({ rule }) => rule === 'equipmentStaff') ? '特种设备安全总监、安全员另行计算，不抵安全生产管理人员。' : ''),
    '本单位对所报内容的真实性、完整性负责。',
  ];
}

const columns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'name', title: '姓名', width: 4, align: 'center' },
  { key: 'role', title: '安全职务', width: 7 },
  { key: 'way', title: '专职、兼职', width: 3.5, align: 'center' },
  { key: 'post', title: '部门、岗位', width: 9 },
  { key: 'employment', title: '用工形式', width: 4, align: 'center' },
  { key: 'validFrom', title: '任职日期', width: 5.5, kind: 'date' },
  { key: 'document', title: '任命文件', width: 7 },
  { key: 'certificate', title: '资格、证书', width: 8 },
  { key: 'number', title: '证书编号', width: 8 },
  { key: 'to', title: '有效期至', width: 5.5, align: 'center' },
];

const ways: Partial<Record<Member['role'], string>> = { fullTimeOfficer: '专职', partTimeOfficer: '兼职' };

const list = ({ enterprise, day }: F35Dossier, name: string, members: readonly Member[], empty: string): RegisterSection => ({
  title: name,
  sheet: name,
  facts: [
    { label: '单位名称', value: enterprise.name },
    { label: '截至日期', value: longDate(day) },
  ],
  table: {
    columns,
    rows: members.map((one, at): CellValue[] => [
      at + 1,
      one.name,
      term('appointmentRole', one.role),
      ways[one.role] ?? '—',
      [one.department, one.post].filter((part) => part !== '').join(' '),
      term('employment', one.employment),
      one.validFrom,
      one.documentNumber || null,
      one.certificate || null,
      one.certificateNumber || null,
      one.certificateTo === null ? null : `${one.certificateTo}${one.expired ? '（已过期）' : ''}`,
    ]),
    empty,
    frozenColumns: 2,
  },
});
