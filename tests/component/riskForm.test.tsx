import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import RiskPage from '../../renderer/features/risk/RiskPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const point = { name: '10t 桥式起重机', kind: 'equipment' as const, location: '一车间' };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

async function choose(user: ReturnType<typeof userEvent.setup>, label: string, sentence: RegExp) {
  await user.click(screen.getByLabelText(new RegExp(`^${label}`), { selector: 'input' }));
  await user.click(await screen.findByText(sentence, { selector: '[role=option] *' }));
}

describe('the risk form', () => {
  it('grades while factors are chosen by their sentences, gives the control level of the level, and stores', async () => {
    const { call } = await serveWorkspace();
    await call('riskPoint.create', { draft: { no: '', ...point, departmentId: null, remark: '' } });
    window.location.hash = '#/risk/new';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });

    await user.click(await screen.findByLabelText(/^风险点/, { selector: 'input' }));
    await user.type(screen.getByLabelText(/^风险点/, { selector: 'input' }), 'qs');
    await user.click(await screen.findByText(/桥式起重机/, { selector: '[role=option] *' }));
    await user.type(screen.getByLabelText(/^危险源/, { selector: 'textarea' }), '钢丝绳断丝超标');
    await choose(user, '可能性 L', /可能，但不经常/);
    // The value itself is enough, as in a cell of a sheet.
    await user.type(screen.getByLabelText(/^暴露频繁程度 E/, { selector: 'input' }), '6{Tab}');
    expect(screen.getByText('D = L × E × C = 3 × 6 × ?')).toBeTruthy();
    await choose(user, '后果 C', /一人死亡/);
    expect(screen.getByText('D = L × E × C = 3 × 6 × 15 = 270')).toBeTruthy();
    // Chosen once more by way of its first digit it stays what it is.
    const consequence = screen.getByLabelText(/^后果 C/, { selector: 'input' });
    await user.clear(consequence);
    await user.type(consequence, '1{ArrowDown}{Enter}{Tab}');
    expect(screen.getByText('D = L × E × C = 3 × 6 × 15 = 270')).toBeTruthy();
    // What is typed counts when the form is saved out of the field, too.
    await user.clear(screen.getByLabelText(/^可能性 L/, { selector: 'input' }));
    await user.type(screen.getByLabelText(/^可能性 L/, { selector: 'input' }), '1');
    expect(screen.getByText(/160 ≤ D ≤ 320，为较大风险（橙）/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>('管控层级').value).toBe('workshop');

    await user.keyboard('{Control>}s{/Control}');
    await waitFor(async () => expect((await call('risk.list', byNumber)).total).toBe(1));
    const {
      rows: [risk],
    } = await call('risk.list', byNumber);
    expect(risk).toMatchObject({ riskPoint: point.name, l: 1, e: 6, c: 15, level: 'general', controlLevel: 'team' });
    // The record that was stored is the one shown now.
    await waitFor(() => expect(window.location.hash).toBe(`#/risk/${risk!.id}`));
  });

  it('says what is missing beside each field and stores nothing', async () => {
    const { call } = await serveWorkspace();
    window.location.hash = '#/risk/new';
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.type(await screen.findByLabelText(/^风险点/, { selector: 'input' }), '新装的抛丸机');
    await user.tab();
    expect(await screen.findByText('新风险点的类型')).toBeTruthy();
    await user.click(screen.getByText('保存'));
    for (const words of ['请填写危险源', '请选可能性 L', '请选后果 C']) expect(await screen.findByText(words)).toBeTruthy();
    expect((await call('risk.list', byNumber)).total).toBe(0);
  });

  it('asks for a reason and a second person before a level falls', async () => {
    const { call } = await serveWorkspace();
    const { value: created } = await call('risk.create', {
      point,
      draft: { ...emptyRisk, hazardSource: '钢丝绳断丝超标', l: 3, e: 6, c: 15 },
    });
    window.location.hash = `#/risk/${created.id}`;
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await screen.findByText('D = L × E × C = 3 × 6 × 15 = 270');
    // Saved out of the field: what is typed there counts already.
    await user.clear(screen.getByLabelText(/^可能性 L/, { selector: 'input' }));
    await user.type(screen.getByLabelText(/^可能性 L/, { selector: 'input' }), '1{Control>}s{/Control}');
    const dialog = await screen.findByRole('dialog', { name: /等级降低/ });
    await user.type(within(dialog).getByRole('textbox', { name: /评价人/ }), '李四');
    await user.type(within(dialog).getByRole('textbox', { name: /复核人/ }), '李四');
    await user.click(within(dialog).getByRole('button', { name: '确认降级并保存' }));
    expect(await within(dialog).findByText('请填写降级理由')).toBeTruthy();
    expect(within(dialog).getByText('复核人与评价人不能是同一人')).toBeTruthy();

    await user.type(within(dialog).getByRole('textbox', { name: /降级理由/ }), '已更换钢丝绳');
    await user.clear(within(dialog).getByRole('textbox', { name: /评价人/ }));
    await user.click(within(dialog).getByRole('button', { name: '确认降级并保存' }));
    await waitFor(async () =>
      expect((await call('risk.get', { id: created.id })).levelChanges).toMatchObject([
        { fromLevel: 'considerable', toLevel: 'general', reason: '已更换钢丝绳', reviewer: '李四' },
      ]),
    );
  });

  it('judges by a clause of the chosen catalogue, and leaves a statutory one only with day and evidence', async () => {
    const { call } = await serveWorkspace();
    await call('risk.chooseDirect', { catalogues: ['direct-general@1'] });
    const { value: created } = await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '氨罐区', l: 1, e: 1, c: 1 } });
    window.location.hash = `#/risk/${created.id}`;
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(await screen.findByLabelText(/不看分值/, { selector: 'input' }));
    await user.click(screen.getByLabelText(/^判定条款/, { selector: 'input' }));
    await user.click(await screen.findByText(/构成危险化学品重大危险源/, { selector: '[role=option] *' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^判定理由/).value).toBe('构成危险化学品重大危险源');
    expect(screen.getByText(/GB 18218/)).toBeTruthy();
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(async () =>
      expect((await call('risk.get', { id: created.id })).risk).toMatchObject({ level: 'major', directCode: 'direct-general@1/b' }),
    );

    await user.click(screen.getByLabelText(/不看分值/, { selector: 'input' }));
    await user.click(screen.getByText('保存'));
    expect(await screen.findByText('请写明情形消除的证据')).toBeTruthy();
    await user.type(screen.getByLabelText(/^情形消除日期/), '2026-11-20{Tab}');
    await user.type(screen.getByLabelText(/^消除的证据/), '核销备案');
    await user.click(screen.getByText('保存'));
    const dialog = await screen.findByRole('dialog', { name: /等级降低/ });
    await user.type(within(dialog).getByRole('textbox', { name: /降级理由/ }), '储量已降');
    await user.type(within(dialog).getByRole('textbox', { name: /复核人/ }), '李四');
    await user.click(within(dialog).getByRole('button', { name: '确认降级并保存' }));
    await waitFor(async () => expect((await call('risk.get', { id: created.id })).risk).toMatchObject({ level: 'low', directCode: '' }));
  });

  it('assesses without measures and for another recipient beside the present assessment', async () => {
    const { call } = await serveWorkspace();
    const { value: created } = await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '断丝', l: 1, e: 6, c: 15 } });
    window.location.hash = `#/risk/${created.id}`;
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    await user.click(await screen.findByRole('button', { name: '评固有风险' }));
    const inherent = within(screen.getByRole('group', { name: '固有风险（不考虑管控措施）' }));
    await user.type(inherent.getByLabelText(/^可能性 L/, { selector: 'input' }), '3{Tab}');
    await user.type(inherent.getByLabelText(/^暴露频繁程度 E/, { selector: 'input' }), '6{Tab}');
    await user.click(screen.getByText('保存'));
    expect(await inherent.findByText('请选后果 C')).toBeTruthy();
    await user.type(inherent.getByLabelText(/^后果 C/, { selector: 'input' }), '15{Tab}');
    expect(inherent.getByText('D = L × E × C = 3 × 6 × 15 = 270')).toBeTruthy();
    await user.click(screen.getByText('保存'));
    await waitFor(async () => expect((await call('risk.get', { id: created.id })).risk.inherentLevel).toBe('considerable'));
    await waitFor(() => expect(screen.queryByText('请选后果 C')).toBeNull());

    await user.click(screen.getByRole('button', { name: '给其他接收方另评一套' }));
    await user.click(screen.getByText('保存'));
    expect(await screen.findByText('请填写接收方')).toBeTruthy();
    await user.click(within(screen.getByRole('group', { name: /给其他接收方/ })).getByRole('button', { name: '去掉' }));
    await user.click(inherent.getByRole('button', { name: '去掉' }));
    await user.click(screen.getByText('保存'));
    await waitFor(async () => expect((await call('risk.get', { id: created.id })).assessments).toEqual([]));
  });

  it('keeps what is typed when another cell of the same risk is changed meanwhile', async () => {
    const { call } = await serveWorkspace();
    const { value: created } = await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 3, e: 6, c: 15 } });
    window.location.hash = `#/risk/${created.id}`;
    mountPage(<RiskPage />);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    const consequence = await screen.findByLabelText('后果', { selector: 'textarea' });
    await user.type(consequence, '吊物坠落伤人');
    await (
      await import('../../renderer/api')
    ).call('risk.updateEach', { changes: [{ id: created.id, revision: 1, patch: { phone: '0472-1234567' } }] });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('联系电话').value).toBe('047****4567'));
    // Shown on purpose it is no change, and what is typed elsewhere stays one.
    await user.click(screen.getByText('显示全部号码'));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('联系电话').value).toBe('0472-1234567'));
    expect(screen.queryByText('显示全部号码')).toBeNull();
    expect((consequence as HTMLTextAreaElement).value).toBe('吊物坠落伤人');
    await user.click(screen.getByText('保存'));
    await waitFor(async () =>
      expect((await call('risk.get', { id: created.id })).risk).toMatchObject({ phone: '047****4567', consequence: '吊物坠落伤人' }),
    );
  });

  it('brings back what was typed before the page was left', async () => {
    const { call } = await serveWorkspace();
    window.location.hash = '#/risk/new';
    const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
    const first = mountPage(<RiskPage />);
    await user.type(await screen.findByLabelText(/^危险源/, { selector: 'textarea' }), '氩气窒息');
    first.unmount();
    await waitFor(async () => expect(await call('preference.get', { key: 'draft.risk.new' })).toMatchObject({ hazardSource: '氩气窒息' }));
    mountPage(<RiskPage />);
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>(/^危险源/, { selector: 'textarea' }).value).toBe('氩气窒息'));
    expect(screen.getByText('已恢复上次未保存的内容')).toBeTruthy();
  });

  it('leaves out what the rules of the house say that were switched off', async () => {
    const { call } = await serveWorkspace();
    const { value: created } = await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 3, e: 6, c: 15 } });
    await call('preference.set', { key: 'switchedOffRules', value: ['V07'] });
    window.location.hash = `#/risk/${created.id}`;
    mountPage(<RiskPage />);
    await screen.findByText('D = L × E × C = 3 × 6 × 15 = 270');
    expect(screen.queryByText(/措施还没有写/)).toBeNull();
  });
});
