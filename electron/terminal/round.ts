import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { periodTitle } from '../../db/domain/period';
import { roundKinds, type RoundKind, type RoundMember } from '../../db/domain/round/round';
import { term } from '../../db/domain/term';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import { findRound } from './findRound';
import { addImplementation } from './roundImplementation';
import { addRoundSheets } from './roundSheet';
import type { TerminalSession, Within } from './session';
import { dateOption, periodOption, UsageFault } from './usage';

type Round = Awaited<ReturnType<typeof findRound>>;

const levelsJson = (levels: Record<string, number>) =>
  Object.fromEntries(Object.entries(levels).map(([level, count]) => [term('riskLevel', level), count]));
export const roundJson = (round: Round) => ({
  no: round.no,
  name: round.name,
  kind: term('roundKind', round.kind),
  period: round.period,
  status: term('roundStatus', round.status),
  late: round.isLate,
  replacedBy: round.replacedBy?.no ?? null,
  startedOn: round.startedOn,
  assessedOn: round.assessedOn,
  closedOn: round.closedOn,
  levels: levelsJson(round.figures.levels),
  comparison: Object.fromEntries(Object.entries(round.figures.comparison).map(([key, count]) => [term('comparison', key), count])),
  states: Object.fromEntries(Object.entries(round.figures.states).map(([key, count]) => [term('roundItemState', key), count])),
});

export async function listRounds(session: TerminalSession): Promise<void> {
  const rounds = await session.call('round.list', {});
  session.print(
    { total: rounds.length, rows: rounds.map(roundJson) },
    rounds.map((round) =>
      [
        round.no,
        round.name,
        term('roundStatus', round.status),
        `${round.risks} 条`,
        ...(round.isLate ? ['补录'] : []),
        ...(round.replacedBy ? [`已被 ${round.replacedBy.no} 换版`] : []),
      ].join('\t'),
    ),
  );
}

export interface OpenOptions {
  period?: string;
  name?: string;
  kind: string;
  startedOn?: string;
  team?: string;
  scope: string;
  reason: string;
  noticeNo: string;
  noticeOn?: string;
  first?: boolean;
}

async function openRound(session: TerminalSession, options: OpenOptions): Promise<void> {
  const proposal = await session.call('round.propose', {});
  const period = options.period ?? proposal.period;
  const kind = roundKinds.find((word) => word === options.kind || term('roundKind', word) === options.kind);
  if (kind === undefined) throw new UsageFault(`--kind 只能是：${roundKinds.map((word) => term('roundKind', word)).join('、')}`);
  const { value } = await session.call('round.open', {
    draft: {
      name: options.name ?? `${periodTitle(period)}安全风险评估`,
      kind: kind satisfies RoundKind,
      period,
      reason: options.reason,
      scope: options.scope,
      methodNote: '',
      noticeNo: options.noticeNo,
      noticeOn: options.noticeOn ?? null,
      startedOn: options.startedOn ?? proposal.startedOn,
      baseRoundId: options.first ? null : proposal.baseRoundId,
      team: options.team === undefined ? proposal.team : teamOf(options.team),
    },
  });
  const round = await findRound(session, value.no);
  session.print(roundJson(round), [`已开启 ${round.no} ${round.name}，结转 ${round.risks} 条风险`]);
}

export function teamOf(file: string): RoundMember[] {
  const example = '[{"name":"张三","title":"总经理","role":"组长"}]';
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`评估组文件读不出来：${file}。它应是 JSON 数组，例如 ${example}`);
  }
  if (!Array.isArray(stated)) throw new UsageFault(`评估组文件应是 JSON 数组，例如 ${example}`);
  return stated.map((member: Partial<RoundMember> | null, at) => {
    const text = (field: 'name' | 'title' | 'role'): string => {
      const value = member?.[field] ?? '';
      if (typeof value !== 'string' || value.length > 60)
        throw new UsageFault(`评估组文件第 ${at + 1} 人的 ${field} 应是 60 个字以内的文字`);
      return value.trim();
    };
    if (text('name') === '') throw new UsageFault(`评估组文件第 ${at + 1} 人没有写 name（姓名），例如 ${example}`);
    const isWorkerRepresentative = member?.isWorkerRepresentative === true;
    return { name: text('name'), title: text('title'), role: text('role'), isWorkerRepresentative, attended: member?.attended === true };
  });
}

async function confirmRound(session: TerminalSession, options: { round?: string; by: string; on: string }): Promise<void> {
  const round = await findRound(session, options.round);
  const { value } = await session.call('round.confirm', {
    id: round.id,
    selection: { filter: { state: ['pending'] }, except: [] },
    by: options.by,
    on: options.on,
  });
  session.print(value, [`确认 ${value.confirmed} 条`]);
}

