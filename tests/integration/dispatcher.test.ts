import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RevisionConflict } from '../../db/writer';
import { api } from '../../electron/api/index';
import { classify } from '../../electron/api/classify';
import { unavailable } from '../../electron/api/failure';
import { command, query, task, type AnyProcedure, type CommandScene } from '../../electron/api/procedure';
import { emptyRisk } from '../../db/domain/risk/risk';
import { contents, openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

const nothing = z.object({});
const point = (name: string) => ({ no: name, name, kind: 'place', location: '', remark: '', departmentId: null });
const around = (scene: CommandScene) => (scene.db as unknown as { sqlite: ReturnType<typeof openFile> }).sqlite;

/** Procedures that nobody would write on purpose. */
const bad: Record<string, AnyProcedure> = {
  'test.ok': command(nothing, ({ db }) => db.insert('riskPoint', point('recorded')).id),
  'test.bypass': command(nothing, (scene) => {
    scene.db.insert('riskPoint', point('recorded'));
    around(scene).exec(`UPDATE enterprise SET name = 'changed behind the audit'`);
    return null;
  }),
  'test.bypassOnly': command(nothing, (scene) => {
    around(scene).exec(`DELETE FROM enterprise`);
    return null;
  }),
  'test.promise': command(nothing, (({ db }: CommandScene) => {
    db.insert('riskPoint', point('too early'));
    return Promise.reject(new Error('later'));
  }) as never),
  'test.throw': command(nothing, ({ db }) => {
    db.insert('riskPoint', point('never'));
    throw new Error(`no such column: secretColumn in SELECT * FROM risk; /home/user/私密/anze.db`);
  }),
  'test.throwText': query(nothing, () => {
    // oxlint-disable-next-line no-throw-literal -- libraries do
    throw 'SELECT * FROM risk';
  }),
  'test.sql': query(nothing, ({ db }) => db.all('SELECT secretColumn FROM risk')),
  'test.write': query(nothing, ({ db }) => db.all(`DELETE FROM risk RETURNING id`)),
  'test.writePragma': query(nothing, ({ db }) => db.all(`PRAGMA user_version = 7`)),
  'test.attach': query(nothing, ({ db }) => db.all(`ATTACH '/tmp/x' AS x`)),
  'test.twice': command(nothing, ({ db }) => {
    const row = db.insert('riskPoint', point('twice'));
    db.update('riskPoint', row.id, { location: 'here' }, 1);
    db.update('riskPoint', row.id, { location: 'there' }, 1);
    return null;
  }),
  'test.missing': command(nothing, ({ db }) => db.update('riskPoint', 'nobody', { name: 'x' }) && null),
  'test.constraint': command(nothing, ({ db }) => db.insert('riskPoint', { ...point('x'), kind: 'nothing' }).id),
  'test.foreign': command(nothing, ({ db }) => db.insert('riskPoint', { ...point('x'), departmentId: 'nobody' }).id),
  'test.type': command(nothing, ({ db }) => db.insert('riskPoint', { ...point('x'), name: Number.NaN as never }).id),
  'test.unique': command(nothing, ({ db }) => {
    db.insert('counter', { subject: 'x', scope: '', last: 1 });
    return db.insert('counter', { subject: 'x', scope: '', last: 2 }).id;
  }),
  'test.task': task(nothing, async (scene) => scene.run('test.ok', {})),
  'test.taskFails': task(nothing, async (scene) => scene.run('test.constraint', {})),
  'test.many': command(z.object({ rows: z.number() }), ({ db }) => db.insert('riskPoint', point('many')).id, {
    precaution: (_scene, { rows }) => rows,
  }),
  'test.secret': command(nothing, ({ db }) => {
    db.keepSecret('a', 'first');
    db.keepSecret('a', 'second');
    return db.insert('riskPoint', point('secret')).id;
  }),
  'recovery.test': command(nothing, ({ db }) => db.insert('recovery', { madeOn: '2026-11-21' }).id),
  'test.cancelled': task(nothing, async ({ signal }) => {
    signal.throwIfAborted();
    return 'too late';
  }),
};
const setUp = () => newWorkspace({ procedures: { ...api, ...bad }, quiet: true });
type Workspace = Awaited<ReturnType<typeof setUp>>;
const failure = async ({ fail }: Workspace, name: string, input: unknown = {}) => fail(name as never, input);

describe('a call', () => {
  test('of an unknown procedure is refused, names from Object included', async () => {
    const workspace = await setUp();
    for (const name of ['risk.nothing', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'risk']) {
      expect(await failure(workspace, name), name).toEqual({ code: 'NOT_FOUND', key: 'procedure', params: { name } });
    }
    await workspace.host.close();
  });

  test('without a workspace is refused', async () => {
    const workspace = await setUp();
    await workspace.host.close();
    expect(await failure(workspace, 'risk.list')).toEqual({ code: 'UNAVAILABLE', key: 'closed' });
    expect((await workspace.call('workspace.state', {})).open).toBe(false);
  });

  test('that does not fit its shape says which field', async () => {
    const workspace = await setUp();
    const draft = { ...emptyRisk, hazardSource: '', step: 'x'.repeat(501), method: 'guess' };
    expect(await failure(workspace, 'risk.create', { point: { name: '甲', kind: 'place' }, draft })).toMatchObject({
      code: 'INVALID',
      findings: [
        { rule: 'shape', key: 'shape.too_big', field: 'draft.step', params: { maximum: 500 } },
        { rule: 'shape', key: 'shape.too_small', field: 'draft.hazardSource' },
        { rule: 'shape', key: 'shape.invalid_value', field: 'draft.method' },
      ],
    });
    for (const input of [undefined, null, 1, 'x', [], true])
      expect(await failure(workspace, 'risk.list', input)).toMatchObject({ code: 'INVALID' });
    await workspace.host.close();
  });
});

describe('a command', () => {
  test.each([
    ['test.bypass', 'INTERNAL'],
    ['test.bypassOnly', 'INTERNAL'],
    ['test.promise', 'INTERNAL'],
    ['test.throw', 'INTERNAL'],
    ['test.twice', 'CONFLICT'],
    ['test.missing', 'NOT_FOUND'],
    ['test.constraint', 'INVALID'],
    ['test.foreign', 'CONFLICT'],
    ['test.type', 'INVALID'],
    ['test.unique', 'CONFLICT'],
    ['test.taskFails', 'INVALID'],
  ])('%s fails with %s and leaves nothing', async (name, code) => {
    const workspace = await setUp();
    const file = openFile(workspace.folder);
    const before = contents(file);
    expect(await failure(workspace, name)).toMatchObject({ code });
    expect(contents(file)).toEqual(before);
    expect(await workspace.call('search.everything', { text: 'recorded' })).toEqual([]);
    file.close();
    await workspace.host.close();
  });

  test('that follows a failed one works as if nothing had been', async () => {
    const workspace = await setUp();
    for (const name of Object.keys(bad).filter((entry) => entry !== 'test.ok' && entry !== 'test.task'))
      await workspace.host.call(name, {});
    expect(await workspace.host.call('test.ok', {})).toMatchObject({ ok: true, data: { changed: 1 } });
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    await workspace.host.close();
  });

  test('that changes many rows waits until what is there is safe, and is not run when it cannot be made safe', async () => {
    const asked: number[] = [];
    const beforeMany = (rows: number) => {
      asked.push(rows);
      return rows > 1000 ? Promise.reject(unavailable('diskFull')) : Promise.resolve();
    };
    const workspace = await newWorkspace({ procedures: { ...api, ...bad }, beforeMany });
    for (const rows of [100, 101, 1000]) expect(await workspace.host.call('test.many', { rows })).toMatchObject({ ok: true });
    expect(await failure(workspace, 'test.many', { rows: 1001 })).toMatchObject({ code: 'UNAVAILABLE', key: 'diskFull' });
    expect(await failure(workspace, 'test.many', { rows: 'x' })).toMatchObject({ code: 'INVALID' });
    expect(asked).toEqual([101, 1000, 1001]);
    const file = openFile(workspace.folder);
    expect(file.prepare(`SELECT count(*) FROM riskPoint WHERE name = 'many'`).pluck().get()).toBe(3);
    file.close();
    await workspace.host.close();
  });

  test('is kept under the name of its session, in the chain as well where somebody is signed in', async () => {
    const workspace = await setUp();
    const session = { accountId: 'a1', name: '李四', role: 'director', departments: null } as const;
    await workspace.host.call('test.ok', {});
    await workspace.host.call('test.ok', {}, { session });
    await workspace.host.call('test.task', {}, { session });
    const file = openFile(workspace.folder);
    const kept = file.prepare('SELECT actor, accountId FROM audit ORDER BY seq DESC LIMIT 3').all();
    expect(kept).toEqual([...Array<object>(2).fill({ actor: '李四', accountId: 'a1' }), { actor: '王安全', accountId: null }]);
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    file.exec(`DROP TRIGGER auditKeepsRows; UPDATE audit SET accountId = NULL WHERE seq = (SELECT max(seq) FROM audit)`);
    expect((await workspace.call('audit.verify', {})).faults).toMatchObject([{ kind: 'row' }]);
    file.close();
    await workspace.host.close();
  });

  test('may keep a secret beside its rows, which no image tells', async () => {
    const workspace = await setUp();
    expect(await workspace.host.call('test.secret', {})).toMatchObject({ ok: true });
    const file = openFile(workspace.folder);
    expect(file.prepare('SELECT * FROM secret').all()).toEqual([{ id: 'a', value: 'second', failures: 0, failedAt: 0 }]);
    expect(file.prepare(`SELECT count(*) FROM auditPayload WHERE after LIKE '%second%'`).pluck().get()).toBe(0);
    file.close();
    await workspace.host.close();
  });

  test('of accounts is neither undone nor in the way of undoing', async () => {
    const workspace = await setUp();
    await workspace.host.call('test.ok', {});
    await workspace.host.call('recovery.test', {});
    expect(await workspace.call('history.state', {})).toMatchObject({ undo: { command: 'test.ok' }, barrier: null });
    await workspace.call('history.undo', {});
    expect(await workspace.call('history.state', {})).toMatchObject({ redo: { command: 'history.undo' } });
    await workspace.call('history.redo', {});
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    await workspace.host.close();
  });

  test('run by a task counts as itself', async () => {
    const workspace = await setUp();
    expect(await workspace.host.call('test.task', {})).toMatchObject({
      ok: true,
      data: { changed: 1, step: expect.any(Number) as number },
    });
    expect((await workspace.call('history.state', {})).undo).toMatchObject({ command: 'test.ok', rows: 1 });
    await workspace.host.close();
  });

  test('leaves rows whose command, step, actor and instant are told', async () => {
    const { call, folder, host } = await setUp();
    const { step, changed } = await call('risk.create', {
      point: { name: '甲', kind: 'place' },
      draft: { ...emptyRisk, hazardSource: '乙', l: 1, e: 1, c: 1 },
    });
    const file = openFile(folder);
    const rows = file.prepare('SELECT subject, command, step, actor, undoes FROM audit WHERE seq >= ? ORDER BY seq').all(step) as {
      subject: string;
    }[];
    expect(rows.map(({ subject }) => subject)).toEqual(['counter', 'riskPoint', 'counter', 'risk']);
    expect(changed).toBe(4);
    for (const row of rows) expect(row).toMatchObject({ command: 'risk.create', step, actor: '王安全', undoes: null });
    file.close();
    await host.close();
  });
});

describe('a query', () => {
  test.each(['test.write', 'test.writePragma', 'test.attach', 'test.sql', 'test.throwText'])(
    '%s cannot write, and what goes wrong stays inside',
    async (name) => {
      const workspace = await setUp();
      const file = openFile(workspace.folder);
      const before = contents(file);
      const failed = await failure(workspace, name);
      expect(failed).toEqual({ code: 'INTERNAL', key: 'internal', detail: expect.stringMatching(/^[0-9a-f]{8}$/) as string });
      expect(contents(file)).toEqual(before);
      expect(file.pragma('user_version', { simple: true })).toBe(0);
      file.close();
      await workspace.host.close();
    },
  );

  test('sees one state while another connection commits between its statements', async () => {
    let between = () => {};
    const workspace = await newWorkspace({
      procedures: {
        ...api,
        'test.count': query(nothing, ({ db }) => {
          const first = db.value<number>('SELECT count(*) FROM preference');
          between();
          return [first, db.value<number>('SELECT count(*) FROM preference')];
        }),
      },
    });
    const file = openFile(workspace.folder);
    between = () => file.prepare(`INSERT INTO preference VALUES ('x', '1', 1)`).run();
    expect(await workspace.host.call('test.count', {})).toEqual({ ok: true, data: [0, 0] });
    expect(await workspace.call('preference.get', { key: 'x' })).toBe(1);
    file.close();
    await workspace.host.close();
  });
});

describe('what crosses the port', () => {
  test('INTERNAL carries a number to quote and no SQL, no path, no message', async () => {
    const logged: { detail?: string; cause?: unknown }[] = [];
    const workspace = await newWorkspace({ procedures: { ...api, ...bad }, log: (event) => logged.push(event) });
    const failed = await failure(workspace, 'test.throw');
    expect(Object.keys(failed).sort()).toEqual(['code', 'detail', 'key']);
    expect(JSON.stringify(failed)).not.toMatch(/select|column|\/|私密/i);
    expect(logged.filter(({ detail }) => detail === failed.detail)).toHaveLength(1);
    await workspace.host.close();
  });

  test('a cancelled task says so', async () => {
    const workspace = await setUp();
    expect(await workspace.host.call('test.cancelled', {}, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: { code: 'UNAVAILABLE', key: 'cancelled' },
    });
    await workspace.host.close();
  });

  test('a change is announced by its subjects, after the commit, and nothing is announced when nothing changed', async () => {
    const heard: (readonly string[])[] = [];
    const workspace = await newWorkspace({ procedures: { ...api, ...bad }, quiet: true, changed: (subjects) => heard.push(subjects) });
    heard.length = 0;
    await workspace.host.call('test.ok', {});
    await workspace.host.call('test.bypass', {});
    await workspace.host.call('risk.list', {});
    expect(heard).toEqual([['riskPoint']]);
    await workspace.host.close();
  });

  test.each([
    ['SQLITE_BUSY', 'UNAVAILABLE', 'busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'UNAVAILABLE', 'busy'],
    ['SQLITE_FULL', 'UNAVAILABLE', 'diskFull'],
    ['ENOSPC', 'UNAVAILABLE', 'diskFull'],
    ['SQLITE_READONLY', 'UNAVAILABLE', 'readOnly'],
    ['SQLITE_IOERR_WRITE', 'UNAVAILABLE', 'storage'],
    ['SQLITE_CORRUPT_VTAB', 'UNAVAILABLE', 'damaged'],
    ['SQLITE_NOTADB', 'UNAVAILABLE', 'damaged'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'CONFLICT', 'duplicate'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'CONFLICT', 'referenced'],
    ['SQLITE_CONSTRAINT_CHECK', 'INVALID', 'constraint'],
    ['EBUSY', 'UNAVAILABLE', 'fileOpen'],
    ['EACCES', 'UNAVAILABLE', 'noPermission'],
    ['ENOTDIR', 'UNAVAILABLE', 'noPermission'],
    ['ENOENT', 'NOT_FOUND', 'file'],
  ])('%s is %s %s', (code, failureCode, key) => {
    expect(classify(Object.assign(new Error('x'), { code }))).toMatchObject({ code: failureCode, key });
  });

  test('what nobody foresaw is not classified', () => {
    for (const cause of [
      new Error('x'),
      null,
      undefined,
      'SQLITE_BUSY',
      { code: 5 },
      new RevisionConflict('risk', 'x'),
      unavailable('x'),
      Object.assign(new Error('x'), { code: 'SQLITE_ERROR' }),
    ])
      expect(classify(cause)).toBeUndefined();
  });
});
