import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import StaffingPage from '../../renderer/features/staffing/StaffingPage';
import { changed, mountPage, part, serve } from './engine';

type Staffing = Data<'staffing.get'>;
const share = { of: 'headcount' as const, base: 265, perMille: 10, thousandths: 2650, roundedUp: 3, least: 3, required: 3 };
const view = part<Staffing>({
  day: '2026-11-21',
  headcount: 265,
  people: { employees: 268, formal: 250, dispatched: 13, intern: 5, contractor: 4 },
  differing: ['V101'],
  requirements: [
    {
      rule: 'V101',
      kind: 'policy',
      case: 'localOver100',
      basis: ['《双桥区关于推进安全生产领域改革发展的实施意见》（十一）'],
      ways: [
        [
          { what: 'independentOffice', required: 1, present: 1, share: null, met: true },
          { what: 'fullTime', required: 3, present: 2, share, met: false },
        ],
      ],
      state: 'lacking',
    },
  ],
  strictest: [{ what: 'fullTime', required: 3, present: 2, rules: ['V101', 'V100'], isOneWay: false, met: false }],
  bodies: [
    part<Staffing['bodies'][number]>({
      id: 'b1',
      revision: 1,
      kind: 'office',
      name: '安全环保部',
      departmentId: null,
      department: '',
      isMerged: false,
      documentNumber: '鹿原发〔2025〕6号',
      validFrom: '2025-10-08',
      validTo: null,
      remark: '',
      isOpen: true,
    }),
  ],
  staff: [
    part<Staffing['staff'][number]>({
      id: 'a1',
      personId: 'p1',
      name: '孙工',
      role: 'certifiedSafetyEngineer',
      department: '安全环保部',
      post: '',
      title: '',
      documentNumber: '',
      certificate: '注册安全工程师',
      certificateNumber: '22180312345',
      certificateTo: '2026-06-30',
      expired: true,
      validFrom: '2026-01-01',
      validTo: null,
    }),
  ],
});

function show() {
  const engine = serve({
    'staffing.get': view,
    'department.list': [],
    'risk.choices': part({ today: '2026-11-21' }),
    'safetyBody.create': changed({ id: 'b2' }),
    'safetyBody.remove': changed({ id: 'b1' }),
    'attachment.list': [],
  });
  mountPage(<StaffingPage />);
  return engine;
}

it('shows every basis with its arithmetic, as a policy where it is one', async () => {
  show();
  const card = within(await screen.findByRole('region', { name: '机构和专职人员数量' }));
  expect(card.getByText('政策')).toBeTruthy();
  expect(card.getByText('待完善')).toBeTruthy();
  expect(card.getByText('从业人员 265 × 1% = 2.65，向上取整 3 人，且不少于 3 人，取 3 人')).toBeTruthy();
  expect(screen.getByText(/两处相差 3 人/).textContent).toContain('机构和专职人员数量 的要求不同');
});

it('says that a certificate has run out and that it is not counted', async () => {
  show();
  expect(await screen.findByText('已过期，不计入')).toBeTruthy();
});

it('asks for the state of an earlier day', async () => {
  const engine = show();
  const day = await screen.findByRole('textbox', { name: '截至' });
  await userEvent.clear(day);
  await userEvent.type(day, '2026-03-01{Enter}');
  await waitFor(() => expect(engine.inputs('staffing.get')).toContainEqual({ day: '2026-03-01' }));
});

it('registers a body, and removes one only after asking', async () => {
  const engine = show();
  await userEvent.click(await screen.findByRole('button', { name: '登记机构' }));
  await userEvent.type(await screen.findByRole('textbox', { name: '名称' }), '安全部');
  await userEvent.click(screen.getByRole('checkbox', { name: '与其他机构合并设置' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(engine.inputs('safetyBody.create')).toMatchObject([{ draft: { kind: 'office', name: '安全部', isMerged: true } }]),
  );
  await userEvent.click(within(screen.getByRole('table', { name: '机构、安委会和委托服务' })).getByText('安全环保部'));
  await userEvent.click(await screen.findByRole('button', { name: '删除登记' }));
  const dialog = within(await screen.findByRole('dialog', { name: /删除“安全环保部”的登记/ }));
  expect(engine.inputs('safetyBody.remove')).toEqual([]);
  await userEvent.click(dialog.getByRole('button', { name: '删除登记' }));
  await waitFor(() => expect(engine.inputs('safetyBody.remove')).toEqual([{ id: 'b1', revision: 1 }]));
});
