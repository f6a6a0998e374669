import { z } from 'zod';
import { isoDate, text } from '../field';
import { grade, impossibleFactors, type Assessment, type Graded } from './assessment';
import { higherLevel, riskLevels, riskMethods, type RiskLevel, type Scale } from './scale';

/** Kinds of a risk point (handbook 3.2.1). */
export const riskPointKinds = ['equipment', 'activity', 'place', 'area'] as const;
export type RiskPointKind = (typeof riskPointKinds)[number];
/** Who controls it, highest first; every level below controls it too. */
export const controlLevels = ['company', 'workshop', 'team', 'post'] as const;
export type ControlLevel = (typeof controlLevels)[number];
export const riskStatuses = ['active', 'changing', 'retired'] as const;
/** The five kinds of measures, in the order of every register. */
export const measureKinds = ['engineering', 'administrative', 'training', 'ppe', 'emergency'] as const;
export type MeasureKind = (typeof measureKinds)[number];

/** Level → default control level (handbook 3.2.6, 产品规则). */
export const defaultControlLevel = { major: 'company', considerable: 'workshop', general: 'team', low: 'post' } as const;

/** Everything of a risk that a person states. Score, level, colour and due date follow from it. */
export const riskDraft = z.object({
  riskNo: text(40),
  riskPointId: z.uuid(),
  step: text(500),
  hazardSource: text(2000).min(1),
  factorCode: text(20),
  /** GB 6441 codes where known, otherwise the words of the sheet. */
  accidentTypes: z.array(z.string().max(60)).max(27),
  consequence: text(2000),
  method: z.enum(riskMethods),
  l: z.number().nullable(),
  e: z.number().nullable(),
  c: z.number().nullable(),
  s: z.number().nullable(),
  /** Level of a direct judgement; ignored for lec and ls. */
  level: z.enum(riskLevels).nullable(),
  /** Higher level that an imported sheet stated against its own factors: it stands until a person confirms the fall. */
  keptLevel: z.enum(riskLevels).nullable(),
  /** Judged 重大 whatever the score (V04). */
  directMajor: z.boolean(),
  directReason: text(1000),
  /** Clause of a catalogue that the direct judgement rests on, `direct-general@1/a`; empty for none. */
  directCode: text(60),
  engineering: text(8000),
  administrative: text(8000),
  training: text(8000),
  ppe: text(8000),
  emergency: text(8000),
  /** Measures of a sheet with one column, until a person splits them (handbook 9.2). */
  measures: text(16000),
  /** 建议新增措施 */
  proposed: text(2000),
  /** 监测预警方式, 影响范围, 公司级责任领导: what a report of 重大 risks tells (handbook 3.2.7). */
  monitoring: text(2000),
  impactScope: text(1000),
  leaderText: text(60),
  controlLevel: z.enum(controlLevels).nullable(),
  departmentId: z.uuid().nullable(),
  ownerId: z.uuid().nullable(),
  ownerPostId: z.uuid().nullable(),
  /** Owner as written while no person or post is matched. */
  ownerText: text(200),
  phone: text(40),
  checkCycle: text(60),
  assessedOn: isoDate.nullable(),
  status: z.enum(riskStatuses),
  remark: text(4000),
});
export type RiskDraft = z.infer<typeof riskDraft>;

/** A blank draft for the form. */
export const emptyRisk: Omit<RiskDraft, 'riskPointId'> = {
  riskNo: '',
  step: '',
  hazardSource: '',
  factorCode: '',
  accidentTypes: [],
  consequence: '',
  method: 'lec',
  l: null,
  e: null,
  c: null,
  s: null,
  level: null,
  keptLevel: null,
  directMajor: false,
  directReason: '',
  directCode: '',
  engineering: '',
  administrative: '',
  training: '',
  ppe: '',
  emergency: '',
  measures: '',
  proposed: '',
  monitoring: '',
  impactScope: '',
  leaderText: '',
  controlLevel: null,
  departmentId: null,
  ownerId: null,
  ownerPostId: null,
  ownerText: '',
  phone: '',
  checkCycle: '',
  assessedOn: null,
  status: 'active',
  remark: '',
};

type Factors = Pick<RiskDraft, 'method' | 'l' | 'e' | 'c' | 's' | 'level'>;

/** The assessment a draft states, undefined while a factor is missing. */
export function assessmentOf({ method, l, e, c, s, level }: Factors): Assessment | undefined {
  switch (method) {
    case 'lec':
      return l === null || e === null || c === null ? undefined : { method, l, e, c };
    case 'ls':
      return l === null || s === null ? undefined : { method, l, s };
    case 'direct':
      return level === null ? undefined : { method, level };
  }
}

/** Fields that a formal paper needs (handbook 3.2.6 *); in the register they may be 待补. */
export const missingFields = [
  'step',
  'accidentTypes',
  'consequence',
  'engineering',
  'administrative',
  'emergency',
  'controlLevel',
  'department',
  'owner',
  'checkCycle',
  'assessedOn',
] as const;
export type MissingField = (typeof missingFields)[number];

type Stated = Pick<RiskDraft, MissingFieldsOf>;
type MissingFieldsOf =
  | 'step'
  | 'accidentTypes'
  | 'consequence'
  | 'engineering'
  | 'administrative'
  | 'emergency'
  | 'measures'
  | 'controlLevel'
  | 'departmentId'
  | 'ownerId'
  | 'ownerPostId'
  | 'ownerText'
  | 'checkCycle'
  | 'assessedOn';

