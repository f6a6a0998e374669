import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { F07Dossier } from '../../electron/filing/f07/dossier';
import type { F08Dossier } from '../../electron/filing/f08/dossier';
import type { F09Dossier } from '../../electron/filing/f09/dossier';
import type { SignoffDossier } from '../../electron/filing/signoff/dossier';
import type { FilingRequest } from '../../electron/filing/request';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let roundId: string;
/** What F08 lacks before the notice cards are made. */
let before: Awaited<ReturnType<typeof gaps>>;
beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
  roundId = (await workspace.call('round.list', {})).find(({ period }) => period === '2026Q3')!.id;
  const selection = { filter: {}, except: [] };
  const cards = { code: 'F33' as const, compiledOn: '2026-11-20', selection, perPage: 4 as const };
  before = await gaps(f08());
  await workspace.call('filing.issue', { request: cards, gapReason: '先张贴' });
});
afterAll(() => workspace.host.close());

const f08 = (change: object = {}): FilingRequest =>
  ({ code: 'F08', roundId, compiledOn: '2026-11-21', recipient: '', filledBy: '', phone: '', leader: '', ...change }) as FilingRequest;
const f09 = (change: object = {}): FilingRequest =>
  ({
    code: 'F09',
    roundId,
    compiledOn: '2026-11-21',
    from: '2026-11-23',
    to: '2026-11-29',
    place: '厂区大门',
    department: '安全环保部',
    phone: '',
    ...change,
  }) as FilingRequest;
const gaps = async (request: FilingRequest) => (await workspace.call('filing.draft', { request })).gaps;
/** The frozen dossier of an issued paper. */
const dossierOf = <T>(id: string): T =>
  JSON.parse(workspace.host.dispatcher!.reader.value<string>('SELECT dossier FROM filing WHERE id = ?', [id])!) as T;

