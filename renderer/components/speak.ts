/** Any `t` of i18next, whatever namespaces it is bound to. */
export type Translate = (...args: never[]) => unknown;

/** Looks up a key that is only known at run time; `defaultValue` stands in for an unknown one. */
export const speak = (t: Translate, key: string, options: Record<string, unknown> = {}): string =>
  (t as unknown as (key: string, options: Record<string, unknown>) => string)(key, options);

/** `speak` for those who know nothing of the page. */
export const sayIn =
  (t: Translate) =>
  (key: string, params?: Record<string, string | number>): string =>
    speak(t, key, params);
