import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const team = [{ name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true }];
const posting = { fromOn: '2026-11-20', toOn: '2026-11-27', place: '厂区公告栏', phone: '0472-1234567', result: '', objections: '' };
const paper = { code: 'F09' as const, compiledOn: '2026-11-21', from: null, to: null, place: '', department: '', phone: '' };

async function annualRound() {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const point = { name: '行车', kind: 'equipment' as const, location: '' };
  await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '断绳', l: 3, e: 6, c: 15 } });
  const { value } = await call('round.open', {
    draft: {
      name: '2026年度安全风险评估',
      kind: 'annual',
      period: '2026',
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2026-11-01',
      baseRoundId: null,
      team,
    },
  });
  return { ...workspace, roundId: value.id };
}
const close = ({ call, roundId }: Awaited<ReturnType<typeof annualRound>>) =>
  call('round.close', { id: roundId, revision: 1, closedOn: '2026-11-20', assessedOn: '2026-11-20', acceptPending: true });

test('the posting of a closed round is recorded, changed, printed with F09 and answers the 体检', async () => {
  const workspace = await annualRound();
  const { call, fail, host, roundId } = workspace;
  expect(await fail('publication.create', { roundId, draft: posting })).toMatchObject({ code: 'CONFLICT', key: 'roundNotClosed' });
  await close(workspace);
  const rules = async () => (await call('review.run', { limit: 5 })).groups.map(({ rule }) => rule);
  expect(await rules()).toContain('V11');
  expect(await fail('publication.create', { roundId, draft: { ...posting, fromOn: '2026-11-19' } })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'fromOn', params: { date: '2026-11-20' } }],
  });
  expect(await fail('publication.create', { roundId, draft: { ...posting, toOn: '2026-11-19' } })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'toOn' }],
  });
  expect((await call('filing.draft', { request: { ...paper, roundId } })).html).toContain('□ 公示期内未收到异议');

  const { value } = await call('publication.create', { roundId, draft: posting });
  expect(await rules()).not.toContain('V11');
  // Nothing is asserted that nobody has said.
  expect((await call('filing.draft', { request: { ...paper, roundId } })).html).toContain('□ 公示期内未收到异议');
  await call('publication.update', { id: value.id, revision: 1, draft: { ...posting, result: '公示期内未收到异议。' } });
  const printed = (await call('filing.draft', { request: { ...paper, roundId } })).html;
  expect(printed).toContain('公示期内未收到异议');
  expect(printed).not.toContain('□ 公示期内');
  expect(printed).toContain('厂区公告栏');
  await call('publication.update', { id: value.id, revision: 2, draft: { ...posting, objections: '职工代表问及行车检修，已答复。' } });
  expect((await call('filing.draft', { request: { ...paper, roundId } })).html).toContain('职工代表问及行车检修');
  expect(await fail('publication.update', { id: value.id, revision: 1, draft: posting })).toMatchObject({ code: 'CONFLICT' });

  await call('publication.remove', { id: value.id, revision: 3 });
  expect(await call('publication.list', { roundId })).toEqual([]);
  expect(await rules()).toContain('V11');
  await call('history.undo', {});
  expect(await call('publication.list', { roundId })).toMatchObject([{ place: '厂区公告栏', filingId: null }]);
  await host.close();
});

test('photos go with their record and come back with it', async () => {
  const workspace = await annualRound();
  const { call, host, roundId, folder } = workspace;
  await close(workspace);
  const { value } = await call('publication.create', { roundId, draft: posting });
  const photo = path.join(folder, '..', '首日.png');
  writeFileSync(photo, Buffer.from('89504e470d0a1a0a', 'hex'));
  const place = { subject: 'publication' as const, subjectId: value.id, use: 'photo' as const };
  await call('attachment.addFiles', { place, files: [photo] });
  const files = () => call('attachment.list', { subject: 'publication', subjectId: value.id });
  expect(await files()).toMatchObject([{ name: '首日.png' }]);
  await call('publication.remove', { id: value.id, revision: 1 });
  expect(await files()).toEqual([]);
  await call('history.undo', {});
  expect(await files()).toHaveLength(1);
  await host.close();
});

test('round publish records it from the terminal', async () => {
  const { run, say, sheet } = await newTerminal();
  const register = [
    ['风险点', '危险源', 'L', 'E', 'C'],
    ['行车', '断绳', 3, 6, 15],
  ];
  await run('round', 'import', await sheet('去年.xlsx', register), '--period', '2025', '--assessed-on', '2025-12-20');
  const { json } = await run('round', 'publish', '--from', '2025-12-25', '--to', '2026-01-05', '--place', '公告栏', '--result', '无异议');
  expect(json).toMatchObject({ round: 'PG-2025-01', from: '2025-12-25', place: '公告栏', result: '无异议', photos: 0 });
  const wrong = await say('round', 'publish', '--from', '2025-12-01', '--to', '2026-01-05', '--place', '公告栏');
  expect([wrong.code, wrong.err.includes('不能早于 2025-12-20')]).toEqual([1, true]);
});
