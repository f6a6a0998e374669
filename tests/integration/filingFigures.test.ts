import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingRequest } from '../../electron/filing/request';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let roundId: string;
beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
  roundId = (await workspace.call('round.list', {})).find(({ period }) => period === '2026Q3')!.id;
});
afterAll(() => workspace.host.close());

const gapReason = '底稿';
const entry = (entered: string, reason = '纸质清单多一条', by = '李明') => ({ entered, reason, by });
const paper = (code: string, entered?: object): FilingRequest =>
  ({ code, roundId, compiledOn: '2026-11-21', ...(entered ? { entered } : {}) }) as FilingRequest;
const draft = (request: FilingRequest) => workspace.call('filing.draft', { request });
const column = (id: string, name: 'entered' | 'figures') =>
  JSON.parse(workspace.host.dispatcher!.reader.value<string>(`SELECT ${name} FROM filing WHERE id = ?`, [id])!) as Record<string, unknown>;

describe('figures of a paper', () => {
  it.each([
    ['F07', ['total', 'major', 'considerable', 'general', 'low']],
    ['F08', ['total', 'major', 'considerable', 'general', 'low']],
    ['F09', ['total', 'major', 'considerable', 'general', 'low', 'riskPoints', 'previous', 'up', 'down', 'added', 'removed', 'same']],
    ['F10', ['total', 'major', 'considerable', 'general', 'low', 'riskPoints', 'previous', 'up', 'down', 'added', 'removed', 'same']],
    ['signoff', ['total', 'major', 'considerable', 'general', 'low', 'up', 'down', 'added', 'removed', 'same']],
  ])('%s says what it counts, and prints what was entered beside it with reason and name', async (code, keys) => {
    const plain = await draft(paper(code));
    const { counted } = plain.figures!;
    expect(Object.keys(counted).sort()).toEqual([...keys].sort());
    expect(plain.html).not.toContain('数字更正');
    const { html } = await draft(paper(code, { total: entry(String(counted.total! + 1)) }));
    expect(html).toContain(`风险总数按清单统计 ${counted.total} 条，填报 ${counted.total! + 1} 条（原因：纸质清单多一条；填报人：李明）`);
    expect((await draft(paper(code, { total: entry(String(counted.total)) }))).html).not.toContain('数字更正');
  });

  it('tells the number of risk points in its own unit, where the paper tells of them', async () => {
    const { html } = await draft(paper('F10', { riskPoints: entry('99'), previous: entry('340') }));
    expect(html).toMatch(/风险点按清单统计 \d+ 个，填报 99 个/);
    expect(html).toMatch(/上轮风险总数按清单统计 \d+ 条，填报 340 条/);
  });

  it('cannot go out without a reason or with something that is no number, and the draft leads to the figure', async () => {
    const entered = { total: entry('400', ''), low: entry('约二百') };
    const { gaps } = await draft(paper('F07', entered));
    expect(gaps.filter(({ key }) => key.startsWith('figure.')).map(({ key, params }) => [key, params])).toEqual([
      ['figure.reason', { figure: 'total' }],
      ['figure.number', { figure: 'low' }],
    ]);
    expect(await workspace.fail('filing.issue', { request: paper('F07', entered), gapReason })).toMatchObject({
      code: 'INVALID',
      findings: [
        { key: 'figure.reason', field: 'entered.total' },
        { key: 'figure.number', field: 'entered.low' },
      ],
    });
  });

  it('are frozen when the paper is issued, told beside the counted ones, and carried to its new version', async () => {
    const { call } = workspace;
    const { counted } = (await draft(paper('F07'))).figures!;
    const entered = { low: entry(String(counted.low! + 1)), total: entry(String(counted.total! + 1)), major: entry(String(counted.major)) };
    const { value } = await call('filing.issue', { request: paper('F07', entered), gapReason });
    const told = { computed: counted.low, reason: '纸质清单多一条', by: '李明' };
    expect(column(value.id, 'entered')).toEqual({
      total: { ...told, computed: counted.total, entered: String(counted.total! + 1) },
      low: { ...told, entered: String(counted.low! + 1) },
    });
    expect(column(value.id, 'figures')).toMatchObject({ total: counted.total! + 1, corrected: { low: told } });
    const stated = await call('filing.stated', { id: value.id });
    expect(stated.request).toMatchObject({ entered });
    expect(stated.figures).toMatchObject({ counted: { ...counted }, entered: { low: { entered: String(counted.low! + 1) } } });

    // The report that says something else names both numbers, and leads to the paper.
    const { gaps } = await draft(paper('F10'));
    expect(gaps.find(({ key }) => key === 'cross.levelEntered')).toEqual({
      key: 'cross.levelEntered',
      params: {
        first: value.number,
        other: 'F10',
        level: 'low',
        register: counted.low! + 1,
        registerCounted: counted.low,
        report: counted.low,
        reportCounted: counted.low,
      },
      at: 'paper',
      paper: { id: value.id, code: 'F07' },
    });
    expect((await draft(paper('F10', entered))).gaps.map(({ key }) => key)).not.toContain('cross.levelEntered');

    const { tables } = await call('filing.crossTable', { period: '2026Q3' });
    const at = tables[0]!.columns.findIndex(({ number }) => number === value.number);
    const low = tables[0]!.rows.find(({ key }) => key === 'low')!;
    expect([low.expected, low.values[at], low.entered[at]]).toEqual([counted.low, counted.low! + 1, told]);
  });

  it('begin with those of the round, which a person may take back for this paper', async () => {
    const { call } = workspace;
    const { counted } = (await draft(paper('F10'))).figures!;
    const { round } = await call('round.get', { id: roundId });
    const patch = { entered: { ...round.entered, general: entry(String(counted.general! + 2)), up: entry('9') } };
    await call('round.correct', { id: roundId, patch, why: '漏计', by: '李明', on: '2026-11-21' });
    const { html, figures } = await draft(paper('F08'));
    expect(html).toContain(`一般风险按清单统计 ${counted.general} 条，填报 ${counted.general! + 2} 条`);
    expect(figures!.ofRound).toMatchObject({ general: entry(String(counted.general! + 2)) });
    expect((await draft(paper('F08', {}))).html).not.toContain('一般风险按清单统计');
    // Another assessment than the round's, and the register as it stands, count for themselves.
    const register = { ...paper('F07'), roundId: null } as FilingRequest;
    expect((await draft(register)).figures!.ofRound).toEqual({});
    // A publication that compares with the state before the year has changes of its own.
    const publication = await draft(paper('F09'));
    expect(Object.keys(publication.figures!.ofRound)).toContain('general');
  });
});

