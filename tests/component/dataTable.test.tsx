import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { DataTable } from '../../renderer/components/table/DataTable';
import type { Column } from '../../renderer/components/table/layout';
import { useList, type ListMemory } from '../../renderer/components/table/list';
import type { Window } from '../../renderer/components/table/rowWindow';
import type { Selection } from '../../renderer/components/table/selection';
import { mount } from './mount';

interface Row {
  id: string;
  no: string;
  name: string;
  kind: string;
  on: string;
}
interface Filter {
  text: string;
}
type Edits = { row: Row; column: string; value: string }[];
type Fetch = (window: Window<Filter>) => Promise<{ rows: Row[]; total: number }>;

const rowAt = (index: number): Row => ({
  id: `id-${index}`,
  no: `R-${index + 1}`,
  name: `名称${index + 1}`,
  kind: index % 2 === 0 ? 'a' : 'b',
  on: '2026-01-01',
});
const columns: readonly Column<Row>[] = [
  { id: 'no', title: '编号', sortable: true, text: (row) => row.no },
  { id: 'name', title: '名称', sortable: true, text: (row) => row.name, edit: { kind: 'text' } },
  {
    id: 'kind',
    title: '类型',
    text: (row) => row.kind,
    edit: {
      kind: 'select',
      options: [
        { value: 'a', label: '甲' },
        { value: 'b', label: '乙' },
      ],
      value: (row) => row.kind,
    },
  },
  { id: 'on', title: '日期', text: (row) => row.on, edit: { kind: 'date' } },
];

interface ListProps {
  total?: number;
  memory?: ListMemory;
  fetch?: Fetch;
  onOpen?: (row: Row) => void;
  onEdit?: (edits: Edits) => void;
  onPaste?: (text: string, at: { row: number; column: string }) => void;
  onSelection?: (selection: Selection<Filter>, count: number) => void;
}

const fetchOf = (total: number) =>
  vi.fn<Fetch>(async ({ offset, limit }) => ({
    rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => rowAt(offset + at)),
    total,
  }));

function Sheet({ total = 1000, memory, fetch, onOpen, onEdit, onPaste, onSelection }: ListProps) {
  const list = useList<Filter, string>('sheet', { filter: { text: '' }, sort: { by: 'no', descending: false }, memory });
  return (
    <DataTable
      label="清单"
      list={list}
      columns={columns}
      fetch={fetch ?? stored(total)}
      today="2026-11-21"
      empty={<p>还没有</p>}
      emptyFiltered={<p>没有符合的</p>}
      isFiltered={list.filter.text !== ''}
      bulk={(selection, count) => {
        onSelection?.(selection, count);
        return <span>批量</span>;
      }}
      {...(onOpen ? { onOpen } : {})}
      {...(onEdit ? { onEdit } : {})}
      {...(onPaste ? { onPaste } : {})}
    >
      <button type="button" onClick={() => list.setFilter({ text: '甲' })}>
        筛选
      </button>
    </DataTable>
  );
}

const fetches = new Map<number, ReturnType<typeof fetchOf>>();
const stored = (total: number) => {
  let fetch = fetches.get(total);
  if (!fetch) fetches.set(total, (fetch = fetchOf(total)));
  return fetch;
};

const grid = () => screen.findByRole('grid');
const activeText = (element: HTMLElement) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent;
const ready = async () => {
  await screen.findByText('R-1');
  const element = await grid();
  element.focus();
  return element;
};

