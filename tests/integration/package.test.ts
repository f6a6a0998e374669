import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell, type Shell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { unzip } from '../unit/filing/archive';

const pdf = (pages: number) => Buffer.from(`%PDF-1.4 1 0 obj <</Type /Pages /Count ${pages}>> endobj`);
const shell: Shell = { ...noShell, printPdf: blankPdf };
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let workspace: TestWorkspace;
let folder: string;
let paperId: string;
let letterId: string;
const file = (name: string, bytes: Uint8Array) => {
  const target = path.join(folder, name);
  writeFileSync(target, bytes);
  return target;
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'anze-送件 '));
  workspace = await newWorkspace({ shell });
  const { call } = workspace;
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 },
  });
  const stated = { compiledOn: '2026-11-20', roundId: null };
  paperId = (await call('filing.issue', { request: { code: 'F07', ...stated }, gapReason: '先报送' })).value.id;
  const items = [{ title: '安全风险分级管控清单', number: 'F07-2026-001', copies: 2, pages: null, format: 'xlsx、pdf' }];
  const contact = { name: '王安全', phone: '0472-5550100', address: '' };
  const request = { code: 'F40' as const, compiledOn: '2026-11-20', recipient: '某县应急管理局', subject: '风险清单', contact, items };
  letterId = (await call('filing.issue', { request })).value.id;
});
afterAll(() => workspace.host.close());

const entries = async (at: string) => [...(await unzip(readFileSync(at))).keys()].filter((name) => !name.startsWith('校验'));

describe('a package', () => {
  it('holds the scan of the sealed paper in the place of the unsigned pdf, and the evidence chosen in a folder of its own', async () => {
    const { call } = workspace;
    await call('filing.advance', { id: paperId, change: { state: 'sealed', on: '2026-11-21', note: '', authority: '' } });
    const [filing] = await call('filing.list', { id: paperId });
    const place = { subject: 'filingEvent' as const, subjectId: filing!.events.at(-1)!.id, use: 'scan' as const };
    await call('attachment.addFiles', { place, files: [file('盖章件.pdf', pdf(5))] });
    await call('attachment.addFiles', {
      place: { subject: 'filing', subjectId: paperId, use: 'evidence' },
      files: [file('整改前后照片.png', Buffer.from(dot, 'base64'))],
    });
    const offers = await call('filing.offers', { filingIds: [letterId, paperId] });
    expect(offers.scans).toMatchObject([{ filingId: paperId, name: '盖章件.pdf' }]);
    expect(offers.evidence).toMatchObject([{ name: '整改前后照片.png', subject: 'filing', of: 'F07-2026-001', isUsual: true }]);

    const target = path.join(folder, '送件.zip');
    const packed = await call('filing.package', {
      letterId,
      filings: [{ id: paperId, formats: ['xlsx'], scan: true }],
      evidence: offers.evidence.map(({ attachmentId }) => attachmentId),
      file: target,
    });
    expect(packed).toMatchObject({ pages: 6, tooLarge: [], volumes: [{ file: target }] });
    expect(await entries(target)).toEqual([
      '01-报送函.pdf',
      '02-目录.pdf',
      '03-安全风险分级管控清单（F07-2026-001）.xlsx',
      '04-安全风险分级管控清单（F07-2026-001）（签章扫描件）.pdf',
      '证据/01-整改前后照片.png',
    ]);
  });

  it('is split into volumes beside each other, and writes over none that stands there', async () => {
    const { call } = workspace;
    const noise = Buffer.from(Array.from({ length: 1_200_000 }, (_, at) => (at * 7919 + (at >> 5) * 104_729) & 255));
    const place = { subject: 'filing' as const, subjectId: letterId, use: 'evidence' as const };
    await call('attachment.addFiles', { place, files: [file('录像.zip', noise)] });
    const { evidence } = await call('filing.offers', { filingIds: [letterId, paperId] });
    const ask = {
      letterId,
      filings: [{ id: paperId, formats: ['xlsx' as const] }],
      evidence: evidence.map(({ attachmentId }) => attachmentId),
      volumeMb: 1,
    };
    const target = path.join(folder, '分卷', path.sep);
    const packed = await call('filing.package', { ...ask, file: target });
    expect(packed!.volumes.map(({ entries: inside }) => inside.length)).toEqual([5, 2]);
    expect(packed!.tooLarge).toMatchObject([{ name: '证据/02-录像.zip', size: 1_200_000 }]);
    await call('filing.package', { ...ask, file: target });
    await call('filing.package', { ...ask, file: path.join(target, '包.zip') });
    expect(readdirSync(target).length).toBe(4);
  });

  it('takes no paper that was replaced, and tells which', async () => {
    const { call, fail } = workspace;
    const request = { code: 'F07' as const, compiledOn: '2026-11-21', roundId: null };
    await call('filing.issue', { request, gapReason: '换版', replacesId: paperId });
    expect(await fail('filing.package', { letterId, filings: [{ id: paperId, formats: ['xlsx'] }], file: folder })).toMatchObject({
      code: 'INVALID',
      findings: [{ rule: 'packageDead', params: { number: 'F07-2026-001', state: '已换版' } }],
    });
  });
});

