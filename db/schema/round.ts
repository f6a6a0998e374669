import { check, index, integer, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { followKinds, roundItemStates, roundKinds, roundOrigins, roundStatuses } from '../domain/round/round';
import { json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';

/** 评估轮次 (handbook 3.2.2, 9.10). Period, start, assessment, closing, signing are different dates. */
export const round = sqliteTable(
  'round',
  {
    ...rowColumns(),
    no: text('no').notNull().unique(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    period: text('period').notNull(),
    status: text('status').notNull().default('open'),
    origin: text('origin').notNull().default('native'),
    baseRoundId: text('baseRoundId').references((): AnySQLiteColumn => round.id),
    reason: plain('reason'),
    scope: plain('scope'),
    methodNote: plain('methodNote'),
    noticeNo: plain('noticeNo'),
    noticeOn: text('noticeOn'),
    startedOn: text('startedOn').notNull(),
    assessedOn: text('assessedOn'),
    meetingOn: text('meetingOn'),
    meetingPlace: plain('meetingPlace'),
    closedOn: text('closedOn'),
    signedOn: text('signedOn'),
    team: json<unknown[]>('team', '[]'),
    /** As typed by a person; empty means the drafted text stands. Never overwritten by recomputing. */
    conclusion: plain('conclusion'),
    /** Entered figures that differ from computed ones: JSON { key: { entered, reason, by } }. */
    entered: json<Record<string, unknown>>('entered', '{}'),
    remark: plain('remark'),
    /** The closed round that this one corrects or replaces, how and why. */
    followsId: text('followsId').references((): AnySQLiteColumn => round.id),
    followKind: text('followKind'),
    followReason: plain('followReason'),
    /** As typed by a person; empty means the drafted text stands. */
    noticeText: plain('noticeText'),
    planText: plain('planText'),
  },
  (t) => [
    check('roundKindWord', oneOf('kind', roundKinds)),
    check('roundStatusWord', oneOf('status', roundStatuses)),
    check('roundOriginWord', oneOf('origin', roundOrigins)),
    check('roundFollowKindWord', oneOf('followKind', followKinds)),
    index('roundFollows').on(t.followsId),
    index('roundPeriod').on(t.period),
  ],
);

/** A risk within a round. `before` is its frozen state at the start, `after` at closing (ids of `snapshot`; NULL when absent then). */
export const roundRisk = sqliteTable(
  'roundRisk',
  {
    ...rowColumns(),
    roundId: text('roundId')
      .notNull()
      .references(() => round.id),
    /** Not a foreign key: a risk may be gone while the frozen round stays. */
    riskId: text('riskId').notNull(),
    state: text('state').notNull().default('pending'),
    beforeLevel: text('beforeLevel'),
    afterLevel: text('afterLevel'),
    before: text('before'),
    after: text('after'),
    reason: plain('reason'),
    confirmedBy: plain('confirmedBy'),
    confirmedOn: text('confirmedOn'),
    /** Department and sort key of the frozen state (`after`, else `before`), so that a closed round is listed by what it froze. */
    department: plain('department'),
    riskNoKey: plain('riskNoKey'),
    /** 措施落实情况 as found in this round; empty for not stated. */
    implementation: plain('implementation'),
    implementedOn: text('implementedOn'),
    implementedBy: plain('implementedBy'),
  },
  (t) => [
    uniqueIndex('roundRiskOnce').on(t.roundId, t.riskId),
    index('roundRiskState').on(t.roundId, t.state),
    index('roundRiskRisk').on(t.riskId),
    index('roundRiskOrder').on(t.roundId, t.riskNoKey),
    index('roundRiskDepartment').on(t.roundId, t.department, t.riskNoKey),
    check('roundRiskStateWord', oneOf('state', roundItemStates)),
  ],
);

/** Numbers in use, e.g. ('risk', '') → 328 or ('filing', 'F07-2026') → 3. */
export const counter = sqliteTable(
  'counter',
  {
    ...rowColumns(),
    subject: text('subject').notNull(),
    scope: text('scope').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [uniqueIndex('counterScope').on(t.subject, t.scope)],
);

/** Frozen states by content hash: a risk that does not change from quarter to quarter is kept once. Never updated. */
export const snapshot = sqliteTable('snapshot', {
  id: text('id').primaryKey(),
  content: text('content').notNull(),
});
