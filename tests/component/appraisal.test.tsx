import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import { People } from '../../renderer/features/appraisal/People';
import { Periods } from '../../renderer/features/appraisal/Periods';
import { Sheet } from '../../renderer/features/appraisal/Sheet';
import { filled, withBlock, withCells, withDeduction, type ScoreLine } from '../../renderer/features/appraisal/sheet';
import { changed, mountPage, part, serve } from './engine';

const period = part<Data<'appraisal.periods'>[number]>({
  id: 'p1',
  revision: 3,
  name: '三季度考核',
  kind: 'quarter',
  period: '2026Q3',
  fromOn: '2026-07-01',
  toOn: '2026-09-30',
  isOfLeaders: 0,
  excellentFrom: 900,
  qualifiedFrom: 700,
  closedOn: null,
  remark: '',
  people: 2,
  selfScored: 1,
  checked: 0,
  signed: 0,
  excellent: 0,
  qualified: 0,
  unqualified: 0,
  share: null,
});
const line = (id: string, personName: string, state: string) =>
  part<Data<'appraisal.list'>['rows'][number]>({
    id,
    revision: 1,
    personName,
    department: '焊接车间',
    title: '焊工',
    full10: 1000,
    self10: null,
    check10: null,
    share: null,
    place: null,
    grade: null,
    state,
    deductions: '',
    assessor: '',
    outcome: '',
    outcomeNote: '',
    signedOn: null,
  });
const item = (id: string, proposals: unknown[] = []) =>
  part<Data<'appraisal.get'>['items'][number]>({
    id,
    revision: 1,
    text: `职责${id}`,
    criteria: '缺一次扣5分',
    standard10: 500,
    self10: null,
    selfNote: '',
    check10: null,
    reason: '',
    found:
      proposals.length === 0
        ? []
        : [
            {
              subject: 'committeeMeeting',
              subjectId: 'm',
              on: '2026-08-01',
              text: '更换护栏',
              topic: 'remedy',
              state: 'overdue',
              word: '整改',
            },
          ],
    isFrozen: false,
    proposals,
  });
const sheet = part<Data<'appraisal.get'>>({
  id: 's1',
  revision: 1,
  personId: 'x',
  personName: '张三',
  department: '焊接车间',
  title: '焊工',
  signedOn: null,
  assessorId: null,
  assessor: '',
  assessedOn: null,
  outcome: '',
  outcomeNote: '',
  rectification: '',
  remark: '',
  period: { ...period, isOfLeaders: false },
  items: [item('1', [{ why: 'overdue', count: 1, expected: null, points10: 50 }]), item('2')],
  others: [],
});
const common = {
  'risk.choices': part<Data<'risk.choices'>>({ today: '2026-11-21' }),
  'attachment.list': [],
  'person.list': part<Data<'person.list'>>({ rows: [], total: 0 }),
};

