import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import DamagePage from '../../renderer/features/restore/DamagePage';
import RestorePage from '../../renderer/features/restore/RestorePage';
import { mountPage, part, refusal, serve, type Answers, type Engine } from './engine';

type List = Data<'restore.list'>;
type Preview = Data<'restore.preview'>;

const at = Date.parse('2026-11-20T04:00:00Z');
const list = part<List>({
  backups: [
    {
      state: 'proven',
      id: 'b2',
      manifest: { id: 'b2', at, why: 'close', verifiedAt: at, counts: { risk: 344, round: 5, filing: 10, attachment: 1 } },
    },
    { state: 'damaged', id: 'b1' },
  ],
  former: [{ id: 'f1', at, schema: 4 }],
  asides: [
    { id: 's1', at, why: 'restore', sourceAt: at, damaged: false, reason: '误删', size: 3 << 20 },
    { id: 's2', at, why: 'salvage', sourceAt: 0, damaged: true, reason: '', size: 3 << 20 },
  ],
});
const standing = (risk: number) => ({ name: '示范机械', counts: { risk, department: 12 }, steps: risk, newest: null });
const preview = part<Preview>({
  at,
  schema: 6,
  relation: 'behind',
  lacking: 1,
  now: standing(343),
  there: { ...standing(344), schema: 6 },
});
const reports = { state: 'table' as const, tables: ['risk', 'auditPayload'], details: ['row 3 missing from index'] };

function show(page: ReactNode, answers: Answers = {}): Engine {
  const engine = serve({
    'restore.list': list,
    'restore.preview': preview,
    'restore.run': part({ aside: 's9' }),
    ...answers,
  });
  mountPage(
    <>
      <Notifications />
      {page}
    </>,
  );
  return engine;
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the page of restoring', () => {
  it('lists backups, also one that is damaged and those of former versions', async () => {
    show(<RestorePage />);
    const table = within(await screen.findByRole('table', { name: '备份' }));
    expect(table.getByText('风险 344，评估轮次 5，报送件 10，附件 1')).toBeTruthy();
    expect(table.getByText('这份备份已损坏，不能用')).toBeTruthy();
    expect(table.getByText('以前版本留下的备份（格式 4）')).toBeTruthy();
    expect(table.getAllByRole('button', { name: '预览并恢复…' })).toHaveLength(2);
  });

  it('shows the backup that its address names, until that is closed', async () => {
    window.location.hash = '#/restore/b2';
    const engine = show(<RestorePage />);
    const dialog = within(await screen.findByRole('dialog', { name: /2026年11月20日/ }));
    expect(await dialog.findByRole('button', { name: '恢复到这个状态' })).toBeTruthy();
    expect(engine.inputs('restore.preview')).toEqual([{ source: { kind: 'backup', id: 'b2' }, keeps: true }]);
    await userEvent.click(dialog.getByRole('button', { name: '取消' }));
    await waitFor(() => expect(window.location.hash).toBe('#/restore'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows both states side by side, what differs first, restores with a reason and takes it back', async () => {
    const engine = show(<RestorePage />);
    await userEvent.click((await screen.findAllByRole('button', { name: '预览并恢复…' }))[0]!);
    const dialog = within(await screen.findByRole('dialog'));
    const rows = await dialog.findAllByRole('row');
    expect(rows.slice(0, 3).map((row) => row.textContent)).toEqual(['项目现在备份里相差', '风险343344+1', '部门1212']);
    expect(dialog.getByText(/有 1 个附件或报送件文件/)).toBeTruthy();
    await userEvent.type(dialog.getByLabelText('理由（选填）'), '误删');
    await userEvent.click(dialog.getByRole('button', { name: '恢复到这个状态' }));
    const source = { kind: 'backup', id: 'b2' };
    expect(engine.inputs('restore.run')).toEqual([{ source, reason: '误删' }]);
    expect(await screen.findByText(/^已恢复到 2026年11月20日/)).toBeTruthy();
    await userEvent.click(await button('撤销恢复'));
    await waitFor(() => expect(engine.inputs('restore.run').at(-1)).toEqual({ source: { kind: 'aside', id: 's9' }, reason: '' }));
    expect(await screen.findByText('已撤销恢复')).toBeTruthy();
  });

  it('goes back to a file kept aside, and salvages from one that is damaged', async () => {
    const engine = show(<RestorePage />, { 'restore.salvage': part({ tables: [] }) });
    const table = within(await screen.findByRole('table', { name: '留存的数据文件' }));
    await userEvent.click(table.getByRole('button', { name: '撤销恢复…' }));
    expect(await screen.findByRole('columnheader', { name: '留存的文件里' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '取消' }));
    await userEvent.click(table.getByRole('button', { name: '抢救其中的内容…' }));
    await waitFor(() => expect(engine.inputs('restore.salvage')).toEqual([{ aside: 's2' }]));
  });

  it('refuses another workspace and what is the same, and says why a source cannot be read', async () => {
    const engine = show(<RestorePage />, {
      'restore.choose': 'E:\\anze.db',
      'restore.preview': { ...preview, relation: 'foreign' },
    });
    await userEvent.click(await button('从文件恢复…'));
    expect(await screen.findByText(/这是另一个工作区（示范机械）的数据/)).toBeTruthy();
    const verb = () => screen.getByRole('button', { name: '恢复到这个状态' }) as HTMLButtonElement;
    expect(verb().disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: '取消' }));
    engine.answers['restore.preview'] = refusal({ code: 'UNAVAILABLE', key: 'newerFile' });
    await userEvent.click(await button('从文件恢复…'));
    expect(await screen.findByText(/这个工作区由更新版本的安/)).toBeTruthy();
    expect(verb().disabled).toBe(true);
  });
});

