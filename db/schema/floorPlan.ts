import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, plain, rowColumns } from './columns';
import { department } from './organization';

/** 平面图 of the 四色图 (handbook 3.2.9). Its image is an attachment of the use `image`. */
export const floorPlan = sqliteTable('floorPlan', {
  ...rowColumns(),
  name: text('name').notNull(),
  /** Size of the image in its own pixels. */
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  drawnOn: text('drawnOn'),
  approvedBy: plain('approvedBy'),
  remark: plain('remark'),
});

/** An area drawn on a floor plan. Its level is the highest of the risks of its points and is never stored (V08). */
export const zone = sqliteTable(
  'zone',
  {
    ...rowColumns(),
    floorPlanId: text('floorPlanId')
      .notNull()
      .references(() => floorPlan.id),
    name: text('name').notNull(),
    /** Corners as millionths of width and height, so that another image of the same plan keeps them. */
    outline: json<[x: number, y: number][]>('outline', '[]'),
    departmentId: text('departmentId').references(() => department.id),
    ownerText: plain('ownerText'),
  },
  (t) => [index('zonePlan').on(t.floorPlanId), index('zoneDepartment').on(t.departmentId)],
);
