import type { Cadence } from '../period';
import { nextReviewOn } from '../period';
import { review, type Finding, type FindingHit, type Rule } from '../rule';
import { impossibleFactors } from './assessment';
import type { Cleared } from './assessmentDirect';
import { isFactorCode } from './factor';
import { controlLevels, measureKinds, type ControlLevel, type RiskDraft } from './risk';
import { levelRank, type RiskLevel } from './scale';

/** What the catalogues say of the words of a risk. */
export interface RiskWords {
  /** Former accident types that may mean several present ones. */
  ambiguousAccidents: readonly string[];
  /** Of the codes of GB/T 13861. */
  codePattern: string;
}

/** What the rules of one risk look at. `graded` is what the application computed. */
export interface RiskFacts {
  risk: RiskDraft;
  graded: { level: RiskLevel; score100: number | null } | null;
  /** Level stored before this change, and the statutory clause it rested on, if any; null for a new risk. */
  before: { level: RiskLevel; statutoryCode?: string } | null;
  /** The condition of that clause is gone. */
  cleared?: Cleared | null;
  /** Reason and second person of a change downwards (V16). */
  lowering: { reason: string; assessor: string; reviewer: string } | null;
  /** Whether the owner is a 公司领导; null when the owner is unmatched text. */
  ownerIsLeader: boolean | null;
  /** Level without measures; absent where it was not assessed. */
  inherentLevel?: RiskLevel | null;
  today: string;
  cadence: Cadence;
  /** Absent where words do not matter. */
  words?: RiskWords;
}

const lowest: Record<RiskLevel, ControlLevel> = { major: 'company', considerable: 'workshop', general: 'team', low: 'post' };
const rankOf = (level: ControlLevel): number => controlLevels.indexOf(level);

const strays = (risk: RiskDraft): FindingHit[] => impossibleFactors(risk).map((field) => ({ field, params: { value: risk[field] ?? '' } }));

export const riskRules: readonly Rule<RiskFacts>[] = [
  {
    id: 'V01',
    kind: 'arithmetic',
    basis: [],
    check: ({ risk }) => (risk.method === 'lec' ? strays(risk) : undefined),
  },
  {
    id: 'V02',
    kind: 'arithmetic',
    basis: [],
    check: ({ risk, graded }) => {
      if (graded !== null) return undefined;
      const needed = { lec: ['l', 'e', 'c'], ls: ['l', 's'], direct: ['level'] } as const;
      return needed[risk.method].filter((field) => risk[field] === null).map((field) => ({ field, key: 'V02.missing' }));
    },
  },
  {
    id: 'V03',
    kind: 'arithmetic',
    basis: [],
    check: ({ risk }) => (risk.method === 'ls' ? strays(risk) : undefined),
  },
  {
    id: 'V04',
    kind: 'arithmetic',
    basis: [],
    check: ({ risk }) => (risk.directMajor && risk.directReason === '' ? { field: 'directReason' } : undefined),
  },
  {
    id: 'V05',
    kind: 'arithmetic',
    basis: ['R32'],
    check: ({ risk, graded }) => (risk.directMajor && graded !== null && graded.level !== 'major' ? { field: 'level' } : undefined),
  },
  {
    id: 'V06',
    kind: 'house',
    basis: ['R61'],
    check: ({ risk, graded, ownerIsLeader }): FindingHit | undefined => {
      if (graded === null || risk.controlLevel === null) return undefined;
      const needed = lowest[graded.level];
      if (rankOf(risk.controlLevel) > rankOf(needed))
        return { field: 'controlLevel', key: 'V06.level', params: { level: graded.level, needed } };
      if (graded.level !== 'major' || ownerIsLeader === true) return undefined;
      if (ownerIsLeader === false) return { field: 'owner', key: 'V06.owner' };
      // Words that are no person or post yet: nobody knows whether they mean a leader.
      const isUnmatched = risk.ownerId === null && risk.ownerPostId === null && risk.ownerText !== '';
      return isUnmatched ? { field: 'owner', key: 'V06.unmatched', params: { value: risk.ownerText } } : undefined;
    },
  },
  {
    id: 'V07',
    kind: 'house',
    basis: ['R61'],
    check: ({ risk, graded }) => {
      if (risk.measures !== '') return undefined;
      const all = graded !== null && levelRank(graded.level) <= 2;
      const needed = all ? measureKinds : (['engineering', 'administrative', 'emergency'] as const);
      return needed.filter((kind) => risk[kind] === '').map((field) => ({ field, params: { measure: field } }));
    },
  },
  {
    id: 'V09',
    kind: 'policy',
    basis: ['R01'],
    check: ({ risk, today, cadence }) => {
      if (risk.status === 'retired' || risk.assessedOn === null) return undefined;
      const due = nextReviewOn(risk.assessedOn, cadence);
      return today > due ? { field: 'assessedOn', params: { due } } : undefined;
    },
  },
  {
    id: 'levelKept',
    kind: 'house',
    basis: [],
    check: ({ risk }) => (risk.keptLevel === null ? undefined : { field: 'level', params: { level: risk.keptLevel } }),
  },
  {
    id: 'inherentBelow',
    kind: 'house',
    basis: [],
    check: ({ risk, graded, inherentLevel }) =>
      graded === null || !inherentLevel || risk.remark !== '' || levelRank(graded.level) >= levelRank(inherentLevel)
        ? undefined
        : { field: 'remark', params: { level: graded.level, computed: inherentLevel } },
  },
  {
    id: 'accidentEdition',
    kind: 'house',
    basis: ['R53'],
    check: ({ risk, words }) =>
      risk.accidentTypes
        .filter((type) => words?.ambiguousAccidents.includes(type))
        .map((type) => ({ field: 'accidentTypes', params: { value: type.replace(/^1986:/, '') } })),
  },
  {
    id: 'factorCode',
    kind: 'house',
    basis: ['R52'],
    check: ({ risk, words }) =>
      words === undefined || isFactorCode(words, risk.factorCode) ? undefined : { field: 'factorCode', params: { value: risk.factorCode } },
  },
  {
    id: 'statutoryHit',
    kind: 'arithmetic',
    basis: [],
    check: ({ risk, before, cleared, today }) => {
      const code = before?.statutoryCode ?? '';
      if (code === '' || (risk.directMajor && risk.directCode === code)) return undefined;
      if (!cleared) return { field: 'directCode', key: 'statutoryHit.hit' };
      if (cleared.on > today) return { field: 'cleared.on', key: 'statutoryHit.day', params: { date: today } };
      return cleared.evidence === '' ? { field: 'cleared.evidence', key: 'statutoryHit.evidence' } : undefined;
    },
  },
  {
    id: 'V16',
    kind: 'arithmetic',
    basis: [],
    check: ({ graded, before, lowering }) => {
      if (before === null || graded === null || levelRank(graded.level) <= levelRank(before.level)) return undefined;
      if (lowering === null || lowering.reason === '')
        return { field: 'lowering.reason', key: 'V16.reason', params: { from: before.level, to: graded.level } };
      if (lowering.reviewer === '') return { field: 'lowering.reviewer', key: 'V16.reviewer' };
      return lowering.reviewer === lowering.assessor ? { field: 'lowering.reviewer', key: 'V16.same' } : undefined;
    },
  },
];

/** Rules switched off for a workspace are left out; arithmetic ones cannot be switched off. */
export const reviewRisk = (facts: RiskFacts, switchedOff: readonly string[] = []): Finding[] =>
  review(
    riskRules.filter((rule) => rule.kind === 'arithmetic' || !switchedOff.includes(rule.id)),
    facts,
  );
