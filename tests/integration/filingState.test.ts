import { beforeEach, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const stated = { filledBy: '王安全', phone: '', preparedBy: '李工', reviewedBy: '', approvedBy: '' };
let workspace: TestWorkspace;
let ids: string[];

beforeEach(async () => {
  workspace = await newWorkspace();
  const { call } = workspace;
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 },
  });
  ids = [];
  for (let n = 0; n < 2; n += 1) {
    const request = { code: 'F07' as const, roundId: null, compiledOn: '2026-11-15', ...stated };
    ids.push((await call('filing.issue', { request, gapReason: '先报送' })).value.id);
  }
});

const states = async () => (await workspace.call('filing.list', {})).map(({ state }) => state);
const change = (state: 'signed' | 'sent' | 'received' | 'returned', on: string, more: object = {}) => ({
  state,
  on,
  note: '',
  authority: '',
  ...more,
});

describe('several papers', () => {
  it('are moved on in one step, all or none, and nothing of it is undone', async () => {
    const { call, fail } = workspace;
    expect((await call('filing.advanceAll', { ids, change: change('sent', '2026-11-20') })).step).toBe(null);
    expect(await states()).toEqual(['sent', 'sent']);
    await call('filing.advance', {
      id: ids[0]!,
      change: change('received', '2026-11-21', { receivedBy: '赵科员', receiptNo: '收〔2026〕8号' }),
    });
    expect(await fail('filing.advanceAll', { ids, change: change('received', '2026-11-21') })).toMatchObject({ code: 'CONFLICT' });
    expect(await states()).toEqual(['sent', 'received']);
    expect((await call('history.state', {})).barrier).toMatchObject({ command: 'filing.advance' });
    const [received] = await call('filing.list', { id: ids[0]! });
    expect(received!.events.at(-1)).toMatchObject({ receivedBy: '赵科员', receiptNo: '收〔2026〕8号' });
  });

  it('come back with one of the usual reasons, or with words where it is another one', async () => {
    const { call, fail } = workspace;
    await call('filing.advanceAll', { ids, change: change('sent', '2026-11-20') });
    for (const reasonKind of ['', 'other'])
      expect(await fail('filing.advanceAll', { ids, change: change('returned', '2026-11-21', { reasonKind }) })).toMatchObject({
        findings: [{ rule: 'reason' }],
      });
    await call('filing.advanceAll', { ids, change: change('returned', '2026-11-21', { reasonKind: 'seal' }) });
    expect(await call('filing.stated', { id: ids[0]! })).toMatchObject({
      number: 'F07-2026-001',
      request: { code: 'F07', preparedBy: '李工' },
      returned: { on: '2026-11-21', reasonKind: 'seal' },
    });
  });
});

describe('a wrong day', () => {
  it('is corrected by another event, with a reason and within the order of the steps', async () => {
    const { call, fail } = workspace;
    const id = ids[0]!;
    await call('filing.advance', { id, change: change('signed', '2026-11-16') });
    await call('filing.advance', { id, change: change('sent', '2026-11-20', { authority: '县应急管理局' }) });
    const events = async () => (await call('filing.list', { id }))[0]!.events;
    const signed = (await events()).find(({ state }) => state === 'signed')!;
    const words = { note: '', authority: '' };
    expect(await fail('filing.correctEvent', { id: signed.id, change: { on: '2026-11-17', ...words }, reason: '' })).toMatchObject({
      findings: [{ rule: 'reason' }],
    });
    for (const on of ['2026-11-14', '2026-11-21'])
      expect(await fail('filing.correctEvent', { id: signed.id, change: { on, ...words }, reason: '记错' })).toMatchObject({
        findings: [{ rule: 'stateDay', params: { from: '2026-11-15', to: '2026-11-20' } }],
      });
    const again = await call('filing.correctEvent', { id: signed.id, change: { on: '2026-11-18', ...words }, reason: '记错日期' });
    expect(
      (await events()).map(({ state, on, correctsId, note, correctionReason }) => [state, on, correctsId, note + correctionReason]),
    ).toEqual([
      ['issued', '2026-11-21', null, '先报送'],
      ['signed', '2026-11-16', null, ''],
      ['sent', '2026-11-20', null, ''],
      ['signed', '2026-11-18', signed.id, '记错日期'],
    ]);
    expect(await states()).toEqual(['issued', 'sent']);
    // What was corrected is no longer corrected, its correction is.
    expect(await fail('filing.correctEvent', { id: signed.id, change: { on: '2026-11-18', ...words }, reason: '再改' })).toMatchObject({
      code: 'CONFLICT',
    });
    await call('filing.correctEvent', { id: again.value.id, change: { on: '2026-11-19', ...words }, reason: '再改' });
    expect((await events()).at(-1)).toMatchObject({ on: '2026-11-19', note: '', correctionReason: '再改' });
  });

  it('of the issue itself is nothing that a person entered', async () => {
    const { call, fail } = workspace;
    const [filing] = await call('filing.list', { id: ids[0]! });
    const input = { id: filing!.events[0]!.id, change: { on: '2026-11-20', note: '', authority: '' }, reason: '改' };
    expect(await fail('filing.correctEvent', input)).toMatchObject({ code: 'CONFLICT' });
  });
});
