import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Trace, TraceHolder } from '../../db/domain/responsibility/trace';
import TracePage from '../../renderer/features/trace/TracePage';
import { TraceButton } from '../../renderer/trace';
import { mountPage, part, serve } from './engine';

const holder = (patch: Partial<TraceHolder>): TraceHolder => ({
  personId: null,
  name: '',
  department: '',
  post: '',
  basis: 'owner',
  title: '',
  scope: '',
  documentNumber: '',
  since: null,
  list: null,
  acknowledgedOn: null,
  gaps: [],
  ...patch,
});
const list = { id: 'l1', title: '焊工', version: 2, validFrom: '2026-01-01', approvedBy: '欧阳建国', approvedOn: '2025-12-30', total: 9, duties: [{ text: '焊接前检查周围可燃物。', frequency: '每班' }] }; // prettier-ignore
const trace: Trace = {
  subject: 'risk',
  id: 'r1',
  shownId: 'r1',
  number: 'R-1',
  title: '焊接工位：焊渣飞溅',
  day: '2026-05-01',
  eventDay: '2026-11-21',
  from: '2025-05-02',
  facts: [{ key: 'level', value: 'considerable', term: 'riskLevel' }],
  recordedOn: '2026-03-01',
  units: [{ id: 'd1', name: '焊接车间', endedOn: '2026-08-31', successor: '装配车间' }],
  links: [
    {
      kind: 'direct',
      role: null,
      unit: '',
      holders: [holder({ personId: 'p1', name: '张三', department: '焊接车间', post: '焊工', list, gaps: ['noLetter'] })],
      gaps: [],
    },
    { kind: 'head', role: 'departmentHead', unit: '焊接车间', holders: [], gaps: ['noHead'] },
    {
      kind: 'office',
      role: 'legalRep',
      unit: '',
      holders: [holder({ name: '欧阳建国', basis: 'stated', gaps: ['statedOnly'] })],
      gaps: [],
    },
  ],
  people: [
    {
      id: 'p1',
      name: '张三',
      nameNow: '张三',
      enteredOn: null,
      leftOn: '2026-08-31',
      letter: null,
      appraisal: { id: 'a1', name: '2025年', grade: 'qualified', share10: 800, on: '2026-01-10' },
      acknowledgements: [],
      deeds: [
        {
          id: 'x1',
          on: '2026-04-02',
          kind: 'other',
          title: '完成安委会决议：更换护罩',
          place: '',
          result: '已换',
          subject: 'resolution',
          subjectId: 'm1',
          files: 2,
        },
      ],
      total: 3,
    },
  ],
  events: [{ on: '2026-03-01', act: 'recorded', name: '王安全', text: '', subject: 'risk', subjectId: 'r1' }],
  gaps: [],
};

function show(address: string) {
  window.location.hash = `#${address}`;
  const engine = serve({
    'trace.get': trace,
    'trace.find': [{ id: 'd1', number: '', title: '焊接车间', note: '' }],
    'trace.print': { file: null },
    'risk.choices': part({ today: '2026-11-21' }),
  });
  mountPage(<TracePage />);
  return engine;
}
beforeEach(() => {
  window.location.hash = '';
});

it('tells level by level who was responsible, with what is missing, and what each had to do and did', async () => {
  const engine = show('/trace/risk/r1/2026-05-01');
  const chain = within(await screen.findByRole('table', { name: '当日责任人员' }));
  expect(engine.inputs('trace.get')).toEqual([{ subject: 'risk', id: 'r1', day: '2026-05-01', months: 12 }]);
  expect(screen.getByText('焊接车间（现为装配车间）')).toBeTruthy();
  expect(screen.getByText('3 处')).toBeTruthy();
  expect(screen.getByText('较大')).toBeTruthy();
  expect(chain.getByText('焊接车间负责人').closest('tr')!.textContent).toContain('当日没有登记负责人');
  expect(chain.getByText('欧阳建国').closest('tr')!.textContent).toContain('只有企业档案写明');
  expect(chain.getByText('2026-08-31 离职')).toBeTruthy();
  await userEvent.click(chain.getByText('张三'));
  const panel = within(screen.getByRole('complementary', { name: '直接责任人 张三' }));
  expect(panel.getByText('焊接前检查周围可燃物。')).toBeTruthy();
  expect(panel.getByText('2025年：合格')).toBeTruthy();
  expect(panel.getByText('另有 2 项较早的记录')).toBeTruthy();
  await userEvent.click(panel.getByRole('button', { name: '完成安委会决议：更换护罩' }));
  expect(window.location.hash).toBe('#/committee/m1');
});

it('begins after an accident with a department, and prints the paper of the day', async () => {
  const engine = show('/trace');
  await screen.findByText('选一条记录和日期，看当日谁负责');
  await userEvent.click(screen.getByRole('combobox', { name: '从哪里开始' }));
  await userEvent.click(await screen.findByRole('option', { name: '部门车间' }));
  await userEvent.click(screen.getByRole('textbox', { name: '编号或名称' }));
  await userEvent.click(await screen.findByRole('option', { name: '焊接车间' }));
  expect(window.location.hash).toBe('#/trace/department/d1');
  await userEvent.click(await screen.findByRole('button', { name: '打印追溯表' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'PDF' }));
  await waitFor(() =>
    expect(engine.inputs('trace.print')).toEqual([{ subject: 'department', id: 'd1', months: 12, format: 'pdf', file: '' }]),
  );
});

it('is reached from a record', async () => {
  mountPage(<TraceButton subject="inspectionFinding" id="f1" />);
  await userEvent.click(screen.getByRole('button', { name: '追溯责任' }));
  expect(window.location.hash).toBe('#/trace/inspectionFinding/f1');
});
