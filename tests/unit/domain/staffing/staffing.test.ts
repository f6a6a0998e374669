import { describe, expect, it } from 'vitest';
import { enterpriseFlags, type EnterpriseFlag } from '../../../../db/domain/enterprise/enterprise';
import { reviewStaffing, staffingRules } from '../../../../db/domain/staffing/rules';
import {
  differsFor,
  perMilleText,
  shareOf,
  staffingRequirements,
  strictest,
  thousandthsText,
  type StaffingFacts,
  type StaffingPresent,
  type StaffingRule,
} from '../../../../db/domain/staffing/staffing';

const nothing: StaffingPresent = {
  offices: 0,
  mergedOffices: 0,
  committees: 0,
  entrusted: 0,
  fullTime: 0,
  officers: 0,
  engineers: 0,
  directors: 0,
  isChairPrincipal: false,
  equipmentDirectors: 0,
  equipmentOfficers: 0,
};
const doubleBridge = { packs: ['000000', '130802'], localRules: ['V101', 'V102', 'V104'] };

function facts(
  headcount: number | null,
  present: Partial<StaffingPresent> = {},
  flags: readonly EnterpriseFlag[] = [],
  around: Partial<StaffingFacts> = {},
): StaffingFacts {
  return {
    headcount,
    flags: Object.fromEntries(enterpriseFlags.map((flag) => [flag, flags.includes(flag)])) as StaffingFacts['flags'],
    scale: null,
    packs: ['000000'],
    localRules: [],
    localDuties: [],
    present: { ...nothing, ...present },
    ...around,
  };
}
const of = (rule: StaffingRule, given: StaffingFacts) => staffingRequirements(given).find((one) => one.rule === rule);
const stateOf = (rule: StaffingRule, given: StaffingFacts) => of(rule, given)?.state;
/** What is asked for of one thing under one rule. */
const asked = (rule: StaffingRule, what: string, given: StaffingFacts) =>
  of(rule, given)
    ?.ways.flat()
    .find((need) => need.what === what)?.required;

describe('a share of people is computed in whole numbers', () => {
  it.each([
    [100, 10, 3, 1000, 1, 3],
    [101, 10, 3, 1010, 2, 3],
    [300, 10, 3, 3000, 3, 3],
    [301, 10, 3, 3010, 4, 4],
    [1000, 3, 3, 3000, 3, 3],
    [1001, 3, 3, 3003, 4, 4],
    [334, 3, 3, 1002, 2, 3],
    [8, 150, 1, 1200, 2, 2],
    [20, 150, 1, 3000, 3, 3],
    [21, 150, 1, 3150, 4, 4],
    [0, 150, 1, 0, 0, 1],
  ])('%i at %i ‰, at least %i', (base, perMille, least, thousandths, roundedUp, required) => {
    expect(shareOf('headcount', base, perMille, least)).toEqual({
      of: 'headcount',
      base,
      perMille,
      least,
      thousandths,
      roundedUp,
      required,
    });
  });

  it('and shown as it is said', () => {
    expect([2610, 3000, 1203, 0, 1050].map(thousandthsText)).toEqual(['2.61', '3', '1.203', '0', '1.05']);
    expect([10, 3, 150].map(perMilleText)).toEqual(['1%', '3‰', '15%']);
  });
});

describe('V100', () => {
  it('asks up to 100 people for any officer, above for a department or a full-time one', () => {
    expect(stateOf('V100', facts(100, { officers: 1 }))).toBe('met');
    expect(stateOf('V100', facts(100, { offices: 1 }))).toBe('lacking');
    expect(stateOf('V100', facts(101, { officers: 1 }))).toBe('lacking');
    expect(stateOf('V100', facts(101, { officers: 1, fullTime: 1 }))).toBe('met');
    expect(stateOf('V100', facts(101, { offices: 1 }))).toBe('met');
    expect(stateOf('V100', facts(99))).toBe('lacking');
  });

  it('asks every high-hazard kind for a department or a full-time officer, whatever its size', () => {
    for (const flag of ['isHighHazard', 'isMine', 'isMetalSmelting', 'isConstruction', 'isTransport', 'isHazardousGoods'] as const) {
      expect(stateOf('V100', facts(29, { officers: 1 }, [flag]))).toBe('lacking');
      expect(stateOf('V100', facts(null, { fullTime: 1, officers: 1 }, [flag]))).toBe('met');
    }
  });

  it('says nothing where nobody has stated the headcount', () => {
    expect(stateOf('V100', facts(null))).toBe('unknown');
    expect(reviewStaffing(facts(null))).toEqual([]);
  });
});

