import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { fieldName, valueText } from '../../db/domain/fieldWords';
import type { CopyRow } from '../../db/merge/view';
import type { Comparison } from '../api/copies';
import { minuteOf } from '../workspace/wording';
import { Refused, type TerminalSession, type Within } from './session';

interface Secret {
  passwordStdin?: boolean;
}

/** Never an argument, which others on the machine can read: the environment, or the first line of standard input. */
async function passwordOf({ passwordStdin }: Secret): Promise<string | null> {
  if (passwordStdin !== true) return process.env['ANZE_ARCHIVE_PASSWORD'] ?? null;
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
}

async function compared(session: TerminalSession, source: string, secret: Secret): Promise<Comparison> {
  const found = await session.call('copies.compare', { place: path.resolve(source), password: await passwordOf(secret) });
  if (found === null || found.needsPassword) throw new Refused({ code: 'INVALID', key: 'archiveSealed', findings: [] });
  return found;
}

async function allRows(session: TerminalSession, id: string): Promise<{ rows: CopyRow[]; names: Map<string, string> }> {
  const rows: CopyRow[] = [];
  const names = new Map<string, string>();
  for (;;) {
    const part = await session.call('copies.rows', { id, offset: rows.length, limit: 200 });
    rows.push(...part.rows);
    for (const [key, name] of Object.entries(part.names)) names.set(key, name);
    if (part.rows.length === 0 || rows.length >= part.total) return { rows, names };
  }
}

const subjectName = (session: TerminalSession, subject: string): string =>
  session.t(`failure:subject.${subject}`, { defaultValue: subject });
const verdictName = (session: TerminalSession, verdict: string): string => session.t(`copies:verdict.${verdict}`);

/** A row as the JSON of the terminal has it: field names and stored values as they are, words in Chinese. */
function rowTold(session: TerminalSession, row: CopyRow, names: ReadonlyMap<string, string>) {
  const said = (key: string, params?: Record<string, string | number>) => String(session.t(key, params ?? {}));
  const change = (of: CopyRow['mine']) =>
    of && {
      kind: session.t(`copies:change.${of.kind}`),
      at: of.at,
      actor: of.actor,
      command: session.t(`command:${of.command}`, { defaultValue: of.command }),
    };
  return {
    subject: subjectName(session, row.subject),
    id: row.id,
    name: row.name,
    verdict: verdictName(session, row.verdict),
    note: row.note === '' ? '' : session.t(`copies:note.${row.note}`),
    newNumber: row.renumber?.to ?? null,
    mine: change(row.mine),
    theirs: change(row.theirs),
    fields: row.fields.map(({ field, base, mine, theirs, from }) => ({
      field,
      name: fieldName(said, field),
      base: valueText(said, field, base, names),
      mine: valueText(said, field, mine, names),
      theirs: valueText(said, field, theirs, names),
      isConflict: from === 'conflict',
    })),
    choices: row.choices,
    open: row.isOpen,
  };
}

/** What a comparison says as a whole. */
function summary(session: TerminalSession, found: Comparison): string[] {
  const { relation, theirs, mine, counts } = found;
  return [
    session.t(`copies:relation.${relation}`, { name: theirs.name, count: theirs.since, mine: mine.since, theirs: theirs.since }),
    ...(relation === 'diverged' && found.fork !== null
      ? [`共同的最后一步：${minuteOf(found.fork.at)} ${found.fork.actor} ${session.t(`command:${found.fork.command}`)}`]
      : []),
    ...(found.mergedBefore ? ['以前合并过，只比较那以后的'] : []),
    ...(found.faults > 0 ? [`那一份的操作记录有 ${found.faults} 处对不上，不能合并；请在那一份里运行 audit verify`] : []),
    ...Object.entries(counts.verdicts).flatMap(([verdict, count]) =>
      count === 0 ? [] : [`${verdictName(session, verdict)}\t${count} 条`],
    ),
    ...(counts.open > 0 ? [`要您决定的\t${counts.open} 条`] : []),
    ...(found.files > 0 ? [`要带来的文件\t${found.files} 个${found.lacking > 0 ? `，其中 ${found.lacking} 个那边也没有` : ''}`] : []),
    ...(found.isFinal ? ['带有已出的报送件、关闭的轮次或清除的个人信息，合并后不能撤销'] : []),
  ];
}

async function compare(session: TerminalSession, source: string, secret: Secret): Promise<void> {
  const found = await compared(session, source, secret);
  const { rows, names } = await allRows(session, found.id);
  const told = rows.map((row) => rowTold(session, row, names));
  await session.call('copies.drop', {});
  const { id: _id, at: _at, isStale: _isStale, counts, ...rest } = found;
  session.print({ ...rest, total: counts.total, open: counts.open, rows: told }, [
    ...summary(session, found),
    ...told.flatMap((row) => [
      [row.subject, row.name, row.verdict, row.note].join('\t').trimEnd(),
      ...(['mine', 'theirs'] as const).flatMap((side) => {
        const change = row[side];
        return change === null ? [] : [`  ${session.t(`copies:side.${side}`)}：${minuteOf(change.at)} ${change.actor} ${change.command}`];
      }),
      ...row.fields
        .filter(() => row.mine !== null || row.theirs?.kind !== session.t('copies:change.created'))
        .map(
          ({ name, base, mine, theirs, isConflict }) =>
            `  ${isConflict ? '！' : ''}${name}：原为 ${base}，${session.t('copies:side.mine')} ${mine}，${session.t('copies:side.theirs')} ${theirs}`,
        ),
    ]),
  ]);
}

/** `copies …` */
export function addCopies(program: Command, within: Within): void {
  const copies = program.command('copies').description('带回家做过的那一份：和这里比较、合并');
  const source = '工作区文件夹、备份文件夹、anze.db 或 .anze 导出文件';
  const secret = '从标准输入的第一行读导出文件的密码；不写时取环境变量 ANZE_ARCHIVE_PASSWORD';
  copies
    .command('compare')
    .description('逐条比较，什么都不改')
    .argument('<来源>', source)
    .option('--password-stdin', secret)
    .action(within(compare));
}
