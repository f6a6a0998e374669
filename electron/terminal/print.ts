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
