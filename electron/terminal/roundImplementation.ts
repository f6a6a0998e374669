import type { Command } from 'commander';
import { seriousLevels } from '../../db/domain/round/item';
import { term } from '../../db/domain/term';
import { findRound } from './findRound';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

interface ImplementOptions {
  round?: string;
  risk?: string[];
  rest?: boolean;
  text?: string;
  on?: string;
  by: string;
  replace?: boolean;
}

const block = 200;

async function seriousItems(session: TerminalSession, id: string) {
  const from = (offset: number) => session.call('round.items', { id, offset, limit: block, level: [...seriousLevels] });
  const { rows, total } = await from(0);
  while (rows.length < total) rows.push(...(await from(rows.length)).rows);
  return rows.map((item) => ({ item, riskNo: (item.after ?? item.before)?.riskNo ?? '' }));
}

/** Without `--text` lists what is written of the 重大 and 较大 risks; with it writes the same for those named or for the rest. */
async function implement(session: TerminalSession, options: ImplementOptions): Promise<void> {
  const round = await findRound(session, options.round);
  const items = await seriousItems(session, round.id);
  if (options.text === undefined) {
    const rows = items.map(({ item, riskNo }) => ({
      riskNo,
      level: term('riskLevel', item.afterLevel),
      hazardSource: (item.after ?? item.before)?.hazardSource ?? '',
      implementation: item.implementation,
      on: item.implementedOn,
      by: item.implementedBy,
    }));
    session.print(
      { round: round.no, total: rows.length, rows },
      rows.map((row) => `${row.riskNo}\t${row.level}\t${row.hazardSource}\t${row.implementation || '（未写）'}\t${row.on ?? ''} ${row.by}`),
    );
    return;
  }
  const named = options.risk ?? [];
  if (named.length === 0 && !options.rest) throw new UsageFault('写哪些：--risk 编号（可写多次），或 --rest 写其余还没写的');
  const stray = named.find((no) => !items.some(({ riskNo }) => riskNo === no));
  if (stray !== undefined) throw new UsageFault(`本轮的重大、较大风险里没有“${stray}”`);
  const chosen = items.filter(({ item, riskNo }) => (options.rest ? item.implementation === '' : named.includes(riskNo)));
  const { value } = await session.call('round.implementMany', {
    id: round.id,
    selection: { ids: chosen.map(({ item }) => item.id) },
    implementation: options.text,
    on: options.on ?? null,
    by: options.by,
    replace: options.replace ?? false,
  });
  session.print(value, [
    `写入 ${value.written} 条${value.kept > 0 ? `，另有 ${value.kept} 条已有文字，未动（要替换请加 --replace）` : ''}`,
  ]);
}

/** `round implement` */
export function addImplementation(one: (name: string, description: string) => Command, within: Within): void {
  one('implement', '写重大、较大风险的措施落实情况；不写 --text 时列出')
    .option('--text <文字>', '落实情况')
    .option('--risk <编号>', '写哪条风险，可写多次', (no: string, others?: string[]) => [...(others ?? []), no])
    .option('--rest', '写其余还没写的')
    .option('--on <日期>', '核查日期', dateOption)
    .option('--by <姓名>', '核查人', '')
    .option('--replace', '已有文字的也替换')
    .action(within(implement));
}
