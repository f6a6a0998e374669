import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import RoundPage from '../../renderer/features/round/RoundPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const point = { name: '喷漆房', kind: 'place' as const, location: '' };
const member = { name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: false, attended: false };
const draft = {
  name: '2026年第四季度安全风险评估',
  kind: 'quarterly' as const,
  period: '2026Q4',
  reason: '',
  scope: '',
  methodNote: '',
  noticeNo: '',
  noticeOn: null,
  startedOn: '2026-11-01',
  baseRoundId: null,
  team: [member],
};

async function openRound() {
  const workspace = await serveWorkspace();
  for (const riskNo of ['A-1', 'A-2', 'A-3'])
    await workspace.call('risk.create', { point, draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l: 3, e: 6, c: 15 } });
  const {
    value: { id },
  } = await workspace.call('round.open', { draft });
  window.location.hash = `#/round/${id}`;
  mountPage(<RoundPage />);
  await screen.findByText('A-1');
  return { ...workspace, id };
}

describe('an assessment round', () => {
  it('is opened with its period, name and team, and carries the register forward', async () => {
    const { call } = await serveWorkspace();
    await call('risk.create', { point, draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '静电', l: 3, e: 6, c: 15 } });
    window.location.hash = '#/round/new';
    mountPage(<RoundPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: '轮次名称' });
    expect(name.value).toBe('2026年第四季度安全风险评估');
    await user.click(screen.getByRole('radio', { name: '年度' }));
    expect(name.value).toBe('2026年度安全风险评估');
    await user.click(screen.getByRole('button', { name: '加一人' }));
    await user.type(screen.getByRole('textbox', { name: '第 1 人的姓名' }), '席卫国');
    await user.tab();
    await user.click(screen.getByRole('checkbox', { name: /是职工代表/ }));
    await user.click(screen.getByRole('button', { name: '开始这一轮' }));
    await waitFor(async () =>
      expect(await call('round.list', {})).toMatchObject([
        {
          kind: 'annual',
          period: '2026',
          status: 'open',
          team: [{ name: '席卫国', role: '组长', isWorkerRepresentative: true }],
          figures: { states: { pending: 1 } },
        },
      ]),
    );
  });

  it('is confirmed by a person on a day, explained, and closed only with what is pending accepted', async () => {
    const { call, id } = await openRound();
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(screen.getByRole('checkbox', { name: '选择第 1 行' }));
    await user.click(screen.getByRole('button', { name: '确认所选 1 条' }));
    const confirm = await screen.findByRole('dialog', { name: '确认 1 条风险' });
    await user.type(within(confirm).getByRole('combobox', { name: /确认人/ }), '王安全');
    await user.click(within(confirm).getByRole('button', { name: '确认 1 条' }));
    await waitFor(async () => expect((await call('round.get', { id })).figures.states).toMatchObject({ confirmed: 1, pending: 2 }));
    const {
      rows: [first],
    } = await call('round.items', { id, offset: 0, limit: 1 });
    expect(first).toMatchObject({ state: 'confirmed', confirmedBy: '王安全', confirmedOn: '2026-11-21' });

    await user.click(screen.getByRole('button', { name: '关闭本轮' }));
    const close = await screen.findByRole('dialog', { name: /关闭/ });
    expect(within(close).getByText(/2 条风险还没有确认/)).toBeTruthy();
    expect(within(close).getByText(/还没有职工代表/)).toBeTruthy();
    const verb = within(close).getByRole<HTMLButtonElement>('button', { name: '关闭并定格' });
    expect(verb.disabled).toBe(true);
    await user.click(within(close).getByRole('checkbox'));
    await user.click(verb);
    expect(await screen.findByText(/本轮已于 2026-11-21 关闭/)).toBeTruthy();
    expect((await call('round.get', { id })).round).toMatchObject({ status: 'closed', assessedOn: '2026-11-21' });
    expect(screen.queryByRole('button', { name: '关闭本轮' })).toBeNull();
  });

  it('never writes over a typed conclusion and gives the drafted one back on request', async () => {
    const { call, id } = await openRound();
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(screen.getByRole('tab', { name: '结论与数据' }));
    const own = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '评估结论' });
    await user.type(own, '本季度总体受控。');
    await user.type(screen.getByRole('textbox', { name: '较大风险的填报数' }), '4');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('更正了数字，请写明原因')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: '较大风险的更正原因' }), '含外委作业');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () =>
      expect((await call('round.get', { id })).round).toMatchObject({
        conclusion: '本季度总体受控。',
        entered: { considerable: { entered: '4', reason: '含外委作业' } },
      }),
    );

    await (
      await import('../../renderer/api')
    ).call('round.confirm', { id, selection: { filter: { state: ['pending'] }, except: [] }, by: '王安全', on: '2026-11-21' });
    expect(own.value).toBe('本季度总体受控。');
    await user.click(screen.getByRole('button', { name: '恢复自动草拟' }));
    expect(own.value).toBe('');
  });

  it('keeps the text of its notice as typed, beside one that is drafted anew', async () => {
    const { call, id } = await openRound();
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(screen.getByRole('tab', { name: '方案与评估组' }));
    const own = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '通知正文' });
    expect(screen.getByText(/定于2026年11月1日起开展/)).toBeTruthy();
    await user.type(own, '请各车间配合。');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '打印通知（PDF）' }).disabled).toBe(true);
    await user.type(screen.getByRole('textbox', { name: '评估范围' }), '涂装车间');
    expect(screen.getByText(/评估范围为涂装车间的全部/)).toBeTruthy();
    expect(own.value).toBe('请各车间配合。');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () =>
      expect((await call('round.get', { id })).round).toMatchObject({ noticeText: '请各车间配合。', planText: '' }),
    );
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '打印通知（PDF）' }).disabled).toBe(false));
    expect(screen.getByRole('button', { name: '添加签到表' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '添加照片' })).toBeTruthy();
  });

  it('says how much is given up before a round is abandoned', async () => {
    const { call } = await openRound();
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(screen.getByRole('button', { name: '更多操作' }));
    await user.click(await screen.findByRole('menuitem', { name: '放弃本轮' }));
    const danger = await screen.findByRole('dialog', { name: /放弃/ });
    expect(within(danger).getByText(/3 条风险的确认记录/)).toBeTruthy();
    await user.click(within(danger).getByRole('button', { name: '放弃本轮' }));
    await waitFor(async () => expect(await call('round.list', {})).toEqual([]));
  });
});
