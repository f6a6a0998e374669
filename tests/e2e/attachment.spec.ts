import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyRisk } from '../../db/domain/risk/risk';
import { attachmentFile, workspacePaths } from '../../electron/workspace/paths';
import { chooseInDialog } from '../support/desktop';
import { launch } from '../support/electron';
import { newWorkspace } from '../support/workspace';
import * as inPage from './inPage.mjs';

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('the scan of a stamped paper is chosen, another pasted; both are seen and kept in the workspace', async () => {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-扫描 '));
  const { call, folder, host } = await newWorkspace();
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft });
  const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  const request = { code: 'F07' as const, roundId: null, compiledOn: '2026-11-21', ...word };
  const { id } = (await call('filing.issue', { request, gapReason: '先报送' })).value;
  await call('filing.advance', { id, change: { state: 'scanned', on: '2026-11-21', note: '', authority: '' } });
  await host.close();

  const { app, page, errors, close } = await launch({ workspace: folder });
  const scan = path.join(scratch, '盖章页.png');
  await writeFile(scan, Buffer.from(dot, 'base64'));
  await chooseInDialog(app, [scan]);
  await page.goto(`app://anze/index.html#/filing/F07/issued-${id}`);
  const scans = page.getByRole('region', { name: '扫描件' });
  await scans.getByRole('button', { name: '添加扫描件' }).click();
  await expect(scans.getByRole('button', { name: '查看 盖章页.png' })).toBeVisible();

  await scans.hover();
  // The same picture and a byte behind its end: other bytes, still a picture.
  const other = Buffer.concat([Buffer.from(dot, 'base64'), Buffer.alloc(1)]).toString('base64');
  await page.evaluate(inPage.pastePicture, other);
  await expect(scans.getByRole('button', { name: '查看 粘贴的图片2.png' })).toBeVisible();
  const pictures = await scans.locator('img').all();
  expect(pictures).toHaveLength(2);
  // Each small picture is made when it is first missed.
  for (const picture of pictures) await expect(picture).toHaveJSProperty('naturalWidth', 1);
  for (const picture of pictures) expect(await page.evaluate(inPage.sizeOfPicture, (await picture.getAttribute('src'))!)).toEqual([1, 1]);
  expect(errors).toEqual([]);
  await close();

  const sha256 = createHash('sha256').update(Buffer.from(dot, 'base64')).digest('hex');
  expect((await readFile(attachmentFile(workspacePaths(folder).attachments, sha256))).toString('base64')).toBe(dot);
  await rm(scratch, { recursive: true, force: true });
});
