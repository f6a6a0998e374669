import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newSeat, type Seat } from '../../electron/api/procedure';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const password = '钢丝绳与吊钩 2026';
let workspace: TestWorkspace;
let code: string;
const at =
  (seat: Seat) =>
  async (name: string, input: unknown = {}) => {
    const reply = await workspace.host.call(name, input, { seat });
    return (reply.ok ? reply.data : reply.error) as Record<string, unknown>;
  };

beforeAll(async () => {
  workspace = await newWorkspace();
});
afterAll(() => workspace.host.close());

describe('a workspace without accounts', () => {
  test('asks for nothing and is all his who uses the machine', async () => {
    expect(await workspace.call('session.state', {})).toMatchObject({ hasAccounts: false, account: null, locked: null, allowed: null });
    await workspace.call('session.lock', {});
    expect(await workspace.call('account.list', {})).toEqual({ accounts: [], recovery: null });
    expect(await workspace.fail('recovery.make', { heldBy: '' })).toMatchObject({ key: 'noAccounts' });
  });

  test.each([
    ['short', 'a1b2c3d'],
    ['long', '安'.repeat(150) + 'a1'.repeat(60)],
    ['own', '包头市示范机械制造有限公司'],
    ['simple', '12345678'],
    ['simple', 'aaaaaaaa'],
    ['simple', 'password123'],
    ['simple', '19870312'],
    ['simple', 'qwertyuiop'],
    ['simple', '１２３４５６７８'],
  ])('takes no %s password', async (fault, weak) => {
    const failure = await workspace.fail('account.begin', { name: '王安全', password: weak, heldBy: '' });
    expect(failure).toMatchObject({ code: 'INVALID', findings: [{ rule: `password.${fault}`, field: 'password' }] });
  });
});

