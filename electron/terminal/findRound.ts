import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** Round by its number; without one the open round, else the newest. */
export async function findRound(session: TerminalSession, no: string | undefined) {
  const rounds = await session.call('round.list', {});
  const found =
    no === undefined
      ? (rounds.find((round) => round.status === 'open') ?? rounds[0])
      : rounds.find((round) => round.no === no || round.id === no || round.period === no);
  if (!found)
    throw new UsageFault(
      no === undefined ? '还没有评估轮次，请先 round open' : `没有轮次“${no}”，现有：${rounds.map((round) => round.no).join('、')}`,
    );
  return found;
}
