import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskFilter, riskSelection, window } from '../../../../db/domain/risk/list';
import { matchKey } from '../../../../db/domain/risk/matchKey';
import { assessmentOf, emptyRisk, gradeRisk, missingFields, missingOf, riskDraft, type RiskDraft } from '../../../../db/domain/risk/risk';
import { newRiskNo, riskNoKey } from '../../../../db/domain/risk/riskNo';
import { scaleSchema } from '../../../../db/domain/risk/scale';

const read = (id: string) =>
  scaleSchema.parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../../resources/catalogues/${id}.json`), 'utf8')));
const lec = read('lec@1');
const id = '00000000-0000-7000-8000-000000000000';
const full: RiskDraft = {
  ...emptyRisk,
  riskPointId: id,
  step: '吊运',
  hazardSource: '断绳',
  accidentTypes: ['起重伤害'],
  consequence: '伤人',
  l: 3,
  e: 6,
  c: 15,
  engineering: '甲',
  administrative: '乙',
  emergency: '丙',
  controlLevel: 'workshop',
  departmentId: id,
  ownerText: '张三',
  checkCycle: '每班',
  assessedOn: '2026-08-01',
};

describe('gradeRisk', () => {
  it('grades by the method and by nothing else', () => {
    expect(gradeRisk(full, lec)).toEqual({ score100: 27_000, level: 'considerable', scale: 'lec@1' });
    expect(gradeRisk({ ...full, s: 5, level: 'low' }, lec)).toEqual(gradeRisk(full, lec));
    expect(gradeRisk({ ...full, method: 'ls', l: 4, s: 5 }, read('ls-shandong@1'))).toEqual({
      score100: 2000,
      level: 'major',
      scale: 'ls-shandong@1',
    });
    expect(gradeRisk({ ...full, method: 'direct', level: 'general' }, null)).toEqual({ score100: null, level: 'general', scale: null });
  });

  it('is null while a factor is missing or impossible, or no scale is known', () => {
    for (const patch of [{ l: null }, { e: null }, { c: null }, { l: 4 }, { c: 1e300 }])
      expect(gradeRisk({ ...full, ...patch }, lec)).toBeNull();
    expect(gradeRisk({ ...full, method: 'direct', level: null }, null)).toBeNull();
    expect(gradeRisk(full, null)).toBeNull();
  });

  it('judged directly it is 重大 with whatever score there is', () => {
    expect(gradeRisk({ ...full, directMajor: true }, lec)).toEqual({ score100: 27_000, level: 'major', scale: 'lec@1' });
    expect(gradeRisk({ ...full, directMajor: true, l: null }, lec)).toEqual({ score100: null, level: 'major', scale: null });
  });

  it('an assessment is complete or it is none', () => {
    expect(assessmentOf(full)).toEqual({ method: 'lec', l: 3, e: 6, c: 15 });
    expect(assessmentOf({ ...full, method: 'ls', s: 2 })).toEqual({ method: 'ls', l: 3, s: 2 });
    expect(assessmentOf({ ...full, method: 'ls' })).toBeUndefined();
  });
});

describe('missingOf', () => {
  const empty: Record<(typeof missingFields)[number], Partial<RiskDraft>> = {
    step: { step: '' },
    accidentTypes: { accidentTypes: [] },
    consequence: { consequence: '' },
    engineering: { engineering: '' },
    administrative: { administrative: '' },
    emergency: { emergency: '' },
    controlLevel: { controlLevel: null },
    department: { departmentId: null },
    owner: { ownerText: '' },
    checkCycle: { checkCycle: '' },
    assessedOn: { assessedOn: null },
  };
  it.each(missingFields)('%s alone', (field) => {
    expect(missingOf(full)).toEqual([]);
    expect(missingOf({ ...full, ...empty[field] })).toEqual([field]);
  });

  it('everything, in the order of the register', () => {
    expect(missingOf({ ...emptyRisk })).toEqual(missingFields);
  });

  it('unsplit measures stand for the starred kinds, any owner is an owner', () => {
    expect(missingOf({ ...full, engineering: '', administrative: '', emergency: '', measures: '一并管控' })).toEqual([]);
    for (const owner of [{ ownerId: id }, { ownerPostId: id }]) expect(missingOf({ ...full, ownerText: '', ...owner })).toEqual([]);
  });
});

describe('riskDraft', () => {
  it('trims texts and refuses what no field can hold', () => {
    expect(riskDraft.parse({ ...full, step: '  吊运 \n' }).step).toBe('吊运');
    for (const patch of [
      { hazardSource: '  ' },
      { hazardSource: '长'.repeat(2001) },
      { l: Number.NaN },
      { l: Infinity },
      { l: '3' },
      { assessedOn: '2026-02-30' },
      { riskPointId: 'x' },
      { status: 'gone' },
      { accidentTypes: Array.from({ length: 28 }, () => 'x') },
    ]) {
      expect(riskDraft.safeParse({ ...full, ...patch }).success, JSON.stringify(patch).slice(0, 60)).toBe(false);
    }
  });

  it('a patch carries only what it names: no default slips into an update', () => {
    expect(riskDraft.partial().parse({ step: 'x' })).toEqual({ step: 'x' });
  });

  it('windows end at 200 rows, selections are ids or a filter', () => {
    expect(window.safeParse({ offset: 0, limit: 201 }).success).toBe(false);
    expect(window.safeParse({ offset: -1, limit: 1 }).success).toBe(false);
    expect(window.safeParse({ offset: 0.5, limit: 1 }).success).toBe(false);
    expect(riskSelection.parse({ filter: {}, except: [] })).toEqual({ filter: {}, except: [] });
    expect(riskSelection.safeParse({ ids: ['1'] }).success).toBe(false);
    expect(riskFilter.safeParse({ text: 'x'.repeat(201) }).success).toBe(false);
  });
});

describe('riskNoKey', () => {
  const sorted = (...numbers: string[]) => [...numbers].sort((a, b) => (riskNoKey(a) < riskNoKey(b) ? -1 : 1));
  it.each([
    [['R-2', 'R-10', 'R-100']],
    [['A-1-2', 'A-1-10', 'A-2-1']],
    [['FX-0009', 'FX-10', 'FX-0011']],
    [['SB-99999999', 'SB-100000000', 'SB-20260930001']],
    [['1', '2', '10', 'A1', 'B1']],
    [['1-1', '1-1-1', '1-2']],
    [['R-0', 'R-00001', 'R-2']],
  ])('%j stand in this order', (numbers) => {
    expect(sorted(...[...numbers].reverse())).toEqual(numbers);
  });

  it('width, case and leading zeros do not count', () => {
    expect(new Set(['r-007', 'Ｒ－７', 'R-7'].map(riskNoKey)).size).toBe(1);
  });

  it('orders any two numbers by value', () => {
    const value = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [first, second] = [riskNoKey(`N${a}`), riskNoKey(`N${b}`)];
        expect([first < second, first === second]).toEqual([a < b, a === b]);
      }),
    );
  });

  it('new numbers have four places and grow beyond', () => {
    expect([newRiskNo(1), newRiskNo(42), newRiskNo(12_345)]).toEqual(['FX-0001', 'FX-0042', 'FX-12345']);
  });
});

describe('matchKey', () => {
  const key = (point: string, step = '吊运', source = '断绳') => matchKey(point, step, source);

  it('width, case, spaces and punctuation do not count', () => {
    for (const same of ['10T 桥式起重机', '１０ｔ桥式起重机', '10t桥式起重机。', ' 10t（桥式）起重机 ', '10t·桥式起重机'])
      expect(key(same), same).toBe(key('10t桥式起重机'));
  });

  it('numbers are not glued together', () => {
    expect(key('1-1#皮带机')).not.toBe(key('11#皮带机'));
    expect(key('2.5t 吊车')).not.toBe(key('25t 吊车'));
    expect(key('1 - 1 皮带机')).toBe(key('1-1皮带机'));
    expect(key('1—1皮带机')).toBe(key('1-1皮带机'));
  });

  it('the parts do not run into each other', () => {
    expect(matchKey('甲乙', '丙', '丁')).not.toBe(matchKey('甲', '乙丙', '丁'));
    expect(matchKey('a|b', 'c', 'd')).not.toBe(matchKey('a', 'b|c', 'd'));
  });
});