describe('V101 of 双桥区', () => {
  const local = (headcount: number | null, present: Partial<StaffingPresent> = {}, flags: readonly EnterpriseFlag[] = []) =>
    facts(headcount, present, flags, doubleBridge);

  it('has its limits at 30 and 100 people', () => {
    expect(of('V101', local(29))?.case).toBe('localUnder30');
    expect(of('V101', local(30))?.case).toBe('localFrom30');
    expect(of('V101', local(31))?.case).toBe('localFrom30');
    expect(of('V101', local(99))?.case).toBe('localFrom30');
    expect(of('V101', local(100))?.case).toBe('localFrom30');
    expect(of('V101', local(101))?.case).toBe('localOver100');
    expect(stateOf('V101', local(null))).toBe('unknown');
  });

  it('takes an officer or an entrusted service below 30, two full-time officers from 30', () => {
    expect(stateOf('V101', local(29, { officers: 1 }))).toBe('met');
    expect(stateOf('V101', local(29, { entrusted: 1 }))).toBe('met');
    expect(stateOf('V101', local(29))).toBe('lacking');
    expect(stateOf('V101', local(30, { fullTime: 1, officers: 3 }))).toBe('lacking');
    expect(stateOf('V101', local(30, { fullTime: 2, officers: 2 }))).toBe('met');
  });

  it('asks above 100 for a department of its own and 1 % full-time, at least 3', () => {
    expect(asked('V101', 'fullTime', local(101))).toBe(3);
    expect(asked('V101', 'fullTime', local(300))).toBe(3);
    expect(asked('V101', 'fullTime', local(301))).toBe(4);
    expect(stateOf('V101', local(300, { fullTime: 3, offices: 1 }))).toBe('met');
    expect(stateOf('V101', local(301, { fullTime: 3, offices: 1 }))).toBe('lacking');
    expect(stateOf('V101', local(300, { fullTime: 3 }))).toBe('lacking');
    expect(stateOf('V101', local(300, { fullTime: 3, offices: 1, mergedOffices: 1 }))).toBe('lacking');
  });

  it('is no matter of high-hazard enterprises, nor of other places', () => {
    expect(of('V101', local(200, {}, ['isMine']))).toBeUndefined();
    expect(of('V101', facts(200))).toBeUndefined();
  });

  it('is a policy, never law', () => {
    expect(['V101', 'V102', 'V104'].map((rule) => staffingRules.find(({ id }) => id === rule)?.kind)).toEqual([
      'policy',
      'policy',
      'policy',
    ]);
  });
});

it('V102: a department is not merged with others; without one there is nothing to say', () => {
  expect(stateOf('V102', facts(50, { offices: 1 }, [], doubleBridge))).toBe('met');
  expect(stateOf('V102', facts(50, { offices: 1, mergedOffices: 1 }, [], doubleBridge))).toBe('lacking');
  expect(stateOf('V102', facts(50, { offices: 2, mergedOffices: 1 }, [], doubleBridge))).toBe('lacking');
  expect(of('V102', facts(50, {}, [], doubleBridge))).toBeUndefined();
  expect(of('V102', facts(50, { offices: 1, mergedOffices: 1 }))).toBeUndefined();
});

it('V103: smelters from 100 people, 3 ‰ and at least 3, or a department', () => {
  const smelter = (headcount: number | null, present: Partial<StaffingPresent> = {}) => facts(headcount, present, ['isMetalSmelting']);
  expect(of('V103', smelter(99))).toBeUndefined();
  expect(stateOf('V103', smelter(100))).toBe('lacking');
  expect(stateOf('V103', smelter(100, { fullTime: 2 }))).toBe('lacking');
  expect(stateOf('V103', smelter(100, { fullTime: 3 }))).toBe('met');
  expect(stateOf('V103', smelter(100, { offices: 1 }))).toBe('met');
  expect(asked('V103', 'fullTime', smelter(1000))).toBe(3);
  expect(asked('V103', 'fullTime', smelter(1001))).toBe(4);
  expect(stateOf('V103', smelter(null))).toBe('unknown');
  expect(of('V103', facts(500, {}, ['isMine']))).toBeUndefined();
});

describe('V104', () => {
  const large = (present: Partial<StaffingPresent>, flags: readonly EnterpriseFlag[] = ['isAboveScale']) =>
    facts(200, present, flags, doubleBridge);

  it('asks for the committee headed by the principal, a safety director and an engineer', () => {
    const whole = { committees: 1, isChairPrincipal: true, directors: 1, engineers: 1 };
    expect(stateOf('V104', large(whole))).toBe('met');
    expect(stateOf('V104', large(whole, ['isSOE']))).toBe('met');
    for (const lack of [{ committees: 0 }, { isChairPrincipal: false }, { directors: 0 }, { engineers: 0 }])
      expect(stateOf('V104', large({ ...whole, ...lack }))).toBe('lacking');
    expect(of('V104', large({}, []))).toBeUndefined();
  });

  it('names what is lacking', () => {
    const [finding] = reviewStaffing(large({ committees: 1, isChairPrincipal: true })).filter(({ rule }) => rule === 'V104');
    expect(finding).toMatchObject({ key: 'staffing.localLarge', kind: 'policy', params: { needs: '["director","engineer"]' } });
  });
});

