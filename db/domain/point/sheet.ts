import { z } from 'zod';
import { id, text } from '../field';
import type { RiskPointKind } from '../risk/risk';
import { terms, type TermOf } from '../term';
import { activityFrequencies, equipmentCategories } from './point';

/** The lists beside the risk points (handbook 3.2.1): 作业活动, 设备设施, 场所. Each entry is the sheet of one risk point. */
export const pointSheets = ['activity', 'equipment', 'workplace'] as const;
export type PointSheet = (typeof pointSheets)[number];

/** Kinds of the risk points that belong to a list; a new entry makes a point of the first. */
export const kindsOfSheet = {
  activity: ['activity'],
  equipment: ['equipment'],
  workplace: ['place', 'area'],
} as const satisfies Record<PointSheet, readonly RiskPointKind[]>;

const dangerousWorks = Object.keys(terms.dangerousWork) as [TermOf<'dangerousWork'>, ...TermOf<'dangerousWork'>[]];
const departmentId = id.nullable();
const headcount = z.number().int().min(0).max(1_000_000).nullable();
const remark = text(2000);

/** What a person states in each list; name, number and location are those of the risk point. */
export const sheetDrafts = {
  activity: z.object({
    /** 作业步骤, in their order. */
    steps: z.array(text(500).min(1)).max(500),
    place: text(200),
    departmentId,
    frequency: z.enum(activityFrequencies).nullable(),
    dangerousWork: z.array(z.enum(dangerousWorks)).max(dangerousWorks.length),
    headcount,
    remark,
  }),
  equipment: z.object({
    category: z.enum(equipmentCategories),
    model: text(200),
    tag: text(200),
    departmentId,
    isSpecialEquipment: z.boolean(),
    count: z.number().int().min(1).max(1_000_000),
    /** 检查项目 with their standards, in the order of the SCL. */
    checkItems: z.array(z.object({ item: text(500).min(1), standard: text(2000) })).max(500),
    remark,
  }),
  workplace: z.object({
    departmentId,
    /** Whole square metres. */
    area: z.number().int().min(0).max(100_000_000).nullable(),
    purpose: text(500),
    headcount,
    hazards: text(2000),
    remark,
  }),
} as const;
export type SheetDraft<S extends PointSheet> = z.infer<(typeof sheetDrafts)[S]>;

/** A blank entry of each list. */
export const emptySheets: { [S in PointSheet]: SheetDraft<S> } = {
  activity: { steps: [], place: '', departmentId: null, frequency: null, dangerousWork: [], headcount: null, remark: '' },
  equipment: {
    category: 'other',
    model: '',
    tag: '',
    departmentId: null,
    isSpecialEquipment: false,
    count: 1,
    checkItems: [],
    remark: '',
  },
  workplace: { departmentId: null, area: null, purpose: '', headcount: null, hazards: '', remark: '' },
};
