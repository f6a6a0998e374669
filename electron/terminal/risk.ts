import type { Command } from 'commander';
import { term } from '../../db/domain/term';
import type { TerminalSession, Within } from './session';
import { together, UsageFault } from './usage';

export interface RegradeOptions {
  lec?: string;
  ls?: string;
  dryRun?: boolean;
  reason?: string;
  assessor?: string;
  reviewer?: string;
}

/** Every mapping with a sign at those in use. */
async function listScales(session: TerminalSession): Promise<void> {
  const { all, lec, ls } = await session.call('risk.scales', {});
  const scales = all.map(({ id, method, title, source }) => ({
    id,
    method: term('riskMethod', method),
    title,
    source,
    used: id === lec || id === ls,
  }));
  session.print(
    { scales },
    scales.map(({ id, title, used }) => `${used ? '*' : ' '} ${id}\t${title}`),
  );
}

/** Changes the level mappings and grades every risk anew; with `--dry-run` only tells what would change. */
async function regrade(session: TerminalSession, options: RegradeOptions): Promise<void> {
  const lowers = together({ '--reason 理由': options.reason, '--reviewer 复核人': options.reviewer }, '等级降低要写明理由，并由第二人复核');
  const present = await session.call('risk.scales', {});
  const chosen = { lec: options.lec ?? present.lec, ls: options.ls ?? present.ls };
  for (const method of ['lec', 'ls'] as const) {
    const offered = present.all.filter((scale) => scale.method === method).map(({ id }) => id);
    if (!offered.includes(chosen[method])) throw new UsageFault(`没有等级映射“${chosen[method]}”，--${method} 可用：${offered.join('、')}`);
  }
  const plan = await session.call('risk.regradePlan', chosen);
  const lowering = lowers ? { reason: options.reason!, reviewer: options.reviewer!, assessor: options.assessor ?? '' } : null;
  const done = options.dryRun ? null : await session.call('risk.regrade', { ...chosen, lowering });
  const falls = lowers ? `降级 ${plan.down} 条` : `${plan.down} 条算出的等级更低，先沿用原等级`;
  session.print(
    {
      ...chosen,
      ...plan,
      moves: plan.moves.map(({ from, to, count }) => ({ from: term('riskLevel', from), to: term('riskLevel', to), count })),
      kept: lowers ? 0 : plan.down,
      ...(done === null ? { dryRun: true } : { step: done.step }),
    },
    [
      `${options.dryRun ? '试算（没有写入）：' : '已重新定级：'}升级 ${plan.up} 条，${falls}，等级不变 ${plan.same} 条`,
      ...plan.moves.map(({ from, to, count }) => `${term('riskLevel', from)} → ${term('riskLevel', to)}：${count} 条`),
    ],
  );
}

/** `risk …` */
export function addRisks(program: Command, within: Within): void {
  const risk = program.command('risk').description('风险');
  risk.command('scales').description('等级映射一览，* 是在用的').action(within(listScales));
  risk
    .command('regrade')
    .description('更换等级映射并重新定级')
    .option('--lec <映射>', 'LEC 法的等级映射，见 risk scales')
    .option('--ls <映射>', 'LS 法的等级映射')
    .option('--dry-run', '只看会改变什么')
    .option('--reason <理由>', '一并降级的理由，与 --reviewer 一起写；不写时沿用原等级')
    .option('--assessor <人>', '评价人')
    .option('--reviewer <人>', '复核人')
    .action(within(regrade));
}
