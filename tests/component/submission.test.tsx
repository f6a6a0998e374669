import path from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
import FilingPage from '../../renderer/features/filing/FilingPage';
import SubmissionPage from '../../renderer/features/filing/SubmissionPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(path.join(tmpdir(), 'anze-报送 '));
const stated = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };

/** A paper of a closed round, packed under its letter. */
async function packed() {
  const workspace = await closedRound();
  const { call, roundId } = workspace;
  const request = { code: 'F07' as const, roundId, compiledOn: '2026-11-21', ...stated };
  const paper = (await call('filing.issue', { request, gapReason: '先报送' })).value;
  const letter = (
    await call('filing.issue', {
      request: {
        code: 'F40',
        compiledOn: '2026-11-21',
        recipient: '某区应急管理局',
        subject: '风险清单',
        style: 'report',
        signer: '郭宏志',
        contact: { name: '王安全', phone: '0472-5550100', address: '' },
        items: [{ title: '安全风险分级管控清单', number: paper.number, copies: 2, pages: null, format: 'pdf' }],
      },
    })
  ).value;
  const result = await call('filing.package', {
    letterId: letter.id,
    filings: [{ id: paper.id, formats: ['pdf'] }],
    file: path.join(folder, '包.zip'),
  });
  return { ...workspace, paper, letter, request, submission: result!.submission };
}

describe('the record of hand-overs', () => {
  it('lists what was packed, enters what happened to all of it, and takes a scan of the receipt', async () => {
    const { call, user, submission, dialogs } = await packed();
    window.location.hash = `#/submission/${submission.id}`;
    mountPage(<SubmissionPage />);
    expect((await screen.findAllByText('某区应急管理局')).length).toBeGreaterThan(0);
    expect(await screen.findByText('03-安全风险分级管控清单（F07-2026-001）.pdf')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '登记进度' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: '报送方式' }), '窗口递交');
    await user.click(dialog.getByRole('button', { name: '登记' }));
    await waitFor(async () => expect((await call('filing.list', {})).map(({ state }) => state)).toEqual(['sent', 'sent']));
    expect(await call('submission.get', { id: submission.id })).toMatchObject({ way: '窗口递交', sentOn: '2026-11-21' });
    expect(await screen.findByText('2026-11-21 · 窗口递交')).toBeTruthy();
    dialogs.files = [path.join(folder, '回执.pdf')];
    writeFileSync(dialogs.files[0]!, '%PDF-1.4');
    await user.click(screen.getByRole('button', { name: '添加回执' }));
    expect(await screen.findByRole('button', { name: '查看 回执.pdf' })).toBeTruthy();
  });

  it('says what has to go out anew, and begins the new letter from the old one with the papers that stand', async () => {
    const { call, user, submission, paper, request } = await packed();
    await call('filing.issue', { request, gapReason: '数据不符', replacesId: paper.id });
    window.location.hash = `#/submission/${submission.id}`;
    mountPage(<SubmissionPage />);
    expect(await screen.findByText('F07-2026-001 已换版为 F07-2026-002')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '换函重报' }));
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/package/again-${submission.id}`));
    mountPage(<FilingPage />);
    expect(await screen.findByRole('checkbox', { name: '选用 F07-2026-002 安全风险分级管控清单', checked: true })).toBeTruthy();
    expect(await screen.findByText('换版稿，将代替 F40-2026-001')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '签发人' }).value).toBe('郭宏志');
  });

  it('names the papers that say other figures than a new version, before packing too, each with the way to it', async () => {
    const { call, user, submission, paper, request, roundId } = await packed();
    const report = (await call('filing.issue', { request: { ...request, code: 'F08' } as never, gapReason: '先报送' })).value;
    const letterId = (await call('submission.get', { id: submission.id })).letterId;
    const filings = [paper, report].map(({ id }) => ({ id, formats: ['pdf' as const] }));
    await call('filing.package', { letterId, filings, file: path.join(folder, '两件.zip') });
    const entered = { total: { entered: '3', reason: '漏登一处', by: '王安全' } };
    const next = (await call('filing.issue', { request: { ...request, roundId, entered }, gapReason: '数据不符', replacesId: paper.id }))
      .value;
    window.location.hash = `#/submission/${submission.id}`;
    const page = mountPage(<SubmissionPage />);
    const words = /风险总数不一致：F07-2026-002 是 3（按清单统计 2），F08-2026-001 是 2/;
    expect(await screen.findByText(words)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '看 F08-2026-001' }));
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/F08/issued-${report.id}`));
    page.unmount();

    window.location.hash = '#/filing/package';
    mountPage(<FilingPage />);
    const told = within(await screen.findByRole('alert', { name: '打包前请核对' }));
    expect(told.getByText(words)).toBeTruthy();
    await user.click(told.getAllByRole('button', { name: '看 F07-2026-002' })[0]!);
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/F07/issued-${next.id}`));
  });

  it('follows what an authority wants: recipient, wording, order and formats of the papers, names, volumes', async () => {
    const { call, user } = await packed();
    const { id } = (await call('authority.create', { draft: { ...emptyAuthority, name: '某县工业和信息化局', kind: 'industry' } })).value;
    const draft = {
      name: '报送要求',
      papers: [{ code: 'F07' as const, formats: ['xlsx' as const], copies: 3 }],
      letter: { basis: '《安全生产法》第四十一条' },
      volumeMb: 20,
      fileNames: 'gbk' as const,
      withReceipt: true,
    };
    await call('authority.createProfile', { authorityId: id, draft });
    window.location.hash = '#/filing/package';
    mountPage(<FilingPage />);
    await user.selectOptions(await screen.findByRole('combobox', { name: '按接收单位的要求' }), '某县工业和信息化局 · 报送要求');
    expect(await screen.findByDisplayValue('《安全生产法》第四十一条')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'F07-2026-001 的份数' }).value).toBe('3 份');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'PDF' }).checked).toBe(false);
    await waitFor(async () =>
      expect(await call('preference.get', { key: 'filing.packing' })).toMatchObject({ fileNames: 'gbk', volumeMb: 20, withReceipt: true }),
    );
  });
});
