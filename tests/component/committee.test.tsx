import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import { MeetingForm } from '../../renderer/features/committee/MeetingForm';
import type { Meeting } from '../../renderer/features/committee/meeting';
import { changed, mountPage, part, serve } from './engine';

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
