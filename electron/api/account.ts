import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { accountDraft, accountName, lockChoices } from '../../db/domain/account/account';
import { codeBytes, codeOf } from '../../db/domain/account/recoveryCode';
import { id, text } from '../../db/domain/field';
import { currentRecovery, hasAccounts, hasOtherDirector, listAccounts, writeAccountDepartments } from '../../db/query/account';
import { dayBefore } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import type { Writer } from '../../db/writer';
import { hashSecret, secretPattern } from '../workspace/secret';
import { conflict, notFound, refuse } from './failure';
import { command, hostProcedure, query } from './procedure';
import { refuseWeak } from './session';

const password = z.string().min(1).max(1000);
const secret = z.string().regex(secretPattern);
const stored = z.object({ id, revision: z.number().int() });
const heldBy = text(60);

export const list = query(z.object({}), ({ db, today }) => ({ accounts: listAccounts(db, today), recovery: currentRecovery(db) ?? null }));

/** The first account, of a 安全负责人, and the recovery code of the enterprise; whoever makes it is signed in by it. */
export const begin = hostProcedure(
  z.object({ name: accountName, password, heldBy }),
  async (host, { name, password: typed, heldBy: holder }, seat) => {
    if (hasAccounts(host.reader())) throw conflict('hasAccounts');
    refuseWeak(host.reader(), name, typed);
    const code = newCode();
    const [own, printed] = [await hashSecret(typed), await hashSecret(code)];
    const draft = { name, role: 'director' as const, personId: null, departments: [] };
    const { value } = await host.run('account.enter', { draft, secret: own, recovery: { heldBy: holder, secret: printed } }, seat);
    host.sit(seat, (value as { id: string }).id);
    return { id: (value as { id: string }).id, code };
  },
);

export const create = hostProcedure(z.object({ draft: accountDraft, password }), async (host, { draft, password: typed }, seat) => {
  refuseWeak(host.reader(), draft.name, typed);
  return host.run('account.enter', { draft, secret: await hashSecret(typed), recovery: null }, seat);
});

/** A new password for somebody who has forgotten it. */
export const reset = hostProcedure(z.object({ id, password }), async (host, { id: accountId, password: typed }, seat) => {
  const name = host.reader().value<string>('SELECT name FROM account WHERE id = ?', [accountId]);
  if (name === undefined) throw notFound('account');
  refuseWeak(host.reader(), name, typed);
  return host.run('account.keepSecret', { id: accountId, secret: await hashSecret(typed) }, seat);
});

/** Called with the hash of the password that `begin` and `create` were given. */
export const enter = command(
  z.object({ draft: accountDraft, secret, recovery: z.object({ heldBy, secret }).nullable() }),
  (scene, { draft, secret: own, recovery }) => {
    const { db } = scene;
    const { departments, ...row } = checked(db, draft);
    if (!hasAccounts(db) && draft.role !== 'director') throw refuse('firstAccount', 'role');
    const account = db.insert('account', { ...row, secretChangedAt: scene.now });
    writeAccountDepartments(db, account.id, { role: draft.role, departments });
    db.keepSecret(account.id, own);
    if (recovery !== null) enterRecovery(db, scene.today, recovery);
    return { id: account.id };
  },
);

export const update = command(stored.extend({ draft: accountDraft }), ({ db }, { id: accountId, revision, draft }) => {
  const { departments, ...row } = checked(db, draft, accountId);
  if (draft.role !== 'director') requireOther(db, accountId);
  db.update('account', accountId, row, revision);
  writeAccountDepartments(db, accountId, { role: draft.role, departments });
  return { id: accountId };
});

/** From now on it signs in no more; what it did stays under its name. */
export const end = command(stored, ({ db, today }, { id: accountId, revision }) => {
  requireOther(db, accountId);
  db.update('account', accountId, { validTo: dayBefore(today) }, revision);
  return { id: accountId };
});

export const resume = command(stored, ({ db }, { id: accountId, revision }) => {
  db.update('account', accountId, { validTo: null }, revision);
  return { id: accountId };
});

export const keepSecret = command(z.object({ id, secret }), ({ db, now }, { id: accountId, secret: own }) => {
  db.update('account', accountId, { secretChangedAt: now });
  db.keepSecret(accountId, own);
  return { id: accountId };
});

/** Minutes without a key or a click after which the password is asked for again. */
export const setLock = command(
  z.object({ minutes: z.literal([...lockChoices]) }),
  ({ db }, { minutes }) => db.update('enterprise', readEnterprise(db).id, { lockMinutes: minutes }).lockMinutes,
);

/** A new recovery code; the one before no longer holds. It is told this once. */
export const makeCode = hostProcedure(z.object({ heldBy }), async (host, { heldBy: holder }, seat) => {
  if (!hasAccounts(host.reader())) throw conflict('noAccounts');
  const code = newCode();
  await host.run('recovery.enter', { heldBy: holder, secret: await hashSecret(code) }, seat);
  return { code };
});

export const enterCode = command(z.object({ heldBy, secret }), ({ db, today }, recovery) => enterRecovery(db, today, recovery));

/** Called when the code has proven right: a new password for an account, and the code no longer holds. */
export const spendCode = command(z.object({ id, accountId: id, secret }), ({ db, now }, { id: recoveryId, accountId, secret: own }) => {
  db.update('recovery', recoveryId, { spentAt: now, spentFor: accountId });
  db.update('account', accountId, { secretChangedAt: now });
  db.keepSecret(accountId, own);
  return { id: accountId };
});

const newCode = (): string => codeOf(randomBytes(codeBytes));

function enterRecovery(db: Writer, today: string, { heldBy: holder, secret: printed }: { heldBy: string; secret: string }): { id: string } {
  for (const former of db.column<string>('SELECT id FROM recovery WHERE spentAt IS NULL'))
    db.update('recovery', former, { spentAt: db.context.now });
  const { id: recoveryId } = db.insert('recovery', { madeOn: today, heldBy: holder });
  db.keepSecret(recoveryId, printed);
  return { id: recoveryId };
}

/** @throws INVALID for a name that is taken, and for 部门填报 without a department */
function checked(db: Writer, draft: z.output<typeof accountDraft>, own?: string): z.output<typeof accountDraft> {
  const { name } = draft;
  const other = db.value<string>('SELECT id FROM account WHERE name = ?', [name]);
  if (other !== undefined && other !== own) throw refuse('unique', 'name', { value: name });
  if (draft.role === 'reporter' && draft.departments.length === 0) throw refuse('reporterDepartment', 'departments');
  return draft;
}

/** @throws CONFLICT where nobody would be left to manage accounts */
function requireOther(db: Writer, accountId: string): void {
  if (!hasOtherDirector(db, accountId)) throw conflict('lastDirector');
}
