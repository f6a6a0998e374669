import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlLevels, emptyRisk, gradeRisk, measureKinds, type RiskDraft } from '../../../../db/domain/risk/risk';
import { reviewRisk, riskRules, type RiskFacts } from '../../../../db/domain/risk/rules';
import { riskLevels, scaleSchema, type RiskLevel } from '../../../../db/domain/risk/scale';
import { refuses } from '../../../../db/domain/rule';

const lec = scaleSchema.parse(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../../resources/catalogues/lec@1.json'), 'utf8')),
);
const ls = scaleSchema.parse(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../../resources/catalogues/ls-shandong@1.json'), 'utf8')),
);

/** A risk of which no rule says anything. */
const sound: RiskDraft = {
  ...emptyRisk,
  riskPointId: '00000000-0000-7000-8000-000000000000',
  hazardSource: '钢丝绳断丝超标',
  l: 1,
  e: 6,
  c: 3,
  engineering: '装设断丝检测',
  administrative: '每班点检',
  emergency: '停机并撤离',
  controlLevel: 'post',
  assessedOn: '2026-08-15',
};
function facts(patch: Partial<RiskDraft> = {}, around: Partial<RiskFacts> = {}): RiskFacts {
  const risk = { ...sound, ...patch };
  const graded = gradeRisk(risk, risk.method === 'lec' ? lec : risk.method === 'ls' ? ls : null);
  return { risk, graded, before: null, lowering: null, ownerIsLeader: null, today: '2026-11-21', cadence: 'quarter', ...around };
}
const found = (patch: Partial<RiskDraft> = {}, around: Partial<RiskFacts> = {}) =>
  reviewRisk(facts(patch, around)).map(({ key, field }) => `${key} ${field}`);
/** A direct judgement with all measures and the control level it needs. */
const judged = (level: RiskLevel, patch: Partial<RiskDraft> = {}): Partial<RiskDraft> => ({
  method: 'direct',
  level,
  training: '培训',
  ppe: '安全帽',
  controlLevel: controlLevels[riskLevels.indexOf(level)]!,
  ...patch,
});

it('says nothing of a sound risk', () => {
  expect(found()).toEqual([]);
});

it('its rules have a code each, arithmetic ones refuse and cannot be switched off', () => {
  expect(riskRules.map(({ id }) => id)).toEqual([
    'V01',
    'V02',
    'V03',
    'V04',
    'V05',
    'V06',
    'V07',
    'V09',
    'levelKept',
    'inherentBelow',
    'accidentEdition',
    'factorCode',
    'statutoryHit',
    'V16',
  ]);
  const all = riskRules.map(({ id }) => id);
  const poor = facts({ l: 4, controlLevel: 'post', engineering: '', assessedOn: '2025-01-01' });
  expect(reviewRisk(poor, all).map(({ rule }) => rule)).toEqual(['V01']);
  expect(reviewRisk(poor).map((finding) => [finding.rule, refuses(finding)])).toEqual([
    ['V01', true],
    ['V07', false],
    ['V09', false],
  ]);
});

describe('V01 and V02: the factors of LEC', () => {
  it('each impossible factor stands beside its field with its value', () => {
    expect(reviewRisk(facts({ l: 4, c: 16 }))).toEqual([
      { rule: 'V01', kind: 'arithmetic', key: 'V01', field: 'l', params: { value: 4 } },
      { rule: 'V01', kind: 'arithmetic', key: 'V01', field: 'c', params: { value: 16 } },
    ]);
  });

  it('each missing factor is asked for', () => {
    expect(found({ l: null, e: null, c: null })).toEqual(['V02.missing l', 'V02.missing e', 'V02.missing c']);
    expect(found({ e: null })).toEqual(['V02.missing e']);
  });

  it('a direct 重大 may leave factors open but not state impossible ones', () => {
    const direct = { directMajor: true, directReason: '构成重大危险源', controlLevel: 'company' as const, training: '培训', ppe: '安全帽' };
    expect(found({ ...direct, e: null })).toEqual([]);
    expect(found({ ...direct, l: 4, e: null })).toEqual(['V01 l']);
    expect(found({ ...direct, method: 'ls', l: 6, s: null })).toEqual(['V03 l']);
  });
});

