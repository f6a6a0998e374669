/** Which way 1级–5级 run, by `file#sheet`. */
export type Schemes = Record<string, Pick<Scheme, 'direction' | 'grades'>>;
/** Mappings instead of those of the enterprise. */
export type ChosenScales = { lec?: string; ls?: string };
/** What the files tell about grade numbers and mappings. */
export interface Reading {
  inferred: unknown;
}

/** Which way 1级–5级 run in a sheet. `basis`: told by the data, supposed because nothing tells, or chosen by a person. */
export interface Scheme {
  direction: 'down' | 'up';
  grades: 4 | 5;
  basis: 'data' | 'supposed' | 'chosen';
}

/** How well a mapping of scores to levels agrees with the levels that the sheets state. */
export interface Fit {
  id: string;
  method: 'lec' | 'ls' | 'direct';
  agree: number;
  total: number;
}

interface Inferred {
  schemes?: Record<string, Scheme>;
  fits?: Fit[];
}

const inferredOf = ({ inferred }: Reading): Inferred => (typeof inferred === 'object' && inferred !== null ? inferred : {});

/** Sheets whose grade numbers run the same way for the same reason. */
export interface SchemeGroup extends Scheme {
  /** `file#sheet`. */
  sheets: string[];
}

/** The ways in which the sheets write grade numbers, those that have to be asked about first. */
export function schemeGroups(plan: Reading): SchemeGroup[] {
  const groups: SchemeGroup[] = [];
  for (const [sheet, scheme] of Object.entries(inferredOf(plan).schemes ?? {})) {
    const same = groups.find((group) => {
      if (group.basis !== scheme.basis || group.grades !== scheme.grades) return false;
      return group.direction === scheme.direction;
    });
    if (same) same.sheets.push(sheet);
    else groups.push({ ...scheme, sheets: [sheet] });
  }
  return groups.sort((a, b) => Number(b.basis === 'supposed') - Number(a.basis === 'supposed'));
}

/** One answer for the sheets of a group; what was chosen for others stays, what their data tell is not touched. */
export function settleSchemes(
  plan: Reading,
  { sheets }: Pick<SchemeGroup, 'sheets'>,
  { direction, grades }: Pick<Scheme, 'direction' | 'grades'>,
): Schemes {
  const chosen = Object.entries(inferredOf(plan).schemes ?? {}).filter(([, { basis }]) => basis === 'chosen');
  return Object.fromEntries([
    ...chosen.map(([sheet, scheme]) => [sheet, { direction: scheme.direction, grades: scheme.grades }]),
    ...sheets.map((sheet) => [sheet, { direction, grades }]),
  ]);
}

/** A mapping that agrees with clearly more rows than the one in use, by method. */
export function betterFits(plan: Reading, used: { lec: string; ls: string }): { used: Fit; better: Fit }[] {
  const fits = inferredOf(plan).fits ?? [];
  return (['lec', 'ls'] as const).flatMap((method) => {
    const own = fits.find(({ id }) => id === used[method]);
    const best = fits.find((fit) => fit.method === method);
    return own && best && best.agree > own.agree ? [{ used: own, better: best }] : [];
  });
}
