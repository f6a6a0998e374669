import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { appliedMigrations, migrate, readJournal } from '../../db/migrate';
import { assertSearchTables, rebuildSearch, searchTable } from '../../db/search';
import { assertTriggers } from '../../db/triggers';
import { Content } from '../../electron/workspace/content';
import { readCatalogue } from '../../electron/workspace/backup/catalogue';
import { openWorkspace } from '../../electron/workspace/open';
import { workspacePaths } from '../../electron/workspace/paths';
import { contents, openFile } from '../support/database';
import { writeEarlier } from '../support/earlier';
import { newWorkspace } from '../support/workspace';

const shipped = path.resolve(import.meta.dirname, '../../db/migrations');

/** The shipped migrations and some to come. */
function withMore(...later: { sql: string; when?: number }[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-migrations-'));
  cpSync(shipped, folder, { recursive: true });
  const entries = readJournal(folder);
  later.forEach(({ sql, when }, i) => {
    const idx = entries.length;
    const tag = `${String(idx).padStart(4, '0')}_later`;
    entries.push({ idx, tag, when: when ?? entries.at(-1)!.when + 1 + i });
    writeFileSync(path.join(folder, `${tag}.sql`), sql);
  });
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify({ entries }));
  return folder;
}

/** A rebuild of the parent of `risk`, as drizzle-kit writes it. */
const rebuild = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_riskPoint\` (\`id\` text PRIMARY KEY NOT NULL, \`revision\` integer DEFAULT 1 NOT NULL, \`createdAt\` integer NOT NULL, \`createdBy\` text NOT NULL,
  \`updatedAt\` integer NOT NULL, \`no\` text DEFAULT '' NOT NULL, \`name\` text NOT NULL, \`kind\` text NOT NULL, \`location\` text DEFAULT '' NOT NULL, \`departmentId\` text,
  \`remark\` text DEFAULT '' NOT NULL, \`zoneId\` text, \`floor\` text DEFAULT '' NOT NULL, FOREIGN KEY (\`departmentId\`) REFERENCES \`department\`(\`id\`),
  FOREIGN KEY (\`zoneId\`) REFERENCES \`zone\`(\`id\`)) STRICT;
--> statement-breakpoint
INSERT INTO \`__new_riskPoint\`("id", "revision", "createdAt", "createdBy", "updatedAt", "no", "name", "kind", "location", "departmentId", "remark", "zoneId")
  SELECT "id", "revision", "createdAt", "createdBy", "updatedAt", "no", "name", "kind", "location", "departmentId", "remark", "zoneId" FROM \`riskPoint\`;--> statement-breakpoint
DROP TABLE \`riskPoint\`;--> statement-breakpoint
ALTER TABLE \`__new_riskPoint\` RENAME TO \`riskPoint\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

async function populated(closed = true) {
  const made = await newWorkspace();
  for (let i = 0; i < 5; i += 1) {
    await made.call('risk.create', {
      point: { name: `设备 ${i % 2}`, kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: `危险源 ${i}`, l: 3, e: 6, c: 15 },
    });
  }
  if (closed) await made.host.close();
  return made;
}

describe('the shipped migrations', () => {
  test('rise in number and in time, each with its file and its snapshot', () => {
    const journal = readJournal(shipped);
    expect(journal.map(({ idx }) => idx)).toEqual(journal.map((_, i) => i));
    expect(journal.map(({ when }) => when)).toEqual(journal.map(({ when }) => when).sort((a, b) => a - b));
    expect(new Set(journal.map(({ when }) => when)).size).toBe(journal.length);
    expect(readdirSync(shipped).filter((name) => name.endsWith('.sql'))).toEqual(journal.map(({ tag }) => `${tag}.sql`));
    expect(readdirSync(path.join(shipped, 'meta')).filter((name) => name.endsWith('_snapshot.json'))).toHaveLength(journal.length);
  });

  test('make STRICT tables only, and never cascade', async () => {
    const { folder, host } = await newWorkspace();
    const file = openFile(folder);
    const tables = file.prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`).all() as {
      name: string;
      strict: number;
    }[];
    const lax = tables.filter(({ strict }) => strict === 0).map(({ name }) => name);
    expect(lax.filter((name) => !/^(sqlite_|__drizzle)/.test(name))).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const references = file.pragma(`foreign_key_list("${name}")`) as { on_delete: string; on_update: string }[];
      expect(
        references.map(({ on_delete, on_update }) => `${on_delete}/${on_update}`).filter((actions) => actions !== 'NO ACTION/NO ACTION'),
        name,
      ).toEqual([]);
    }
    expect(file.pragma('foreign_key_check')).toEqual([]);
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
    await host.close();
  });

  test('leave every reference that rows point to with an index of its own', async () => {
    const { folder, host } = await newWorkspace();
    const file = openFile(folder);
    const bare = (
      file.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`).pluck().all() as string[]
    ).flatMap((table) =>
      (file.pragma(`foreign_key_list("${table}")`) as { from: string }[])
        .map(({ from }) => from)
        .filter((column) => {
          const plan = file.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM "${table}" WHERE "${column}" = ?`).all('x') as { detail: string }[];
          return plan.some(({ detail }) => detail.startsWith('SCAN'));
        })
        .map((column) => `${table}.${column}`),
    );
    // Followed only when a paper is replaced: a handful of rows.
    expect(bare.filter((name) => !['filing.replacesId', 'round.baseRoundId', 'riskPoint.departmentId'].includes(name))).toEqual([]);
    file.close();
    await host.close();
  });
});

