import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import DepartmentPage from '../../renderer/features/organization/DepartmentPage';
import { maskedIdNumber, maskedPhone } from '../../db/domain/personal/mask';
import PersonPage from '../../renderer/features/organization/PersonPage';
import PostPage from '../../renderer/features/organization/PostPage';
import { departmentOptions, treeOf, withBelow, type Department } from '../../renderer/features/organization/tree';
import type { Data } from '../../renderer/api';
import { changed, mountPage, part, serve, type Answers } from './engine';
import { serveWorkspace } from './realWorkspace';

const department = (id: string, name: string, parentId: string | null, patch: Partial<Department> = {}): Department => ({
  id,
  name,
  parentId,
  revision: 1,
  kind: 'department',
  sort: 0,
  validFrom: '2025-10-01',
  validTo: null,
  people: 0,
  risks: 0,
  ...patch,
});
const departments = [
  department('c', '公司', null),
  department('p', '生产部', 'c'),
  department('w', '铆焊车间', 'p', { people: 18, risks: 49 }),
  department('a', '安全部', 'c'),
];
const person = part<Data<'person.list'>['rows'][number]>({
  id: 'p1',
  revision: 2,
  name: '温国栋',
  sex: 'male',
  idNumber: '1502************13',
  phone: '138****0004',
  education: '本科',
  employment: 'formal',
  isLeader: 1,
  enteredOn: '2018-03-13',
  leftOn: null,
  remark: '',
  departmentId: 'a',
  department: '安全部',
  postId: 'o1',
  post: '安全总监',
});

function serveOrganization(answers: Answers = {}) {
  return serve({
    'department.list': departments,
    'post.list': [
      part({
        id: 'o1',
        revision: 1,
        name: '安全总监',
        departmentId: null,
        department: null,
        isSpecialOperation: 0,
        isLeader: 1,
        validFrom: '2025-10-01',
        validTo: null,
        people: 1,
      }),
    ],
    'person.list': { rows: [person], total: 1 },
    'risk.choices': part({ today: '2026-11-21' }),
    'department.update': changed({ id: 'w' }),
    'department.create': changed({ id: 'n' }),
    'person.update': changed({ id: 'p1' }),
    'post.end': changed({ id: 'o1' }),
    ...answers,
  });
}
const save = async () => userEvent.click(screen.getByRole('button', { name: '保存' }));

