import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { minuteOf } from '../workspace/wording';
import { Refused, type TerminalSession, type Within } from './session';

export interface Secret {
  password?: boolean;
}

/** Never an argument, which others on the machine can read: the environment, or the first line of standard input. */
export async function passwordOf({ password }: Secret): Promise<string | null> {
  if (password !== true) return null;
  return process.env['ANZE_ARCHIVE_PASSWORD'] ?? (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
}

async function write(session: TerminalSession, file: string, secret: Secret): Promise<void> {
  const written = await session.call('archive.write', { file: path.resolve(file), password: await passwordOf(secret), kind: 'whole' });
  if (written === null) return;
  session.print(written, [
    `已导出 ${written.file}，${(written.size / 2 ** 20).toFixed(1)} MB，写完后从头读过一遍，完整${written.isSealed ? '；已加密，忘记密码就打不开' : ''}`,
    ...(written.lacking > 0 ? [`有 ${written.lacking} 个文件在工作区里已经缺失，没有包括在内`] : []),
  ]);
}

async function check(session: TerminalSession, file: string, secret: Secret): Promise<void> {
  const found = await session.call('archive.check', { file: path.resolve(file), password: await passwordOf(secret) });
  if (found === null) return;
  if (found.needsPassword) throw new Refused({ code: 'INVALID', key: 'archiveSealed', findings: [] });
  const { name, at, counts } = found;
  session.print(found, [`完整：${name}，${minuteOf(at)} 导出，风险 ${counts['risk'] ?? 0} 条，轮次 ${counts['round'] ?? 0} 个`]);
}

/** `archive …` */
export function addArchives(program: Command, within: Within): void {
  const archive = program.command('archive').description('整个工作区导出成一个文件（.anze）');
  const secret = '用密码加密；密码取自环境变量 ANZE_ARCHIVE_PASSWORD，没有时读标准输入的第一行';
  archive.command('write').description('导出').argument('<文件>').option('--password', secret).action(within(write));
  archive
    .command('check')
    .description('从头读一遍导出文件，看是否完整')
    .argument('<文件>')
    .option('--password', '文件设有密码；取法同导出')
    .action(within(check));
}