describe('a migration of a populated workspace', () => {
  test('is preceded by a backup that can be opened and keeps every row of a rebuilt table and of its children', async () => {
    const { folder } = await populated();
    const before = openFile(folder);
    const old = contents(before);
    before.close();
    const next = await newWorkspace({ migrationsFolder: withMore({ sql: rebuild }) });
    await next.call('workspace.open', { folder });
    const file = openFile(folder);
    expect(appliedMigrations(file)).toBe(readJournal(shipped).length + 1);
    const now = contents(file);
    expect(now['riskPoint']).toEqual(old['riskPoint']!.map((row) => ({ ...(row as object), floor: '' })));
    expect({ ...now, riskPoint: [] }).toEqual({ ...old, riskPoint: [] });
    expect(file.pragma('foreign_key_check')).toEqual([]);
    expect(file.pragma('foreign_keys', { simple: true })).toBe(1);
    file.close();

    const [backup, ...others] = readCatalogue({ folder: workspacePaths(folder).backups });
    expect(others).toEqual([]);
    expect(backup).toMatchObject({ state: 'proven', manifest: { why: 'migration', schema: readJournal(shipped).length } });
    const copy = new BetterSqlite3(path.join(backup!.folder, 'anze.db'), { readonly: true });
    expect(contents(copy)).toEqual(old);
    copy.close();
    await next.call('risk.create', {
      point: { name: '设备 0', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '新', l: 1, e: 1, c: 1 },
    });
    expect((await next.call('audit.verify', {})).faults).toEqual([]);
    await next.host.close();
  });

  test.each([
    ['leaves a reference without its row', `DELETE FROM riskPoint;`, 'dangling references'],
    ['fails in the middle', `${rebuild}--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);`, 'no such table'],
  ])('that %s leaves the file as it was', async (_name, sql, fault) => {
    const { folder, call } = await populated();
    const before = openFile(folder);
    const old = contents(before);
    before.close();
    const machine = {
      content: new Content(path.resolve(shipped, '../../resources')),
      migrationsFolder: withMore({ sql: `ALTER TABLE person ADD COLUMN nick text;` }, { sql }),
      nativeBinding: null,
      version: '0.0.0-test',
      now: () => 1,
    };
    await expect(openWorkspace(folder, machine)).rejects.toThrow(fault);
    const after = openFile(folder);
    expect(contents(after)).toEqual(old);
    expect(appliedMigrations(after)).toBe(readJournal(shipped).length);
    after.close();
    await call('workspace.open', { folder });
    await call('workspace.close', {});
  });

  test('is not skipped for being older than the newest applied', () => {
    const file = new BetterSqlite3(':memory:');
    migrate(file, shipped);
    const folder = withMore({ sql: `CREATE TABLE late (id text PRIMARY KEY) STRICT;`, when: 1 });
    expect(migrate(file, folder)).toBe(readJournal(shipped).length + 1);
    expect(file.prepare('SELECT count(*) FROM late').pluck().get()).toBe(0);
    expect(migrate(file, folder)).toBe(readJournal(shipped).length + 1);
  });

  test('bars undo of what was done before it, since the images have the old shape', async () => {
    const { folder } = await populated();
    const next = await newWorkspace({ migrationsFolder: withMore({ sql: `ALTER TABLE risk ADD COLUMN later text DEFAULT '' NOT NULL;` }) });
    await next.call('workspace.open', { folder });
    expect(await next.call('history.state', {})).toMatchObject({ undo: null, redo: null, barrier: { command: 'risk.create' } });
    expect(await next.fail('history.undo', {})).toMatchObject({ code: 'CONFLICT', key: 'undoBarrier' });
    await next.call('riskPoint.create', { draft: { no: '', name: '新', kind: 'place', location: '', departmentId: null, remark: '' } });
    await next.call('history.undo', {});
    expect(await next.call('history.state', {})).toMatchObject({ undo: null, redo: { command: 'history.undo' } });
    await next.host.close();
  });
});

