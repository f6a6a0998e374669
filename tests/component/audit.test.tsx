import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import AuditPage from '../../renderer/features/audit/AuditPage';
import { differences, ownName } from '../../db/domain/difference';
import { stepStates, type Step } from '../../renderer/features/audit/steps';
import type { Data } from '../../renderer/api';
import { mountPage, part, serve, type Answers } from './engine';

const step = (no: number, command: string, undoes: number | null = null): Step => ({
  step: no,
  command,
  actor: '王安全',
  at: Date.parse('2026-11-21T04:00:00Z'),
  undoes,
  rows: 1,
  reason: null,
});
const steps = [step(5, 'history.redo', 4), step(4, 'history.undo', 3), step(3, 'risk.update'), step(1, 'workspace.begin')];
const state: Data<'history.state'> = { undo: steps[2]!, redo: null, barrier: null };

let seen: (() => void) | undefined;
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        seen = () => tell([{ isIntersecting: true }]);
      }
      observe() {}
      disconnect() {}
    },
  );
});

function show(answers: Answers = {}) {
  const engine = serve({
    'history.steps': steps,
    'history.state': state,
    'history.undo': part({ changed: 1, step: 6, value: {} }),
    ...answers,
  });
  mountPage(<AuditPage />);
  return engine;
}

describe('steps', () => {
  it('are told in words with what became of them', async () => {
    show();
    const table = within(await screen.findByRole('table', { name: '步骤' }));
    expect(await table.findByText('修改风险')).toBeTruthy();
    expect(table.getByText('恢复了第 3 步')).toBeTruthy();
    expect(table.getByText('已撤销')).toBeTruthy();
  });

  it('go on being fetched when the end comes into sight', async () => {
    const engine = show({
      'history.steps': ({ limit, before = 1000 }) =>
        Array.from({ length: before > 850 ? limit : 3 }, (_, n) => step(before - n - 1, 'risk.create')),
    });
    await screen.findByText('正在读取…');
    await waitFor(() => expect(seen).toBeDefined());
    seen?.();
    await waitFor(() => expect(engine.inputs('history.steps').at(-1)).toEqual({ limit: 100, before: 900 }));
  });

  it('that take each other back are told apart', () => {
    const states = stepStates(steps);
    expect([5, 4, 3, 1].map((no) => states.get(no))).toEqual([
      { kind: 'redoes', step: 3 },
      { kind: 'taken' },
      { kind: 'plain' },
      { kind: 'plain' },
    ]);
    expect(stepStates(steps.slice(1)).get(3)).toEqual({ kind: 'taken' });
  });
});

describe('undo', () => {
  it('says what it would take back and does it', async () => {
    const engine = show();
    expect(await screen.findByText(/下一步可撤销：修改风险/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(() => expect(engine.inputs('history.undo')).toHaveLength(1));
  });

  it('says what bars the way', async () => {
    show({ 'history.state': { undo: null, redo: null, barrier: step(9, 'round.close') } });
    expect(await screen.findByText(/“关闭评估轮次.*不能再撤销/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '撤销' }).hasAttribute('disabled')).toBe(true);
  });
});

describe('verification', () => {
  it('names the number of entries and the last hash', async () => {
    show({ 'audit.verify': { rows: 2541, head: 'abc123', faults: [] } });
    await userEvent.click(await screen.findByRole('button', { name: '现在核对' }));
    expect(await screen.findByText('完整：2541 条记录前后相连，没有被改动。')).toBeTruthy();
    expect(screen.getByText('abc123')).toBeTruthy();
  });

  it('names each entry that does not fit', async () => {
    show({
      'audit.verify': {
        rows: 9,
        head: 'x',
        faults: [
          { seq: 4, kind: 'gap' },
          { seq: 7, kind: 'payload' },
        ],
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: '现在核对' }));
    expect(await screen.findByText(/有 2 处对不上/)).toBeTruthy();
    expect(screen.getByText('第 4 条缺失')).toBeTruthy();
    expect(screen.getByText('第 7 条的内容与校验值不符')).toBeTruthy();
  });

  it('does not call erased personal data a fault', async () => {
    show({ 'audit.verify': { rows: 9, head: 'x', faults: [{ seq: 4, kind: 'erased' }] } });
    await userEvent.click(await screen.findByRole('button', { name: '现在核对' }));
    expect(await screen.findByText(/完整：9 条/)).toBeTruthy();
    expect(screen.getByText(/第 4 条的个人信息已按规定清除/)).toBeTruthy();
  });
});

describe('the history of a record', () => {
  const before = {
    id: 'r1',
    revision: 1,
    riskNo: 'FX-0001',
    hazardSource: '触电',
    l10: 30,
    score100: 27_000,
    level: 'considerable',
    departmentId: 'd1',
    directMajor: 0,
    levelRank: 2,
  };
  const after = { ...before, revision: 2, l10: 10, score100: 9000, level: 'general', departmentId: 'd2', levelRank: 3 };

  it('shows field by field what changed, in words', async () => {
    window.location.hash = '#/audit/r1';
    show({
      'history.record': [
        { seq: 2, at: 0, actor: '王安全', command: 'risk.update', subject: 'risk', before, after, reason: '车间调整', copy: null },
      ],
      'department.list': part([
        { id: 'd1', name: '铆焊车间' },
        { id: 'd2', name: '涂装车间' },
      ]),
      'post.list': [],
      'risk.choices': part({ accidentTypes: [] }),
      'risk.scales': part({ all: [] }),
    });
    expect(await screen.findByText('“FX-0001 触电”的修改记录')).toBeTruthy();
    await screen.findByText('铆焊车间');
    expect(screen.getByText('理由：车间调整')).toBeTruthy();
    const cells = within(screen.getByRole('table', { name: '修改' }))
      .getAllByRole('row')
      .map((row) =>
        within(row)
          .getAllByRole(row.closest('thead') ? 'columnheader' : 'cell')
          .map(({ textContent }) => textContent),
      );
    expect(cells).toEqual([
      ['栏目', '修改前', '修改后'],
      ['L', '3', '1'],
      ['评价值', '270', '90'],
      ['风险等级', '较大', '一般'],
      ['责任单位', '铆焊车间', '涂装车间'],
    ]);
  });

  it('calls a field as it is called in that kind of record', async () => {
    window.location.hash = '#/audit/o1';
    const post = { id: 'o1', name: '焊工', level: '' };
    show({
      'history.record': [
        { seq: 2, at: 0, actor: '王安全', command: 'post.update', subject: 'post', before: post, after: { ...post, level: 'team' }, reason: null, copy: null }, // prettier-ignore
      ],
      'department.list': [],
      'post.list': [],
      'risk.choices': part({ accidentTypes: [] }),
      'risk.scales': part({ all: [] }),
    });
    expect((await screen.findByText('岗位层级')).closest('tr')!.textContent).toContain('班组长');
  });

  it('leaves out what serves the machine and what was empty all along', () => {
    expect(differences({ before: { revision: 1, phone: '', remark: null }, after: { revision: 2, phone: '', remark: '' } })).toEqual([]);
    expect(differences({ before: null, after: { id: 'x', name: '甲', remark: '' } })).toEqual([
      { field: 'name', before: undefined, after: '甲' },
    ]);
  });

  it('names the record by number and words, whichever it has', () => {
    expect([ownName({ name: '安全部' }), ownName({ number: 'F07-2026-001', title: '清单' }), ownName({})]).toEqual([
      '安全部',
      'F07-2026-001 清单',
      '',
    ]);
  });
});