describe('accounts', () => {
  const seat = newSeat();
  const call = at(seat);
  const other = newSeat();

  test('begin with a director, who is signed in, and a code that is told once', async () => {
    const made = await call('account.begin', { name: '王安全', password, heldBy: '总经理 李总' });
    code = made['code'] as string;
    expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]$/);
    expect(await call('session.state')).toMatchObject({
      hasAccounts: true,
      account: { name: '王安全', role: 'director' },
      recovery: { heldBy: '总经理 李总' },
      allowed: null,
    });
    expect(await at(other)('session.state')).toMatchObject({ account: null, locked: null, allowed: [] });
    expect(await at(other)('risk.list', {})).toMatchObject({ code: 'FORBIDDEN', key: 'signedOut' });
    expect(await at(other)('nothing.such')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call('account.begin', { name: '李四', password, heldBy: '' })).toMatchObject({ code: 'CONFLICT', key: 'hasAccounts' });
  });

  test('keep no password, no hash and no code where it could be read', async () => {
    const file = openFile(workspace.folder);
    const text = JSON.stringify([file.prepare('SELECT * FROM audit').all(), file.prepare('SELECT * FROM auditPayload').all()]);
    const secrets = file.prepare('SELECT value FROM secret').pluck().all() as string[];
    file.close();
    expect(secrets).toHaveLength(2);
    for (const hidden of [...secrets, password, code]) expect(text).not.toContain(hidden);
    expect(secrets.join()).not.toContain(code);
    for (const value of secrets) expect(value).toMatch(/^scrypt\$16\$8\$1\$/);
  });

  test('lock and open again with the password, and are somebody else’s on another seat', async () => {
    expect(await call('session.lock')).toMatchObject({ account: null, locked: '王安全', allowed: [] });
    expect(await call('risk.list', {})).toMatchObject({ code: 'FORBIDDEN', key: 'signedOut' });
    expect(await call('session.signIn', { name: '王安全', password: 'falsch' })).toMatchObject({ code: 'FORBIDDEN', key: 'wrongSecret' });
    expect(await call('session.signIn', { name: '王安全', password })).toMatchObject({ account: { name: '王安全' }, locked: null });
    expect(workspace.host.isOpenAt(seat)).toBe(true);
    await call('session.end');
    expect(workspace.host.isOpenAt(seat)).toBe(false);
    await call('session.signIn', { name: ' 王安全 ', password: password.normalize('NFD') });
    expect(workspace.host.isOpenAt(seat)).toBe(true);
  });

  test('wait longer after each wrong password, whoever is named, but never for ever', async () => {
    for (const name of ['王安全', '没有的人']) {
      const answers = [];
      for (let i = 0; i < 5; i += 1) answers.push(await at(other)('session.signIn', { name, password: `wrong ${i}` }));
      expect(answers.map((answer) => answer['key'])).toEqual(['wrongSecret', 'wrongSecret', 'wrongSecret', 'wrongSecret', 'wait']);
      expect(answers.at(-1)).toMatchObject({ params: { seconds: 2 } });
    }
    expect(await at(other)('session.signIn', { name: '王安全', password })).toMatchObject({ key: 'wait' });
    workspace.setToday('2026-11-20');
    expect(await at(other)('session.signIn', { name: '王安全', password })).toMatchObject({ key: 'wait', params: { seconds: 2 } });
    workspace.setToday('2026-11-22');
    expect(await at(other)('session.signIn', { name: '王安全', password })).toMatchObject({ account: { name: '王安全' } });
    await at(other)('session.end');
  });

  test('of a reporter see and change the own departments alone', async () => {
    const [own, below, foreign] = await Promise.all(
      ['一车间', '二车间'].map(
        async (name) =>
          (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } }))['value'] as {
            id: string;
          },
      ),
    ).then(async ([first, second]) => [
      first!.id,
      (
        (await call('department.create', { draft: { name: '一班', parentId: first!.id, kind: 'team', validFrom: '2026-01-01' } }))[
          'value'
        ] as { id: string }
      ).id,
      second!.id,
    ]);
    const draft = { ...emptyRisk, l: 3, e: 6, c: 15 };
    const risk = async (departmentId: string | undefined, hazardSource: string, by = call) =>
      by('risk.create', {
        point: { name: `设备 ${hazardSource}`, kind: 'equipment' },
        draft: { ...draft, hazardSource, departmentId: departmentId ?? null },
      });
    const theirs = ((await risk(foreign, '外'))['value'] as { id: string }).id;
    const ours = ((await risk(below, '内'))['value'] as { id: string }).id;
    const made = await call('account.create', { draft: { name: '张三', role: 'reporter', personId: null, departments: [own] }, password });
    expect(made).toMatchObject({ changed: 2 });

    const reporter = newSeat();
    const asReporter = at(reporter);
    expect(await asReporter('session.signIn', { name: '张三', password })).toMatchObject({
      account: { role: 'reporter', departments: ['一车间', '一班'] },
    });
    const page = { offset: 0, limit: 50, filter: {}, sort: { by: 'riskNo', descending: false } };
    expect((await asReporter('risk.list', page))['rows']).toMatchObject([{ id: ours }]);
    expect(await asReporter('risk.get', { id: theirs })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await asReporter('history.record', { id: theirs, limit: 50 })).toEqual([]);
    expect(await asReporter('risk.update', { id: theirs, revision: 1, patch: { remark: '改' } })).toMatchObject({ key: 'otherDepartment' });
    expect(await asReporter('risk.update', { id: ours, revision: 1, patch: { departmentId: foreign } })).toMatchObject({
      key: 'otherDepartment',
    });
    expect(await risk(undefined, '无', asReporter)).toMatchObject({ key: 'otherDepartment' });
    expect(await asReporter('risk.remove', { selection: { ids: [ours] } })).toMatchObject({ key: 'notYours' });
    expect(await asReporter('risk.update', { id: ours, revision: 1, patch: { remark: '本部门' } })).toMatchObject({ changed: 1 });
    expect(await asReporter('history.undo', {})).toMatchObject({ value: { command: 'risk.update' } });
    expect(await asReporter('history.undo', {})).toMatchObject({ key: 'othersStep' });
    expect(await asReporter('preference.set', { key: 'switchedOffRules', value: ['V09'] })).toMatchObject({ key: 'notYours' });
    expect(await asReporter('preference.set', { key: 'draft.risk.new', value: { remark: '写到一半' } })).toEqual({ kept: true });
    expect(await call('preference.get', { key: 'draft.risk.new' })).toBeNull();
    for (const key of [`draft.risk.${ours}`, 'draft.post.gone']) await asReporter('preference.set', { key, value: { remark: '写到一半' } });
    const drafts = (await asReporter('preference.drafts', { prefix: 'draft.' })) as unknown as { key: string; name: string | null }[];
    const names = Object.fromEntries(drafts.map(({ key, name }) => [key, name]));
    expect(names).toEqual({
      'draft.risk.new': '',
      [`draft.risk.${ours}`]: expect.stringMatching(/^[A-Z]+-\d+ ./),
      'draft.post.gone': null,
    });
    expect((await workspace.host.call('audit.verify', {}, { seat })).ok).toBe(true);
  });

  test('that have ended, or do less now, do so from the next call on', async () => {
    const { accounts } = (await call('account.list')) as unknown as { accounts: { id: string; name: string; revision: number }[] };
    const reporter = newSeat();
    const asReporter = at(reporter);
    await asReporter('session.signIn', { name: '张三', password });
    const { id, revision } = accounts.find(({ name }) => name === '张三')!;
    await call('account.update', { id, revision, draft: { name: '张三', role: 'viewer', personId: null, departments: [] } });
    expect(await asReporter('session.state')).toMatchObject({ account: { role: 'viewer' } });
    expect(await asReporter('risk.duplicate', { id })).toMatchObject({ key: 'onlySeeing' });
    await call('account.end', { id, revision: revision + 1 });
    expect(await asReporter('risk.list', {})).toMatchObject({ key: 'signedOut' });
    expect(await asReporter('session.signIn', { name: '张三', password })).toMatchObject({ key: 'wrongSecret' });
    const director = accounts.find(({ name }) => name === '王安全')!;
    expect(await call('account.end', { id: director.id, revision: director.revision })).toMatchObject({ key: 'lastDirector' });
  });

  test('come back by the printed code, once', async () => {
    workspace.setToday('2026-11-23');
    const lost = newSeat();
    const fresh = '另一句长的话 77';
    const spoken = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect(await at(lost)('session.recover', { code: code.slice(0, -3), name: '王安全', password: fresh })).toMatchObject({
      code: 'INVALID',
    });
    expect(await at(lost)('session.recover', { code: spoken, name: '张三', password: fresh })).toMatchObject({ code: 'INVALID' });
    expect(await at(lost)('session.recover', { code: spoken, name: '王安全', password: fresh })).toMatchObject({
      account: { name: '王安全' },
      recovery: null,
    });
    expect(await at(newSeat())('session.recover', { code, name: '王安全', password })).toMatchObject({ key: 'wrongSecret' });
    expect(await at(newSeat())('session.signIn', { name: '王安全', password: fresh })).toMatchObject({ account: { name: '王安全' } });
    const next = await at(lost)('recovery.make', { heldBy: '总经理' });
    expect(next['code']).not.toBe(code);
    expect(await at(lost)('session.changePassword', { former: fresh, password })).toBeNull();
    expect(await at(lost)('session.signIn', { name: '王安全', password })).toMatchObject({ account: { name: '王安全' } });
    expect(((await at(lost)('audit.verify')) as unknown as { faults: object[] }).faults).toEqual([]);
  });
});
