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
