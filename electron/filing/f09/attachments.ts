import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column } from '../document';
import type { F09Dossier } from './dossier';

interface Annex {
  title: string;
  wide?: boolean;
  blocks: Block[];
}

/** The annexes of the publication, those without content left out. */
export const annexesOf = (dossier: F09Dossier): Annex[] =>
  [seriousTable(dossier), changesTable(dossier), record(dossier)].filter((annex) => annex !== undefined);

/** True for a change that touches 重大 or 较大. */
export const isUpper = ({ before, after }: F09Dossier['changes'][number]): boolean =>
  [before, after].some((level) => level === 'major' || level === 'considerable');

/** 重大 and 较大 risks with their measures, 重大 first; the short form has a line of key measures for each. */
function seriousTable({ serious, short = false, posts = false }: F09Dossier): Annex | undefined {
  if (serious.length === 0) return undefined;
  type Serious = F09Dossier['serious'][number];
  const full = (column: Column & { value: (risk: Serious) => CellValue }) => (short ? [] : [column]);
  const columns: (Column & { value: (risk: Serious, index: number) => CellValue })[] = [
    { key: 'no', title: '序号', width: 2.5, kind: 'number', value: (_risk, index) => index + 1 },
    { key: 'riskPoint', title: '风险点及位置', width: 8, value: pointAndPlace },
    ...full({ key: 'hazardSource', title: '危险源', width: 9, value: (risk) => risk.hazardSource }),
    { key: 'accidentTypes', title: '可能发生的事故', width: 6, align: 'center', value: (risk) => risk.accidentTypes.join('、') },
    { key: 'level', title: '风险等级', width: 3, kind: 'level', value: (risk) => term('riskLevel', risk.level) },
    { key: 'measures', title: '主要管控措施', width: 29, value: ({ measures }) => (short ? keyMeasures(measures) : measures) },
    ...full({
      key: 'controlLevel',
      title: '管控层级',
      width: 3,
      align: 'center',
      value: (risk) => term('controlLevel', risk.controlLevel),
    }),
    { key: 'department', title: '责任单位', width: 6.4, align: 'center', value: (risk) => risk.department },
    posts
      ? { key: 'owner', title: '责任岗位', width: 5, align: 'center', value: (risk) => risk.ownerPost ?? '' }
      : { key: 'owner', title: '责任人', width: 3.5, align: 'center', value: (risk) => risk.owner },
  ];
  const rows = [...serious]
    .sort((a, b) => Number(a.level !== 'major') - Number(b.level !== 'major'))
    .map((risk, index) => columns.map(({ value }) => value(risk, index)));
  return {
    title: '重大、较大安全风险及管控措施一览表',
    wide: true,
    blocks: [{ type: 'table', table: { columns: columns.map(({ value: _value, ...column }) => column), rows } }],
  };
}

const pointAndPlace = ({ riskPoint, location }: { riskPoint: string; location: string }): string =>
  location && location !== riskPoint ? `${riskPoint}\n（${location}）` : riskPoint;

const oneLine = 40;
/** As many of the first measures as a line holds; a long one is cut where it pauses. */
export function keyMeasures(measures: string): string {
  const [first = '', ...others] = measures.split(/[；;。\n]+/).filter((part) => part.trim() !== '');
  let shown = first.trim();
  if (shown.length > oneLine) {
    const pause = Math.max(...['，', '、', ','].map((sign) => shown.lastIndexOf(sign, oneLine)));
    return pause > 0 ? shown.slice(0, pause) : `${shown.slice(0, oneLine)}…`;
  }
  for (const part of others) {
    if (`${shown}；${part.trim()}`.length > oneLine) break;
    shown = `${shown}；${part.trim()}`;
  }
  return shown;
}

