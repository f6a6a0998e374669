import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilingRequest } from '../../electron/filing/request';
import type { BoardDossier } from '../../electron/filing/board/dossier';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
});
afterAll(() => workspace.host.close());

const board = (change: object = {}) => ({ code: 'board', compiledOn: '2026-11-21', ...change }) as FilingRequest;
const wordsOf = (html: string) => html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, '\n');

test('the notice board shows the points with serious risks, highest first, the picture and the telephones, and is kept as issued', async () => {
  const { html, gaps, paper } = await workspace.call('filing.draft', { request: board() });
  expect(gaps).toEqual([]);
  expect(paper).toEqual({ size: 'A3', orientation: 'landscape' });
  const words = wordsOf(html);
  for (const part of ['安全风险公告栏', '油漆、稀释剂库', '安全风险四色分布图', '重大事故隐患及治理情况', '12350', '119', '120'])
    expect(words).toContain(part);
  const { value } = await workspace.call('filing.issue', { request: board({ size: 'A2' }) });
  expect(value.number).toBe('GGL-2026-001');
  const dossier = JSON.parse(
    workspace.host.dispatcher!.reader.value<string>('SELECT dossier FROM filing WHERE id = ?', [value.id])!,
  ) as BoardDossier;
  const levels = dossier.points.map(({ level }) => level);
  expect(levels).toEqual([...levels.filter((level) => level === 'major'), ...levels.filter((level) => level === 'considerable')]);
  expect(new Set(dossier.points.map(({ riskPoint, location, department }) => riskPoint + location + department)).size).toBe(levels.length);
  expect((await workspace.call('filing.preview', { id: value.id })).paper).toMatchObject({ size: 'A2' });
});

test('neither board nor cards show a personal mobile or a stock of dangerous chemicals', async () => {
  const { call, host } = await newWorkspace();
  await call('risk.create', {
    point: { name: '油漆库', kind: 'place', location: '东北角' },
    draft: {
      ...emptyRisk,
      hazardSource: '油漆存量 3 吨，泄漏',
      method: 'direct',
      level: 'major',
      directReason: '重大危险源',
      engineering: '定量不超过 8 吨；防爆通风；值班 13800000001',
      emergency: '撤离并打 13800000001',
      ownerText: '张三 13900000002',
      accidentTypes: [],
    },
  });
  const cards = { code: 'F33', compiledOn: '2026-11-21', selection: { filter: { all: true }, except: [] }, perPage: 4 } as FilingRequest;
  for (const request of [board({ phone: '13800000001' }), cards]) {
    const { html } = await call('filing.draft', { request });
    const words = wordsOf(html);
    expect(words).toContain('防爆通风');
    expect(words).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    expect(words).not.toMatch(/\d\s*吨/);
  }
  const keys = (await call('filing.draft', { request: board({ phone: '13800000001' }) })).gaps.map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['boardPhone', 'boardPicture']));
  await host.close();
});

test('a register without serious risks, or without any, still makes a board', async () => {
  const { call, host } = await newWorkspace();
  expect((await call('filing.draft', { request: board() })).html).toContain('本单位无重大、较大安全风险');
  await host.close();
});

test('file board writes a draft from the terminal, and says what it does not know', async () => {
  const { run, folder } = await newTerminal();
  const file = (...more: string[]) => run('file', '公告栏', '--out', path.join(folder, '出件'), ...more);
  expect((await file('--size', 'A5')).json.error.message).toBe('--size 只能是 A3 或 A2，不能是“A5”');
  expect((await file('--plan', '没有的')).json.error.message).toContain('没有平面图“没有的”');
});
