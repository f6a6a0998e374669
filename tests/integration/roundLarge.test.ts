import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace } from '../support/workspace';

const member = { name: '李四', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true };
const draft = {
  name: '四季度评估',
  kind: 'quarterly' as const,
  period: '2026Q4',
  reason: '',
  scope: '',
  methodNote: '',
  noticeNo: '',
  noticeOn: null,
  startedOn: '2026-11-01',
  baseRoundId: null,
  team: [member],
};

test('a round is opened, confirmed, closed, reissued and given up by tasks that name the commands', async () => {
  const { call, fail, host } = await newWorkspace();
  for (const riskNo of ['A-1', 'A-2', 'A-3'])
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源 ${riskNo}`, l: 1, e: 6, c: 15 },
    });
  const revision = async (id: string) => (await call('round.get', { id })).round.revision;
  const opened = await call('round.openLarge', { draft });
  const { id } = opened.value;
  expect((await call('history.state', {})).undo).toMatchObject({ step: opened.step, command: 'round.open' });
  expect(await fail('round.openLarge', { draft })).toMatchObject({ code: 'CONFLICT', key: 'roundOpen' });

  const { rows } = await call('round.items', { id, offset: 0, limit: 200 });
  const picked = { filter: { state: ['pending' as const] }, except: [rows[0]!.id] };
  expect((await call('round.confirmLarge', { id, selection: picked, by: '王五', on: '2026-11-20' })).value).toEqual({ confirmed: 2 });
  const days = { assessedOn: '2026-11-20', closedOn: '2026-11-21' };
  expect(await fail('round.closeLarge', { id, revision: await revision(id), ...days, acceptPending: false })).toMatchObject({
    findings: [{ rule: 'roundPending', params: { count: 1 } }],
  });
  await call('round.closeLarge', { id, revision: await revision(id), ...days, acceptPending: true });

  const next = (await call('round.followLarge', { id, reason: '漏报' })).value.id;
  expect((await call('round.takeLarge', { id: next, from: 'register', selection: { filter: {}, except: [] } })).value).toEqual({
    taken: 3,
  });
  expect((await call('round.takeInLarge', { id: next })).value).toEqual({ added: 0 });
  await call('round.abandonLarge', { id: next, revision: await revision(next) });
  expect((await call('round.list', {})).map((round) => round.id)).toEqual([id]);
  await host.close();
});
