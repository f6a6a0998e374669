import path from 'node:path';
import type { Command } from 'commander';
import type { BackupEntry } from '../api/backup';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import type { Verdict } from '../workspace/backup/catalogue';
import { failureText, minuteOf } from '../workspace/wording';
import { exitCodes, Refused, type TerminalSession, type Within } from './session';
import { UsageFault } from './usage';

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const when = (at: number | null): string => (at === null ? '' : minuteOf(at));

const lineOf = (session: TerminalSession, { id, state, why, verifiedAt, counts, databaseSize, fileCount, lacking }: BackupEntry): string =>
  state === 'damaged'
    ? `${id}\t已损坏`
    : [
        id,
        session.t(`backup:why.${why}`),
        `验证通过 ${when(verifiedAt)}`,
        `风险 ${counts['risk'] ?? 0} 条`,
        `文件 ${fileCount} 个`,
        megabytes(databaseSize),
        ...(lacking > 0 ? [`缺 ${lacking} 个文件`] : []),
      ].join('\t');

async function make(session: TerminalSession): Promise<void> {
  const made = await session.call('backup.run', { why: 'manual' });
  session.print(made, [made.isNew ? '已备份，验证通过' : '上次备份以后没有变化，已把它重新验证一遍，通过', lineOf(session, made)]);
}

async function list(session: TerminalSession): Promise<void> {
  const { entries, size, folder } = await session.call('backup.list', {});
  const ahead = await session.call('backup.ahead', {});
  session.print({ entries, size, folder, ahead }, [
    ...entries.map((entry) => lineOf(session, entry)),
    entries.length === 0 ? '还没有备份' : `${entries.length} 份，约 ${megabytes(size)}，在 ${folder}`,
    ...(ahead === null ? [] : [aheadText(ahead)]),
  ]);
}

const aheadText = ({ id, lost, newestChange, since }: NonNullable<DataOf<Api['backup.ahead']>>): string =>
  `注意：数据文件退回到了较早的状态，备份 ${id} 里有 ${lost} 条操作记录（最后一条 ${when(newestChange)}）现在的数据里没有` +
  `${since > 0 ? `，这以后又记了 ${since} 条` : ''}；对照和恢复：anze restore preview ${id}，anze restore run ${id}`;

/** @returns the exit code */
async function verify(session: TerminalSession, stated: string | undefined): Promise<number> {
  const { entries } = await session.call('backup.list', {});
  const id = stated ?? entries[0]?.id;
  if (id === undefined) throw new UsageFault('还没有备份');
  if (!entries.some((entry) => entry.id === id)) throw new Refused({ code: 'NOT_FOUND', key: 'notFound', params: { subject: 'backup' } });
  const verdict = await session.call('backup.verify', { id });
  session.print(
    verdict,
    verdict.faults.length === 0 ? [`${id} 验证通过`] : [`${id} 有 ${verdict.faults.length} 处不完整`, ...faultLines(session, verdict)],
  );
  return verdict.faults.length === 0 ? exitCodes.done : exitCodes.refused;
}

const faultLines = (session: TerminalSession, { faults }: Verdict): string[] =>
  faults.map((fault) => session.t(`backup:fault.${fault.kind}`, { place: fault.kind === 'file' ? fault.place : '' }));

async function target(session: TerminalSession, folder: string | undefined, { drop }: { drop?: boolean }): Promise<number> {
  if (drop === true) {
    await session.call('backup.dropTarget', {});
    session.print({ target: null }, ['不再存第二份备份；已经存过的还在原处']);
    return exitCodes.done;
  }
  const found =
    folder === undefined
      ? (await session.call('backup.state', {})).target
      : await session.call('backup.setTarget', { folder: path.resolve(folder) });
  if (found === null) {
    session.print({ target: null }, ['还没有设第二份备份的位置']);
    return exitCodes.done;
  }
  const [why] =
    found.failedAt === null ? [] : failureText(session.t, { code: 'UNAVAILABLE', key: found.failure, params: { folder: found.folder } });
  session.print({ target: found, ...(why !== undefined && { why }) }, [
    `第二份备份放在 ${found.folder}`,
    found.copiedAt === null ? '还没有成功过' : `最近一次成功：${when(found.copiedAt)}`,
    ...(why === undefined ? [] : [`${when(found.failedAt)} 没有做成：${why}`]),
  ]);
  return found.failedAt === null ? exitCodes.done : exitCodes.refused;
}

/** `backup` */
export function addBackups(program: Command, within: Within): void {
  const backup = program
    .command('backup')
    .description('备份：现在备份一份')
    .action(within((session) => make(session)));
  backup
    .command('list')
    .description('备份一览')
    .action(within((session) => list(session)));
  backup.command('verify').description('逐字节验证一份备份，不写编号时为最近的一份').argument('[编号]').action(within(verify));
  backup
    .command('target')
    .description('第二份备份：写文件夹则设在那里并马上存一份，不写则看最近一次成功的时间')
    .argument('[文件夹]')
    .option('--drop', '不再存第二份')
    .action(within(target));
}
