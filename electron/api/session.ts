import { z } from 'zod';
import { normalPassword, passwordFault, secondsToWait } from '../../db/domain/account/password';
import { readCode } from '../../db/domain/account/recoveryCode';
import { text } from '../../db/domain/field';
import { currentRecovery, hasAccounts } from '../../db/query/account';
import { departmentNames } from '../../db/query/department';
import type { Reader } from '../../db/handle';
import { hashSecret, isSecret } from '../workspace/secret';
import { forbidden, refuse } from './failure';
import { hostProcedure, type Host, type Seat, type Session } from './procedure';
import { allowedNames } from './rights';

const password = z.string().min(1).max(1000);
const name = text(60).min(1);

/** Who sits here and what the page may offer; answered when locked, too. `allowed` names procedures, NULL for all. */
function described(host: Host, seat: Seat) {
  const db = host.reader();
  const session = host.sessionAt(seat);
  const isLocked = seat.locked && session === undefined;
  const names = departmentNames(db, host.today);
  return {
    hasAccounts: hasAccounts(db) && !host.isWatched,
    account:
      session === undefined || session.accountId === null
        ? null
        : {
            id: session.accountId,
            name: session.name,
            role: session.role,
            departments: (session.departments ?? []).map((id) => names.get(id) ?? ''),
          },
    /** Name of the account that is locked and may come back by its password. */
    locked: isLocked ? (db.value<string>('SELECT name FROM account WHERE id = ?', [seat.accountId]) ?? null) : null,
    lockMinutes: db.value<number>('SELECT lockMinutes FROM enterprise LIMIT 1') ?? 0,
    allowed: session === undefined ? [] : session.role === 'director' ? null : allowedNames(session.role),
    recovery: currentRecovery(db) ?? null,
  };
}

export const state = hostProcedure(z.object({}), async (host, _input, seat) => described(host, seat));

export const signIn = hostProcedure(z.object({ name, password }), async (host, stated, seat) => {
  const account = host
    .reader()
    .get<{ id: string }>('SELECT id FROM account WHERE name = @name AND (validTo IS NULL OR validTo >= @today)', {
      name: stated.name.trim(),
      today: host.today,
    });
  await prove(host, account?.id ?? nobody, stated.password);
  host.sit(seat, account!.id);
  return described(host, seat);
});

/** Asks for the password again; what is typed and not yet saved stays a draft. */
export const lock = hostProcedure(z.object({}), async (host, _input, seat) => {
  if (seat.accountId !== null) host.sit(seat, seat.accountId, true);
  return described(host, seat);
});

/** Somebody else may sign in. */
export const end = hostProcedure(z.object({}), async (host, _input, seat) => {
  host.sit(seat, null);
  return described(host, seat);
});

/** The own password, against the one before. */
export const changePassword = hostProcedure(z.object({ former: password, password }), async (host, stated, seat) => {
  const session = host.sessionAt(seat);
  if (session === undefined || session.accountId === null) throw forbidden('signedOut');
  refuseWeak(host.reader(), session.name, stated.password);
  await prove(host, session.accountId, stated.former);
  const secret = await hashSecret(stated.password);
  await host.run('account.keepSecret', { id: session.accountId, secret }, inOffice(session));
  return null;
});

/** A new password for a 安全负责人 by the printed code, which is spent by it. */
export const recover = hostProcedure(z.object({ code: text(100).min(1), name, password }), async (host, stated, seat) => {
  const db = host.reader();
  const code = readCode(stated.code);
  if (code === undefined) throw refuse('recoveryCode', 'code');
  const account = db.get<{ id: string; name: string }>(
    `SELECT id, name FROM account WHERE name = @name AND role = 'director' AND (validTo IS NULL OR validTo >= @today)`,
    { name: stated.name.trim(), today: host.today },
  );
  if (account) refuseWeak(db, account.name, stated.password);
  const recovery = currentRecovery(db);
  await prove(host, recovery?.id ?? nobody, code);
  if (!account) throw refuse('recoveryName', 'name');
  const secret = await hashSecret(stated.password);
  const by: Session = { accountId: account.id, name: account.name, role: 'director', departments: null };
  await host.run('recovery.spend', { id: recovery!.id, accountId: account.id, secret }, by);
  host.sit(seat, account.id);
  return described(host, seat);
});

/** Whoever it is acts under the own name; the office lends its right to what everybody may do for himself. */
const inOffice = (session: Session): Session => ({ ...session, role: 'director', departments: null });

/** @throws INVALID, saying why a password is not taken */
export function refuseWeak(db: Reader, accountName: string, typed: string): void {
  const enterprise = db.get<{ name: string; shortName: string }>('SELECT name, shortName FROM enterprise LIMIT 1');
  const fault = passwordFault(typed, [accountName, enterprise?.name ?? '', enterprise?.shortName ?? '']);
  if (fault !== null) throw refuse(`password.${fault}`, 'password');
}

/** Wrong tries against names and codes that are not known count together. */
const nobody = 'nobody';

/**
 * Holds a password or code against the secret of its owner. A try is counted before it is looked at, so that neither many at once nor a
 * pulled plug wins one.
 * @throws FORBIDDEN for a wrong one, and while there is still to wait
 */
async function prove(host: Host, owner: string, typed: string): Promise<void> {
  const { value, wait } = await host.keep((sqlite, now) => {
    sqlite.prepare(`INSERT OR IGNORE INTO secret (id, value) VALUES (?, '')`).run(owner);
    // A clock that was set back does not prolong the wait.
    sqlite.prepare('UPDATE secret SET failedAt = min(failedAt, ?) WHERE id = ?').run(now, owner);
    const row = sqlite.prepare('SELECT value, failures, failedAt FROM secret WHERE id = ?').get(owner) as {
      value: string;
      failures: number;
      failedAt: number;
    };
    const seconds = secondsToWait(row, now);
    if (seconds === 0) sqlite.prepare('UPDATE secret SET failures = failures + 1, failedAt = ? WHERE id = ?').run(now, owner);
    return { value: row.value, wait: seconds };
  });
  if (wait > 0) throw forbidden('wait', { seconds: wait });
  if (!(await isSecret(normalPassword(typed), value || undefined))) throw forbidden('wrongSecret');
  await host.keep((sqlite) => sqlite.prepare('UPDATE secret SET failures = 0, failedAt = 0 WHERE id = ?').run(owner));
}
