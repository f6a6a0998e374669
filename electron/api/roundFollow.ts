import { z } from 'zod';
import { id, isoDate, text, withoutUndefined } from '../../db/domain/field';
import { particularNames, particularText, roundParticulars, type RoundParticular } from '../../db/domain/round/correction';
import { itemSelection } from '../../db/domain/round/item';
import { getRound, openRound, type RoundView } from '../../db/query/round';
import { outdatedPapers } from '../../db/query/roundCorrection';
import { beginReissue, countOutside, followRegister, standAsBefore, takeInOutside } from '../../db/query/roundFollow';
import { selectedItems } from '../../db/query/roundRisk';
import type { Reader } from '../../db/handle';
import { conflict, notFound, refuse } from './failure';
import { command, query } from './procedure';

/** Papers issued from the round that say something else than it now does; and risks of the register that a reissue does not hold. */
export const following = query(z.object({ id }), ({ db }, { id: roundId }) => {
  const round = required(db, roundId);
  return { papers: outdatedPapers(db, round), outside: isReissueUnderWay(round) ? countOutside(db, roundId) : 0 };
});

/**
 * 更正: keeps what a closed round should say instead of what was typed, with reason and person. The round itself stays as it
 * was closed; one correction for each particular that differs from what stands now.
 */
export const correct = command(
  z.object({ id, patch: roundParticulars.partial(), why: text(1000).min(1), by: text(60).min(1), on: isoDate }),
  ({ db, today }, { id: roundId, patch, why, by, on }) => {
    const round = requireStanding(db, roundId);
    if (on > today) throw refuse('dateFuture', 'on', { date: today });
    if (round.closedOn !== null && on < round.closedOn) throw refuse('dateOrder', 'on', { date: round.closedOn });
    checkDays({ ...round, ...withoutUndefined(patch) }, today);
    if (patch.team?.length === 0 && round.team.length > 0) throw refuse('roundTeam', 'team');
    const fields: RoundParticular[] = [];
    for (const field of particularNames) {
      if (patch[field] === undefined) continue;
      const [before, after] = [particularText(round[field]!), particularText(patch[field])];
      if (before === after) continue;
      db.insert('roundCorrection', { roundId, field, before, after, reason: why, correctedBy: by, correctedOn: on });
      fields.push(field);
    }
    return { fields };
  },
);

function checkDays({ startedOn, assessedOn, closedOn, meetingOn }: RoundView, today: string): void {
  if (assessedOn !== null && assessedOn < startedOn) throw refuse('dateOrder', 'assessedOn', { date: startedOn });
  if (meetingOn !== null && meetingOn < startedOn) throw refuse('dateOrder', 'meetingOn', { date: startedOn });
  if (closedOn !== null && assessedOn !== null && closedOn < assessedOn) throw refuse('dateOrder', 'closedOn', { date: assessedOn });
  if (closedOn !== null && closedOn > today) throw refuse('dateFuture', 'closedOn', { date: today });
}

/** 换版: opens a round of the same period and base that starts from what a closed one froze; when it is closed, the former counts no longer. */
export const follow = command(
  z.object({ id, reason: text(1000).min(1) }),
  ({ db }, { id: roundId, reason }) => {
    const round = requireStanding(db, roundId);
    const already = openRound(db);
    if (already !== undefined) throw conflict('roundOpen', { name: required(db, already).name });
    return beginReissue(db, round, reason);
  },
  { precaution: ({ db }, { id: roundId }) => db.value<number>('SELECT count(*) FROM roundRisk WHERE roundId = ?', [roundId]) ?? 0 },
);

/** Risks of a reissue under way follow the register, or stand again as the former round froze them. */
export const take = command(
  z.object({ id, from: z.enum(['register', 'former']), selection: itemSelection }),
  ({ db, today }, { id: roundId, from, selection }) => {
    const { followsId } = requireReissue(db, roundId);
    const ids = selectedItems(db, roundId, selection, null).map((item) => item.id);
    if (from === 'register') followRegister(db, today, ids);
    else standAsBefore(db, followsId, ids);
    return { taken: ids.length };
  },
  { precaution: ({ db, scope }, { id: roundId, selection }) => selectedItems(db, roundId, selection, scope).length },
);

/** A reissue under way takes in the risks of the register that the former round did not hold. */
export const takeIn = command(
  z.object({ id }),
  ({ db, today }, { id: roundId }) => {
    requireReissue(db, roundId);
    return { added: takeInOutside(db, today, roundId) };
  },
  { precaution: ({ db }) => db.value<number>('SELECT count(*) FROM risk') ?? 0 },
);

function required(db: Reader, roundId: string): RoundView {
  const round = getRound(db, roundId);
  if (!round) throw notFound('round');
  return round;
}

/** @throws CONFLICT for a round that is open or that another has replaced */
function requireStanding(db: Reader, roundId: string): RoundView {
  const round = required(db, roundId);
  if (round.status !== 'closed') throw conflict('roundStillOpen', { name: round.name });
  if (round.replacedBy !== null) throw conflict('roundReplaced', { name: round.name, by: round.replacedBy.name });
  return round;
}

const isReissueUnderWay = (round: RoundView): round is RoundView & { followsId: string } =>
  round.status === 'open' && round.followsId !== null;

function requireReissue(db: Reader, roundId: string): RoundView & { followsId: string } {
  const round = required(db, roundId);
  if (!isReissueUnderWay(round)) throw conflict('roundNoReissue', { name: round.name });
  return round;
}
