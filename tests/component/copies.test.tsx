import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import CopiesPage from '../../renderer/features/copies/CopiesPage';
import { mountPage, part, refusal, serve, type Answers, type Engine } from './engine';

type Comparison = NonNullable<Data<'copies.state'>>;
type CopyRow = Data<'copies.rows'>['rows'][number];

const at = Date.parse('2026-11-20T04:00:00Z');
const counts: Comparison['counts'] = {
  total: 3,
  open: 1,
  verdicts: { taken: 1, kept: 0, joined: 0, conflict: 1, clash: 1, removedThere: 0, removedHere: 0 },
  subjects: [{ subject: 'risk', count: 3, open: 1 }],
  actors: [{ actor: '李四', count: 3 }],
};
const newest = { at, actor: '李四', command: 'risk.update' };
const comparison: Comparison = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  place: 'E:\\家里的工作区',
  kind: 'workspace',
  at,
  relation: 'diverged',
  mine: { name: '示范机械', steps: 40, since: 4, newest },
  theirs: { name: '示范机械', steps: 43, since: 7, newest },
  fork: { at, actor: '王安全', command: 'risk.create' },
  mergedBefore: false,
  faults: 0,
  isFinal: false,
  files: 2,
  lacking: 1,
  counts,
  isStale: false,
};
const change = (actor: string, kind: 'created' | 'changed' | 'removed', count = 1) => ({ kind, at, actor, command: 'risk.update', count });
const plain = { note: '' as const, renumber: null, decision: null, isOpen: false, choices: ['mine' as const, 'theirs' as const] };
const rows: CopyRow[] = [
  {
    ...plain,
    n: 1,
    subject: 'risk',
    id: 'r1',
    name: 'FX-0007 钢丝绳断丝',
    verdict: 'conflict',
    mine: change('王安全', 'changed', 2),
    theirs: change('李四', 'changed'),
    isOpen: true,
    fields: [
      { field: 'consequence', base: '砸伤', mine: '砸伤腿', theirs: '砸伤脚', from: 'conflict', decision: null, group: null },
      { field: 'remark', base: '', mine: '', theirs: '已换新', from: 'theirs', decision: null, group: null },
    ],
  },
  {
    ...plain,
    n: 2,
    subject: 'risk',
    id: 'r2',
    name: 'FX-0012 触电',
    verdict: 'clash',
    renumber: { from: 'FX-0012', to: 'FX-0013', side: 'theirs' },
    mine: null,
    theirs: change('李四', 'created'),
    fields: [{ field: 'consequence', base: null, mine: null, theirs: '触电', from: 'theirs', decision: null, group: null }],
  },
  {
    ...plain,
    n: 3,
    subject: 'risk',
    id: 'r3',
    name: 'FX-0003 烫伤',
    verdict: 'taken',
    mine: null,
    theirs: change('李四', 'changed'),
    fields: [{ field: 'consequence', base: '烫', mine: '烫', theirs: '烫伤', from: 'theirs', decision: null, group: null }],
  },
];
const decidedAll = { ...counts, open: 0 };

function show(answers: Answers = {}): Engine {
  const engine = serve({
    'copies.state': part(comparison),
    'copies.rows': ({ filter }) => {
      const found = rows.filter(({ isOpen }) => filter?.open !== true || isOpen);
      return part({ rows: found, total: found.length, counts, names: {} });
    },
    'copies.decide': { decided: 1, counts: decidedAll },
    'copies.drop': null,
    'history.state': part({ undo: { command: 'copies.merge', at }, redo: null, barrier: null }),
    ...answers,
  });
  mountPage(
    <>
      <Notifications />
      <CopiesPage />
    </>,
  );
  return engine;
}

const table = () => screen.findByRole('grid', { name: '逐条比较' });
const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  window.location.hash = '#/copies';
});

