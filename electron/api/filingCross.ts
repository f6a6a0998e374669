import { z } from 'zod';
import { periodBounds, periodTitle } from '../../db/domain/period';
import { computedFigures, correctionsOf, standingFigure, type RoundFigureKey } from '../../db/domain/round/figure';
import { comparisons } from '../../db/domain/round/round';
import { riskLevels } from '../../db/domain/risk/scale';
import type { Reader } from '../../db/handle';
import { listRounds, type RoundView } from '../../db/query/round';
import { outdatedPapers } from '../../db/query/roundCorrection';
import { roundFigures } from '../../db/query/roundRisk';
import { crossTable } from '../filing/crossTable';
import { noLevels } from '../filing/counts';
import { correctedOf, figuresInText, type Statement } from '../filing/statement';
import { statementsOf, type StatedPaper } from '../filing/statements';
import { task } from './procedure';

/**
 * 数字互校: the papers of a period beside each other, a table for each round that stands and one for papers of the register alone; the papers that a
 * correction asks 换版 of, and the letters that name what no longer stands. Papers of earlier versions are read whole, hence a task.
 */
export const crossTables = task(z.object({ period: z.string().regex(/^\d{4}(Q[1-4])?$/) }), async ({ db }, { period }) => {
  const rounds = listRounds(db).filter((round) => round.period === period && round.replacedBy === null);
  const others = statementsOf(db, { ...periodBounds(period), title: periodTitle(period) });
  const tables = rounds.map((round, index) => ({
    round: { id: round.id, name: round.name, no: round.no, status: round.status },
    ...crossTable(statementOfRound(db, round), [...statementsOf(db, { roundId: round.id }), ...(index === 0 ? others : [])]),
  }));
  const alone = rounds.length === 0 ? [{ round: null, ...crossTable(null, others) }] : [];
  return {
    tables: [...tables, ...alone],
    outdated: rounds.flatMap((round) => outdatedPapers(db, round)),
    letters: others.filter(({ code }) => code === 'F40').flatMap((letter) => lettersOf(db, letter)),
  };
});

/** What the round says now, with the figures that a person entered. */
function statementOfRound(db: Reader, round: RoundView): Statement {
  const figures = roundFigures(db, round.id);
  const corrections = correctionsOf(computedFigures(figures, round.baseRoundId === null), round.entered);
  const standing = (key: RoundFigureKey, counted: number) => standingFigure(corrections, key, counted);
  const levels = riskLevels.map((level) => [level, standing(level, figures.levels[level])] as const);
  const counted = levels.reduce((sum, [, count]) => sum + count, 0);
  const total = standing('total', counted);
  const changes = comparisons.map((kind) => [kind, standing(kind, figures.comparison[kind])] as const);
  const previous = Object.values(figures.beforeLevels).reduce((sum, count) => sum + count, 0);
  const conclusion = figuresInText(round.conclusion);
  return {
    code: '',
    roundId: round.id,
    period: round.period,
    total,
    counts: { ...noLevels(), ...(Object.fromEntries(levels) as Record<(typeof riskLevels)[number], number>) },
    ...(round.baseRoundId === null
      ? {}
      : { comparison: { ...(Object.fromEntries(changes) as Record<(typeof comparisons)[number], number>), previous, now: total } }),
    ...(round.status === 'closed' ? { departments: departmentsOf(db, round.id) } : {}),
    ...(Object.keys(conclusion).length === 0 ? {} : { conclusion }),
    ...correctedOf(corrections),
  };
}

/** As papers name them: risks without a department are 未明确. */
const departmentsOf = (db: Reader, roundId: string): Record<string, number> =>
  Object.fromEntries(
    db
      .all<{ department: string; count: number }>(
        `SELECT coalesce(nullif(s.content ->> 'department', ''), '未明确') AS department, count(*) AS count
          FROM roundRisk i JOIN snapshot s ON s.id = i.after WHERE i.roundId = ? GROUP BY 1 ORDER BY 1`,
        [roundId],
      )
      .map(({ department, count }) => [department, count]),
  );

/** Papers that a letter names and that have been replaced, voided or sent back since. */
function lettersOf(db: Reader, { id, number, statement: { items = [] } }: StatedPaper) {
  const gone = db.all<{ number: string; state: string }>(
    `SELECT number, state FROM filing WHERE state IN ('replaced', 'voided', 'returned') AND number IN (SELECT value FROM json_each(?)) ORDER BY number`,
    [JSON.stringify(items)],
  );
  return gone.length === 0 ? [] : [{ id, number, items: gone }];
}
