import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { agendaOf } from '../../renderer/features/home/agenda';
import HomePage from '../../renderer/features/home/HomePage';
import { unsavedOf } from '../../renderer/features/home/unsaved';
import { percent, remarksOf, type Summary } from '../../renderer/features/home/remark';
import { mountPage, part, serve, type Answers } from './engine';

const figures = (pending: number) => ({
  states: { pending, confirmed: 20, changed: 3, added: 1, removed: 0 },
  comparison: { up: 2, down: 1, added: 1, removed: 0, same: 20 },
  levels: { major: 1, considerable: 4, general: 10, low: 9 },
  beforeLevels: { major: 1, considerable: 4, general: 10, low: 8 },
});

const summary = (patch: Record<string, unknown> = {}): Summary =>
  part<Summary>({
    today: '2026-11-21',
    cadence: 'quarter',
    packs: ['000000', '150000'],
    policyRules: ['V09', 'V10'],
    enterprise: { name: '包头市示范机械制造有限公司', missing: [], isSample: false, region: '内蒙古自治区包头市' },
    risks: { total: 24, level: { major: 1, considerable: 4, general: 10, low: 9 }, missing: 0, overdue: 0 },
    people: 12,
    round: null,
    due: { period: '2026Q4', by: '2026-12-31', done: false },
    trend: [],
    filings: [],
    resolutions: { overdue: 0, soon: 0, ownerless: 0, next: null },
    notices: { count: 0, first: null },
    inspections: { overdue: 0, first: null, missing: 0, month: null },
    appraisals: { count: 0, id: null, name: '', waiting: 0 },
    ...patch,
  });

describe('the agenda', () => {
  it('begins with what is overdue and ends with what was left for later', () => {
    const items = agendaOf(
      summary({
        risks: { total: 24, level: {}, missing: 5, overdue: 3 },
        people: 0,
        enterprise: { missing: ['phone'] },
        trend: [{ period: '2026Q3', ...figures(0) }],
      }),
    );
    expect(items.map(({ id }) => id)).toEqual(['overdue', 'round', 'file', 'missing', 'people', 'enterprise']);
  });

  it('asks an empty register for nothing but its risks and the profile', () => {
    const items = agendaOf(summary({ risks: { total: 0, level: {}, missing: 0, overdue: 0 }, people: 0 }));
    expect(items.map(({ id }) => id)).toEqual(['import']);
  });

  it('counts what is confirmed of an open round and calls a closed one done', () => {
    const open = agendaOf(summary({ round: { id: 'r1', name: '', status: 'open', period: '2026Q4', figures: figures(6) } }));
    expect(open[0]).toMatchObject({ id: 'round', state: 'open', path: '/round/r1', params: { confirmed: 24, total: 30, changed: 4 } });
    const closed = agendaOf(
      summary({
        due: { period: '2026Q4', by: '2026-12-31', done: true },
        round: { id: 'r1', name: '', status: 'closed', period: '2026Q4', figures: figures(0) },
      }),
    );
    expect(closed.at(-1)).toMatchObject({ id: 'round', state: 'done', done: true });
  });

  it('tells returned papers from those under way', () => {
    const items = agendaOf(
      summary({
        filings: [
          { state: 'returned', n: 1 },
          { state: 'sent', n: 2 },
          { state: 'issued', n: 1 },
        ],
      }),
    );
    expect(items.filter(({ path }) => path === '/filing').map(({ id, params }) => [id, params['count']])).toEqual([
      ['returned', 1],
      ['filing', 3],
    ]);
  });
});

describe('the sentence about the register', () => {
  const spread = [
    { departmentId: 'd1', level: 'considerable' as const, count: 3 },
    { departmentId: 'd2', level: 'major' as const, count: 1 },
    { departmentId: 'd2', level: 'considerable' as const, count: 1 },
    { departmentId: 'd2', level: 'low' as const, count: 40 },
  ];

  it('names the department with the most high risks', () => {
    const [first] = remarksOf(summary(), spread, (id) => ({ d1: '铆焊车间', d2: '机加工车间' })[id]);
    expect(first).toEqual({ key: 'highIn', total: 24, high: 5, share: 21, department: '铆焊车间', count: 3 });
  });

  it('does without one where it is unknown', () => {
    expect(remarksOf(summary(), spread, () => undefined)[0]).toEqual({ key: 'high', total: 24, high: 5, share: 21 });
  });

  it('tells how the last round moved', () => {
    const trend = [
      { period: '2026Q2', ...figures(0) },
      { period: '2026Q3', ...figures(0) },
    ];
    expect(remarksOf(summary({ trend }), [], () => undefined)[1]).toEqual({
      key: 'moved',
      period: '2026Q3',
      up: 2,
      down: 1,
      added: 1,
      removed: 0,
    });
  });

  it('never rounds one of many to nothing nor all but one to all', () => {
    expect([percent(1, 344), percent(343, 344), percent(0, 344), percent(344, 344), percent(0, 0)]).toEqual([1, 99, 0, 100, 0]);
  });
});