/** The shipped migrations up to one of them. */
function upTo(tag: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-migrations-'));
  cpSync(shipped, folder, { recursive: true });
  const journal = readJournal(shipped);
  const entries = journal.slice(0, journal.findIndex((entry) => entry.tag === tag) + 1);
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify({ entries }));
  return folder;
}

test('0002 gives every risk its own key, keeps it in its place and leaves it to be indexed anew', () => {
  const file = new BetterSqlite3(':memory:');
  migrate(file, upTo('0001_risk_facets'));
  file.exec(`${searchTable};
    INSERT INTO riskPoint (id, createdAt, createdBy, updatedAt, name, kind) VALUES ('p', 1, '', 1, '行车', 'equipment');`);
  const insert =
    file.prepare(`INSERT INTO risk (id, createdAt, createdBy, updatedAt, riskNo, riskNoKey, riskPointId, matchKey, hazardSource, method, l10, e10, c, score100, levelRank, level)
    VALUES (?, 1, '', 1, ?, ?, 'p', '', ?, 'lec', 30, 60, 15, 27000, 2, 'considerable')`);
  for (const no of ['A-1', 'A-2', 'A-3', 'A-4']) insert.run(`id ${no}`, no, no, `危险源 ${no}`);
  file.exec(`DELETE FROM risk WHERE riskNo = 'A-2';
    INSERT INTO levelChange (id, createdAt, createdBy, updatedAt, riskId, fromLevel, toLevel, changedOn) VALUES ('l', 1, '', 1, 'id A-3', 'low', 'considerable', '2026-01-01');`);
  const before = file.prepare('SELECT rowid AS seq, * FROM risk ORDER BY rowid').all();
  migrate(file, upTo('0002_risk_seq'));
  expect(file.prepare('SELECT * FROM risk ORDER BY seq').all()).toEqual(before);
  expect(before).toHaveLength(3);
  expect(file.pragma('foreign_key_check')).toEqual([]);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  insert.run('id A-5', 'A-5', 'A-5', 'x');
  expect(file.prepare(`SELECT seq FROM risk WHERE riskNo = 'A-5'`).pluck().get()).toBe(5);
  expect(() => insert.run('id A-5', 'A-6', 'A-6', 'x')).toThrow('UNIQUE');
  const indexes = file.prepare(`SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'risk'`).pluck().all();
  expect(indexes).toEqual(expect.arrayContaining(['riskRiskNo', 'riskSortNo', 'riskSortLevel', 'riskFacets', 'riskMatchKey']));
  migrate(file, shipped);
  assertSearchTables(file);
  expect(file.prepare(`SELECT count(*) FROM searchStale WHERE subject = 'risk'`).pluck().get()).toBe(4);
});

