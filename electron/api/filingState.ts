import { z } from 'zod';
import {
  correctableStates,
  correctionNote,
  needsReason,
  nextStates,
  stateChange,
  stepsOf,
  type FilingState,
} from '../../db/domain/filing/filing';
import { returnReason } from '../../db/domain/filing/handover';
import { id, isoDate, text } from '../../db/domain/field';
import { eventsOf } from '../../db/query/filing';
import { handOverOf } from '../../db/query/submission';
import { markNotified } from '../../db/query/notice';
import type { Writer } from '../../db/writer';
import type { F37Dossier } from '../filing/f37/dossier';
import { conflict, notFound, refuse } from './failure';
import { command } from './procedure';

const word = text(100).default('');
const particulars = {
  on: isoDate,
  reasonKind: returnReason.or(z.literal('')).default(''),
  receivedBy: word,
  receiptNo: word,
};
/** What happened to a paper on a day. */
export const filingChange = stateChange.extend(particulars);
type FilingChange = z.output<typeof filingChange>;

/** Moves a paper on: 已签 → 已盖章 → … Reasons are needed for 退回, 换版 and 作废. */
export const advance = command(z.object({ id, change: filingChange }), ({ db, today }, { id, change }) => {
  moveAll(db, [id], change, { today });
  return { id };
});

/** Moves several papers on in one step, such as a letter with all that went along: all of them or none. */
export const advanceAll = command(
  z.object({ ids: z.array(id).min(1).max(200), change: filingChange }),
  ({ db, today }, { ids, change }) => {
    moveAll(db, ids, change, { today });
    return { ids };
  },
);

/**
 * Corrects what was entered of a step, its day or its words: another event is appended, and the history shows both.
 * @throws INVALID without a reason, or where the day would leave the order of the steps
 */
export const correctEvent = command(
  z.object({
    id,
    change: z.object({ ...particulars, note: stateChange.shape.note, authority: stateChange.shape.authority }),
    reason: text(500),
  }),
  ({ db, today }, { id, change, reason }) => {
    const event = db.find('filingEvent', id);
    if (!event) throw notFound('filingEvent');
    const state = event.state as FilingState;
    const filing = db.find('filing', event.filingId)!;
    const standing = stepsOf(eventsOf(db, filing.id)).map(({ now }) => now);
    const at = standing.findIndex((other) => other.id === id);
    if (at < 0 || !correctableStates.includes(state)) throw conflict('filingState', { number: filing.number });
    if (reason === '') throw refuse('reason', 'reason');
    requireReason(state, change);
    const others = (part: typeof standing) => part.filter((other) => other.state !== 'issued').map((other) => other.on);
    const from = [filing.compiledOn, ...others(standing.slice(0, at))].sort().at(-1)!;
    const to = [today, ...others(standing.slice(at + 1))].sort()[0]!;
    requireDay(change.on, from, to);
    const { submissionId } = event;
    const { note, ...rest } = change;
    const corrected = { ...rest, note: correctionNote(note, reason), state, submissionId, filingId: filing.id, correctsId: id };
    return { id: db.insert('filingEvent', corrected).id };
  },
);

interface MoveOptions {
  today: string;
  submissionId?: string | null;
}

export function moveAll(db: Writer, ids: readonly string[], change: FilingChange, { today, submissionId = null }: MoveOptions): void {
  const isHandedOver = change.state === 'sent' || change.state === 'received' || change.state === 'returned';
  for (const filingId of new Set(ids))
    move(db, filingId, change, { today, submissionId: submissionId ?? (isHandedOver ? handOverOf(db, filingId, ids) : null) });
}

function move(db: Writer, id: string, change: FilingChange, { today, submissionId }: MoveOptions): void {
  const filing = db.find('filing', id);
  if (!filing) throw notFound('filing');
  // The day of issue is the day of entry, which may come later than what happened on paper.
  const days = stepsOf(eventsOf(db, id)).flatMap(({ now }) => (now.state === 'issued' ? [] : [now.on]));
  requireDay(change.on, [filing.compiledOn, ...days].sort().at(-1)!, today);
  requireReason(change.state, change);
  step(db, id, { ...change, submissionId });
  // A notice that has gone out has told of its appointments.
  if (filing.code === 'F37' && change.state === 'sent') markNotified(db, (JSON.parse(filing.dossier) as F37Dossier).items, change.on);
}

function requireDay(on: string, from: string, to: string): void {
  if (on > to || on < from) throw refuse('stateDay', 'on', { from, to });
}

/** A return may be reasoned by one of the usual reasons alone; everything else by words. */
function requireReason(state: FilingState, { note, reasonKind }: Pick<FilingChange, 'note' | 'reasonKind'>): void {
  const isNamed = state === 'returned' && reasonKind !== '' && reasonKind !== 'other';
  if (needsReason(state) && note === '' && !isNamed) throw refuse('reason', 'note');
}

/** Enters a state that the paper may take now. @throws CONFLICT where it may not */
export function step(
  db: Writer,
  filingId: string,
  { state, ...event }: Pick<FilingChange, 'state' | 'on' | 'note'> & Partial<FilingChange & { submissionId: string | null }>,
): void {
  const filing = db.find('filing', filingId);
  if (!filing) throw notFound('filing');
  if (!nextStates(filing.state as FilingState).includes(state)) throw conflict('filingState', { number: filing.number });
  db.update('filing', filingId, { state });
  db.insert('filingEvent', { filingId, state, ...event });
}
