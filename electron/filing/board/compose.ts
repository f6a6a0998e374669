import { signsFor } from '../../../db/domain/card/signs';
import { longDate } from '../../../db/domain/period';
import { levelColours, riskLevels } from '../../../db/domain/risk/scale';
import { term } from '../../../db/domain/term';
import type { Board, CellValue, Column } from '../document';
import type { Stamp } from '../dossier';
import { keyMeasures } from '../f09/attachments';
import { scrub } from '../f09/scrub';
import { areasOf } from '../map/compose';
import type { BoardDossier } from './dossier';

const columns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'riskPoint', title: '风险点及位置', width: 8 },
  { key: 'level', title: '等级', width: 3, kind: 'level' },
  { key: 'accidentTypes', title: '可能发生的事故', width: 6, align: 'center' },
  { key: 'measures', title: '主要管控措施', width: 13 },
  { key: 'owner', title: '责任单位\n责任人', width: 6, align: 'center' },
];

/** Safety signs that stand in one row of the sheet. */
const mostSigns = 12;

/** dossier → a sheet to be hung up: main risks, picture, blanks for what is written by hand. The public reads no mobile and no stock. */
export function composeBoard(dossier: BoardDossier, stamp: Stamp): Board {
  const { enterprise, compiledOn, size, today, counts, points, picture, phone } = dossier;
  const measures = points.map((point) => point.measures);
  return {
    type: 'board',
    head: {
      code: 'board',
      title: '安全风险公告栏',
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size, orientation: 'landscape' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      ...stamp,
    },
    facts: [
      { label: '单位名称', value: enterprise.name },
      { label: '编制日期', value: compiledOn ? longDate(compiledOn) : '' },
      { label: '数据截至', value: longDate(today) },
    ],
    legend: riskLevels.map((level) => ({
      level: term('riskLevel', level),
      text: `${term('riskLevel', level)}风险（${term('levelColour', levelColours[level])}）${counts[level]} 条`,
    })),
    table: { columns, rows: points.map(row), empty: '本单位无重大、较大安全风险' },
    picture:
      picture === null
        ? null
        : { width: picture.plan.width, height: picture.plan.height, image: picture.plan.image, areas: areasOf(picture.zones) },
    blanks: [
      { title: '重大事故隐患及治理情况', columns: ['隐患内容', '治理期限', '治理责任人', '治理情况'], rows: 3 },
      { title: '行政处罚及整改情况', columns: ['处罚事由', '处罚机关、日期', '整改情况'], rows: 2 },
    ],
    signs: signsFor(
      points.flatMap(({ accidentTypes }) => accidentTypes),
      measures,
      measures,
      mostSigns,
    ),
    phones: [
      { label: '本单位报告电话', value: scrub(phone).text },
      { label: '安全生产举报投诉', value: '12350' },
      { label: '火警', value: '119' },
      { label: '急救', value: '120' },
    ],
    foot: [...(stamp.number ? [`编号：${stamp.number}`] : []), '上一级负责管控的风险，下一级同时负责管控。'].join('　　'),
  };
}

function row(point: BoardDossier['points'][number], index: number): CellValue[] {
  const { riskPoint, location, level, hazards, accidentTypes, measures, department, owner } = point;
  const about = [riskPoint, location, ...hazards, ...accidentTypes, measures].join('\n');
  const shown = (text: string): string => scrub(text, about).text;
  return [
    index + 1,
    location && location !== riskPoint ? `${shown(riskPoint)}\n（${shown(location)}）` : shown(riskPoint),
    term('riskLevel', level),
    accidentTypes.map(shown).join('、'),
    keyMeasures(shown(measures)),
    [department, shown(owner)].filter((part) => part !== '').join('\n'),
  ];
}