describe('V105', () => {
  const mine = (headcount: number | null, present: Partial<StaffingPresent> = {}) => facts(headcount, present, ['isMine']);

  it('begins with 300 people', () => {
    expect(of('V105', mine(299))).toBeUndefined();
    expect(stateOf('V105', mine(300))).toBe('lacking');
    expect(stateOf('V105', mine(301, { engineers: 1 }))).toBe('met');
    expect(stateOf('V105', mine(null))).toBe('unknown');
  });

  it('asks up to 7 officers for one engineer, above for 15 %', () => {
    expect(asked('V105', 'engineer', mine(300, { officers: 0 }))).toBe(1);
    expect(asked('V105', 'engineer', mine(300, { officers: 7 }))).toBe(1);
    expect(asked('V105', 'engineer', mine(300, { officers: 8 }))).toBe(2);
    expect(asked('V105', 'engineer', mine(300, { officers: 13 }))).toBe(2);
    expect(asked('V105', 'engineer', mine(300, { officers: 14 }))).toBe(3);
    expect(asked('V105', 'engineer', mine(300, { officers: 20 }))).toBe(3);
    expect(asked('V105', 'engineer', mine(300, { officers: 21 }))).toBe(4);
  });

  it('speaks of the named kinds alone', () => {
    for (const flag of ['isMine', 'isConstruction', 'isHazardousGoods'] as const) expect(of('V105', facts(300, {}, [flag]))).toBeDefined();
    for (const flag of ['isHighHazard', 'isMetalSmelting', 'isTransport'] as const)
      expect(of('V105', facts(300, {}, [flag]))).toBeUndefined();
  });
});

it('R01 第27条: producers and stores of hazardous goods, mines and smelters have an engineer, whatever their size', () => {
  for (const flag of ['isMine', 'isMetalSmelting', 'isHazardousGoods'] as const) {
    expect(stateOf('requiredEngineer', facts(5, {}, [flag]))).toBe('lacking');
    expect(stateOf('requiredEngineer', facts(5, { engineers: 1 }, [flag]))).toBe('met');
  }
  expect(of('requiredEngineer', facts(500, {}, ['isConstruction', 'isTransport']))).toBeUndefined();
});

it('Beijing asks its state-owned above designated size for a safety director, 西城区 all of that size', () => {
  const beijing = { packs: ['000000', '110000'], localDuties: ['O06'] };
  const west = { packs: ['000000', '110000', '110102'], localDuties: ['O06'] };
  expect(of('localDirector', facts(50, {}, ['isAboveScale'], beijing))).toBeUndefined();
  expect(stateOf('localDirector', facts(50, {}, ['isAboveScale', 'isSOE'], beijing))).toBe('lacking');
  expect(stateOf('localDirector', facts(50, { directors: 1 }, ['isAboveScale'], west))).toBe('met');
  expect(of('localDirector', facts(50, {}, ['isSOE'], west))).toBeUndefined();
  expect(of('localDirector', facts(50, {}, ['isAboveScale', 'isSOE']))).toBeUndefined();
});

it('special equipment has offices of its own, never those of work safety', () => {
  expect(of('equipmentStaff', facts(50, { equipmentDirectors: 1 }))).toBeUndefined();
  expect(stateOf('equipmentStaff', facts(50, { directors: 1, officers: 5, fullTime: 5 }, ['hasSpecialEquipment']))).toBe('lacking');
  expect(stateOf('equipmentStaff', facts(50, { equipmentDirectors: 1, equipmentOfficers: 1 }, ['hasSpecialEquipment']))).toBe('met');
  expect(stateOf('V100', facts(50, { equipmentOfficers: 3 }, ['hasSpecialEquipment']))).toBe('lacking');
});

it('a committee is advice to large and medium enterprises, and can be switched off', () => {
  const large = facts(1200, { offices: 1 }, [], { scale: 'large' });
  expect(stateOf('largeCommittee', large)).toBe('lacking');
  expect(of('largeCommittee', { ...large, scale: 'small' })).toBeUndefined();
  expect(reviewStaffing(large).map(({ rule, kind }) => `${rule} ${kind}`)).toEqual(['largeCommittee house']);
  expect(reviewStaffing(large, ['largeCommittee'])).toEqual([]);
});

it('the strictest value wins and every basis is named', () => {
  const given = facts(301, { offices: 1, fullTime: 3, officers: 3 }, [], doubleBridge);
  const fullTime = strictest(staffingRequirements(given)).find(({ what }) => what === 'fullTime');
  expect(fullTime).toEqual({ what: 'fullTime', required: 4, present: 3, isOneWay: false, rules: ['V101', 'V100'], met: false });
  const national = strictest(staffingRequirements(facts(301, { offices: 1 })));
  expect(national.map(({ what, isOneWay, met }) => `${what} ${isOneWay} ${met}`)).toEqual(['office true true', 'fullTime true true']);
});

it('tells which rules another headcount would change', () => {
  expect(differsFor(facts(98), 105)).toEqual(['V100']);
  expect(differsFor(facts(101), 105)).toEqual([]);
  expect(differsFor(facts(300, {}, [], doubleBridge), 301)).toEqual(['V101']);
  expect(differsFor(facts(299, {}, ['isMine']), 300)).toEqual(['V105']);
});
