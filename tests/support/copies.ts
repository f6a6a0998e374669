import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Database } from '../../db/handle';
import type { CopyRow } from '../../db/merge/view';
import { openDatabase } from '../../db/open';
import type { Comparison } from '../../electron/api/copies';
import { businessRows } from './dump';
import { paperShell } from './populated';
import { newHost, newWorkspace, type TestWorkspace } from './workspace';

export const draft = { ...emptyRisk, l: 1, e: 6, c: 15 };

/** A workspace and a copy of it, both open, each with a clock of its own. */
export async function twoCopies(
  prepare: (made: TestWorkspace) => Promise<void> = async () => {},
): Promise<{ office: TestWorkspace; home: TestWorkspace }> {
  const office = await newWorkspace({ shell: paperShell });
  await office.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...draft, hazardSource: '钢丝绳断丝' } });
  await office.call('risk.create', { point: { name: '空压机', kind: 'equipment' }, draft: { ...draft, hazardSource: '超压' } });
  await prepare(office);
  await office.call('workspace.close', {});
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'anze-回家 ')), '工作区');
  cpSync(office.folder, folder, { recursive: true });
  const home = newHost({ folder, today: '2026-11-22', shell: paperShell });
  await office.call('workspace.open', { folder: office.folder });
  await home.call('workspace.open', { folder });
  onTestFinished(async () => {
    await office.host.close();
    await home.host.close();
  });
  return { office, home };
}

export async function compare({
  office,
  home,
}: {
  office: TestWorkspace;
  home: TestWorkspace;
}): Promise<{ found: Comparison; rows: CopyRow[] }> {
  if (home.host.folder) await home.call('workspace.close', {});
  const found = await office.call('copies.compare', { place: home.folder });
  if (found === null || found.needsPassword) throw new Error('not compared');
  const { rows } = await office.call('copies.rows', { id: found.id, offset: 0, limit: 200 });
  return { found, rows };
}

export const risksOf = async ({ call }: TestWorkspace) =>
  (await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
export const change = async (made: TestWorkspace, riskNo: string, patch: object) => {
  const row = (await risksOf(made)).find((risk) => risk.riskNo === riskNo)!;
  await made.call('risk.update', { id: row.id, revision: row.revision, patch });
};

export const database = ({ folder }: TestWorkspace): Database => {
  const file = openDatabase({ file: path.join(folder, 'anze.db'), nativeBinding: null, readonly: true });
  onTestFinished(() => void file.close());
  return file;
};
/** Rows but for the log of merges, which stays. */
export const rowsOf = (made: TestWorkspace) => {
  const { mergeRun: _run, ...rest } = businessRows(database(made));
  return rest;
};
export const apply = (copies: { office: TestWorkspace }, found: Comparison) => copies.office.call('copies.apply', { id: found.id });
