import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import { backupSign } from '../../renderer/components/verifiedText';
import BackupPage from '../../renderer/features/backup/BackupPage';
import { i18next } from '../../renderer/i18n';
import { mountPage, part, serve, type Answers } from './engine';

const at = Date.parse('2026-11-21T04:00:00Z');
const entry: Data<'backup.list'>['entries'][number] = {
  id: '20261121T120000-close',
  state: 'proven',
  at,
  why: 'close',
  verifiedAt: at + 60_000,
  counts: { risk: 1200, round: 3, filing: 8 },
  databaseSize: 12 << 20,
  fileSize: 30 << 20,
  fileCount: 41,
  lacking: 2,
  newestChange: at,
};
const damaged = { ...entry, id: '20261101T120000-interval', state: 'damaged' as const, at: null, why: null, verifiedAt: null };

function show(answers: Answers = {}) {
  const engine = serve({
    'backup.state': part({ verifiedAt: at, newestAt: at, isBehind: true, target: null, now: at }),
    'backup.list': part({ folder: '/备份', entries: [entry, damaged], size: 42 << 20 }),
    'erasedBackup.state': part({ at: null, here: 0, second: 0, holds: [] }),
    ...answers,
  });
  mountPage(
    <>
      <Notifications />
      <BackupPage />
    </>,
  );
  return engine;
}

describe('the page of backups', () => {
  it('says when one was last found whole, what is in each, and which is damaged', async () => {
    show();
    expect(await screen.findByText(/最近一次验证通过：.*2026/)).toBeTruthy();
    expect(screen.getByText(/之后又有改动，会自动备份 · 共 2 份，约 42 MB/)).toBeTruthy();
    const [, first, second] = within(screen.getByRole('table', { name: '备份' })).getAllByRole('row');
    expect(first!.textContent).toContain('关闭时');
    expect(first!.textContent).toContain('风险 1200 · 轮次 3 · 报送件 8');
    expect(first!.textContent).toContain('41 个 · 缺 2 个');
    expect(second!.textContent).toContain('已损坏');
  });

  it('makes one at once', async () => {
    const engine = show({ 'backup.run': part({ ...entry, isNew: true }) });
    await userEvent.click(await screen.findByRole('button', { name: '现在备份' }));
    expect(engine.inputs('backup.run')).toEqual([{ why: 'manual' }]);
    expect(await screen.findByText('已备份，验证通过')).toBeTruthy();
  });

  it('reads one through and names what does not fit', async () => {
    const engine = show({
      'backup.verify': part({ id: entry.id, verifiedAt: at, faults: [{ kind: 'file', place: 'filings/F07.xlsx' }, { kind: 'database' }] }),
    });
    await userEvent.click((await screen.findAllByRole('button', { name: '验证' }))[0]!);
    expect(engine.inputs('backup.verify')).toEqual([{ id: entry.id }]);
    expect(await screen.findByText(/有 2 处不完整/)).toBeTruthy();
    expect(screen.getByText(/filings\/F07.xlsx 缺失/)).toBeTruthy();
  });

  it('says where the second copy goes, when it last succeeded and why not since', async () => {
    const target = { folder: 'E:\\备份', copiedAt: at, failedAt: at + 3_600_000, failure: 'targetGone' };
    const state = { verifiedAt: at, newestAt: at, isBehind: false, target, now: at };
    show({ 'backup.state': part(state) });
    const card = within(await screen.findByRole('region', { name: '第二份备份' }));
    expect(card.getByText(/最近一次成功：2026/)).toBeTruthy();
    expect(card.getByText(/没有做成：找不到“E:\\备份”/)).toBeTruthy();
    expect(backupSign(i18next.t, { ...state, target })).toEqual({ text: '第二份备份没有做成', isGood: false });
    expect(backupSign(i18next.t, { ...state, target: null }).isGood).toBe(true);
  });

  it('says that there is none yet', async () => {
    show({
      'backup.state': part({ verifiedAt: null, newestAt: null, isBehind: true, target: null, now: at }),
      'backup.list': part({ folder: '/备份', entries: [], size: 0 }),
    });
    expect(await screen.findByText('还没有验证通过的备份')).toBeTruthy();
    expect(screen.getByText('还没有备份')).toBeTruthy();
  });
});

describe('backups from before an erasure', () => {
  it('are dropped once the name of the enterprise is typed', async () => {
    const engine = show({ 'erasedBackup.state': part({ at, here: 9, second: 2, holds: [] }), 'erasedBackup.drop': part({ dropped: 11 }) });
    const card = within(await screen.findByRole('region', { name: '清除个人信息以前的备份' }));
    expect(card.getByText(/本机 9 份，第二份备份处 2 份/)).toBeTruthy();
    await userEvent.type(card.getByRole('textbox', { name: '照写单位名称以确认' }), '示范机械');
    await userEvent.click(card.getByRole('button', { name: '另备份一份，删除以前的' }));
    expect(await screen.findByText('已另备份一份，删除以前的 11 份')).toBeTruthy();
    expect(engine.inputs('erasedBackup.drop')).toEqual([{ name: '示范机械' }]);
  });

  it('stay while a demand to keep is in force', async () => {
    show({ 'erasedBackup.state': part({ at, here: 9, second: 0, holds: ['11·3 事故调查'] }) });
    const card = within(await screen.findByRole('region', { name: '清除个人信息以前的备份' }));
    expect(card.getByText('有留存要求“11·3 事故调查”，解除以前不能删除备份。')).toBeTruthy();
    expect(card.queryByRole('button')).toBeNull();
  });
});
