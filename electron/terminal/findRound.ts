import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** Nothing has replaced it (换版). */
const stands = ({ replacedBy }: { replacedBy: unknown }): boolean => replacedBy === null;

/** Round by its number or period; without one the open round, else the newest. */
export async function findRound(session: TerminalSession, no: string | undefined) {
  const rounds = await session.call('round.list', {});
  const found =
    no === undefined
      ? (rounds.find((round) => round.status === 'open') ?? rounds.find(stands))
      : (rounds.find((round) => round.no === no || round.id === no) ?? rounds.find((round) => round.period === no && stands(round)));
  if (!found)
    throw new UsageFault(
      no === undefined ? '还没有评估轮次，请先 round open' : `没有轮次“${no}”，现有：${rounds.map((round) => round.no).join('、')}`,
    );
  return found;
}
