import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { largestAttachment } from '../../db/domain/attachment';
import { emptyRisk } from '../../db/domain/risk/risk';
import { rectangle, type Corner } from '../../db/domain/map/outline';
import type { PdfPage } from '../../electron/filing/render/pdf';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { blankPdf } from '../support/printer';

/** A png as far as its size. */
const png = (width: number, height: number) =>
  Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255]); // prettier-ignore
const square: Corner[] = rectangle([100_000, 100_000], [300_000, 300_000]);
const draft = { name: '厂区平面图', drawnOn: '2026-11-20', approvedBy: '李总', remark: '' };
const zone = { name: '喷漆区', outline: square, departmentId: null, ownerText: '张三' };

let made: TestWorkspace;
let outside: string;
let printed: { html: string; page: PdfPage }[];
let chosen: string[];

beforeEach(async () => {
  outside = mkdtempSync(path.join(tmpdir(), 'anze-图 '));
  [printed, chosen] = [[], []];
  made = await newWorkspace({
    shell: {
      ...noShell,
      chooseFiles: () => Promise.resolve(chosen),
      printPdf: (html, page) => {
        printed.push({ html, page });
        return blankPdf(html, page);
      },
    },
  });
});

const newPlan = async () => (await made.call('map.createPlan', { draft })).value.id;
const newZone = async (planId: string, over: Partial<typeof zone> = {}) =>
  (await made.call('map.createZone', { planId, draft: { ...zone, ...over } })).value.id;
const newRisk = async (point: string, factors: Partial<typeof emptyRisk>) => {
  const riskId = (
    await made.call('risk.create', { point: { name: point, kind: 'place' }, draft: { ...emptyRisk, hazardSource: '漆雾', ...factors } })
  ).value.id;
  const { rows } = await made.call('map.points', { offset: 0, limit: 200, text: point });
  return { riskId, pointId: rows[0]!.id };
};
const major = { l: 10, e: 6, c: 15 };
const low = { l: 1, e: 1, c: 3 };
const file = (name: string, bytes: string | Uint8Array) => {
  const target = path.join(outside, name);
  writeFileSync(target, bytes);
  return target;
};

