import type { Choices } from '../../renderer/choices';
import { describe, expect, it } from 'vitest';
import type { Scale } from '../../db/domain/risk/scale';
import { readBlock } from '../../renderer/components/table/tsv';
import { isWritable, patchOf, type KnownNames } from '../../renderer/features/risk/cells';
import { bandText, falls, fullFormula, type RiskRow, type Scales } from '../../renderer/features/risk/grading';
import { takeOut } from '../../renderer/features/risk/MeasureFields';
import { planPaste, proposeMapping } from '../../renderer/features/risk/paste';
import { departmentLevels, scoreBands } from '../../renderer/features/risk/spread';
import { filterOfAddress } from '../../renderer/features/risk/register';
import { part } from './engine';

// Read by Vite: the page's own project has no file outside of renderer and db/domain.
const catalogues = import.meta.glob<Scale>('../../resources/catalogues/l*.json', { eager: true, import: 'default' });
const scaleOf = (id: string): Scale => catalogues[`../../resources/catalogues/${id}.json`]!;
const lec = scaleOf('lec@1');
const ls = scaleOf('ls-shandong@1');

const scales = part<Scales>({ all: [lec, ls], lec: 'lec@1', ls: 'ls-shandong@1' });
const names: KnownNames = {
  departments: new Map([['铆焊车间', 'd1']]),
  owners: new Map([['温国栋', { ownerId: 'p1' }]]),
  accidentCodes: (words) => words.map((word) => (word === '触电' ? 'WSA10006' : word)),
};
const row = part<RiskRow>({
  id: 'r1',
  revision: 3,
  riskNo: 'A-1',
  riskPointId: 'x',
  step: '',
  hazardSource: '漏电',
  factorCode: '',
  accidentTypes: [],
  consequence: '',
  method: 'lec',
  l: 3,
  e: 6,
  c: 15,
  s: null,
  level: 'considerable',
  scale: 'lec@1',
  keptLevel: null,
  directMajor: false,
  directReason: '',
  engineering: '',
  administrative: '',
  training: '',
  ppe: '',
  emergency: '',
  measures: '',
  controlLevel: 'workshop',
  departmentId: null,
  ownerId: null,
  ownerPostId: null,
  owner: '',
  phone: '',
  checkCycle: '',
  assessedOn: null,
  status: 'active',
  remark: '',
});

describe('a cell of the register', () => {
  it.each([
    ['l', '0.5', { l: 0.5 }],
    ['l', '１０', { l: 10 }],
    ['controlLevel', '公司', { controlLevel: 'company' }],
    ['status', '停用', { status: 'retired' }],
    ['assessedOn', '2026年11月1日', { assessedOn: '2026-11-01' }],
    ['assessedOn', '2026/3/5', { assessedOn: '2026-03-05' }],
    ['assessedOn', '', { assessedOn: null }],
    ['department', '铆焊车间', { departmentId: 'd1' }],
    ['owner', '温国栋', { ownerId: 'p1', ownerPostId: null, ownerText: '温国栋' }],
    ['owner', '张三、李四', { ownerId: null, ownerPostId: null, ownerText: '张三、李四' }],
    ['accidentTypes', '触电、触电；其他', { accidentTypes: ['WSA10006', '其他'] }],
    ['phone', ' 0472-123 ', { phone: '0472-123' }],
  ] as const)('%s “%s” becomes its value', (column, text, patch) => {
    expect(patchOf(column, text, 'lec', names)).toEqual({ patch });
  });

  it.each([
    ['l', '4', 'lec', 'factor'],
    ['s', '3', 'lec', 'factorOfMethod'],
    ['e', '6', 'ls', 'factorOfMethod'],
    ['l', '10', 'ls', 'factor'],
    ['c', '', 'lec', 'empty'],
    ['level', '重大', 'lec', 'levelComputed'],
    ['department', '没有的车间', 'lec', 'department'],
    ['assessedOn', '2026-02-30', 'lec', 'date'],
    ['controlLevel', '厂级', 'lec', 'choice'],
    ['hazardSource', '  ', 'lec', 'empty'],
    ['phone', 'x'.repeat(41), 'lec', 'long'],
  ] as const)('%s “%s” of %s is refused: %s', (column, text, method, fault) => {
    expect(patchOf(column, text, method, names)).toEqual({ fault });
  });

  it('is written only where the register is stated, not where it is computed', () => {
    expect(['score', 'nextReviewOn', 'missing', 'riskPoint', 'updatedAt'].filter(isWritable)).toEqual([]);
  });
});

