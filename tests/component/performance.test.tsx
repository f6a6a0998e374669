import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Data } from '../../renderer/api';
import { Dossier } from '../../renderer/features/performance/Dossier';
import { InspectionForm } from '../../renderer/features/performance/InspectionForm';
import { Months } from '../../renderer/features/performance/Months';
import { changed, mountPage, part, refusal, serve } from './engine';

const months = (year: number, isPolicy: boolean) =>
  part<Data<'inspection.months'>>({
    year,
    isPolicy,
    months: [
      { month: `${year}-01`, nos: ['DD-001'], state: 'done' },
      { month: `${year}-02`, nos: [], state: 'missing' },
      { month: `${year}-03`, nos: [], state: 'later' },
    ],
  });

it('names a month without a full inspection as lacking where a policy asks for one, year by year', async () => {
  const engine = serve({ 'inspection.months': ({ year }) => months(year, true) });
  mountPage(<Months today="2026-03-05" />);
  expect(await screen.findByText('政策要求：法定代表人或实际控制人每月至少全面检查 1 次')).toBeTruthy();
  expect(screen.getByText('缺')).toBeTruthy();
  expect(screen.getByTitle('DD-001')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '上一年' }));
  expect(await screen.findByText('2025 年')).toBeTruthy();
  await waitFor(() => expect(engine.inputs('inspection.months')).toEqual([{ year: 2026 }, { year: 2025 }]));
});

it('calls no month lacking where no policy asks for it', async () => {
  serve({ 'inspection.months': ({ year }) => months(year, false) });
  mountPage(<Months today="2024-03-05" />);
  expect(await screen.findByText('法定代表人或实际控制人带队的全面检查（各月）')).toBeTruthy();
  expect(screen.queryByText('缺')).toBeNull();
  expect(screen.getByText('—')).toBeTruthy();
});

const inspection = part<Data<'inspection.get'>>({
  id: 'i1',
  revision: 4,
  no: 'DD-007',
  on: '2026-11-10',
  inspectorId: 'p1',
  inspectorName: '王建国',
  role: 'legalRep',
  isFullScope: 1,
  scope: '全厂',
  participants: '',
  content: '',
  conclusion: '',
  signedOn: null,
  remark: '',
  list: [
    {
      id: 'f1',
      text: '消火栓被遮挡',
      place: '装配车间',
      ownerId: null,
      ownerText: '张三',
      measure: '',
      dueOn: '2026-11-20',
      doneOn: null,
      doneNote: '',
      verifiedBy: '',
      verifiedOn: null,
      state: 'open',
    },
  ],
});
const nothing = { 'attachment.list': [], 'person.list': part<Data<'person.list'>>({ rows: [{ id: 'p1', name: '王建国' }], total: 1 }) };

it('asks who led a new inspection and when, and keeps what is typed until then', async () => {
  const engine = serve({ ...nothing, 'inspection.create': part(changed({ id: 'i2' })) });
  const saved = vi.fn<(id: string | null) => void>();
  const dirty = vi.fn<(dirty: boolean) => void>();
  mountPage(<InspectionForm inspection={null} today="2026-11-21" onSaved={saved} onDirty={dirty} />);
  await userEvent.type(screen.getByRole('textbox', { name: '检查范围' }), '油库');
  expect(dirty).toHaveBeenLastCalledWith(true);
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  expect(screen.getAllByText('请填写')).toHaveLength(2);
  await userEvent.type(screen.getByRole('textbox', { name: /检查日期/ }), '2026-11-20');
  await userEvent.click(screen.getByRole('textbox', { name: /检查人/ }));
  await userEvent.click(await screen.findByRole('option', { name: /王建国/ }));
  // Two lines are added; the one into which nothing is written is left out.
  await userEvent.click(screen.getByRole('button', { name: '增加一项' }));
  await userEvent.type(screen.getByRole('textbox', { name: '问题 1' }), '静电接地脱落');
  await userEvent.click(screen.getByRole('button', { name: '增加一项' }));
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  await waitFor(() => expect(saved).toHaveBeenCalledExactlyOnceWith('i2'));
  expect(engine.inputs('inspection.create')).toMatchObject([
    { draft: { on: '2026-11-20', inspectorId: 'p1', scope: '油库', isFullScope: false, findings: [{ text: '静电接地脱落' }] } },
  ]);
  expect((engine.inputs('inspection.create') as { draft: { findings: unknown[] } }[])[0]!.draft.findings).toHaveLength(1);
});

