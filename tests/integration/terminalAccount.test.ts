import { afterEach, expect, test, vi } from 'vitest';
import { newWorkspace } from '../support/workspace';
import { anze } from '../support/terminal';

afterEach(() => vi.unstubAllEnvs());

test('a workspace with accounts asks the terminal who it is, and lets each do what his account may', async () => {
  const { call, host, folder } = await newWorkspace();
  const password = '钢丝绳与吊钩 2026';
  await call('account.begin', { name: '王安全', password, heldBy: '' });
  await call('account.create', { draft: { name: '赵查看', role: 'viewer', personId: null, departments: [] }, password });
  await host.close();
  const list = (...options: string[]) => anze('list', 'risk', '--workspace', folder, '--json', ...options);

  vi.stubEnv('ANZE_PASSWORD', '');
  expect(await list()).toMatchObject({ code: 1, out: expect.stringContaining('--account') as string });
  expect(await list('--account', '王安全')).toMatchObject({ code: 1, out: expect.stringContaining('ANZE_PASSWORD') as string });
  vi.stubEnv('ANZE_PASSWORD', `${password}!`);
  expect(await list('--account', '王安全')).toMatchObject({ code: 1, out: expect.stringContaining('不对') as string });
  vi.stubEnv('ANZE_PASSWORD', password);
  expect(await list('--account', '王安全')).toMatchObject({ code: 0 });
  expect(await list('--account', '赵查看')).toMatchObject({ code: 0 });
  const merged = await anze('undo', '--workspace', folder, '--json', '--account', '赵查看');
  expect(merged).toMatchObject({ code: 1, out: expect.stringContaining('只能查看') as string });
});