it('opens a period after saying who is assessed and who is not', async () => {
  const engine = serve({
    ...common,
    'appraisal.periods': [],
    'appraisal.propose': { fromOn: '2026-10-01', toOn: '2026-12-31', name: '2026年第四季度安全生产责任制考核' },
    'appraisal.preview': part({
      people: 2,
      lists: 1,
      leftOut: 1,
      without: [{ personId: 'z', name: '赵六', department: '仓库', title: '保管员', why: 'noList' }],
    }),
    'appraisal.openLarge': changed({ periodId: 'p1', people: 2, leftOut: 1 }),
  });
  mountPage(<Periods isOfLeaders={false} />);
  await userEvent.click((await screen.findAllByRole('button', { name: '开展考核' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('将考核 2 人，用到 1 份责任清单')).toBeTruthy();
  expect(dialog.getByText('岗位没有现行的责任清单')).toBeTruthy();
  await userEvent.click(dialog.getByRole('checkbox', { name: /没有标准分的清单/ }));
  await userEvent.click(dialog.getByRole('button', { name: '开展' }));
  await waitFor(() =>
    expect(engine.inputs('appraisal.openLarge')).toMatchObject([
      { evenly: true, draft: { kind: 'quarter', fromOn: '2026-10-01', toOn: '2026-12-31', excellentFrom: 900, qualifiedFrom: 700 } },
    ]),
  );
});

it('scores many people at once and closes only when it is said what is missing', async () => {
  const engine = serve({
    ...common,
    'appraisal.list': { period, rows: [line('a', '张三', 'self'), line('b', '李四', 'waiting')] },
    'appraisal.missing': part({ people: 0, lists: 0, leftOut: 0, without: [] }),
    'appraisal.fillSelfLarge': changed({ filled: 2 }),
    'appraisal.close': changed({ waiting: 2 }),
  });
  mountPage(<People periodId="p1" />);
  await userEvent.click(await screen.findByRole('checkbox', { name: '选择全部' }));
  await userEvent.click(screen.getByRole('button', { name: '自评满分' }));
  await waitFor(() => expect(engine.inputs('appraisal.fillSelfLarge')).toEqual([{ periodId: 'p1', ids: ['b', 'a'] }]));
  await userEvent.click(screen.getByRole('button', { name: '关闭本期' }));
  const dialog = within(await screen.findByRole('dialog'));
  const close = dialog.getByRole<HTMLButtonElement>('button', { name: '关闭本期' });
  expect(close.disabled).toBe(true);
  await userEvent.click(dialog.getByRole('checkbox'));
  await userEvent.click(close);
  await waitFor(() => expect(engine.inputs('appraisal.close')).toEqual([{ id: 'p1', revision: 3, on: '2026-11-21', acceptWaiting: true }]));
});

it('shows what was found beside a duty, takes a deduction only when told to, and saves all as one step', async () => {
  const engine = serve({
    ...common,
    'appraisal.get': sheet,
    'appraisal.list': { period, rows: [line('s1', '张三', 'waiting')] },
    'appraisal.save': changed({ id: 's1' }),
  });
  mountPage(<Sheet periodId="p1" id="s1" />);
  expect(await screen.findByRole('button', { name: '更换护栏' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '其余自评满分' }));
  await userEvent.click(screen.getByRole('button', { name: '采用' }));
  expect(screen.queryByRole('button', { name: '采用' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '其余按自评得分' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(engine.inputs('appraisal.save')).toMatchObject([
      {
        id: 's1',
        revision: 1,
        items: [
          { id: '1', self10: 500, check10: 450, reason: '1 项逾期未完成' },
          { id: '2', self10: 500, check10: 500, reason: '' },
        ],
      },
    ]),
  );
});

it('lays typed and pasted scores, and leaves cells whose text is no score', () => {
  const lines: ScoreLine[] = ['1', '2'].map((id) => ({
    id,
    text: '',
    criteria: '',
    standard10: 500,
    self10: null,
    selfNote: '',
    check10: null,
    reason: '',
    found: 0,
  }));
  const block = withBlock(
    lines,
    [
      ['50', '45.5', '缺一次'],
      ['51', '好', ''],
    ],
    0,
    ['self10', 'check10', 'reason'],
  );
  expect(block.items.map(({ self10, check10, reason }) => [self10, check10, reason])).toEqual([
    [500, 455, '缺一次'],
    [null, null, ''],
  ]);
  expect(block.refused.map(({ fault }) => fault)).toEqual(['over', 'score']);
  expect(withBlock(lines, [['1'], ['1'], ['1']], 1, ['self10']).items.map(({ self10 }) => self10)).toEqual([null, 10]);
  expect(withCells(block.items, [{ id: '1', column: 'self10', text: '' }]).items[0]!.self10).toBeNull();
  expect(filled(block.items, 'self10').map(({ self10 }) => self10)).toEqual([500, 500]);
  expect(withDeduction(lines, '1', 600, '缺')[0]).toMatchObject({ check10: 0, reason: '缺' });
});
