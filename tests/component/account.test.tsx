import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import AccountPage from '../../renderer/features/account/AccountPage';
import SignInPage from '../../renderer/features/account/SignInPage';
import UserMenu from '../../renderer/features/account/UserMenu';
import { changed, mountPage, part, refusal, serve, type Answers, type Engine } from './engine';

type List = Data<'account.list'>;
const password = '正确的马电池订书钉';
const account = (id: string, name: string, role: List['accounts'][number]['role'], departments: { id: string; name: string }[] = []) =>
  part<List['accounts'][number]>({ id, revision: 1, name, role, personId: null, validTo: null, departments });
const lathe = { id: 'd1', name: '机加工车间' };
const accounts = [account('a1', '王总监', 'director'), account('a2', '李填报', 'reporter', [lathe])];
const session: Data<'session.state'> = part({ lockMinutes: 10, hasAccounts: true, account: null, locked: null, allowed: null });

afterEach(() => {
  window.location.hash = '';
});

function show(answers: Answers = {}): Engine {
  window.location.hash = '#/account';
  const engine = serve({
    'account.list': { accounts, recovery: { madeOn: '2026-11-21', heldBy: '总经理 李明' } } as List,
    'department.list': part([lathe, { id: 'd2', name: '铆焊车间' }]),
    'session.state': session,
    ...answers,
  });
  mountPage(
    <>
      <Notifications />
      <AccountPage />
    </>,
  );
  return engine;
}
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });
const button = (name: string) => screen.findByRole('button', { name });

describe('accounts', () => {
  it('begin with a director, whose recovery code is shown once and printed', async () => {
    const code = '0ETX-PVT8-PG4R-K9EP-00M1-EQY2-M6C4-C17J-E';
    const engine = show({
      'account.list': { accounts: [], recovery: null },
      'account.begin': { id: 'a1', code },
      'recovery.letter': { file: 'D:\\恢复码.pdf' },
    });
    const verb = (await button('建立安全负责人账户')) as HTMLButtonElement;
    await userEvent.type(field('名称'), '王总监');
    await userEvent.type(field('密码'), password);
    await userEvent.type(field('再输一次'), '别的');
    expect(verb.disabled).toBe(true);
    expect(screen.getByText('两次输入的密码不一样')).toBeTruthy();
    await userEvent.clear(field('再输一次'));
    await userEvent.type(field('再输一次'), password);
    await userEvent.type(field('恢复码交给谁保管'), '总经理 李明');
    await userEvent.click(verb);
    expect(engine.inputs('account.begin')).toEqual([{ name: '王总监', password, heldBy: '总经理 李明' }]);
    const dialog = within(await screen.findByRole('dialog', { name: '恢复码' }));
    expect(dialog.getByTestId('recovery-code').textContent).toBe(code);
    await userEvent.click(dialog.getByRole('button', { name: '存成 pdf 打印' }));
    expect(engine.inputs('recovery.letter')).toEqual([{ code, heldBy: '总经理 李明', file: '' }]);
    expect(await screen.findByText(/恢复码已保存/)).toBeTruthy();
  });

  it('are listed with role and departments', async () => {
    show();
    const table = within(await screen.findByRole('table', { name: '账户' }));
    expect(table.getByRole('row', { name: '王总监 安全负责人 全部 可登录' })).toBeTruthy();
    expect(table.getByRole('row', { name: '李填报 部门填报 机加工车间 可登录' })).toBeTruthy();
    expect(screen.getByText('由总经理 李明保管，2026-11-21 打印')).toBeTruthy();
  });

  it('say beside the field why one is not made', async () => {
    const engine = show({
      'account.create': refusal({
        code: 'INVALID',
        key: 'invalid',
        findings: [{ rule: 'unique', severity: 'error', field: 'draft.name', params: { value: '王总监' } } as never],
      }),
    });
    await userEvent.click(await button('新建账户'));
    const form = within(await screen.findByRole('form', { name: '账户' }));
    await userEvent.type(form.getByLabelText('名称'), '王总监');
    await userEvent.type(form.getByLabelText('密码', { selector: 'input' }), password);
    await userEvent.type(form.getByLabelText('再输一次', { selector: 'input' }), password);
    await userEvent.click(form.getByRole('button', { name: '新建账户' }));
    expect(engine.inputs('account.create')).toEqual([
      { draft: { name: '王总监', role: 'officer', personId: null, departments: [] }, password },
    ]);
    await waitFor(() => expect(form.getByLabelText('名称').getAttribute('aria-invalid')).toBe('true'));
  });

  it('get a new password, are ended, and the lock and the code are set', async () => {
    const engine = show({
      'account.reset': changed({ id: 'a2' }),
      'account.end': changed({ id: 'a2' }),
      'account.setLock': changed(30),
      'recovery.make': { code: 'NEW-CODE' },
    });
    await userEvent.click(await screen.findByText('李填报'));
    await userEvent.type(field('密码'), password);
    await userEvent.type(field('再输一次'), password);
    await userEvent.click(await button('重设密码'));
    expect(engine.inputs('account.reset')).toEqual([{ id: 'a2', password }]);
    expect(await screen.findByText('密码已重设')).toBeTruthy();
    await userEvent.click(await button('停用'));
    await waitFor(() => expect(engine.inputs('account.end')).toEqual([{ id: 'a2', revision: 1 }]));
    await userEvent.selectOptions(screen.getByLabelText('不操作多久以后要重新输入密码'), '30 分钟');
    expect(engine.inputs('account.setLock')).toEqual([{ minutes: 30 }]);
    await userEvent.click(await button('生成新恢复码'));
    expect(engine.inputs('recovery.make')).toEqual([{ heldBy: '总经理 李明' }]);
    expect((await screen.findByTestId('recovery-code')).textContent).toBe('NEW-CODE');
  });
});

