import type { Command } from 'commander';
import {
  particularNames,
  particularWords,
  roundParticulars,
  type RoundParticular,
  type RoundParticulars,
} from '../../db/domain/round/correction';
import { roundFigureKeys } from '../../db/domain/round/figure';
import { term } from '../../db/domain/term';
import { figureName } from '../filing/wording';
import { findRound } from './findRound';
import { roundJson, teamOf } from './round';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

type Round = Awaited<ReturnType<typeof findRound>>;

interface CorrectOptions {
  round?: string;
  set?: string[];
  figure?: string[];
  team?: string;
  reason: string;
  by: string;
  on?: string;
}

/** Particulars that one line can state; team and figures have options of their own. */
const stated = particularNames.filter((name) => name !== 'team' && name !== 'entered');

async function correctRound(session: TerminalSession, options: CorrectOptions): Promise<void> {
  const round = await findRound(session, options.round);
  const patch: Partial<RoundParticulars> = {
    ...Object.fromEntries((options.set ?? []).map(statedBy)),
    ...(options.team === undefined ? {} : { team: teamOf(options.team) }),
    ...(options.figure === undefined ? {} : { entered: enteredOf(round, options.figure, options) }),
  };
  if (Object.keys(patch).length === 0) throw new UsageFault('请用 --set、--team 或 --figure 写明更正什么，如 --set 评估日期=2026-09-10');
  const { today } = await session.call('risk.choices', {});
  const { value } = await session.call('round.correct', {
    id: round.id,
    patch,
    why: options.reason,
    by: options.by,
    on: options.on ?? today,
  });
  const after = await findRound(session, round.no);
  const made = value.fields.length === 0 ? [] : after.corrections.slice(-value.fields.length);
  const { papers } = await session.call('round.following', { id: round.id });
  session.print({ round: round.no, corrections: made.map(correctionJson), papers: papers.map(paperJson) }, [
    made.length === 0 ? '与现在的记载一致，没有更正' : `已更正 ${after.no} ${after.name}`,
    ...made.map(correctionJson).map(({ field, before, after: now }) => `${field}：${before || '（空）'} → ${now || '（空）'}`),
    ...(papers.length === 0 ? [] : [`需要换版的报送件：${papers.map(({ number, title }) => `${number} ${title}`).join('、')}`]),
  ]);
}

/** `评估日期=2026-09-10`; the words of the papers, or the names of the contract. */
function statedBy(text: string): [RoundParticular, unknown] {
  const [, word = '', value = ''] = /^([^=＝]+)[=＝](.*)$/s.exec(text) ?? [];
  const name = stated.find((known) => known === word.trim() || term('roundParticular', known) === word.trim());
  if (name === undefined)
    throw new UsageFault(`--set 写成 项目=内容，项目可以是：${stated.map((known) => term('roundParticular', known)).join('、')}`);
  const isDay = name.endsWith('On');
  const words = value.trim();
  const given = isDay && words === '' ? null : isDay ? dateOption(words) : words;
  if (!roundParticulars.shape[name].safeParse(given).success) throw new UsageFault(`${term('roundParticular', name)}不能是“${words}”`);
  return [name, given];
}

/** `风险总数=6` beside what was entered before; without a number the entered figure is taken back. */
function enteredOf({ entered }: Round, figures: readonly string[], { reason, by }: CorrectOptions): RoundParticulars['entered'] {
  const next = { ...entered };
  for (const text of figures) {
    const [, word = '', number = ''] = /^([^=＝]+)[=＝]\s*(\d*)\s*$/.exec(text.normalize('NFKC')) ?? [];
    const key = roundFigureKeys.find((known) => figureName(known) === word.trim());
    if (key === undefined) throw new UsageFault(`--figure 写成 项目=数，项目可以是：${roundFigureKeys.map(figureName).join('、')}`);
    if (number === '') delete next[key];
    else next[key] = { entered: number, reason, by };
  }
  return next;
}

const correctionJson = ({ field, before, after, reason, correctedBy, correctedOn }: Round['corrections'][number]) => ({
  field: term('roundParticular', field),
  before: particularWords(field, before, figureName),
  after: particularWords(field, after, figureName),
  reason,
  by: correctedBy,
  on: correctedOn,
});
const paperJson = ({ number, code, title }: { number: string; code: string; title: string }) => ({ number, code, title });

