import { z } from 'zod';
import type { EnterpriseFlag, EnterpriseScale } from '../enterprise/enterprise';
import { isoDate, text } from '../field';
import { safetyBodyKinds } from '../organization/appointment';
import type { RuleKind } from '../rule';

/** What can be asked for: bodies, people with a role, and how they are set up. Words in `terms.staffingNeed`. */
const staffingNeeds = [
  'office',
  'independentOffice',
  'unmerged',
  'fullTime',
  'officer',
  'entrusted',
  'engineer',
  'director',
  'chair',
  'committee',
  'equipmentDirector',
  'equipmentOfficer',
] as const;
export type StaffingNeed = (typeof staffingNeeds)[number];

/** Counted in heads; the others are there or not. */
const counted: ReadonlySet<StaffingNeed> = new Set([
  'fullTime',
  'officer',
  'engineer',
  'director',
  'equipmentDirector',
  'equipmentOfficer',
]);
export const isCounted = (what: StaffingNeed): boolean => counted.has(what);

/** Rules of staffing; those without a V code are duties that the handbook lists without one (O06, O10, R01 第27条, R40). */
export const staffingRuleIds = [
  'V100',
  'V101',
  'V102',
  'V103',
  'V104',
  'V105',
  'requiredEngineer',
  'localDirector',
  'largeCommittee',
  'equipmentStaff',
] as const;
export type StaffingRule = (typeof staffingRuleIds)[number];

/** Why a rule asks for what it asks. Words in `terms.staffingCase`. */
export const staffingCases = [
  'highHazard',
  'over100',
  'upTo100',
  'localOver100',
  'localFrom30',
  'localUnder30',
  'localUnmerged',
  'localLarge',
  'smelting',
  'engineers300',
  'requiredEngineer',
  'localDirector',
  'largeCommittee',
  'equipment',
  'headcountUnknown',
] as const;
export type StaffingCase = (typeof staffingCases)[number];

/** A number of people as a share of others, in whole numbers throughout. */
export interface Share {
  of: 'headcount' | 'officers';
  base: number;
  perMille: number;
  /** base × perMille, in thousandths of a person. */
  thousandths: number;
  roundedUp: number;
  least: number;
  required: number;
}

/** base × perMille ‰, rounded up to whole people, and `least` at any rate. */
export function shareOf(of: Share['of'], base: number, perMille: number, least: number): Share {
  const thousandths = base * perMille;
  const roundedUp = Math.floor((thousandths + 999) / 1000);
  return { of, base, perMille, thousandths, roundedUp, least, required: Math.max(roundedUp, least) };
}

/** Thousandths as a decimal number: 2610 → 2.61. */
export const thousandthsText = (thousandths: number): string =>
  `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`.replace(/\.?0+$/, '');

/** 10 → 1%, 3 → 3‰, 150 → 15%. */
export const perMilleText = (perMille: number): string => (perMille % 10 === 0 ? `${perMille / 10}%` : `${perMille}‰`);

/** One thing that is asked for and what there is of it. */
export interface Need {
  what: StaffingNeed;
  required: number;
  present: number;
  share: Share | null;
  met: boolean;
}
export interface Citation {
  regulation: string;
  article: string;
}

export interface Requirement {
  rule: StaffingRule;
  kind: RuleKind;
  basis: readonly Citation[];
  case: StaffingCase;
  /** Any of them suffices, all needs of one together; none while the headcount is unknown. */
  ways: readonly (readonly Need[])[];
  state: 'met' | 'lacking' | 'unknown';
}

/** What there is on a day. People are counted once however many appointments of a role they hold. */
export interface StaffingPresent {
  /** 安全生产管理机构 in force, and how many of them are merged with other bodies. */
  offices: number;
  mergedOffices: number;
  committees: number;
  entrusted: number;
  fullTime: number;
  /** Full-time and part-time officers together. */
  officers: number;
  /** Certified safety engineers whose certificate has not run out. */
  engineers: number;
  directors: number;
  /** The committee is headed by the 主要负责人. */
  isChairPrincipal: boolean;
  equipmentDirectors: number;
  equipmentOfficers: number;
}

export interface StaffingFacts {
  /** 从业人员, with those dispatched and interns; null while nobody has stated it. */
  headcount: number | null;
  flags: Readonly<Record<EnterpriseFlag, boolean>>;
  scale: EnterpriseScale | null;
  /** Codes of the region packs in force, from the nation down, with the rules and duties that they switch on. */
  packs: readonly string[];
  localRules: readonly string[];
  localDuties: readonly string[];
  present: StaffingPresent;
}

