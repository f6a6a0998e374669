import { describe, expect, it } from 'vitest';
import { readAccidents } from '../../../electron/intake/accidents';
import { findDate, readDate, readDateText } from '../../../electron/intake/dates';
import { inferScheme, levelOfFill, levelOfGrade, readLevelText } from '../../../electron/intake/levels';
import { textCell, type Cell } from '../../../electron/intake/sheet';
import { isIdNumber, readNumber, readValue, sexOfIdNumber } from '../../../electron/intake/values';

const number = (value: number): Cell => ({ value, text: String(value) });

describe('dates', () => {
  it.each([
    ['2019/5/26', '2019-05-26'],
    ['2019.5.26', '2019-05-26'],
    ['2019-5-26', '2019-05-26'],
    ['2019年5月26日', '2019-05-26'],
    ['2019年 6 月 25 日', '2019-06-25'],
    ['２０１９．５．２６', '2019-05-26'],
    ['20190526', '2019-05-26'],
    ['2019-05-26 08:30:00', '2019-05-26'],
    ['2019年5月26号', '2019-05-26'],
    ['二〇二六年三月十五日', '2026-03-15'],
    ['2026年10月8日', '2026-10-08'],
    ['2024-02-29', '2024-02-29'],
    ['43611', '2019-05-26'],
  ])('%s', (written, date) => {
    expect(readDate(textCell(written))).toEqual({ date });
  });

  it.each([
    ['5月26日', { date: '2019-05-26', supposed: 'yearFromSheet' }],
    ['5.26-5.28', { date: '2019-05-26', until: '2019-05-28', supposed: 'span' }],
    ['2020年5月26日至28日', { date: '2020-05-26', until: '2020-05-28', supposed: 'span' }],
    ['2020.12.30～2021.1.2', { date: '2020-12-30', until: '2021-01-02', supposed: 'span' }],
    ['2020-12-30-2021-01-02', { date: '2020-12-30', until: '2021-01-02', supposed: 'span' }],
    ['2020年5月', { date: '2020-05-01', supposed: 'monthOnly' }],
    ['19.5.26', { date: '2019-05-26', supposed: 'shortYear' }],
  ])('%s, with the year of the sheet', (written, reading) => {
    expect(readDateText(written, 2019)).toEqual(reading);
  });

  it('refuses what cannot be a business date, as a value', () => {
    expect(readDate(number(0.5))).toEqual({ fault: 'notDate' });
    for (const written of ['1899-12-31', '2199-01-01', '0019-05-26']) expect(readDateText(written)).toEqual({ fault: 'implausible' });
    for (const written of ['2019-02-30', '2019/13/1', '明天', '13月40日', '3', '长期'])
      expect(readDateText(written, 2019)).toEqual({ fault: 'notDate' });
    expect(readDateText('5月26日')).toEqual({ fault: 'noYear' });
    expect(readDate({ value: new Date('1899-12-30T08:00:00Z'), text: '1899-12-30 08:00' })).toEqual({ fault: 'implausible' });
    expect(readDate({ value: new Date(Number.NaN), text: 'x' })).toEqual({ fault: 'notDate' });
  });

  it('takes days since 1900 where the format was lost', () => {
    expect(readDate(number(46_086))).toEqual({ date: '2026-03-05' });
  });

  it('finds a date in a title', () => {
    expect(findDate('GB 6441-2025 清单（2026年3月20日更新）')).toEqual({ date: '2026-03-20', monthOnly: false });
    expect(findDate('2026年3月风险清单')).toEqual({ date: '2026-03-01', monthOnly: true });
    expect(findDate('第一季度')).toBeUndefined();
  });
});

describe('numbers', () => {
  it.each([
    ['３', 3],
    ['3分', 3],
    ['０．５', 0.5],
    ['L=6', 6],
    ['10（完全可以预料）', 10],
    ['6 相当可能', 6],
    ['15-一人死亡', 15],
    ['.5', 0.5],
    [' 40 ', 40],
  ])('%s', (written, value) => {
    expect(readNumber(textCell(written))).toBe(value);
  });

  it.each(['3-6', '3~6', '3/6', '三', '3×6', '1e5', '', '约3', '3 6'])('%s is none', (written) => {
    expect(readNumber(textCell(written))).toBeUndefined();
  });

  it('forgets what floats add', () => {
    expect(readNumber(number(0.1 + 0.2))).toBe(0.3);
  });
});