describe('choosing the other copy', () => {
  it('asks for a folder, and for the password of a file that has one', async () => {
    let state: Comparison | null = null;
    const engine = show({
      'copies.state': () => part(state),
      'copies.compare': ({ ask, password }) => {
        if (ask === 'file' || password === undefined || password === null) return part({ needsPassword: true, place: 'E:\\家.anze' });
        if (password !== '正确的密码十个字') return refusal({ code: 'INVALID', key: 'archivePassword' });
        state = { ...comparison, relation: 'same' };
        return part({ needsPassword: false, ...state });
      },
    });
    await userEvent.click(await button('选文件…'));
    const dialog = await screen.findByRole('dialog', { name: '这个文件的密码' });
    expect(within(dialog).getByText('E:\\家.anze')).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText('这个文件的密码'), '不对{Enter}');
    expect(await screen.findByText(/密码不对/)).toBeTruthy();
    const again = within(await screen.findByRole('dialog', { name: '这个文件的密码' }));
    await userEvent.clear(again.getByLabelText('这个文件的密码'));
    await userEvent.type(again.getByLabelText('这个文件的密码'), '正确的密码十个字{Enter}');
    expect(await screen.findByRole('heading', { name: '两份完全相同' })).toBeTruthy();
    expect(engine.inputs('copies.compare')[0]).toEqual({ place: '', ask: 'file' });
  });

  it('says why a place is no copy', async () => {
    show({
      'copies.state': () => part(null),
      'copies.compare': refusal({ code: 'CONFLICT', key: 'copiesSelf' }),
    });
    await userEvent.click(await button('选文件夹…'));
    expect(await screen.findByText(/这就是现在打开的工作区/)).toBeTruthy();
  });
});

describe('copies that are not merged record by record', () => {
  it('takes the other one as a whole where only it went on', async () => {
    const engine = show({
      'copies.state': part({ ...comparison, relation: 'ahead' }),
      'copies.replace': { aside: '20261121-restore', lacking: 0 },
      'restore.run': part({ aside: 'x' }),
    });
    await userEvent.click(await button('换成那一份…'));
    const dialog = within(await screen.findByRole('dialog', { name: '换成那一份' }));
    await userEvent.type(dialog.getByLabelText('理由（选填）'), '家里的新');
    await userEvent.click(dialog.getByRole('button', { name: '换成那一份' }));
    expect(engine.inputs('copies.replace')).toEqual([{ id: comparison.id, reason: '家里的新' }]);
    await userEvent.click(await button('换回来'));
    await waitFor(() => expect(engine.inputs('restore.run')).toEqual([{ source: { kind: 'aside', id: '20261121-restore' }, reason: '' }]));
  });

  it('names a workspace of another origin and offers to open it', async () => {
    const engine = show({
      'copies.state': part({ ...comparison, relation: 'foreign', theirs: { ...comparison.theirs, name: '别家公司' } }),
      'workspace.open': part({ folder: comparison.place }),
    });
    expect(await screen.findByRole('heading', { name: '不是同一份' })).toBeTruthy();
    expect(screen.getAllByText(/别家公司/).length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: '换成那一份…' })).toBeNull();
    await userEvent.click(await button('打开那个工作区…'));
    expect(engine.inputs('workspace.open')).toEqual([{ folder: comparison.place }]);
    await userEvent.click(await button('换一份比较'));
    await waitFor(() => expect(engine.inputs('copies.drop')).toEqual([{}]));
  });
});

