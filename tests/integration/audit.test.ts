import { beforeEach, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Database } from '../../db/handle';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const point = { name: '行车', kind: 'equipment' as const };
const draft = { ...emptyRisk, hazardSource: '断绳', l: 3, e: 6, c: 15 };

let workspace: TestWorkspace;
let file: Database;
let riskId: string;
const faults = async () => (await workspace.call('audit.verify', {})).faults;
const seqs = (): number[] => file.prepare('SELECT seq FROM audit ORDER BY seq').pluck().all() as number[];
/** A stranger takes the triggers away first. */
function tamper(sql: string): void {
  for (const name of file.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all())
    file.exec(`DROP TRIGGER ${name as string}`);
  file.pragma('foreign_keys = OFF');
  file.exec(sql);
}

beforeEach(async () => {
  workspace = await newWorkspace();
  file = openFile(workspace.folder);
  riskId = (await workspace.call('risk.create', { point, draft })).value.id;
  await workspace.call('risk.update', { id: riskId, revision: 1, patch: { step: '吊运' } });
  await workspace.call('risk.update', { id: riskId, revision: 2, patch: { step: '吊装' } });
  return async () => {
    file.close();
    await workspace.host.close();
  };
});

describe('the audit', () => {
  test('can be added to, nothing else', () => {
    for (const sql of [
      `UPDATE audit SET actor = '别人' WHERE seq = 2`,
      `UPDATE audit SET hash = hash`,
      `DELETE FROM audit WHERE seq = 2`,
      `DELETE FROM audit`,
      `INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2`,
      `DELETE FROM auditPayload WHERE seq = 2`,
      `UPDATE auditPayload SET after = '{}' WHERE seq = 2`,
      `UPDATE auditPayload SET before = NULL WHERE seq = 2`,
      `UPDATE auditPayload SET salt = '' WHERE seq = 2`,
      `UPDATE auditPayload SET seq = 99, before = NULL, after = NULL WHERE seq = 2`,
    ]) {
      expect(() => file.exec(sql), sql).toThrow(/append-only|UNIQUE|constraint/);
    }
  });

  test('stands whole after commands, undo and redo', async () => {
    await workspace.call('history.undo', {});
    await workspace.call('history.redo', {});
    const verdict = await workspace.call('audit.verify', {});
    expect(verdict).toEqual({
      rows: seqs().length,
      head: file.prepare('SELECT hash FROM audit ORDER BY seq DESC').pluck().get(),
      faults: [],
    });
    expect(seqs()).toEqual(seqs().map((_, i) => i + 1));
  });

  test('keeps both images, salted, so that a blanked one cannot be guessed from its digest', () => {
    const rows = file
      .prepare(
        'SELECT p.salt, p.before, p.after, a.beforeDigest, a.afterDigest FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE subjectId = ?',
      )
      .all(riskId) as { salt: string; before: string | null; after: string; beforeDigest: string }[];
    expect(rows.map(({ before }) => before && (JSON.parse(before) as { step: string }).step)).toEqual([null, '', '吊运']);
    expect(rows.map(({ after }) => (JSON.parse(after) as { step: string }).step)).toEqual(['', '吊运', '吊装']);
    expect(rows.map(({ beforeDigest }) => beforeDigest.length)).toEqual([0, 64, 64]);
    expect(new Set(rows.map(({ salt }) => salt)).size).toBe(rows.length);
    expect(rows.every(({ salt }) => /^[0-9a-f]{32}$/.test(salt))).toBe(true);
  });
});

