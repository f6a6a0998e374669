import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accidentNaming, accidentTypesOf, ambiguousAccidents, keptAccidents } from '../../../../db/domain/risk/accident';

const types = accidentTypesOf(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../../resources/catalogues/gb6441@2025.json'), 'utf8')) as never,
);
const stored = ['WSA10006', '1986:机械伤害', '车辆伤害', '1986:中毒和窒息', 'WSA10023', '噪声聋'];

describe('accident types of two editions', () => {
  it.each([
    ['', ['触电', '机械伤害', '车辆伤害', '中毒和窒息', '中毒', '噪声聋']],
    ['2025', ['触电', '机械致害', '车辆伤害', '中毒和窒息', '中毒', '噪声聋']],
    ['1986', ['触电', '机械伤害', '车辆伤害', '中毒和窒息', '噪声聋']],
  ] as const)('in the words of %j', (edition, names) => {
    expect(accidentNaming(types, edition)(stored)).toEqual(names);
  });

  it('have one code each, and every present one a former name', () => {
    expect(new Set(types.map(({ code }) => code)).size).toBe(types.length);
    expect(new Set(types.map(({ name }) => name)).size).toBe(types.length);
    expect(types.filter(({ former, to }) => former === undefined && to === undefined)).toEqual([]);
  });

  it('those that may mean several are counted by risk, marked or as earlier imports kept them', () => {
    expect(ambiguousAccidents(types)).toEqual(expect.arrayContaining(['1986:车辆伤害', '车辆伤害']));
    expect(keptAccidents(types, [['车辆伤害', '1986:车辆伤害'], ['1986:车辆伤害'], ['1986:机械伤害'], stored])).toEqual([
      { name: '车辆伤害', count: 3 },
      { name: '中毒和窒息', count: 1 },
    ]);
  });
});
