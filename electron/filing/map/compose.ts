import { longDate } from '../../../db/domain/period';
import { levelColours, riskLevels } from '../../../db/domain/risk/scale';
import { term } from '../../../db/domain/term';
import type { Column, Picture, PictureArea } from '../document';
import type { Stamp } from '../dossier';
import type { MapDossier } from './dossier';

const columns: Column[] = [
  { key: 'no', title: '序号', width: 4, kind: 'number' },
  { key: 'name', title: '区域名称', width: 18 },
  { key: 'level', title: '区域等级', width: 6, kind: 'level' },
  ...riskLevels.map((level): Column => ({ key: level, title: term('riskLevel', level), group: '风险数量', width: 5, kind: 'number' })),
  { key: 'points', title: '风险点数', width: 5, kind: 'number' },
  { key: 'department', title: '责任单位', width: 16 },
  { key: 'owner', title: '责任人', width: 12 },
];

/** Areas as a picture draws them. */
export const areasOf = (zones: MapDossier['zones']): PictureArea[] =>
  zones.map(({ name, level, outline }) => ({ name, level: term('riskLevel', level), outline }));

/** dossier → picture on A3, with the list of its areas on the next page */
export function composeMap(
  { enterprise, compiledOn, plan, zones, unplaced, today, preparedBy, reviewedBy }: MapDossier,
  stamp: Stamp,
): Picture {
  const uncoloured = zones.filter(({ level }) => level === null).length;
  return {
    type: 'picture',
    head: {
      code: 'map',
      title: `${plan.name.replace(/总?平面(布置)?图$/, '')}安全风险四色分布图`,
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A3', orientation: plan.height > plan.width ? 'portrait' : 'landscape' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      ...stamp,
    },
    facts: [
      ...(stamp.number ? [{ label: '图号', value: stamp.number }] : []),
      { label: '单位名称', value: enterprise.name },
      { label: '统一社会信用代码', value: enterprise.uscc },
      { label: '绘制日期', value: plan.drawnOn ? longDate(plan.drawnOn) : '' },
      { label: '编制日期', value: compiledOn ? longDate(compiledOn) : '' },
      { label: '数据截至', value: longDate(today) },
    ],
    width: plan.width,
    height: plan.height,
    image: plan.image,
    areas: areasOf(zones),
    legend: [
      ...riskLevels.map((level) => ({
        level: term('riskLevel', level),
        text: `${term('riskLevel', level)}风险（${term('levelColour', levelColours[level])}色）${zones.filter((zone) => zone.level === level).length} 个区域`,
      })),
      ...(uncoloured > 0 ? [{ level: '', text: `没有登记风险 ${uncoloured} 个区域` }] : []),
    ],
    table: {
      columns,
      rows: zones.map((zone, index) => [
        index + 1,
        zone.name,
        term('riskLevel', zone.level),
        ...riskLevels.map((level) => zone[level]),
        zone.points,
        zone.department,
        zone.owner,
      ]),
      empty: '还没有划分区域',
    },
    notes: [
      '区域颜色取区内现有风险的最高等级，由高到低着色：红为重大、橙为较大、黄为一般、蓝为低。',
      ...(unplaced && unplaced.names.length > 0 ? [unplacedNote(unplaced)] : []),
      '本图为示意图，不按比例绘制。',
    ],
    signatures: [
      { label: '编制', name: preparedBy, date: true },
      { label: '审核', name: reviewedBy, date: true },
      { label: '批准', name: plan.approvedBy, date: true },
    ],
  };
}

const longestNames = 12;

function unplacedNote({ names, ...counts }: NonNullable<MapDossier['unplaced']>): string {
  const rest = names.length > longestNames ? '等' : '';
  const levels = riskLevels.filter((level) => counts[level] > 0).map((level) => `${term('riskLevel', level)} ${counts[level]} 条`);
  return `另有 ${names.length} 个风险点没有划入图上区域（全厂流动、多处分布或尚未划定）：${names.slice(0, longestNames).join('、')}${rest}，风险${levels.join('、')}，见安全风险分级管控清单。`;
}