test('0003 fills what rounds froze and which mappings were chosen, and leaves the chain of the audit as sound as it was', async () => {
  const { folder, call, host } = await populated(false);
  const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
  const draft = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] };
  const department = await call('department.create', {
    draft: { name: '机加工车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
  });
  const ids = (await call('risk.list', { offset: 0, limit: 10, filter: {}, sort: { by: 'riskNo', descending: false } })).rows.map(
    ({ id }) => id,
  );
  await call('risk.updateMany', { selection: { ids: ids.slice(0, 2) }, patch: { departmentId: department.value.id }, reason: '' });
  const first = await call('round.open', {
    draft: { ...draft, name: '三季度', period: '2026Q3', startedOn: '2026-09-01', baseRoundId: null },
  });
  await call('round.close', { id: first.value.id, revision: 1, closedOn: '2026-09-30', assessedOn: '2026-09-20', acceptPending: true });
  const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  const request = { code: 'F07' as const, roundId: first.value.id, compiledOn: '2026-10-08', ...word };
  await call('filing.issue', { request, gapReason: '先报送' });
  await call('risk.remove', { selection: { ids: [ids[4]!] } });
  await call('round.open', { draft: { ...draft, name: '四季度', period: '2026Q4', startedOn: '2026-10-08', baseRoundId: first.value.id } });
  await call('preference.set', { key: 'scales', value: { lec: 'lec-above70@1', ls: 'ls-third@1' } });
  await host.close();

  const file = openFile(folder);
  const now = contents(file);
  file.close();
  const earlier = path.join(mkdtempSync(path.join(tmpdir(), 'anze-earlier-')), '工作区');
  const old = writeEarlier(folder, earlier, upTo('0002_risk_seq'));
  expect(Object.keys(old['roundRisk']![0] as object)).not.toContain('riskNoKey');
  expect(old['roundRisk']).toHaveLength(10);

  const next = await newWorkspace();
  await next.call('workspace.open', { folder: earlier });
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  const migrated = openFile(earlier);
  const filled = contents(migrated);
  expect(filled['roundRisk']).toEqual(now['roundRisk']);
  expect((filled['roundRisk'] as { department: string }[]).filter((item) => item.department === '机加工车间')).toHaveLength(4);
  expect(new Set((filled['roundRisk'] as { riskNoKey: string }[]).map((item) => item.riskNoKey)).size).toBe(5);
  expect(filled['enterprise']).toEqual([{ ...(now['enterprise']![0] as object), lecScale: 'lec-above70@1', lsScale: 'ls-third@1' }]);
  for (const subject of ['risk', 'riskPoint', 'round', 'filingEvent', 'snapshot', 'intakeRun'])
    expect(filled[subject]).toEqual(now[subject]);
  expect(migrated.pragma('foreign_key_check')).toEqual([]);
  migrated.close();
  await next.call('risk.remove', { selection: { ids: [ids[0]!] } });
  await next.call('history.undo', {});
  expect(await next.call('history.state', {})).toMatchObject({ undo: null, barrier: { command: 'round.open' } });
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  await next.host.close();
});

test('0004 moves the chosen catalogues to the enterprise and measures proposed out of the remark, and leaves the audit sound', async () => {
  const { folder, call, host } = await populated(false);
  const ids = (await call('risk.list', { offset: 0, limit: 10, filter: {}, sort: { by: 'riskNo', descending: false } })).rows.map(
    ({ id }) => id,
  );
  const remarks = [
    '外委\n建议新增措施：加装联锁；年底前',
    '建议新增措施：换绳',
    '检查标准：无裂纹\n建议新增措施：\n完',
    '说：建议新增措施：无',
    '',
  ];
  await call('risk.updateEach', { changes: ids.map((id, at) => ({ id, revision: 1, patch: { remark: remarks[at]! } })) });
  await call('preference.set', { key: 'directCatalogues', value: ['direct-general@1', 'direct-shandong@1'] });
  await host.close();
  const earlier = path.join(mkdtempSync(path.join(tmpdir(), 'anze-earlier-')), '工作区');
  const old = writeEarlier(folder, earlier, upTo('0003_attachments_rounds_points_plans'));
  expect(Object.keys(old['risk']![0] as object)).not.toContain('proposed');

  const next = await newWorkspace();
  await next.call('workspace.open', { folder: earlier });
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  const { rows } = await next.call('risk.list', { offset: 0, limit: 10, filter: {}, sort: { by: 'riskNo', descending: false } });
  expect(rows.map(({ remark, proposed }) => [remark, proposed])).toEqual([
    ['外委', '加装联锁；年底前'],
    ['', '换绳'],
    ['检查标准：无裂纹\n完', ''],
    ['说：建议新增措施：无', ''],
    ['', ''],
  ]);
  expect((await next.call('risk.choices', {})).direct.chosen).toEqual(['direct-general@1', 'direct-shandong@1']);
  const file = openFile(earlier);
  expect(contents(file)['preference']).toEqual([]);
  expect(contents(file)['nameAlias']).toEqual([]);
  file.close();
  await next.call('risk.chooseDirect', { catalogues: [] });
  expect((await next.call('risk.choices', {})).direct.chosen).toEqual([]);
  await next.call('history.undo', {});
  expect((await next.call('risk.choices', {})).direct.chosen).toHaveLength(2);
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  await next.host.close();
});

