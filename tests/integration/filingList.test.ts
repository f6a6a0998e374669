import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilingRequest } from '../../electron/filing/request';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
});
afterAll(() => workspace.host.close());

const register = { code: 'F07', roundId: null, compiledOn: '2026-11-21' } as FilingRequest;
const gapReason = '底稿';

test('issued papers come in windows, newest first, each with its files and its way', async () => {
  const { call } = workspace;
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.unshift((await call('filing.issue', { request: register, gapReason })).value.id);
  await call('filing.advance', { id: ids[1]!, change: { state: 'signed', on: '2026-11-21', note: '', authority: '' } });
  expect((await call('filing.list', { code: 'F07' })).map(({ id }) => id)).toEqual(ids);
  const [second] = await call('filing.list', { code: 'F07', offset: 1, limit: 1 });
  expect(second).toMatchObject({ id: ids[1], files: [], events: [{ state: 'issued' }, { state: 'signed' }] });
  expect(await call('filing.list', { id: ids[2] })).toMatchObject([{ id: ids[2], events: [{ state: 'issued' }] }]);
  expect(await call('filing.latest', {})).toMatchObject([{ code: 'F07', id: ids[0], number: 'F07-2026-003', state: 'issued' }]);
});

test('a paper of many risks is issued by a task, the same way', async () => {
  const { call } = workspace;
  const { value, step } = await call('filing.issueLarge', { request: register, gapReason });
  expect(step).toBeNull();
  expect(await call('filing.list', { id: value.id })).toMatchObject([{ number: value.number }]);
  expect(await workspace.host.call('filing.issueLarge', { request: { ...register, compiledOn: null } })).toMatchObject({
    ok: false,
    error: { code: 'INVALID' },
  });
});

test('a file of a paper lies in the folder of papers under a name that every disk takes', async () => {
  const { call, fail } = workspace;
  const [filing] = await call('filing.list', { code: 'F07' });
  const file = { filingId: filing!.id, format: 'pdf' as const, sha256: '0'.repeat(64), size: 1 };
  for (const name of ['', '.', '..', '../anze.db', 'a/b.pdf', 'a\0.pdf', 'con.pdf', 'a.pdf.', `${'长'.repeat(90)}.pdf`])
    expect((await fail('filing.recordFile', { ...file, name })).code, name).toBe('INVALID');
  await call('filing.recordFile', { ...file, name: 'F07-2026-003 安全风险分级管控清单.pdf' });
});
