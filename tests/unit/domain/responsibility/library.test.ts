import { describe, expect, it } from 'vitest';
import {
  adopted,
  basisWords,
  dutiesFor,
  postsFor,
  type DutyLibrary,
  type LibraryDuty,
  type LibraryPost,
} from '../../../../db/domain/responsibility/library';

const titles = new Map([
  ['R01', '安全生产法（2021 年第三次修正）'],
  ['R31', '企业安全生产费用提取和使用管理办法'],
  ['S00', '《进一步推进安全生产领域改革发展的实施方案》解读'],
]);
const duty = (id: string, other: Partial<LibraryDuty> = {}): LibraryDuty => ({
  id,
  text: `${id}的职责`,
  scope: '本岗位',
  frequency: '每月',
  evidence: '记录',
  criteria: '每缺一次扣1分',
  standard: 20,
  basis: [{ regulation: 'R01', article: '第22条' }],
  ...other,
});
const post = (id: string, title: string, synonyms: string[], level: LibraryPost['level']): LibraryPost => ({
  id,
  title,
  synonyms,
  level,
  role: null,
  group: '作业岗位',
  scope: '本岗位',
  duties: [],
});
const library: DutyLibrary = {
  id: 'duty-library@1',
  title: '库',
  note: '注',
  sources: ['R01'],
  posts: [
    post('director', '安全总监', ['安全生产总监'], 'deputy'),
    post('officer', '专职安全员', ['安全员', '安全生产管理员'], 'worker'),
    post('turner', '机械加工操作工', ['车工', '铣工'], 'worker'),
    post('guard', '保安员', ['门卫'], 'worker'),
    post('head', '部门负责人', ['部长'], 'departmentHead'),
    post('principal', '主要负责人（总经理）', ['总经理'], 'principal'),
    post('deputy', '分管负责人', ['副总经理'], 'deputy'),
  ],
};
const found = (name: string, level: Parameters<typeof postsFor>[2] = '') =>
  postsFor(library, name, level).map(({ post: { id }, why }) => `${id} ${why}`);

describe('choosing a post', () => {
  it.each([
    ['安全总监', 'director exact'],
    [' 安全 总监 ', 'director exact'],
    ['安全生产总监', 'director synonym'],
    ['车工', 'turner synonym'],
    ['数控车工', 'turner near'],
    ['保安员（微型消防站队员）', 'guard exact'],
    ['保安员(白班)', 'guard exact'],
    ['专职安全生产管理员', 'officer near'],
    ['设备部部长', 'head near'],
    ['总经理', 'principal synonym'],
    ['主要负责人', 'principal exact'],
    ['常务副总经理', 'deputy near'],
  ])('%s is best served by %s', (name, best) => {
    expect(found(name)[0]).toBe(best);
  });

  it('offers those of the same level after what is like the name, and nothing where neither is known', () => {
    expect(found('电焊组', 'departmentHead')).toEqual(['head level']);
    expect(found('电焊组')).toEqual([]);
    expect(found('', 'worker')).toEqual(['officer level', 'turner level', 'guard level']);
    expect(found('（）')).toEqual([]);
    expect(found('车工', 'departmentHead')).toEqual(['turner synonym', 'head level']);
  });

  it('prefers the same level among posts that are equally like the name', () => {
    const both: DutyLibrary = { ...library, posts: [post('a', '电工班', [], 'team'), post('b', '电工房', [], 'worker')] };
    expect(postsFor(both, '电工', 'worker').map((match) => match.post.id)).toEqual(['b', 'a']);
    expect(postsFor(both, '电工', 'team').map((match) => match.post.id)).toEqual(['a', 'b']);
    const [first] = postsFor(both, '电工', 'team');
    expect(first!.nearness).toBeLessThan(1);
  });
});

describe('duties of a region', () => {
  const local = duty('a.local', { standard: 4, regions: ['150000'], partOf: 'a.inspect' });
  const there: LibraryPost = { ...post('a', '甲', [], 'principal'), duties: [duty('a.inspect'), local, duty('a.plan')] };
  const points = (regions: string[]) => dutiesFor(there, regions).map(({ id, standard }) => [id, standard]);

  it('are offered there and below, and take their points off the duty that they are part of', () => {
    expect(points(['000000', '150000', '150200'])).toEqual([
      ['a.inspect', 16],
      ['a.local', 4],
      ['a.plan', 20],
    ]);
  });

  it('cite a document of one place only there', () => {
    const basis = [{ regulation: 'R01' }, { regulation: 'S00', regions: ['110000'] }];
    const cited: LibraryPost = { ...post('a', '甲', [], 'principal'), duties: [duty('a.plan', { basis })] };
    const codes = (regions: string[]) => dutiesFor(cited, regions)[0]!.basis.map(({ regulation }) => regulation);
    expect([codes(['000000', '110000', '110102']), codes(['000000', '150000']), codes([])]).toEqual([['R01', 'S00'], ['R01'], ['R01']]);
  });

  it('are not offered elsewhere, nor where nobody said where', () => {
    const national = [
      ['a.inspect', 20],
      ['a.plan', 20],
    ];
    expect(points(['000000', '110000'])).toEqual(national);
    expect(points([])).toEqual(national);
  });
});

describe('words of a basis', () => {
  it('join the articles of one regulation and leave out what is none', () => {
    expect(
      basisWords(
        [
          { regulation: 'R01', article: '第21条第1项' },
          { regulation: 'R31', article: '使用范围' },
          { regulation: 'R01', article: '第22条' },
          { regulation: 'S00' },
          { regulation: 'R99', article: '5.1' },
        ],
        titles,
      ),
    ).toBe(
      '《安全生产法》第21条第1项、第22条；《企业安全生产费用提取和使用管理办法》；《进一步推进安全生产领域改革发展的实施方案》解读；《R99》5.1',
    );
  });

  it('are taken over with the points in tenths, and kept as base', () => {
    expect(adopted(duty('a.plan'), titles)).toEqual({
      libraryDuty: 'a.plan',
      text: 'a.plan的职责',
      frequency: '每月',
      evidence: '记录',
      criteria: '每缺一次扣1分',
      standard10: 200,
      legalBasis: '《安全生产法》第22条',
      base: {
        text: 'a.plan的职责',
        frequency: '每月',
        evidence: '记录',
        criteria: '每缺一次扣1分',
        standard10: '200',
        legalBasis: '《安全生产法》第22条',
      },
    });
  });
});