test('triggers and the search table are asserted anew at every opening', () => {
  const file = new BetterSqlite3(':memory:');
  migrate(file, shipped);
  rebuildSearch(file);
  assertTriggers(file);
  assertTriggers(file);
  expect(file.prepare(`SELECT count(*) FROM sqlite_master WHERE type = 'trigger'`).pluck().get()).toBe(9);
  expect(readFileSync(path.join(shipped, `${readJournal(shipped)[0]!.tag}.sql`), 'utf8')).not.toMatch(/CASCADE/i);
});

/** Every column of a table as a row has it that was there before the column was. */
const fresh = (file: Database, table: string): object =>
  Object.fromEntries(
    (file.pragma(`table_info("${table}")`) as { name: string; dflt_value: string | null }[]).map(({ name, dflt_value: text }) => [
      name,
      text === null ? null : (file.prepare(`SELECT ${text}`).pluck().get() as unknown),
    ]),
  );

test('0006 and 0007 leave every row, every hash of the audit and every paper as it was, and begin without accounts and responsibilities', async () => {
  const { folder, host } = await newWorkspace({ way: 'sample' });
  await host.close();
  const earlier = path.join(mkdtempSync(path.join(tmpdir(), 'anze-earlier-')), '工作区');
  const old = writeEarlier(folder, earlier, upTo('0005_authority_submission'));
  expect(Object.keys(old['audit']![0] as object)).not.toContain('accountId');
  expect([old['risk']!.length > 300, old['audit']!.length > 1000]).toEqual([true, true]);

  const next = await newWorkspace();
  await next.call('workspace.open', { folder: earlier });
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  const file = openFile(earlier);
  const now = contents(file);
  for (const [table, rows] of Object.entries(old))
    expect(now[table], table).toEqual(rows.map((row) => ({ ...fresh(file, table), ...(row as object) })));
  const made = Object.keys(now).filter((table) => !(table in old));
  expect(made.sort()).toEqual(
    [
      'account accountDepartment attachmentCheck disclosure erasure legalHold mergeRun mergedAudit recovery restoration secret',
      'appointment safetyBody responsibility responsibilityDuty acknowledgement yearTarget letterBatch letterContent letter',
      'appraisalPeriod appraisal appraisalItem leaderInspection inspectionFinding committeeMeeting meetingAttendee resolution performanceRecord',
    ]
      .flatMap((names) => names.split(' '))
      .sort(),
  );
  expect(made.flatMap((table) => now[table]!)).toEqual([]);
  expect(file.pragma('foreign_key_check')).toEqual([]);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  file.close();
  await next.call('risk.remove', { selection: { ids: [(old['risk']![0] as { id: string }).id] } });
  await next.call('history.undo', {});
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  await next.host.close();
});

test('0008 gives every duty that was assessed an empty self remark, and leaves all else as it was', async () => {
  const { folder, host, call } = await newWorkspace({ way: 'sample' });
  const draft = { name: '年度考核', kind: 'year' as const, fromOn: '2026-01-01', toOn: '2026-12-31', isOfLeaders: false };
  await call('appraisal.open', { draft, evenly: true });
  await host.close();
  const earlier = path.join(mkdtempSync(path.join(tmpdir(), 'anze-earlier-')), '工作区');
  const old = writeEarlier(folder, earlier, upTo('0007_responsibility'));
  expect(old['appraisalItem']!.length).toBeGreaterThan(20);
  expect(Object.keys(old['appraisalItem']![0] as object)).not.toContain('selfNote');
  const next = await newWorkspace();
  await next.call('workspace.open', { folder: earlier });
  const file = openFile(earlier);
  const now = contents(file);
  for (const [table, rows] of Object.entries(old))
    expect(now[table], table).toEqual(rows.map((row) => (table === 'appraisalItem' ? { ...(row as object), selfNote: '' } : row)));
  file.close();
  expect((await next.call('audit.verify', {})).faults).toEqual([]);
  await next.host.close();
});
