import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { F10Dossier } from '../../electron/filing/f10/dossier';
import { newWorkspace } from '../support/workspace';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

it('shows the scanned originals that are chosen, names what is no picture, and cites papers of the house up to the day', async () => {
  const workspace = await newWorkspace();
  await workspace.call('risk.create', {
    point: { name: '喷漆房', kind: 'place', location: '东跨' },
    draft: { ...emptyRisk, hazardSource: '溶剂蒸气积聚', l: 10, e: 6, c: 15 },
  });
  const { revision } = await workspace.call('enterprise.get', {});
  const ownPapers = [
    { title: '《安全风险分级管控管理制度》', number: '鹿原安〔2026〕3号', on: '2026-01-05' },
    { title: '明年的制度', number: '', on: '2027-01-01' },
  ];
  await workspace.call('enterprise.update', { revision, patch: { ownPapers } });
  expect((await workspace.call('enterprise.get', {})).ownPapers).toEqual(ownPapers);
  const { value } = await workspace.call('round.open', {
    draft: {
      name: '2026年第四季度安全风险评估',
      kind: 'quarterly',
      period: '2026Q4',
      reason: '',
      scope: '全公司',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2026-11-01',
      baseRoundId: null,
      team: [],
    },
  });
  const request = {
    code: 'F10' as const,
    roundId: value.id,
    compiledOn: '2026-11-21',
    noticeText: '',
    planText: '',
    chair: '',
    recorder: '',
    noticeFrom: 'scan' as const,
    planFrom: 'set' as const,
    signInFrom: 'scan' as const,
    preparedBy: '',
    reviewedBy: '',
    approvedBy: '',
    implementation: '已落实',
    accidentEdition: '' as const,
  };
  const lacking = (await workspace.call('filing.draft', { request })).gaps.map(({ key }) => key);
  expect(lacking).toEqual(expect.arrayContaining(['noScan.notice', 'noScan.signIn']));
  const files = [
    ['notice', '通知扫描件.png', png],
    ['signIn', '签到表.pdf', Buffer.from('%PDF-1.7\n')],
  ] as const;
  for (const [use, name, bytes] of files) {
    const file = path.join(workspace.folder, name);
    writeFileSync(file, bytes);
    await workspace.call('attachment.addFiles', { place: { subject: 'round', subjectId: value.id, use }, files: [file] } as never);
  }
  const { html, gaps } = await workspace.call('filing.draft', { request });
  expect(gaps.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['noScan.notice']));
  expect(html).toContain('见附件（扫描件）：签到表.pdf');
  expect(html).toMatch(/<img src="[^"]+"/);
  expect(html).toContain('《安全风险分级管控管理制度》（鹿原安〔2026〕3号）');
  expect(html).not.toContain('明年的制度');
  const issued = (await workspace.call('filing.issue', { request, gapReason: '补齐中' })).value;
  const dossier = JSON.parse(
    workspace.host.dispatcher!.reader.value<string>('SELECT dossier FROM filing WHERE id = ?', [issued.id])!,
  ) as F10Dossier;
  expect(dossier.scans).toMatchObject({ notice: [{ name: '通知扫描件.png', isPicture: true }], signIn: [{ isPicture: false }] });
});