async function compareRounds(session: TerminalSession, options: { earlier?: string; later?: string }): Promise<void> {
  const later = await findRound(session, options.later);
  const rounds = await session.call('round.list', {});
  const earlier = options.earlier ? await findRound(session, options.earlier) : rounds.find((round) => round.id === later.baseRoundId);
  if (!earlier) throw new UsageFault('没有可比较的上一轮，请用 --earlier 指定');
  const pair = { earlierId: earlier.id, laterId: later.id };
  const { counts } = await session.call('round.compare', pair);
  const changes: DataOf<Api['round.changes']>['rows'] = [];
  for (let total = 1; changes.length < total;) {
    const window = await session.call('round.changes', { ...pair, offset: changes.length, limit: 200 });
    changes.push(...window.rows);
    total = window.rows.length === 0 ? 0 : window.total;
  }
  const rows = changes.map(({ comparison, beforeLevel, afterLevel, before, after, reason }) => ({
    riskNo: (after ?? before)?.riskNo ?? '',
    riskPoint: (after ?? before)?.riskPoint ?? '',
    hazardSource: (after ?? before)?.hazardSource ?? '',
    department: (after ?? before)?.department ?? '',
    comparison: term('comparison', comparison),
    before: term('riskLevel', beforeLevel),
    after: term('riskLevel', afterLevel),
    reason,
  }));
  session.print(
    {
      earlier: earlier.no,
      later: later.no,
      counts: Object.fromEntries(Object.entries(counts).map(([key, count]) => [term('comparison', key), count])),
      changes: rows,
    },
    [
      `${later.name} 与 ${earlier.name} 比较：${Object.entries(counts)
        .map(([key, count]) => `${term('comparison', key)} ${count}`)
        .join('，')}`,
      ...rows.map(
        (row) => `${row.comparison}\t${row.riskNo}\t${row.before || '—'}→${row.after || '—'}\t${row.hazardSource}\t${row.reason}`,
      ),
    ],
  );
}

export interface CloseOptions {
  round?: string;
  assessedOn: string;
  closedOn?: string;
  meetingOn?: string;
  meetingPlace?: string;
  conclusion?: string;
  acceptPending?: boolean;
}

async function closeRound(session: TerminalSession, options: CloseOptions): Promise<void> {
  const round = await findRound(session, options.round);
  const patch = {
    ...(options.meetingOn ? { meetingOn: options.meetingOn } : {}),
    ...(options.meetingPlace ? { meetingPlace: options.meetingPlace } : {}),
    ...(options.conclusion ? { conclusion: options.conclusion } : {}),
  };
  if (Object.keys(patch).length > 0) await session.call('round.update', { id: round.id, revision: round.revision, patch });
  const fresh = await findRound(session, round.no);
  await session.call('round.close', {
    id: fresh.id,
    revision: fresh.revision,
    assessedOn: options.assessedOn,
    closedOn: options.closedOn ?? options.assessedOn,
    acceptPending: options.acceptPending ?? false,
  });
  const closed = await findRound(session, round.no);
  session.print({ ...roundJson(closed), conclusion: closed.conclusion }, [`已关闭 ${closed.no} ${closed.name}`, closed.conclusion]);
}

/** `round …` */
export function addRounds(program: Command, within: Within): void {
  const round = program.command('round').description('评估轮次');
  round
    .command('open')
    .description('开启一轮，结转上一轮')
    .option('--period <期间>', '如 2026Q4', periodOption)
    .option('--name <名称>', '轮次名称')
    .option('--kind <类型>', '季度、年度、变更触发、事故触发', '季度')
    .option('--started-on <日期>', '开始日期', dateOption)
    .option('--team <文件>', '评估组（JSON 数组）')
    .option('--scope <范围>', '评估范围', '全公司')
    .option('--reason <原因>', '开展原因', '')
    .option('--notice-no <文号>', '通知文号', '')
    .option('--notice-on <日期>', '通知日期', dateOption)
    .option('--first', '首轮，不与上一轮比较')
    .action(within(openRound));
  round.command('list').description('列出各轮').action(within(listRounds));
  const one = (name: string, description: string) =>
    round.command(name).description(description).option('--round <编号>', '哪一轮；不写时为进行中的或最近的一轮');
  addRoundSheets(one, within);
  addImplementation(one, within);
  one('confirm', '确认其余风险没有变化')
    .requiredOption('--by <确认人>', '确认人')
    .requiredOption('--on <日期>', '确认日期', dateOption)
    .action(within(confirmRound));
  round
    .command('compare')
    .description('与另一轮比较')
    .option('--earlier <编号>', '较早的一轮')
    .option('--later <编号>', '较晚的一轮')
    .action(within(compareRounds));
  one('close', '关闭并冻结')
    .requiredOption('--assessed-on <日期>', '评价日期', dateOption)
    .option('--closed-on <日期>', '关闭日期；不写时同评价日期', dateOption)
    .option('--meeting-on <日期>', '评审会日期', dateOption)
    .option('--meeting-place <地点>', '评审会地点')
    .option('--conclusion <结论>', '结论；不写时按数字起草')
    .option('--accept-pending', '带着未确认的条目关闭')
    .action(within(closeRound));
}
