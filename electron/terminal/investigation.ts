import path from 'node:path';
import type { Command } from 'commander';
import { writeFileSafely } from '../workspace/file';
import { readLooks, type LookFault } from '../workspace/investigation/log';
import { minuteOf } from '../workspace/wording';
import { passwordOf, type Secret } from './archive';
import { exitCodes, type TerminalSession, type Within } from './session';
import { UsageFault } from './usage';

interface WriteOptions extends Secret {
  to: string;
  reason: string;
}

async function write(session: TerminalSession, file: string, { to: recipient, reason, ...secret }: WriteOptions): Promise<void> {
  const password = await passwordOf(secret);
  const written = await session.call('investigation.write', { file: path.resolve(file), password, recipient, reason });
  if (written === null) return;
  session.print(written, [`已导出调查用副本 ${written.file}，只能查看；交给谁、什么事由已记入操作记录`]);
}

async function open(session: TerminalSession, file: string, { as: who, ...secret }: Secret & { as: string }): Promise<void> {
  const opened = await session.call('investigation.open', { file: path.resolve(file), password: await passwordOf(secret), who });
  if (opened === null) return;
  session.print(opened, [
    `调查用副本已展开到 ${opened.folder}，只能查看`,
    `查看：在各条命令里写 --workspace "${opened.folder}" --as "${who}"`,
  ]);
}

const sayFault = (session: TerminalSession, { kind, seq }: LookFault): string => session.t(`investigation:fault.${kind}`, { seq });

/** Needs the folder only, so that a log is checked wherever it has been brought. @returns the exit code */
async function log(session: TerminalSession, file: string, { out }: { out?: string }): Promise<number> {
  const { looks, faults } = readLooks(path.resolve(file));
  if (looks.length === 0) throw new UsageFault(`“${file}”里没有查看记录，请写副本旁边的 log.jsonl`);
  const lines = looks.map(
    ({ seq, at, who, what, record, asked, outcome }) =>
      `${seq}\t${minuteOf(at)}\t${who}\t${session.t(`investigation:what.${what.replace('.', '_')}`, { defaultValue: what })}\t${record || asked}${outcome === 'ok' ? '' : '\t未显示'}`,
  );
  if (out !== undefined) writeFileSafely(path.resolve(out), Buffer.from(`${lines.join('\n')}\n`));
  session.print({ looks, faults: faults.map((fault) => ({ ...fault, text: sayFault(session, fault) })) }, [
    ...(out === undefined ? lines : [`已写到 ${path.resolve(out)}`]),
    faults.length === 0 ? `记录完整：${looks.length} 次` : `记录有 ${faults.length} 处对不上：`,
    ...faults.map((fault) => sayFault(session, fault)),
  ]);
  return faults.length === 0 ? exitCodes.done : exitCodes.refused;
}

/** `investigation …` */
export function addInvestigations(program: Command, within: Within): void {
  const investigation = program.command('investigation').description('调查用副本：只能查看，每次查看都有记录');
  investigation
    .command('write')
    .description('导出')
    .argument('<文件>')
    .requiredOption('--to <接收方>', '交给谁，如 市事故调查组')
    .requiredOption('--reason <事由>', '为什么')
    .option('--password', '用密码加密；密码取自环境变量 ANZE_ARCHIVE_PASSWORD，没有时读标准输入的第一行')
    .action(within(write));
  investigation
    .command('open')
    .description('展开到单独的文件夹')
    .argument('<文件>')
    .requiredOption('--as <姓名和单位>', '谁查看')
    .option('--password', '文件设有密码；取法同导出')
    .action(within(open, false));
  investigation
    .command('log')
    .description('列出并校验查看记录')
    .argument('<文件>', '副本旁边的 log.jsonl')
    .option('--out <文件>', '写到文本文件')
    .action(within(log, false));
}
