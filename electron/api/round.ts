import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { quarterOf } from '../../db/domain/period';
import { draftConclusion } from '../../db/domain/round/conclusion';
import { enteredFigures } from '../../db/domain/round/figure';
import { confined } from '../../db/domain/risk/list';
import { itemFilter, itemSelection } from '../../db/domain/round/item';
import { comparisons, roundDraft } from '../../db/domain/round/round';
import { readEnterprise } from '../../db/query/enterprise';
import { assessedAgain, nextRoundNo } from '../../db/query/risk';
import { beginRound, freezeRound, getRound, lastClosedRound, listRounds, openRound, type RoundView } from '../../db/query/round';
import { changeSorts, compareRounds, listChanges } from '../../db/query/roundCompare';
import { implementationCounts, listRoundItems, roundFigures, selectedItems } from '../../db/query/roundRisk';
import type { Reader } from '../../db/handle';
import { conflict, invalid, notFound, refuse } from './failure';
import { command, query } from './procedure';

/** A round with its figures; the number of its risks is all but the removed ones. */
function described(db: Reader, round: RoundView) {
  const figures = roundFigures(db, round.id);
  const { pending, confirmed, changed, added } = figures.states;
  return { round: { ...round, risks: pending + confirmed + changed + added }, figures };
}

export const list = query(z.object({}), ({ db }) =>
  listRounds(db).map((each) => {
    const { round, figures } = described(db, each);
    return { ...round, figures };
  }),
);

export const get = query(z.object({ id }), ({ db }, { id }) => {
  const { round, figures } = described(db, required(db, id));
  return { round, figures, drafted: draftConclusion(round, figures), implementation: implementationCounts(db, id) };
});

/** Proposal for the round that is due now: this quarter, compared with the last closed one. */
export const propose = query(z.object({}), ({ db, today }) => {
  const period = quarterOf(today);
  const base = lastClosedRound(db) ?? null;
  const last = base === null ? undefined : getRound(db, base);
  return {
    period,
    baseRoundId: base,
    team: last?.team.map((member) => ({ ...member, attended: false })) ?? [],
    startedOn: today,
    openRoundId: openRound(db) ?? null,
  };
});

const isBase = ({ status, replacedBy }: RoundView): boolean => status === 'closed' && replacedBy === null;

/** One round is open at a time: two would both claim the same change. */
export const open = command(
  z.object({ draft: roundDraft }),
  ({ db, today }, { draft }) => {
    const already = openRound(db);
    if (already !== undefined) throw conflict('roundOpen', { name: required(db, already).name });
    if (draft.baseRoundId !== null && !isBase(required(db, draft.baseRoundId))) throw refuse('baseRound', 'baseRoundId');
    const no = nextRoundNo(db, draft.period);
    return { id: beginRound(db, today, no, draft), no };
  },
  { precaution: ({ db }) => db.value<number>('SELECT count(*) FROM risk') ?? 0 },
);

const editable = roundDraft
  .omit({ baseRoundId: true, period: true, kind: true })
  .extend({
    assessedOn: isoDate.nullable(),
    meetingOn: isoDate.nullable(),
    meetingPlace: text(200),
    signedOn: isoDate.nullable(),
    /** Empty gives the drafted text back; typed text is never overwritten by recomputing. */
    conclusion: text(20_000),
    noticeText: text(20_000),
    planText: text(20_000),
    entered: enteredFigures,
    remark: text(4000),
  })
  .partial();

/** A closed round is followed by 更正 or 换版, never changed; only its signing date is still entered. */
export const update = command(z.object({ id, revision: z.number().int(), patch: editable }), ({ db }, { id, revision, patch }) => {
  const round = required(db, id);
  const { team, entered, ...rest } = patch;
  const onlySigning = Object.keys(patch).every((key) => key === 'signedOn');
  if (round.status === 'closed' && !onlySigning) throw conflict('roundClosed', { name: round.name });
  db.update(
    'round',
    id,
    { ...rest, ...(team ? { team: JSON.stringify(team) } : {}), ...(entered ? { entered: JSON.stringify(entered) } : {}) },
    revision,
  );
  return { id };
});

