import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api, type Api, type ProcedureName } from '../../electron/api/index';
import type { Failure } from '../../electron/api/failure';
import type { AnyProcedure, DataOf, InputOf } from '../../electron/api/procedure';
import type { Shell } from '../../electron/workspace/shell';
import { noShell } from '../../electron/workspace/shell';
import { Content } from '../../electron/workspace/content';
import { WorkspaceHost } from '../../electron/workspace/host';
import type { HostOptions } from '../../electron/workspace/state';

const root = path.resolve(import.meta.dirname, '../..');

export interface TestWorkspace {
  host: WorkspaceHost;
  folder: string;
  /** Moves the business date; instants follow at noon. */
  setToday(date: string): void;
  /** Data of a procedure that must succeed. @throws with the failure */
  call<N extends ProcedureName>(name: N, input: InputOf<Api[N]>): Promise<DataOf<Api[N]>>;
  /** Failure of a procedure that must fail. */
  fail(name: ProcedureName, input: unknown): Promise<Failure>;
}

interface Around {
  today?: string;
  shell?: Shell;
  folder?: string;
  home?: string;
  /** More than the contract, for tests of the dispatcher itself. */
  procedures?: Readonly<Record<string, AnyProcedure>>;
  migrationsFolder?: string;
  /** Causes of INTERNAL failures are expected and not printed. */
  quiet?: boolean;
  changed?: HostOptions['changed'];
  beforeMany?: HostOptions['beforeMany'];
  log?: HostOptions['log'];
}

/** A real workspace in a folder of its own, with the real migrations; only the clock and the shell are replaced. */
export async function newWorkspace({
  way = 'blank',
  regionCode = '150200',
  ...around
}: Around & { way?: 'blank' | 'sample'; regionCode?: string } = {}): Promise<TestWorkspace> {
  const made = newHost(around);
  await made.call('workspace.create', {
    folder: made.folder,
    way,
    name: '包头市示范机械制造有限公司',
    regionCode,
    sector: 'machinery',
  });
  return made;
}

/** The same with no workspace open; `folder` is where one may be made. */
export function newHost({
  today = '2026-11-21',
  shell = noShell,
  folder,
  home,
  procedures = api,
  migrationsFolder = path.join(root, 'db/migrations'),
  quiet = false,
  changed,
  beforeMany,
  log,
}: Around = {}): TestWorkspace {
  const base = mkdtempSync(path.join(tmpdir(), 'anze-测试 '));
  let date = today;
  let tick = 0;
  const host = new WorkspaceHost({
    procedures,
    content: new Content(path.join(root, 'resources')),
    shell,
    userName: '王安全',
    version: '0.0.0-test',
    clock: { now: () => Date.parse(`${date}T04:00:00Z`) + (tick += 1), today: () => date },
    migrationsFolder,
    nativeBinding: null,
    home: home ?? base,
    ...(changed ? { changed } : {}),
    ...(beforeMany ? { beforeMany } : {}),
    log:
      log ??
      (({ message, cause }) => {
        if (cause && !quiet) console.error(message, cause);
      }),
  });
  return {
    host,
    folder: folder ?? path.join(base, '工作区'),
    setToday: (next) => {
      date = next;
    },
    call: async (name, input) => {
      const reply = await host.call(name, input);
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
      return reply.data as never;
    },
    fail: async (name, input) => {
      const reply = await host.call(name, input);
      if (reply.ok) throw new Error(`${name} succeeded`);
      return reply.error;
    },
  };
}