describe('departments', () => {
  it('are renamed from a day on, papers before keep the old name', async () => {
    const engine = serveOrganization();
    mountPage(<DepartmentPage />);
    await userEvent.click(await screen.findByText('铆焊车间'));
    const name = await screen.findByRole('textbox', { name: '名称' });
    await userEvent.clear(name);
    await userEvent.type(name, '结构件车间');
    expect(screen.getByText('此前的材料仍用“铆焊车间”。')).toBeTruthy();
    await save();
    await waitFor(() =>
      expect(engine.inputs('department.update')).toEqual([
        { id: 'w', revision: 1, name: '结构件车间', parentId: 'p', kind: 'department', from: '2026-11-21' },
      ]),
    );
  });

  it('in use are not ended, and the reasons lead to what has to be moved', async () => {
    serveOrganization();
    mountPage(<DepartmentPage />);
    await userEvent.click(await screen.findByText('铆焊车间'));
    await userEvent.click(await screen.findByRole('button', { name: '结束这个部门…' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/18 名人员还在这个部门/)).toBeTruthy();
    expect(within(dialog).queryByRole('button', { name: '结束部门' })).toBeNull();
    await userEvent.click(within(dialog).getByRole('button', { name: '查看风险' }));
    expect(window.location.hash).toBe('#/risk/department-w');
  });

  it('are created below the one that was open', async () => {
    const engine = serveOrganization();
    mountPage(<DepartmentPage />);
    await userEvent.click(await screen.findByText('生产部'));
    await userEvent.click(await screen.findByRole('button', { name: '新建下级部门' }));
    await userEvent.type(await screen.findByRole('textbox', { name: '名称' }), '涂装车间');
    await save();
    await waitFor(() =>
      expect(engine.inputs('department.create')).toEqual([
        { draft: { name: '涂装车间', kind: 'department', parentId: 'p', validFrom: '2026-11-21' } },
      ]),
    );
  });

  it('stand under what they belong to, and never under themselves', () => {
    expect(treeOf([...departments].toReversed()).map(({ id, depth }) => `${depth}${id}`)).toEqual(['0c', '1a', '1p', '2w']);
    expect([...withBelow(departments, 'p')]).toEqual(['p', 'w']);
    expect(departmentOptions(departments, withBelow(departments, 'p')).map(({ value }) => value)).toEqual(['c', 'a']);
  });

  it('whose parent has ended stand at the top', () => {
    expect(treeOf([department('w', '铆焊车间', 'gone')]).map(({ depth }) => depth)).toEqual([0]);
  });
});

describe('posts', () => {
  it('say how many hold them before they are ended', async () => {
    const engine = serveOrganization();
    mountPage(<PostPage />);
    await userEvent.click(await screen.findByText('安全总监'));
    await userEvent.click(await screen.findByRole('button', { name: '结束这个岗位…' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/还有 1 人在这个岗位/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: '结束岗位' }));
    await waitFor(() => expect(engine.inputs('post.end')).toEqual([{ id: 'o1', revision: 1, on: '2026-11-21' }]));
  });
});

describe('people', () => {
  it('show only a part of their numbers in the list', async () => {
    serveOrganization();
    mountPage(<PersonPage />);
    expect(await screen.findByText('138****0004')).toBeTruthy();
    expect(screen.queryByText('13800000004')).toBeNull();
  });

  it('move to another department from a day on', async () => {
    const engine = serveOrganization();
    window.location.hash = '#/person/p1';
    mountPage(<PersonPage />);
    const inForm = within(await screen.findByRole('form', { name: '人员' }));
    await userEvent.click(inForm.getByRole('textbox', { name: '部门' }));
    // The filter above the list has the same departments; the form stands after it.
    const offered = await screen.findAllByRole('option', { name: /^生产部/ });
    await userEvent.click(offered.at(-1)!);
    expect(inForm.getByText('此前的材料仍按原部门、岗位。')).toBeTruthy();
    await save();
    await waitFor(() =>
      expect(engine.inputs('person.update')).toMatchObject([
        { id: 'p1', revision: 2, from: '2026-11-21', draft: { name: '温国栋', departmentId: 'p', postId: 'o1' } },
      ]),
    );
  });

  it('show their numbers only when asked to, and keep them when the mask is left alone', async () => {
    serveOrganization({ 'person.reveal': changed({ idNumber: '150203197803120013', phone: '13800000004' }) });
    window.location.hash = '#/person/p1';
    mountPage(<PersonPage />);
    const phone = await screen.findByRole<HTMLInputElement>('textbox', { name: '联系电话' });
    expect(phone.value).toBe('138****0004');
    await userEvent.click(screen.getByRole('button', { name: '显示全部号码' }));
    await waitFor(() => expect(phone.value).toBe('13800000004'));
    expect(screen.queryByRole('button', { name: '显示全部号码' })).toBeNull();
  });

  it('need a name: it is said at the name, where the keyboard goes', async () => {
    await serveWorkspace();
    window.location.hash = '#/person/new';
    mountPage(<PersonPage />);
    await screen.findByRole('form', { name: '人员' });
    await save();
    const name = screen.getByRole('textbox', { name: '姓名' });
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    await waitFor(() => expect(document.activeElement).toBe(name));
  });

  it('that are not there are said to be gone', async () => {
    serveOrganization();
    window.location.hash = '#/person/nobody';
    mountPage(<PersonPage />);
    expect(await screen.findByText('找不到这名人员，可能已被撤销。')).toBeTruthy();
  });
});

it('hides the middle of a number, and all of a short one but its end', () => {
  expect([maskedPhone('13800000004'), maskedPhone('5123456'), maskedPhone('')]).toEqual(['138****0004', '****56', '']);
  expect([maskedIdNumber('150203197803120013'), maskedIdNumber('12345')]).toEqual(['1502************13', '*****']);
});
