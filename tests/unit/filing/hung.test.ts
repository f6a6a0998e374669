import { expect, it } from 'vitest';
import { composeBoard } from '../../../electron/filing/board/compose';
import { boardDossier, type BoardDossier } from '../../../electron/filing/board/dossier';
import { composeF33 } from '../../../electron/filing/card/compose';
import { cardsDossier, type CardsDossier } from '../../../electron/filing/card/dossier';
import type { Document } from '../../../electron/filing/document';
import { renderHtml } from '../../../electron/filing/render/html';
import { setLines } from '../../../electron/filing/render/text';
import { sampleRisk } from './sample';

const base = {
  enterprise: { name: '内蒙古北方重型装备制造有限责任公司', uscc: '91150100MA0N00001X' },
  catalogues: [],
  period: '',
  compiledOn: '2026-09-28',
};
const risks = [3, 1, 0].map(sampleRisk);

const sampleBoard: BoardDossier = {
  schema: 'board@1',
  ...base,
  size: 'A3',
  phone: '0471-6660000',
  today: '2026-09-28',
  counts: { major: 1, considerable: 2, general: 60, low: 250, ungraded: 0 },
  points: risks.map(({ riskPoint, location, hazardSource, accidentTypes, engineering, ppe, department, owner }, index) => ({
    riskPoint,
    location,
    level: index === 0 ? 'major' : 'considerable',
    hazards: [hazardSource],
    accidentTypes: [...accidentTypes],
    measures: `${engineering}${ppe}`,
    department,
    owner: `${owner} 13800000000`,
  })),
  picture: {
    plan: { id: 'plan', name: '厂区', width: 1600, height: 900, drawnOn: '2026-08-01', approvedBy: '欧阳建国', image: null },
    zones: [
      {
        name: '涂装车间',
        outline: [
          [0, 0],
          [500_000, 0],
          [500_000, 400_000],
          [0, 400_000],
        ],
        level: 'major',
        points: 1,
        major: 1,
        considerable: 0,
        general: 2,
        low: 3,
        department: '涂装车间',
        owner: '李志强',
      },
    ],
  },
};

const texts = {
  hazards: '可燃溶剂蒸气积聚',
  accidents: '火灾。后果：人员伤亡',
  signs: '禁止烟火、当心火灾、必须穿防护服、本厂自定',
  measures: '机械排风与喷枪联锁',
  operation: '先通风后作业',
  emergency: '停喷、断电、撤离，值班 13800000001',
  department: '涂装车间',
  owner: '李志强',
  phone: '0471-6660000　火警 119　急救 120',
};
const card = (name: string, change: Partial<typeof texts> = {}): CardsDossier['cards'][number] => ({
  pointId: name,
  name,
  location: '涂装厂房北侧',
  level: 'major',
  texts: { ...texts, ...change },
  version: 2,
  compiledOn: '2026-09-28',
});
const cardsOf = (cards: CardsDossier['cards'], perPage: CardsDossier['perPage'] = 4): CardsDossier => ({
  schema: 'f33@1',
  ...base,
  perPage,
  cards,
});

const golden = (name: string, paper: Document) =>
  expect(`${JSON.stringify(paper, null, 1)}\n`).toMatchFileSnapshot(`golden/${name}.golden`);
it('the board as it is composed', () =>
  golden('board', composeBoard(boardDossier.parse(sampleBoard), { draft: false, number: 'GGL-2026-001' })));
it('the cards as they are composed', () =>
  golden('f33', composeF33(cardsDossier.parse(cardsOf([card('喷漆室及调漆间')])), { draft: false, number: 'F33-2026-001' })));
it.each([
  ['board', boardDossier, sampleBoard],
  ['f33', cardsDossier, cardsOf([card('喷漆室')])],
] as const)('the dossier of %s survives JSON unchanged', (_name, schema, dossier) => {
  expect(schema.parse(JSON.parse(JSON.stringify(dossier)))).toEqual(dossier);
});