/** 矿山、金属冶炼、建筑施工、运输、危险物品 (R01 第24条). */
const isHighHazard = ({ flags }: Pick<StaffingFacts, 'flags'>): boolean =>
  flags.isHighHazard || flags.isMine || flags.isMetalSmelting || flags.isConstruction || flags.isTransport || flags.isHazardousGoods;

/** 危险物品生产储存（装卸）、矿山、金属冶炼: notice of appointments (R01 第26条) and certified engineers (第27条). */
export const isNotifiable = (flags: Pick<StaffingFacts['flags'], 'isHazardousGoods' | 'isMine' | 'isMetalSmelting'>): boolean =>
  flags.isHazardousGoods || flags.isMine || flags.isMetalSmelting;

/** What every rule that applies asks for, the national ones first. */
export function staffingRequirements(facts: StaffingFacts): Requirement[] {
  return [
    national,
    smelting,
    engineers300,
    requiredEngineer,
    localStaff,
    localUnmerged,
    localLarge,
    localDirector,
    largeCommittee,
    equipment,
  ].flatMap((requirement) => requirement(facts) ?? []);
}

type Of = (facts: StaffingFacts) => Requirement | undefined;

const law = (article: string, regulation = 'R01'): Citation[] => [{ regulation, article }];
const doubleBridge: Citation[] = [{ regulation: 'S04', article: '（十一）' }];

function requirement(
  rule: StaffingRule,
  kind: RuleKind,
  basis: readonly Citation[],
  reason: StaffingCase,
  ways: readonly (readonly Need[])[],
): Requirement {
  const state = ways.length === 0 ? 'unknown' : ways.some((needs) => needs.every(({ met }) => met)) ? 'met' : 'lacking';
  return { rule, kind, basis, case: reason, ways, state };
}
const unknown = (rule: StaffingRule, kind: RuleKind, basis: readonly Citation[]) => requirement(rule, kind, basis, 'headcountUnknown', []);

const need = (what: StaffingNeed, present: number, required: number | Share = 1): Need => {
  const share = typeof required === 'number' ? null : required;
  const wanted = typeof required === 'number' ? required : required.required;
  return { what, required: wanted, present, share, met: present >= wanted };
};

/** V100 */
const national: Of = (facts) => {
  const { headcount, present } = facts;
  const either = [[need('office', present.offices)], [need('fullTime', present.fullTime)]];
  const basis = law('第24条');
  if (isHighHazard(facts)) return requirement('V100', 'statutory', basis, 'highHazard', either);
  if (headcount === null) return unknown('V100', 'statutory', basis);
  return headcount > 100
    ? requirement('V100', 'statutory', basis, 'over100', either)
    : requirement('V100', 'statutory', basis, 'upTo100', [[need('officer', present.officers)]]);
};

/** V103: “100 人以上” includes 100. */
const smelting: Of = ({ flags, headcount, present }) => {
  const basis = law('第10条', 'R24');
  if (!flags.isMetalSmelting) return undefined;
  if (headcount === null) return unknown('V103', 'statutory', basis);
  if (headcount < 100) return undefined;
  const share = shareOf('headcount', headcount, 3, 3);
  return requirement('V103', 'statutory', basis, 'smelting', [
    [need('office', present.offices)],
    [need('fullTime', present.fullTime, share)],
  ]);
};

/** V105: “300 人以上” includes 300; with 7 officers or fewer, one. */
const engineers300: Of = ({ flags, headcount, present }) => {
  const basis = law('第6条', 'R25');
  if (!flags.isMine && !flags.isConstruction && !flags.isHazardousGoods) return undefined;
  if (headcount === null) return unknown('V105', 'statutory', basis);
  if (headcount < 300) return undefined;
  const required = present.officers <= 7 ? 1 : shareOf('officers', present.officers, 150, 1);
  return requirement('V105', 'statutory', basis, 'engineers300', [[need('engineer', present.engineers, required)]]);
};

const requiredEngineer: Of = ({ flags, present }) =>
  isNotifiable(flags)
    ? requirement('requiredEngineer', 'statutory', law('第27条'), 'requiredEngineer', [[need('engineer', present.engineers)]])
    : undefined;

