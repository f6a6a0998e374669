import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { CommandPalette, type PaletteEntry } from '../../renderer/components/CommandPalette';
import { ConfirmDanger } from '../../renderer/components/ConfirmDanger';
import { dueState } from '../../renderer/components/due';
import { DueBadge } from '../../renderer/components/DueBadge';
import { FilterBar } from '../../renderer/components/FilterBar';
import { LevelBadge } from '../../renderer/components/LevelBadge';
import { LevelMatrix } from '../../renderer/components/LevelMatrix';
import { NavBar, type NavGroup } from '../../renderer/components/NavBar';
import { Refused } from '../../renderer/components/Refused';
import { SidePanel } from '../../renderer/components/SidePanel';
import { mount } from './mount';

describe('FilterBar', () => {
  function Bar({ onText }: { onText: (text: string) => void }) {
    const [level, setLevel] = useState<string[]>([]);
    return (
      <FilterBar
        text={{ value: '', onChange: onText, placeholder: '搜索' }}
        filters={[
          {
            name: 'level',
            label: '等级',
            value: level,
            onChange: setLevel,
            options: [
              { value: 'major', label: '重大', count: 3 },
              { value: 'low', label: '低', count: 9 },
            ],
          },
        ]}
        onReset={() => setLevel([])}
      />
    );
  }

  it('searches a moment after the last key, never in the middle of pinyin', async () => {
    const onText = vi.fn<(text: string) => void>();
    mount(<Bar onText={onText} />);
    const field = screen.getByRole('searchbox', { name: '搜索' });
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: "chong'ya" } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(onText).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: '冲压' } });
    fireEvent.compositionEnd(field);
    await waitFor(() => expect(onText).toHaveBeenCalledExactlyOnceWith('冲压'));
  });

  it('says how many limits are in force and takes them back', async () => {
    mount(<Bar onText={() => {}} />);
    expect(screen.queryByRole('button', { name: /清除/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '等级' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '重大' }));
    await userEvent.click(screen.getByRole('button', { name: '清除 1 项筛选' }));
    expect(screen.queryByRole('button', { name: /清除 \d 项筛选/ })).toBeNull();
  });
});

