import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { openFile } from '../support/database';
import { riskLines } from '../support/riskLines';
import { businessRows } from '../support/dump';
import { registerXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'anze-断电 '));
const source = path.join(folder, '全厂.xlsx');
/** Two folders below the root, like the sources that it is made of. */
const program = path.join(root, 'out/tests/workbooksKilled.js');
let kept: string;
let before: Record<string, string[]>;

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'tests/support/workbooksKilled.ts', outDir: path.dirname(program), emptyOutDir: false, minify: false },
  });
  const workspace = await newWorkspace();
  const first = path.join(folder, '一车间.xlsx');
  writeFileSync(first, await registerXlsx(riskLines(6)));
  await workspace.call('intake.commit', {
    sessionId: (await workspace.call('intake.plan', { subject: 'risk', files: [first] })).sessionId,
  });
  before = rowsIn(workspace.folder);
  await workspace.host.close();
  kept = workspace.folder;
  writeFileSync(source, await registerXlsx(riskLines(300)));
});

function rowsIn(place: string): Record<string, string[]> {
  const file = openFile(place);
  const rows = businessRows(file);
  file.close();
  return rows;
}

/** @returns how the process ended */
async function dieIn(place: string, point: string): Promise<unknown> {
  const child = spawn(process.execPath, [program, place, source, point], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

test.concurrent.each(['begin', 'middle', 'end', 'committed'])(
  'killed at this point, %s: the workspace opens with nothing or everything of it',
  async (point) => {
    const place = path.join(folder, point);
    cpSync(kept, place, { recursive: true });
    expect(await dieIn(place, point)).toBe('SIGKILL');
    const { call, host } = await newWorkspace();
    await call('workspace.open', { folder: place });
    const file = openFile(place);
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.prepare('SELECT count(*) FROM risk').pluck().get()).toBe(point === 'committed' ? 300 : 6);
    expect((await call('audit.verify', {})).faults).toEqual([]);
    if (point === 'committed') await call('history.undo', {});
    expect(businessRows(file)).toEqual(before);
    const { sessionId, counts } = await call('intake.plan', { subject: 'risk', files: [source] });
    expect(counts).toMatchObject({ new: 294, same: 6, refused: 0 });
    await call('intake.commit', { sessionId });
    expect(file.prepare('SELECT count(*) FROM risk').pluck().get()).toBe(300);
    file.close();
    await host.close();
  },
);
