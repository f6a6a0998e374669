import { first } from './first';
import { later } from './later';
import type { AnyProcedure } from './procedure';

/** All that the application can do. The type of this table is the contract with page and terminal. */
export const api = { ...first, ...later } as const satisfies Record<string, AnyProcedure>;

export type Api = typeof api;
export type ProcedureName = keyof Api;
