import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { previewFontUrls } from '../../electron/fonts';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const folder = `${mkdtempSync(path.join(tmpdir(), 'anze-卡 '))}${path.sep}`;
let made: TestWorkspace;
let printed: string[];

beforeEach(async () => {
  printed = [];
  made = await newWorkspace({
    shell: {
      ...noShell,
      fontUrls: () => Promise.resolve(previewFontUrls),
      printPdf: (html) => {
        printed.push(html);
        return Promise.resolve(new TextEncoder().encode('%PDF-1.7'));
      },
    },
  });
});

const levels = { major: { l: 10, e: 6, c: 15 }, low: { l: 1, e: 1, c: 3 } };
async function newRisk(point: string, level: keyof typeof levels, over: Partial<typeof emptyRisk> = {}) {
  const draft = { ...emptyRisk, hazardSource: `${point}的危险源`, emergency: '撤离', ...levels[level], ...over };
  return (await made.call('risk.create', { point: { name: point, kind: 'place', location: '东跨' }, draft })).value.id;
}
const list = async (all = true) => (await made.call('card.list', { filter: { all }, offset: 0, limit: 50 })).rows;
const everything = { filter: { all: true }, except: [] };

test('points with 重大 and 较大 risks come first, the others when asked', async () => {
  await newRisk('库房', 'low');
  await newRisk('喷漆房', 'major');
  expect(await list()).toMatchObject([
    { name: '喷漆房', level: 'major', state: 'none', version: null },
    { name: '库房', level: 'low' },
  ]);
  expect(await list(false)).toMatchObject([{ name: '喷漆房' }]);
  expect((await made.call('card.list', { filter: { text: '没有' }, offset: 0, limit: 50 })).total).toBe(0);
});

test('a card that says otherwise than the register now is out of date (V13); a new version follows, and each is undone', async () => {
  const riskId = await newRisk('喷漆房', 'major');
  const [{ id: pointId } = { id: '' }] = await list();
  const first = await made.call('card.make', { selection: everything, compiledOn: '2026-11-20' });
  expect(first.changed).toBe(1);
  expect(await list()).toMatchObject([{ state: 'current', version: 1, compiledOn: '2026-11-20' }]);
  expect((await made.call('card.make', { selection: everything, compiledOn: '2026-11-21' })).changed).toBe(0);

  const { risk } = await made.call('risk.get', { id: riskId });
  await made.call('risk.update', { id: riskId, revision: risk.revision, patch: { emergency: '撤离并报告' } });
  expect(await list()).toMatchObject([{ state: 'outdated', version: 1 }]);
  const { register } = await made.call('card.get', { pointId });
  await made.call('card.save', { pointId, compiledOn: '2026-11-21', texts: { ...register, operation: '先通风后作业' } });
  expect(await made.call('card.get', { pointId })).toMatchObject({
    state: 'current',
    card: { version: 2, compiledOn: '2026-11-21' },
    texts: { operation: '先通风后作业' },
    shown: { emergency: '撤离并报告', operation: '先通风后作业' },
  });
  await made.call('history.undo', {});
  expect(await list()).toMatchObject([{ state: 'outdated', version: 1 }]);
  await made.call('history.undo', {});
  expect(await list()).toMatchObject([{ state: 'current', version: 1 }]);
  expect((await made.call('audit.verify', {})).faults).toEqual([]);
});

test('cards are printed four to a page or one, made before; a draft makes none', async () => {
  for (const point of ['甲', '乙', '丙', '丁', '戊 <1>']) await newRisk(point, 'major');
  const draft = await made.call('card.print', { selection: everything, compiledOn: null, draft: true, file: folder });
  expect(draft).toEqual({ file: path.join(folder, '安全风险告知卡（送审稿）.pdf'), cards: 5, lacking: 5 });
  expect((await list()).every(({ state }) => state === 'none')).toBe(true);
  const day = { compiledOn: '2026-11-21', file: folder };
  await made.call('card.print', { selection: everything, ...day });
  expect((await list()).every(({ state }) => state === 'current')).toBe(true);
  await made.call('card.print', { selection: { ids: [(await list())[0]!.id] }, perPage: 1, ...day });
  const pages = printed.map((html) => html.match(/<section class="paper sheet cards/g)?.length);
  expect(pages).toEqual([2, 2, 1]);
  expect(printed[0]).toContain('送审稿');
  for (const words of [
    '戊 &lt;1&gt;',
    '重大风险',
    '戊 &lt;1&gt;的危险源',
    '撤离',
    '火警 119',
    '第 1 版　2026年11月21日编制',
    '岗位操作要点',
  ])
    expect(printed[1]).toContain(words);
});

test('cards without a day, of nothing, or of what is gone are refused', async () => {
  await newRisk('喷漆房', 'major');
  expect(await made.fail('card.print', { selection: everything, compiledOn: null, file: folder })).toMatchObject({
    findings: [{ rule: 'compiledOn' }],
  });
  expect(await made.fail('card.print', { selection: { ids: [] }, compiledOn: '2026-11-21', file: folder })).toMatchObject({
    findings: [{ rule: 'cardNone' }],
  });
  expect(await made.fail('card.get', { pointId: '018f6b3a-0000-7000-8000-000000000000' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(printed).toEqual([]);
});

test('a card whose texts do not fit into a quarter of the page takes a half, or a page of its own', async () => {
  await newRisk('甲', 'major');
  await newRisk('乙', 'major', { engineering: '长'.repeat(1200) });
  await newRisk('丙', 'major', { engineering: '长'.repeat(2000), administrative: '远'.repeat(2000), emergency: '久'.repeat(2000) });
  await made.call('card.print', { selection: everything, compiledOn: '2026-11-21', file: folder });
  const sections = printed[0]!.split('<section class="paper sheet cards ').slice(1);
  expect(sections.map((section) => section.slice(0, 3))).toEqual(expect.arrayContaining(['by1', 'by4']));
  expect(printed[0]!.match(/class="card half"/g)).toHaveLength(1);
  expect(printed[0]).toContain('久'.repeat(2000));
});
