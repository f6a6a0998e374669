import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { putReleased, releasedSchemas } from '../support/released';
import { newHost } from '../support/workspace';

test('a workspace of every earlier schema is kept', () => {
  expect(releasedSchemas.length).toBeGreaterThanOrEqual(6);
  expect(releasedSchemas).toEqual(releasedSchemas.map((_, i) => i + 1));
});

test.each(releasedSchemas)(
  'a workspace as the version of schema %i left it opens with every record, its history and a copy of before',
  async (schema) => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'anze-旧版 ')), '工作区');
    putReleased(schema, folder);
    const old = openFile(folder);
    const count = (file: typeof old, table: string) => file.prepare(`SELECT count(*) FROM "${table}"`).pluck().get();
    const tables = [
      'department',
      'post',
      'person',
      'riskPoint',
      'risk',
      'round',
      'roundRisk',
      'filing',
      'filingEvent',
      'audit',
      'auditPayload',
      'snapshot',
    ];
    const before = tables.map((table) => [table, count(old, table)]);
    const head = old.prepare('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();
    old.close();
    const { call, host } = newHost();
    await call('workspace.open', { folder });
    const file = openFile(folder);
    expect(tables.map((table) => [table, count(file, table)])).toEqual(before);
    expect(await call('audit.verify', {})).toMatchObject({ head, faults: [] });
    const { rows } = await call('risk.list', { filter: {}, offset: 0, limit: 10, sort: { by: 'level', descending: false } });
    expect(rows.map(({ hazardSource }) => hazardSource)).toContain('钢丝绳断丝');
    expect(await call('filing.list', {})).toHaveLength(1);
    const isMigrated = file.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() !== schema;
    expect(readdirSync(workspacePaths(folder).backups).length > 0).toBe(isMigrated);
    file.close();
    await host.close();
  },
);
