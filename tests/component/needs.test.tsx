import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { FormPanel } from '../../renderer/components/form/FormPanel';
import { AllowedNames, Needs } from '../../renderer/components/Needs';
import { mount } from './mount';

function Page({ onRun, onSave }: { onRun: () => void; onSave: () => void }) {
  const form = useForm({ initialValues: { name: '' } });
  return (
    <>
      <Needs needs="risk.remove">
        <Button onClick={onRun}>删除</Button>
      </Needs>
      <FormPanel form={form} label="风险" needs="risk.update" onSave={onSave}>
        <input aria-label="名称" />
      </FormPanel>
    </>
  );
}
const show = (names: readonly string[] | null) => {
  const [onRun, onSave] = [vi.fn<() => void>(), vi.fn<() => void>()];
  mount(
    <AllowedNames value={names && new Set(names)}>
      <Page onRun={onRun} onSave={onSave} />
    </AllowedNames>,
  );
  return { onRun, onSave };
};

it('a button that the role may not use stands disabled with the reason; its form is read only', async () => {
  const { onRun, onSave } = show(['risk.list']);
  const button = screen.getByRole('button', { name: '删除' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await userEvent.hover(button);
  expect((await screen.findByRole('tooltip')).textContent).toContain('现在登录的角色不能做这一步');
  button.click();
  expect(onRun).not.toHaveBeenCalled();
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
  await userEvent.type(screen.getByLabelText('名称'), '{Control>}s{/Control}');
  expect(onSave).not.toHaveBeenCalled();
});

it('where nobody is confined everything works', async () => {
  const { onRun, onSave } = show(null);
  await userEvent.click(screen.getByRole('button', { name: '删除' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(onRun).toHaveBeenCalledOnce();
  expect(onSave).toHaveBeenCalledOnce();
});
