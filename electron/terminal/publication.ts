import type { Command } from 'commander';
import path from 'node:path';
import { findRound } from './findRound';
import type { TerminalSession, Within } from './session';
import { dateOption } from './usage';

interface PublishOptions {
  round?: string;
  from: string;
  to: string;
  place: string;
  phone: string;
  result: string;
  objections: string;
  photo?: string[];
}

async function publish(session: TerminalSession, options: PublishOptions): Promise<void> {
  const round = await findRound(session, options.round);
  const { from, to, place, phone, result, objections, photo = [] } = options;
  const { value } = await session.call('publication.create', {
    roundId: round.id,
    draft: { fromOn: from, toOn: to, place, phone, result, objections },
  });
  if (photo.length > 0)
    await session.call('attachment.addFiles', {
      place: { subject: 'publication', subjectId: value.id, use: 'photo' },
      files: photo.map((file) => path.resolve(file)),
    });
  session.print({ round: round.no, from, to, place, phone, result, objections, photos: photo.length }, [
    `已记录 ${round.no} ${round.name} 的公示：${from} 至 ${to}，${place}${photo.length > 0 ? `，照片 ${photo.length} 张` : ''}`,
  ]);
}

/** `round publish` */
export function addPublication(program: Command, within: Within): void {
  program.commands
    .find((command) => command.name() === 'round')!
    .command('publish')
    .description('记录评估结果的公示')
    .requiredOption('--from <日期>', '公示开始日期', dateOption)
    .requiredOption('--to <日期>', '公示结束日期', dateOption)
    .requiredOption('--place <地点>', '公示地点')
    .option('--phone <电话>', '监督电话', '')
    .option('--result <结果>', '公示结果', '')
    .option('--objections <异议>', '收到的异议和处理情况', '')
    .option('--photo <file...>', '公示照片')
    .option('--round <编号>', '哪一轮；不写时为进行中的或最近的一轮')
    .action(within(publish));
}
