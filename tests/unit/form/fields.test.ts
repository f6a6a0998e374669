import { describe, expect, it } from 'vitest';
import { fieldsIn, formCodes, formValue, plainValue, renamed } from '../../../db/domain/form/form';
import { fieldsOf, fieldTitle, formValues, kindsOf } from '../../../electron/form/fields';
import { patterned, written, writtenText } from '../../../electron/form/mapping';
import { f07Dossier } from '../../../electron/filing/f07/dossier';
import { sampleF07, sampleF08, sampleF09, sampleF10 } from '../filing/sample';

const value = (text: string, more = {}) => formValue.parse({ text, ...more });

describe('fields of a paper', () => {
  it.each(formCodes)('of %s all have titles, and no two share one', (code) => {
    const { head, lists } = fieldsOf(code);
    const all = [...head, ...lists.flatMap(({ fields }) => fields)];
    expect(all.filter(({ key }) => fieldTitle(key) === key && !['l', 'e', 'c', 's'].includes(key))).toEqual([]);
    for (const { list } of lists) {
      const titles = [...kindsOf(code, list).keys()].map(fieldTitle);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('come from the dossier alone, 重大 first', () => {
    const dossier = f07Dossier.parse(sampleF07(12));
    const values = formValues(dossier)!;
    expect(values.head).toMatchObject({ enterprise: dossier.enterprise.name, total: 12, compiledOn: '2026-09-28' });
    const [first] = values.lists.risks!;
    expect(first).toMatchObject({ no: 1, level: dossier.risks.some(({ level }) => level === 'major') ? 'major' : 'considerable' });
    const { majorCount, considerableCount, generalCount, lowCount, ungradedCount } = values.head as Record<string, number>;
    expect(majorCount! + considerableCount! + generalCount! + lowCount! + ungradedCount!).toBe(12);
    expect(values.lists.departments!.reduce((sum, row) => sum + Number(row['total']), 0)).toBe(12);
  });

  it.each([
    ['F08', sampleF08(6)],
    ['F09', sampleF09(6)],
    ['F10', sampleF10(6)],
  ] as const)('of %s are filled as far as they are declared', (code, dossier) => {
    const values = formValues(dossier)!;
    expect(Object.keys(values.head).toSorted()).toEqual(
      fieldsOf(code)
        .head.map(({ key }) => key)
        .toSorted(),
    );
    for (const { list, fields } of fieldsOf(code).lists)
      for (const row of values.lists[list]!) expect(Object.keys(row).toSorted()).toEqual(fields.map(({ key }) => key).toSorted());
  });

  it('of a publication hold no mobile', () => {
    const dossier = sampleF09(6);
    const open = { ...dossier, serious: dossier.serious.map((risk) => ({ ...risk, owner: `${risk.owner} 13812345678` })) };
    expect(JSON.stringify(formValues(open))).not.toContain('13812345678');
  });
});

describe('a value', () => {
  const kinds = new Map([
    ['enterprise', 'text'],
    ['level', 'riskLevel'],
    ['score', 'number'],
    ['on', 'date'],
    ['training', 'text'],
  ] as const);
  const values = { enterprise: '北方公司', level: 'major', score: 320, on: '2026-09-08', training: '' };

  it('of one field keeps its type', () => {
    expect(written(plainValue('score'), kinds, values)).toBe(320);
    expect(written(plainValue('on'), kinds, values)).toEqual({ day: '2026-09-08' });
    expect(written(plainValue('on', { date: 'yyyy年M月d日' }), kinds, values)).toBe('2026年9月8日');
    expect(written(plainValue('level', { words: { major: 'Ⅰ级' } }), kinds, values)).toBe('Ⅰ级');
    expect(written(plainValue('level'), kinds, values)).toBe('重大');
    expect(written(plainValue('training', { empty: '/' }), kinds, values)).toBe('/');
  });

  it('joins text and fields, and drops lines that would say nothing', () => {
    expect(written(value('填报单位：{enterprise}（公章）'), kinds, values)).toBe('填报单位：北方公司（公章）');
    expect(written(value('等级：{level}\n培训：{training}'), kinds, values)).toBe('等级：重大');
    expect(written(value('培训：{training}\n又：{training}', { empty: '无' }), kinds, values)).toBe('无');
    expect(written(value('培训：{training}', { empty: '无' }), kinds, values)).toBe('培训：无');
    expect(writtenText(value('{on}'), kinds, values)).toBe('2026-09-08');
    expect(written(value('{unknown}'), kinds, values)).toBe('{unknown}');
  });

  it('names fields by key or by title', () => {
    expect(fieldsIn('甲{enterprise}乙{level}')).toEqual(['enterprise', 'level']);
    expect(renamed('单位：{enterprise}，{他}', (key) => (key === 'enterprise' ? fieldTitle(key) : undefined))).toBe(
      '单位：{单位名称}，{他}',
    );
  });

  it('writes days as patterns say', () => {
    expect(patterned('2026-09-08', 'yyyy-MM-dd')).toBe('2026-09-08');
    expect(patterned('2026-09-08', 'yyyy/M/d')).toBe('2026/9/8');
    expect(patterned('2026-09-08', 'yyyy 年 M 月 d 日')).toBe('2026 年 9 月 8 日');
  });
});
