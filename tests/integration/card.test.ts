import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { CardSelection } from '../../db/query/card';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { blankPdf, isPaper } from '../support/printer';

const folder = `${mkdtempSync(path.join(tmpdir(), 'anze-卡 '))}${path.sep}`;
let made: TestWorkspace;
let printed: string[];
let laidOver: string[];

beforeEach(async () => {
  [printed, laidOver] = [[], []];
  made = await newWorkspace({
    shell: {
      ...noShell,
      printPdf: (html, page) => {
        (isPaper(html) ? printed : laidOver).push(html);
        return blankPdf(html, page);
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
const f33 = (compiledOn: string | null, selection: CardSelection = everything, perPage: 1 | 4 = 4) => ({
  code: 'F33' as const,
  compiledOn,
  selection,
  perPage,
});
const gapReason = '先张贴，操作要点月底前补';
const issue = async (...request: Parameters<typeof f33>) =>
  (await made.call('filing.issue', { request: f33(...request), gapReason })).value;

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
  const { shown } = await made.call('card.get', { pointId });
  const first = await made.call('card.save', { pointId, compiledOn: '2026-11-20', texts: shown });
  expect(first.changed).toBe(1);
  expect(await list()).toMatchObject([{ state: 'current', version: 1, compiledOn: '2026-11-20' }]);
  expect((await made.call('card.save', { pointId, compiledOn: '2026-11-21', texts: shown })).changed).toBe(0);

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
  const draft = await made.call('filing.renderDraft', { request: f33(null), format: 'pdf', file: folder });
  expect(draft).toEqual({ file: path.join(folder, '安全风险告知卡（送审稿）.pdf') });
  expect((await list()).every(({ state }) => state === 'none')).toBe(true);
  const first = await issue('2026-11-21');
  expect(first).toMatchObject({
    number: 'F33-2026-001',
    gaps: [{ key: 'uscc' }, { key: 'cardLacking', params: { count: 5 }, at: 'card' }],
  });
  await made.call('filing.render', { id: first.id, format: 'pdf', file: folder });
  expect((await list()).every(({ state }) => state === 'current')).toBe(true);
  const second = await issue('2026-11-21', { ids: [(await list())[0]!.id] }, 1);
  await made.call('filing.render', { id: second.id, format: 'pdf', file: folder });
  const pages = printed.map((html) => html.match(/<section class="paper sheet cards/g)?.length);
  expect(pages).toEqual([2, 2, 1]);
  expect(laidOver[0]).toContain('送审稿');
  for (const words of [
    '戊 &lt;1&gt;',
    '重大风险',
    '戊 &lt;1&gt;的危险源',
    '撤离',
    '火警 119',
    'F33-2026-001　第 1 版　2026年11月21日编制',
    '岗位操作要点',
  ])
    expect(printed[1]).toContain(words);
});

test('cards without a day, of nothing, or of what is gone are refused', async () => {
  await newRisk('喷漆房', 'major');
  expect(await made.fail('filing.issue', { request: f33(null) })).toMatchObject({ findings: [{ rule: 'compiledOn' }] });
  const without = await made.fail('filing.issue', { request: f33('2026-11-21') });
  expect(without.findings).toMatchObject([{ key: 'gap.uscc' }, { key: 'gap.cardLacking', params: { names: '喷漆房' } }]);
  expect((await list())[0]).toMatchObject({ state: 'none' });
  const none = { findings: [{ rule: 'cardNone' }] };
  expect(await made.fail('filing.issue', { request: f33('2026-11-21', { ids: [] }) })).toMatchObject(none);
  expect(await made.fail('filing.renderDraft', { request: f33(null, { ids: [] }), format: 'pdf', file: folder })).toMatchObject(none);
  expect(await made.fail('card.get', { pointId: '018f6b3a-0000-7000-8000-000000000000' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(printed).toEqual([]);
});

test('a card whose texts do not fit into a quarter of the page takes a half, or a page of its own', async () => {
  await newRisk('甲', 'major');
  await newRisk('乙', 'major', { engineering: '长'.repeat(1200) });
  await newRisk('丙', 'major', { engineering: '长'.repeat(2000), administrative: '远'.repeat(2000), emergency: '久'.repeat(2000) });
  await made.call('filing.renderDraft', { request: f33(null), format: 'pdf', file: folder });
  expect(printed[0]!.match(/<article class="card by\d/g)).toEqual(
    expect.arrayContaining(['<article class="card by1', '<article class="card by2']),
  );
  expect(printed[0]).toContain('久'.repeat(2000));
});

test('the review tells which cards are to be renewed (V13), and they are issued at once', async () => {
  const groups = async () => (await made.call('review.run', {})).groups.filter(({ rule }) => rule === 'V13');
  const riskId = await newRisk('喷漆房', 'major');
  await newRisk('库房', 'low');
  expect(await groups()).toMatchObject([{ key: 'V13.none', count: 1, kind: 'statutory', examples: [{ subject: 'card' }] }]);
  const first = await issue('2026-11-20');
  expect(await groups()).toEqual([]);
  const { risk } = await made.call('risk.get', { id: riskId });
  await made.call('risk.update', { id: riskId, revision: risk.revision, patch: { emergency: '撤离并报告' } });
  expect(await groups()).toMatchObject([{ key: 'V13.outdated', count: 1, examples: [{ params: { version: 1 } }] }]);
  const due = { filter: { due: true }, except: [] };
  expect((await made.call('card.list', { filter: due.filter, offset: 0, limit: 50 })).rows).toMatchObject([
    { name: '喷漆房', state: 'outdated' },
  ]);
  await made.call('filing.issue', { request: f33('2026-11-21', due), gapReason, replacesId: first.id });
  expect(await groups()).toEqual([]);
  expect(await made.call('filing.list', { code: 'F33' })).toMatchObject([
    { number: 'F33-2026-002', state: 'issued', replacesId: first.id },
    { number: 'F33-2026-001', state: 'replaced' },
  ]);
  expect((await made.call('filing.preview', { id: first.id })).html).not.toContain('撤离并报告');
  expect((await made.call('audit.verify', {})).faults).toEqual([]);
});

test('a card names all who are responsible, and keeps the mobiles of people to itself', async () => {
  await newRisk('喷漆房', 'major', { ownerText: '张三、李四', phone: '13812345678' });
  await newRisk('喷漆房', 'major', { ownerText: '李四', hazardSource: '静电', phone: '0472-5551234' });
  const [{ id: pointId } = { id: '' }] = await list();
  const { shown } = await made.call('card.get', { pointId });
  expect(shown.owner).toBe('张三、李四');
  expect(shown.phone).toContain('0472-5551234');
  expect(shown.phone).not.toContain('138');
});