export const items = query(
  itemFilter.extend({ id, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  ({ db, today, scope }, { id, ...window }) => listRoundItems(db, today, id, confined(window, scope)),
);

/** Confirms that risks were looked at on that day and stand as they are. */
export const confirm = command(
  z.object({ id, selection: itemSelection, by: text(60).min(1), on: isoDate, reason: text(1000).default('') }),
  ({ db, content, scope }, { id, selection, by, on, reason }) => {
    requireOpen(db, id);
    const { reviewCadence } = content.regionRules(readEnterprise(db).regionCode);
    const rows = selectedItems(db, id, selection, scope);
    for (const row of rows) {
      db.update('roundRisk', row.id, {
        state: row.state === 'pending' ? 'confirmed' : row.state,
        confirmedBy: by,
        confirmedOn: on,
        ...(reason === '' ? {} : { reason }),
      });
      assessedAgain(db, row.riskId, on, reviewCadence);
    }
    return { confirmed: rows.length };
  },
  { precaution: ({ db, scope }, { id: roundId, selection }) => selectedItems(db, roundId, selection, scope).length },
);

export const explain = command(
  z.object({ itemId: z.uuid(), revision: z.number().int(), reason: text(1000) }),
  ({ db }, { itemId, revision, reason }) => {
    const item = db.find('roundRisk', itemId);
    if (!item) throw notFound('roundRisk');
    requireOpen(db, item.roundId);
    db.update('roundRisk', itemId, { reason }, revision);
    return { id: itemId };
  },
);

/** Closes and freezes. Open points are told; only what the papers cannot do without refuses. */
export const close = command(
  z.object({ id, revision: z.number().int(), closedOn: isoDate, assessedOn: isoDate, acceptPending: z.boolean() }),
  ({ db, today }, { id, revision, closedOn, assessedOn, acceptPending }) => {
    const round = requireOpen(db, id);
    const figures = roundFigures(db, id);
    if (assessedOn < round.startedOn) throw refuse('dateOrder', 'assessedOn', { date: round.startedOn });
    if (closedOn < assessedOn) throw refuse('dateOrder', 'closedOn', { date: assessedOn });
    if (round.team.length === 0) throw refuse('roundTeam', 'team');
    if (figures.states.pending > 0 && !acceptPending) {
      throw invalid([
        { rule: 'roundPending', kind: 'house', key: 'roundPending', field: 'acceptPending', params: { count: figures.states.pending } },
      ]);
    }
    freezeRound(db, today, id);
    const conclusion = round.conclusion === '' ? draftConclusion(round, figures) : round.conclusion;
    db.update('round', id, { status: 'closed', closedOn, assessedOn, conclusion }, revision);
    return { id, figures };
  },
  { precaution: ({ db }, { id: roundId }) => db.value<number>('SELECT count(*) FROM roundRisk WHERE roundId = ?', [roundId]) ?? 0 },
);

/** Abandons an open round; the register stays as it is. */
export const abandon = command(
  z.object({ id, revision: z.number().int() }),
  ({ db }, { id, revision }) => {
    requireOpen(db, id);
    const sheets = db.column<string>('SELECT id FROM roundSheet WHERE roundId = ?', [id]);
    for (const owner of [id, ...sheets]) db.removeOf('attachment', 'subjectId', owner);
    for (const subject of ['roundRisk', 'roundSheet'] as const) db.removeOf(subject, 'roundId', id);
    for (const change of db.all<{ id: string }>('SELECT id FROM levelChange WHERE roundId = ?', [id]))
      db.update('levelChange', change.id, { roundId: null });
    db.remove('round', id, revision);
    return { id };
  },
  { precaution: ({ db }, { id: roundId }) => db.value<number>('SELECT count(*) FROM roundRisk WHERE roundId = ?', [roundId]) ?? 0 },
);

/** Departments of a closed round by the names that it froze. */
export const departments = query(z.object({ id }), ({ db }, { id }) =>
  db.column<string>('SELECT DISTINCT department FROM roundRisk WHERE roundId = ? ORDER BY department', [id]),
);

/** What became of the risks from one round to another: counts, flows between the levels, departments. */
export const compare = query(z.object({ earlierId: id, laterId: id }), ({ db, today }, { earlierId, laterId }) => {
  const earlier = required(db, earlierId);
  const later = required(db, laterId);
  return {
    earlier: { id: earlier.id, name: earlier.name, period: earlier.period },
    later: { id: later.id, name: later.name, period: later.period },
    ...compareRounds(db, { earlierId, laterId, today }),
  };
});

/** A window of what moved between two rounds, with both states. */
export const changes = query(
  z.object({
    earlierId: id,
    laterId: id,
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
    filter: z
      .object({
        comparison: z.array(z.enum(comparisons)).optional(),
        department: z.string().max(200).optional(),
        text: z.string().max(200).optional(),
      })
      .default({}),
    sort: z.object({ by: z.enum(changeSorts), descending: z.boolean() }).default({ by: 'riskNo', descending: false }),
  }),
  ({ db, today }, { earlierId, laterId, ...window }) => {
    required(db, earlierId);
    required(db, laterId);
    return listChanges(db, { earlierId, laterId, today }, window);
  },
);

function required(db: Reader, roundId: string) {
  const round = getRound(db, roundId);
  if (!round) throw notFound('round');
  return round;
}

/** @throws NOT_FOUND, CONFLICT for a round that is closed */
export function requireOpen(db: Reader, roundId: string) {
  const round = required(db, roundId);
  if (round.status !== 'open') throw conflict('roundClosed', { name: round.name });
  return round;
}
