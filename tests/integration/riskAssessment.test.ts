import { expect, test } from 'vitest';
import { emptyAssessment } from '../../db/domain/risk/assessmentOther';
import { emptyRisk, snapshotText, type RiskSnapshot } from '../../db/domain/risk/risk';
import { newWorkspace } from '../support/workspace';

const point = { name: '10t 桥式起重机', kind: 'equipment' as const, location: '一车间' };
const draft = { ...emptyRisk, riskNo: 'A-1', hazardSource: '钢丝绳断丝超标', l: 1, e: 6, c: 15 };
const inherent = { ...emptyAssessment, l: 3, e: 6, c: 15, assessedOn: '2026-11-20' };
const second = { ...emptyAssessment, role: 'second' as const, recipient: '集团公司', method: 'ls' as const, l: 4, s: 5 };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

test('a risk keeps its inherent assessment beside the present one, in list, copy, paper and history; undo takes it back', async () => {
  const { call, host } = await newWorkspace();
  const { value } = await call('risk.create', { point, draft, assessments: [inherent, second] });
  expect((await call('risk.get', { id: value.id })).assessments).toMatchObject([
    { role: 'inherent', l: 3, scale: 'lec@1', graded: { level: 'considerable', score100: 27_000 } },
    { role: 'second', recipient: '集团公司', l: 4, s: 5, scale: 'ls-shandong@1', graded: { level: 'major' } },
  ]);
  await call('risk.duplicate', { id: value.id });
  expect((await call('risk.list', byNumber)).rows.map(({ level, inherentLevel }) => [level, inherentLevel])).toEqual([
    ['general', 'considerable'],
    ['general', 'considerable'],
  ]);
  const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  const { html } = await call('filing.draft', { request: { code: 'F07', roundId: null, compiledOn: '2026-11-21', ...word } });
  expect(html).toMatch(/固有(<br>)?风险/);

  const same = await call('risk.update', { id: value.id, revision: 1, patch: {}, assessments: [inherent, second] });
  expect(same.changed).toBe(0);
  await call('risk.update', { id: value.id, revision: 1, patch: {}, assessments: [{ ...inherent, l: 6 }] });
  expect((await call('risk.get', { id: value.id })).assessments).toMatchObject([{ role: 'inherent', graded: { level: 'major' } }]);
  await call('history.undo', {});
  expect((await call('risk.get', { id: value.id })).assessments).toHaveLength(2);
  await call('risk.remove', { selection: { ids: [value.id] } });
  await call('history.undo', {});
  expect((await call('risk.get', { id: value.id })).assessments).toHaveLength(2);
  expect((await call('audit.verify', {})).faults).toEqual([]);
  await host.close();
});

test('what an assessment lacks is told at its place, and nothing is stored', async () => {
  const { call, fail, host } = await newWorkspace();
  const refused = async (assessments: unknown[]) => (await fail('risk.create', { point, draft, assessments })).findings;
  expect(await refused([{ ...inherent, l: 4 }])).toMatchObject([{ key: 'V01', field: 'inherent.l', params: { field: 'l', value: 4 } }]);
  expect(await refused([{ ...inherent, c: null }])).toMatchObject([{ key: 'V02.missing', field: 'inherent.c' }]);
  expect(await refused([{ ...second, recipient: ' ' }])).toMatchObject([{ key: 'recipientMissing' }]);
  expect(await refused([second, { ...second, l: 1 }])).toMatchObject([{ key: 'unique', params: { value: '集团公司' } }]);
  expect(await refused([{ ...second, scale: 'ls-none@1' }])).toMatchObject([{ key: 'scaleUnknown' }]);
  expect((await call('risk.list', byNumber)).total).toBe(0);
  await host.close();
});

test('a present level above the inherent one is advised against, unless the remark explains it', async () => {
  const { call, host } = await newWorkspace();
  const low = { ...inherent, l: 0.5 };
  const { value } = await call('risk.create', { point, draft, assessments: [low] });
  const rules = async () => (await call('risk.get', { id: value.id })).findings.map(({ rule }) => rule);
  expect(await rules()).toContain('inherentBelow');
  const { groups } = await call('review.run', { limit: 5 });
  expect(groups.map(({ rule }) => rule)).toContain('inherentBelow');
  await call('risk.update', { id: value.id, revision: 1, patch: { remark: '措施带来新的危险' } });
  expect(await rules()).not.toContain('inherentBelow');
  await host.close();
});

test('a round sees that an inherent level has changed, and the mapping of the enterprise grades it anew', async () => {
  const { call, host } = await newWorkspace();
  const { value } = await call('risk.create', { point, draft, assessments: [{ ...inherent, l: 10, e: 1, c: 7 }] });
  const round = {
    kind: 'quarterly' as const,
    reason: '',
    scope: '',
    methodNote: '',
    noticeNo: '',
    noticeOn: null,
    name: '四季度',
    period: '2026Q4',
    startedOn: '2026-10-08',
    baseRoundId: null,
    team: [{ name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true }],
  };
  const { value: opened } = await call('round.open', { draft: round });
  const items = async () => (await call('round.items', { id: opened.id, offset: 0, limit: 10 })).rows;
  expect((await items())[0]).toMatchObject({ after: { inherentLevel: 'general' } });
  await call('risk.regrade', { lec: 'lec-above70@1', ls: 'ls-shandong@1' });
  expect((await call('risk.get', { id: value.id })).assessments).toMatchObject([{ scale: 'lec-above70@1', graded: { level: 'low' } }]);
  expect((await items())[0]).toMatchObject({ after: { inherentLevel: 'low' } });
  await host.close();
});

test('a state without an inherent assessment and proposed measures has the text that it had before there were any', () => {
  const { keptLevel: _kept, proposed: _proposed, ...rest } = emptyRisk;
  const state = { ...rest, remark: '' } as unknown as RiskSnapshot;
  expect(snapshotText(state)).not.toMatch(/inherentLevel|proposed/);
  expect(snapshotText({ ...state, inherentLevel: 'low', proposed: '加装联锁' })).toContain('"inherentLevel":"low","proposed":"加装联锁"}');
});

test('F07 and F08 go by the assessment for another recipient, where there is one and the register is asked for', async () => {
  const { call, fail, host } = await newWorkspace();
  const { value } = await call('risk.create', { point, draft, assessments: [second] });
  await call('risk.create', { point, draft: { ...draft, riskNo: 'A-2', l: 0.5 } });
  const f07 = { code: 'F07' as const, roundId: null, compiledOn: '2026-11-21' };
  const f08 = { code: 'F08' as const, roundId: null, compiledOn: '2026-11-21' };
  const html = async (request: typeof f07 | typeof f08, assessedFor = '') =>
    (await call('filing.draft', { request: { ...request, assessedFor } })).html;
  expect(await html(f07, '集团公司')).toContain('按集团公司要求的方法评价');
  expect(await html(f07)).not.toContain('集团公司');
  expect(await html(f08)).not.toContain('A-1');
  expect(await html(f08, '集团公司')).toMatch(/10t 桥式起重机[^]*按集团公司要求的方法评价/);
  expect(await fail('filing.draft', { request: { ...f07, assessedFor: '市局' } })).toMatchObject({
    findings: [{ key: 'assessedForNobody', params: { value: '市局' } }],
  });
  // The main assessment is as it was.
  expect((await call('risk.get', { id: value.id })).risk).toMatchObject({ method: 'lec', level: 'general' });
  await host.close();
});
