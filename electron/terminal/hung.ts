import type { FilingRequest } from '../filing/request';
import type { FileOptions } from './paperOptions';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** The four-colour picture of the plan that is named, or of the only one. */
export async function mapRequest(
  session: TerminalSession,
  { plan, compiledOn, preparedBy = '', reviewedBy = '' }: FileOptions,
): Promise<FilingRequest> {
  const plans = await session.call('map.plans', {});
  const known = plans.map(({ name }) => name).join('、');
  if (plans.length === 0) throw new UsageFault('还没有平面图，请先在窗口的“四色图”里画好区域');
  if (plan === undefined && plans.length > 1) throw new UsageFault(`有 ${plans.length} 张平面图，请用 --plan 写明哪一张：${known}`);
  const wanted = plan === undefined ? plans[0] : plans.find(({ name }) => name === plan);
  if (wanted === undefined) throw new UsageFault(`没有平面图“${plan}”，现有：${known}`);
  return { code: 'map', compiledOn: compiledOn ?? null, planId: wanted.id, preparedBy, reviewedBy };
}

/** The notice board with the plan that is named, or the first one. */
export async function boardRequest(session: TerminalSession, options: FileOptions): Promise<FilingRequest> {
  const { plan, compiledOn, size = 'A3', contactPhone } = options;
  if (size !== 'A3' && size !== 'A2') throw new UsageFault(`--size 只能是 A3 或 A2，不能是“${size}”`);
  const plans = plan === undefined || plan === '无' ? [] : await session.call('map.plans', {});
  const wanted = plans.find(({ name }) => name === plan);
  if (plan !== undefined && plan !== '无' && wanted === undefined)
    throw new UsageFault(`没有平面图“${plan}”，现有：${plans.map(({ name }) => name).join('、') || '无'}`);
  const planId = wanted?.id ?? (plan === '无' ? 'none' : '');
  return { code: 'board', compiledOn: compiledOn ?? null, size, phone: contactPhone, planId };
}

/** Notice cards of the points that are named, of all, or of those with 重大 and 较大 risks; only the due ones when asked. */
export async function cardRequest(session: TerminalSession, options: FileOptions): Promise<FilingRequest> {
  const { point, all, due, perPage = '4', compiledOn } = options;
  if (perPage !== '4' && perPage !== '2' && perPage !== '1') throw new UsageFault(`--per-page 只能是 4、2 或 1，不能是“${perPage}”`);
  const filter = { ...(all ? { all } : {}), ...(due ? { due } : {}) };
  const selection = point === undefined ? { filter, except: [] } : { ids: await pointsNamed(session, point) };
  return { code: 'F33', compiledOn: compiledOn ?? null, selection, perPage: perPage === '4' ? 4 : perPage === '2' ? 2 : 1 };
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
