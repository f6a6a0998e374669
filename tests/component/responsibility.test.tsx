import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import ResponsibilityPage from '../../renderer/features/responsibility/ResponsibilityPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const approval = { approvedBy: '王总', approvedOn: '2026-03-01', validFrom: '2026-03-01' };
const at = (path: string) => {
  window.location.hash = path;
};
beforeEach(() => at('#/responsibility'));

/** The list of 主要负责人, taken from the library; approved where asked. */
async function begin(isApproved: boolean) {
  const workspace = await serveWorkspace();
  const { call } = workspace;
  const { value } = await call('responsibility.adopt', { items: [{ owner: { role: 'principal' }, libraryPost: 'principal' }] });
  const id = value.ids[0]!;
  if (isApproved) await call('responsibility.approve', { ids: [id], approval });
  const shown = async (key = id) => (await call('responsibility.get', { key })).shown!;
  return { ...workspace, id, shown };
}

it('shows who has no list first, and approves what is picked as of today', async () => {
  const { shown } = await begin(false);
  mountPage(<ResponsibilityPage />);
  const table = await screen.findByRole('grid', { name: '责任清单' });
  expect(within(table).getAllByText('没有清单')).toHaveLength(4);
  await userEvent.click(within(within(table).getAllByText('编制中')[0]!.closest<HTMLElement>('[role="row"]')!).getByRole('checkbox'));
  await userEvent.click(await screen.findByRole('button', { name: '批准…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '批准责任清单' }));
  await waitFor(() => expect(dialog.getByLabelText<HTMLInputElement>(/^执行日期/).value).toBe('2026-11-21'));
  await userEvent.type(dialog.getByRole('textbox', { name: /^批准人/ }), '王总');
  await userEvent.click(dialog.getByRole('button', { name: '批准' }));
  await waitFor(async () => expect(await shown()).toMatchObject({ status: 'approved', approvedBy: '王总', validFrom: '2026-11-21' }));
});

it('shows a list as of a day, and says where there was none', async () => {
  const { id } = await begin(true);
  at(`#/responsibility/${id}`);
  mountPage(<ResponsibilityPage />);
  const day = await screen.findByRole('textbox', { name: '看哪一天' });
  expect(await screen.findByRole('button', { name: '编下一版' })).toBeTruthy();
  await userEvent.type(day, '2026-02-01{Enter}');
  expect(await screen.findByText('2026-02-01 没有执行中的责任清单')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '编下一版' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '看今天的' }));
  expect(await screen.findByRole('button', { name: '编下一版' })).toBeTruthy();
});

it('ends a list only after asking for its last day', async () => {
  const { id, shown } = await begin(true);
  at(`#/responsibility/${id}`);
  mountPage(<ResponsibilityPage />);
  await userEvent.click(await screen.findByRole('button', { name: '停用…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '停用“主要负责人”的责任清单' }));
  expect(await shown()).toMatchObject({ status: 'approved' });
  await waitFor(() => expect(dialog.getByLabelText<HTMLInputElement>(/^执行至/).value).toBe('2026-11-21'));
  await userEvent.click(dialog.getByRole('button', { name: '停用' }));
  await waitFor(async () => expect(await shown()).toMatchObject({ status: 'ended', validTo: '2026-11-21' }));
});

it('takes single words and duties back from the library, the rest stays as the enterprise wrote it', async () => {
  const { call, id, shown } = await begin(false);
  const { revision, scope, items } = await shown();
  const duties = items.slice(1).map(({ id: dutyId, text, frequency, evidence, criteria, standard10, legalBasis }, index) => ({
    id: dutyId,
    text: index === 0 ? '我们自己的话' : text,
    frequency: index === 0 ? '每周' : frequency,
    evidence,
    criteria,
    standard10,
    legalBasis,
  }));
  const draft = { scope, criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties };
  await call('responsibility.save', { id, revision, owner: { role: 'principal' }, draft });
  at(`#/responsibility/${id}`);
  mountPage(<ResponsibilityPage />);
  expect(await screen.findByText(/本单位改过 1 条 · 没有采用 1 条/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '与职责库对比…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '“主要负责人”与职责库对比' }));
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: '采用 0 处' }).disabled).toBe(true);
  await userEvent.selectOptions(await dialog.findByRole('combobox', { name: '“每周”的履职频次用哪边' }), '职责库');
  await userEvent.click(dialog.getByRole('checkbox', { name: `加入“${items[0]!.text}”` }));
  await userEvent.click(dialog.getByRole('button', { name: '采用 2 处' }));
  await waitFor(async () => expect((await shown()).items).toHaveLength(items.length));
  const merged = (await shown()).items;
  expect(merged[0]).toMatchObject({ text: items[0]!.text });
  expect(merged[1]).toMatchObject({ text: '我们自己的话', frequency: items[1]!.frequency });
});

it('keeps the scans of each signature apart from those of all', async () => {
  const { call, id } = await begin(true);
  const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2026-01-01', departmentId: null, postId: null, remark: '', name: '张三' } as const; // prettier-ignore
  const personId = (await call('person.create', { draft: someone as never })).value.id;
  const words = { title: '', scope: '', documentNumber: '', certificate: '', certificateNumber: '', remark: '' };
  const days = { certificateTo: null, notifiedOn: null, endNotifiedOn: null, validFrom: '2026-01-01', validTo: null };
  await call('appointment.create', { draft: { personId, role: 'principal', departmentId: null, ...words, ...days } });
  await call('responsibility.acknowledge', { ids: [id], personIds: null, note: { on: '2026-03-05', way: 'signature', remark: '' } });
  at(`#/responsibility/${id}`);
  mountPage(<ResponsibilityPage />);
  await userEvent.click(await screen.findByRole('tab', { name: '责任人员和签收' }));
  await userEvent.click(await screen.findByRole('button', { name: '张三的扫描件 0 个' }));
  const dialog = within(await screen.findByRole('dialog', { name: '张三签收的扫描件' }));
  expect(dialog.getByRole('button', { name: /添加本人扫描件/ })).toBeTruthy();
});