/** By name those risks that rose to, fell from, came to or left the upper two levels. */
function changesTable({ changes, previous }: F09Dossier): Annex | undefined {
  const upper = changes.filter(isUpper);
  if (!previous || upper.length === 0) return undefined;
  const columns: Column[] = [
    { key: 'no', title: '序号', width: 2.5, kind: 'number' },
    { key: 'riskPoint', title: '风险点', width: 9 },
    { key: 'hazardSource', title: '危险源', width: 13 },
    { key: 'department', title: '责任单位', width: 6.4, align: 'center' },
    { key: 'change', title: '变化', width: 3, align: 'center' },
    { key: 'before', title: '原等级', width: 3, kind: 'level' },
    { key: 'after', title: '现等级', width: 3, kind: 'level' },
    { key: 'reason', title: '变化原因', width: 22 },
  ];
  const order = { up: 0, added: 1, down: 2, removed: 3 } as const;
  const rows = [...upper]
    .sort((a, b) => order[a.change] - order[b.change])
    .map((risk, index): CellValue[] => [
      index + 1,
      risk.riskPoint,
      risk.hazardSource,
      risk.department,
      term('comparison', risk.change),
      term('riskLevel', risk.before),
      term('riskLevel', risk.after),
      risk.reason,
    ]);
  return { title: '重大、较大安全风险变化情况一览表', wide: true, blocks: [{ type: 'table', table: { columns, rows } }] };
}

const opinions = 4;
const photoHeight = 84;
const blankDay = '　　　年　　月　　日';
const dayText = (date: string | null): string => (date ? longDate(date) : blankDay);

/** 公示结果记录: what came back while it hung, the result, who recorded it, and places for the photos with their days. */
function record({ year, publicity, photos = [] }: F09Dossier): Annex {
  const { from, to, place, result, objections } = publicity;
  const recorded = [result, objections].some((words) => words !== undefined && words !== '');
  return {
    title: '公示结果记录',
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '公示事项', value: `${year}年度安全风险评估结果` },
          { label: '公示期', value: `${dayText(from)}至${dayText(to)}` },
          { label: '公示地点', value: place },
          { label: '发布人', value: '' },
          { label: '撤下日期', value: blankDay },
        ],
      },
      ...(recorded ? [] : [opinionsByHand]),
      {
        type: 'facts',
        rowHeight: 11,
        facts: [
          ...(recorded ? [{ label: '收到的意见\n及处理情况', value: objections || '无' }] : []),
          { label: '公示结果', value: recorded ? result || '收到异议，已核实处理并答复。' : resultByHand },
          { label: '记录人\n（签字）', value: `　　　　　　　　　　${blankDay}` },
          { label: '职工代表\n（签字）', value: `　　　　　　　　　　${blankDay}` },
          { label: '单位\n（公章）', value: `　　　　　　　　　　${blankDay}` },
        ],
      },
      { type: 'pageBreak' },
      ...(photos.length === 0 ? [photo('首日'), photo('末日')] : photos.map(printedPhoto)),
    ],
  };
}

const resultByHand = '□ 公示期内未收到异议。\n□ 收到异议　　　件，已全部核实处理并答复。';

/** Lines to write down what comes back while it hangs. */
const opinionsByHand: Block = {
  type: 'table',
  caption: '公示期内收到的意见（没有的填“无”）',
  table: {
    columns: [
      { key: 'no', title: '序号', width: 2.5, kind: 'number' },
      { key: 'on', title: '日期', width: 5, align: 'center' },
      { key: 'who', title: '反映人及方式', width: 6, align: 'center' },
      { key: 'opinion', title: '意见（异议）内容', width: 11 },
      { key: 'answer', title: '核实处理情况', width: 9 },
      { key: 'by', title: '处理人', width: 4, align: 'center' },
    ],
    rows: Array.from({ length: opinions }, (_, index): CellValue[] => [index + 1, ...Array<null>(5).fill(null)]),
    rowHeight: 9,
  },
};

/** As wide as a page of a letter holds, so that two stand on a page. */
const photoWidth = 112;
const printedPhoto = ({ sha256, on }: NonNullable<F09Dossier['photos']>[number], index: number, all: readonly unknown[]): Block => ({
  type: 'image',
  sha256,
  width: photoWidth,
  caption: `公示照片${all.length > 1 ? index + 1 : ''}（${on ? `${longDate(on)}拍摄` : `拍摄日期：${blankDay}`}）`,
});

/** A place for a photo with the day on which it was taken. */
const photo = (day: string): Block => ({
  type: 'table',
  caption: `公示${day}照片`,
  table: {
    columns: [{ key: 'photo', title: `拍摄日期：${blankDay}　　拍摄人：　　　　　　　`, width: 30, align: 'center' }],
    rows: [[null]],
    rowHeight: photoHeight,
  },
});