describe('rows', () => {
  it('come in windows of at most 200 and only some are drawn', async () => {
    const fetch = fetchOf(100_000);
    mount(<Sheet fetch={fetch} />);
    const element = await ready();
    expect(element.getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(fetch.mock.calls.every(([{ limit }]) => limit <= 200)).toBe(true);
    expect(screen.getByText(/100,000/)).toBeTruthy();
  });

  it('say what to do when there are none, and something else when the filter finds none', async () => {
    mount(<Sheet total={0} />);
    expect(await screen.findByText('还没有')).toBeTruthy();
    await userEvent.click(screen.getByText('筛选'));
    expect(await screen.findByText('没有符合的')).toBeTruthy();
  });

  it('say why they cannot be had, and come when tried again', async () => {
    const fetch = fetchOf(3);
    fetch.mockRejectedValueOnce({ failure: { code: 'UNAVAILABLE', key: 'busy' } });
    mount(<Sheet fetch={fetch} />);
    expect((await screen.findByRole('alert')).textContent).toContain('数据正被另一项工作占用');
    await userEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByText('R-1')).toBeTruthy();
  });

  it('are sorted by the database at a click on the head', async () => {
    const fetch = fetchOf(500);
    mount(<Sheet fetch={fetch} />);
    await ready();
    const head = () => screen.getByRole('columnheader', { name: '名称' });
    await userEvent.click(within(head()).getByRole('button'));
    expect(head().getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(within(head()).getByRole('button'));
    expect(head().getAttribute('aria-sort')).toBe('descending');
    expect(fetch.mock.lastCall?.[0].sort).toEqual({ by: 'name', descending: true });
  });
});

describe('keyboard', () => {
  it('moves cell by cell, to the ends and by pages', async () => {
    mount(<Sheet />);
    const element = await ready();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(activeText(element)).toBe('名称2');
    await userEvent.keyboard('{End}');
    expect(activeText(element)).toBe('2026-01-01');
    await userEvent.keyboard('{Home}{PageDown}');
    expect(activeText(element)).toMatch(/^R-1[0-9]$/);
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(activeText(element)).toBe('R-1');
  });

  it('opens the record with Enter where the cell cannot be edited', async () => {
    const onOpen = vi.fn<(row: Row) => void>();
    mount(<Sheet onOpen={onOpen} onEdit={() => {}} />);
    await ready();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rowAt(1));
  });

  it('edits with F2, keeps with Enter and goes down, gives up with Esc', async () => {
    const onEdit = vi.fn<(edits: Edits) => void>();
    mount(<Sheet onEdit={onEdit} />);
    const element = await ready();
    await userEvent.keyboard('{ArrowRight}{F2}');
    await userEvent.clear(screen.getByRole('textbox', { name: '名称' }));
    await userEvent.keyboard('新名称{Enter}');
    expect(onEdit).toHaveBeenCalledExactlyOnceWith([{ row: rowAt(0), column: 'name', value: '新名称' }]);
    expect(activeText(element)).toBe('名称2');
    await userEvent.keyboard('{F2}不要{Escape}');
    expect(onEdit).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('textbox', { name: '名称' })).toBeNull();
  });

  it('Tab keeps what is typed and goes on to the next cell', async () => {
    const onEdit = vi.fn<(edits: Edits) => void>();
    mount(<Sheet onEdit={onEdit} />);
    const element = await ready();
    await userEvent.keyboard('{ArrowRight}{F2}');
    await userEvent.keyboard('甲{Tab}');
    expect(onEdit.mock.lastCall?.[0][0]?.value).toBe('甲');
    expect(activeText(element)).toBe('a');
  });

  it('does not take the Enter that confirms pinyin for the end of the edit', async () => {
    const onEdit = vi.fn<(edits: Edits) => void>();
    mount(<Sheet onEdit={onEdit} />);
    await ready();
    await userEvent.keyboard('{ArrowRight}{F2}');
    const field = screen.getByRole('textbox', { name: '名称' });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
    expect(onEdit).not.toHaveBeenCalled();
    expect(screen.getByRole('textbox', { name: '名称' })).toBe(field);
  });

  it('fills down with Ctrl+D in one call and puts today into dates with Ctrl+;', async () => {
    const onEdit = vi.fn<(edits: Edits) => void>();
    mount(<Sheet onEdit={onEdit} />);
    await ready();
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}');
    await waitFor(() => expect(onEdit).toHaveBeenCalledTimes(1));
    expect(onEdit.mock.lastCall?.[0].map(({ row, column, value }) => [row.id, column, value])).toEqual([
      ['id-1', 'name', '名称1'],
      ['id-2', 'name', '名称1'],
    ]);
    await userEvent.keyboard('{End}{Control>};{/Control}');
    await waitFor(() => expect(onEdit).toHaveBeenCalledTimes(2));
    expect(onEdit.mock.lastCall?.[0]).toEqual([{ row: rowAt(2), column: 'on', value: '2026-11-21' }]);
  });
});

