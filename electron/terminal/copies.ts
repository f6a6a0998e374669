import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { fieldName, valueText } from '../../db/domain/fieldWords';
import { z } from 'zod';
import type { Side } from '../../db/merge/records';
import type { CopyRow } from '../../db/merge/view';
import type { Comparison } from '../api/copies';
import { minuteOf } from '../workspace/wording';
import { UsageFault } from './usage';
import { exitCodes, Refused, type TerminalSession, type Within } from './session';

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

interface ApplyOptions extends Secret {
  mine?: boolean;
  theirs?: boolean;
  decisions?: string;
}

const sides: Readonly<Record<string, Side>> = { mine: 'mine', theirs: 'theirs', 这里: 'mine', 那一份: 'theirs' };
const decisionFile = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

/** Decisions of a file: `{"FX-0007": "theirs", "<id>": {"measures": "mine"}, "其余": "mine"}`. */
function decisionsIn(file: string): { of: [key: string, side: Side, field?: string][]; rest: Side | undefined } {
  let parsed: z.output<typeof decisionFile>;
  try {
    parsed = decisionFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageFault(`“${file}”不是决定文件，请写成 {"编号或 id": "mine"，或 {"字段": "theirs"}}`);
  }
  const sideIn = (word: string): Side => {
    const side = sides[word];
    if (side === undefined) throw new UsageFault(`“${word}”不是决定，请写 mine（这里）或 theirs（那一份）`);
    return side;
  };
  const { 其余: rest, ...others } = parsed;
  return {
    of: Object.entries(others).flatMap(([key, decision]): [string, Side, string?][] =>
      typeof decision === 'string'
        ? [[key, sideIn(decision)]]
        : Object.entries(decision).map(([field, side]): [string, Side, string] => [key, sideIn(side), field]),
    ),
    rest: typeof rest === 'string' ? sideIn(rest) : undefined,
  };
}

async function decide(session: TerminalSession, id: string, { mine, theirs, decisions }: ApplyOptions): Promise<void> {
  if ([mine, theirs, decisions].filter((given) => given !== undefined).length > 1)
    throw new UsageFault('--mine、--theirs、--decisions 只能写一个；决定文件里用“其余”写明没有列出的');
  const { of, rest } = decisions === undefined ? { of: [], rest: undefined } : decisionsIn(path.resolve(decisions));
  const { rows } = await allRows(session, id);
  for (const [key, side, field] of of) {
    const found = rows.filter((row) => row.id === key || row.name === key || row.name.split(' ')[0] === key);
    if (found.length !== 1) throw new UsageFault(found.length === 0 ? `比较结果里没有“${key}”` : `“${key}”有 ${found.length} 条，请写 id`);
    const { decided } = await session.call('copies.decide', { id, rows: [found[0]!.n], side, ...(field !== undefined && { field }) });
    if (decided === 0) throw new UsageFault(`“${key}”${field === undefined ? '' : `的 ${field}`}不能取 ${side}`);
  }
  const other = mine ? 'mine' : theirs ? 'theirs' : rest;
  if (other !== undefined) await session.call('copies.decide', { id, filter: { open: true }, side: other });
}

async function apply(session: TerminalSession, source: string, options: ApplyOptions): Promise<number | void> {
  const found = await compared(session, source, options);
  try {
    if (found.relation === 'ahead') {
      const done = await session.call('copies.replace', { id: found.id, reason: '' });
      session.print({ relation: found.relation, ...done }, [`已换成那一份；原来的数据文件留存为 ${done.aside}，要撤销：restore undo`]);
      return;
    }
    if (found.relation !== 'diverged') {
      session.print({ relation: found.relation, changed: 0 }, summary(session, found));
      return found.relation === 'foreign' ? exitCodes.refused : exitCodes.done;
    }
    await decide(session, found.id, options);
    const done = await session.call('copies.apply', { id: found.id });
    session.print({ relation: found.relation, ...done }, [
      `已合并：带入 ${done.counts.taken} 条，合在一起 ${done.counts.joined} 条，删除 ${done.counts.removed} 条，文件 ${done.files} 个`,
      ...done.renumbered.map(({ subject, from, to }) => `${subjectName(session, subject)} ${from} 改为 ${to}`),
      ...(done.lacking > 0 ? [`有 ${done.lacking} 个文件那边也没有`] : []),
      done.step === null ? '带有已定的事，不能撤销' : '要撤销：undo',
    ]);
  } finally {
    await session.call('copies.drop', {});
  }
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
  copies
    .command('apply')
    .description('合并；那一份只是接着做了的，整个换成那一份')
    .argument('<来源>', source)
    .option('--password-stdin', secret)
    .option('--mine', '两边都改了的，取这里的')
    .option('--theirs', '两边都改了的，取那一份的')
    .option('--decisions <文件>', '逐条的决定（JSON）：{"FX-0007": "theirs", "记录的 id": {"measures": "mine"}, "其余": "mine"}')
    .action(within(apply));
}
