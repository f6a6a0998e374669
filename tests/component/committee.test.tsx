import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Data } from '../../renderer/api';
import { MeetingForm } from '../../renderer/features/committee/MeetingForm';
import type { Meeting } from '../../renderer/features/committee/meeting';
import { MeetingList } from '../../renderer/features/committee/MeetingList';
import { ResolutionList } from '../../renderer/features/committee/ResolutionList';
import { changed, mountPage, part, refusal, serve } from './engine';

const library = part<Data<'committee.agendaLibrary'>>({
  source: '文字为自编，不是标准原文。',
  items: [
    { key: 'policy', clause: 'a', text: '传达上级部署', materials: '文件摘要' },
    { key: 'targets', clause: 'b', text: '审议年度目标', materials: '目标草案' },
    { key: 'accidents', text: '通报事故', materials: '事故台账' },
  ],
});
const meeting = part<Meeting>({
  id: 'm1',
  revision: 3,
  name: '第四季度会议',
  heldOn: '2026-10-15',
  place: '',
  chairId: null,
  chairName: '',
  recorder: '',
  agenda: [{ key: 'targets', text: '审议2027年目标' }],
  attendees: [],
  minutes: '',
  remark: '',
  resolutions: [],
});

it('makes an agenda of the catalogue and of own items, in order and in own words', async () => {
  const engine = serve({
    'committee.agendaLibrary': library,
    'committee.update': changed({ id: 'm1' }),
    'risk.choices': part({ today: '2026-11-21' }),
    'attachment.list': [],
  });
  mountPage(<MeetingForm meeting={meeting} onSaved={() => {}} onDirty={() => {}} />);
  // What is on the agenda says what to bring; the catalogue is folded where there is an agenda.
  expect(await screen.findByText('会前准备：目标草案')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '常用议题' }));
  const usual = within(screen.getByRole('group', { name: '常用议题' }));
  expect(usual.getByRole<HTMLInputElement>('checkbox', { name: '审议年度目标' }).checked).toBe(true);
  await userEvent.click(usual.getByRole('checkbox', { name: '传达上级部署' }));
  await userEvent.click(usual.getByRole('checkbox', { name: '通报事故' }));
  await userEvent.click(usual.getByRole('checkbox', { name: '通报事故' }));
  await userEvent.type(screen.getByRole('textbox', { name: '另写议题' }), '新车间验收{Enter}{Enter}食堂燃气');
  await userEvent.click(screen.getByRole('button', { name: '加入议题' }));
  await userEvent.click(screen.getByRole('button', { name: '第 2 项上移' }));
  await userEvent.click(screen.getByRole('button', { name: '去掉第 4 项' }));
  await userEvent.type(screen.getByRole('textbox', { name: '第 3 项议题' }), '的安排');
  await userEvent.click(screen.getByRole('button', { name: /^保存/ }));
  await waitFor(() =>
    expect(engine.inputs('committee.update')).toMatchObject([
      {
        id: 'm1',
        revision: 3,
        draft: {
          agenda: [
            { key: 'policy', text: '传达上级部署' },
            { key: 'targets', text: '审议2027年目标' },
            { key: '', text: '新车间验收的安排' },
          ],
        },
      },
    ]),
  );
});

it('opens the catalogue at once for a meeting without an agenda', async () => {
  serve({ 'committee.agendaLibrary': library, 'risk.choices': part({ today: '2026-11-21' }), 'attachment.list': [] });
  mountPage(<MeetingForm meeting={null} onSaved={() => {}} onDirty={() => {}} />);
  const usual = within(await screen.findByRole('group', { name: '常用议题' }));
  expect(usual.getAllByRole('checkbox')).toHaveLength(3);
  expect(usual.getByText('会前准备：事故台账')).toBeTruthy();
});

const meetings = part<Data<'committee.meetings'>['rows']>([
  {
    id: 'm2',
    no: 'AWH-2026-002',
    name: '二季度会议',
    heldOn: '2026-06-20',
    chairName: '王建国',
    asked: 9,
    present: 8,
    resolutions: 3,
    unfinished: 2,
    overdue: 1,
  },
  {
    id: 'm1',
    no: 'AWH-2026-001',
    name: '一季度会议',
    heldOn: '2026-03-20',
    chairName: '',
    asked: 0,
    present: 0,
    resolutions: 2,
    unfinished: 0,
    overdue: 0,
  },
  {
    id: 'm0',
    no: 'AWH-2025-004',
    name: '四季度会议',
    heldOn: '2025-12-20',
    chairName: '',
    asked: 3,
    present: 3,
    resolutions: 0,
    unfinished: 0,
    overdue: 0,
  },
]);
const figures = part<Data<'committee.figures'>>({
  resolutions: { overdue: 1, ownerless: 2 },
  interval: { isHeld: false, by: '2026-12-31' },
});
const common = {
  'committee.agendaLibrary': library,
  'committee.figures': figures,
  'risk.choices': part<Data<'risk.choices'>>({ today: '2026-11-21' }),
  'attachment.list': [],
};

