import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { unzip } from '../unit/filing/archive';

const pdf = (pages: number) => Buffer.from(`%PDF-1.4 1 0 obj <</Type /Pages /Count ${pages}>> endobj`);
const shell = { ...noShell, printPdf: () => Promise.resolve(new Uint8Array(pdf(2))), fontUrls: () => Promise.resolve({}) };
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
  workspace = await newWorkspace({ shell: shell as never });
  const { call } = workspace;
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 },
  });
  const stated = { compiledOn: '2026-11-20', roundId: null };
  paperId = (await call('filing.issue', { request: { code: 'F07', ...stated }, gapReason: '先报送' })).value.id;
  const items = [{ title: '安全风险分级管控清单', number: 'F07-2026-001', copies: 2, pages: null, format: 'xlsx、pdf' }];
  const contact = { name: '', phone: '', address: '' };
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
    expect(packed.volumes.map(({ entries: inside }) => inside.length)).toEqual([4, 1]);
    expect(packed.tooLarge).toMatchObject([{ name: '证据/02-录像.zip', size: 1_200_000 }]);
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
