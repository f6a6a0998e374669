import { z } from 'zod';
import { id } from '../../db/domain/field';
import { publicationDraft, type PublicationDraft } from '../../db/domain/round/publication';
import { listPublications } from '../../db/query/publication';
import type { Writer } from '../../db/writer';
import { conflict, notFound, refuse } from './failure';
import { command, query } from './procedure';

export const list = query(z.object({ roundId: id }), ({ db }, { roundId }) => listPublications(db, roundId));

/** Records that the results of a closed round were posted; the issued F09 of the round, the newest one, is named with it. */
export const create = command(z.object({ roundId: id, draft: publicationDraft }), ({ db }, { roundId, draft }) => {
  check(db, roundId, draft);
  const filingId =
    db.value<string>(
      `SELECT id FROM filing WHERE roundId = ? AND code = 'F09' AND state NOT IN ('voided', 'replaced') ORDER BY createdAt DESC LIMIT 1`,
      [roundId],
    ) ?? null;
  return { id: db.insert('publication', { ...draft, roundId, filingId }).id };
});

export const update = command(
  z.object({ id, revision: z.number().int(), draft: publicationDraft }),
  ({ db }, { id: publicationId, revision, draft }) => {
    const known = db.find('publication', publicationId);
    if (!known) throw notFound('publication');
    check(db, known.roundId, draft);
    db.update('publication', publicationId, draft, revision);
    return { id: publicationId };
  },
);

/** Takes a record back, with its photos. */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id: publicationId, revision }) => {
  if (!db.find('publication', publicationId)) throw notFound('publication');
  db.removeOf('attachment', 'subjectId', publicationId);
  db.remove('publication', publicationId, revision);
  return { id: publicationId };
});

function check(db: Writer, roundId: string, { fromOn, toOn }: PublicationDraft): void {
  const round = db.find('round', roundId);
  if (!round) throw notFound('round');
  if (round.status !== 'closed') throw conflict('roundNotClosed', { name: round.name });
  if (round.assessedOn !== null && fromOn < round.assessedOn) throw refuse('dateOrder', 'fromOn', { date: round.assessedOn });
  if (toOn < fromOn) throw refuse('dateOrder', 'toOn', { date: fromOn });
}
