import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { changesOf, editsOf } from '../../renderer/features/round/implementation';
import type { RoundItem } from '../../renderer/features/round/round';
import RoundPage from '../../renderer/features/round/RoundPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const row = (riskNo: string) => ({ id: riskNo, revision: 1, after: { riskNo }, before: null }) as RoundItem;
const shown = ['riskNo', 'level', 'implementation', 'implementedOn', 'implementedBy'];

describe('a block from Excel', () => {
  const cells = [
    ['联锁有效', '2026年11月20日', '李四'],
    ['通风正常', '', ''],
  ];

  it('lands from its column on, one change a row, days as they are typed', () => {
    const taken = editsOf(cells, [row('A-1'), row('A-2')], shown, 'implementation');
    expect('edits' in taken && changesOf(taken.edits)).toEqual({
      changes: [
        { itemId: 'A-1', revision: 1, patch: { implementation: '联锁有效', implementedOn: '2026-11-20', implementedBy: '李四' } },
        { itemId: 'A-2', revision: 1, patch: { implementation: '通风正常', implementedOn: null, implementedBy: '' } },
      ],
    });
  });

  it('ends with the list, and is refused where its numbers are those of other rows', () => {
    const edits = editsOf(cells, [row('A-1')], shown, 'implementation');
    expect('edits' in edits && edits.edits).toHaveLength(3);
    const whole = cells.map((line, at) => [`A-${at + 1}`, '重大', ...line]);
    expect('edits' in editsOf(whole, [row('A-1'), row('A-2')], shown, 'riskNo')).toBe(true);
    expect(editsOf(whole, [row('A-2'), row('A-1')], shown, 'riskNo')).toMatchObject({ fault: { column: 'riskNo', value: 'A-1' } });
  });

  it('is taken whole or not at all', () => {
    expect(changesOf([{ row: row('A-1'), column: 'implementedOn', value: '上周' }])).toMatchObject({ fault: { column: 'implementedOn' } });
    expect(changesOf([{ row: row('A-1'), column: 'implementedBy', value: '名'.repeat(61) }])).toHaveProperty('fault');
  });
});

it('shows 重大 and 较大 risks only, and fills those that are open', async () => {
  const { call } = await serveWorkspace({});
  for (const [riskNo, l] of [
    ['A-1', 10],
    ['A-2', 3],
    ['A-3', 0.5],
  ] as const)
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l, e: 6, c: 15 },
    });
  const { value } = await call('round.open', {
    draft: {
      name: '2026年第四季度安全风险评估',
      kind: 'quarterly',
      period: '2026Q4',
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2026-11-01',
      baseRoundId: null,
      team: [],
    },
  });
  window.location.hash = `#/round/${value.id}~implementation`;
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await screen.findByText('重大、较大风险 2 条，已写落实情况 0 条');
  await user.click(await screen.findByRole('button', { name: '填写其余 2 条' }));
  const dialog = await screen.findByRole('dialog', { name: '填写 2 条的落实情况' });
  await user.type(within(dialog).getByRole('textbox', { name: '措施落实情况' }), '检查记录齐全');
  await user.type(within(dialog).getByRole('textbox', { name: '核查日期' }), '2026-11-20{Tab}');
  await user.click(within(dialog).getByRole('button', { name: '填写' }));
  await screen.findByText('重大、较大风险 2 条，已写落实情况 2 条');
  await waitFor(async () => {
    const { rows } = await call('round.items', { id: value.id, offset: 0, limit: 50 });
    expect(rows.map(({ implementation, implementedOn }) => [implementation, implementedOn])).toEqual([
      ['检查记录齐全', '2026-11-20'],
      ['检查记录齐全', '2026-11-20'],
      ['', null],
    ]);
  });
});
