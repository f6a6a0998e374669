import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchTable } from '../../db/search';
import { splitInitials } from '../../db/initials';
import { matchQuery, splitText } from '../../db/searchText';

/** A real index over some texts; answers which of them a typed text finds. */
function indexOf(texts: readonly string[]): (typed: string) => string[] {
  const sqlite = new BetterSqlite3(':memory:');
  sqlite.exec(searchTable);
  const insert = sqlite.prepare('INSERT INTO search (rowid, singles, pairs, initials) VALUES (?, ?, ?, ?)');
  texts.forEach((text, i) => {
    const { singles, pairs } = splitText(text);
    insert.run(i + 1, singles, pairs, splitInitials(text));
  });
  const select = sqlite.prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid');
  return (typed) => {
    const match = matchQuery(typed);
    return match === null ? [] : (select.all(match) as { rowid: number }[]).map(({ rowid }) => texts[rowid - 1]!);
  };
}

const texts = [
  'FX-0042 10t 桥式起重机 吊运工件 钢丝绳断丝超标，绳卡松动',
  'FX-0420 2.5t 电动葫芦 吊钩无防脱装置',
  'SB-001 喷漆房 漆雾与静电 LNG 气化站',
  '整改通知 KTV 消防',
];

describe('what a person types', () => {
  const find = indexOf(texts);
  const [crane, hoist, paint, notice] = texts as [string, string, string, string];

  it.each([
    ['绳', [crane]],
    ['断丝', [crane]],
    ['钢丝绳', [crane]],
    ['钢丝绳断丝', [crane]],
    ['桥式起重机', [crane]],
    ['吊', [crane, hoist]],
    ['t', [crane, hoist, notice]],
    ['10t', [crane]],
    ['0t', [crane]],
    ['10T 桥式', [crane]],
    ['１０ｔ', [crane]],
    ['桥式 断丝', [crane]],
    ['断丝 桥式', [crane]],
    ['fx-0042', [crane]],
    ['FX0042', []],
    ['0042', [crane]],
    ['042', [crane, hoist]],
    ['0042 断', [crane]],
    ['FX', [crane, hoist]],
    ['gss', [crane]],
    ['qsqzj', [crane]],
    ['zgtz', [notice]],
    ['gt', [notice]],
    ['ktv', [notice]],
    ['lng', [paint]],
    ['Lng气', [paint]],
    ['漆雾与静电', [paint]],
    ['漆雾静电', []],
    ['超标绳卡', []],
    ['式起', [crane]],
    ['起式', []],
    ['灭火器', []],
  ])('%s', (typed, found) => {
    expect(find(typed)).toEqual(found);
  });

  it.each(['', ' ', '，。、', '"', '""', "'", '*', '^', '-', '--', '()', '(', '+', ':', '%', '_', '\\', '\0', '…', '😀'])(
    'nothing to search in %j',
    (typed) => {
      expect(matchQuery(typed)).toBeNull();
    },
  );

  it.each([
    ['绳" OR "吊', []],
    ['绳" AND "吊', []],
    ['绳" "吊', [crane]],
    ['绳 OR 葫芦', []],
    ['NOT 绳', []],
    ['NEAR(绳 卡, 5)', []],
    ['singles:绳', []],
    ['pairs : 断丝', []],
    ['断丝*', [crane]],
    ['^断丝', [crane]],
    ['{singles pairs}:断丝', []],
    ['断丝"', [crane]],
    ['search MATCH 断丝', []],
    ["断丝'; DROP TABLE search; --", []],
    ['- 断丝', [crane]],
  ])('syntax of the index is text: %s', (typed, found) => {
    expect(find(typed)).toEqual(found);
  });

  it('a hundred words and two hundred characters are no fault', () => {
    expect(find('绳 '.repeat(100))).toEqual([crane]);
    expect(find('a b '.repeat(50))).toEqual([]);
    expect(find('绳'.repeat(200))).toEqual([]);
    expect(find('ab '.repeat(66))).toEqual([]);
  });

  it('halves of characters, marks and rare characters are no fault', () => {
    for (const typed of ['\ud842', '\udfb7绳', 'a\u0301', '⺀', '𠮷', 'İ', 'ﬁ', '㎡', '½', '〇', 'ก็'])
      expect(() => find(typed), typed).not.toThrow();
    expect(indexOf(['𠮷野家'])('𠮷野')).toEqual(['𠮷野家']);
    expect(indexOf(['面积 12㎡'])('12m2')).toEqual(['面积 12㎡']);
    expect(indexOf(['Café 房'])('café')).toEqual(['Café 房']);
  });
});

describe('any part of any text', () => {
  const characters = fc.constantFrom(...'钢丝绳断起重机吊钩安全员abcXYZ0123459-（）,. /');
  const text = fc.array(characters, { maxLength: 30 }).map((list) => list.join(''));
  const runs = (value: string) =>
    value
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];

  it('is found, and what is no part is not', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), fc.array(characters, { minLength: 1, maxLength: 6 }), (stored, typed) => {
        const distinct = [...new Set(stored)];
        const query = typed.join('');
        const words = runs(query);
        // Letters may also be pinyin initials, which this model does not know.
        fc.pre(!words.some((word) => /^[a-z]{2,}$/.test(word)));
        const wanted =
          words.length === 0 ? [] : distinct.filter((entry) => words.every((word) => runs(entry).some((run) => run.includes(word))));
        expect(indexOf(distinct)(query)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pinyin initials', () => {
  it('are pairs within a run of Chinese', () => {
    expect(splitInitials('整改通知')).toBe('zg gt tz .');
    expect(splitInitials('LNG 气化站')).toBe('qh hz .');
    expect(splitInitials('10t')).toBe('');
    expect(splitInitials('重庆、重大')).toBe('cq . zd .');
  });

  it('of any Chinese text find it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'钢丝绳断起重机吊钩安全员整改通知漆雾静电'), { minLength: 2, maxLength: 8 }), (list) => {
        const name = list.join('');
        const initials = splitInitials(name).replace(' .', '').split(' ');
        const typed = initials.map((pair) => pair[0]).join('') + initials.at(-1)![1]!;
        expect(indexOf([name])(typed)).toEqual([name]);
      }),
      { numRuns: 100 },
    );
  });
});