/** What is 待补 in a risk, in the order of the register. Unsplit measures stand for the three starred kinds. */
export function missingOf(risk: Stated): MissingField[] {
  const unsplit = risk.measures !== '';
  const present: Record<MissingField, boolean> = {
    step: risk.step !== '',
    accidentTypes: risk.accidentTypes.length > 0,
    consequence: risk.consequence !== '',
    engineering: risk.engineering !== '' || unsplit,
    administrative: risk.administrative !== '' || unsplit,
    emergency: risk.emergency !== '' || unsplit,
    controlLevel: risk.controlLevel !== null,
    department: risk.departmentId !== null,
    owner: risk.ownerId !== null || risk.ownerPostId !== null || risk.ownerText !== '',
    checkCycle: risk.checkCycle !== '',
    assessedOn: risk.assessedOn !== null,
  };
  return missingFields.filter((field) => !present[field]);
}

/**
 * Level and score of a draft: graded by its method, 重大 whatever the score when judged so directly (V04), and never
 * below a level that an import kept.
 * @returns null while a factor is missing or impossible
 */
export function gradeRisk(
  risk: Factors & Pick<RiskDraft, 'directMajor'> & Partial<Pick<RiskDraft, 'keptLevel'>>,
  scale: Scale | null,
): Graded | null {
  const assessment = assessmentOf(risk);
  if (assessment === undefined || impossibleFactors(assessment).length > 0)
    return risk.directMajor ? { score100: null, level: 'major', scale: null } : null;
  if (assessment.method !== 'direct' && scale === null) return null;
  const graded = assessment.method === 'direct' ? { score100: null, level: assessment.level, scale: null } : grade(assessment, scale!);
  if (risk.directMajor) return { ...graded, level: 'major' };
  return risk.keptLevel ? { ...graded, level: higherLevel(risk.keptLevel, graded.level) } : graded;
}

/** State of a risk as a round freezes it: names instead of ids, so that a paper of March keeps the names of March. */
export interface RiskSnapshot {
  riskNo: string;
  riskPoint: string;
  kind: string;
  location: string;
  step: string;
  hazardSource: string;
  factorCode: string;
  accidentTypes: string[];
  consequence: string;
  method: string;
  l: number | null;
  e: number | null;
  c: number | null;
  s: number | null;
  score100: number | null;
  level: RiskLevel;
  scale: string | null;
  directMajor: boolean;
  directReason: string;
  engineering: string;
  administrative: string;
  training: string;
  ppe: string;
  emergency: string;
  measures: string;
  controlLevel: string | null;
  department: string;
  owner: string;
  phone: string;
  checkCycle: string;
  assessedOn: string | null;
  nextReviewOn: string | null;
  status: string;
  missing: string[];
  remark: string;
  /** Level without measures, where it was assessed; absent otherwise, so that earlier states keep their hashes. */
  inherentLevel?: RiskLevel;
  /** 建议新增措施; absent where there are none. */
  proposed?: string;
  /** 监测预警方式, 影响范围 and 责任领导 of a 重大 risk; absent where they are not stated. */
  monitoring?: string;
  impactScope?: string;
  leaderText?: string;
}

/** Fields of a frozen state in the order of the register. */
export const snapshotFields = [
  'riskNo',
  'riskPoint',
  'kind',
  'location',
  'step',
  'hazardSource',
  'factorCode',
  'accidentTypes',
  'consequence',
  'method',
  'l',
  'e',
  'c',
  's',
  'score100',
  'level',
  'scale',
  'directMajor',
  'directReason',
  'engineering',
  'administrative',
  'training',
  'ppe',
  'emergency',
  'measures',
  'controlLevel',
  'department',
  'owner',
  'phone',
  'checkCycle',
  'assessedOn',
  'nextReviewOn',
  'status',
  'missing',
  'remark',
  'inherentLevel',
  'proposed',
  'monitoring',
  'impactScope',
  'leaderText',
] as const satisfies readonly (keyof RiskSnapshot)[];
/** Days and what is missing move on without the risk itself having changed. */
const besideContent: ReadonlySet<string> = new Set(['assessedOn', 'nextReviewOn', 'missing']);
const contentFields = snapshotFields.filter((field) => !besideContent.has(field));

/** What later versions brought is absent where it says nothing, so that earlier states keep their hashes. */
export const withoutNothing = ({ proposed, monitoring, impactScope, leaderText, ...rest }: RiskSnapshot): RiskSnapshot => ({
  ...rest,
  ...(proposed && { proposed }),
  ...(monitoring && { monitoring }),
  ...(impactScope && { impactScope }),
  ...(leaderText && { leaderText }),
});

/** One text per state, whoever made the snapshot: fields always in the same order, so that equal states have equal hashes. */
export const snapshotText = (snapshot: RiskSnapshot): string => JSON.stringify(withoutNothing(snapshot), [...snapshotFields]);
/** True when two states say the same of the risk, dates aside. */
export const sameContent = (a: RiskSnapshot, b: RiskSnapshot): boolean =>
  JSON.stringify(withoutNothing(a), contentFields) === JSON.stringify(withoutNothing(b), contentFields);
