import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilingRequest } from '../../electron/filing/request';
import { previewFile, workspacePaths, type WorkspacePaths } from '../../electron/workspace/paths';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';
import { blankPdf, isPaper } from '../support/printer';

let workspace: TestWorkspace;
let paths: WorkspacePaths;
const printed: string[] = [];
const laidOver: string[] = [];
beforeAll(async () => {
  workspace = await newWorkspace({
    way: 'sample',
    shell: {
      ...noShell,
      printPdf: (html, page) => {
        (isPaper(html) ? printed : laidOver).push(html);
        return blankPdf(html, page);
      },
    },
  });
  const state = await workspace.call('workspace.state', {});
  paths = workspacePaths(state.open ? state.folder : '');
});
afterAll(() => workspace.host.close());

const isDraft = () => laidOver.at(-1)?.includes('<div class="draft"');
const f07 = (change: object = {}): FilingRequest => ({ code: 'F07', roundId: null, compiledOn: '2026-11-21', ...change }) as FilingRequest;

test('a draft is printed once for what it says, and again when it says something else', async () => {
  const { call } = workspace;
  const { sha256 } = await call('filing.pages', { request: f07() });
  expect(readFileSync(previewFile(paths.previews, sha256), 'utf8')).toContain('%PDF');
  expect(isDraft()).toBe(true);
  const parts = printed.length;
  expect(await call('filing.pages', { request: f07() })).toEqual({ sha256 });
  expect(printed).toHaveLength(parts);
  expect((await call('filing.pages', { request: f07({ filledBy: '李明' }) })).sha256).not.toBe(sha256);
  expect(printed).toHaveLength(2 * parts);
});

test('of an issued paper the pdf that was handed out is shown, else its frozen document', async () => {
  const { call } = workspace;
  const { value } = await call('filing.issue', { request: f07(), gapReason: '底稿' });
  const before = await call('filing.pages', { id: value.id });
  expect(isDraft()).toBe(false);
  const kept = await call('filing.render', { id: value.id, format: 'pdf', file: null });
  const after = await call('filing.pages', { id: value.id });
  expect(after).not.toEqual(before);
  expect(readFileSync(previewFile(paths.previews, after.sha256))).toEqual(readFileSync(path.join(paths.filings, kept.name)));
  expect(await workspace.host.call('filing.pages', { id: crypto.randomUUID() })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});

test('the folder of previews does not grow without end', async () => {
  for (let n = 0; n < 45; n += 1) await workspace.call('filing.pages', { request: f07({ filledBy: `第${n}人` }) });
  expect(readdirSync(paths.previews).length).toBeLessThanOrEqual(40);
  const { sha256 } = await workspace.call('filing.pages', { request: f07({ filledBy: '第44人' }) });
  expect(existsSync(previewFile(paths.previews, sha256))).toBe(true);
});