describe('merging record by record', () => {
  it('lists what differs and who made it so, and does not merge while something is undecided', async () => {
    show();
    const grid = within(await table());
    expect(await grid.findByText('FX-0007 钢丝绳断丝')).toBeTruthy();
    expect(grid.getByText(/王安全 .*修改，共改 2 次/)).toBeTruthy();
    expect(screen.getByText('还有 1 条待决定，决定以后才能合并。')).toBeTruthy();
    expect(((await button('合并…')) as HTMLButtonElement).disabled).toBe(true);
  });

  it('decides one field beside the other, or the whole record', async () => {
    const engine = show();
    await userEvent.dblClick(await within(await table()).findByText('FX-0007 钢丝绳断丝'));
    const fields = within(await screen.findByRole('table', { name: '逐栏比较' }));
    expect(fields.getByText('已换新').dataset['stays']).toBe('true');
    await userEvent.click(fields.getByRole('radio', { name: '砸伤脚' }));
    expect(engine.inputs('copies.decide')).toEqual([{ id: comparison.id, rows: [1], field: 'consequence', side: 'theirs' }]);
    await waitFor(() => expect((fields.getByRole('radio', { name: '砸伤脚' }) as HTMLInputElement).checked).toBe(true));
    expect(screen.getByText('都决定好了，可以合并。')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: '用这里的' }));
    expect(engine.inputs('copies.decide').at(-1)).toEqual({ id: comparison.id, rows: [1], side: 'mine' });
    await waitFor(() => expect((fields.getByRole('radio', { name: '砸伤腿' }) as HTMLInputElement).checked).toBe(true));
  });

  it('tells the new number of a record whose number both used', async () => {
    show();
    await userEvent.dblClick(await within(await table()).findByText('FX-0012 触电'));
    expect(await screen.findByText(/编号“FX-0012”两份都用了。那一份的这一条改为“FX-0013”/)).toBeTruthy();
    const fields = within(screen.getByRole('table', { name: '逐栏比较' }));
    expect(fields.queryByRole('columnheader', { name: '原来' })).toBeNull();
    expect(fields.queryByRole('columnheader', { name: '这里' })).toBeNull();
  });

  it('decides all that a filter finds at once', async () => {
    const engine = show({ 'copies.decide': { decided: 2, counts: decidedAll } });
    const grid = await table();
    await within(grid).findByText('FX-0007 钢丝绳断丝');
    grid.focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    await userEvent.click(await button('都用那一份的'));
    await waitFor(() => expect(engine.inputs('copies.decide')).toEqual([{ id: comparison.id, filter: {}, side: 'theirs' }]));
    expect(await screen.findByText('已决定 2 条，其余 1 条没有这种选择')).toBeTruthy();
  });

  it('finds what one person changed', async () => {
    const engine = show();
    await within(await table()).findByText('FX-0007 钢丝绳断丝');
    await userEvent.click(await button('谁改的'));
    await userEvent.click(await screen.findByRole('checkbox', { name: /李四/ }));
    await waitFor(() =>
      expect(engine.inputs('copies.rows').at(-1)).toMatchObject({ id: comparison.id, filter: { actor: '李四' }, offset: 0 }),
    );
  });

  it('merges, tells the new numbers and takes it back', async () => {
    let state: Comparison | null = { ...comparison, counts: decidedAll };
    const engine = show({
      'copies.state': () => part(state),
      'copies.apply': () => {
        state = null;
        return {
          changed: 3,
          step: 50,
          isFinal: false,
          counts: { taken: 1, joined: 1, removed: 0 },
          renumbered: [{ id: 'r2', subject: 'risk', name: '触电', from: 'FX-0012', to: 'FX-0013' }],
          files: 1,
          lacking: 1,
        };
      },
      'history.undo': part({ changed: 3, step: 51, value: { command: 'copies.merge' } }),
    });
    await userEvent.click(await button('合并…'));
    const dialog = within(await screen.findByRole('dialog', { name: '合并' }));
    expect(dialog.getByText(/另有 2 个附件或报送件文件随之复制过来/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: '合并' }));
    expect(await screen.findByRole('heading', { name: '合并好了' })).toBeTruthy();
    expect(screen.getByRole('row', { name: '风险 触电 FX-0012 FX-0013' })).toBeTruthy();
    await userEvent.click(await button('撤销这次合并'));
    await waitFor(() => expect(engine.inputs('history.undo')).toEqual([{}]));
    expect(await button('选文件夹…')).toBeTruthy();
  });

  it('is compared again once this copy has changed, and never merged where the other one was tampered with', async () => {
    const engine = show({
      'copies.state': part({ ...comparison, counts: decidedAll, isStale: true }),
      'copies.compare': part({ needsPassword: false, ...comparison }),
    });
    expect(await screen.findByText(/比较以后这里又有改动/)).toBeTruthy();
    expect(((await button('合并…')) as HTMLButtonElement).disabled).toBe(true);
    await userEvent.click(await button('重新比较'));
    await waitFor(() => expect(engine.inputs('copies.compare')).toEqual([{ place: comparison.place }]));
  });

  it('says that a copy with faults in its log is not merged', async () => {
    show({ 'copies.state': part({ ...comparison, counts: decidedAll, faults: 2 }) });
    expect(await screen.findByText(/那一份的操作记录有 2 处对不上/)).toBeTruthy();
    expect(((await button('合并…')) as HTMLButtonElement).disabled).toBe(true);
  });
});