it('drops no finding because its words are missing: it asks for them, or to take it off', async () => {
  const engine = serve({ ...nothing, 'inspection.update': part(changed({ id: 'i1' })) });
  mountPage(<InspectionForm inspection={inspection} today="2026-11-21" onSaved={() => {}} onDirty={() => {}} />);
  expect(await screen.findByText(/法定代表人带队.*计入月度全面检查/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '增加一项' }));
  await userEvent.type(screen.getAllByRole('textbox', { name: '部位' })[1]!, '锅炉房');
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  expect(await screen.findByText('第 2 项没有写发现了什么问题；不要这一项请去掉')).toBeTruthy();
  await userEvent.clear(screen.getByRole('textbox', { name: '问题 1' }));
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  expect(await screen.findByText('第 1 项没有写发现了什么问题；不要这一项请去掉')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '问题 1' })));
  expect(engine.inputs('inspection.update')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: '去掉第 1 项' }));
  await userEvent.type(screen.getByRole('textbox', { name: '问题 1' }), '安全阀未校验');
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  await waitFor(() =>
    expect(engine.inputs('inspection.update')).toMatchObject([
      { id: 'i1', revision: 4, draft: { findings: [{ text: '安全阀未校验', place: '锅炉房' }] } },
    ]),
  );
});

it('removes an inspection only after asking', async () => {
  const engine = serve({ ...nothing, 'inspection.remove': part(changed({})) });
  const saved = vi.fn<(id: string | null) => void>();
  mountPage(<InspectionForm inspection={inspection} today="2026-11-21" onSaved={saved} onDirty={() => {}} />);
  await userEvent.click(await screen.findByRole('button', { name: '删除检查' }));
  const dialog = within(await screen.findByRole('dialog', { name: '删除检查 DD-007' }));
  expect(engine.inputs('inspection.remove')).toEqual([]);
  await userEvent.click(dialog.getByRole('button', { name: '删除检查' }));
  await waitFor(() => expect(saved).toHaveBeenCalledExactlyOnceWith(null));
  expect(engine.inputs('inspection.remove')).toEqual([{ id: 'i1', revision: 4 }]);
});

const deed = (id: string, subject: string, subjectId: string, title: string, on: string) => ({
  id,
  on,
  kind: 'other',
  title,
  place: '',
  result: '',
  subject,
  subjectId,
  files: 0,
});
const dossier = part<Data<'performance.get'>>({
  name: '王建国',
  post: '总经理',
  deeds: [
    deed('a', 'leaderInspection', 'i1', '带队检查 DD-007', '2026-01-10'),
    deed('b', 'resolution', 'm1', '完成安委会决议', '2026-03-01'),
    deed('c', 'performanceRecord', 'c', '参加演练', '2026-05-01'),
  ],
  counts: [{ kind: 'other', months: [1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0], total: 3 }],
  duties: [{ id: 'd1', text: '组织制定并实施安全生产教育和培训计划', frequency: '每年', evidence: '培训计划' }],
});

it('shows a dossier with the latest deed first, each leading to where it stands', async () => {
  const engine = serve({
    ...nothing,
    'performance.get': dossier,
    'performance.record': part({
      id: 'c',
      revision: 1,
      on: '2026-05-01',
      kind: 'drill',
      title: '参加演练',
      place: '',
      content: '',
      result: '',
    }),
    'performance.print': part({ file: 'D:\\履职档案.docx' }),
  });
  mountPage(<Dossier personId="p1" year={2026} today="2026-11-21" />);
  const deeds = within(await screen.findByRole('table', { name: '履职记录' }));
  const titles = deeds.getAllByRole('row').slice(1);
  expect(titles.map((row) => row.textContent)).toEqual([
    expect.stringContaining('参加演练'),
    expect.stringContaining('完成安委会决议'),
    expect.stringContaining('带队检查 DD-007'),
  ]);
  const counts = within(screen.getByRole('table', { name: '各月次数' }));
  expect(counts.getAllByRole('row')[1]!.textContent).toMatch(/1113$/);
  expect(within(screen.getByRole('table', { name: '岗位职责要求' })).getByText('每年')).toBeTruthy();
  // A resolution stands in its meeting.
  await userEvent.click(deeds.getByText('完成安委会决议'));
  expect(window.location.hash).toBe('#/committee/m1');
  await userEvent.click(deeds.getByText('带队检查 DD-007'));
  expect(window.location.hash).toBe('#/performance/i1');
  // What was entered by itself opens here.
  await userEvent.click(deeds.getByText('参加演练'));
  expect(await screen.findByRole('dialog', { name: '补记履职' })).toBeTruthy();
  expect(await screen.findByDisplayValue('参加演练')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: '打印' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Word' }));
  await waitFor(() => expect(engine.inputs('performance.print')).toEqual([{ personId: 'p1', year: 2026, format: 'docx', file: '' }]));
});

it('says of an empty dossier what is lacking, and of one that is gone that it is', async () => {
  const engine = serve({ ...nothing, 'performance.get': { ...dossier, deeds: [], counts: [], duties: [] } });
  const { unmount } = mountPage(<Dossier personId="p2" year={2025} today="2026-11-21" />);
  expect(await screen.findAllByText('这一年还没有记录')).toHaveLength(2);
  expect(screen.getByText('还没有现行的岗位安全生产责任清单')).toBeTruthy();
  unmount();
  engine.answers['performance.get'] = refusal({ code: 'NOT_FOUND', key: 'person' });
  mountPage(<Dossier personId="p3" year={2025} today="2026-11-21" />);
  expect(await screen.findByRole('button', { name: '重试' })).toBeTruthy();
});
