import type { Finding } from '../../db/domain/rule';

/** The six codes that cross the port. */
export const failureCodes = ['INVALID', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'UNAVAILABLE', 'INTERNAL'] as const;
export type FailureCode = (typeof failureCodes)[number];

export interface Failure {
  code: FailureCode;
  /** Key of the sentence, `failure.<key>` in the locales. */
  key: string;
  params?: Record<string, string | number>;
  /** For INVALID: what stands beside which field. */
  findings?: Finding[];
  /** For INTERNAL: number under which the log keeps the cause. */
  detail?: string;
}

export type Reply<Data> = { ok: true; data: Data } | { ok: false; error: Failure };

/** Thrown inside procedures; the dispatcher turns it into a reply. Nothing is thrown across the port. */
export class AppError extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.key}`);
  }
}

export const invalid = (findings: Finding[], key = 'invalid') => new AppError({ code: 'INVALID', key, findings });
export const notFound = (subject: string) => new AppError({ code: 'NOT_FOUND', key: 'notFound', params: { subject } });
export const conflict = (key = 'conflict', params: Record<string, string | number> = {}) => new AppError({ code: 'CONFLICT', key, params });
export const forbidden = (key: string, params: Record<string, string | number> = {}) => new AppError({ code: 'FORBIDDEN', key, params });
export const unavailable = (key: string, params: Record<string, string | number> = {}) =>
  new AppError({ code: 'UNAVAILABLE', key, params });

/** Refusal with one finding beside one field. */
export const refuse = (rule: string, field: string, params: Record<string, string | number> = {}, key = rule) =>
  invalid([{ rule, kind: 'arithmetic', key, field, params }]);