describe('F08 of a closed round', () => {
  it('needs a reason while the points it lists have no notice card (V13)', () => {
    const cards = before.find(({ key }) => key === 'review.V13.none');
    expect(cards).toMatchObject({ params: { count: 5 }, at: 'card' });
    expect(cards!.params!['names']).toContain('油漆、稀释剂库');
  });

  it('names for every 重大 risk the leader with post and mobile, the head of the department and the last change', async () => {
    expect(await gaps(f08())).toEqual([]);
    const { value } = await workspace.call('filing.issue', { request: f08(), gapReason: '' });
    const { risks, recipient, principal, counts } = dossierOf<F08Dossier>(value.id);
    expect(recipient).toContain('应急管理局');
    expect(principal).toBe('郭宏志');
    expect(risks).toHaveLength(counts.major);
    const store = risks.find(({ riskNo }) => riskNo === 'CC-001')!;
    expect(store).toMatchObject({
      leader: { name: '温国栋', title: '安全总监', phone: '13800000004' },
      department: '仓储物流部',
      owner: '辛国平',
      phone: '13800000197',
      change: '首次评估，此后未变',
      monitoring: '可燃气体浓度、温湿度在线监测，24 小时视频监控，报警信号接入门卫和值班室',
      reportedOn: null,
    });
    expect(risks.find(({ riskNo }) => riskNo === 'TZ-012')).toMatchObject({ changedOn: '2026-06-16', change: '由较大升级' });
  });

  it('tells by the next report when a risk was reported, who received it, and that nothing moved', async () => {
    const [first] = await workspace.call('filing.list', { code: 'F08' });
    for (const [state, on, authority] of [
      ['sent', '2026-11-21', '县应急管理局'],
      ['received', '2026-11-21', '县应急管理局'],
    ] as const)
      await workspace.call('filing.advance', { id: first!.id, change: { state, on, note: '', authority } });
    const { value } = await workspace.call('filing.issue', { request: f08(), gapReason: '下月补齐' });
    for (const on of ['2026-11-20', '2026-11-22'])
      expect(
        await workspace.host.call('filing.advance', { id: value.id, change: { state: 'signed', on, note: '', authority: '' } }),
      ).toMatchObject({ ok: false, error: { findings: [{ rule: 'stateDay', params: { from: '2026-11-21', to: '2026-11-21' } }] } });
    const { risks, previous } = dossierOf<F08Dossier>(value.id);
    expect(risks[0]).toMatchObject({ reportedOn: '2026-11-21', receipt: `2026-11-21 签收\n县应急管理局\n${first!.number}` });
    expect(previous).toMatchObject({ number: first!.number, added: [], removed: [] });
  });

  it('misses nothing silently: leader, place and authority are asked for', async () => {
    const blank = await newWorkspace();
    await blank.call('risk.create', {
      point: { name: '液氨储罐', kind: 'place', location: '' },
      draft: {
        ...emptyRisk,
        hazardSource: '液氨储罐泄漏',
        method: 'direct',
        level: 'major',
        directReason: '构成重大危险源',
        ownerText: '张三',
      },
    });
    const request = { code: 'F08', roundId: null, compiledOn: '2026-11-21', recipient: '', filledBy: '', phone: '', leader: '' } as const;
    const keys = (await blank.call('filing.draft', { request })).gaps.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['noPrincipal', 'noRecipient', 'noLeader', 'noLocation', 'noMonitoring', 'noImpact']));
    const everyRisk = { selection: { filter: {}, except: [] }, reason: '' };
    await blank.call('risk.updateMany', { ...everyRisk, patch: { engineering: '氨浓度报警联动喷淋；围堰' } } as never);
    const taken = await blank.call('filing.draft', { request });
    expect(taken.html).toContain('氨浓度报警联动喷淋');
    expect(taken.gaps.map(({ key }) => key)).toContain('monitoringTaken');
    await blank.call('risk.updateMany', {
      ...everyRisk,
      patch: { monitoring: '液氨浓度报警，25 ppm 一级', impactScope: '罐区及下风向 150 m', leaderText: '李总' },
    } as never);
    const stated = await blank.call('filing.draft', { request });
    expect(stated.gaps.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['noLeader']));
    for (const words of ['25 ppm 一级', '影响范围：罐区及下风向 150 m', '李总']) expect(stated.html).toContain(words);
    const ofYear = (await blank.call('filing.issue', { request: { ...request, period: '2026年度' }, gapReason: '初报' })).value;
    expect((await blank.call('filing.list', { code: 'F08' })).find(({ id }) => id === ofYear.id)).toMatchObject({ period: '2026年度' });
    const named = (await blank.call('filing.draft', { request: { ...request, leader: '李总' } })).gaps.map(({ key }) => key);
    expect(named).toContain('noLeaderContact');
    expect(named).not.toContain('noMonitoring');
    expect(named).not.toContain('noLeader');
    await blank.host.close();
  });
});