describe('the page of a damaged file', () => {
  const folder = 'D:\\安责台\\工作区';

  it('says what is broken in the words of the work, and recommends the last verified backup', async () => {
    const engine = show(<DamagePage damage={{ folder, found: reports }} />);
    expect(await screen.findByText(/有些内容读不出来（风险、/)).toBeTruthy();
    expect(screen.getByText(`位置：${folder}`)).toBeTruthy();
    const ways = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(ways.slice(0, 2)).toEqual(['用最近一次验证通过的备份', '抢救能读出的内容']);
    await userEvent.click(await button('预览并恢复…'));
    await waitFor(() => expect(engine.inputs('restore.preview')).toEqual([{ source: { kind: 'backup', id: 'b2' }, keeps: true }]));
  });

  it('offers the other backups', async () => {
    show(<DamagePage damage={{ folder, found: reports }} />);
    await userEvent.click(await button('选别的备份…'));
    expect(await screen.findByText('以前版本留下的备份（格式 4）')).toBeTruthy();
  });

  it('tells what was salvaged and what nobody has, and takes it', async () => {
    const engine = show(<DamagePage damage={{ folder, found: reports }} />, {
      'restore.salvage': part({
        tables: [
          { table: 'risk', read: 320, fromAudit: 20, lost: 4, names: ['FX-0007', '0199aaaa-0000-7000-8000-000000000001'] },
          { table: 'department', read: 12, fromAudit: 0, lost: 0, names: [] },
        ],
      }),
      'restore.preview': { ...preview, now: null, relation: 'unknown' },
    });
    await userEvent.click(await button('抢救…'));
    expect(await screen.findByText('读出 332 条；20 条从操作记录里取回；4 条没有找回。')).toBeTruthy();
    expect(screen.getByRole('row', { name: '风险 320 20 4 FX-0007' })).toBeTruthy();
    await userEvent.click(await button('下一步：对比并采用…'));
    expect(await screen.findByRole('columnheader', { name: '读出来的' })).toBeTruthy();
    await userEvent.click(await button('采用'));
    expect(engine.inputs('restore.run')).toEqual([{ source: { kind: 'salvaged' }, reason: '' }]);
  });

  it('recommends repairing where only an index is broken', async () => {
    show(<DamagePage damage={{ folder, found: { ...reports, state: 'index', tables: ['risk'] } }} />);
    await screen.findByText(/备份于/);
    const ways = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(ways[0]).toBe('修复索引（在副本上）');
  });

  it('leaves other ways where nothing can be read and nothing was backed up', async () => {
    const engine = show(<DamagePage damage={{ folder, found: { state: 'unreadable', why: 'schema', details: ['bad'] } }} />, {
      'restore.list': { backups: [], former: [], asides: [] },
      'restore.exportDiagnosis': { file: 'D:\\诊断.txt' },
      'workspace.close': part(null),
    });
    expect(await screen.findByText('这个工作区没有可用的备份。')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '抢救…' })).toBeNull();
    await userEvent.click(await button('导出…'));
    expect(await screen.findByText(/诊断/, { selector: '.mantine-Notifications-notification *' })).toBeTruthy();
    await userEvent.click(await button('回到首页'));
    expect(engine.inputs('workspace.close')).toEqual([{}]);
  });
});
