import type { Command } from 'commander';
import path from 'node:path';
import type { AttachmentSubject } from '../../db/domain/attachment';
import type { EvidenceState } from '../../db/query/evidence';
import { findEvidenceOwner } from './findEvidenceOwner';
import { exitCodes, type TerminalSession, type Within } from './session';
import { countOption, numberOption, UsageFault } from './usage';

/** Words for the states of kept files; `used` is everything that records have. */
const stateWords: Record<EvidenceState, string> = {
  used: '在用',
  unused: '已去掉',
  orphaned: '无记录',
  missing: '缺失',
  changed: '被改动',
};

function stateOf(word: string): EvidenceState {
  const found = (Object.keys(stateWords) as EvidenceState[]).find((state) => stateWords[state] === word);
  if (!found) throw new UsageFault(`没有“${word}”这种状态，可以写 ${Object.values(stateWords).join('、')}`);
  return found;
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

async function list(session: TerminalSession, options: { state: string; text: string; limit: number; offset: number }): Promise<void> {
  const { text, limit, offset } = options;
  const state = stateOf(options.state);
  const { rows, total } = await session.call('evidence.list', { state, text, limit: Math.min(200, Math.max(1, limit)), offset });
  const told = [];
  for (const { sha256, name, size, uses } of rows) {
    const { records } = await session.call('evidence.usedBy', { sha256 });
    const places = records.map(({ subject, title }) => `${session.t(`failure:subject.${subject}`)} ${title}`.trim());
    told.push({ name, size, uses, records: places, sha256 });
  }
  session.print({ state: stateWords[state], total, rows: told }, [
    `${stateWords[state]} ${total} 个文件`,
    ...told.map(({ name, size, records, sha256 }) =>
      [name, size === null ? '' : megabytes(size), records.join('、') || '—', sha256.slice(0, 16)].join('\t'),
    ),
  ]);
}

async function check(session: TerminalSession): Promise<number> {
  const found = await session.call('evidence.verify', {});
  const broken = [];
  for (const state of ['missing', 'changed'] as const)
    for (let offset = 0, total = 1; offset < total; offset += 200) {
      const part = await session.call('evidence.list', { state, offset, limit: 200 });
      total = part.total;
      broken.push(...part.rows.map(({ name, sha256 }) => ({ state: stateWords[state], name, sha256 })));
    }
  const { files, whole, missing, changed, orphaned } = found;
  session.print({ files, whole, missing, changed, orphaned, broken }, [
    `核对了 ${files} 个文件：完好 ${whole}，缺失 ${missing}，被改动 ${changed}，无记录 ${orphaned}`,
    ...broken.map(({ state, name, sha256 }) => `${state}\t${name}\t${sha256.slice(0, 16)}`),
    ...(broken.length > 0 ? ['可以用 evidence restore 从备份找回，或加 --from 文件夹 从别处找回'] : []),
  ]);
  return broken.length > 0 ? exitCodes.refused : exitCodes.done;
}

async function restore(session: TerminalSession, { from }: { from?: string }): Promise<number> {
  await session.call('evidence.verify', {});
  const { restored, left } = await session.call(
    'evidence.restore',
    from === undefined ? { from: 'backups' } : { from: 'folder', folder: path.resolve(from) },
  );
  session.print({ restored, left }, [`找回 ${restored} 个，还缺 ${left} 个`]);
  return left > 0 ? exitCodes.refused : exitCodes.done;
}

interface OwnerOptions {
  subject?: string;
  partly?: boolean;
}

async function add(session: TerminalSession, record: string, files: string[], { subject, partly = false }: OwnerOptions): Promise<void> {
  await attach(session, record, subject, files, partly);
}

async function attach(session: TerminalSession, record: string, word: string | undefined, files: readonly string[], partly: boolean) {
  const owner = await findEvidenceOwner(session, record, word);
  const { changed } = await session.call('attachment.addFiles', {
    place: { subject: owner.subject as AttachmentSubject, subjectId: owner.id, use: owner.use },
    files: files.map((file) => path.resolve(file)),
    partly,
  });
  session.print({ subject: owner.word, record: owner.title, added: changed }, [`${owner.word} ${owner.title}：附上 ${changed} 个文件`]);
}

interface PhotoOptions extends OwnerOptions {
  group?: number;
  to?: string;
}

async function photos(session: TerminalSession, folder: string, { group, to, subject }: PhotoOptions): Promise<void> {
  if ((group === undefined) !== (to === undefined)) throw new UsageFault('--group 和 --to 要一起写：哪一组附到哪条记录');
  const found = await session.call('evidence.scanFolder', { folder: path.resolve(folder) });
  const groups = found?.groups ?? [];
  if (group !== undefined && to !== undefined) {
    const chosen = groups[group - 1];
    if (!chosen) throw new UsageFault(`没有第 ${group} 组，共 ${groups.length} 组`);
    await attach(
      session,
      to,
      subject,
      chosen.photos.map(({ file }) => file),
      false,
    );
    return;
  }
  const told = groups.map(({ from, to: until, photos: own }, at) => ({
    group: at + 1,
    from: localTime(from),
    to: localTime(until),
    photos: own.map(({ name, isTaken }) => ({ name, time: isTaken ? '拍摄时间' : '文件时间' })),
  }));
  session.print({ groups: told, left: found?.left ?? 0 }, [
    ...told.map(({ group: no, from, to: until, photos: own }) => `第 ${no} 组\t${from} 至 ${until}\t${own.length} 张\t${own[0]!.name} …`),
    ...(told.length === 0 ? ['这个文件夹里没有照片'] : ['附到记录：evidence photos 文件夹 --group 1 --to FX-0001']),
  ]);
}

/** As the clock on the wall had it. */
const localTime = (at: number): string => {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16).replace('T', ' ');
};

/** `evidence …` */
export function addEvidence(program: Command, within: Within): void {
  const evidence = program.command('evidence').description('证据文件：一览、附到记录、核对、找回、手机照片');
  evidence
    .command('list')
    .description('证据文件一览，各用在哪里')
    .option('--state <状态>', Object.values(stateWords).join('、'), stateWords.used)
    .option('--text <词>', '文件名里的词', '')
    .option('--limit <条数>', '最多列多少个，不超过 200', countOption, 200)
    .option('--offset <条数>', '从第几个之后开始', countOption, 0)
    .action(within(list));
  evidence
    .command('add <记录> <文件...>')
    .description('把文件附到一条记录：编号或名称，如 FX-0001')
    .option('--subject <种类>', '同名的有几种时写明，如 风险点')
    .option('--partly', '不能附的略过，附上其余的')
    .action(within(add));
  evidence.command('check').description('逐个核对文件是否还在、是否被改动').action(within(check));
  evidence
    .command('restore')
    .description('找回缺失、被改动的文件')
    .option('--from <文件夹>', '从哪个文件夹找；不写时从备份找')
    .action(within(restore));
  evidence
    .command('photos <文件夹>')
    .description('手机照片按拍摄时间分组，或把一组附到记录')
    .option('--group <组号>', '第几组', numberOption(1, 9999))
    .option('--to <记录>', '附到哪条记录')
    .option('--subject <种类>', '同名的有几种时写明')
    .action(within(photos));
}
