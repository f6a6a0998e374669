import type { AccountDraft, Role } from '../domain/account/account';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { departmentNames, withDescendants } from './department';

/** Without accounts there is one user, whoever uses the machine. */
export const hasAccounts = (reader: Reader): boolean =>
  reader.remember('accounts', () => reader.value('SELECT 1 FROM account LIMIT 1') !== undefined);

/** What an account may do today; undefined for one that has ended or never was. Departments come with all below them. */
export function sessionOf(
  reader: Reader,
  accountId: string,
  today: string,
): { accountId: string; name: string; role: Role; departments: readonly string[] | null } | undefined {
  const account = reader.get<Pick<Row<'account'>, 'name' | 'validTo'> & { role: Role }>(
    'SELECT name, role, validTo FROM account WHERE id = ?',
    [accountId],
  );
  if (account === undefined || (account.validTo !== null && account.validTo < today)) return undefined;
  const { name, role } = account;
  const own = () => withDescendants(reader, reader.column('SELECT departmentId FROM accountDepartment WHERE accountId = ?', [accountId]));
  return { accountId, name, role, departments: role === 'reporter' ? own() : null };
}

export interface AccountView extends Pick<Row<'account'>, 'id' | 'revision' | 'name' | 'personId' | 'validTo' | 'secretChangedAt'> {
  role: Role;
  departments: { id: string; name: string }[];
}

export function listAccounts(reader: Reader, today: string): AccountView[] {
  const names = departmentNames(reader, today);
  const own = reader.all<{ accountId: string; departmentId: string }>('SELECT accountId, departmentId FROM accountDepartment ORDER BY id');
  return reader
    .all<Omit<AccountView, 'departments'>>(
      'SELECT id, revision, name, role, personId, validTo, secretChangedAt FROM account ORDER BY validTo IS NOT NULL, createdAt, id',
    )
    .map((account) => ({
      ...account,
      departments: own
        .filter(({ accountId }) => accountId === account.id)
        .map(({ departmentId }) => ({ id: departmentId, name: names.get(departmentId) ?? '' })),
    }));
}

/** Whether somebody else may still manage accounts. */
export const hasOtherDirector = (reader: Reader, accountId: string): boolean =>
  reader.value(`SELECT 1 FROM account WHERE role = 'director' AND validTo IS NULL AND secretChangedAt > 0 AND id <> ? LIMIT 1`, [
    accountId,
  ]) !== undefined;

/** Makes the departments of an account these. */
export function writeAccountDepartments(
  db: Writer,
  accountId: string,
  { role, departments }: Pick<AccountDraft, 'role' | 'departments'>,
): void {
  const wanted = new Set(role === 'reporter' ? departments : []);
  for (const { id, departmentId } of db.all<{ id: string; departmentId: string }>(
    'SELECT id, departmentId FROM accountDepartment WHERE accountId = ?',
    [accountId],
  ))
    if (!wanted.delete(departmentId)) db.remove('accountDepartment', id);
  for (const departmentId of wanted) db.insert('accountDepartment', { accountId, departmentId });
}

/** The printed recovery code that still holds. */
export const currentRecovery = (reader: Reader): Pick<Row<'recovery'>, 'id' | 'madeOn' | 'heldBy'> | undefined =>
  reader.get('SELECT id, madeOn, heldBy FROM recovery WHERE spentAt IS NULL ORDER BY createdAt DESC, id DESC LIMIT 1');