describe('V02 and V03: the factors of LS and the direct judgement', () => {
  it('asks for what the method needs and for nothing else', () => {
    expect(found({ method: 'ls', l: null, e: null, c: null, s: null })).toEqual(['V02.missing l', 'V02.missing s']);
    expect(found({ method: 'ls', l: 2, e: null, c: null, s: 4 })).toEqual([]);
    expect(found({ method: 'direct', level: null })).toEqual(['V02.missing level']);
    expect(found({ method: 'ls', l: 0, s: 6 })).toEqual(['V03 l', 'V03 s']);
    expect(found({ method: 'ls', l: 1.5, s: 3 })).toEqual(['V03 l']);
  });
});

describe('V04 and V05: judged 重大 whatever the score', () => {
  it('needs a reason', () => {
    const direct = { ...judged('major'), method: 'lec' as const, directMajor: true };
    expect(found(direct)).toEqual(['V04 directReason']);
    expect(found({ ...direct, directReason: '曾发生亡人事故，条件仍在' })).toEqual([]);
    expect(gradeRisk({ ...sound, directMajor: true }, lec)).toMatchObject({ level: 'major', score100: 1800, scale: 'lec@1' });
  });

  it('a level that is not 重大 contradicts it', () => {
    const contradiction = facts({ directMajor: true, directReason: '理由' }, { graded: { level: 'general', score100: 7000 } });
    expect(reviewRisk(contradiction).map(({ rule }) => rule)).toContain('V05');
    expect(found({ ...judged('major'), directMajor: true, directReason: '理由' })).toEqual([]);
  });
});

describe('V06: who controls it', () => {
  const cases = riskLevels.flatMap((level, needed) =>
    controlLevels.map((controlLevel, rank) => ({ level, controlLevel, low: rank > needed })),
  );
  it.each(cases)('$level at $controlLevel: too low $low', ({ level, controlLevel, low }) => {
    expect(found(judged(level, { controlLevel }))).toEqual(low ? ['V06.level controlLevel'] : []);
  });

  it('重大 needs a leader as owner, once the owner is known', () => {
    expect(found(judged('major'), { ownerIsLeader: false })).toEqual(['V06.owner owner']);
    expect(found(judged('major'), { ownerIsLeader: true })).toEqual([]);
    expect(found(judged('major'), { ownerIsLeader: null })).toEqual([]);
    expect(found(judged('considerable'), { ownerIsLeader: false })).toEqual([]);
    expect(found(judged('major', { ownerText: '张三' }), { ownerIsLeader: null })).toEqual(['V06.unmatched owner']);
    expect(found(judged('major', { ownerText: '张三' }), { ownerIsLeader: true })).toEqual([]);
    expect(found(judged('major', { ownerText: '张三', ownerPostId: sound.riskPointId }), { ownerIsLeader: null })).toEqual([]);
  });

  it('waits until the control level is stated', () => {
    expect(found(judged('major', { controlLevel: null }))).toEqual([]);
  });
});

describe('V07: measures', () => {
  it.each(measureKinds)('%s', (kind) => {
    const starred = kind === 'engineering' || kind === 'administrative' || kind === 'emergency';
    for (const level of riskLevels) {
      const needed = starred || level === 'major' || level === 'considerable';
      expect(found(judged(level, { [kind]: '' })), level).toEqual(needed ? [`V07 ${kind}`] : []);
    }
  });

  it('measures that are not split yet stand for all', () => {
    const none = { engineering: '', administrative: '', training: '', ppe: '', emergency: '' };
    expect(found(judged('major', { ...none, measures: '一、二、三' }))).toEqual([]);
  });
});

describe('V09: assessed within its natural period', () => {
  it('is due until the last day of the next quarter, not three months later', () => {
    expect(found({ assessedOn: '2026-07-01' }, { today: '2026-12-31' })).toEqual([]);
    expect(found({ assessedOn: '2026-09-30' }, { today: '2026-12-31' })).toEqual([]);
    expect(found({ assessedOn: '2026-09-30' }, { today: '2027-01-01' })).toEqual(['V09 assessedOn']);
    expect(found({ assessedOn: '2026-06-30' }, { today: '2026-10-01' })).toEqual(['V09 assessedOn']);
  });

  it('goes by the natural year where no policy asks for quarters', () => {
    expect(found({ assessedOn: '2025-01-01' }, { today: '2026-12-31', cadence: 'year' })).toEqual([]);
    expect(found({ assessedOn: '2025-12-31' }, { today: '2027-01-01', cadence: 'year' })).toEqual(['V09 assessedOn']);
  });

  it('leaves out what is retired or never assessed', () => {
    expect(found({ assessedOn: '2020-01-01', status: 'retired' })).toEqual([]);
    expect(found({ assessedOn: null })).toEqual([]);
    expect(found({ assessedOn: '2020-01-01', status: 'changing' })).toEqual(['V09 assessedOn']);
  });
});

