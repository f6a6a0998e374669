import type { Command } from 'commander';
import path from 'node:path';
import { periodBounds } from '../../db/domain/period';
import { nameOfRound, roundKinds } from '../../db/domain/round/round';
import { term } from '../../db/domain/term';
import { intakeText } from '../workspace/wording';
import { gradesIn, scalesIn } from './decisions';
import { choicesOf, mappingOf } from './intake';
import { Refused, type TerminalSession, type Within } from './session';
import { dateOption, periodOption, UsageFault } from './usage';

interface PastOptions {
  period?: string;
  kind?: string;
  name?: string;
  assessedOn?: string;
  closedOn?: string;
  grades?: string;
  mapping?: string;
  scale?: string;
  department?: string;
  date?: string;
  dryRun?: boolean;
}

const matchWords = { register: '与现有清单对上', round: '与以往轮次对上', new: '现在没有的' } as const;

/** Files of a past period become a closed round; what the sheets say of their time stands in for what is not stated. */
async function importPast(session: TerminalSession, files: readonly string[], options: PastOptions): Promise<void> {
  const planned = await planPast(
    session,
    files.map((file) => path.resolve(file)),
    options,
  );
  const [unread] = planned.failures;
  if (unread) throw new Refused({ code: 'INVALID', key: `intake:failure.${unread.key}`, params: { ...unread.params }, findings: [] });
  const period = options.period ?? planned.period;
  if (period === null) throw new UsageFault('表里没有写明期间，请用 --period 指定，如 2026Q2');
  const word = options.kind ?? (period.includes('Q') ? '季度' : '年度');
  const kind = roundKinds.find((known) => known === word || term('roundKind', known) === word);
  if (kind === undefined) throw new UsageFault(`--kind 只能是：${roundKinds.map((known) => term('roundKind', known)).join('、')}`);
  const assessedOn = options.assessedOn ?? planned.date ?? periodBounds(period).to;
  const round = { name: options.name ?? nameOfRound(period, kind), kind, period, assessedOn, closedOn: options.closedOn ?? assessedOn };
  const refused = await refusedRows(session, planned.sessionId, planned.refused);
  const done = options.dryRun ? null : await session.call('round.importPast', { sessionId: planned.sessionId, round });
  session.print(
    {
      no: done?.no ?? null,
      step: done?.step ?? null,
      ...round,
      kind: term('roundKind', kind),
      origin: term('roundOrigin', 'backfilled'),
      risks: planned.total,
      matches: Object.fromEntries(Object.entries(planned.matches).map(([match, count]) => [matchWords[match as 'new'], count])),
      levels: Object.fromEntries(Object.entries(planned.levels).map(([level, count]) => [term('riskLevel', level), count])),
      refused,
    },
    [
      `${done === null ? '试补录（没有写入）：' : `已补录 ${done.no} `}${round.name}，评估日期 ${assessedOn}，风险 ${planned.total} 条`,
      Object.entries(planned.matches)
        .map(([match, count]) => `${matchWords[match as 'new']} ${count} 条`)
        .join('，'),
      ...refused.map(({ file, sheet, sheetRow, reason }) => `退回 ${file} ${sheet} 第 ${sheetRow} 行：${reason}`),
    ],
  );
}

/** Reads the files; once more when it is stated how their sheets are to be understood. */
async function planPast(session: TerminalSession, files: string[], { grades, mapping, scale, department, date }: PastOptions) {
  const columns = mapping === undefined ? undefined : mappingOf('risk', mapping);
  const direction = grades === undefined ? undefined : gradesIn(grades);
  const scales = scale === undefined ? {} : scalesIn(scale);
  const first = await session.call('round.planPast', { files, scales });
  if (columns === undefined && direction === undefined && department === undefined && date === undefined) return first;
  return session.call('round.planPast', {
    files,
    scales,
    choices: choicesOf(first.sheets, columns, { ...(department !== undefined && { department }), ...(date !== undefined && { date }) }),
    ...(direction && { schemes: Object.fromEntries(first.sheets.map(({ file, sheet }) => [`${file}#${sheet}`, direction])) }),
  });
}

/** Lines that were refused stand first. */
async function refusedRows(session: TerminalSession, sessionId: string, count: number) {
  const refused: { file: string; sheet: string; sheetRow: number; reason: string }[] = [];
  while (refused.length < count) {
    const { rows } = await session.call('round.pastRows', {
      sessionId,
      offset: refused.length,
      limit: Math.min(200, count - refused.length),
    });
    refused.push(
      ...rows.map(({ place, problems }) => ({
        ...place,
        reason: problems.map((problem) => intakeText(session.t, 'problem', problem)).join('；'),
      })),
    );
  }
  return refused;
}

/** `round import` */
export function addPastRounds(program: Command, within: Within): void {
  const round = program.commands.find((command) => command.name() === 'round')!;
  round
    .command('import')
    .description('把以往的风险清单补录为已关闭的轮次')
    .argument('<文件...>', '当时的清单')
    .option('--period <期间>', '如 2026Q2；不写时用表里写明的', periodOption)
    .option('--kind <类型>', '季度、年度、变更触发、事故触发；不写时按期间')
    .option('--name <名称>', '轮次名称')
    .option('--assessed-on <日期>', '评估日期；不写时用表里写明的，没有则为期末', dateOption)
    .option('--closed-on <日期>', '关闭日期；不写时同评估日期', dateOption)
    .option('--mapping <文件>', '列与字段的对应关系（JSON），与 import 相同')
    .option('--grades <方向>', '1 级最高写 down5、down4，1 级最低写 up5、up4')
    .option('--scale <映射>', '当时用的等级映射，如 lec=lec@1,ls=ls-shandong@1；只用于这一轮')
    .option('--department <名称>', '表里没有写部门的行归哪个部门')
    .option('--date <日期>', '表里没有写评价日期的行用哪一天', dateOption)
    .option('--dry-run', '只预览，不写入')
    .action(within(importPast));
}
