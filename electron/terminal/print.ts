import type { FileOptions } from './filing';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** Prints the four-colour picture of one floor plan, or of all. */
export async function fileMap(session: TerminalSession, { out, plan, format }: FileOptions): Promise<void> {
  if (format !== undefined && format.toLowerCase() !== 'pdf') throw new UsageFault('四色图的格式只能是：pdf');
  const plans = await session.call('map.plans', {});
  const wanted = plan === undefined ? plans : plans.filter(({ name }) => name === plan);
  if (wanted.length === 0) {
    const known = plans.map(({ name }) => name).join('、');
    throw new UsageFault(plans.length === 0 ? '还没有平面图，请先在窗口的“四色图”里画好区域' : `没有平面图“${plan}”，现有：${known}`);
  }
  const folder = await session.prepareFor(['pdf'], out);
  const printed: { plan: string; zones: number; file: string | null }[] = [];
  for (const { id, name } of wanted) {
    const { file, zones } = await session.call('map.print', { planId: id, file: folder });
    printed.push({ plan: name, zones, file });
  }
  session.print(
    { plans: printed },
    printed.map(({ plan: name, zones, file }) => `${name}（${zones} 个区域）\t${file}`),
  );
}

/** Makes and prints notice cards: of the points that are named, of all, or of those with 重大 and 较大 risks. */
export async function fileCards(session: TerminalSession, options: FileOptions): Promise<void> {
  const { out, point, all, perPage = '4', format, draft = false, compiledOn = null } = options;
  if (format !== undefined && format.toLowerCase() !== 'pdf') throw new UsageFault('F33 的格式只能是：pdf');
  if (perPage !== '4' && perPage !== '1') throw new UsageFault(`--per-page 只能是 4 或 1，不能是“${perPage}”`);
  const selection = point === undefined ? { filter: all ? { all } : {}, except: [] } : { ids: await pointsNamed(session, point) };
  const folder = await session.prepareFor(['pdf'], out);
  const printed = await session.call('card.print', { selection, perPage: perPage === '4' ? 4 : 1, compiledOn, draft, file: folder });
  const lines = [`已打印 ${printed.cards} 张告知卡\t${printed.file}`];
  if (printed.lacking > 0) lines.push(`提示：其中 ${printed.lacking} 张还有空着的栏目，待完善`);
  session.print({ draft, ...printed }, lines);
}

async function pointsNamed(session: TerminalSession, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const { rows } = await session.call('card.list', { filter: { all: true, text: name }, offset: 0, limit: 200 });
    const found = rows.filter((row) => row.name === name || row.no === name);
    if (found.length === 0) throw new UsageFault(`没有风险点“${name}”，或它还没有风险`);
    ids.push(...found.map(({ id }) => id));
  }
  return ids;
}