async function listCorrections(session: TerminalSession, options: { round?: string }): Promise<void> {
  const round = await findRound(session, options.round);
  const { papers } = await session.call('round.following', { id: round.id });
  const rows = round.corrections.map(correctionJson);
  session.print({ ...followJson(round), corrections: rows, papers: papers.map(paperJson) }, [
    ...(round.follows ? [`换版自 ${round.follows.no} ${round.follows.name}，理由：${round.followReason}`] : []),
    ...(round.replacedBy ? [`已被 ${round.replacedBy.no} ${round.replacedBy.name} 换版`] : []),
    ...rows.map(
      ({ field, before, after, reason, by, on }) => `${on}\t${field}\t${before || '（空）'} → ${after || '（空）'}\t${reason}\t${by}`,
    ),
    ...papers.map(({ number, title }) => `需要换版\t${number}\t${title}`),
  ]);
}

const followJson = ({ no, follows, followReason, replacedBy, reissue }: Round) => ({
  no,
  follows: follows?.no ?? null,
  followReason,
  replacedBy: replacedBy?.no ?? null,
  reissue: reissue?.no ?? null,
});

async function followRound(session: TerminalSession, options: { round?: string; reason: string }): Promise<void> {
  const round = await findRound(session, options.round);
  const { value } = await session.call('round.follow', { id: round.id, reason: options.reason });
  const next = await findRound(session, value.no);
  const { outside } = await session.call('round.following', { id: value.id });
  session.print({ ...roundJson(next), ...followJson(next), outside }, [
    `已开始换版 ${next.no} ${next.name}，代替 ${round.no}，${next.risks} 条风险按原轮定格的内容列入`,
    ...(outside === 0 ? [] : [`清单里另有 ${outside} 条不在本轮，要列入请用 round take --outside`]),
  ]);
}

async function takeItems(
  session: TerminalSession,
  options: { round?: string; risk?: string[]; former?: boolean; outside?: boolean },
): Promise<void> {
  const round = await findRound(session, options.round);
  if (options.outside) {
    const { value } = await session.call('round.takeIn', { id: round.id });
    session.print(value, [`列入 ${value.added} 条`]);
    return;
  }
  const ids = await Promise.all((options.risk ?? []).map((riskNo) => itemOf(session, round, riskNo)));
  const selection = options.risk === undefined ? { filter: {}, except: [] } : { ids };
  const { value } = await session.call('round.take', { id: round.id, from: options.former ? 'former' : 'register', selection });
  session.print(value, [`${options.former ? '恢复原轮的内容' : '采用清单现在的内容'} ${value.taken} 条`]);
}

async function itemOf(session: TerminalSession, round: Round, riskNo: string): Promise<string> {
  const { rows } = await session.call('round.items', { id: round.id, offset: 0, limit: 200, text: riskNo });
  const found = rows.find(({ before, after }) => (after ?? before)?.riskNo === riskNo);
  if (!found) throw new UsageFault(`${round.no} 里没有编号“${riskNo}”`);
  return found.id;
}

/** `round correct`, `round corrections`, `round follow`, `round take` */
export function addFollowing(program: Command, within: Within): void {
  const round = program.commands.find((command) => command.name() === 'round')!;
  const one = (name: string, description: string) =>
    round.command(name).description(description).option('--round <编号>', '哪一轮；不写时为进行中的或最近的一轮');
  one('correct', '更正已关闭的轮次：名称、日期、名单、结论、填报数字')
    .option('--set <item=text...>', '如 评估日期=2026-09-10，可写多项')
    .option('--team <文件>', '评估组（JSON 数组），整份更正')
    .option('--figure <item=number...>', '填报数字，如 风险总数=6；不写数为去掉')
    .requiredOption('--reason <理由>', '更正理由')
    .requiredOption('--by <更正人>', '更正人')
    .option('--on <日期>', '更正日期；不写时为今天', dateOption)
    .action(within(correctRound));
  one('corrections', '更正和换版的记录，需要换版的报送件').action(within(listCorrections));
  one('follow', '换版：从已关闭的一轮定格的内容另开一轮，关闭后代替它')
    .requiredOption('--reason <理由>', '换版理由')
    .action(within(followRound));
  one('take', '换版中：各条采用清单现在的内容，或恢复原轮的内容')
    .option('--risk <riskNo...>', '哪几条；不写时为全部')
    .option('--former', '恢复原轮的内容')
    .option('--outside', '把清单里不在本轮的列入')
    .action(within(takeItems));
}