describe('F09 of the year', () => {
  it('counts the year from the last round of the year before, with the reasons of every round between', async () => {
    const { value } = await workspace.call('filing.issue', { request: f09() });
    const dossier = dossierOf<F09Dossier>(value.id);
    expect(dossier.rounds.map(({ assessedOn }) => assessedOn)).toEqual(['2026-03-17', '2026-06-16', '2026-09-15']);
    expect(dossier.previous).toMatchObject({ assessedOn: '2025-12-16', total: 340 });
    expect(dossier.changes.filter(({ change, reason }) => (change === 'up' || change === 'down') && reason === '')).toEqual([]);
  });

  it('tells what was taken out without asking for a reason, and prints none of it', async () => {
    const advice = await gaps(f09());
    expect(advice).toMatchObject([{ key: 'removed', advice: true }]);
    expect(advice[0]!.params!['text']).toContain('CC-001 管控措施“8 吨”');
    const { html } = await workspace.call('filing.draft', { request: f09() });
    const text = html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, '\n');
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    expect(text).not.toMatch(/定量不超过\s*\d/);
    expect(text).not.toContain('××');
    expect(text).toContain('防爆通风与可燃气体报警联动');
  });

  it('prints what a person wrote for the public, without what the public must not read, and keeps it with the paper', async () => {
    const texts = await workspace.call('publication.texts', { request: f09() });
    const { key, register } = texts.find(({ where }) => where === 'CC-001 管控措施')!;
    expect(register).toContain('8 吨');
    const request = f09({ wording: { [key]: '限量存放，双人收发，库存 3 吨，值班 13800000001' } });
    const [worded] = (await workspace.call('publication.texts', { request })).filter((text) => text.key === key);
    expect(worded).toMatchObject({ register, own: true, shown: '限量存放，双人收发，值班 ×××' });
    const { value } = await workspace.call('filing.issue', { request });
    expect(dossierOf<F09Dossier>(value.id).wording).toEqual({ [key]: '限量存放，双人收发，库存 3 吨，值班 13800000001' });
    expect((await workspace.call('filing.preview', { id: value.id })).html).toContain('限量存放，双人收发，值班 ×××');
    const failure = await workspace.fail('publication.texts', { request: f08(), gapReason: '下月补齐' });
    expect(failure.findings).toMatchObject([{ rule: 'publicPaper' }]);
  });

  it('names posts in place of people, one line of measures for each risk in the short form', async () => {
    const { html } = await workspace.call('filing.draft', { request: f09({ short: true, posts: true }) });
    expect(html).toContain('责任岗位');
    expect(html).toContain('>车间主任</td>');
    expect(html).not.toContain('辛国平');
    expect(html.length).toBeLessThan((await workspace.call('filing.draft', { request: f09() })).html.length);
  });

  it('asks for days, place, department and a telephone that is no mobile', async () => {
    const keys = async (change: object) => (await gaps(f09(change))).filter(({ advice }) => !advice).map(({ key }) => key);
    expect(await keys({ from: null, to: null, place: '', department: '' })).toEqual([
      'noPublicityDays',
      'noPublicityPlace',
      'noPublicityDepartment',
    ]);
    expect(await keys({ from: '2026-11-29', to: '2026-11-23' })).toEqual(['publicityOrder']);
    expect(await keys({ phone: '13800000001' })).toEqual(['noSupervisionPhone']);
    const failure = await workspace.fail('filing.issue', { request: f09({ place: '' }) });
    expect(failure.code).toBe('INVALID');
  });
});

describe('who signs', () => {
  it('the register: whoever fills it in and the person in charge, with their posts', async () => {
    const request = { code: 'F07', roundId: null, compiledOn: '2026-11-21', filledBy: '温国栋' } as FilingRequest;
    const { value } = await workspace.call('filing.issue', { request, gapReason: '试' });
    const { preparedBy, approvedBy, posts, risks } = dossierOf<F07Dossier>(value.id);
    expect({ preparedBy, approvedBy, posts }).toMatchObject({
      preparedBy: '温国栋',
      approvedBy: '郭宏志',
      posts: { preparedBy: '安全总监' },
    });
    const order = risks.map(({ level }) => ['major', 'considerable', 'general', 'low'].indexOf(level!));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    const scores = risks.filter(({ level }) => level === 'general').map(({ score100 }) => score100 ?? 0);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('the sign-off sheet: the head of the group in the chair, workers told as such', async () => {
    const request = { code: 'signoff', roundId, compiledOn: '2026-11-21', chair: '', recorder: '' } as FilingRequest;
    const { value } = await workspace.call('filing.issue', { request, gapReason: '试' });
    const { meeting, reviewers } = dossierOf<SignoffDossier>(value.id);
    expect(meeting.chair).not.toBe('');
    expect(reviewers.some(({ title }) => title.includes('职工代表'))).toBe(true);
  });
});

describe('papers of one round', () => {
  it('agree, whatever is issued first', async () => {
    for (const request of [
      {
        code: 'F07',
        roundId,
        compiledOn: '2026-11-21',
        filledBy: '',
        phone: '',
        preparedBy: '',
        reviewedBy: '',
        approvedBy: '',
        assessedFor: '',
        accidentEdition: '',
      },
      {
        code: 'F10',
        roundId,
        compiledOn: '2026-11-21',
        noticeText: '',
        planText: '',
        chair: '',
        recorder: '',
        preparedBy: '',
        reviewedBy: '',
        approvedBy: '',
        implementation: '已落实',
        accidentEdition: '',
      },
    ] as const) {
      expect((await gaps(request)).filter(({ key }) => key.startsWith('cross.'))).toEqual([]);
      await workspace.call('filing.issue', { request });
    }
    expect((await gaps(f08())).filter(({ key }) => key.startsWith('cross.'))).toEqual([]);
  });
});
