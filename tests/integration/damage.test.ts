import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { Reader } from '../../db/handle';
import { verifyAudit } from '../../db/verify';
import { backUp } from '../../electron/workspace/backup/run';
import { diagnose } from '../../electron/workspace/diagnose';
import { workspacePaths } from '../../electron/workspace/paths';
import { salvage } from '../../electron/workspace/salvage';
import { asideFile } from '../../electron/workspace/switch';
import { contents, openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

const machine = { nativeBinding: null, migrationsFolder: path.resolve(import.meta.dirname, '../../db/migrations') };
const pageSize = 4096;
const firstPage = { offset: 0, limit: 10, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
type Shape = { root(name: string): number; leaf(name: string): number };

const rootOf = (file: BetterSqlite3.Database, name: string): number =>
  file.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name) as number;
/** Pages of a file by what stands on them. */
function shapeOf(file: string): Shape {
  const sqlite = new BetterSqlite3(file, { readonly: true });
  const root = (name: string) => rootOf(sqlite, name);
  const roots = new Map(['risk', 'audit', 'auditPayload', 'search_data', 'riskLevel'].map((name) => [name, root(name)]));
  const index = sqlite
    .prepare(`SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'risk' AND sql IS NOT NULL`)
    .pluck()
    .get() as number;
  const leaves = new Map(
    ['risk', 'auditPayload'].map((name) => {
      const bytes = readFileSync(file);
      const top = (roots.get(name)! - 1) * pageSize;
      // The right-most child of the root, followed down to a leaf (0x0d).
      let page = roots.get(name)!;
      for (let at = top; bytes[at] === 0x05; at = (page - 1) * pageSize) page = bytes.readUInt32BE(at + 8);
      return [name, page];
    }),
  );
  sqlite.close();
  return { root: (name) => (name === 'index' ? index : roots.get(name)!), leaf: (name) => leaves.get(name)! };
}
const noise = (bytes: Buffer, page: number, from = 0) => void bytes.fill(0xaa, (page - 1) * pageSize + from, page * pageSize);

/** A closed workspace with thirty risks in one file, without a log. */
async function workspace() {
  const made = await newWorkspace();
  for (let i = 0; i < 30; i += 1)
    await made.call('risk.create', {
      point: { name: `设备${i % 3}`, kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: `危险源${i} ${'说明'.repeat(200)}`, l: 3, e: 6, c: 15 },
    });
  while ((await made.host.dispatcher!.catchUpSearch(100)) > 0);
  return made;
}

const cases: readonly [string, string, (bytes: Buffer, shape: Shape) => Buffer | void][] = [
  ['whole', 'sound', () => {}],
  ['without its first bytes', 'unreadable', (bytes) => void bytes.fill(0, 0, 60)],
  ['with the root of a table gone', 'table', (bytes, { root }) => noise(bytes, root('risk'))],
  ['with the last leaf of a table gone', 'table', (bytes, { leaf }) => noise(bytes, leaf('risk'))],
  ['with the root of an index gone', 'index', (bytes, { root }) => noise(bytes, root('index'))],
  ['with the images of the audit gone', 'table', (bytes, { root }) => noise(bytes, root('auditPayload'))],
  ['with the index for searching gone', 'search', (bytes, { root }) => noise(bytes, root('search_data'))],
];

describe('a damaged file', () => {
  test('is explained and gives its records back; each in turn, nothing of it written', async () => {
    const made = await workspace();
    await made.host.close();
    const { database } = workspacePaths(made.folder);
    const original = readFileSync(database);
    const sqlite = openFile(made.folder);
    const rows = contents(sqlite);
    sqlite.close();
    const shape = shapeOf(database);
    for (const [name, state, damage] of cases) {
      const folder = mkdtempSync(path.join(tmpdir(), 'anze-坏 '));
      const file = path.join(folder, 'anze.db');
      const bytes = Buffer.from(original);
      writeFileSync(file, damage(bytes, shape) ?? bytes);
      const before = readFileSync(file);
      expect(diagnose(file, null).state, name).toBe(state);
      const report = salvage(file, path.join(folder, 'new.db'), machine);
      expect(readFileSync(file).equals(before), name).toBe(true);
      const saved = new BetterSqlite3(path.join(folder, 'new.db'));
      const now = contents(saved);
      for (const table of Object.keys(rows).filter((other) => other !== 'auditPayload'))
        expect(now[table], `${name}: ${table}`).toEqual(rows[table]);
      const lost = report.filter((told) => told.lost > 0).map(({ table }) => table);
      expect(lost, name).toEqual(name.includes('images') ? ['auditPayload'] : []);
      expect(verifyAudit(new Reader(saved)).faults.length > 0, name).toBe(lost.length > 0);
      expect(saved.pragma('integrity_check', { simple: true }), name).toBe('ok');
      saved.close();
    }
  });

  test('whose list of tables is gone can only be helped by a backup', async () => {
    const made = await workspace();
    await made.host.close();
    const { database } = workspacePaths(made.folder);
    const bytes = readFileSync(database);
    noise(bytes, 1, 100);
    writeFileSync(database, bytes);
    expect(diagnose(database, null)).toMatchObject({ state: 'unreadable', why: 'schema' });
    expect(() => salvage(database, `${database}.new`, machine)).toThrow('damagedWhole');
  });

  test('a record whose cell was changed on the disk is taken from the audit and named', async () => {
    const made = await workspace();
    await made.host.close();
    const { database } = workspacePaths(made.folder);
    const bytes = readFileSync(database);
    const at = bytes.indexOf(Buffer.from('危险源7 说明'), (shapeOf(database).root('risk') - 1) * pageSize);
    const sqlite = openFile(made.folder);
    const { riskNo, ...risk } = sqlite.prepare(`SELECT * FROM risk WHERE hazardSource LIKE '危险源7 %'`).get() as { riskNo: string };
    sqlite.exec(`UPDATE risk SET hazardSource = '坏了' WHERE riskNo = '${riskNo}'`);
    sqlite.close();
    expect(at).toBeGreaterThan(0);
    const report = salvage(database, `${database}.new`, machine);
    expect(report.find(({ table }) => table === 'risk')).toMatchObject({ read: 29, fromAudit: 1, lost: 0, names: [riskNo] });
    const saved = new BetterSqlite3(`${database}.new`);
    expect(saved.prepare('SELECT * FROM risk WHERE riskNo = ?').get(riskNo)).toEqual({ ...risk, riskNo });
    saved.close();
  });
});

describe('the application', () => {
  /** Left behind by a crash, there damaged. */
  async function crashed(damage: (bytes: Buffer, shape: Shape) => void) {
    const made = await workspace();
    const paths = workspacePaths(made.folder);
    await backUp(
      { paths, nativeBinding: null, version: '1', now: Date.parse('2026-11-21T08:00:00Z') },
      { folder: paths.backups },
      'manual',
    );
    await made.host.close();
    const sqlite = openFile(made.folder);
    sqlite.exec(`UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'`);
    sqlite.close();
    const bytes = readFileSync(paths.database);
    damage(bytes, shapeOf(paths.database));
    writeFileSync(paths.database, bytes);
    return { made, paths, bytes };
  }

  test('tells what is broken, salvages, and keeps the damaged file aside', async () => {
    const { made, paths, bytes } = await crashed((all, { leaf }) => noise(all, leaf('risk')));
    expect(await made.fail('workspace.open', { folder: made.folder })).toMatchObject({ code: 'UNAVAILABLE', key: 'damaged' });
    expect(await made.call('workspace.state', {})).toMatchObject({
      open: false,
      damage: { folder: made.folder, found: { state: 'table', tables: ['risk'] } },
    });
    expect((await made.call('restore.list', {})).backups).toHaveLength(1);
    const { tables, preview } = await made.call('restore.salvage', { aside: null });
    expect(tables.find(({ table }) => table === 'risk')).toMatchObject({ lost: 0 });
    expect(preview.there.counts['risk']).toBe(30);
    expect(readFileSync(paths.database).equals(bytes)).toBe(true);
    const { aside } = await made.call('restore.run', { source: { kind: 'salvaged' }, reason: '' });
    expect((await made.call('risk.list', firstPage)).total).toBe(30);
    expect((await made.call('audit.verify', {})).faults).toEqual([]);
    expect(readFileSync(asideFile(paths, aside)).equals(bytes)).toBe(true);
    expect((await made.call('restore.list', {})).asides).toMatchObject([{ id: aside, why: 'salvage', damaged: true }]);
    // What lies aside can still be salvaged later.
    expect((await made.call('restore.salvage', { aside })).preview.there.counts['risk']).toBe(30);
    await made.host.close();
  });

  test('repairs an index', async () => {
    const { made } = await crashed((all, { root }) => noise(all, root('index')));
    await made.fail('workspace.open', { folder: made.folder });
    expect(await made.call('workspace.state', {})).toMatchObject({ damage: { found: { state: 'index' } } });
    expect((await made.call('restore.salvage', { aside: null })).tables.filter(({ lost, fromAudit }) => lost + fromAudit > 0)).toEqual([]);
    await made.call('restore.run', { source: { kind: 'salvaged' }, reason: '' });
    expect((await made.call('restore.list', {})).asides).toMatchObject([{ why: 'index', damaged: true }]);
    expect((await made.call('risk.list', firstPage)).total).toBe(30);
    await made.host.close();
  });

  test('takes the newest backup instead, and leaves the damage alone when another workspace is wanted', async () => {
    const { made, paths, bytes } = await crashed((all) => noise(all, 1, 100));
    await made.fail('workspace.open', { folder: made.folder });
    await made.call('workspace.close', {});
    expect(await made.call('workspace.state', {})).toMatchObject({ damage: null, refused: null });
    expect(readFileSync(paths.database).equals(bytes)).toBe(true);
    await made.fail('workspace.open', { folder: made.folder });
    expect(await made.fail('restore.salvage', { aside: null })).toMatchObject({ key: 'damagedWhole' });
    const [backup] = (await made.call('restore.list', {})).backups;
    expect(await made.call('restore.preview', { source: { kind: 'backup', id: backup!.id } })).toMatchObject({
      now: null,
      relation: 'unknown',
    });
    await made.call('restore.run', { source: { kind: 'backup', id: backup!.id }, reason: '' });
    expect((await made.call('risk.list', firstPage)).total).toBe(30);
    await made.host.close();
  });

  test('that meets damage while it works closes the file at once', async () => {
    const made = await workspace();
    const { database } = workspacePaths(made.folder);
    // Opened again, so that nothing of the records is remembered from before.
    await made.host.close();
    await made.call('workspace.open', { folder: made.folder });
    const bytes = readFileSync(database);
    noise(bytes, shapeOf(database).root('risk'));
    // In place, as a disk does it: the connection goes on with the same file.
    writeFileSync(database, bytes);
    expect(await made.fail('risk.list', firstPage)).toMatchObject({ key: 'damaged' });
    expect(await made.call('workspace.state', {})).toMatchObject({ open: false, damage: { found: { state: 'table', tables: ['risk'] } } });
    expect(await made.fail('risk.list', firstPage)).toMatchObject({ key: 'closed' });
  });

  test('says that a diagnosis is written, without a word of the records', async () => {
    const { made } = await crashed((all, { root }) => noise(all, root('risk')));
    await made.fail('workspace.open', { folder: made.folder });
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-诊断 ')), '诊断.txt');
    expect(await made.call('restore.exportDiagnosis', { file })).toEqual({ file });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('"state": "table"');
    expect(text).not.toContain('危险源');
  });

  test('never mistakes a file that it may not read for a damaged one', async () => {
    const made = await workspace();
    await made.host.close();
    const { database } = workspacePaths(made.folder);
    chmodSync(database, 0);
    const found = diagnose(database, null);
    // Root may read everything.
    expect(['hindered', 'sound']).toContain(found.state);
    chmodSync(database, 0o600);
    truncateSync(database, Math.floor(statSync(database).size / 2));
    expect(diagnose(database, null)).toMatchObject({ state: 'unreadable', why: 'cut' });
    expect(existsSync(`${database}-wal`)).toBe(false);
  });
});
