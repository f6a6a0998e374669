import type { Plan, Schemes } from './work';

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

const inferredOf = ({ inferred }: Pick<Plan, 'inferred'>): Inferred => (typeof inferred === 'object' && inferred !== null ? inferred : {});

/** The scheme to ask about once for all sheets; null where no sheet writes grade numbers. */
export function schemeOf(plan: Pick<Plan, 'inferred'>): Scheme | null {
  const all = Object.values(inferredOf(plan).schemes ?? {});
  return all.find(({ basis }) => basis === 'supposed') ?? all[0] ?? null;
}

/** One answer for every sheet that writes grade numbers. */
export const settleSchemes = (plan: Pick<Plan, 'inferred'>, { direction, grades }: Pick<Scheme, 'direction' | 'grades'>): Schemes =>
  Object.fromEntries(Object.keys(inferredOf(plan).schemes ?? {}).map((sheet) => [sheet, { direction, grades }]));

/** A mapping that agrees with clearly more rows than the one in use, by method. */
export function betterFits(plan: Pick<Plan, 'inferred'>, used: { lec: string; ls: string }): { used: Fit; better: Fit }[] {
  const fits = inferredOf(plan).fits ?? [];
  return (['lec', 'ls'] as const).flatMap((method) => {
    const own = fits.find(({ id }) => id === used[method]);
    const best = fits.find((fit) => fit.method === method);
    return own && best && best.agree > own.agree ? [{ used: own, better: best }] : [];
  });
}