it('tells of each meeting who came and how far its resolutions are; one opens beside the list', async () => {
  const engine = serve({
    ...common,
    'committee.meetings': { rows: meetings, total: 3 },
    'committee.get': refusal({ code: 'NOT_FOUND', key: 'committeeMeeting' }),
  });
  const open = vi.fn<(id: string | null) => void>();
  const list = (id: string | null) => <MeetingList id={id} open={open} part="meeting" onPart={() => {}} />;
  const { unmount } = mountPage(list(null));
  const row = within((await screen.findByText('AWH-2026-002')).closest<HTMLElement>('[role=row]')!);
  expect(row.getByText('8/9')).toBeTruthy();
  expect(row.getByText('3 项，未完成 2 项，超期 1 项')).toBeTruthy();
  expect(screen.getByText('2 项，已全部完成')).toBeTruthy();
  // Nobody asked and nothing resolved: nothing to tell, and no 0/0.
  expect(screen.queryByText('0/0')).toBeNull();
  expect(screen.getByText(/1 项决议已超期/).textContent).toMatch(/2 项未完成决议的责任人已离职.*2026-12-31 前/);
  await userEvent.click(row.getByText('二季度会议'));
  expect(open).toHaveBeenLastCalledWith('m2');
  await userEvent.click(screen.getByRole('button', { name: '新建会议' }));
  expect(open).toHaveBeenLastCalledWith('new');
  await userEvent.type(screen.getByPlaceholderText('编号、名称、主持人、内容'), '季度');
  await waitFor(() => expect(engine.inputs('committee.meetings').at(-1)).toMatchObject({ offset: 0, text: '季度' }));
  unmount();
  // One that is gone says so, and the list stays.
  mountPage(list('m9'));
  expect(await screen.findByRole('button', { name: '重试' })).toBeTruthy();
  expect(engine.inputs('committee.get')).toContainEqual({ id: 'm9' });
});

it('says what a list without meetings is for, and that a search found none', async () => {
  serve({ ...common, 'committee.meetings': { rows: [], total: 0 } });
  mountPage(<MeetingList id={null} open={() => {}} part="meeting" onPart={() => {}} />);
  expect(await screen.findByText('还没有安委会会议')).toBeTruthy();
  await userEvent.type(screen.getByPlaceholderText('编号、名称、主持人、内容'), '没有');
  expect(await screen.findByText('没有符合条件的会议')).toBeTruthy();
});

const resolutions = part<Data<'committee.resolutions'>['rows']>([
  {
    id: 'r1',
    meetingId: 'm1',
    meetingNo: 'AWH-2026-001',
    meetingName: '一季度会议',
    text: '更换行车限位器',
    department: '设备部',
    ownerText: '张三',
    ownerHasLeft: 1,
    dueOn: '2026-11-01',
    doneOn: null,
    doneNote: '',
    verifiedBy: '',
    state: 'overdue',
  },
  {
    id: 'r2',
    meetingId: 'm2',
    meetingNo: 'AWH-2026-002',
    meetingName: '二季度会议',
    text: '补齐应急照明',
    department: '',
    ownerText: '李四',
    ownerHasLeft: 1,
    dueOn: null,
    doneOn: '2026-07-01',
    doneNote: '',
    verifiedBy: '',
    state: 'done',
  },
]);

it('names who has left only where something is still to do, narrows, and opens the meeting', async () => {
  const engine = serve({ ...common, 'committee.resolutions': { rows: resolutions, total: 2 } });
  const open = vi.fn<(id: string) => void>();
  mountPage(<ResolutionList onOpen={open} />);
  expect(await screen.findByText('张三（已离职）')).toBeTruthy();
  expect(screen.getByText('李四')).toBeTruthy();
  await userEvent.click(screen.getByText('补齐应急照明'));
  expect(open).toHaveBeenCalledExactlyOnceWith('m2');
  await userEvent.click(screen.getByRole('checkbox', { name: '责任人已离职' }));
  await waitFor(() => expect(engine.inputs('committee.resolutions').at(-1)).toMatchObject({ text: '', ownerLeft: true }));
  expect(engine.inputs('committee.resolutions')[0]).not.toHaveProperty('ownerLeft');
  expect(engine.inputs('committee.resolutions')[0]).not.toHaveProperty('state');
});

it('gives what is picked, or all that is found, to somebody else', async () => {
  const engine = serve({
    ...common,
    'committee.resolutions': { rows: resolutions, total: 2 },
    'person.list': part({ rows: [{ id: 'p5', name: '赵六', post: '机修工', department: '设备部' }], total: 1 }),
    'committee.reassign': part(changed({ given: 1 })),
  });
  mountPage(<ResolutionList onOpen={() => {}} />);
  const give = async () => {
    await userEvent.click(screen.getByRole('button', { name: '改派责任人' }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole<HTMLButtonElement>('button', { name: '改派责任人' });
    expect(confirm.disabled).toBe(true);
    await userEvent.click(dialog.getByRole('textbox', { name: /责任人/ }));
    await userEvent.click(await screen.findByRole('option', { name: /赵六/ }));
    await userEvent.click(confirm);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  };
  await screen.findByText('更换行车限位器');
  const boxes = () => screen.getAllByRole('checkbox', { name: /^选择/ });
  await userEvent.click(boxes()[1]!);
  await give();
  // Nothing stays picked behind what was done.
  expect(screen.queryByRole('button', { name: '改派责任人' })).toBeNull();
  await userEvent.click(boxes()[0]!);
  await give();
  expect(engine.inputs('committee.reassign')).toEqual([
    { selection: { ids: ['r1'] }, ownerId: 'p5', ownerText: '赵六' },
    { selection: { filter: { text: '' }, except: [] }, ownerId: 'p5', ownerText: '赵六' },
  ]);
});