describe('the page', () => {
  const show = (patch: Record<string, unknown> = {}, answers: Answers = {}) => {
    const engine = serve({
      ...answers,
      'home.summary': summary(patch),
      'workspace.state': part({
        open: true,
        folder: '/数据/示范',
        name: '',
        isSample: false,
        synchronisedBy: patch['synchronisedBy'] ?? null,
        recent: [],
        defaultFolder: '',
      }),
      'risk.spread': part({ departments: [], ls: [], lec: [] }),
      'department.list': [],
    });
    return { engine, ...mountPage(<HomePage />) };
  };

  it('tells that a backup knows steps which the file has lost, leads to it, and is quiet once that was left as it is', async () => {
    const at = Date.parse('2026-11-20T04:00:00Z');
    const ahead = { id: 'b2', hash: 'ab', at, newestChange: at - 60_000, lost: 3, since: 0, folder: '/备份/b2' };
    const { unmount } = show({}, { 'backup.ahead': ahead });
    expect(await screen.findByText(/^数据文件退回到了较早的状态：备份（2026年11月20日 .*）里有 3 条操作记录/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '与备份合并' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '对照并恢复' }));
    expect(window.location.hash).toBe('#/restore/b2');
    window.location.hash = '#/';
    unmount();

    const { engine } = show({}, { 'backup.ahead': { ...ahead, since: 2 }, 'copies.compare': null });
    expect(await screen.findByText(/^这以后又记了 2 条/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '与备份合并' }));
    await waitFor(() => expect(window.location.hash).toBe('#/copies'));
    expect(engine.inputs('copies.compare')).toEqual([{ place: '/备份/b2' }]);
    window.location.hash = '#/';
    await userEvent.click(screen.getByRole('button', { name: '保持现状' }));
    expect(screen.queryByText(/较早的状态/)).toBeNull();
    expect(engine.inputs('preference.set')).toContainEqual({ key: 'ahead.kept', value: 'ab' });
  });

  it('shows what is due by when, as a policy, and leads there', async () => {
    show();
    expect(await screen.findByText('2026年第四季度风险评估')).toBeTruthy();
    expect(screen.getByText('政策要求')).toBeTruthy();
    expect(screen.getByText('2026-12-31')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '开展本期评估' }));
    expect(window.location.hash).toBe('#/round');
  });

  it('leads from a level to its risks', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: '查看重大风险 1' }));
    expect(window.location.hash).toBe('#/risk/level-major');
  });

  it('says that a sample is a sample', async () => {
    show({ enterprise: { name: '', missing: [], isSample: true, region: '' } });
    expect(await screen.findByText(/这是示例工作区/)).toBeTruthy();
  });

  it('warns about a synchronised folder and says where it is', async () => {
    show({ synchronisedBy: 'OneDrive' });
    expect(await screen.findByText(/OneDrive 的同步文件夹/)).toBeTruthy();
    expect(screen.getByText('位置：/数据/示范')).toBeTruthy();
  });
});

describe('what was typed and not saved', () => {
  it('is named by its record and leads to its form, as long as the record is there', () => {
    const at = (key: string, name: string | null) => ({ key, name, updatedAt: 1 });
    const id = '019a8f6e-0000-7000-8000-000000000001';
    expect(
      unsavedOf([
        at(`draft.risk.${id}`, 'AH-001 废漆渣与含油废物混放自热'),
        at('draft.person.new', ''),
        at(`draft.point.activity.${id}`, '危废入库'),
        at(`draft.analysis.SCL.${id}`, '危险废物贮存间'),
        at(`draft.enterprise.${id}`, '包头市示范机械制造有限公司'),
        at(`draft.post.${id}`, null),
        at(`draft.publication.new.${id}`, ''),
      ]),
    ).toEqual([
      { subject: 'risk', name: 'AH-001 废漆渣与含油废物混放自热', path: `/risk/${id}` },
      { subject: 'person', name: '', path: '/person/new' },
      { subject: 'activity', name: '危废入库', path: `/point/activity/${id}` },
      { subject: 'riskPoint', name: '危险废物贮存间', path: `/analysis/${id}/SCL` },
      { subject: 'enterprise', name: '包头市示范机械制造有限公司', path: '/enterprise' },
    ]);
  });
});
