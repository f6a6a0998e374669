import { useForm } from '@mantine/form';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../db/domain/rule';
import { FormPanel, type AfterSave } from '../../renderer/components/form/FormPanel';
import { LongField, NumberField, PickField, TextField } from '../../renderer/components/form/fields';
import { keepDrafts, type DraftMemory } from '../../renderer/components/form/useDraft';
import { mount } from './mount';

interface Values extends Record<string, unknown> {
  name: string;
  remark: string;
  count: number | null;
  owner: string | null;
}
const initial: Values = { name: '', remark: '', count: null, owner: null };

interface RecordProps {
  onSave?: (values: Values, after: AfterSave) => void;
  findings?: readonly Finding[];
  draft?: DraftMemory<Values>;
  onType?: (text: string) => void;
}

function Record({ onSave = () => {}, findings = [], draft, onType }: RecordProps) {
  const form = useForm<Values>({ initialValues: initial, validate: { name: (name) => (name === '' ? '请填写名称' : null) } });
  return (
    <FormPanel form={form} label="记录" hasNext findings={findings} onSave={onSave} {...(draft ? { draft } : {})}>
      <TextField name="name" label="名称" required basis={{ law: '安全生产法第四十一条', example: '冲压车间' }} />
      <LongField name="remark" label="备注" max={20} />
      <NumberField name="count" label="人数" />
      <PickField
        name="owner"
        label="责任人"
        options={[
          { value: 'p1', label: '张建国', note: '冲压车间' },
          { value: 'p2', label: '王秀兰' },
        ]}
        {...(onType ? { onType } : {})}
      />
    </FormPanel>
  );
}

const name = () => screen.getByRole('textbox', { name: '名称' });
afterEach(() => {
  vi.useRealTimers();
});

describe('saving', () => {
  it('happens with Ctrl+S, and with Ctrl+Enter goes on to the next', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    mount(<Record onSave={onSave} />);
    await userEvent.type(name(), '冲压{Control>}s{/Control}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(onSave.mock.calls.map(([values, after]) => [values.name, after])).toEqual([
      ['冲压', 'stay'],
      ['冲压', 'next'],
    ]);
  });

  it('does not happen with Enter in a field, composing or not', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    mount(<Record onSave={onSave} />);
    await userEvent.type(name(), '冲压{Enter}');
    fireEvent.keyDown(name(), { key: 'Enter', keyCode: 229, isComposing: true });
    fireEvent.keyDown(name(), { key: 's', ctrlKey: true, keyCode: 229, isComposing: true });
    expect(onSave).not.toHaveBeenCalled();
  });

  it('brings the keyboard to the first field that is refused', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    mount(<Record onSave={onSave} />);
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(onSave).not.toHaveBeenCalled();
    await waitFor(() => expect(document.activeElement).toBe(name()));
    expect(screen.getByText('请填写名称')).toBeTruthy();
  });
});

describe('fields', () => {
  it('show findings beside them, those of no shown field at the top, and take no focus for it', async () => {
    const remark = () => screen.getByRole('textbox', { name: '备注' });
    const findings: Finding[] = [
      { rule: 'V04', kind: 'arithmetic', key: 'V04', field: 'remark' },
      { rule: 'V05', kind: 'arithmetic', key: 'V05', field: 'level' },
    ];
    const { again } = mount(<Record />);
    name().focus();
    again(<Record findings={findings} />);
    const described = document.getElementById(remark().getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toContain('请写明判定理由');
    expect(remark().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getAllByText(/等级应为重大/)).toHaveLength(1);
    expect(document.activeElement).toBe(name());
  });

  it('are called by their label alone; the basis is a button of its own', async () => {
    mount(<Record />);
    expect(name().getAttribute('required')).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '名称的依据' }));
    expect(await screen.findByText('安全生产法第四十一条')).toBeTruthy();
  });

  it('are reached one after the other with Tab; F1 in a field opens its basis', async () => {
    mount(<Record />);
    await userEvent.click(name());
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '备注' }));
    await userEvent.tab({ shift: true });
    await userEvent.keyboard('{F1}');
    expect(await screen.findByText('安全生产法第四十一条')).toBeTruthy();
  });

  it('never cut long text off and say when it is too long', async () => {
    mount(<Record />);
    fireEvent.change(screen.getByRole('textbox', { name: '备注' }), { target: { value: '长'.repeat(25) } });
    expect(screen.getByText('已输入 25 字，最多 20 字')).toBeTruthy();
    expect((screen.getByRole('textbox', { name: '备注' }) as HTMLTextAreaElement).value).toHaveLength(25);
  });

  it('hold null for an empty number', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    mount(<Record onSave={onSave} />);
    await userEvent.type(name(), '甲');
    await userEvent.type(screen.getByRole('textbox', { name: '人数' }), '12');
    await userEvent.keyboard('{Control>}s{/Control}');
    await userEvent.clear(screen.getByRole('textbox', { name: '人数' }));
    await userEvent.keyboard('{Control>}s{/Control}');
    expect(onSave.mock.calls.map(([values]) => values.count)).toEqual([12, null]);
  });
});

