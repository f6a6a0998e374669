import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { assessmentRoles } from '../domain/risk/assessment';
import { riskLevels, riskMethods } from '../domain/risk/scale';
import { plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { person, post } from './organization';
import { risk } from './risk';

/** Assessments of a risk beside its main one (handbook 9.3): the inherent one, and one for each recipient with another method. */
export const assessment = sqliteTable(
  'assessment',
  {
    ...rowColumns(),
    riskId: text('riskId')
      .notNull()
      .references(() => risk.id),
    role: text('role').notNull(),
    /** Who asks for it; empty for the inherent one. */
    recipient: plain('recipient'),
    method: text('method').notNull(),
    l10: integer('l10'),
    e10: integer('e10'),
    c: integer('c'),
    s: integer('s'),
    score100: integer('score100'),
    level: text('level').notNull(),
    scale: text('scale'),
    directReason: plain('directReason'),
    assessedOn: text('assessedOn'),
  },
  (t) => [
    uniqueIndex('assessmentOnce').on(t.riskId, t.role, t.recipient),
    check('assessmentRoleWord', oneOf('role', assessmentRoles)),
    check('assessmentRecipient', sql.raw(`("role" = 'inherent') = ("recipient" = '')`)),
    check('assessmentMethodWord', oneOf('method', riskMethods)),
    check('assessmentLevelWord', oneOf('level', riskLevels)),
    check('assessmentLecScore', sql.raw(`"method" <> 'lec' OR "score100" = "l10" * "e10" * "c"`)),
    check('assessmentLsScore', sql.raw(`"method" <> 'ls' OR "score100" = "l10" * "s" * 10`)),
  ],
);

/** People, posts or names responsible for a risk beside the first, who stands in the risk itself; `sort` begins with 2. */
export const riskOwner = sqliteTable(
  'riskOwner',
  {
    ...rowColumns(),
    riskId: text('riskId')
      .notNull()
      .references(() => risk.id),
    sort: integer('sort').notNull(),
    ownerId: text('ownerId').references(() => person.id),
    ownerPostId: text('ownerPostId').references(() => post.id),
    /** As written while no person or post is matched. */
    ownerText: plain('ownerText'),
  },
  (t) => [
    uniqueIndex('riskOwnerSort').on(t.riskId, t.sort),
    index('riskOwnerOwner').on(t.ownerId),
    index('riskOwnerOwnerPost').on(t.ownerPostId),
    index('riskOwnerText').on(t.ownerText),
    check('riskOwnerOne', sql.raw(`("ownerId" IS NOT NULL) + ("ownerPostId" IS NOT NULL) + ("ownerText" <> '') = 1`)),
  ],
);

/** One reason for many records changed at once. Its own audit row stands in the same step, by which the history finds it. */
export const changeNote = sqliteTable(
  'changeNote',
  {
    ...rowColumns(),
    reason: text('reason').notNull(),
    /** Records changed. */
    count: integer('count').notNull(),
  },
  () => [check('changeNoteReason', sql.raw(`"reason" <> ''`))],
);
