import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

test('an import of many rows leaves the file with every index, an unbroken audit and one step of undo', async () => {
  const { call, host } = await newWorkspace();
  const reader = host.dispatcher!.reader;
  const indexes = () => reader.all(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`);
  const before = indexes();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-')), '全厂.xlsx');
  writeFileSync(file, await registerXlsx(riskLines(1200)));
  const { sessionId, counts } = await call('intake.plan', { subject: 'risk', files: [file] });
  expect(counts).toMatchObject({ new: 1200 });
  await call('intake.commit', { sessionId });
  expect(indexes()).toEqual(before);
  expect(reader.value('PRAGMA integrity_check')).toBe('ok');
  expect(await call('audit.verify', {})).toMatchObject({ faults: [] });
  expect(reader.value(`SELECT count(*) FROM risk INDEXED BY riskSortOwner WHERE ownerText = '张建国'`)).toBe(400);
  await call('history.undo', {});
  expect(reader.value('SELECT count(*) FROM risk')).toBe(0);
});