/** V101, of enterprises without high hazard in 双桥区. */
const localStaff: Of = (facts) => {
  const { headcount, present, localRules } = facts;
  if (!localRules.includes('V101') || isHighHazard(facts)) return undefined;
  if (headcount === null) return unknown('V101', 'policy', doubleBridge);
  if (headcount > 100) {
    const share = shareOf('headcount', headcount, 10, 3);
    return requirement('V101', 'policy', doubleBridge, 'localOver100', [
      [need('independentOffice', present.offices - present.mergedOffices), need('fullTime', present.fullTime, share)],
    ]);
  }
  return headcount >= 30
    ? requirement('V101', 'policy', doubleBridge, 'localFrom30', [[need('fullTime', present.fullTime, 2)]])
    : requirement('V101', 'policy', doubleBridge, 'localUnder30', [
        [need('officer', present.officers)],
        [need('entrusted', present.entrusted)],
      ]);
};

/** V102: says nothing of an enterprise without an office. */
const localUnmerged: Of = ({ present, localRules }) =>
  localRules.includes('V102') && present.offices > 0
    ? requirement('V102', 'policy', doubleBridge, 'localUnmerged', [
        [need('unmerged', present.offices - present.mergedOffices, present.offices)],
      ])
    : undefined;

/** V104: 区属以上 stands for state-owned. */
const localLarge: Of = ({ flags, present, localRules }) =>
  localRules.includes('V104') && (flags.isAboveScale || flags.isSOE)
    ? requirement('V104', 'policy', doubleBridge, 'localLarge', [
        [
          need('chair', present.committees > 0 && present.isChairPrincipal ? 1 : 0),
          need('director', present.directors),
          need('engineer', present.engineers),
        ],
      ])
    : undefined;

/** O06: in 西城区 all above scale, elsewhere in Beijing those of them that are state-owned. */
const localDirector: Of = ({ flags, present, packs, localDuties }) => {
  if (!localDuties.includes('O06') || !flags.isAboveScale) return undefined;
  const isWestCity = packs.includes('110102');
  if (!isWestCity && !flags.isSOE) return undefined;
  const basis = isWestCity ? law('安全总监', 'S02') : law('企业主体责任', 'S00');
  return requirement('localDirector', 'policy', basis, 'localDirector', [[need('director', present.directors)]]);
};

/** O10: a recommended standard, hence advice. */
const largeCommittee: Of = ({ scale, present }) =>
  scale === 'large' || scale === 'medium'
    ? requirement('largeCommittee', 'house', law('5.1', 'R50'), 'largeCommittee', [[need('committee', present.committees)]])
    : undefined;

/** R40: offices of their own, never those of work safety. */
const equipment: Of = ({ flags, present }) =>
  flags.hasSpecialEquipment
    ? requirement('equipmentStaff', 'statutory', law('第4条', 'R40'), 'equipment', [
        [need('equipmentDirector', present.equipmentDirectors), need('equipmentOfficer', present.equipmentOfficers)],
      ])
    : undefined;

/** What is asked for at most of one thing, over all rules. */
export interface Strictest {
  what: StaffingNeed;
  required: number;
  present: number;
  /** Rules that ask for it, the strictest first. */
  rules: StaffingRule[];
  /** Some rule can be met without it, e.g. by an office instead. */
  isOneWay: boolean;
  met: boolean;
}

/** The strictest value of each thing; what only one of several ways asks for gives way to what must be. */
export function strictest(requirements: readonly Requirement[]): Strictest[] {
  const asked = requirements.flatMap(({ rule, ways, state }) =>
    ways.flat().map((one) => ({ ...one, rule, isOneWay: ways.length > 1, met: one.met || (ways.length > 1 && state === 'met') })),
  );
  return staffingNeeds.flatMap((what) => {
    const own = asked
      .filter((one) => one.what === what)
      .toSorted((a, b) => Number(a.isOneWay) - Number(b.isOneWay) || b.required - a.required);
    const [first] = own;
    if (first === undefined) return [];
    const { required, present, isOneWay } = first;
    return { what, required, present, isOneWay, rules: own.map(({ rule }) => rule), met: own.every(({ met }) => met) };
  });
}

/** Rules that would ask for something else if there were `other` people. */
export function differsFor(facts: StaffingFacts, other: number): StaffingRule[] {
  const shape = (headcount: number | null) =>
    new Map(
      staffingRequirements({ ...facts, headcount }).map(({ rule, ways }) => [
        rule,
        JSON.stringify(ways.map((needs) => needs.map(({ what, required }) => [what, required]))),
      ]),
    );
  const now = shape(facts.headcount);
  const then = shape(other);
  return [...new Set([...now.keys(), ...then.keys()])].filter((rule) => now.get(rule) !== then.get(rule));
}

export const safetyBodyDraft = z.object({
  kind: z.enum(safetyBodyKinds),
  name: text(200).min(1),
  departmentId: z.uuid().nullable(),
  isMerged: z.boolean(),
  documentNumber: text(200),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  remark: text(2000),
});
