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
