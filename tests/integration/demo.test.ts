import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { messyWorkbooks } from '../../scripts/demo/workbooks.mjs';
import { riskJson } from '../../electron/terminal/register';
import { newWorkspace } from '../support/workspace';

test('the workbooks of the demonstration are understood, and what cannot be taken in is refused with a reason', async () => {
  const { call, host } = await newWorkspace({ way: 'sample' });
  const names = new Map((await call('risk.choices', {})).accidentTypes.map(({ code, name }) => [code, name]));
  const known = [];
  for (let offset = 0; ; offset += 200) {
    const { rows, total } = await call('risk.list', { offset, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} });
    known.push(...rows.map((row) => riskJson(row, names) as { riskNo: string; accidentTypes: string[] }));
    if (known.length >= total) break;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-demo-'));
  const seen = [];
  for (const { name, bytes } of await messyWorkbooks(known)) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    const { counts, failures, sessionId } = await call('intake.plan', { subject: 'risk', files: [file] });
    const refused = await call('intake.rows', { sessionId, state: ['refused'], offset: 0, limit: 50 });
    seen.push({
      rows: counts.rows,
      new: counts.new,
      changed: counts.changed,
      same: counts.same,
      refused: refused.rows.map((row) => row.no),
      failures: failures.length,
    });
  }
  expect(seen).toEqual([
    { rows: 9, new: 8, changed: 0, same: 0, refused: ['6'], failures: 0 },
    { rows: 6, new: 5, changed: 0, same: 0, refused: ['6'], failures: 0 },
    { rows: 6, new: 6, changed: 0, same: 0, refused: [], failures: 0 },
    { rows: 4, new: 0, changed: 3, same: 1, refused: [], failures: 0 },
  ]);
  await host.close();
});
