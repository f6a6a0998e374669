import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { roles } from '../domain/account/account';
import { plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department, person } from './organization';

/** Somebody who signs in here. Never removed: the audit names it; it ends on `validTo` (included; NULL = still). */
export const account = sqliteTable(
  'account',
  {
    ...rowColumns(),
    name: text('name').notNull().unique(),
    personId: text('personId').references(() => person.id),
    role: text('role').notNull(),
    validTo: text('validTo'),
    /** When its password was last set; 0 means never: it cannot sign in. */
    secretChangedAt: integer('secretChangedAt').notNull().default(0),
  },
  (t) => [index('accountPerson').on(t.personId), check('accountRole', oneOf('role', roles))],
);

/** Departments, with those below them, that an account of 部门填报 works for. */
export const accountDepartment = sqliteTable(
  'accountDepartment',
  {
    ...rowColumns(),
    accountId: text('accountId')
      .notNull()
      .references(() => account.id),
    departmentId: text('departmentId')
      .notNull()
      .references(() => department.id),
  },
  (t) => [uniqueIndex('accountDepartmentOnce').on(t.accountId, t.departmentId), index('accountDepartmentDepartment').on(t.departmentId)],
);

/** A recovery code that was printed; the code itself stands nowhere. */
export const recovery = sqliteTable(
  'recovery',
  {
    ...rowColumns(),
    madeOn: text('madeOn').notNull(),
    /** Whom the sealed envelope was handed to. */
    heldBy: plain('heldBy'),
    spentAt: integer('spentAt'),
    spentFor: text('spentFor').references(() => account.id),
  },
  (t) => [index('recoverySpentFor').on(t.spentFor)],
);

/** Hashes of passwords and recovery codes, by the id of their account or recovery. Not audited: a hash stands in no image, page or export. */
export const secret = sqliteTable('secret', {
  id: text('id').primaryKey(),
  /** `scrypt$ln$r$p$salt$hash`. */
  value: text('value').notNull(),
  /** Wrong ones since the last right one, and when the last was. */
  failures: integer('failures').notNull().default(0),
  failedAt: integer('failedAt').notNull().default(0),
});
