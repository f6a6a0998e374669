import { useCallback, useMemo } from 'react';
import { navigate, useHashLocation } from 'wouter/use-hash-location';

/** Goes to any page, by its path; who only goes somewhere does not have to be drawn anew wherever others go. */
export const go = (path: string): void => navigate(path);

/** Gives the place where the user is another name; going back does not stop at the former one. */
export const rename = (path: string): void => navigate(path, { replace: true });

export interface Place {
  /** What stands behind the page's own path: the id of the open record, or null. */
  id: string | null;
  /** Shows a record beside its list or on its page; null goes back to the list. */
  open: (id: string | null) => void;
}

/** Where the user is within the page at `base` (`/risk` and `/risk/<id>`). */
export function usePlace(base: string): Place {
  const [location] = useHashLocation();
  const rest = location.startsWith(`${base}/`) ? location.slice(base.length + 1) : '';
  const id = rest === '' ? null : decodeURIComponent(rest);
  const open = useCallback((next: string | null) => navigate(next === null ? base : `${base}/${encodeURIComponent(next)}`), [base]);
  return useMemo(() => ({ id, open }), [id, open]);
}
