import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import type userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { openPackage } from '../../electron/intake/zip';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { queryClient } from '../../renderer/api';
import { closedRound } from './closedRound';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

// Whole stories over a real database, on machines that are busy with other tests.
vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(path.join(tmpdir(), 'anze-报送 '));
function show(address: string) {
  window.location.hash = `#${address}`;
  mountPage(<FilingPage />);
}

const day = () => screen.findByRole<HTMLInputElement>('textbox', { name: /编制日期/ });

/** A button once what it rests on is known. */
async function ready(name: string): Promise<HTMLElement> {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name });
  await waitFor(() => expect(button.disabled).toBe(false));
  return button;
}

/** States the day and issues; with gaps their reason too. */
async function issue(user: ReturnType<typeof userEvent.setup>, button = '出件') {
  await user.clear(await day());
  await user.type(await day(), '2026-11-21');
  await user.keyboard('{Tab}');
  await waitFor(() => expect(screen.queryByText('没有填编制日期。')).toBeNull());
  await user.click(await ready(button));
  const dialog = await screen.findByRole('dialog');
  const reason = within(dialog).queryByRole('textbox', { name: /带缺项出件的理由/ });
  if (reason) await user.type(reason, '月底前补齐');
  await user.click(within(dialog).getByRole('button', { name: reason ? '带缺项出件' : '出件' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
}

describe('the list of filings', () => {
  it('offers what is made here, and everything else to look up only', async () => {
    await closedRound();
    show('/filing');
    const made = await screen.findByRole('table', { name: '可以出件的' });
    expect(within(made).getByRole('button', { name: '出件：安全风险分级管控清单' })).toBeTruthy();
    expect(within(made).getAllByText('还没有出过').length).toBeGreaterThanOrEqual(4);
    const others = screen.getByRole('table', { name: '其他报送件' });
    expect(within(others).getByText('事故快报（电话快报单、书面报告）')).toBeTruthy();
    expect(within(others).queryByRole('button')).toBeNull();
  });
});

describe('the page of the publication', () => {
  it('offers to word what was taken out, and keeps the words with the draft', async () => {
    const { user } = await closedRound();
    show('/filing/F09');
    await user.type(await screen.findByRole('textbox', { name: '公示地点' }), '大门，值班13800000001');
    await user.click(screen.getByRole('checkbox', { name: '简版' }));
    await user.click(await ready('改写对外文字（1 处）'));
    const dialog = await screen.findByRole('dialog');
    const box = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: '公示地点' });
    expect(box.value).toBe('大门，值班×××');
    await user.clear(box);
    await user.type(box, '厂区大门公告栏');
    await user.keyboard('{Escape}');
    const frame = await screen.findByTitle<HTMLIFrameElement>('送审稿预览');
    await waitFor(() => expect(frame.srcdoc).toContain('厂区大门公告栏'));
    expect(frame.srcdoc).not.toContain('×××');
    await user.click(await ready('改写对外文字（1 处）'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '恢复自动去掉后的文字' }));
    await waitFor(() => expect(frame.srcdoc).toContain('大门，值班×××'));
  });
});

