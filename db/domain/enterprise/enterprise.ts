import { z } from 'zod';
import { isoDate, text } from '../field';

export const enterpriseScales = ['large', 'medium', 'small', 'micro'] as const;
export type EnterpriseScale = (typeof enterpriseScales)[number];

const count = z.number().int().nonnegative();

export const enterpriseDraft = z.object({
  name: text(200).min(1),
  shortName: text(60),
  uscc: text(18),
  legalRep: text(60),
  actualController: text(60),
  principal: text(60),
  address: text(300),
  phone: text(40),
  industryCode: text(10),
  sector: text(40).min(1),
  regionCode: z.string().regex(/^\d{6}$/),
  headcount: count.max(10_000_000).nullable(),
  /** Last year's revenue in 分. */
  revenue: count.nullable(),
  /** Total assets in 分. */
  assets: count.nullable(),
  enteredScale: z.enum(enterpriseScales).nullable(),
  scaleReason: text(500),
  regulator: text(200),
  ohRegulator: text(200),
  /** 发文字号样式, e.g. 鹿原安〔{年}〕{号}号. */
  documentPattern: text(60),
  startDate: isoDate,
  isHighHazard: z.boolean(),
  isMetalSmelting: z.boolean(),
  isHazardousGoods: z.boolean(),
  isCrowdedPlace: z.boolean(),
  isFireKeyUnit: z.boolean(),
  hasCombustibleDust: z.boolean(),
  hasConfinedSpace: z.boolean(),
  hasLaborUnion: z.boolean(),
});
export type EnterpriseDraft = z.infer<typeof enterpriseDraft>;

/** A paper of the enterprise itself that an assessment rests on: 制度, 规程, 通知. Those of a later day are not cited. */
export const ownPaper = z.object({ title: text(200).min(1), number: text(100), on: isoDate.nullable() });
export type OwnPaper = z.infer<typeof ownPaper>;

/** Switches that the first start never asks for; off until somebody says otherwise. */
const laterFlags = z.object({
  isMine: z.boolean(),
  isConstruction: z.boolean(),
  isTransport: z.boolean(),
  isAboveScale: z.boolean(),
  isSOE: z.boolean(),
  hasSpecialEquipment: z.boolean(),
});
export type LaterFlags = z.infer<typeof laterFlags>;

/** What may be changed of the enterprise: the draft, and what is never asked for at the first start. */
export const enterprisePatch = enterpriseDraft.extend({ ...laterFlags.shape, ownPapers: z.array(ownPaper).max(100) }).partial();
export const enterpriseFlags = [
  'isHighHazard',
  'isMine',
  'isMetalSmelting',
  'isHazardousGoods',
  'isConstruction',
  'isTransport',
  'isAboveScale',
  'isSOE',
  'hasSpecialEquipment',
  'isCrowdedPlace',
  'isFireKeyUnit',
  'hasCombustibleDust',
  'hasConfinedSpace',
  'hasLaborUnion',
] as const satisfies readonly (keyof EnterpriseDraft | keyof LaterFlags)[];
export type EnterpriseFlag = (typeof enterpriseFlags)[number];

/** Fields that papers need and the first start does not ask for; the ring shows how many are filled. */
export const enterpriseLater = [
  'uscc',
  'legalRep',
  'actualController',
  'principal',
  'address',
  'phone',
  'industryCode',
  'headcount',
  'revenue',
  'regulator',
] as const satisfies readonly (keyof EnterpriseDraft)[];

export const missingOfEnterprise = (enterprise: Pick<EnterpriseDraft, (typeof enterpriseLater)[number]>): string[] =>
  enterpriseLater.filter((field) => enterprise[field] === '' || enterprise[field] === null);

/** Lower limits of a size class, all of which must be met (handbook 9.5). Revenue in 万元. */
const industryLimits: readonly { scale: EnterpriseScale; headcount: number; revenue: number }[] = [
  { scale: 'large', headcount: 1000, revenue: 40_000 },
  { scale: 'medium', headcount: 300, revenue: 2_000 },
  { scale: 'small', headcount: 20, revenue: 300 },
];

export interface ScaleVerdict {
  scale: EnterpriseScale;
  /** Limits of the class reached, null for micro. */
  headcountFrom: number | null;
  /** 万元 */
  revenueFrom: number | null;
}

/**
 * Size of an industrial enterprise; both lower limits of a class must be met.
 * @param revenue last year's revenue in 分
 * @returns undefined while a figure is missing
 */
export function enterpriseScale(headcount: number | null, revenue: number | null): ScaleVerdict | undefined {
  if (headcount === null || revenue === null) return undefined;
  const reached = industryLimits.find((limit) => headcount >= limit.headcount && revenue >= limit.revenue * 1_000_000);
  return reached
    ? { scale: reached.scale, headcountFrom: reached.headcount, revenueFrom: reached.revenue }
    : { scale: 'micro', headcountFrom: null, revenueFrom: null };
}
