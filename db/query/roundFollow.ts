import { nameOfReissue } from '../domain/round/round';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { nextRoundNo } from './risk';
import type { RoundView } from './round';
import { itemReason, noteRiskChange } from './roundRisk';

/**
 * Opens the round that is to replace a closed one (换版): of the same period and base, every risk as the former froze it.
 * A risk follows the register only from when it is changed, or when a person says so.
 */
export function beginReissue(db: Writer, former: RoundView, reason: string): { id: string; no: string } {
  const { name, kind, period, origin, baseRoundId, scope, methodNote, noticeNo, noticeOn, startedOn, meetingOn, meetingPlace } = former;
  const { id, no } = db.insert('round', {
    name: nameOfReissue(name),
    kind,
    period,
    origin,
    baseRoundId,
    scope,
    methodNote,
    noticeNo,
    noticeOn,
    startedOn,
    meetingOn,
    meetingPlace,
    assessedOn: former.assessedOn,
    reason: former.reason,
    noticeText: former.noticeText,
    planText: former.planText,
    conclusion: former.conclusion,
    remark: former.remark,
    team: JSON.stringify(former.team),
    entered: JSON.stringify(former.entered),
    no: nextRoundNo(db, period),
    followsId: former.id,
    followKind: 'reissue',
    followReason: reason,
  });
  for (const item of db.all<Former>(`${formerItems} ORDER BY i.id`, [former.id]))
    db.insert('roundRisk', { ...takenOver(item), roundId: id, riskId: item.riskId });
  return { id, no };
}

/** What an item of the former round hands on; the reason of a change in the register comes along, because that names the former round. */
const takenOver = ({
  why,
  state,
  before,
  beforeLevel,
  after,
  afterLevel,
  confirmedBy,
  confirmedOn,
  department,
  riskNoKey,
  ...former
}: Former) => ({
  state,
  before,
  beforeLevel,
  after,
  afterLevel,
  reason: why,
  confirmedBy,
  confirmedOn,
  department,
  riskNoKey,
  implementation: former.implementation,
  implementedOn: former.implementedOn,
  implementedBy: former.implementedBy,
});

type Former = Row<'roundRisk'> & { why: string };
const formerItems = `SELECT i.*, ${itemReason('i')} AS why FROM roundRisk i WHERE i.roundId = ?`;

/** Items that stand as the former round froze them follow the register from now on. */
export function followRegister(db: Writer, today: string, itemIds: readonly string[]): void {
  for (const id of itemIds) noteRiskChange(db, today, db.find('roundRisk', id)!.riskId);
}

/** Items stand again as the former round froze them; what it did not hold leaves the round. */
export function standAsBefore(db: Writer, formerId: string, itemIds: readonly string[]): void {
  for (const id of itemIds) {
    const { riskId } = db.find('roundRisk', id)!;
    const item = db.get<Former>(`${formerItems} AND i.riskId = ?`, [formerId, riskId]);
    if (item === undefined) db.remove('roundRisk', id);
    else db.update('roundRisk', id, takenOver(item));
  }
}

const outside = `FROM risk r WHERE r.status <> 'retired' AND NOT EXISTS (SELECT 1 FROM roundRisk i WHERE i.roundId = ? AND i.riskId = r.id)`;
/** Number of risks of the register that the round does not hold. */
export const countOutside = (reader: Reader, roundId: string): number => reader.value<number>(`SELECT count(*) ${outside}`, [roundId]) ?? 0;

/** Takes in every risk of the register that the round does not hold, as new. */
export function takeInOutside(db: Writer, today: string, roundId: string): number {
  const ids = db.column<string>(`SELECT r.id ${outside} ORDER BY r.riskNoKey`, [roundId]);
  for (const id of ids) noteRiskChange(db, today, id);
  return ids.length;
}