describe('clipboard', () => {
  it('copies the marked cells as Excel takes them', async () => {
    mount(<Sheet />);
    const element = await ready();
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
    const setData = vi.fn<(type: string, text: string) => void>();
    fireEvent.copy(element, { clipboardData: { setData } });
    expect(setData).toHaveBeenCalledExactlyOnceWith('text/plain', 'R-1\t名称1\r\nR-2\t名称2');
  });

  it('hands over what is pasted, with the cell it is meant for', async () => {
    const onPaste = vi.fn<NonNullable<ListProps['onPaste']>>();
    mount(<Sheet onPaste={onPaste} />);
    const element = await ready();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(document.activeElement).toBe(element);
    // The browser sends the event to where the hidden caret is.
    fireEvent.paste(screen.getByText('名称3'), { clipboardData: { getData: () => '甲\t乙' } });
    expect(onPaste).toHaveBeenCalledExactlyOnceWith('甲\t乙', { row: 1, column: 'name' });
  });
});

describe('selection', () => {
  it('survives a click on a row, takes ranges with Shift and all with Ctrl+A', async () => {
    const onSelection = vi.fn<NonNullable<ListProps['onSelection']>>();
    mount(<Sheet onSelection={onSelection} onOpen={() => {}} />);
    await ready();
    await userEvent.click(screen.getByRole('checkbox', { name: '选择第 2 行' }));
    await userEvent.click(screen.getByText('名称5'));
    expect(onSelection.mock.lastCall).toEqual([{ ids: ['id-1'] }, 1]);
    fireEvent.click(screen.getByRole('checkbox', { name: '选择第 5 行' }), { shiftKey: true });
    await waitFor(() => expect(onSelection.mock.lastCall).toEqual([{ ids: ['id-1', 'id-2', 'id-3', 'id-4'] }, 4]));
    await userEvent.keyboard('{Control>}a{/Control}');
    await userEvent.click(screen.getByRole('checkbox', { name: '选择第 1 行' }));
    expect(onSelection.mock.lastCall).toEqual([{ filter: { text: '' }, except: ['id-0'] }, 999]);
  });

  it('ends with Esc and with another filter', async () => {
    mount(<Sheet />);
    const element = await ready();
    await userEvent.keyboard(' ');
    expect(screen.getByText('已选 1 条')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('已选 1 条')).toBeNull();
    element.focus();
    await userEvent.keyboard(' ');
    await userEvent.click(screen.getByText('筛选'));
    expect(screen.queryByText('已选 1 条')).toBeNull();
  });
});

describe('what a list keeps', () => {
  it('selection, cell and place are there when the page is shown again', async () => {
    const first = mount(<Sheet />);
    await ready();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight} ');
    first.unmount();
    mount(<Sheet />);
    await screen.findByText('已选 1 条');
    expect(activeText(await grid())).toBe('名称3');
  });

  it('columns, filter, sort and views go to the memory and come from it', async () => {
    const memory = {
      load: async () => ({
        layout: { order: ['no', 'name', 'kind', 'on'], width: {}, hidden: ['kind'] },
        filter: { text: '甲' },
        sort: { by: 'name', descending: true },
        views: [],
      }),
      save: vi.fn<(remembered: unknown) => void>(),
    };
    const fetch = fetchOf(10);
    mount(<Sheet memory={memory} fetch={fetch} />);
    await ready();
    expect(fetch.mock.calls[0]?.[0]).toMatchObject({ filter: { text: '甲' }, sort: { by: 'name', descending: true } });
    expect(screen.queryByRole('columnheader', { name: '类型' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '选择列' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '类型' }));
    expect(screen.getByRole('columnheader', { name: '类型' })).toBeTruthy();
    expect(memory.save.mock.lastCall?.[0]).toMatchObject({ layout: { hidden: [] }, filter: { text: '甲' } });
    await userEvent.click(screen.getByRole('button', { name: '视图' }));
    await userEvent.type(await screen.findByRole('textbox', { name: '视图名称' }), '检查用{Enter}');
    expect(memory.save.mock.lastCall?.[0]).toMatchObject({ views: [{ name: '检查用', filter: { text: '甲' } }] });
  });
});