it('statutoryHit: a risk judged by a statutory clause stays 重大 until its condition is gone, with day and evidence', () => {
  const hit = { directMajor: true, directReason: '构成重大危险源', directCode: 'direct-general@1/b', controlLevel: 'company' as const };
  const before = { level: 'major' as const, statutoryCode: hit.directCode };
  const refused = (patch: Partial<RiskDraft>, cleared: RiskFacts['cleared'] = null) =>
    reviewRisk(facts({ ...hit, ...patch }, { before, cleared, lowering: { reason: '已核销', assessor: '甲', reviewer: '乙' } }))
      .filter(refuses)
      .map(({ key }) => key);
  expect(refused({})).toEqual([]);
  expect(refused({ l: 0.5 })).toEqual([]);
  expect(refused({ directMajor: false })).toEqual(['statutoryHit.hit']);
  expect(refused({ directCode: 'direct-general@1/c' })).toEqual(['statutoryHit.hit']);
  expect(refused({ directMajor: false }, { on: '2026-11-22', evidence: '核销备案' })).toEqual(['statutoryHit.day']);
  expect(refused({ directMajor: false }, { on: '2026-11-20', evidence: '' })).toEqual(['statutoryHit.evidence']);
  expect(refused({ directMajor: false }, { on: '2026-11-20', evidence: '核销备案' })).toEqual([]);
});

describe('V16: a lower level', () => {
  const down = { before: { level: 'considerable' as const } };
  const why = { reason: '已更换', assessor: '张三', reviewer: '李四' };

  it('needs a reason and a second person', () => {
    expect(found({}, { ...down })).toEqual(['V16.reason lowering.reason']);
    expect(found({}, { ...down, lowering: { ...why, reason: '' } })).toEqual(['V16.reason lowering.reason']);
    expect(found({}, { ...down, lowering: { ...why, reviewer: '' } })).toEqual(['V16.reviewer lowering.reviewer']);
    expect(found({}, { ...down, lowering: { ...why, reviewer: '张三' } })).toEqual(['V16.same lowering.reviewer']);
    expect(found({}, { ...down, lowering: why })).toEqual([]);
  });

  const pairs = riskLevels.flatMap((from, a) => riskLevels.map((to, b) => ({ from, to, falls: b > a })));
  it.each(pairs)('$from → $to asks for a reason: $falls', ({ from, to, falls }) => {
    expect(found(judged(to), { before: { level: from } })).toEqual(falls ? ['V16.reason lowering.reason'] : []);
  });

  it('has nothing to say of a new risk or one that cannot be graded', () => {
    expect(found({}, { before: null })).toEqual([]);
    expect(found({ l: null }, down)).toEqual(['V02.missing l']);
  });
});

describe('a level that an import kept', () => {
  it('stands above what the factors give, is told, and falls only by V16', () => {
    const kept = { keptLevel: 'general' as const, controlLevel: 'team' as const };
    expect(gradeRisk({ ...sound, ...kept }, lec)).toEqual({ score100: 1800, level: 'general', scale: 'lec@1' });
    expect(found(kept)).toEqual(['levelKept level']);
    expect(found({ keptLevel: null }, { before: { level: 'general' } })).toEqual(['V16.reason lowering.reason']);
    expect(gradeRisk({ ...sound, l: 10, e: 10, c: 100, keptLevel: 'general' }, lec)?.level).toBe('major');
  });
});

describe('words of the catalogues', () => {
  const words = { ambiguousAccidents: ['1986:车辆伤害', '车辆伤害'], codePattern: '^[1-4](\\d(\\d{2}(\\d{2})?)?)?$' };
  it('a former accident type that may mean several present ones is to be settled', () => {
    expect(reviewRisk(facts({ accidentTypes: ['1986:车辆伤害', '1986:机械伤害', 'WSA10006'] }, { words }))).toEqual([
      { rule: 'accidentEdition', kind: 'house', key: 'accidentEdition', field: 'accidentTypes', params: { value: '车辆伤害' } },
    ]);
    expect(found({ accidentTypes: ['车辆伤害'] })).toEqual([]);
  });

  it.each(['', '1', '2 物的因素', '3103', '310315', '2.1.03', '４'])('%j is taken for a code of GB/T 13861', (factorCode) => {
    expect(found({ factorCode }, { words })).toEqual([]);
  });
  it.each(['5', '物', '31031', '1234567', 'A1'])('%j is told to be none', (factorCode) => {
    expect(found({ factorCode }, { words })).toEqual(['factorCode factorCode']);
  });
});