describe('signing in', () => {
  const signIn = (answers: Answers, locked: string | null = null): Engine => {
    const engine = serve({ 'session.end': session, 'workspace.close': part(null), ...answers });
    mountPage(<SignInPage enterprise="示范机械制造有限公司" locked={locked} />);
    return engine;
  };

  it('wants name and password, and says how long to wait after wrong ones', async () => {
    const engine = signIn({ 'session.signIn': refusal({ code: 'FORBIDDEN', key: 'wait', params: { seconds: 8 } }) });
    const verb = (await button('登录')) as HTMLButtonElement;
    expect(document.activeElement).toBe(field('名称'));
    await userEvent.type(field('名称'), '王总监');
    expect(verb.disabled).toBe(true);
    await userEvent.type(field('密码'), '不对{Enter}');
    expect(engine.inputs('session.signIn')).toEqual([{ name: '王总监', password: '不对' }]);
    expect((await screen.findByRole('alert')).textContent).toMatch(/8 秒/);
    expect((field('密码') as HTMLInputElement).value).toBe('');
    expect((field('名称') as HTMLInputElement).value).toBe('王总监');
  });

  it('asks only for the password when it is locked, and lets somebody else in', async () => {
    const engine = signIn({ 'session.signIn': session }, '李填报');
    expect(screen.getByRole('heading', { name: '已锁定' })).toBeTruthy();
    expect(screen.queryByLabelText('名称')).toBeNull();
    expect(document.activeElement).toBe(field('密码'));
    await userEvent.type(field('密码'), `${password}{Enter}`);
    expect(engine.inputs('session.signIn')).toEqual([{ name: '李填报', password }]);
    await userEvent.click(await button('换人登录'));
    expect(engine.inputs('session.end')).toEqual([{}]);
  });

  it('sets a new password by the recovery code', async () => {
    const engine = signIn({ 'session.recover': session });
    await userEvent.click(await button('用恢复码重设密码'));
    await userEvent.type(field('恢复码'), '0etx-pvt8');
    await userEvent.type(field('安全负责人的账户名称'), '王总监');
    await userEvent.type(field('新密码'), password);
    await userEvent.type(field('再输一次'), password);
    await userEvent.click(await button('重设并登录'));
    expect(engine.inputs('session.recover')).toEqual([{ code: '0etx-pvt8', name: '王总监', password }]);
    await userEvent.click(await button('返回登录'));
    expect(await button('登录')).toBeTruthy();
  });

  it('changes the own password from the menu of the name', async () => {
    const engine = serve({ 'session.changePassword': refusal({ code: 'FORBIDDEN', key: 'wrongSecret' }) });
    mountPage(<UserMenu account={{ id: 'a1', name: '王总监', role: 'director', departments: [] }} />);
    await userEvent.click(await button('王总监'));
    await userEvent.click(await screen.findByRole('menuitem', { name: '修改密码' }));
    const dialog = within(await screen.findByRole('dialog', { name: '修改密码' }));
    const input = (name: string) => dialog.getByLabelText(name, { selector: 'input' });
    await userEvent.type(input('现在的密码'), '旧的');
    await userEvent.type(input('新密码'), password);
    await userEvent.type(input('再输一次'), password);
    await userEvent.click(dialog.getByRole('button', { name: '修改密码' }));
    expect(engine.inputs('session.changePassword')).toEqual([{ former: '旧的', password }]);
    expect(await dialog.findByRole('alert')).toBeTruthy();
  });
});
