import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { plain, rowColumns } from './columns';
import { filing } from './filing';
import { department } from './organization';
import { round } from './round';

/** A sheet handed out to a department for a round, and what came back of it (handbook 9.10). */
export const roundSheet = sqliteTable(
  'roundSheet',
  {
    ...rowColumns(),
    roundId: text('roundId')
      .notNull()
      .references(() => round.id),
    /** NULL for the risks without a department. */
    departmentId: text('departmentId').references(() => department.id),
    handedOn: text('handedOn').notNull(),
    handedTo: plain('handedTo'),
    dueOn: text('dueOn'),
    /** Lines on the sheet. */
    risks: integer('risks').notNull(),
    returnedOn: text('returnedOn'),
    returnedBy: plain('returnedBy'),
    /** Lines that came back confirmed, changed and refused. */
    confirmed: integer('confirmed').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    refused: integer('refused').notNull().default(0),
  },
  (t) => [uniqueIndex('roundSheetOnce').on(t.roundId, t.departmentId), index('roundSheetDepartment').on(t.departmentId)],
);

/** 更正 of a closed round: what its papers print beside what they said. Never updated. */
export const roundCorrection = sqliteTable(
  'roundCorrection',
  {
    ...rowColumns(),
    roundId: text('roundId')
      .notNull()
      .references(() => round.id),
    /** Column of the round that is corrected. */
    field: text('field').notNull(),
    before: plain('before'),
    after: plain('after'),
    reason: text('reason').notNull(),
    correctedBy: plain('correctedBy'),
    correctedOn: text('correctedOn').notNull(),
  },
  (t) => [index('roundCorrectionRound').on(t.roundId), check('roundCorrectionReason', sql.raw(`"reason" <> ''`))],
);

/** 公示 of the results of a round (F09): days, place and what came of it. Photos are attachments. */
export const publication = sqliteTable(
  'publication',
  {
    ...rowColumns(),
    roundId: text('roundId')
      .notNull()
      .references(() => round.id),
    /** The paper that was posted, where it was issued here. */
    filingId: text('filingId').references(() => filing.id),
    fromOn: text('fromOn').notNull(),
    toOn: text('toOn').notNull(),
    place: text('place').notNull(),
    /** 监督电话 */
    phone: plain('phone'),
    /** 公示结果; objections with how they were dealt with, empty for none. */
    result: plain('result'),
    objections: plain('objections'),
  },
  (t) => [
    index('publicationRound').on(t.roundId),
    index('publicationFiling').on(t.filingId),
    check('publicationOrder', sql.raw(`"toOn" >= "fromOn"`)),
  ],
);