describe('papers that go together', () => {
  it('are checked before packing: what came back without a new version, and where they contradict each other', async () => {
    const { call } = workspace;
    const { counted } = (await draft(paper('F10', {}))).figures!;
    const more = { major: entry(String(counted.major! + 1)) };
    const list = (await call('filing.issue', { request: paper('F08', {}), gapReason })).value;
    const report = (await call('filing.issue', { request: paper('F10', more), gapReason })).value;
    const filingIds = [list.id, report.id];
    const found = await call('filing.packCheck', { filingIds });
    expect(found.returned).toEqual([]);
    expect(found.contradictions[0]).toEqual({
      key: 'cross.levelEntered',
      params: {
        first: list.number,
        other: report.number,
        level: 'major',
        register: counted.major,
        registerCounted: counted.major,
        report: counted.major! + 1,
        reportCounted: counted.major,
      },
      papers: [
        { id: list.id, number: list.number, code: 'F08' },
        { id: report.id, number: report.number, code: 'F10' },
      ],
    });
    const change = { on: '2026-11-21', note: '', authority: '某区应急管理局' };
    await call('filing.advance', { id: report.id, change: { ...change, state: 'sent' } });
    await call('filing.advance', { id: report.id, change: { ...change, state: 'returned', reasonKind: 'data' } });
    expect((await call('filing.packCheck', { filingIds })).returned).toEqual([{ id: report.id, number: report.number, code: 'F10' }]);
    const { value } = await call('filing.issue', { request: paper('F10', {}), gapReason, replacesId: report.id });
    expect(await call('filing.packCheck', { filingIds: [list.id, value.id] })).toEqual({ returned: [], contradictions: [] });
  });

  it('ask for a new version after a correction of the round only where they state another number', async () => {
    const { call } = workspace;
    const { counted } = (await draft(paper('F08', {}))).figures!;
    const next = { low: entry(String(counted.low! + 5), '补记五条') };
    const [older] = (await call('filing.list', { code: 'F08' })).filter(({ state }) => state === 'issued');
    const same = (await call('filing.issue', { request: paper('F08', next), gapReason })).value;
    const { round } = await call('round.get', { id: roundId });
    await call('round.correct', {
      id: roundId,
      patch: { entered: { ...round.entered, ...next } },
      why: '补记',
      by: '李明',
      on: '2026-11-21',
    });
    const numbers = (await call('filing.crossTable', { period: '2026Q3' })).outdated.map(({ number }) => number);
    expect(numbers).toContain(older!.number);
    expect(numbers).not.toContain(same.number);
  });
});