describe('picker', () => {
  it('finds by pinyin initials and picks with Enter', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    mount(<Record onSave={onSave} />);
    await userEvent.type(name(), '甲');
    const owner = screen.getByRole('textbox', { name: '责任人' });
    await userEvent.click(owner);
    await waitFor(async () => {
      fireEvent.change(owner, { target: { value: 'wxl' } });
      expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['王秀兰']);
    });
    await userEvent.keyboard('{Enter}{Control>}s{/Control}');
    expect(onSave.mock.lastCall?.[0].owner).toBe('p2');
  });

  it('takes what is typed with it when a key saves the form', async () => {
    const onSave = vi.fn<(values: Values, after: AfterSave) => void>();
    const onType = vi.fn<(text: string) => void>();
    mount(<Record onSave={onSave} onType={onType} />);
    await userEvent.type(name(), '甲');
    await userEvent.type(screen.getByRole('textbox', { name: '责任人' }), '外委单位老李{Control>}s{/Control}');
    expect(onType).toHaveBeenCalledExactlyOnceWith('外委单位老李');
    expect(onType.mock.invocationCallOrder[0]).toBeLessThan(onSave.mock.invocationCallOrder[0]!);
  });

  it('hands over words that are no option only where typing is allowed', async () => {
    const onType = vi.fn<(text: string) => void>();
    const { unmount } = mount(<Record onType={onType} />);
    await userEvent.type(screen.getByRole('textbox', { name: '责任人' }), '外委单位老李{Tab}');
    expect(onType).toHaveBeenCalledExactlyOnceWith('外委单位老李');
    unmount();
    mount(<Record />);
    await userEvent.type(screen.getByRole('textbox', { name: '责任人' }), '外委单位老李{Tab}');
    expect((screen.getByRole('textbox', { name: '责任人' }) as HTMLInputElement).value).toBe('');
  });
});

describe('draft', () => {
  const memory = (stored?: Partial<Values>) => ({
    load: async () => stored,
    save: vi.fn<(values: Values) => void>(),
    clear: vi.fn<() => void>(),
  });

  it('is kept a moment after the last key, and at once when the form is closed', async () => {
    vi.useFakeTimers();
    const draft = memory();
    const { unmount } = mount(<Record draft={draft} />);
    fireEvent.change(name(), { target: { value: '冲' } });
    expect(draft.save).not.toHaveBeenCalled();
    act(() => {
      vi.advanceTimersByTime(700);
    });
    expect(draft.save.mock.lastCall?.[0]).toMatchObject({ name: '冲' });
    fireEvent.change(name(), { target: { value: '冲压' } });
    unmount();
    expect(draft.save.mock.lastCall?.[0]).toMatchObject({ name: '冲压' });
  });

  it('is kept at once when the workspace is going to be locked', () => {
    const draft = memory();
    mount(<Record draft={draft} />);
    fireEvent.change(name(), { target: { value: '冲' } });
    keepDrafts();
    expect(draft.save.mock.lastCall?.[0]).toMatchObject({ name: '冲' });
  });

  it('comes back when the form is opened again and can be given up', async () => {
    const draft = memory({ name: '上次没写完' });
    mount(<Record draft={draft} />);
    expect(await screen.findByDisplayValue('上次没写完')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '放弃草稿' }));
    expect((name() as HTMLInputElement).value).toBe('');
    expect(draft.clear).toHaveBeenCalled();
  });

  it('is not kept once more after it has been saved', async () => {
    const draft = memory();
    const { unmount } = mount(<Record draft={draft} onSave={() => draft.clear()} />);
    await userEvent.type(name(), '冲压{Control>}s{/Control}');
    const before = draft.save.mock.invocationCallOrder.at(-1) ?? 0;
    unmount();
    expect(draft.save.mock.invocationCallOrder.at(-1) ?? 0).toBe(before);
    expect(draft.clear.mock.invocationCallOrder.at(-1)).toBeGreaterThan(before);
  });
});