describe('a floor plan', () => {
  test('begins with a picture: its name and its size; another picture keeps what is drawn', async () => {
    chosen = [file('一号厂房.png', png(800, 600))];
    const { value } = await made.call('map.takeImage', { planId: null, files: [] });
    const [plan] = await made.call('map.plans', {});
    expect(plan).toMatchObject({ id: value.id, name: '一号厂房', width: 800, height: 600, zones: 0 });
    await newZone(plan!.id);
    await made.call('map.takeImage', { planId: plan!.id, files: [file('新图.png', png(1000, 500))] });
    const [next] = await made.call('map.plans', {});
    expect(next).toMatchObject({ name: '一号厂房', width: 1000, height: 500, zones: 1 });
    expect(next!.image).not.toBe(plan!.image);
    expect((await made.call('attachment.list', { subject: 'floorPlan', subjectId: plan!.id })).length).toBe(1);
    await made.call('history.undo', {});
    expect((await made.call('map.plans', {}))[0]).toMatchObject({ width: 800, image: plan!.image });
    const same = await made.call('map.takeImage', { planId: plan!.id, files: chosen });
    expect(same.changed).toBe(0);
  });

  test('takes no file that is no png or jpg, and asks for one where none is named', async () => {
    expect(await made.call('map.takeImage', { planId: null, files: [] })).toMatchObject({ changed: 0, value: { id: null } });
    const failure = await made.fail('map.takeImage', { planId: null, files: [file('平面图.png', 'x')] });
    expect(failure).toMatchObject({ code: 'INVALID', findings: [{ rule: 'mapImage', params: { name: '平面图.png' } }] });
    const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const drawn of [file('平面图.svg', script), file('改了名.png', script), file('只有开头.png', png(800, 600).slice(0, 20))])
      expect(await made.fail('map.takeImage', { planId: null, files: [drawn] })).toMatchObject({ findings: [{ rule: 'mapImage' }] });
    const large = file('很大.png', png(800, 600));
    truncateSync(large, largestAttachment + 1);
    expect(await made.fail('map.takeImage', { planId: null, files: [large] })).toMatchObject({ findings: [{ rule: 'attachmentLarge' }] });
    expect(await made.fail('map.takeImage', { planId: null, files: [outside] })).toMatchObject({
      findings: [{ rule: 'attachmentFolder' }],
    });
    expect(await made.fail('map.takeImage', { planId: null, files: [path.join(outside, '不在.png')] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await made.call('map.plans', {})).toEqual([]);
  });

  test('goes with its areas and comes back with them and their points', async () => {
    const planId = await newPlan();
    const zoneId = await newZone(planId);
    const { pointId } = await newRisk('喷漆房', major);
    await made.call('map.assign', { zoneId, pointIds: [pointId] });
    const { revision } = (await made.call('map.plans', {}))[0]!;
    await made.call('map.removePlan', { id: planId, revision });
    expect((await made.call('map.points', { offset: 0, limit: 10 })).rows).toMatchObject([{ name: '喷漆房', zoneId: null }]);
    await made.call('history.undo', {});
    expect(await made.call('map.zones', { planId })).toMatchObject([{ name: '喷漆区', points: 1, level: 'major' }]);
    expect((await made.call('audit.verify', {})).faults).toEqual([]);
  });
});

describe('an area', () => {
  test('has the highest level of the risks in force of its points (V08)', async () => {
    const planId = await newPlan();
    const zoneId = await newZone(planId);
    const other = await newZone(planId, { name: '空区' });
    expect(await made.call('map.zones', { planId })).toMatchObject([{ level: null, points: 0 }, { level: null }]);
    const { pointId, riskId } = await newRisk('喷漆房', major);
    const second = await newRisk('调漆间', low);
    await made.call('map.assign', { zoneId, pointIds: [pointId, second.pointId, pointId] });
    expect(await made.call('map.zones', { planId })).toMatchObject([{ level: 'major', points: 2, major: 1, low: 1 }, { level: null }]);
    const { risk } = await made.call('risk.get', { id: riskId });
    await made.call('risk.update', { id: riskId, revision: risk.revision, patch: { status: 'retired' } });
    expect((await made.call('map.zones', { planId }))[0]).toMatchObject({ level: 'low', points: 2, major: 0, low: 1 });
    await made.call('map.assign', { zoneId: other, pointIds: [second.pointId] });
    expect(await made.call('map.zones', { planId })).toMatchObject([
      { level: null, points: 1 },
      { level: 'low', points: 1 },
    ]);
    expect(await made.call('map.points', { within: other, offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ zone: '空区', level: 'low' }],
    });
    expect((await made.call('map.points', { within: null, offset: 0, limit: 10 })).total).toBe(0);
  });

  test('is changed and taken away step by step, and each step is undone', async () => {
    const planId = await newPlan();
    const id = await newZone(planId);
    const { pointId } = await newRisk('喷漆房', major);
    await made.call('map.assign', { zoneId: id, pointIds: [pointId] });
    const outline = rectangle([0, 0], [500_000, 500_000]);
    await made.call('map.updateZone', { id, revision: 1, patch: { outline, name: '喷漆车间' } });
    expect(await made.fail('map.updateZone', { id, revision: 1, patch: { name: '旧' } })).toMatchObject({ code: 'CONFLICT' });
    await made.call('map.removeZone', { id, revision: 2 });
    expect(await made.call('map.zones', { planId })).toEqual([]);
    await made.call('history.undo', {});
    expect(await made.call('map.zones', { planId })).toMatchObject([{ name: '喷漆车间', outline, points: 1 }]);
    await made.call('history.undo', {});
    expect(await made.call('map.zones', { planId })).toMatchObject([{ name: '喷漆区', outline: square }]);
  });

  test('that cannot be seen, or belongs to nothing that is there, is refused', async () => {
    const planId = await newPlan();
    const line = { ...zone, outline: [[0, 0], [1000, 1000], [2000, 2000]] }; // prettier-ignore
    expect(await made.fail('map.createZone', { planId, draft: line })).toMatchObject({
      findings: [{ rule: 'mapOutline', field: 'outline' }],
    });
    const strange = '018f6b3a-0000-7000-8000-000000000000';
    expect(await made.fail('map.createZone', { planId: strange, draft: zone })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await made.fail('map.createZone', { planId, draft: { ...zone, departmentId: strange } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await made.fail('map.assign', { zoneId: null, pointIds: [strange] })).toMatchObject({ code: 'NOT_FOUND' });
    const request = { code: 'map' as const, compiledOn: null, planId: strange };
    expect(await made.fail('filing.renderDraft', { request, format: 'pdf', file: outside })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('the print is A3 with title, legend, places to sign, the image and every area in its colour', async () => {
  const { value } = await made.call('map.takeImage', { planId: null, files: [file('厂区.png', png(800, 600))] });
  const planId = value.id!;
  const zoneId = await newZone(planId, { name: '喷漆区 <1>' });
  const { pointId } = await newRisk('喷漆房', major);
  await made.call('map.assign', { zoneId, pointIds: [pointId] });
  await newRisk('叉车运输', major);
  const target = path.join(outside, path.sep);
  const request = { code: 'map' as const, compiledOn: '2026-11-21', planId, preparedBy: '王安全', reviewedBy: '' };
  const issued = (await made.call('filing.issue', { request, gapReason: '先张贴' })).value;
  expect(issued.number).toBe('SST-2026-001');
  expect(issued.gaps.map(({ key }) => key)).toEqual(['uscc', 'mapDay']);
  const answer = await made.call('filing.render', { id: issued.id, format: 'pdf', file: target });
  expect(answer.file).toBe(path.join(outside, 'SST-2026-001 厂区安全风险四色分布图.pdf'));
  expect(readFileSync(answer.file!, 'latin1')).toMatch(/^%PDF-1\.7/);
  const { html, page } = printed[0]!;
  expect(page.paper).toMatchObject({ size: 'A3', orientation: 'landscape' });
  for (const words of [
    '厂区安全风险四色分布图',
    '包头市示范机械制造有限公司',
    '编制：王安全',
    '另有 1 个风险点没有划入图上区域（全厂流动、多处分布或尚未划定）：叉车运输，风险重大 1 条',
    '审核：',
    '重大风险（红色）1 个区域',
    '喷漆区 &lt;1&gt;',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain('送审稿');
  expect(printed[1]!.html).toContain('SST-2026-001');
  expect(html).toContain('data:image/png;base64,');
  expect(html).toMatch(/<polygon points="[\d., ]+" fill="#FF0000"/);

  // What was issued stays as it was, whatever is drawn or put in place of the image afterwards.
  await made.call('map.takeImage', { planId, files: [file('新图.png', png(1000, 500))] });
  await made.call('map.updateZone', { id: zoneId, revision: 1, patch: { name: '改了名' } });
  const view = await made.call('filing.preview', { id: issued.id });
  expect(view.html).toContain('喷漆区 &lt;1&gt;');
  expect(view.html).toContain('app://attachment/');
  expect((await made.call('filing.draft', { request })).html).toContain('改了名');
});

test('an image that is gone from the workspace is told: a draft goes without it, an issued paper waits for it', async () => {
  const { value } = await made.call('map.takeImage', { planId: null, files: [file('厂区.png', png(800, 600))] });
  const request = { code: 'map' as const, compiledOn: '2026-11-21', planId: value.id! };
  const issued = (await made.call('filing.issue', { request, gapReason: '先张贴' })).value;
  expect(await made.call('map.image', { planId: value.id! })).toMatch(/^data:image\/png;base64,/);
  rmSync(path.join(made.folder, 'attachments'), { recursive: true });
  expect(await made.call('map.image', { planId: value.id! })).toBeNull();
  expect((await made.call('filing.draft', { request })).gaps.map(({ key }) => key)).toContain('mapImage');
  await made.call('filing.renderDraft', { request, format: 'pdf', file: path.join(outside, path.sep) });
  expect(printed[0]!.html).not.toContain('<img');
  expect(await made.fail('filing.render', { id: issued.id, format: 'pdf', file: null })).toMatchObject({
    findings: [{ rule: 'imageGone' }],
  });
  expect(await made.fail('filing.renderDraft', { request, format: 'docx', file: outside })).toMatchObject({
    findings: [{ rule: 'format' }],
  });
});