describe('a pasted block', () => {
  const all = [
    { id: 'riskNo', title: '编号' },
    { id: 'score', title: '评价值' },
    { id: 'department', title: '责任单位' },
    { id: 'l', title: 'L' },
    { id: 'owner', title: '责任人' },
  ];

  it('keeps tabs and line breaks within quotes and forgets the last line break', () => {
    expect(readBlock('a\t"b\nc"\t"d""e"\r\nf\t\tg\r\n')).toEqual([
      ['a', 'b\nc', 'd"e'],
      ['f', '', 'g'],
    ]);
  });

  it('goes by its head, hidden columns too, and leaves out what cannot be written', () => {
    const proposed = proposeMapping(
      [
        ['责任单位*', '评价值', ' l '],
        ['铆焊车间', '9', '1'],
      ],
      all,
      all.slice(0, 2),
      'riskNo',
    );
    expect(proposed).toEqual({
      block: { head: ['责任单位*', '评价值', ' l '], cells: [['铆焊车间', '9', '1']] },
      mapping: ['department', null, 'l'],
    });
  });

  it('goes from the cell on when it has no head', () => {
    expect(proposeMapping([['铆焊车间', '1']], all, all.slice(2), 'department').mapping).toEqual(['department', 'l']);
  });

  it('writes what can be written, leaves the rest, and says that a level falls', () => {
    const [planned] = planPaste([row], [['没有', '1', '温国栋']], ['department', 'l', 'owner'], names, scales);
    expect(planned).toMatchObject({ patch: { l: 1, ownerId: 'p1' }, falls: true, changes: true });
    expect(planned!.cells.map(({ fault }) => fault)).toEqual(['department', null, null]);
    const [same] = planPaste([row], [['3', '漏电']], ['l', 'hazardSource'], names, scales);
    expect(same).toMatchObject({ falls: false, changes: false });
  });

  it('reads factors by the method of the same line', () => {
    const [planned] = planPaste([row], [['LS', '4', '5']], ['method', 'l', 's'], names, scales);
    expect(planned).toMatchObject({ patch: { method: 'ls', l: 4, s: 5 }, falls: false });
  });
});