describe('levels', () => {
  it.each([
    ['重大', { level: 'major' }],
    ['重大风险', { level: 'major' }],
    ['较大（橙）', { level: 'considerable' }],
    ['一般', { level: 'general' }],
    ['低风险', { level: 'low' }],
    ['红', { level: 'major' }],
    ['橙色', { level: 'considerable' }],
    ['蓝', { level: 'low' }],
    ['极其危险', { level: 'major' }],
    ['显著危险', { level: 'general' }],
    ['一般危险，需要注意', { level: 'low' }],
    ['稍有危险', { level: 'low' }],
    ['1级', { grade: 1 }],
    ['一级', { grade: 1 }],
    ['Ⅳ级', { grade: 4 }],
    ['III', { grade: 3 }],
    ['B', { grade: 2 }],
    ['C级', { grade: 3 }],
    ['３', { grade: 3 }],
    ['2级/B级', { grade: 2 }],
    ['1级（重大）', { level: 'major' }],
    ['5级风险', { grade: 5 }],
  ])('%s', (written, reading) => {
    expect(readLevelText(written)).toEqual(reading);
  });

  it.each(['', '待定', '6级', '重大/较大/一般/低', 'F'])('%s is none', (written) => {
    expect(readLevelText(written)).toBeUndefined();
  });

  it('come from the ground of a cell', () => {
    expect(['FF0000', 'C00000', 'FFC000', 'ED7D31', 'FFFF00', '00B0F0', '0070C0', '5B9BD5'].map(levelOfFill)).toEqual([
      'major',
      'major',
      'considerable',
      'considerable',
      'general',
      'low',
      'low',
      'low',
    ]);
    expect(['D9D9D9', '00B050', '000000', 'F2F2F2'].map(levelOfFill)).toEqual([undefined, undefined, undefined, undefined]);
    expect(readValue('level', { value: null, text: '', fill: 'FF0000' })).toMatchObject({
      value: { level: 'major', fromFill: true },
      notes: [{ key: 'levelFromFill' }],
    });
    expect(readValue('level', { value: '低', text: '低', fill: 'FF0000' })).toEqual({ value: { level: 'low' } });
  });

  it('of numbered grades run as the data say', () => {
    expect(
      inferScheme([
        { grade: 1, score: 540 },
        { grade: 3, score: 90 },
      ]),
    ).toEqual({ direction: 'down', grades: 4, basis: 'data' });
    expect(
      inferScheme(
        [
          { grade: 5, score: 540 },
          { grade: 3, score: 90 },
        ],
        5,
      ),
    ).toEqual({ direction: 'up', grades: 5, basis: 'data' });
    expect(
      inferScheme([
        { grade: 2, score: 10, level: 'low' },
        { grade: 2, score: 12, level: 'low' },
      ]),
    ).toMatchObject({ direction: 'up', basis: 'data' });
    expect(inferScheme([{ grade: 2, score: 200 }])).toMatchObject({ direction: 'down', basis: 'supposed' });
    expect(inferScheme([])).toMatchObject({ basis: 'supposed' });
    expect([1, 2, 3, 4, 5].map((grade) => levelOfGrade(grade, { direction: 'down', grades: 5 }))).toEqual([
      'major',
      'considerable',
      'general',
      'low',
      'low',
    ]);
    expect([1, 2, 3, 4, 5].map((grade) => levelOfGrade(grade, { direction: 'up', grades: 5 }))).toEqual([
      'low',
      'low',
      'general',
      'considerable',
      'major',
    ]);
    expect([1, 2, 3, 4].map((grade) => levelOfGrade(grade, { direction: 'up', grades: 4 }))).toEqual([
      'low',
      'general',
      'considerable',
      'major',
    ]);
  });
});

it('accident types are split and get the names of GB 6441', () => {
  expect(readAccidents('高处坠落、触电')).toEqual({ types: ['高处坠落', '触电'], unknown: [] });
  expect(readAccidents('1.物体打击；2.烫伤，中毒窒息/其它伤害')).toEqual({
    types: ['物体打击', '灼烫', '中毒和窒息', '其他伤害'],
    unknown: [],
  });
  expect(readAccidents('火灾和触电 坍塌\n火灾')).toEqual({ types: ['火灾', '触电', '坍塌'], unknown: [] });
  expect(readAccidents('厂（场）内车辆致害、摔伤')).toEqual({ types: ['厂（场）内车辆致害', '摔伤'], unknown: ['摔伤'] });
});

describe('words', () => {
  it('of methods, control levels, kinds, employment and sex', () => {
    const read = (kind: Parameters<typeof readValue>[0], ...written: string[]): unknown[] =>
      written.map((text) => readValue(kind, textCell(text)).value);
    expect(read('method', 'LEC法', '作业条件危险性评价法', 'L·S', '风险矩阵法（LS）', '直接判定', 'JHA', '看着办')).toEqual([
      'lec',
      'lec',
      'ls',
      'ls',
      'direct',
      undefined,
      undefined,
    ]);
    expect(read('controlLevel', '公司级', '车间（部门）级', '班组', '岗位级', '公司、车间、班组', '厂级')).toEqual([
      'company',
      'workshop',
      'team',
      'post',
      'company',
      'company',
    ]);
    expect(read('kind', '设备设施', '作业活动', '场所部位', '区域')).toEqual(['equipment', 'activity', 'place', 'area']);
    expect(read('employment', '合同工', '劳务派遣', '实习生', '外包')).toEqual(['formal', 'dispatched', 'intern', 'contractor']);
    expect(read('sex', '男', 'Female', '？')).toEqual(['male', 'female', undefined]);
    expect(readValue('method', textCell('看着办')).notes).toEqual([{ key: 'methodNotRead' }]);
  });

  it('that mean nothing are left out', () => {
    for (const text of ['/', '—', '--', '\\']) expect(readValue('text', textCell(text))).toEqual({});
    expect(readValue('date', textCell('无'))).toEqual({});
    expect(readValue('text', textCell('无'))).toEqual({ value: '无' });
  });

  it('that a sheet could not compute are told', () => {
    expect(readValue('number', { value: null, text: '', formulaWithoutValue: true })).toEqual({ notes: [{ key: 'formulaWithoutValue' }] });
    expect(readValue('text', { value: null, text: '#REF!', error: true })).toEqual({ notes: [{ key: 'errorValue' }] });
  });
});

it('ID numbers are checked by date and check digit, and told when Excel has cut them', () => {
  expect(isIdNumber('11010519491231002X')).toBe(true);
  expect(isIdNumber('110105194912310021')).toBe(false);
  expect(isIdNumber('11010519491331002X')).toBe(false);
  expect(sexOfIdNumber('11010519491231002X')).toBe('female');
  expect(readValue('idNumber', textCell('11010519491231002x '))).toEqual({ value: '11010519491231002X' });
  expect(readValue('idNumber', textCell('123'))).toEqual({ value: '123', notes: [{ key: 'idNumberInvalid' }] });
  expect(readValue('idNumber', number(110105194912310030))).toEqual({ notes: [{ key: 'idNumberTruncated' }] });
});