describe('SidePanel', () => {
  const panel = (onClose: () => void, dirty = false) => (
    <SidePanel list={<p>清单</p>} title="FX-0001" onClose={onClose} dirty={dirty}>
      <p>记录</p>
    </SidePanel>
  );

  it('is closed by Esc and by its button', async () => {
    const onClose = vi.fn<() => void>();
    mount(panel(onClose));
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: '关闭' }));
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  it('gives the keyboard back to the list when it is closed', async () => {
    function Page() {
      const [opened, setOpened] = useState(false);
      return (
        <SidePanel list={<button onClick={() => setOpened(true)}>打开</button>} title="FX-0001" onClose={() => setOpened(false)}>
          {opened ? <input aria-label="名称" /> : null}
        </SidePanel>
      );
    }
    mount(<Page />);
    await userEvent.click(screen.getByRole('button', { name: '打开' }));
    await userEvent.click(screen.getByRole('textbox', { name: '名称' }));
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '打开' }));
  });

  it('asks before unsaved work is left', async () => {
    const onClose = vi.fn<() => void>();
    mount(panel(onClose, true));
    await userEvent.keyboard('{Escape}');
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('button', { name: '继续填写' }));
    expect(onClose).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: '关闭' }));
    await userEvent.click(await screen.findByRole('button', { name: '离开' }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('CommandPalette', () => {
  const entries = (go: (path: string) => void): PaletteEntry[] =>
    [
      ['/risk', '风险清单'],
      ['/round', '评估轮次'],
      ['/person', '人员'],
    ].map(([path = '', label = '']) => ({ id: path, label, group: '页面', run: () => go(path) }));

  it('finds pages by pinyin initials and goes there with Enter', async () => {
    const go = vi.fn<(path: string) => void>();
    const onClose = vi.fn<() => void>();
    mount(<CommandPalette opened onClose={onClose} entries={entries(go)} />);
    const field = await screen.findByRole('combobox', { name: '搜索与跳转' });
    await waitFor(() => {
      fireEvent.change(field, { target: { value: '' } });
      fireEvent.change(field, { target: { value: 'pglc' } });
      expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['评估轮次']);
    });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
    expect(go).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(go).toHaveBeenCalledExactlyOnceWith('/round');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('adds what the database finds; an answer that comes too late is dropped', async () => {
    const search = vi.fn<(typed: string, signal: AbortSignal) => Promise<PaletteEntry[]>>(async (typed, signal) => {
      await new Promise((resolve) => setTimeout(resolve, typed === '冲' ? 300 : 10));
      return signal.aborted
        ? [{ id: 'old', label: '旧结果', group: '记录', run: () => {} }]
        : [{ id: 'r1', label: `FX-0001 ${typed}`, group: '记录', run: () => {} }];
    });
    mount(<CommandPalette opened onClose={() => {}} entries={[]} search={search} />);
    const field = await screen.findByRole('combobox', { name: '搜索与跳转' });
    fireEvent.change(field, { target: { value: '冲' } });
    await waitFor(() => expect(search).toHaveBeenCalledTimes(1));
    fireEvent.change(field, { target: { value: '冲压' } });
    expect(await screen.findByText('FX-0001 冲压')).toBeTruthy();
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(screen.queryByText('旧结果')).toBeNull();
  });
});

describe('signs', () => {
  it('say a level in a word, not by colour alone', () => {
    mount(
      <>
        <LevelBadge level="major" />
        <LevelBadge level={null} />
      </>,
    );
    expect(screen.getByText('重大').querySelector('svg')).toBeTruthy();
    expect(screen.getByText('未评价')).toBeTruthy();
  });

  it.each([
    ['2026-11-20', 'overdue'],
    ['2026-11-21', 'week'],
    ['2026-11-28', 'week'],
    ['2026-11-29', 'month'],
    ['2026-12-21', 'month'],
    ['2026-12-22', 'later'],
  ])('%s is %s on 2026-11-21', (due, state) => {
    expect(dueState(due, '2026-11-21')).toBe(state);
    expect(dueState(due, '2026-11-21', true)).toBe('done');
  });

  it('say when something is due', () => {
    mount(
      <>
        <DueBadge due="2026-11-18" today="2026-11-21" />
        <DueBadge due="2026-11-21" today="2026-11-21" />
      </>,
    );
    expect(screen.getByText('已逾期 3 天')).toBeTruthy();
    expect(screen.getByText('今天到期')).toBeTruthy();
  });

  it('name every cell of the matrix and choose by it', async () => {
    const onChoose = vi.fn<(x: number, y: number) => void>();
    mount(
      <LevelMatrix
        label="分布"
        xTitle="S"
        yTitle="L"
        xs={[1, 2]}
        ys={[2, 1]}
        levelOf={() => 'low'}
        countOf={(x, y) => x * y}
        onChoose={onChoose}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'S=2，L=1：低，2 条' }));
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(2, 1);
  });

  it('say what went wrong and the number to quote', async () => {
    const onCopy = vi.fn<(text: string) => void>();
    mount(<Refused failure={{ code: 'INTERNAL', key: 'internal', detail: '3f2a91bc' }} onCopy={onCopy} />);
    expect(screen.getByRole('alert').textContent).toContain('编号 3f2a91bc');
    await userEvent.click(screen.getByRole('button', { name: '复制编号' }));
    expect(onCopy).toHaveBeenCalledExactlyOnceWith('3f2a91bc');
  });
});

describe('ConfirmDanger', () => {
  it('says how much it destroys and wants the word where there is one', async () => {
    const onConfirm = vi.fn<() => void>();
    mount(
      <ConfirmDanger
        opened
        onClose={() => {}}
        onConfirm={onConfirm}
        title="删除风险点"
        destroys={['12 条风险', '36 个附件']}
        verb="删除"
        word="冲压车间"
      />,
    );
    expect((await screen.findAllByRole('listitem')).map((item) => item.textContent)).toEqual(['12 条风险', '36 个附件']);
    const button = screen.getByRole('button', { name: '删除' });
    await userEvent.click(button);
    expect(onConfirm).not.toHaveBeenCalled();
    await userEvent.type(screen.getByRole('textbox'), '冲压车间');
    await userEvent.click(button);
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

describe('NavBar', () => {
  const Icon = () => <svg />;
  const groups: NavGroup[] = [
    { id: 'today', label: '今日', icon: Icon, pages: [{ path: '/', label: '今日' }] },
    {
      id: 'risk',
      label: '风险',
      icon: Icon,
      pages: [
        { path: '/risk', label: '风险清单' },
        { path: '/round', label: '评估轮次' },
      ],
    },
    { id: 'drill', label: '应急', icon: Icon, pages: [] },
  ];

  it('shows only what exists, opens the group of the present page and marks it', async () => {
    const onGo = vi.fn<(path: string) => void>();
    mount(
      <NavBar groups={groups} current="/risk/id-1" onGo={onGo} collapsed={false} onCollapse={() => {}} open={[]} onToggle={() => {}} />,
    );
    expect(screen.queryByText('应急')).toBeNull();
    expect(screen.getByRole('button', { name: '风险清单' }).getAttribute('aria-current')).toBe('page');
    expect(screen.getByRole('button', { name: '今日' }).getAttribute('aria-current')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '评估轮次' }));
    expect(onGo).toHaveBeenCalledExactlyOnceWith('/round');
  });
});
