import type { FindingParams } from '../../db/domain/rule';
import { crossCheck } from './crossCheck';
import type { StatedPaper } from './statements';

interface Named {
  id: string;
  number: string;
  code: string;
}
/** Two issued papers, or one, whose figures contradict each other, as a gap says it: `gap.<key>` in the locales. */
export interface Contradiction {
  key: string;
  params: FindingParams;
  papers: Named[];
}

/** Papers whose figures are held against each other, in the order of the check. */
export const crossed = ['F07', 'F08', 'F09', 'F10'];

/** Where papers of the same round, or of the register, say other figures than each other. Pure. */
export function contradictionsIn(papers: readonly StatedPaper[]): Contradiction[] {
  const ordered = papers.filter(({ code }) => crossed.includes(code)).sort((a, b) => crossed.indexOf(a.code) - crossed.indexOf(b.code));
  return [...Map.groupBy(ordered, ({ roundId }) => roundId).values()].flatMap((own) =>
    crossCheck(own.map(({ number, statement }) => ({ ...statement, number }))).map(({ key, params = {} }): Contradiction => {
      const names = [params['first'], params['other']];
      return {
        key: key.replace('filing.', 'cross.'),
        params,
        papers: own.filter(({ number }) => names.includes(number)).map(({ id, number, code }) => ({ id, number, code })),
      };
    }),
  );
}