describe('the grading shown', () => {
  it.each([
    [lec, 'major', 'D > 320'],
    [lec, 'considerable', '160 ≤ D ≤ 320'],
    [lec, 'general', '70 ≤ D < 160'],
    [lec, 'low', 'D < 70'],
    [ls, 'major', 'R ≥ 20'],
    [ls, 'considerable', '15 ≤ R < 20'],
    [ls, 'general', '9 ≤ R < 15'],
    [ls, 'low', 'R < 9'],
  ] as const)('names the limits of a level', (scale, level, words) => {
    expect(bandText(scale, level)).toBe(words);
  });

  it('writes the formula with what is known', () => {
    expect(fullFormula({ method: 'lec', l: 0.5, e: null, c: 7, s: null, level: null })).toBe('D = L × E × C = 0.5 × ? × 7');
    expect(fullFormula({ method: 'ls', l: 3, e: null, c: null, s: 4, level: null })).toBe('R = L × S = 3 × 4 = 12');
    expect(fullFormula({ method: 'direct', l: null, e: null, c: null, s: null, level: 'major' })).toBe('');
  });

  it('knows which way a level moves', () => {
    expect([falls('major', 'low'), falls('low', 'major'), falls('general', 'general'), falls('low', null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('unsplit measures', () => {
  it('give up what is marked', () => {
    expect(takeOut('加装限位器，持证上岗', 0, 5)).toEqual({ rest: '，持证上岗', taken: '加装限位器' });
  });

  it('give up the sentence at the cursor when nothing is marked', () => {
    expect(takeOut('加装限位器。持证上岗；戴安全帽', 8, 8)).toEqual({ rest: '加装限位器。戴安全帽', taken: '持证上岗；' });
    expect(takeOut('一\n二\n三', 2, 2)).toEqual({ rest: '一\n三', taken: '二' });
    expect(takeOut('', 0, 0)).toEqual({ rest: '', taken: '' });
  });
});

describe('the pictures', () => {
  it('put departments in their order, those without risks out, risks without a department last', () => {
    const tree = [
      { id: 'b', name: '乙', above: [], within: new Set(['b']) },
      { id: 'a', name: '甲', above: [], within: new Set(['a']) },
      { id: 'c', name: '丙', above: [], within: new Set(['c']) },
    ];
    const rows = departmentLevels(
      [
        { departmentId: 'a', level: 'low', count: 2 },
        { departmentId: '', level: 'major', count: 1 },
        { departmentId: 'b', level: 'low', count: 4 },
      ],
      tree,
      '未填',
    );
    expect(rows.map(({ name, total }) => [name, total])).toEqual([
      ['乙', 4],
      ['甲', 2],
      ['未填', 1],
    ]);
  });

  const lecBands = (general: { from: number } | { over: number }) => ({
    bands: [
      { level: 'major' as const, over: 320 },
      { level: 'considerable' as const, from: 160 },
      { level: 'general' as const, ...general },
      { level: 'low' as const, from: 0 },
    ],
  });
  const scores = [0.05, 19.9, 20, 69, 70, 159, 162, 315, 360, 10_000].map((score) => ({ score100: Math.round(score * 100), count: 1 }));

  it('put every LEC score into the band of the mapping in use', () => {
    const usual = scoreBands(scores, lecBands({ from: 70 }));
    expect(usual.map(({ words, level, count }) => [words, level, count])).toEqual([
      ['D > 320', 'major', 2],
      ['160 ≤ D ≤ 320', 'considerable', 2],
      ['70 ≤ D < 160', 'general', 2],
      ['20 ≤ D < 70', 'low', 2],
      ['D < 20', 'low', 2],
    ]);
    const strict = scoreBands(scores, lecBands({ over: 70 }));
    expect(strict.map(({ words, count }) => [words, count])).toEqual([
      ['D > 320', 2],
      ['160 ≤ D ≤ 320', 2],
      ['70 < D < 160', 1],
      ['20 ≤ D ≤ 70', 3],
      ['D < 20', 2],
    ]);
  });
});

describe('an address of the register', () => {
  it('narrows the list or names a record', () => {
    const choices = part<Choices>({ today: '2026-11-21', words: part({ ambiguousAccidents: ['1986:车辆伤害', '车辆伤害'] }) });
    expect(filterOfAddress('accidents', choices)).toEqual({ accidentType: ['1986:车辆伤害', '车辆伤害'] });
    expect(filterOfAddress('factors', choices)).toEqual({ factorClass: ['other'] });
    expect(filterOfAddress('overdue', choices)).toEqual({ dueBefore: '2026-11-21' });
    expect(filterOfAddress('level-major', choices)).toEqual({ level: ['major'] });
    expect(filterOfAddress('level-nothing', choices)).toBeUndefined();
    expect(filterOfAddress('0190b6a4-7d2b-7c9a-9d6e-1f2a3b4c5d6e', choices)).toBeUndefined();
  });
});
