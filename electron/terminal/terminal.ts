import { homedir } from 'node:os';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { api } from '../api/index';
import type { Reply } from '../api/failure';
import { systemClock } from '../workspace/clock';
import { Content } from '../workspace/content';
import { WorkspaceHost } from '../workspace/host';
import { noShell } from '../workspace/shell';

/** Root of the application: `out/main` lies two levels below it. */
const root = path.resolve(import.meta.dirname, '../..');

export function terminalHost(): WorkspaceHost {
  return new WorkspaceHost({
    procedures: api, content: new Content(path.join(root, 'resources')), shell: noShell, clock: systemClock,
    actor: { id: '', name: process.env['ANZE_ACTOR'] ?? process.env['USER'] ?? '' }, version: process.env['npm_package_version'] ?? '0.1.0',
    migrationsFolder: path.join(root, 'db/migrations'), nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    home: process.env['ANZE_USER_DATA'] ?? path.join(homedir(), '.config/anze-desk'),
  });
}

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage */
export async function runTerminal(args: readonly string[]): Promise<number> {
  const program = new Command('anze').exitOverride();
  const host = terminalHost();
  program.command('init').requiredOption('--workspace <dir>').option('--sample').action(async ({ workspace, sample }: { workspace: string; sample?: boolean }) => {
    show(await host.call('workspace.create', { folder: path.resolve(workspace), way: sample ? 'sample' : 'blank', name: '新企业', regionCode: '150200', sector: 'machinery' }));
  });
  const show = (reply: Reply<unknown>) => {
    console.log(JSON.stringify(reply, null, 2));
    if (!reply.ok) process.exitCode = 1;
  };
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
    throw cause;
  } finally {
    await host.close();
  }
}
