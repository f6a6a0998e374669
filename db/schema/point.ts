import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { activityFrequencies, equipmentCategories } from '../domain/point/point';
import { flag, json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department } from './organization';
import { riskPoint } from './risk';

/** The risk point whose sheet it is: name, number and location stand there, once. */
const pointColumn = () =>
  text('riskPointId')
    .notNull()
    .unique()
    .references(() => riskPoint.id);
const departmentColumn = () => text('departmentId').references(() => department.id);

/** 作业活动清单 (handbook 3.2.1): a risk point that is a job. */
export const activity = sqliteTable(
  'activity',
  {
    ...rowColumns(),
    riskPointId: pointColumn(),
    /** 作业步骤, in their order. */
    steps: json<string[]>('steps', '[]'),
    /** 岗位或地点 */
    place: plain('place'),
    /** 实施单位 */
    departmentId: departmentColumn(),
    frequency: text('frequency'),
    /** Words of `terms.dangerousWork`; empty for an ordinary job. */
    dangerousWork: json<string[]>('dangerousWork', '[]'),
    headcount: integer('headcount'),
    remark: plain('remark'),
  },
  (t) => [index('activityDepartment').on(t.departmentId), check('activityFrequencyWord', oneOf('frequency', activityFrequencies))],
);

/** 设备设施清单 (handbook 3.2.1): a risk point that is a machine or a plant. */
export const equipment = sqliteTable(
  'equipment',
  {
    ...rowColumns(),
    riskPointId: pointColumn(),
    category: text('category').notNull().default('other'),
    model: plain('model'),
    /** 位号或所在部位 */
    tag: plain('tag'),
    /** 所属单位 */
    departmentId: departmentColumn(),
    isSpecialEquipment: flag('isSpecialEquipment'),
    count: integer('count').notNull().default(1),
    /** 检查项目 with their standards, in the order of the SCL. */
    checkItems: json<{ item: string; standard: string }[]>('checkItems', '[]'),
    remark: plain('remark'),
  },
  (t) => [index('equipmentDepartment').on(t.departmentId), check('equipmentCategoryWord', oneOf('category', equipmentCategories))],
);

/** 作业场所清单 (handbook 3.2.1): a risk point that is a place or an area. */
export const workplace = sqliteTable(
  'workplace',
  {
    ...rowColumns(),
    riskPointId: pointColumn(),
    departmentId: departmentColumn(),
    /** Whole square metres. */
    area: integer('area'),
    /** 功能 */
    purpose: plain('purpose'),
    headcount: integer('headcount'),
    /** 危险特征 */
    hazards: plain('hazards'),
    remark: plain('remark'),
  },
  (t) => [index('workplaceDepartment').on(t.departmentId)],
);

/** 风险告知卡 (handbook 3.2.8) as it was last made for a risk point. */
export const noticeCard = sqliteTable(
  'noticeCard',
  {
    ...rowColumns(),
    riskPointId: text('riskPointId')
      .notNull()
      .references(() => riskPoint.id),
    version: integer('version').notNull().default(1),
    compiledOn: text('compiledOn').notNull(),
    /** What a person wrote otherwise than the register says, by the name of the field. */
    texts: json<Record<string, string>>('texts', '{}'),
    /** SHA-256 of what the card showed: another one now means that it is out of date (V13). */
    contentHash: text('contentHash').notNull(),
  },
  (t) => [uniqueIndex('noticeCardVersion').on(t.riskPointId, t.version)],
);
