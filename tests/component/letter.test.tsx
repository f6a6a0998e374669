import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Data } from '../../renderer/api';
import { LetterList } from '../../renderer/features/letter/LetterList';
import { TargetList } from '../../renderer/features/letter/TargetList';
import { changed, mountPage, part, serve } from './engine';

const batch = part<Data<'letter.batches'>[number]>({ id: 'b1', year: 2026, name: '2026年度安全生产责任书', letters: 2, signed: 1 });
const letter = (id: string, personName: string) =>
  part<Data<'letter.list'>['rows'][number]>({
    id,
    number: `ZRS-2026-000${id}`,
    personName,
    department: '焊接车间',
    title: '焊工',
    state: 'printed',
    scans: 0,
    reason: '',
  });

function show(batches: Data<'letter.batches'>) {
  const engine = serve({
    'letter.batches': batches,
    'letter.list': { rows: [letter('1', '张三'), letter('2', '李四')], total: 2 },
    'letter.preview': {
      usualRewards: '与绩效挂钩',
      letters: 2,
      posts: 1,
      leftOut: 1,
      people: [],
      without: [part({ personId: 'p3', name: '赵六', department: '仓库', title: '保管员', why: 'noList' })],
    },
    'letter.issueAll': changed({ batchId: 'b1', letters: 2, leftOut: 1 }),
    'letter.advance': changed({ done: 1, left: 1 }),
    'letter.matchScans': [
      { file: '/扫描/ZRS-2026-0001.pdf', name: 'ZRS-2026-0001.pdf', letter: letter('1', '张三'), why: 'number' },
      { file: '/扫描/IMG_1.jpg', name: 'IMG_1.jpg', letter: null, why: 'none' },
    ],
    'letter.takeScans': changed({ letters: 1 }),
    'enterprise.get': part({ principal: '欧阳建国' }),
    'department.list': [],
    'risk.choices': part({ today: '2026-11-21' }),
  });
  mountPage(<LetterList />);
  return engine;
}

it('says before letters are made who gets none and why', async () => {
  const engine = show([]);
  await userEvent.click((await screen.findAllByRole('button', { name: '生成责任书' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('将生成 2 份，1 种岗位')).toBeTruthy();
  expect(dialog.getByText('赵六')).toBeTruthy();
  expect(dialog.getByText('岗位没有现行的责任清单')).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: '生成' }));
  await waitFor(() =>
    expect(engine.inputs('letter.issueAll')).toMatchObject([
      {
        departmentIds: null,
        draft: {
          year: 2026,
          issuerName: '欧阳建国',
          issuedOn: '2026-11-21',
          validTo: '2026-12-31',
          rewards: '与绩效挂钩',
          isByLevel: true,
        },
      },
    ]),
  );
});

it('takes back scans whose names tell the letter, and leaves the others to a person', async () => {
  const engine = show([batch]);
  await userEvent.click(await screen.findByRole('button', { name: '收回扫描件' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('IMG_1.jpg')).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: '收回 1 份' }));
  await waitFor(() =>
    expect(engine.inputs('letter.takeScans')).toEqual([{ scans: [{ letterId: '1', file: '/扫描/ZRS-2026-0001.pdf' }], on: '2026-11-21' }]),
  );
});

it('offers last year’s targets where a year has none, and enters one', async () => {
  const engine = serve({
    'target.list': [],
    'target.copyYear': changed({ made: 3 }),
    'target.create': changed({ id: 't1' }),
    'department.list': [],
    'post.list': [],
    'risk.choices': part({ today: '2026-11-21' }),
  });
  mountPage(<TargetList />);
  await userEvent.click(await screen.findByRole('button', { name: '沿用 2025 年的' }));
  await waitFor(() => expect(engine.inputs('target.copyYear')).toEqual([{ from: 2025, to: 2026 }]));
  await userEvent.click(screen.getAllByRole('button', { name: '加指标' })[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: '目标指标' }), '死亡事故');
  await userEvent.type(dialog.getByRole('textbox', { name: '目标值' }), '0 起');
  await userEvent.click(dialog.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(engine.inputs('target.create')).toMatchObject([
      { draft: { year: 2026, departmentId: null, postId: null, kind: 'result', name: '死亡事故', value: '0 起' } },
    ]),
  );
});

it('takes several targets out of the library, adapted, in one step', async () => {
  const target = (id: string, name: string, isThere = false) =>
    part<Data<'target.library'>[number]>({ id, name, kind: 'result', value: '0 起', criteria: '扣分', evidence: '台账', isThere });
  const engine = serve({
    'target.list': [],
    'target.library': ({ departmentId }) =>
      departmentId === 'd1'
        ? [target('own', '本部门火险')]
        : [target('deaths', '死亡事故', true), target('fires', '火灾'), target('rate', '轻伤率')],
    'target.addFromLibrary': changed({ made: 1 }),
    'department.list': [part({ id: 'd1', name: '焊接车间' })],
    'post.list': [],
    'risk.choices': part({ today: '2026-11-21' }),
  });
  mountPage(<TargetList />);
  await userEvent.click(await screen.findByRole('button', { name: '从指标库选' }));
  const dialog = within(await screen.findByRole('dialog'));
  const there = await dialog.findByRole<HTMLInputElement>('checkbox', { name: '死亡事故' });
  expect([there.checked, there.disabled]).toEqual([true, true]);
  expect(dialog.getByText('已有')).toBeTruthy();
  await userEvent.click(dialog.getByRole('checkbox', { name: '全选没有的' }));
  expect(dialog.getByRole('button', { name: '加入 2 条' })).toBeTruthy();
  await userEvent.click(dialog.getByRole('checkbox', { name: '全选没有的' }));
  // Whoever adapts a target has chosen it.
  await userEvent.type(dialog.getByRole('textbox', { name: '轻伤率的目标值' }), '/年');
  await userEvent.click(dialog.getByRole('button', { name: '加入 1 条' }));
  await waitFor(() =>
    expect(engine.inputs('target.addFromLibrary')).toEqual([
      { year: 2026, departmentId: null, postId: null, targets: [{ key: 'rate', value: '0 起/年', criteria: '扣分' }] },
    ]),
  );
});
