import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openPackage } from '../../electron/intake/zip';
import { noShell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { newTerminal } from '../support/terminal';
import { telephonePhoto } from '../support/photo';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const team = [{ name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true }];
const posting = { fromOn: '2026-11-20', toOn: '2026-11-27', place: '厂区公告栏', phone: '0472-1234567', result: '', objections: '' };
const paper = { code: 'F09' as const, compiledOn: '2026-11-21', from: null, to: null, place: '', department: '', phone: '' };

async function annualRound() {
  const workspace = await newWorkspace();
  return { ...workspace, roundId: await openIn(workspace) };
}
async function openIn({ call }: TestWorkspace): Promise<string> {
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
  return value.id;
}
async function closedIn(workspace: TestWorkspace): Promise<string> {
  const roundId = await openIn(workspace);
  await close({ ...workspace, roundId });
  return roundId;
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

test('photos of the posting stand in the paper with their days, and nobody is told where they were taken', async () => {
  const pages: string[] = [];
  const workspace = await newWorkspace({
    shell: {
      ...noShell,
      printPdf: (html, page) => (pages.push(html), blankPdf(html, page)),
    },
  });
  const { call, host, folder } = workspace;
  const roundId = await closedIn(workspace);
  const { value } = await call('publication.create', { roundId, draft: posting });
  const photos = ['首日.jpg', '末日 2026-11-27.png', '现场.heic'].map((name) => path.join(folder, '..', name));
  writeFileSync(photos[0]!, telephonePhoto());
  writeFileSync(photos[1]!, Buffer.from('89504e470d0a1a0a0000000d4948445200000190000001f4', 'hex'));
  writeFileSync(photos[2]!, 'heic');
  await call('attachment.addFiles', { place: { subject: 'publication', subjectId: value.id, use: 'photo' }, files: photos });
  const request = { ...paper, roundId };
  const { html, gaps } = await call('filing.draft', { request });
  expect(html).toContain('公示照片1（2026年11月20日拍摄）');
  expect(html).toContain('公示照片2（2026年11月27日拍摄）');
  expect(html).not.toContain('公示首日照片');
  expect(gaps).toContainEqual(expect.objectContaining({ key: 'photosUnprinted', params: { count: 1, names: '现场.heic' } }));
  const hidden = /40\.6574|GPS |MotionPhoto/;
  const { file } = await call('filing.renderDraft', { request, format: 'docx', file: `${folder}${path.sep}` });
  const parts = await openPackage(readFileSync(file!), 'F09');
  const media = parts.names.filter((name) => name.startsWith('word/media/'));
  expect(media.length).toBeGreaterThan(0);
  for (const name of media) expect(Buffer.from(await parts.read(name)).toString('latin1')).not.toMatch(hidden);
  await call('filing.renderDraft', { request, format: 'pdf', file: `${folder}${path.sep}` });
  const data = [...pages[0]!.matchAll(/data:image\/\w+;base64,([^"]+)/g)].map(([, base64]) =>
    Buffer.from(base64!, 'base64').toString('latin1'),
  );
  expect(data.length).toBe(2);
  for (const picture of data) expect(picture).not.toMatch(hidden);
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