/** Cards of each page with their shares, as `甲4`. */
const pagesOf = (dossier: CardsDossier): string[][] =>
  renderHtml(composeF33(dossier, { draft: false }), { signUrl: (name) => `data:,${name}` })
    .split('<section')
    .slice(1)
    .map((page) => [...page.matchAll(/card by(\d)">.*?<h3>(.)/gs)].map(([, share, name]) => `${name}${share}`));
const long = { measures: '长'.repeat(1000) };
const huge = { measures: '长'.repeat(5000) };

it('four cards fill a page; each sign stands with its picture and its name', () => {
  expect(pagesOf(cardsOf([...'甲乙丙丁戊'].map((name) => card(name))))).toEqual([['甲4', '乙4', '丙4', '丁4'], ['戊4']]);
  const html = renderHtml(composeF33(cardsOf([card('甲')]), { draft: false }), { signUrl: (name) => `data:,${name}` });
  expect(html).toContain('<img src="data:,禁止烟火" alt=""><figcaption>禁止烟火</figcaption>');
  expect(renderHtml(composeF33(cardsOf([card('甲')]), { draft: false }))).toContain('<figure><figcaption>本厂自定</figcaption>');
});

it('cards keep their order, and what would leave a gap is drawn larger', () => {
  expect(pagesOf(cardsOf([card('甲'), card('乙', long), card('丙'), card('丁')]))).toEqual([
    ['甲2', '乙2'],
    ['丙4', '丁4'],
  ]);
  expect(pagesOf(cardsOf([card('甲'), card('乙'), card('丙', huge), card('丁')]))).toEqual([['甲2', '乙2'], ['丙1'], ['丁4']]);
  expect(pagesOf(cardsOf([card('甲', long), card('乙', huge)]))).toEqual([['甲1'], ['乙1']]);
  expect(pagesOf(cardsOf([card('甲'), card('乙'), card('丙', long)], 2))).toEqual([['甲2', '乙2'], ['丙2']]);
  expect(pagesOf(cardsOf([card('甲'), card('乙')], 1))).toEqual([['甲1'], ['乙1']]);
  expect(pagesOf(cardsOf([]))).toEqual([]);
});

it('print grows and shrinks with the texts, and never below what can be read', () => {
  const sizeOf = (change: Partial<typeof texts>) =>
    Number(/<table style="font-size:([\d.]+)pt/.exec(renderHtml(composeF33(cardsOf([card('甲', change)]), { draft: false })))![1]);
  expect(sizeOf({})).toBe(9.5);
  expect(sizeOf({ measures: '长'.repeat(400) })).toBeLessThan(9.5);
  for (const count of [500, 700, 1100, 3000, 9000]) expect(sizeOf({ measures: '长'.repeat(count) })).toBeGreaterThanOrEqual(6.5);
});

it('the board shows its signs, and an older one without them still prints', () => {
  const board = composeBoard(sampleBoard, { draft: false });
  expect(board.signs).toEqual([
    '禁止停留',
    '禁止烟火',
    '当心落物',
    '当心吊物',
    '当心烫伤',
    '当心火灾',
    '当心爆炸',
    '必须戴安全帽',
    '必须戴防护面罩',
    '必须穿防护鞋',
    '必须穿防护服',
    '必须消除静电',
  ]);
  expect(renderHtml(board, { signUrl: (name) => `data:,${name}` })).toContain('data:,当心吊物');
  const { signs: _none, ...older } = board;
  expect(renderHtml(older)).not.toContain('<figcaption>');
});

it('lines are counted as they are set: no stop begins a line, no number is torn', () => {
  expect(setLines('一二三四五', 5)).toBe(1);
  expect(setLines('一二三四五，六', 5)).toBe(2);
  expect(setLines('一二三四（五）', 5)).toBe(2);
  expect(setLines('电话 0471-6660000', 7)).toBe(2);
  expect(setLines('长'.repeat(11), 5)).toBe(3);
  expect(setLines('a'.repeat(40), 5)).toBe(5);
  expect(setLines('', 5)).toBe(1);
  expect(setLines('一\n二', 5)).toBe(2);
});
