import type { FilingState } from '../../db/domain/filing/filing';
import type { Reader } from '../../db/handle';
import { dossierSchema } from './compose';
import { statementOf, type Statement } from './statement';

export interface StatedPaper {
  id: string;
  number: string;
  code: string;
  title: string;
  state: FilingState;
  roundId: string | null;
  compiledOn: string;
  createdAt: number;
  statement: Statement;
}

/**
 * Papers that still stand, neither replaced nor voided, with what they say in figures; the oldest first. Those of a round, those without a
 * round that were compiled between two days or name the period, or those that are named.
 */
export function statementsOf(
  db: Reader,
  of: { roundId: string } | { ids: readonly string[] } | { from: string; to: string; title: string },
): StatedPaper[] {
  const [where, params] =
    'roundId' in of
      ? ['roundId = ?', [of.roundId]]
      : 'ids' in of
        ? ['id IN (SELECT value FROM json_each(?))', [JSON.stringify(of.ids)]]
        : ['roundId IS NULL AND (compiledOn BETWEEN ? AND ? OR period = ?)', [of.from, of.to, of.title]];
  return db
    .all<Omit<StatedPaper, 'statement'> & { figures: string }>(
      `SELECT id, number, code, title, state, roundId, compiledOn, createdAt, figures FROM filing
        WHERE ${where} AND state NOT IN ('voided', 'replaced') ORDER BY createdAt`,
      params,
    )
    .flatMap(({ figures, ...paper }) => {
      const statement = figures === '{}' ? fromDossier(db, paper.id) : (JSON.parse(figures) as Statement);
      return statement === null ? [] : [{ ...paper, statement }];
    });
}

/** Papers of earlier versions kept no figures: their dossier is read. */
function fromDossier(db: Reader, id: string): Statement | null {
  const read = dossierSchema.safeParse(JSON.parse(db.value<string>('SELECT dossier FROM filing WHERE id = ?', [id]) ?? 'null'));
  return read.success ? statementOf(read.data) : null;
}