describe('a receipt', () => {
  it('lists what the letter names with its copies, twice', async () => {
    const { call } = workspace;
    const request = { code: 'F41' as const, compiledOn: '2026-11-21', letterId };
    const { value } = await call('filing.issue', { request });
    expect(value.number).toBe('F41-2026-001');
    expect((await call('filing.list', { id: value.id }))[0]).toMatchObject({ addressee: '某县应急管理局', title: '签收回执' });
    const { html } = await call('filing.preview', { id: value.id });
    expect(html.match(/F07-2026-001/g)).toHaveLength(2);
    expect(html).toContain('第一联（接收单位留存）');
    expect(html).toContain('第二联（签收后退报送单位）');
  });
});

describe('a hand-over', () => {
  it('is recorded with its files and its zips, and again under the same number until it has gone out', async () => {
    const { call, fail } = workspace;
    const [current] = await call('filing.list', { code: 'F07' });
    const ask = { letterId, filings: [{ id: current!.id, formats: ['xlsx' as const, 'pdf' as const] }], withReceipt: true };
    const target = path.join(folder, '报送.zip');
    const first = (await call('filing.package', { ...ask, file: target }))!;
    expect(first.submission.no).toBe('BS-2026-001');
    const again = (await call('filing.package', { ...ask, file: target }))!;
    expect(again.submission).toEqual(first.submission);
    expect(await entries(target)).toEqual([
      '01-报送函.pdf',
      '02-目录.pdf',
      '03-签收回执.pdf',
      '04-安全风险分级管控清单（F07-2026-002）.xlsx',
      '05-安全风险分级管控清单（F07-2026-002）.pdf',
    ]);
    const { id } = first.submission;
    const found = await call('submission.get', { id });
    expect(found).toMatchObject({ recipient: '某县应急管理局', sentOn: null, previous: null, receipt: { number: 'F41-2026-002' } });
    expect(found.materials.map(({ number, pages, files }) => [number, pages, files.length])).toEqual([
      ['F40-2026-001', 1, 1],
      ['F41-2026-002', 1, 1],
      ['F07-2026-002', 1, 2],
    ]);
    const out = path.join(folder, '再次', path.sep);
    const { files } = await call('submission.export', { id, file: out });
    expect(readFileSync(files[0]!)).toEqual(readFileSync(target));

    const change = { state: 'sent' as const, on: '2026-11-21', note: '', authority: '某县应急管理局' };
    await call('submission.send', { id, revision: found.revision, way: '窗口递交', change });
    expect(await call('submission.get', { id })).toMatchObject({ sentOn: '2026-11-21', way: '窗口递交' });
    expect((await call('filing.list', { id: current!.id }))[0]).toMatchObject({ state: 'sent' });
    expect(await fail('submission.remove', { id, revision: found.revision + 1 })).toMatchObject({ key: 'submissionSent' });
    expect(await call('submission.list', { text: 'F07-2026-002' })).toMatchObject({ total: 1, rows: [{ no: 'BS-2026-001', outdated: 0 }] });
    expect((await call('search.everything', { text: 'BS-2026-001' })).map(({ subject }) => subject)).toContain('submission');
  });

  it('says what has to go out anew after one of its papers was replaced, until that has been sent', async () => {
    const { call } = workspace;
    const [current] = await call('filing.list', { code: 'F07' });
    const { value } = await call('filing.issue', {
      request: { code: 'F07', compiledOn: '2026-11-21', roundId: null },
      gapReason: '数据不符',
      replacesId: current!.id,
    });
    const { rows } = await call('submission.list', {});
    expect(rows).toMatchObject([{ no: 'BS-2026-001', outdated: 1 }]);
    const { materials } = await call('submission.get', { id: rows[0]!.id });
    expect(materials.find(({ outdated }) => outdated)).toMatchObject({ number: 'F07-2026-002', replacedBy: { number: value.number } });

    const { request } = await call('filing.stated', { id: letterId });
    if (request?.code !== 'F40') throw new Error('no letter');
    const items = request.items.map((item) => ({ ...item, number: value.number }));
    const letter = (await call('filing.issue', { request: { ...request, items }, replacesId: letterId })).value;
    workspace.setToday('2026-11-22');
    const next = (await call('filing.package', {
      letterId: letter.id,
      filings: [{ id: value.id, formats: ['pdf'] }],
      file: path.join(folder, '重报.zip'),
    }))!;
    expect(next.submission.no).toBe('BS-2026-002');
    expect(await call('submission.get', { id: next.submission.id })).toMatchObject({ previous: { no: 'BS-2026-001' } });
    expect((await call('submission.list', {})).rows.map(({ no, outdated }) => [no, outdated])).toEqual([
      ['BS-2026-002', 0],
      ['BS-2026-001', 0],
    ]);
    const { revision } = await call('submission.get', { id: next.submission.id });
    await call('submission.remove', { id: next.submission.id, revision });
    expect((await call('submission.list', {})).total).toBe(1);
    await call('history.undo', {});
    expect((await call('submission.get', { id: next.submission.id })).materials).toHaveLength(2);
  });

  it('keeps the evidence that went along, and tells where its zip is gone', async () => {
    const { call, fail } = workspace;
    const [evidence] = await call('attachment.list', { subject: 'filing', subjectId: letterId });
    const { id: again } = (await call('submission.list', {})).rows[0]!;
    const { letterId: latest, volumes } = await call('submission.get', { id: again });
    const place = { subject: 'filing' as const, subjectId: latest, use: 'evidence' as const };
    await call('attachment.addFiles', { place, files: [file('说明.png', Buffer.from(dot, 'base64'))] });
    const [added] = await call('attachment.list', { subject: 'filing', subjectId: latest });
    const [paper] = (await call('filing.list', { code: 'F07' })).filter(({ state }) => state === 'issued');
    await call('filing.package', {
      letterId: latest,
      filings: [{ id: paper!.id, formats: ['pdf'] }],
      evidence: [added!.id],
      file: path.join(folder, '带证明.zip'),
    });
    expect(await fail('attachment.remove', { id: added!.id, revision: added!.revision })).toMatchObject({
      key: 'attachmentSent',
      params: { no: 'BS-2026-002' },
    });
    await call('attachment.remove', { id: evidence!.id, revision: evidence!.revision });
    expect(volumes).toHaveLength(1);
    const { volumes: now } = await call('submission.get', { id: again });
    rmSync(path.join(workspace.folder, 'filings', `${now[0]!.sha256}.zip`));
    expect(await fail('submission.export', { id: again, file: folder })).toMatchObject({ findings: [{ rule: 'submissionGone' }] });
  });
});