describe('the page of a paper', () => {
  it('says what is missing, asks for the day and for a reason, and freezes the paper', async () => {
    const { call, user, roundId } = await closedRound();
    show('/filing/F07');
    const gaps = await screen.findByRole('region', { name: '缺什么' });
    expect(await within(gaps).findByText(/没有填编制日期/)).toBeTruthy();
    expect(within(gaps).getByText(/2 条风险还有待补的内容/)).toBeTruthy();
    const frame = await screen.findByTitle<HTMLIFrameElement>('送审稿预览');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toContain('危险源A-1');

    await user.click(await ready('出件'));
    expect(await screen.findByText('请先填写编制日期')).toBeTruthy();
    expect(document.activeElement).toBe(await day());
    await user.type(screen.getByRole('textbox', { name: '填报人' }), '李明');
    await user.keyboard('{Tab}');
    await user.type(screen.getByRole('textbox', { name: '联系电话' }), '0472-5550000');
    await issue(user);
    expect(await call('filing.list', { code: 'F07' })).toMatchObject([
      {
        number: 'F07-2026-001',
        state: 'issued',
        roundId,
        compiledOn: '2026-11-21',
        gapReason: '月底前补齐',
        events: [{ state: 'issued' }],
      },
    ]);
    const shown = await screen.findByTitle<HTMLIFrameElement>('F07-2026-001');
    expect(shown.srcdoc).toContain('李明');
    expect(shown.srcdoc).not.toContain('<div class="draft"');
  });

  it('offers names again for the next paper, but never the day', async () => {
    const { call, user } = await closedRound();
    show('/filing/F10');
    await user.type(await screen.findByRole('textbox', { name: '主持人' }), '郭宏志');
    await user.keyboard('{Tab}');
    await issue(user);
    await waitFor(async () => expect(await call('preference.get', { key: 'filing.details' })).toMatchObject({ F10: { chair: '郭宏志' } }));
    window.location.hash = '#/filing/signoff';
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: '主持人' })).value).toBe('郭宏志');
    expect((await day()).value).toBe('');
  });

  it('renders, opens and saves an issued paper, the same bytes each time', async () => {
    const { call, user, dialogs, opened } = await closedRound();
    show('/filing/F07');
    await issue(user);
    await user.click(await screen.findByRole('button', { name: '打开 Excel' }));
    await waitFor(() => expect(opened).toEqual(['F07-2026-001 安全风险分级管控清单.xlsx']));
    dialogs.save = path.join(folder, '另存.xlsx');
    await user.click(screen.getByRole('button', { name: '另存为 Excel' }));
    const bytes = await waitFor(() => readFileSync(dialogs.save ?? ''));
    const [filing] = await call('filing.list', { code: 'F07' });
    expect(filing?.files).toMatchObject([{ format: 'xlsx', size: bytes.length }]);
  });

  it('moves on with day and recipient, and is voided only with a reason', async () => {
    const { call, user } = await closedRound();
    show('/filing/F07');
    await issue(user);
    await user.click(await screen.findByRole('button', { name: '登记进度' }));
    const dialog = await screen.findByRole('dialog');
    await user.selectOptions(within(dialog).getByRole('combobox', { name: '到了哪一步' }), '已报送');
    await user.type(within(dialog).getByRole('textbox', { name: '接收单位' }), '某区应急管理局');
    await user.click(within(dialog).getByRole('button', { name: '登记' }));
    await waitFor(async () =>
      expect((await call('filing.list', {}))[0]).toMatchObject({
        state: 'sent',
        events: [{}, { state: 'sent', on: '2026-11-21', authority: '某区应急管理局' }],
      }),
    );
    expect(within(await screen.findByRole('list', { name: '报送进度' })).getByText('某区应急管理局')).toBeTruthy();

    await user.click(await screen.findByRole('button', { name: '作废' }));
    const ask = await screen.findByRole('dialog', { name: '作废 F07-2026-001' });
    await user.click(within(ask).getByRole('button', { name: '作废' }));
    expect(await within(ask).findByText('请写明理由')).toBeTruthy();
    await user.type(within(ask).getByRole('textbox', { name: /理由/ }), '数据有误');
    await user.click(within(ask).getByRole('button', { name: '作废' }));
    await waitFor(async () =>
      expect((await call('filing.list', {}))[0]).toMatchObject({ state: 'voided', events: [{}, {}, { note: '数据有误' }] }),
    );
  });

  it('keeps the scan of the stamped paper and the receipt with the events that they belong to', async () => {
    const { call, user, dialogs, opened } = await closedRound();
    show('/filing/F07');
    await issue(user);
    const [filing] = await call('filing.list', {});
    expect(screen.queryByRole('region', { name: '扫描件' })).toBeNull();
    for (const state of ['scanned', 'sent', 'received'] as const)
      await call('filing.advance', { id: filing!.id, change: { state, on: '2026-11-21', note: '', authority: '' } });
    await queryClient.invalidateQueries();

    const [scans] = await screen.findAllByRole('region', { name: '扫描件' });
    dialogs.files = [path.join(folder, '盖章页.pdf')];
    writeFileSync(dialogs.files[0]!, '%PDF-1.7');
    await user.click(within(scans!).getByRole('button', { name: '添加扫描件' }));
    await user.click(await within(scans!).findByRole('button', { name: '查看 盖章页.pdf' }));
    await user.click(await screen.findByRole('button', { name: '用系统程序打开' }));
    await waitFor(() => expect(opened.at(-1)).toBe('盖章页.pdf'));
    await user.keyboard('{Escape}');
    const [scanned] = (await call('filing.list', {}))[0]!.events.filter(({ state }) => state === 'scanned');
    expect(await call('attachment.list', { subject: 'filingEvent', subjectId: scanned!.id })).toMatchObject([
      { name: '盖章页.pdf', use: 'scan' },
    ]);

    const receipt = await screen.findByRole('region', { name: '回执' });
    dialogs.files = [path.join(folder, '回执.exe')];
    writeFileSync(dialogs.files[0]!, 'MZ');
    await user.click(within(receipt).getByRole('button', { name: '添加回执' }));
    expect((await within(receipt).findByRole('alert')).textContent).toContain('“回执.exe”不是可以附上的文件');

    await user.click(within(scans!).getByRole('button', { name: '去掉 盖章页.pdf' }));
    await waitFor(() => expect(within(scans!).queryByRole('button', { name: '查看 盖章页.pdf' })).toBeNull());
    await call('history.undo', {});
    expect(await call('attachment.list', { subject: 'filingEvent', subjectId: scanned!.id })).toHaveLength(1);
  });

  it('is followed by a new version that names the one it replaces', async () => {
    const { call, user } = await closedRound();
    show('/filing/F07');
    await issue(user);
    await user.click(await screen.findByRole('button', { name: '换版' }));
    expect(await screen.findByText('换版稿，将代替 F07-2026-001')).toBeTruthy();
    await issue(user, '换版出件');
    const [second, first] = await call('filing.list', { code: 'F07' });
    expect(second).toMatchObject({ number: 'F07-2026-002', state: 'issued', replacesId: first?.id });
    expect(first).toMatchObject({ number: 'F07-2026-001', state: 'replaced' });
  });

  it('is found by its id, as the search names it', async () => {
    const { call, user } = await closedRound();
    show('/filing/F07');
    await issue(user);
    const [filing] = await call('filing.list', {});
    window.location.hash = `#/filing/${filing?.id}`;
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/F07/issued-${filing?.id}`));
    expect((await screen.findByTitle<HTMLIFrameElement>('F07-2026-001')).srcdoc).toContain('危险源A-1');
  });

  it('sends to the rounds where none has been closed yet', async () => {
    await serveWorkspace();
    show('/filing/F10');
    expect(await screen.findByText('还没有评估轮次')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '出件' }).disabled).toBe(true);
  });
});

describe('the package', () => {
  it('goes out with a letter that names its papers, and remembers the recipient', async () => {
    const { call, user, dialogs } = await closedRound();
    show('/filing/F07');
    await issue(user);
    await waitFor(async () => expect(await call('filing.list', {})).toHaveLength(1));
    window.location.hash = '#/filing/package';
    expect(await screen.findByRole('checkbox', { name: '选用 F07-2026-001 安全风险分级管控清单', checked: true })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '出函' }));
    expect(await screen.findByText('请填写这一项')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: '收件单位' }), '某区应急管理局');
    await user.keyboard('{Tab}');
    await user.type(screen.getByRole('textbox', { name: '抄送' }), '区安委办');
    await user.type(screen.getByRole('textbox', { name: '联系人' }), '李志强{Tab}');
    await user.type(screen.getByRole('textbox', { name: '电话' }), '0472-1234567');
    await user.type(screen.getByRole('textbox', { name: /成文日期/ }), '2026-11-21');
    await user.keyboard('{Tab}');
    await user.click(screen.getByRole('button', { name: '出函' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '出件' }));

    dialogs.save = path.join(folder, '送件包.zip');
    await user.click(await screen.findByRole('button', { name: '生成送件包' }));
    const entries = within(await screen.findByRole('region', { name: '打包' })).findAllByRole('listitem');
    expect((await entries).map(({ textContent }) => textContent)).toEqual([
      '01-报送函.pdf',
      '02-目录.pdf',
      '03-安全风险分级管控清单（F07-2026-001）.xlsx',
      '04-安全风险分级管控清单（F07-2026-001）.pdf',
    ]);
    const zip = await openPackage(new Uint8Array(readFileSync(dialogs.save)), '送件包.zip');
    expect(zip.names).toContain('校验/SHA256SUMS.txt');
    expect(await call('filing.list', { code: 'F40' })).toMatchObject([{ number: 'F40-2026-001', addressee: '某区应急管理局' }]);
    await waitFor(async () =>
      expect(await call('preference.get', { key: 'filing.letter' })).toMatchObject({
        recipients: [['某区应急管理局', { copyTo: '区安委办' }]],
        draft: { copyTo: '区安委办' },
      }),
    );

    await user.click(screen.getByRole('button', { name: '登记 2 件已报送' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '登记' }));
    await waitFor(async () => expect((await call('filing.list', {})).map(({ state }) => state)).toEqual(['sent', 'sent']));
  });
});
