import { api } from '../../electron/api/index';
import type { AnyProcedure, Command } from '../../electron/api/procedure';
import type { Writer } from '../../db/writer';
import { newWorkspace } from './workspace';

/**
 * A program that imports a file into a workspace and dies on the way, as when the machine loses its power: nothing is closed and nobody
 * is told. Arguments: folder of the workspace, file, and where it ends (begin, middle or end of the command, or once it is committed).
 */
const [folder, file, point] = process.argv.slice(2) as [string, string, string];
const kill = (): void => void process.kill(process.pid, 'SIGKILL');

const command = api['intake.applyRisks'] as unknown as Command<never, unknown>;
const run: typeof command.run = (scene, input) => {
  if (point === 'begin') kill();
  if (point === 'middle') killAfter(scene.db, 150);
  const value = command.run(scene, input);
  if (point === 'end') kill();
  return value;
};
const procedures = { ...api, 'intake.applyRisks': { ...command, run } } as unknown as Readonly<Record<string, AnyProcedure>>;
const { call, host } = await newWorkspace({ procedures });
await call('workspace.open', { folder });
// Room for a few pages only: what is not committed is written to the log of the file all the same.
host.dispatcher!.reader['sqlite'].pragma('cache_size = 10');
const { sessionId } = await call('intake.plan', { subject: 'risk', files: [file] });
await call('intake.commit', { sessionId });
kill();

function killAfter(db: Writer, count: number): void {
  const insert = db.insert.bind(db) as (...args: unknown[]) => unknown;
  let left = count;
  Object.assign(db, {
    insert: (subject: string, row: unknown) => {
      if (subject === 'risk' && (left -= 1) === 0) kill();
      return insert(subject, row);
    },
  });
}
