import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chain, type AuditRow } from '../../db/audit';
import { openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

async function prepared() {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const found = async (name: string) =>
    made.call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
  await found('一车间');
  await made.call('backup.run', { why: 'manual' });
  await found('二车间');
  return { ...made, found };
}

/** Whoever can write the file can compute every hash of it anew, too. */
function rewrite(folder: string, from: number): void {
  const file = openFile(folder);
  file.pragma('foreign_keys = OFF');
  const triggers = file.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'`).pluck().all() as string[];
  for (const name of triggers) file.exec(`DROP TRIGGER "${name}"`);
  let previous =
    (file
      .prepare('SELECT hash FROM audit WHERE seq = ?')
      .pluck()
      .get(from - 1) as string | undefined) ?? '';
  for (const row of file.prepare('SELECT * FROM audit WHERE seq >= ? ORDER BY seq').all(from) as AuditRow[]) {
    const next = { ...row, actor: '别人' };
    previous = chain(previous, next);
    file.prepare('UPDATE audit SET actor = ?, hash = ? WHERE seq = ?').run(next.actor, previous, row.seq);
  }
  file.close();
}

describe('a chain that was written anew as a whole', () => {
  test('fits in itself, but not to the backups', async () => {
    const { call, folder } = await prepared();
    expect((await call('audit.verify', {})).faults).toEqual([]);
    rewrite(folder, 1);
    expect((await call('audit.verify', {})).faults).toMatchObject([{ kind: 'backup', name: expect.any(String) as string }]);
  });

  test('is found from the second disk alone, too', async () => {
    const { call, folder } = await prepared();
    await call('backup.setTarget', { folder: mkdtempSync(path.join(tmpdir(), 'anze-U盘 ')) });
    // The first row stays: by it the second disk is known.
    rewrite(folder, 2);
    const { faults } = await call('audit.verify', {});
    expect(faults.filter(({ kind }) => kind === 'backup')).toHaveLength(3);
    expect(faults.filter(({ kind }) => kind !== 'backup')).toEqual([]);
  });

  test('is not suspected when an earlier state was restored on record', async () => {
    const { call, found } = await prepared();
    const [entry] = (await call('backup.list', {})).entries;
    await call('backup.run', { why: 'manual' });
    await call('restore.run', { source: { kind: 'backup', id: entry!.id }, reason: '误改' });
    await found('三车间');
    expect((await call('audit.verify', {})).faults).toEqual([]);
  });
});