describe('verifying finds and names', () => {
  test.each(['at', 'actor', 'command', 'step', 'undoes', 'subject', 'subjectId', 'schema', 'hash'])('a changed %s', async (column) => {
    const value = ['at', 'step', 'undoes', 'schema'].includes(column) ? '77' : `'77'`;
    tamper(`UPDATE audit SET "${column}" = ${value} WHERE seq = 3`);
    expect(await faults()).toContainEqual({ seq: 3, kind: 'row' });
  });

  test('a changed image, before and after', async () => {
    tamper(`UPDATE auditPayload SET after = replace(after, '断绳', '断丝') WHERE seq = (SELECT max(seq) FROM audit)`);
    expect(await faults()).toEqual([{ seq: seqs().at(-1), kind: 'payload' }]);
  });

  test('a changed image with its digest changed to fit: the row then breaks', async () => {
    tamper(`UPDATE audit SET afterDigest = '00' WHERE seq = 2`);
    expect((await faults()).map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(expect.arrayContaining(['2 row', '2 payload']));
  });

  test('a row taken out of the middle', async () => {
    tamper(`DELETE FROM audit WHERE seq = 3`);
    expect(await faults()).toContainEqual({ seq: 3, kind: 'gap' });
  });

  test('rows cut off at the end with their images, by what the records say', async () => {
    const end = seqs().at(-1)!;
    tamper(`DELETE FROM audit WHERE seq = ${end}; DELETE FROM auditPayload WHERE seq = ${end}`);
    expect(await faults()).toMatchObject([{ seq: end - 1, kind: 'record', subject: 'risk', subjectId: riskId }]);
  });

  test('rows cut off at the end without their images', async () => {
    const end = seqs().at(-1)!;
    tamper(`DELETE FROM audit WHERE seq = ${end}`);
    expect(await faults()).toContainEqual({ seq: end, kind: 'gap' });
  });

  test('an image that is gone, which is not the same as one that was blanked', async () => {
    tamper(`DELETE FROM auditPayload WHERE seq = 4`);
    expect(await faults()).toEqual([{ seq: 4, kind: 'payload' }]);
  });

  test('a blanked image, as no fault of the chain', async () => {
    file.exec(`UPDATE auditPayload SET before = NULL, after = NULL WHERE seq = 4`);
    expect(await faults()).toEqual([{ seq: 4, kind: 'erased' }]);
  });

  test('two rows that changed places', async () => {
    tamper(`UPDATE audit SET seq = -1 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = -1`);
    expect((await faults()).map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(expect.arrayContaining(['3 row', '4 row']));
  });

  test.each([
    ['changed', `UPDATE risk SET hazardSource = '没有危险'`],
    ['removed', `DELETE FROM risk`],
  ])('a record %s behind the back of the application', async (_name, sql) => {
    file.exec(sql);
    expect(await faults()).toMatchObject([{ seq: seqs().at(-1), kind: 'record', subject: 'risk', subjectId: riskId }]);
  });

  test('a record that no command ever made', async () => {
    file.exec(`INSERT INTO riskPoint (id, createdAt, createdBy, updatedAt, name, kind) VALUES ('stray', 1, '', 1, '凭空', 'place')`);
    expect(await faults()).toMatchObject([{ seq: 0, kind: 'stray', subject: 'riskPoint', subjectId: 'stray' }]);
  });

  test('an issued paper whose printed head was cut off with the end of the chain', async () => {
    const request = {
      code: 'F07' as const,
      roundId: null,
      compiledOn: '2026-11-21',
      filledBy: '',
      phone: '',
      preparedBy: '',
      reviewedBy: '',
      approvedBy: '',
    };
    const { value } = await workspace.call('filing.issue', { request, gapReason: '先报' });
    expect(await faults()).toEqual([]);
    tamper(`UPDATE filing SET auditHead = '${'0'.repeat(64)}'`);
    expect((await faults()).map(({ kind, subjectId }) => `${kind} ${subjectId}`)).toEqual([`paper ${value.number}`, `record ${value.id}`]);
  });

  test('at most as many as are asked for', async () => {
    tamper(`UPDATE audit SET actor = '别人'`);
    expect((await faults()).length).toBeLessThanOrEqual(100);
  });
});

test('tampering does not end with the session: the triggers come back at the next opening', async () => {
  tamper('');
  await workspace.host.close();
  await workspace.call('workspace.open', { folder: workspace.folder });
  expect(() => file.exec(`DELETE FROM audit`)).toThrow('append-only');
});

test('a trigger that was weakened is made anew', async () => {
  file.exec(`DROP TRIGGER auditKeepsAll; CREATE TRIGGER auditKeepsAll BEFORE DELETE ON audit WHEN 0 BEGIN SELECT 1; END`);
  await workspace.host.close();
  await workspace.call('workspace.open', { folder: workspace.folder });
  expect(() => file.exec(`DELETE FROM audit`)).toThrow('append-only');
});
